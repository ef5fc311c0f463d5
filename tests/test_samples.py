"""The line finds in the samples what a reader finds, and nothing that is not there.

``samples/<story>/expected.json`` says what that is. Each expectation is a test of its own; one
the line does not meet yet is named in ``known_failures.toml``, and has to leave that file the
day it is met. Places are compared by overlap, in the coordinates of the files.
"""

import json
import tomllib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from command import SAMPLES, Record, records, said

STORIES = ("treaty", "flood", "trial")
KNOWN = tomllib.loads((Path(__file__).parent / "known_failures.toml").read_text("utf-8"))
# What the words of `not` are looked for in; a `not` about conflicts has sides instead.
KEYS = (
    "utterances", "conflicts", "shared_claims", "only", "labels", "copies", "chains",
    "positions", "timeline", "pieces", "not",
)  # fmt: skip

FIELDS = ("published", "headlines", "publishers")


class Place(NamedTuple):
    """Where something stands: the article's id and a span of its file."""

    article: str
    start: int
    end: int


class Run(NamedTuple):
    """What the commands print of one story, and which id each file has."""

    comparison: Record
    articles: dict[str, Record]
    ids: dict[str, str]
    texts: dict[str, str]

    def place(self, given: Record) -> Place:
        """Where the words of an expectation stand in their file."""
        wanted = given.get("text") or given["line_text"]
        start = -1
        for _ in range(given.get("occurrence", 1)):
            start = self.texts[given["file"]].index(wanted, start + 1)
        return Place(self.ids[given["file"]], start, start + len(wanted))


def _expected(story: str) -> Record:
    loaded: Record = json.loads((SAMPLES / story / "expected.json").read_text("utf-8"))
    return loaded


def _files(story: str) -> list[Path]:
    return sorted(path for path in (SAMPLES / story).iterdir() if path.suffix != ".json")


@cache
def _run(story: str) -> Run:
    """The commands, run once for all expectations of a story."""
    files = _files(story)
    annotated = records(said("annotate", *files))
    (comparison,) = records(said("compare", "--format", "json", *files))
    articles = {each["id"]: each for each in annotated}
    ids = {Path(each["origin"]).name: each["id"] for each in annotated}
    texts = {path.name: path.read_bytes().decode() for path in files}
    return Run(comparison, articles, ids, texts)


def _cases() -> Iterator[Any]:
    for story in STORIES:
        expected = _expected(story)
        for key in KEYS:
            failing = KNOWN.get(story, {}).get(key, ())
            for each in expected[key]:
                marks = [pytest.mark.xfail(strict=True)] if each["name"] in failing else []
                case = f"{story}: {key}: {each['name']}"
                yield pytest.param(story, key, each, id=case, marks=marks)


def _overlaps(place: Place, found: Record) -> bool:
    """Whether a place of the record shares a character with the one looked for."""
    if found["article"] != place.article:
        return False
    return any(start < place.end and place.start < end for start, end in found["spans"])


def _same_name(wanted: str, name: str | None) -> bool:
    """Whether one of the names of the expectation (``a|b``) has a word in common with a name."""
    words = set((name or "").lower().replace("’", "'").replace("'s", "").split())
    return any(words & set(each.lower().split()) for each in wanted.split("|"))


def _utterance(run: Run, wanted: Record) -> bool:
    a, b = run.place(wanted["a"]), run.place(wanted["b"])
    for utterance in run.comparison["utterances"]:
        readings = utterance["readings"]
        for pair in utterance["pairs"]:
            ends = readings[pair["a"]], readings[pair["b"]]
            there = any(
                _overlaps(a, one) and _overlaps(b, other) for one, other in (ends, ends[::-1])
            )
            named = _same_name(wanted["speaker"], utterance["speaker"])
            if there and named and pair["level"] == wanted["level"]:
                return True
    return False


def _met(run: Run, sides: list[Record], found: list[Record]) -> bool:
    """Whether each of the expected places is among the found ones."""
    places = [run.place(side) for side in sides]
    return all(any(_overlaps(place, each) for each in found) for place in places)


def _conflict(run: Run, wanted: Record) -> bool:
    return any(
        each["type"] == wanted["type"] and _met(run, wanted["sides"], each["sides"])
        for each in run.comparison["conflicts"]
    )


def _shared(run: Run, wanted: Record) -> bool:
    return any(_met(run, wanted["readings"], each["readings"]) for each in run.comparison["claims"])


def _only(run: Run, wanted: Record) -> bool:
    """Whether what stands there is in no entry that another telling shares, and is in one."""
    place = run.place(wanted)
    entries = run.comparison["claims"] + run.comparison["utterances"]
    carriers = [
        {one["article"] for one in each["readings"]}
        for each in entries
        if any(_overlaps(place, one) for one in each["readings"])
    ]
    return bool(carriers) and all(each == {place.article} for each in carriers)


def _label(run: Run, wanted: Record) -> bool:
    place, word = run.place(wanted), wanted["word"]
    for label in run.comparison["labels"]:
        uses = [each for each in label["uses"] if word in each["text"].lower()]
        if any(_overlaps(place, each) for each in uses):
            return {each["article"] for each in uses} == {place.article}
    return False


def _copy(run: Run, wanted: Record) -> bool:
    copies: dict[str, str | None] = {
        each["article"]: each["copy_of"] for each in run.comparison["tellings"]
    }
    return copies[run.ids[wanted["file"]]] == run.ids[wanted["of"]]


