"""Changes: what happened to stories, numbered in the order in which it did.

A change is written in the transaction that makes it, and one process writes at a time: who has
seen all up to a number has missed nothing before it. What a list says of a story is counted again
with each change, so that a list need not.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from tellings.store import Store, first
from tellings.store.records import Change

# Where a story stands that has no article with a day: behind all others.
UNDATED = -1e11


class Happened(NamedTuple):
    """A change that is to be written down."""

    kind: str
    story: str
    article: str | None = None
    log: int | None = None


def happen(store: Store, changes: Iterable[Happened]) -> None:
    """Write changes down and count their stories again, inside of a transaction."""
    found = list(changes)
    rows = [(number, *each) for number, each in enumerate(found, last(store) + 1)]
    store.many("INSERT INTO changes VALUES (?, ?, ?, ?, ?)", rows)
    for story in dict.fromkeys(each.story for each in found):
        touch(store, story)


def touch(store: Store, story: str) -> None:
    """The last change is one of this story, too; inside of a transaction."""
    store.run("UPDATE stories SET changed = ? WHERE id = ?", (last(store), story))
    count(store, story)


def count(store: Store, story: str) -> None:
    """Count what a list says of a story, inside of a transaction."""
    store.run(
        "UPDATE stories SET (articles, publishers, copies, told) = ("
        "SELECT count(*), count(DISTINCT lower(publisher)), count(copy_of),"
        " coalesce(max(moment), ?) FROM articles WHERE story = stories.id) WHERE id = ?",
        (UNDATED, story),
    )


def last(store: Store) -> int:
    """The number of the last change; 0 before the first."""
    return int(first(store, "SELECT max(change) FROM changes") or 0)


def since(store: Store, number: int, most: int) -> Iterator[Change]:
    """So many changes after this one, in their order, with what is known of them."""
    rows = store.rows(
        "SELECT change, changes.kind, changes.story, changes.article, headline, publisher,"
        " published, url, copy_of, revision, old, new, story_log.articles FROM changes"
        " LEFT JOIN articles ON articles.id = changes.article"
        " LEFT JOIN story_log ON story_log.number = changes.log"
        " WHERE change > ? ORDER BY change LIMIT ?",
        (number, most),
    )
    for each, kind, story, article, *known in rows:
        yield Change(each, kind, story, _moved(*known[-3:]) if article is None else _told(
            article, *known[:-3]))  # fmt: skip


def _told(article: str, *known: Any) -> dict[str, Any]:  # noqa: ANN401 - columns
    keys = ("headline", "publisher", "published", "url", "copy_of", "revision")
    return {"article": article, **dict(zip(keys, known, strict=True))}


def _moved(old: str, new: str, articles: str) -> dict[str, Any]:
    return {"old": old, "new": new, "articles": json.loads(articles)}
