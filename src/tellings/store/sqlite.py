"""SQLite: one file that needs no server, and opens in any other tool.

An import must survive a crash at any moment, so every transaction is on the disk when it is
acknowledged (``synchronous = FULL``). SQLite from 3.7.0 to 3.51.2 can lose what stands in its
write-ahead log when a checkpoint races another process (mended in 3.51.3, 3.50.7 and 3.44.6):
those versions keep a rollback journal instead, which also lets only one process write.
"""

import os
import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from tellings.errors import BusyError, StoreError
from tellings.store import Row, Values, Wanted
from tellings.store.migrate import checked, migrate

# So long a statement waits for another process to end its transaction. A batch of an import
# takes less than a second.
PATIENCE = 5.0
# "tell" in ASCII: tells our files from the databases of other programs (file(1) knows it, too).
APPLICATION = 0x74656C6C
# Pages kept in memory, in KiB: the index of words of an import is written in fewer rounds. A
# server has many connections that only read.
CACHE, READING = 65_536, 4_096
# An order with empty ones last needs 3.30; all else that is used here is older.
OLDEST = (3, 30, 0)

Version = tuple[int, int, int]


def journal(version: Version) -> str:
    """The safe journal for a version of SQLite.

    >>> journal((3, 40, 1)), journal((3, 44, 6)), journal((3, 51, 2)), journal((3, 51, 3))
    ('TRUNCATE', 'WAL', 'TRUNCATE', 'WAL')
    """
    mended = version >= (3, 51, 3) or any(
        version[:2] == branch[:2] and version >= branch for branch in ((3, 50, 7), (3, 44, 6))
    )
    return "WAL" if mended else "TRUNCATE"


class SQLite:
    """A store in a file.

    >>> with SQLite(":memory:", make=True).transaction():
    ...     pass
    """

    def __init__(self, name: str, *, make: bool = False) -> None:
        self.name = name
        if sqlite3.sqlite_version_info < OLDEST:
            needed = ".".join(map(str, OLDEST))
            found = sqlite3.sqlite_version
            raise StoreError(f"SQLite {found} is too old; use a Python with {needed} or newer")
        if name != ":memory:":
            _checked(Path(name), make)
        with self._told():
            self._base = sqlite3.connect(name, isolation_level=None, timeout=PATIENCE)
            self._base.execute("PRAGMA foreign_keys = ON")
            self._prepare(make)

    def _prepare(self, make: bool) -> None:
        version = self._version()
        known = checked(self.name, version, "sqlite")
        if version == known:
            self._settle(make)
            return
        if not version and not make:
            raise StoreError(f"{self.name}: an empty database; add articles with tellings add")
        self._settle(make)
        with self.transaction():
            version = self._version()  # another process may have been faster
            migrate(self, version, "sqlite")
            self._base.execute(f"PRAGMA application_id = {APPLICATION}")
            self._base.execute(f"PRAGMA user_version = {known}")

    def _settle(self, make: bool) -> None:
        """Journal and memory. A file that may only be read keeps the journal it has."""
        with suppress(sqlite3.OperationalError):
            self._base.execute(f"PRAGMA journal_mode = {journal(sqlite3.sqlite_version_info[:3])}")
        self._base.execute("PRAGMA synchronous = FULL")
        self._base.execute(f"PRAGMA cache_size = -{CACHE if make else READING}")

    def _version(self) -> int:
        (version,) = self._base.execute("PRAGMA user_version").fetchone()
        (application,) = self._base.execute("PRAGMA application_id").fetchone()
        (tables,) = self._base.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if tables and application != APPLICATION:
            raise StoreError(
                f"{self.name}: a database of another program; name another file with --db"
            )
        return int(version)

    def rows(self, sql: str, values: Values = ()) -> Iterator[Row]:
        """The rows of a query, fetched as they are asked for."""
        with self._told():
            # Not "yield from": that closes the cursor when the reader goes away early, which
            # may be after the database was closed.
            for each in self._base.execute(sql, values):  # noqa: UP028
                yield each

    def row(self, sql: str, values: Values = ()) -> Row | None:
        """The first row of a query."""
        with self._told():
            found: Row | None = self._base.execute(sql, values).fetchone()
            return found

    def run(self, sql: str, values: Values = ()) -> None:
        """Run one statement."""
        with self._told():
            self._base.execute(sql, values)

    def many(self, sql: str, rows: Iterable[Values]) -> None:
        """Run one statement for each row of values."""
        with self._told():
            self._base.executemany(sql, rows)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing; the file is locked for other writers from the beginning.

        One inside of another is a part of it.
        """
        if self._base.in_transaction:
            yield
            return
        with self._told():
            self._base.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._base.execute("COMMIT")
            except BaseException:
                if self._base.in_transaction:
                    self._base.execute("ROLLBACK")
                raise

    @contextmanager
    def writing(self, who: str, patience: float = PATIENCE) -> Iterator[None]:
        """Be the one writer, by a lock on a second file that ends with the process, however."""
        if self.name == ":memory:":
            yield
            return
        with self._told():
            lock = sqlite3.connect(f"{self.name}-writer", isolation_level=None, timeout=patience)
            try:
                _taken(lock, who, self.name)
                yield
            finally:
                lock.close()

    def stream(self, sql: str, values: Values = ()) -> Iterator[Row]:
        """The same: no row is held here that was not asked for."""
        return self.rows(sql, values)

    def index(self, table: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
        """Put rows into a table of FTS5."""
        sql = f"INSERT INTO {table} (rowid, {', '.join(columns)})"
        self.many(f"{sql} VALUES (?{', ?' * len(columns)})", rows)

    def unindex(self, table: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
        """Take rows out again, with the command of FTS5 for that."""
        sql = f"INSERT INTO {table} ({table}, rowid, {', '.join(columns)})"
        self.many(f"{sql} VALUES ('delete', ?{', ?' * len(columns)})", rows)

    def matching(self, table: str, *wanted: Wanted) -> tuple[str, Row]:
        """A condition on FTS5: each term a string in its syntax, so that nothing in it is one."""
        parts = []
        for columns, terms in wanted:
            quoted = " AND ".join('"' + each.replace('"', '""') + '"' for each in terms)
            parts.append(f"{{{' '.join(columns)}}} : ({quoted})")
        return f"{table} MATCH ?", (" AND ".join(parts),)

    def problems(self) -> Iterator[str]:
        """What SQLite finds wrong with its pages, its references and its tables of words."""
        for (said,) in self.rows("PRAGMA integrity_check"):
            if said != "ok":
                yield f"the file is damaged: {said}"
        for table, row, parent, _ in self.rows("PRAGMA foreign_key_check"):
            yield f"row {row} of {table} points to a row of {parent} that is not there"
        tables = "SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%' ORDER BY 1"
        for (table,) in list(self.rows(tables)):
            try:
                self._base.execute(
                    f"INSERT INTO {table} ({table}, rank) VALUES ('integrity-check', 1)"
                )
            except sqlite3.DatabaseError as error:
                if "malformed" in str(error) or "corrupt" in str(error):
                    yield f"the words of {table} are not those of its rows"

    def close(self) -> None:
        """Let go of the file."""
        self._base.close()

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Errors of SQLite as ours, with the cure."""
        try:
            yield
        except sqlite3.Error as error:
            kind = BusyError if "locked" in str(error) else StoreError
            raise kind(f"{self.name}: {_cure(error)}") from error
        except UnicodeEncodeError as error:
            raise StoreError(f"{self.name}: {error.object!r} is no text that is kept") from error


