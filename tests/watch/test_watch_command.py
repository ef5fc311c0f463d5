"""`tellings watch` as a user runs it: lists in and out, and ended at any moment, however."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from command import SOURCE, records, said
from report.held import faults
from served import Answer, site
from tellings.model.document import Document
from tellings.read.feed import read
from tellings.read.source import of_bytes
from tellings.report.schema import schema
from tellings.store import opened
from watch.followed import LEAD, LONG, feed, item, page
from watch.killed import watch_often

ITEMS = [item(f"Rain {number}", f"On day {number} it rained. {LONG}") for number in range(12)]


def _texts(base: Path) -> list[tuple[str, int]]:
    store = opened(str(base))
    found = [
        (str(name), int(count))
        for name, count in store.rows("SELECT headline, revision FROM articles ORDER BY headline")
    ]
    store.close()
    return found


def test_feeds_are_put_in_listed_written_and_taken_out(tmp_path: Path) -> None:
    base, opml = tmp_path / "w.db", tmp_path / "feeds.opml"
    opml.write_text(
        '<opml version="2.0"><body><outline text="Tarn Post" xmlUrl="https://post.example/rss"/>'
        '<outline text="x" xmlUrl="nowhere"/></body></opml>',
        "utf-8",
    )

    added = said("watch", "--db", base, "--add", "https://d.example/rss", "--opml", opml)
    listed = said("watch", "--db", base, "--list")
    as_json = records(said("watch", "--db", base, "--list", "--format", "json"))
    exported = said("watch", "--db", base, "--export-opml", "-")
    removed = said("watch", "--db", base, "--remove", "https://d.example/rss")
    again = said("watch", "--db", base, "--remove", "https://d.example/rss")

    root = schema()
    for each in as_json:
        assert list(faults(each, root["$defs"]["feed"], root)) == []
    assert added.exit_code == 1
    assert "tellings: 2 new, 0 followed already, 0 asked again\n" in added.stderr
    assert f"{opml}:1: no http or https address ('nowhere'); passed over" in added.stderr
    assert "https://post.example/rss  Tarn Post\n  last never, due now\n" in listed.stdout
    assert [each["url"] for each in as_json] == [
        "https://d.example/rss",
        "https://post.example/rss",
    ]
    assert 'xmlUrl="https://post.example/rss"' in exported.stdout
    assert (removed.exit_code, again.exit_code) == (0, 1)
    assert "not followed; tellings watch --list shows what is" in again.stderr


def test_a_list_that_is_not_there_is_a_failure_and_not_a_traceback(tmp_path: Path) -> None:
    result = said("watch", "--db", tmp_path / "w.db", "--opml", tmp_path / "none.opml")

    assert result.exit_code == 1
    assert "none.opml: cannot be read (no such file or directory); check the path" in result.stderr


def test_without_feeds_it_says_what_to_do(tmp_path: Path) -> None:
    result = said("watch", "--db", tmp_path / "w.db", "--once")
    listed = said("watch", "--db", tmp_path / "w.db", "--list")

    assert (result.exit_code, listed.exit_code, listed.stdout) == (1, 0, "")
    assert "put one in with tellings watch --add URL" in result.stderr
    assert listed.stderr == result.stderr


def test_what_is_new_and_what_is_changed_is_printed_a_line_each(tmp_path: Path) -> None:
    base = tmp_path / "w.db"
    answers = {"/feed": feed(item("Rain", f"{LEAD} {LONG}"))}
    with site(answers) as served:
        said("watch", "--db", base, "--add", f"{served.url}/feed")
        first = said("watch", "--db", base, "--once", "--allow-private")
        answers["/feed"] = feed(item("Rain", f"{LEAD.replace('mend', 'rebuild')} {LONG}"))
        second = said("watch", "--db", base, "--once", "--allow-private", "--format", "json")

    (name,) = [each for each in first.stdout.split() if len(each) == 16]
    assert first.stdout == f"new     {name}  Harbour Dispatch: Rain\n"
    (record,) = records(second)
    assert (record["event"], record["id"], record["revision"]) == ("changed", name, 2)
    assert list(faults(record, schema()["$defs"]["event"], schema())) == []
    assert record["changes"]["quotations"][0]["note"] == "'mend' / 'rebuild'"
    shown = said("revisions", "--db", base, name)
    assert "{+rebuild+}" in shown.stdout
    assert shown.stdout.startswith("1  seen ")


def test_stories_are_a_feed_whose_items_keep_their_ids(tmp_path: Path) -> None:
    base = tmp_path / "w.db"
    with site({"/feed": feed(*ITEMS[:2], item("Bakers strike", f"No bread. {LEAD}"))}) as served:
        said("watch", "--db", base, "--add", f"{served.url}/feed")
        said("watch", "--db", base, "--once", "--allow-private")
    stories = {each["id"] for each in records(said("stories", "--db", base, "--format", "json"))}

    written = said("stories", "--db", base, "--format", "rss").stdout.encode()
    based = said("stories", "--db", base, "--format", "rss", "--base", "https://d.example").stdout

    found = [each for each in read(of_bytes(written)) if isinstance(each, Document)]
    assert {each.record for each in found} == stories
    assert f"https://d.example/stories/{found[0].record}</guid>" in based


def test_revisions_compares_two_files(tmp_path: Path) -> None:
    old, new = tmp_path / "old.txt", tmp_path / "new.txt"
    old.write_text(f"Rain floods Tarn\n\n{LEAD} Fourteen homes were flooded.\n", "utf-8")
    new.write_text(f"Rain floods Tarn\n\n{LEAD} Sixteen homes were flooded.\n", "utf-8")

    (record,) = records(said("revisions", old, new, "--format", "json"))
    text = said("revisions", old, new).stdout

    (figure,) = record["figures"]
    start, end = figure["before"]["spans"][0]
    assert old.read_text("utf-8")[start:end] == figure["before"]["text"] == "Fourteen homes"
    assert "[-Fourteen-] {+Sixteen+} homes were flooded." in text
    assert said("revisions", old, tmp_path / "none.txt").exit_code == 1
    assert said("revisions", old, old, old).exit_code == 2


def _started(base: Path, *, once: bool = True) -> "subprocess.Popen[bytes]":
    command = [
        sys.executable, "-m", "tellings.cli", "watch", "--db", str(base),
        "--allow-private", "--format", "json", *(["--once"] if once else []),
    ]  # fmt: skip
    environment = os.environ | {"PYTHONPATH": str(SOURCE), "PYTHONWARNINGS": "error"}
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment
    )


def _ended(process: "subprocess.Popen[bytes]", by: int, lines: int) -> list[str]:
    """The headlines that it told before it was ended, after so many lines."""
    assert process.stdout is not None
    told = [process.stdout.readline() for _ in range(lines)]
    process.send_signal(by)
    rest, problems = process.communicate(timeout=60)
    assert b"Traceback" not in problems, problems.decode()
    found = [line for line in (*told, *rest.split(b"\n")) if line.strip()]
    whole = [line for line in found if line.rstrip().endswith(b"}")]
    return [json.loads(line)["headline"] for line in whole]


@pytest.mark.parametrize("lines", [0, 1, 5])
def test_killed_at_any_moment_nothing_is_lost_and_nothing_is_there_twice(
    tmp_path: Path, lines: int
) -> None:
    base = tmp_path / "w.db"
    answers = {"/page": page("Snow in Tarn", LEAD, LONG)}
    with site(answers) as served:
        answers["/feed"] = feed(*ITEMS, item("Snow", "Snow.", f"{served.url}/page"))
        said("watch", "--db", base, "--add", f"{served.url}/feed")
        process = _started(base)
        if not lines:
            time.sleep(0.6)
        told = _ended(process, signal.SIGKILL, lines)
        start = time.monotonic()
        told += _ended(_started(base), 0, 0)

    assert time.monotonic() - start < 30
    names = {f"Rain {number}" for number in range(12)} | {"Snow in Tarn"}
    assert set(told) == names
    assert sum(Counter(told).values()) <= len(names) + 1  # the line it was killed at, at most
    assert _texts(base) == sorted((name, 1) for name in names)


def test_killed_again_and_again_it_ends_as_if_it_had_not_been(tmp_path: Path) -> None:
    trial = watch_often(tmp_path, times=4, seed=6)

    assert trial.kills == 4


@pytest.mark.parametrize("by", [signal.SIGTERM, signal.SIGINT])
def test_ended_by_a_signal_it_ends_in_order_and_goes_on_where_it_was(
    tmp_path: Path, by: signal.Signals
) -> None:
    base = tmp_path / "w.db"
    with site({"/feed": feed(*ITEMS)}) as served:
        said("watch", "--db", base, "--add", f"{served.url}/feed")
        process = _started(base)
        told = _ended(process, by, 2)
        assert process.returncode == 0
        told += _ended(_started(base), 0, 0)

    assert sorted(told) == sorted(f"Rain {number}" for number in range(12))


def test_articles_can_be_added_while_a_watch_runs(tmp_path: Path) -> None:
    base, text = tmp_path / "w.db", tmp_path / "tarn.txt"
    text.write_text(f"The dam of Tarn\n\n{LEAD}\n", "utf-8")
    with site({"/feed": feed(*ITEMS)}) as served:
        said("watch", "--db", base, "--add", f"{served.url}/feed")
        process = _started(base, once=False)
        assert process.stdout is not None
        assert process.stdout.readline()
        added = said("add", "--db", base, text, "--workers", "1")
        _ended(process, signal.SIGTERM, 0)

    assert added.exit_code == 0, added.stderr
    assert process.returncode == 0
    assert ("The dam of Tarn", 1) in _texts(base)


def test_a_watch_that_waits_for_a_server_ends_at_once(tmp_path: Path) -> None:
    base, asked, over = tmp_path / "w.db", threading.Event(), threading.Event()

    def silent(_: BaseHTTPRequestHandler) -> None:
        asked.set()
        over.wait(60)

    with site({"/feed": Answer(raw=silent)}) as served:
        said("watch", "--db", base, "--add", f"{served.url}/feed")
        process = _started(base)
        assert asked.wait(30)
        start = time.monotonic()
        told = _ended(process, signal.SIGTERM, 0)
        length = time.monotonic() - start
        over.set()

    assert told == []
    assert length < 10, "the answer would have been waited for half a minute"


def test_what_was_kept_when_a_watch_was_ended_is_not_asked_for_again(tmp_path: Path) -> None:
    base = tmp_path / "w.db"
    answers: dict[str, Answer] = {}
    with site(answers) as served:
        for number in range(3):
            answers[f"/{number}"] = page(f"Snow {number}", LEAD, f"Day {number}.", LONG)
        answers["/feed"] = feed(
            *(item(f"S{number}", "Snow.", f"{served.url}/{number}") for number in range(3))
        )
        said("watch", "--db", base, "--add", f"{served.url}/feed")
        told = _ended(_started(base), signal.SIGKILL, 1)
        told += _ended(_started(base), 0, 0)

    assert sorted(set(told)) == ["Snow 0", "Snow 1", "Snow 2"]
    assert served.paths.count("/0") == 1
