"""What `tellings compare` prints and writes: formats, folders, tables, citations."""

import csv
import json
import os
import sqlite3
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest

from command import SAMPLES, SOURCE, run, said
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


def test_a_database_is_not_written_over(tmp_path: Path) -> None:
    name = tmp_path / "news.db"
    base = sqlite3.connect(name)
    base.execute("CREATE TABLE kept (word TEXT)")
    base.close()

    with pytest.raises(OutputError, match=r"news\.db: a database"):
        write([(str(tmp_path / "a.csv"), "after"), (str(name), "x")])

    assert sqlite3.connect(name).execute("SELECT count(*) FROM kept").fetchone() == (0,)
    assert [each.name for each in tmp_path.iterdir()] == ["news.db"]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "monday.html").write_text("before", "utf-8")
    (tmp_path / "latest.html").symlink_to(tmp_path / "monday.html")

    write([(str(tmp_path / "latest.html"), "after")])

    assert (tmp_path / "latest.html").is_symlink()
    assert (tmp_path / "monday.html").read_text("utf-8") == "after"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this system")
def test_a_pipe_is_written_to_and_stays_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)

    write([(str(pipe), "said")])

    assert os.read(reader, 9) == b"said"
    assert pipe.is_fifo()
    os.close(reader)


def test_a_report_does_not_take_the_place_of_an_article(tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_bytes(TREATY[0].read_bytes())

    result = said("compare", article, TREATY[1], "--out", article)

    assert result.exit_code == 2
    assert "one of the inputs" in result.stderr
    assert article.read_bytes() == TREATY[0].read_bytes()


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="no /dev/full on this system")
def test_a_full_disk_under_standard_output_is_said_in_one_line() -> None:
    with Path("/dev/full").open("wb") as full:
        result = subprocess.run(
            [sys.executable, "-m", "tellings.cli", "clean", str(TREATY[0])],
            stdout=full, stderr=subprocess.PIPE, env=os.environ | {"PYTHONPATH": str(SOURCE)},
        )  # fmt: skip

    assert result.returncode == 1
    assert result.stderr.startswith(b"tellings: standard output cannot be written")
    assert result.stderr.count(b"\n") == 1
