"""PostgreSQL: a server that several people share. Through psycopg 3, which is an extra.

Our tables stand in a schema of their own, ``tellings``, of the database that the address names.
Words are cut here, as everywhere (`words`), and given to the server as they are to be found, so
that both databases find the same.
"""

import re
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from typing import TYPE_CHECKING, Any

from tellings.errors import BusyError, StoreError
from tellings.store import Row, Values, Wanted
from tellings.store.migrate import checked, migrate
from tellings.store.words import folded, words

if TYPE_CHECKING:
    pass

# So long a writer waits for another, and for an answer of the server when it connects.
PATIENCE = 5.0
# What a tsvector can hold: places up to 16,383, and a megabyte in all.
_LAST_PLACE, _LARGEST = 16_383, 900_000
# The lock of the one writer: "tell" in ASCII.
_LOCK = 0x74656C6C
# PostgreSQL keeps no NUL in a text; these two code points, which are no characters, stand for it.
_ESCAPE, _ITSELF, _NUL = "\ufdd0", "\ufdd0\ufdd1", "\ufdd0\ufdd2"


class PostgreSQL:
    """A store on a server."""

    def __init__(self, name: str, *, make: bool = False) -> None:
        try:
            import psycopg
        except ImportError as error:
            raise StoreError(
                "PostgreSQL needs psycopg; in the folder of tellings: pip install '.[postgres]'"
            ) from error
        self._errors = psycopg.Error
        self.name = re.sub(r"//[^/@]*@", "//", name).partition("?")[0]
        with self._told():
            self._base: psycopg.Connection[Row] = psycopg.connect(
                name, autocommit=True, connect_timeout=int(PATIENCE), application_name="tellings"
            )
            self._base.execute("SET client_min_messages = warning")
        self._cursors = count(1)
        try:
            self._prepare(make)
        except BaseException:
            self._base.close()
            raise

    def _prepare(self, make: bool) -> None:
        there = self.row("SELECT 1 FROM pg_namespace WHERE nspname = 'tellings'")
        if not there and not make:
            raise StoreError(f"{self.name}: no database of tellings here; tellings add makes it")
        if not there:
            with self._told(), self._base.transaction():
                self.run(f"SELECT pg_advisory_xact_lock({_LOCK + 1})")
                self.run("CREATE SCHEMA IF NOT EXISTS tellings")
                self.run("CREATE TABLE IF NOT EXISTS tellings.form (version INTEGER NOT NULL)")
        self.run("SET search_path = tellings")
        known = checked(self.name, self._version(), "postgres")
        if self._version() < known:
            with self._told(), self._base.transaction():
                self.run("LOCK TABLE form IN EXCLUSIVE MODE")
                migrate(self, self._version(), "postgres")
                self.run("DELETE FROM form")
                self.run("INSERT INTO form VALUES (?)", (known,))

    def _version(self) -> int:
        found = self.row("SELECT max(version) FROM form")
        return int((found and found[0]) or 0)

    def rows(self, sql: str, values: Values = ()) -> Iterator[Row]:
        """The rows of a query."""
        with self._told():
            found = self._base.execute(_sql(sql), _given(values)).fetchall()
        return map(_kept, found)

    def stream(self, sql: str, values: Values = ()) -> Iterator[Row]:
        """The rows of a query, which stay on the server until they are asked for."""
        with self._told():
            name = f"tellings_{next(self._cursors)}"
            with self._base.cursor(name, withhold=True) as cursor:
                cursor.execute(_sql(sql), _given(values))
                for row in cursor:
                    yield _kept(row)

    def row(self, sql: str, values: Values = ()) -> Row | None:
        """The first row of a query."""
        with self._told():
            found = self._base.execute(_sql(sql), _given(values)).fetchone()
        return _kept(found) if found else None

    def run(self, sql: str, values: Values = ()) -> None:
        """Run one statement."""
        with self._told():
            self._base.execute(_sql(sql), _given(values))

    def many(self, sql: str, rows: Iterable[Values]) -> None:
        """Run one statement for each row of values."""
        with self._told(), self._base.cursor() as cursor:
            cursor.executemany(_sql(sql), [_given(each) for each in rows])

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing; another that writes waits until it has ended."""
        with self._told(), self._base.transaction():
            self._base.execute("LOCK TABLE state IN EXCLUSIVE MODE")
            yield

    @contextmanager
    def writing(self, who: str, patience: float = PATIENCE) -> Iterator[None]:
        """Be the one writer, by a lock that ends with the connection, however that ends."""
        end = time.monotonic() + patience
        while not self._locked():
            if time.monotonic() > end:
                raise BusyError(f"{self.name}: {self._other()}; wait until it is done, or stop it")
            time.sleep(0.05)
        try:
            self.run("SELECT set_config('application_name', ?, false)", (who,))
            yield
        finally:
            if not self._base.closed:
                self.run(f"SELECT pg_advisory_unlock({_LOCK})")

    def _locked(self) -> bool:
        found = self.row(f"SELECT pg_try_advisory_lock({_LOCK})")
        return bool(found and found[0])

    def _other(self) -> str:
        found = self.row(
            "SELECT application_name, pg_locks.pid, to_char(backend_start, 'YYYY-MM-DD HH24:MI:SS')"
            " FROM pg_locks JOIN pg_stat_activity ON pg_stat_activity.pid = pg_locks.pid"
            f" WHERE locktype = 'advisory' AND objid = {_LOCK} AND granted"
        )
        if found is None:
            return "being written by another process"
        return f"being written by {found[0]} (process {found[1]}, since {found[2]})"

    def index(self, table: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
        """Put rows into a table of words, a tsvector a column."""
        sql = f"INSERT INTO {table} (rowid, {', '.join(columns)})"
        marks = ", CAST(? AS tsvector)" * len(columns)
        self.many(f"{sql} VALUES (?{marks})", ([row[0], *map(_vector, row[1:])] for row in rows))

    def unindex(self, table: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
        """Take rows out again."""
        self.many(f"DELETE FROM {table} WHERE rowid = ?", [row[:1] for row in rows])

    def matching(self, table: str, *wanted: Wanted) -> tuple[str, Row]:
        """A condition on tsvectors: each term stands in one of the columns."""
        conditions, values = [], []
        for columns, terms in wanted:
            for term in terms:
                one = [f"{table}.{column} @@ CAST(? AS tsquery)" for column in columns]
                conditions.append(f"({' OR '.join(one)})")
                values += [_phrase(term)] * len(columns)
        return " AND ".join(conditions), tuple(values)

    def problems(self) -> Iterator[str]:
        """Nothing: the server holds its references, and checks its files itself."""
        return iter(())

    def close(self) -> None:
        """Leave the server."""
        self._base.close()

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Errors of the server as ours, with the cure."""
        try:
            yield
        except self._errors as error:
            raise StoreError(f"{self.name}: {_cure(error)}") from error
        except UnicodeEncodeError as error:
            raise StoreError(f"{self.name}: {error.object!r} is no text that is kept") from error


