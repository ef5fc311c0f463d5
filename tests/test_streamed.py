"""Streamed runs: the order of ids, whatever came first, and memory that stays where it is."""

import json
import tracemalloc
from pathlib import Path

import pytest

from command import SAMPLES, records, said
from tellings.model.document import Document, Failure, Note
from tellings.pipeline import Line, load, streamed
from tellings.spool import Spool

CORPUS = SAMPLES / "corpus.jsonl"


def _ran(*inputs: Path) -> list[Document | Failure | Note | Line]:
    return list(streamed([str(each) for each in inputs], lambda each: f"{each.id} {each.origin}"))


@pytest.fixture
def corpora(tmp_path: Path) -> list[Path]:
    """Corpora with the same text twice, an id twice, a bad line, and what was badly decoded."""
    lines = [
        ['{"id": "c", "text": "Hail."}', '{"id": "a", "text": "Rain."}', "{broken"],
        ['{"id": "b", "text": "Snow â€™ fell."}', '{"id": "a", "text": "Rain."}'],
        ['{"id": "c", "text": "Sun."}', '{"id": "B", "text": "Fog \\ud800."}'],
    ]
    paths = [tmp_path / f"{name}.jsonl" for name in "xyz"]
    for path, each in zip(paths, lines, strict=True):
        path.write_text("\n".join(each), encoding="utf-8")
    return paths


def test_lines_come_in_the_order_of_ids_whatever_came_first(corpora: list[Path]) -> None:
    one = [each for each in _ran(*corpora) if isinstance(each, Line)]
    other = [each for each in _ran(*reversed(corpora)) if isinstance(each, Line)]

    assert one == other
    assert [each.text[0] for each in one] == ["B", "a", "b", "c"]


def test_a_streamed_run_says_and_keeps_what_a_loaded_one_does(corpora: list[Path]) -> None:
    loaded = load([str(each) for each in corpora])
    steps = _ran(*corpora)

    lines = [each.text for each in steps if isinstance(each, Line)]
    assert lines == [f"{each.id} {each.origin}" for each in loaded.documents]
    failures = [each for each in steps if isinstance(each, Failure)]
    assert sorted(failures, key=str) == list(loaded.failures)
    notes = [str(each) for each in steps if isinstance(each, Note)]
    assert sorted(notes) == list(loaded.notes)
    assert len(failures) == 2
    assert len(notes) == 3


def test_every_line_is_printed_once_where_others_fail(corpora: list[Path]) -> None:
    result = said("clean", *corpora)

    assert result.exit_code == 1
    assert [each["id"] for each in records(result)] == ["B", "a", "b", "c"]
    assert [each["mojibake"] for each in records(result)] == [0, 0, 1, 0]
    assert [each["replaced"] for each in records(result)] == [1, 0, 0, 0]
    assert "decoded wrongly" in result.stderr
    assert "stand as U+FFFD" in result.stderr


def test_the_memory_of_a_streamed_run_does_not_grow_with_its_lines() -> None:
    with Spool() as spool:
        tracemalloc.start()
        for number in range(2_000):
            spool.add(f"{number * 7919 % 2_000:04}", "0f", "corpus.jsonl", "x" * 10_000)
        order = [each.id for each in spool.entries() if spool.line(each.row)]
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()

    assert order == sorted(order)
    assert len(order) == 2_000
    assert most < 2_000_000


def test_a_record_of_a_corpus_has_the_id_that_json_gives_it(tmp_path: Path) -> None:
    path = tmp_path / "corpus.jsonl"
    path.write_text(json.dumps({"id": "a\0b", "text": "Rain."}), encoding="utf-8")

    (found,) = records(said("clean", path))

    assert found["id"] == "a\0b"


def test_documents_are_written_as_they_come() -> None:
    written: list[str] = []

    def write(document: Document) -> str:
        written.append(document.id)
        return document.id

    first = next(streamed([str(CORPUS)], write))

    assert isinstance(first, Document)
    assert written == [first.id]


def test_of_many_copies_three_are_named_and_the_rest_counted(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus.jsonl"
    corpus.write_text('{"text": "Rain fell."}\n' * 12)

    notes = [str(each) for each in _ran(corpus) if isinstance(each, Note)]

    assert len(notes) == 4
    assert notes[-1] == f"{corpus}:1: the same text 8 times more, taken once"
    assert sorted(notes) == list(load([str(corpus)]).notes)