def _chain(run: Run, wanted: Record) -> bool:
    place = run.place(wanted)
    return any(
        link["kind"] in wanted["kind"].split("|")
        and link["span"]
        and _overlaps(place, {"article": place.article, "spans": [link["span"]]})
        for quotation in run.articles[place.article]["quotations"]
        for link in quotation["chain"]
    )


def _position(run: Run, wanted: Record) -> bool:
    place = run.place(wanted)
    return any(
        each["kind"] in wanted["kind"].split("|")
        and _same_name(wanted["actor"], each["actor"])
        and any(_overlaps(place, one) for one in each["readings"])
        for each in run.comparison["positions"]
    )


def _dated(run: Run, wanted: Record) -> bool:
    place = run.place(wanted)
    return any(
        each["start"].startswith(wanted["start"])
        and any(_overlaps(place, one) for one in each["readings"])
        for each in run.comparison["timeline"]
    )


def _piece(run: Run, wanted: Record) -> bool:
    """Whether the piece that holds most of the line has one of the roles."""
    place = run.place(wanted)

    def shared(piece: Record) -> int:
        start, end = piece["span"]
        return int(min(end, place.end) - max(start, place.start))

    pieces = run.articles[place.article]["pieces"]
    best = max(pieces, key=shared)
    return shared(best) > 0 and best["role"] in wanted["role"].split("|")


def _opposed(run: Run, sides: list[Record], found: list[Record]) -> bool:
    """Whether the two expected places are among the found ones, with other values."""
    one, other = (
        {each["value"] for each in found if _overlaps(run.place(side), each)} for side in sides
    )
    return bool(one and other) and len(one | other) > 1


def _absent(run: Run, wanted: Record) -> bool:
    """Whether what must not be said is not said."""
    if wanted["what"] == "conflict":
        return not any(
            each["type"] in wanted.get("types", [each["type"]])
            and _opposed(run, wanted["sides"], each["sides"])
            for each in run.comparison["conflicts"]
        )
    place = run.place(wanted)
    if wanted["what"] == "quotation":
        return not any(
            _overlaps(place, {"article": place.article, "spans": each["content"]})
            for each in run.articles[place.article]["quotations"]
            if each["kind"] != "indirect" and not each["scare"]
        )
    found = [
        each
        for each in run.comparison["claims"]
        if any(_overlaps(place, one) for one in each["readings"])
    ]
    if wanted["what"] == "not_found_in":
        missing = run.ids[wanted["in"]]
        return not found or not all(missing in each["not_found_in"] for each in found)
    return not found


CHECKS: dict[str, Callable[[Run, Record], bool]] = {
    "utterances": _utterance,
    "conflicts": _conflict,
    "shared_claims": _shared,
    "only": _only,
    "labels": _label,
    "copies": _copy,
    "chains": _chain,
    "positions": _position,
    "timeline": _dated,
    "pieces": _piece,
    "not": _absent,
}


@pytest.mark.parametrize(("story", "key", "wanted"), list(_cases()))
def test_the_line_finds_what_a_reader_finds(story: str, key: str, wanted: Record) -> None:
    run = _run(story)

    assert CHECKS[key](run, wanted)


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("story", STORIES)
def test_each_telling_is_known_by_day_headline_and_publisher(story: str, field: str) -> None:
    run, expected = _run(story), _expected(story)[field]
    failing = KNOWN.get(story, {}).get(field, [])

    tellings = {each["article"]: each for each in run.comparison["tellings"]}
    wrong = [
        name
        for name, wanted in expected.items()
        if not _says(tellings[run.ids[name]], field, wanted)
    ]

    assert sorted(wrong) == sorted(failing)


def _says(telling: Record, field: str, wanted: Any) -> bool:  # noqa: ANN401 - a value of JSON
    if field == "published":
        published = telling["published"]
        same_day = (published["value"] or "").startswith(wanted["value"])
        return same_day and published["basis"] == wanted["basis"]
    if field == "headlines":
        return bool(telling["headline"] == wanted)
    name = (telling["publisher"] or {"name": ""})["name"]
    return bool(name.casefold().removeprefix("the ") == wanted.casefold().removeprefix("the "))


@pytest.mark.parametrize("story", STORIES)
def test_every_reading_is_the_characters_of_its_file(story: str) -> None:
    run = _run(story)
    names = {id: name for name, id in run.ids.items() if name.endswith(".txt")}

    entries = [each for key in ("utterances", "claims") for each in run.comparison[key]]
    places = [one for each in entries for one in each["readings"] if one["article"] in names]

    assert places
    for each in places:
        text = run.texts[names[each["article"]]]
        if len(each["spans"]) == 1:
            assert text[slice(*each["spans"][0])] == each["text"]


def test_every_known_failure_names_an_expectation() -> None:
    for story, kinds in KNOWN.items():
        expected = _expected(story)
        for kind, failing in kinds.items():
            named = expected[kind]
            names = list(named) if isinstance(named, dict) else [each["name"] for each in named]
            assert sorted(set(failing) - set(names)) == []


def test_the_corpus_holds_the_articles_of_the_folders() -> None:
    lines = (SAMPLES / "corpus.jsonl").read_text("utf-8").splitlines()

    corpus = {record["id"]: record for record in map(json.loads, lines)}

    for story in STORIES:
        for path in _files(story):
            record = corpus.pop(f"{story}-{path.stem}")
            key = "html" if path.suffix == ".html" else "text"
            assert record[key] == path.read_bytes().decode()
            assert record["published"] == _expected(story)["published"][path.name]["value"]
    assert corpus == {}
