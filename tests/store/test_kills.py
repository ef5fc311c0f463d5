"""An import that is killed loses nothing it has acknowledged, and keeps nothing twice."""

import subprocess
import sys
from pathlib import Path

import pytest

from command import SAMPLES
from killing import add, content, kill_often

CORPUS = SAMPLES / "corpus.jsonl"


def test_an_import_that_is_killed_again_and_again_ends_as_one_in_one_go(tmp_path: Path) -> None:
    trial = kill_often(tmp_path / "t.db", CORPUS, times=6, seed=6)

    assert trial.kills == 6


def test_a_transaction_that_was_cut_off_is_taken_back(tmp_path: Path) -> None:
    base = tmp_path / "t.db"
    add(base, CORPUS)
    before = content(base)
    code = (
        f"import os, sqlite3; b = sqlite3.connect({str(base)!r}, isolation_level=None);"
        "b.execute('PRAGMA cache_size = 1'); b.execute('BEGIN IMMEDIATE');"
        "b.execute(\"UPDATE documents SET text = 'x'\"); os.kill(os.getpid(), 9)"
    )

    process = subprocess.run([sys.executable, "-c", code])

    assert process.returncode == -9
    assert content(base) == before


def test_two_writers_at_once_are_told_of_one_another(tmp_path: Path) -> None:
    from tellings.errors import StoreError
    from tellings.store import opened

    one, other = (opened(str(tmp_path / "t.db"), make=True) for _ in range(2))

    with one.writing("tellings add"):
        with (
            pytest.raises(StoreError, match=r"written by tellings add \(process \d+, since .*wait"),
            other.writing("tellings watch", patience=0),
        ):
            pass
        assert list(other.rows("SELECT id FROM articles")) == []
    with other.writing("tellings watch", patience=0):
        pass
    one.close()
    other.close()
