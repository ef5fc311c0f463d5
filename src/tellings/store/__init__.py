"""The database: articles with their revisions, the stories they tell, and what is found in them.

A `Store` is what every module here needs of a database: to run SQL, in transactions, with one
writer at a time. SQLite is one (`sqlite`), PostgreSQL the other (`postgres`); what differs between
them stands there and in the files of `migrations`, and nowhere else. What is kept and asked for
is told by functions over a store: `articles`, `stories`, `annotations`, `search`, `tables`,
`check`. The store knows the records of the line but calls none of its stages.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol

from tellings.errors import StoreError

Row = tuple[Any, ...]
Values = Sequence[Any]
# Columns of a table of words, and the terms that one of them must hold, each of them.
Wanted = tuple[Sequence[str], Sequence[str]]


class Store(Protocol):
    """A database that is open. Every method raises `StoreError` with the cure in its message."""

    name: str

    def rows(self, sql: str, values: Values = ()) -> Iterator[Row]:
        """The rows of a query, fetched as they are asked for; ``?`` stands for a value."""
        ...

    def row(self, sql: str, values: Values = ()) -> Row | None:
        """The first row of a query."""
        ...

    def run(self, sql: str, values: Values = ()) -> None:
        """Run one statement."""
        ...

    def many(self, sql: str, rows: Iterable[Values]) -> None:
        """Run one statement for each row of values."""
        ...

    def transaction(self) -> AbstractContextManager[None]:
        """All that is done inside, or nothing; durable when the outermost is left."""
        ...

    def writing(self, who: str, patience: float = ...) -> AbstractContextManager[None]:
        """Be the one writer: another waits so many seconds, then is told who this is."""
        ...

    def stream(self, sql: str, values: Values = ()) -> Iterator[Row]:
        """The rows of a query that may have more than fit into memory."""
        ...

    def index(self, table: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
        """Put rows into a table of words: a number, and the words of each column."""
        ...

    def unindex(self, table: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
        """Take rows out again; they are those that were put in."""
        ...

    def matching(self, table: str, *wanted: Wanted) -> tuple[str, Row]:
        """A condition for the rows of a table of words that hold all terms in their columns.

        A term is one or more words that stand in a row. With the condition come its values.
        """
        ...

    def problems(self) -> Iterator[str]:
        """What the database itself finds wrong with its files and references."""
        ...

    def close(self) -> None:
        """Let go of the database."""
        ...


def first(store: Store, sql: str, values: Values = ()) -> Any:  # noqa: ANN401 - what is kept there
    """The first column of the first row of a query, or nothing."""
    row = store.row(sql, values)
    return row[0] if row else None


def opened(name: str, *, make: bool = False) -> Store:
    """The database of this path, or of this ``postgresql://`` address; migrated if need be.

    With ``make`` it is made if it is not there. `StoreError` if there is none, if it is no
    database of tellings, or if a newer version made it.
    """
    if name.startswith(("postgresql://", "postgres://")):
        from tellings.store.postgres import PostgreSQL

        return PostgreSQL(name, make=make)
    if "://" in name:
        scheme = name.partition("://")[0]
        raise StoreError(f"no database is kept at {scheme}://; name a file or postgresql://")
    from tellings.store.sqlite import SQLite

    return SQLite(name, make=make)
