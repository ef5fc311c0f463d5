"""What leaves the database: all of it, in every form, and nobody's words if so asked."""

import csv
import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from command import SAMPLES, records, said
from stored import base, filled
from tellings.commands.export import TABLES as OFFERED
from tellings.pipeline import annotated, load
from tellings.report.json import annotated_record
from tellings.store import Store
from tellings.store.tables import TABLES


@pytest.fixture(scope="module")
def path(once: str) -> str:
    with base(once) as store:
        filled(store, SAMPLES)
    return once


def _count(path: str, table: str) -> int:
    with base(path) as store:
        row = store.row(f"SELECT count(*) FROM {table}")
        return int(row[0]) if row else 0


def test_the_tables_that_are_offered_are_those_there_are() -> None:
    assert tuple(TABLES) == OFFERED


def test_jsonl_is_the_annotated_record_with_its_story_and_text(path: str) -> None:
    exported = {each["id"]: each for each in records(said("export", "--db", path))}

    assert len(exported) == _count(path, "articles")
    for document in load([str(SAMPLES / "treaty"), str(SAMPLES / "flood")]).documents:
        record = json.loads(json.dumps(annotated_record(annotated(document))))
        there = exported[document.id]
        assert {key: there[key] for key in record} == record
        assert there["text"] == document.text
        assert there["story"]


@pytest.mark.parametrize("table", OFFERED)
def test_csv_and_parquet_hold_every_row(path: str, tmp_path: Path, table: str) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    out = tmp_path / "t.parquet"

    printed = said("export", "--db", path, "--format", "csv", "--table", table)
    result = said("export", "--db", path, "--format", "parquet", "--table", table, "--out", out)

    head, *rows = csv.reader(io.StringIO(printed.stdout, newline=""))
    written = parquet.read_table(out)
    assert result.exit_code == 0
    assert head == written.column_names
    assert len(rows) == written.num_rows == _count(path, table)
    assert [each.name for each in tmp_path.iterdir()] == ["t.parquet"]


def _words(value: object) -> Iterator[str]:
    """Every string of a record."""
    if isinstance(value, dict):
        for each in value.values():
            yield from _words(each)
    elif isinstance(value, list):
        for each in value:
            yield from _words(each)
    elif isinstance(value, str):
        yield value


# What may be longer than two words: where something is, and who put it out.
_ALLOWED = {"origin", "url", "publisher", "record"}


def test_without_text_there_are_nobodys_words(path: str) -> None:
    texts = [each["text"] for each in records(said("export", "--db", path))]

    for record in records(said("export", "--db", path, "--without-text")):
        assert record["sha256"]
        assert record["pieces"]
        rest = {key: value for key, value in record.items() if key not in _ALLOWED}
        for string in _words(rest):
            stands = string in " ".join(texts)
            assert not (stands and " " in string), string
        names = {each["name"] for each in _whole(path, record["id"])["entities"]}
        assert names.isdisjoint(_words(rest))


def _whole(path: str, name: str) -> dict[str, list[dict[str, str]]]:
    every = records(said("export", "--db", path))
    return next(each for each in every if each["id"] == name)


@pytest.mark.parametrize("table", OFFERED)
def test_a_table_without_text_has_no_column_of_words(path: str, table: str) -> None:
    printed = said("export", "--db", path, "--format", "csv", "--table", table, "--without-text")

    (head, *_) = csv.reader(io.StringIO(printed.stdout, newline=""))
    worded = {each.name for each in TABLES[table].columns if each.worded}
    assert worded
    assert worded.isdisjoint(head)


def test_parquet_without_pyarrow_names_the_cure(
    path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)

    result = said("export", "--db", path, "--format", "parquet", "--out", tmp_path / "t.parquet")

    assert result.exit_code == 1
    assert "pip install '.[parquet]'" in result.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "options", [("--format", "parquet"), ("--table", "claims")], ids=["no file", "no table"]
)
def test_what_does_not_go_together_is_wrong_usage(path: str, options: tuple[str, ...]) -> None:
    assert said("export", "--db", path, *options).exit_code == 2


def test_a_file_that_cannot_be_written_is_named(path: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")

    result = said("export", "--db", path, "--out", tmp_path / "file" / "x.jsonl")

    assert result.exit_code == 1
    assert "cannot write" in result.stderr


def test_the_tables_are_read_with_plain_joins(path: str) -> None:
    with base(path) as store:
        rows = list(_joined(store))

    assert ("Eastgate Post", "Teresa Quint") in rows


def _joined(store: Store) -> Iterator[tuple[str, str]]:
    yield from (
        (publisher, speaker)
        for publisher, speaker in store.rows(
            "SELECT DISTINCT publisher, speaker FROM quotations"
            " JOIN articles ON articles.article = quotations.article"
            " JOIN stories ON stories.id = articles.story"
            " WHERE stories.id LIKE 'treaty%' OR publisher = 'Eastgate Post'"
        )
    )
