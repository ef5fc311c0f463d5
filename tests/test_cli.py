"""The command: exit statuses, what goes where, and what becomes of bad input."""

import json
from pathlib import Path

import click
import pytest

from command import SAMPLES, Record, python, records, said
from served import Answer, site
from tellings import __version__
from tellings.cli import cli

TREATY = sorted((SAMPLES / "treaty").glob("*.txt"))
FLOOD = sorted((SAMPLES / "flood").glob("*.txt"))
STORY = """River wall at Osk gives way

By Ada Holt

March 9, 2026

The river wall at Osk gave way on Monday, the harbour office said. Two barges were lost.

"We heard it before we saw it," the pilot Nils Rydberg said. He had been asleep on his boat.
"""


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    return path


def _lines(stderr: str) -> list[str]:
    return [line for line in stderr.splitlines() if line.strip()]


def test_the_version_is_one_line() -> None:
    result = said("--version")

    assert result.exit_code == 0
    assert result.stdout == f"tellings {__version__}\n"


def test_the_version_imports_no_stage() -> None:
    code = (
        "import sys; from tellings.cli import cli; cli(['--version'], standalone_mode=False);"
        "print(*sorted(name for name in sys.modules if name.startswith('tellings')))"
    )

    printed = python("-c", code).stdout.decode().split("\n")

    assert printed[:2] == [
        f"tellings {__version__}",
        "tellings tellings.cli tellings.commands tellings.commands.reports tellings.version",
    ]


def test_a_comparison_of_texts_imports_no_other_reader() -> None:
    code = (
        "import sys; from tellings.cli import cli;"
        f"cli(['compare', {str(TREATY[0])!r}, {str(TREATY[1])!r}], standalone_mode=False);"
        "print(*sorted(sys.modules))"
    )

    imported = python("-c", code).stdout.decode().split("\n")[-2].split()

    assert "tellings.read.text" in imported
    others = {"httpx", "sqlite3", "email", "ssl", "xml", "brotli"}
    assert others & set(imported) == set()
    assert "tellings.read.feed" not in imported


@pytest.mark.parametrize("name", cli.list_commands(click.Context(cli)))
def test_every_command_has_help(name: str) -> None:
    result = said(name, "--help")

    assert result.exit_code == 0
    assert result.stdout.startswith(f"Usage: cli {name}")


@pytest.mark.parametrize(
    "arguments",
    [["compare"], ["compare", "--format", "opinion", "x.txt"], ["retell", "x.txt"], ["--loud"]],
    ids=" ".join,
)
def test_wrong_usage_is_exit_status_2(arguments: list[str]) -> None:
    result = said(*arguments)

    assert result.exit_code == 2
    assert result.stdout == ""
    assert "Usage: " in result.stderr


def test_results_go_to_stdout_and_the_rest_to_stderr(story: Path) -> None:
    result = said("clean", story, story.parent / "missing.txt")

    assert result.exit_code == 1
    assert [each["id"] for each in records(result)]
    (line,) = _lines(result.stderr)
    assert line.startswith(f"tellings: {story.parent / 'missing.txt'}: ")


def test_a_folder_is_its_files(tmp_path: Path, story: Path) -> None:
    (tmp_path / "deeper").mkdir()
    (tmp_path / "deeper" / "other.md").write_text("Rain in Halvik\n\nIt rained.", encoding="utf-8")

    result = said("clean", tmp_path)

    assert result.exit_code == 0
    assert len(records(result)) == 2


def test_standard_input_is_read_as_a_file_is(story: Path) -> None:
    named, piped = said("annotate", story), said("annotate", "-", stdin=story.read_bytes())

    assert piped.exit_code == 0
    ignored = {"origin": None}
    assert records(named)[0] | ignored == records(piped)[0] | ignored


def test_a_corpus_keeps_its_ids() -> None:
    result = said("group", SAMPLES / "corpus.jsonl")

    assert result.exit_code == 0
    ids = {each["id"] for each in records(result)}
    assert len(ids) == 10
    assert "treaty-eastgate-post" in ids


