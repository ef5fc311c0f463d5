"""An assistant is answered with places that exist, by the protocol, and told what is wrong."""

import asyncio
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from mcp import Client, StdioServerParameters

from command import SAMPLES, said
from stored import base, filled
from tellings.mcp.server import server
from tellings.mcp.tools import Library
from tellings.store import Store, articles

NAMES = {"compare", "quotation_variants", "claim_origins", "story_conflicts", "search"}
TEXTS = [
    {"text": "Wall breaks\n\nRain fell on Osk. 12 people died, the mayor said.", "publisher": "A"},
    {"text": "Wall gives way\n\nRain fell on Osk. 14 people died, the mayor said."},
]


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("asked") / "t.db"
    with base(path) as store:
        filled(store, SAMPLES / "treaty", SAMPLES / "corpus.jsonl")
    return path


@pytest.fixture
def store(database: Path) -> Iterator[Store]:
    with base(database) as store:
        yield store


def _asked(library: Library | StdioServerParameters, name: str, **values: Any) -> Any:  # noqa: ANN401
    async def ask() -> Any:  # noqa: ANN401
        there = server(library) if isinstance(library, Library) else library
        async with Client(there) as client:
            if name == "tools":
                return await client.list_tools()
            return await client.call_tool(name, values)

    return asyncio.run(ask())


def _record(library: Library, name: str, **values: Any) -> Any:  # noqa: ANN401
    found = _asked(library, name, **values)
    assert not found.is_error, found.content
    return found.structured_content


def _problem(library: Library, name: str, **values: Any) -> str:  # noqa: ANN401
    found = _asked(library, name, **values)
    assert found.is_error
    return str(found.content[0].text)


def _hold(store: Store, places: list[dict[str, Any]]) -> None:
    """Each place is of an article that is there, and its words stand there."""
    assert places
    for each in places:
        text = articles.document(store, each["article"]).text
        said = [text[start:end] for start, end in each["spans"]]
        assert all(part in each["text"] for part in said), each


def test_a_search_gives_places(database: Path, store: Store) -> None:
    found = _record(Library(str(database)), "search", words="dam", limit=5)

    assert set(found) == {"schema", "hits", "total"}
    _hold(store, found["hits"])


def test_variants_of_a_phrase_are_readings_with_their_places(database: Path, store: Store) -> None:
    found = _record(
        Library(str(database)), "quotation_variants", phrase="hanging by a single thread"
    )

    readings = [one for each in found["utterances"] for one in each["readings"]]
    assert len({each["article"] for each in readings}) > 1
    _hold(store, readings)


def test_origins_of_a_claim_come_with_who_carries_it(database: Path, store: Store) -> None:
    library = Library(str(database))
    story = _record(library, "search", words="dam")["hits"][0]["story"]

    found = _record(library, "claim_origins", claim="dam", story=story)

    assert all(
        {"origins", "independent_origins", "not_found_in"} <= set(e) for e in found["claims"]
    )
    _hold(store, [one for each in found["claims"] for one in each["readings"]])


def test_conflicts_have_both_their_sides(database: Path, store: Store) -> None:
    library = Library(str(database))
    story = _record(library, "search", words="dam")["hits"][0]["story"]

    found = _record(library, "story_conflicts", story=story)

    assert all(len(each["sides"]) > 1 for each in found["conflicts"])
    _hold(store, [side for each in found["conflicts"] for side in each["sides"]])


def test_texts_that_are_given_are_compared_and_not_kept(database: Path, store: Store) -> None:
    found = _record(Library(str(database)), "compare", texts=TEXTS, parts=["conflicts"])

    assert set(found) == {"schema", "story", "tellings", "conflicts"}
    assert {side["value"] for each in found["conflicts"] for side in each["sides"]} == {
        "12 people",
        "14 people",
    }
    assert store.row("SELECT id FROM articles WHERE id LIKE 'text%'") is None


def test_files_are_those_of_the_folder_alone(database: Path, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("Rain fell on Osk.", "utf-8")
    (tmp_path / "out.txt").write_text("A secret.", "utf-8")
    (tmp_path / "in" / "link.txt").symlink_to(tmp_path / "out.txt")
    library = Library(str(database), tmp_path / "in")

    assert len(_record(library, "compare", files=["a.txt"])["tellings"]) == 1
    outside = [
        "../out.txt",
        str(tmp_path / "out.txt"),
        "link.txt",
        "https://osk.example/",
        "no.txt",
    ]
    for name in outside:
        assert "no file of" in _problem(library, "compare", files=[name])
    assert "--files" in _problem(Library(str(database)), "compare", files=["a.txt"])


@pytest.mark.parametrize(
    ("name", "values", "said"),
    [
        ("compare", {}, "give texts or files"),
        ("search", {}, "give words or a filter"),
        ("search", {"start": "soon", "words": "dam"}, "no day"),
        ("story_conflicts", {"story": "nothing-of-this"}, "no story"),
        ("claim_origins", {"claim": "zeppelin"}, "no claim"),
        ("claim_origins", {"claim": "?!"}, "no claim"),
        ("quotation_variants", {"phrase": 'a "zeppelin'}, "no quotation"),
        ("search", {"words": "dam", "limit": 0}, "limit"),
    ],
)
def test_what_is_asked_wrong_is_told(
    database: Path, name: str, values: dict[str, Any], said: str
) -> None:
    problem = _problem(Library(str(database)), name, **values)

    assert said in problem
    assert str(database.parent) not in problem


def test_the_command_answers_over_its_standard_output(database: Path) -> None:
    arguments = ["-m", "tellings.cli", "mcp", "--db", str(database)]
    command = StdioServerParameters(command=sys.executable, args=arguments)

    listed = _asked(command, "tools")
    found = _asked(command, "search", words="dam")

    assert {each.name for each in listed.tools} == NAMES
    assert found.structured_content["hits"]


def test_a_database_that_is_named_and_not_there_is_said(tmp_path: Path) -> None:
    result = said("mcp", "--db", tmp_path / "nwes.db")

    assert result.exit_code == 1
    assert "no database here" in result.stderr
    assert list(tmp_path.iterdir()) == []
