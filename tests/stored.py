"""Databases for tests: the samples in one, and articles that are made up."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest

from tellings.intake import noticed, placed, taken
from tellings.model.document import Article, Document, Given
from tellings.pipeline import cleaned
from tellings.store import Store, opened
from tellings.store.records import Taken

NOW = "2026-07-01T12:00:00Z"


def article(text: str, name: str = "a", **given: str) -> Article:
    """An article of this text, as a record of a corpus gives it."""
    from hashlib import sha256

    digest = sha256(text.encode("utf-8")).hexdigest()
    beside = Given(**given)  # type: ignore[arg-type]
    return cleaned(Document(name, text, f"made-up#{name}", digest, given=beside))


def filled(store: Store, *inputs: str | Path, workers: int = 1) -> list[Taken]:
    """All three phases of these inputs; what became of each article."""
    steps = list(taken(store, [str(each) for each in inputs], now=NOW, workers=workers))
    list(placed(store, now=NOW, workers=workers))
    list(noticed(store, workers=workers))
    return [each for each in steps if isinstance(each, Taken)]


@contextmanager
def database(kind: str, folder: Path) -> Iterator[str]:
    """The name of a new database of this kind; the test is skipped if no server is there."""
    if kind == "sqlite":
        yield str(folder / "t.db")
        return
    server = os.environ.get("TELLINGS_POSTGRES")
    if not server:
        pytest.skip("no PostgreSQL: name a server in TELLINGS_POSTGRES (docs/database.md)")
    psycopg = pytest.importorskip("psycopg")
    name = f"tellings_{uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as there:
        there.execute(f"CREATE DATABASE {name}")
        try:
            yield f"{server.rpartition('/')[0]}/{name}"
        finally:
            there.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def base(where: str | Path) -> Iterator[Store]:
    """The database of this name, made if need be."""
    store = opened(str(where), make=True)
    try:
        yield store
    finally:
        store.close()
