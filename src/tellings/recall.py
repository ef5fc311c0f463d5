"""The comparison of a story of the database: as it was kept, or made now and kept.

It is kept by the version of tellings and the texts of its articles, so it never goes stale.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from hashlib import sha256
from typing import Any

from tellings.errors import StoreError
from tellings.model.comparison import Comparison
from tellings.model.document import Document
from tellings.pipeline import annotated, compared
from tellings.report.json import comparison_record
from tellings.store import Store, annotations, articles
from tellings.store.records import StoryFound
from tellings.version import __version__


def recalled(store: Store, story: StoryFound) -> Any:  # noqa: ANN401 - a record of the contract
    """The record of a story's comparison."""
    documents = list(articles.documents(store, story.articles))
    key = key_of(documents)
    if (kept := annotations.compared(store, story.id, key)) is not None:
        return kept
    comparison = named(compared([annotated(each) for each in documents]), story.id)
    keep(store, key, comparison)
    return comparison_record(comparison)


def key_of(documents: Sequence[Document]) -> str:
    """What a comparison depends on: the version, and the texts."""
    texts = [f"{each.id} {each.sha256}" for each in documents]
    return sha256("\n".join([__version__, *texts]).encode("utf-8")).hexdigest()


def named(comparison: Comparison, story: str) -> Comparison:
    """The comparison under the id that its story has in the database."""
    return replace(comparison, story=replace(comparison.story, id=story))


def keep(store: Store, key: str, comparison: Comparison) -> None:
    """Keep it for the next time, unless the database is being written or may only be read."""
    with suppress(StoreError), store.writing("tellings story", patience=0):
        record = comparison_record(comparison)
        annotations.keep_comparison(store, comparison.story.id or "", key, record)
