"""Databases for tests: the samples in one, and articles that are made up."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tellings.intake import noticed, placed, taken
from tellings.model.document import Article, Document, Given
from tellings.pipeline import cleaned
from tellings.store import Store, opened
from tellings.store.records import Taken

NOW = "2026-07-01T12:00:00Z"


def article(text: str, name: str = "a", url: str | None = None) -> Article:
    """An article of this text, as a record of a corpus gives it."""
    from hashlib import sha256

    digest = sha256(text.encode("utf-8")).hexdigest()
    return cleaned(Document(name, text, f"made-up#{name}", digest, given=Given(url=url)))


def filled(store: Store, *inputs: str | Path, workers: int = 1) -> list[Taken]:
    """All three phases of these inputs; what became of each article."""
    steps = list(taken(store, [str(each) for each in inputs], now=NOW, workers=workers))
    list(placed(store, now=NOW, workers=workers))
    list(noticed(store, workers=workers))
    return [each for each in steps if isinstance(each, Taken)]


@contextmanager
def base(path: Path) -> Iterator[Store]:
    """The database of this path, made if need be."""
    store = opened(str(path), make=True)
    try:
        yield store
    finally:
        store.close()
