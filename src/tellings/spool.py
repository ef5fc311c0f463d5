"""Spool: lines that come in any order and go out in the order of their ids, whatever their number.

A corpus does not fit into memory, and what is printed must not depend on the order in which it
was read. The lines wait in a temporary database of SQLite, which keeps a few megabytes in memory
and the rest in a file that is gone when the process is.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import NamedTuple

from tellings.errors import SpoolError


class Entry(NamedTuple):
    """A line that waits: whose it is, and its number."""

    id: str
    sha256: str
    origin: str
    row: int


class Spool:
    """The lines of a run.

    >>> with Spool() as spool:
    ...     spool.add("b", "0f", "b.txt", "second")
    ...     spool.add("a", "0e", "a.txt", "first")
    ...     [spool.line(each.row) for each in spool.entries()]
    ['first', 'second']
    """

    def __enter__(self) -> "Spool":
        self._base = sqlite3.connect("", isolation_level=None)
        self._base.execute("PRAGMA journal_mode = OFF")
        self._base.execute("PRAGMA synchronous = OFF")
        self._base.execute("CREATE TABLE lines (row INTEGER PRIMARY KEY, line TEXT)")
        self._base.execute(
            "CREATE TABLE entries (id TEXT, sha256 TEXT, origin TEXT, row INTEGER,"
            " PRIMARY KEY (id, sha256, origin, row)) WITHOUT ROWID"
        )
        self._base.execute("BEGIN")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._base.close()

    def add(self, id: str, sha256: str, origin: str, line: str) -> None:
        """Take the line of a document."""
        with _told():
            row = self._base.execute("INSERT INTO lines (line) VALUES (?)", (line,)).lastrowid
            entry = (id, sha256, origin, row)
            self._base.execute("INSERT INTO entries VALUES (?, ?, ?, ?)", entry)

    def entries(self) -> Iterator[Entry]:
        """All that was taken, in the order of id, digest and origin."""
        with _told():
            found = self._base.execute("SELECT * FROM entries ORDER BY id, sha256, origin, row")
            for each in found:
                yield Entry(*each)

    def line(self, row: int) -> str:
        """The line of this number."""
        with _told():
            found = self._base.execute("SELECT line FROM lines WHERE row = ?", (row,)).fetchone()
        return str(found[0])


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        problem = f"the temporary file cannot be used ({error}); name a larger folder in TMPDIR"
        raise SpoolError(problem) from error
