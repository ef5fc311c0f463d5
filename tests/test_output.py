"""What `tellings compare` prints and writes: formats, folders, tables, citations."""

import csv
import json
from io import StringIO
from pathlib import Path

import pytest

from command import SAMPLES, run, said
from tellings.commands.reports import STYLES, TABLES
from tellings.errors import OutputError
from tellings.output import SUFFIXES, write
from tellings.report import REPORTS

TREATY = sorted((SAMPLES / "treaty").glob("*.txt"))


def test_every_report_is_a_format_with_a_suffix() -> None:
    assert set(STYLES) == set(SUFFIXES) == {*REPORTS, "csv"}


def test_csv_is_a_folder_of_tables(tmp_path: Path) -> None:
    out = tmp_path / "tables"

    result = said("compare", *TREATY, "--format", "csv", "--out", out)

    assert result.exit_code == 0
    assert result.stdout == ""
    assert sorted(each.name for each in out.iterdir()) == sorted(f"{name}.csv" for name in TABLES)
    assert b"\r\n" in (out / "claims.csv").read_bytes()


def test_one_table_goes_to_standard_output_or_to_a_file(tmp_path: Path) -> None:
    out = tmp_path / "conflicts.csv"

    printed = run("compare", *TREATY, "--table", "conflicts")
    written = said("compare", *TREATY, "--table", "conflicts", "--out", out)

    assert printed.returncode == written.exit_code == 0
    assert printed.stdout == out.read_bytes()
    assert next(csv.reader(StringIO(printed.stdout.decode())))[:3] == ["article", "start", "end"]


def test_the_stories_of_a_corpus_have_a_folder_each(tmp_path: Path) -> None:
    result = said(
        "compare", "--group", "--format", "csv", "--out", tmp_path, SAMPLES / "corpus.jsonl"
    )  # fmt: skip

    assert result.exit_code == 0
    assert [len(list(each.iterdir())) for each in tmp_path.iterdir()] == [len(TABLES)] * 3


@pytest.mark.parametrize(
    ("options", "cure"),
    [
        (["--format", "csv"], "--out FOLDER"),
        (["--format", "csv", "--out", "all.csv"], "--table NAME"),
        (["--group", "--table", "claims"], "--out FOLDER"),
        (["--format", "html", "--table", "claims"], "--format csv"),
        (["--table", "opinions"], "conflicts"),
        (["--cite", "u1", "--format", "html"], "--cite prints text"),
        (["--cite", "u999"], "the ids are u1, u2"),
    ],
    ids=" ".join,
)
def test_options_that_do_not_go_together_are_wrong_usage(options: list[str], cure: str) -> None:
    result = said("compare", *TREATY[:3], *options)

    assert result.exit_code == 2
    assert result.stdout == ""
    assert cure in result.stderr


@pytest.mark.parametrize("style", ["annotations", "jsonld"])
def test_a_linked_data_format_is_one_json_document(style: str) -> None:
    result = said("compare", *TREATY[:2], "--format", style)

    assert "@context" in json.loads(result.stdout)


def test_an_utterance_is_cited_with_its_place() -> None:
    result = said("compare", *TREATY, "--cite", "u1")

    assert result.exit_code == 0
    assert result.stdout.startswith("u1  ")
    assert "SHA-256" in result.stdout


def test_of_several_files_none_is_written_if_one_cannot_be(tmp_path: Path) -> None:
    blocked = tmp_path / "file" / "b.csv"
    (tmp_path / "file").write_text("no folder", "utf-8")
    (tmp_path / "a.csv").write_text("before", "utf-8")

    with pytest.raises(OutputError, match="name another file"):
        write([(str(tmp_path / "a.csv"), "after"), (str(blocked), "x")])

    assert (tmp_path / "a.csv").read_text("utf-8") == "before"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a.csv", "file"]
