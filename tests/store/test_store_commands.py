"""The commands over a database, as a user calls them."""

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from command import SAMPLES, SOURCE, Record, records, said
from report.held import faults
from tellings.report.schema import schema

TREATY = SAMPLES / "treaty"


@pytest.fixture(scope="module")
def path(once: str) -> str:
    assert said("add", SAMPLES / "corpus.jsonl", "--db", once).exit_code == 0
    return once


def _held(record: Record, name: str) -> list[str]:
    return list(faults(record, schema()["$defs"][name], schema()))


def test_what_was_added_is_said_once_it_is_kept(tmp_path: Path) -> None:
    first = said("add", TREATY, "--db", tmp_path / "t.db")
    again = said("add", TREATY, "--db", tmp_path / "t.db", "--format", "json")

    assert first.stdout == ("4 new, 0 revised, 0 already there; 4 put into 1 story, 4 annotated\n")
    assert [each["how"] for each in records(again)] == ["known"] * 4


def test_a_folder_with_bad_files_is_added_but_for_them(tmp_path: Path) -> None:
    shutil.copytree(TREATY, tmp_path / "in")
    (tmp_path / "in" / "empty.txt").write_bytes(b"")
    (tmp_path / "in" / "broken.jsonl").write_bytes(b"{broken\n")

    result = said("add", tmp_path / "in", "--db", tmp_path / "t.db")

    assert result.exit_code == 1
    assert result.stdout.startswith("4 new, ")
    assert "empty.txt: empty; give a file" in result.stderr
    assert "broken.jsonl:1: no JSON" in result.stderr
    assert said("check", "--db", tmp_path / "t.db").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        (["stories"], "listed"),
        (["search", "dam"], "hit"),
        (["search", "--quoted", "agreement"], "hit"),
        (["check"], "checked"),
        (["add", SAMPLES / "corpus.jsonl"], "kept"),
    ],
    ids=str,
)
def test_every_record_is_as_the_schema_has_it(
    path: str, arguments: list[str | Path], name: str
) -> None:
    printed = records(said(*arguments, "--db", path, "--format", "json"))

    assert printed
    for record in printed:
        assert _held(record, name) == []
        properties = schema()["$defs"][name]["properties"]
        assert set(record) == set(properties)


def test_the_table_of_stories_says_what_its_counts_are(path: str) -> None:
    head, *lines = said("stories", "--db", path).stdout.splitlines()

    assert head.split() == [
        "STORY", "FIRST", "LAST", "ARTICLES", "PUBLISHERS", "COPIES", "HEADLINE",
    ]  # fmt: skip
    assert [line.split()[3] for line in lines] == ["3", "3", "4"]


def test_a_result_names_its_place(path: str) -> None:
    lines = said("search", "--db", path, '"three valleys"', "--limit", "1").stdout.splitlines()

    assert lines[0].startswith("2026-03-")
    assert "three valleys" in lines[1]
    assert "corpus.jsonl#treaty-" in lines[2]
    assert lines[2].endswith(")")


@pytest.mark.parametrize("query", ["Ostrogoth", "***", '"'])
def test_nothing_found_is_said_and_is_no_failure(path: str, query: str) -> None:
    result = said("search", "--db", path, query)

    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == f"tellings: nothing found for {query}\n"


def test_a_publisher_that_is_not_there_is_told_who_is(path: str) -> None:
    result = said("search", "--db", path, "dam", "--publisher", "Nobody")

    assert "no publisher is named 'Nobody'; there are " in result.stderr
    assert "Eastgate Post" in result.stderr


@pytest.mark.parametrize(
    "arguments", [["search"], ["story"], ["export", "--format", "parquet"], ["add"]], ids=" ".join
)
def test_wrong_usage_of_the_database_is_exit_status_2(path: str, arguments: list[str]) -> None:
    assert said(*arguments, "--db", path).exit_code == 2


@pytest.mark.parametrize(
    "command", [["stories"], ["story", "x"], ["search", "x"], ["check"], ["export"]], ids=" ".join
)
def test_a_database_that_is_not_there_is_named_with_the_cure(
    tmp_path: Path, command: list[str]
) -> None:
    result = said(*command, "--db", tmp_path / "none.db")

    assert result.exit_code == 1
    (line,) = result.stderr.splitlines()
    assert line.endswith("none.db: no database here; tellings add makes one, --db names another")
    assert list(tmp_path.iterdir()) == []


def test_an_address_no_database_has_is_no_name_of_a_file(tmp_path: Path) -> None:
    result = said("add", TREATY, "--db", "mysql://osk/news")

    assert result.exit_code == 1
    assert result.stderr.endswith("name a file or postgresql://\n")


def test_an_old_id_and_part_of_an_id_lead_to_the_story(path: str) -> None:
    result = said("story", "treaty-nor", "--db", path, "--width", "80")

    assert result.exit_code == 0
    assert "treaty-nor begins an id of the story treaty-" in result.stderr
    assert "4 tellings" in result.stdout


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="no groups of processes on this system")
def test_ended_by_ctrl_c_it_says_so_and_nothing_is_damaged(tmp_path: Path) -> None:
    inputs, base = tmp_path / "many.jsonl", tmp_path / "news.db"
    text = (SAMPLES / "flood" / "delta-daily.txt").read_text("utf-8")
    records = [json.dumps({"id": f"a{at}", "text": f"{text}\n{at}"}) for at in range(150)]
    inputs.write_text("\n".join(records), "utf-8")
    command = ["-m", "tellings.cli", "add", inputs, "--db", base, "--format", "json"]
    environment = os.environ | {"PYTHONPATH": str(SOURCE)}
    process = subprocess.Popen(
        [sys.executable, *map(str, command), "--workers", "2"], start_new_session=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment,
    )  # fmt: skip

    assert process.stdout is not None
    process.stdout.readline()
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to the workers, too
    _, told = process.communicate()

    assert process.returncode == 1
    assert b"tellings: ended before it was done" in told
    assert said("check", "--db", base).exit_code == 0