def _sql(sql: str) -> Any:  # noqa: ANN401 - psycopg takes no other string than a literal one
    """Our SQL as psycopg has it."""
    return sql.replace("%", "%%").replace("?", "%s")


def _given(values: Values) -> list[Any]:
    return [_value(each) for each in values]


def _value(value: Any) -> Any:  # noqa: ANN401 - any value of a column
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, str) and ("\0" in value or _ESCAPE in value):
        return value.replace(_ESCAPE, _ITSELF).replace("\0", _NUL)
    return value


def _kept(row: Row) -> Row:
    if any(isinstance(each, str) and _ESCAPE in each for each in row):
        return tuple(_back(each) if isinstance(each, str) else each for each in row)
    return row


def _back(text: str) -> str:
    return text.replace(_NUL, "\0").replace(_ITSELF, _ESCAPE)


def _vector(text: str) -> str:
    """The words of a text with their places, as the input of a tsvector.

    >>> _vector("The wall, the river")
    "'the':1,3 'wall':2 'river':4"
    """
    places: dict[str, list[str]] = {}
    size = 0
    for place, word in enumerate(words(folded(text)), 1):
        if word not in places:
            size += len(word.encode("utf-8")) + 8
            if size > _LARGEST:
                break
            places[word] = []
        places[word].append(str(min(place, _LAST_PLACE)))
    return " ".join(f"'{word[:500]}':{','.join(at)}" for word, at in places.items())


def _phrase(term: str) -> str:
    """The words of a term in a row, as the input of a tsquery.

    >>> _phrase("River wall")
    "'river' <-> 'wall'"
    """
    return " <-> ".join(f"'{word[:500]}'" for word in words(folded(term)))


# What the server says, by the class of its error, and what helps.
_CURES = (
    ("connection", "no server answers; start it, or check the address"),
    ("timeout", "no server answers; start it, or check the address"),
    ("authentication", "the server does not know this user; check name and password"),
    ("does not exist", "there is no such database on the server; make it with createdb"),
    ("permission denied", "the user may not do this; ask who runs the server"),
    ("no space", "the disk of the server is full; make room and run the command again"),
    ("read-only", "it may only be read; write to the main server"),
)


def _cure(error: Exception) -> str:
    said = " ".join(str(error).split())
    for sign, cure in reversed(_CURES):
        if sign in said.lower():
            return f"{cure} (PostgreSQL: {said})"
    return f"PostgreSQL: {said}"