def test_a_corpus_of_three_stories_is_grouped_into_them() -> None:
    result = said("group", SAMPLES / "corpus.jsonl")

    stories: dict[str, set[str]] = {}
    for each in records(result):
        stories.setdefault(each["story"], set()).add(each["id"].partition("-")[0])
    assert sorted(map(sorted, stories.values())) == [["flood"], ["treaty"], ["trial"]]


def test_a_comparison_of_a_corpus_can_be_split_into_stories(tmp_path: Path) -> None:
    out = tmp_path / "stories"

    result = said(
        "compare", "--group", "--format", "json", "--out", out, SAMPLES / "corpus.jsonl"
    )  # fmt: skip

    assert result.exit_code == 0
    assert result.stdout == ""
    written = sorted(out.iterdir())
    assert len(written) == 3
    assert sorted(len(_read(path)["tellings"]) for path in written) == [3, 3, 4]


def _read(path: Path) -> Record:
    loaded: Record = json.loads(path.read_text("utf-8"))
    return loaded


def test_the_schema_is_json() -> None:
    result = said("schema")

    assert result.exit_code == 0
    assert "article" in json.loads(result.stdout)["$defs"]


@pytest.mark.parametrize("width", [80, 120])
def test_the_report_stays_within_its_width(width: int) -> None:
    result = said("compare", "--width", str(width), *TREATY)

    assert result.exit_code == 0
    assert "Teresa Quint" in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= width


@pytest.mark.parametrize(
    ("name", "begins"), [("r.json", "{"), ("r.html", "<!doctype html>"), ("r.md", "#")]
)
def test_the_name_of_the_file_chooses_the_format(tmp_path: Path, name: str, begins: str) -> None:
    out = tmp_path / "new folder" / name

    result = said("compare", *TREATY[:2], "--out", out)

    assert result.exit_code == 0
    assert out.read_text("utf-8").lower().startswith(begins)
    assert [each.name for each in out.parent.iterdir()] == [name]


# Bad input -----------------------------------------------------------------------------------

REFUSED = {
    "empty.txt": b"",
    "blank.txt": b" \n\t\n",
    "picture.txt": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)),
    "noise.txt": bytes(range(256)) * 40,
    "scan.pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj",
    "broken.jsonl": b'{"text": "Rain fell.\n',
    "no-text.json": b'{"about": "nothing"}',
}


@pytest.mark.parametrize("command", ["clean", "annotate", "group", "compare"])
@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_article_is_refused_in_one_line(
    tmp_path: Path, story: Path, name: str, command: str
) -> None:
    path = tmp_path / name
    path.write_bytes(REFUSED[name])

    result = said(command, path, story)

    assert result.exit_code == 1
    assert result.stdout
    refusals = [line for line in _lines(result.stderr) if str(path) in line]
    assert len(refusals) == 1
    assert ";" in refusals[0], "a refusal says the cure after what is wrong"


