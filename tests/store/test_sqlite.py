"""SQLite: the journal that is safe for its version, and errors that say what helps."""

import sqlite3
from pathlib import Path

import pytest

from command import SAMPLES, said
from stored import NOW, article, base, filled
from tellings.errors import StoreError
from tellings.store import articles, first, opened, sqlite

AFFECTED = [(3, 7, 0), (3, 40, 1), (3, 44, 5), (3, 45, 0), (3, 50, 6), (3, 51, 0), (3, 51, 2)]
SAFE = [(3, 44, 6), (3, 44, 9), (3, 50, 7), (3, 51, 3), (3, 52, 0), (4, 0, 0)]


@pytest.mark.parametrize("version", AFFECTED, ids=str)
def test_a_version_that_can_lose_its_log_keeps_a_rollback_journal(
    version: tuple[int, int, int],
) -> None:
    assert sqlite.journal(version) == "TRUNCATE"


@pytest.mark.parametrize("version", SAFE, ids=str)
def test_a_version_that_cannot_writes_ahead(version: tuple[int, int, int]) -> None:
    assert sqlite.journal(version) == "WAL"


@pytest.mark.parametrize("mode", ["TRUNCATE", "WAL"])
def test_every_transaction_is_on_the_disk_in_both_journals(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mode: str
) -> None:
    monkeypatch.setattr(sqlite, "journal", lambda version: mode)

    with base(tmp_path / "t.db") as store:
        articles.keep(store, [article("Rain fell.")], now=NOW)
        found = [first(store, f"PRAGMA {each}") for each in ("journal_mode", "synchronous")]
        with base(tmp_path / "t.db") as reader:
            assert first(reader, "SELECT count(*) FROM articles") == 1

    assert found == [mode.lower(), 2]


def test_a_database_of_one_journal_is_read_with_the_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "t.db"
    for mode in ("WAL", "TRUNCATE", "WAL"):
        monkeypatch.setattr(sqlite, "journal", lambda version, mode=mode: mode)
        with base(path) as store:
            articles.keep(store, [article(f"Rain {mode}.", mode)], now=NOW)
            assert first(store, "PRAGMA journal_mode") == mode.lower()

    with base(path) as store:
        assert first(store, "SELECT count(*) FROM articles") == 2


def _refused(path: Path, *, make: bool = False) -> str:
    with pytest.raises(StoreError) as caught:
        opened(str(path), make=make)
    return str(caught.value)


def test_what_is_no_database_of_tellings_is_refused_and_left_alone(tmp_path: Path) -> None:
    text, other, folder = tmp_path / "a.txt", tmp_path / "b.db", tmp_path / "c"
    text.write_text("Rain fell on the river wall at Osk. " * 99, encoding="utf-8")
    foreign = sqlite3.connect(other)
    foreign.execute("CREATE TABLE places (name TEXT)")
    foreign.close()
    folder.mkdir()
    before = other.read_bytes()

    said = [_refused(each, make=True) for each in (text, other, folder)]
    said.append(_refused(tmp_path / "none.db"))

    for line, path, what in zip(
        said,
        (text, other, folder, tmp_path / "none.db"),
        ("no database of SQLite", "a database of another program", "a folder", "no database here"),
        strict=True,
    ):
        assert line.startswith(f"{path}: {what}")
        assert "--db" in line
    assert other.read_bytes() == before
    assert not (tmp_path / "none.db").exists()


def test_a_database_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    with base(tmp_path / "t.db") as store:
        store.run("PRAGMA user_version = 99")

    line = _refused(tmp_path / "t.db", make=True)

    assert "made by a newer version of tellings (form 99, " in line
    assert "upgrade tellings" in line


def test_a_locked_database_is_said_to_be_locked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "PATIENCE", 0.05)
    with base(tmp_path / "t.db") as store:
        other = sqlite3.connect(tmp_path / "t.db", isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")

        with pytest.raises(StoreError, match="locked by another program; close it there"):
            articles.keep(store, [article("Rain fell.")], now=NOW)
        other.close()

        assert articles.keep(store, [article("Rain fell.")], now=NOW)[0].how == "new"


def test_a_full_disk_leaves_what_was_there_and_the_next_run_goes_on(tmp_path: Path) -> None:
    with base(tmp_path / "t.db") as store:
        articles.keep(store, [article("Rain fell.")], now=NOW)
        pages = first(store, "PRAGMA page_count")
        store.run(f"PRAGMA max_page_count = {pages + 2}")

        with pytest.raises(StoreError, match="the disk is full; make room and run the command"):
            articles.keep(store, [article("Hail fell. " * 9999, "b")], now=NOW)

        assert first(store, "SELECT count(*) FROM articles") == 1
        store.run("PRAGMA max_page_count = 1000000")
        filled(store, SAMPLES / "treaty")
        assert first(store, "SELECT count(*) FROM articles") == 5


def test_a_database_that_may_only_be_read_is_said_to_be(tmp_path: Path) -> None:
    with base(tmp_path / "t.db") as store:
        store.run("PRAGMA query_only = ON")

        with pytest.raises(StoreError, match="it may only be read; check the permissions"):
            articles.keep(store, [article("Rain fell.")], now=NOW)


def test_damage_ends_a_command_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "t.db"
    with base(path) as store:
        filled(store, SAMPLES / "treaty")
    data = bytearray(path.read_bytes())
    data[4096 * 2 :] = b"\xff" * len(data[4096 * 2 :])
    path.write_bytes(data)

    result = said("stories", "--db", path)

    assert result.exit_code == 1
    (line,) = result.stderr.splitlines()
    assert "the file is damaged; restore it from a copy" in line