def _checked(path: Path, make: bool) -> None:
    """`StoreError` where there can be no database; its folder is made if it is to be made."""
    if path.is_dir():
        raise StoreError(f"{path}: a folder; name a file with --db")
    if path.exists():
        return
    if not make:
        raise StoreError(f"{path}: no database here; tellings add makes one, --db names another")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"{path}: its folder cannot be made ({error.strerror}); name another file with --db"
        ) from error


def _taken(lock: sqlite3.Connection, who: str, name: str) -> None:
    """Hold the lock, and write down who does. A lock of SQLite's goes away with its process."""
    lock.execute("PRAGMA journal_mode = MEMORY")
    try:
        lock.execute("BEGIN IMMEDIATE")
        lock.execute("CREATE TABLE IF NOT EXISTS writer (who TEXT, process INTEGER, since TEXT)")
        lock.execute("DELETE FROM writer")
        since = f"{datetime.fromtimestamp(time.time(), UTC):%Y-%m-%d %H:%M:%S} UTC"
        lock.execute("INSERT INTO writer VALUES (?, ?, ?)", (who, os.getpid(), since))
        lock.execute("COMMIT")
        lock.execute("BEGIN IMMEDIATE")  # reading stays possible: others see who it is
    except sqlite3.OperationalError as error:
        if "locked" not in str(error):
            raise
        raise BusyError(f"{name}: {_other(lock)}; wait until it is done, or stop it") from error


def _other(lock: sqlite3.Connection) -> str:
    with suppress(sqlite3.Error):
        found = lock.execute("SELECT who, process, since FROM writer").fetchone()
        if found:
            return f"being written by {found[0]} (process {found[1]}, since {found[2]})"
    return "being written by another process"


# What SQLite says, and what helps.
_CURES = {
    "locked": "locked by another program; close it there, or try again",
    "readonly": "it may only be read; check the permissions of the file and of its folder",
    "read-only": "it may only be read; check the permissions of the file and of its folder",
    "unable to open": "cannot be opened; check the permissions of the file and of its folder",
    "not a database": "no database of SQLite; name another file with --db",
    "full": "the disk is full; make room and run the command again, it continues",
    "malformed": "the file is damaged; restore it from a copy, or add the articles to a new one",
    "disk i/o": "the disk cannot be read or written; check it, and run tellings check",
}


def _cure(error: sqlite3.Error) -> str:
    said = str(error)
    for sign, cure in _CURES.items():
        if sign in said.lower():
            return f"{cure} (SQLite: {said})"
    return f"SQLite: {said}"