def test_nothing_to_compare_is_said(tmp_path: Path) -> None:
    result = said("compare", tmp_path / "missing.txt")

    assert result.exit_code == 1
    assert result.stdout == ""
    assert "nothing to compare" in result.stderr


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8-sig"])
def test_another_encoding_is_read(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "page.txt"
    text = (
        "Flood at Low Harrow\n\n“Nobody rang a bell,” the baker Inès Caro said on Monday. "
        "The town had been told to wait for the sirens, and the sirens stayed silent all night."
    )
    path.write_bytes(text.encode(encoding))

    result = said("clean", path)

    assert result.exit_code == 0
    (article,) = records(result)
    assert "“Nobody rang a bell,” the baker Inès Caro said" in "".join(
        each["text"] for each in article["pieces"]
    )


def test_a_lone_headline_is_an_article(tmp_path: Path) -> None:
    path = tmp_path / "headline.txt"
    path.write_text("Castria closes the Tarn dam", encoding="utf-8")

    result = said("compare", path, "--format", "json")

    assert result.exit_code == 0
    (comparison,) = records(result)
    assert len(comparison["tellings"]) == 1
    assert comparison["conflicts"] == []


@pytest.mark.parametrize(
    "text",
    [
        "The dam holds. " * 8_000,
        '"' * 10_000,
        "“" * 10_000,
        "'" * 10_000,
        "'a " * 5_000,
        '"We go, he said. ' * 2_000,
        "He said “we go.” " * 2_000,
        "He said “we go. " * 2_000 + "\n" + "and we stay” " * 2_000,
        "(" * 10_000,
        "1,2" * 10_000,
        "A" * 100_000,
        "said " * 10_000,
        "\n" * 10_000 + "a",
        "Mr. " * 10_000,
        "Monday " * 5_000,
    ],
    ids=lambda text: repr(text[:12]),
)
def test_a_hostile_text_is_compared_with_an_article(tmp_path: Path, story: Path, text: str) -> None:
    path = tmp_path / "hostile.txt"
    path.write_text(text, encoding="utf-8")

    result = said("compare", path, story, "--format", "json")

    assert result.exit_code == 0
    (comparison,) = records(result)
    assert len(comparison["tellings"]) == 2


def test_articles_on_different_events_are_compared_and_it_is_said() -> None:
    result = said("compare", TREATY[0], FLOOD[0], "--format", "json")

    assert result.exit_code == 0
    (comparison,) = records(result)
    assert comparison["utterances"] == []
    assert comparison["conflicts"] == []
    assert comparison["notes"], "that they tell different events is worth a note"
    assert comparison["notes"][0] in result.stderr


def test_the_same_article_twice_is_one_telling(tmp_path: Path) -> None:
    twin = tmp_path / "twin.txt"
    twin.write_bytes(TREATY[0].read_bytes())

    result = said("compare", TREATY[0], twin, TREATY[1], "--format", "json")

    assert result.exit_code == 0
    assert len(records(result)[0]["tellings"]) == 2
    assert "the same text" in result.stderr


def test_one_id_for_two_texts_is_a_failure(tmp_path: Path) -> None:
    path = tmp_path / "corpus.jsonl"
    path.write_text('{"id": "a", "text": "Rain."}\n{"id": "a", "text": "Sun."}\n', "utf-8")

    result = said("clean", path)

    assert result.exit_code == 1
    assert len(records(result)) == 1
    assert "'a'" in result.stderr


def test_a_report_that_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    blocked = tmp_path / "taken"
    blocked.mkdir()
    (blocked / "kept.txt").write_text("kept", "utf-8")

    result = said("compare", *TREATY[:2], "--format", "json", "--out", blocked)

    assert result.exit_code == 2
    assert str(blocked) in result.stderr
    assert [each.name for each in tmp_path.iterdir()] == ["taken"]
    assert [each.name for each in blocked.iterdir()] == ["kept.txt"]


def test_a_folder_that_is_a_file_is_no_place_for_a_report(tmp_path: Path, story: Path) -> None:
    result = said("compare", *TREATY[:2], "--out", story / "report.json")

    assert result.exit_code == 2
    assert story.read_text("utf-8") == STORY
    assert [each.name for each in tmp_path.iterdir()] == ["story.txt"]


def test_an_address_is_refused_with_the_cure() -> None:
    result = said("compare", "http://127.0.0.1/a", TREATY[0])

    assert result.exit_code == 1
    assert "http://127.0.0.1/a: " in result.stderr
    assert "save the page" in result.stderr


def test_an_address_of_this_machine_is_read_where_that_is_allowed() -> None:
    with site({"/story": Answer()}) as served:
        refused = said("clean", f"{served.url}/story")
        allowed = said("clean", "--allow-private", "--no-cache", f"{served.url}/story")

    assert (refused.exit_code, allowed.exit_code) == (1, 0)
    (article,) = records(allowed)
    assert (article["url"], article["origin"]) == (f"{served.url}/story",) * 2


def test_a_text_cannot_steer_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text(STORY.replace("Two barges", "\x1b[31mTwo\x07 \u202ebarges"), "utf-8")

    result = said("compare", path, "--width", "80")

    assert result.exit_code == 0
    assert not set("\x1b\x07\u202e") & set(result.stdout)
