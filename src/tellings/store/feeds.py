"""What is watched: the feeds, the items they brought, and what was seen of them, in order.

Moments are seconds since 1970. When something is due is decided by `watch`; it is only kept here.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tellings.store import Row, Store, first
from tellings.store.stories import note, noted


class FeedRow(NamedTuple):
    """A feed as it is kept; ``due`` is none if it is gone and not asked any more."""

    url: str
    title: str | None
    added: str
    looked: str | None
    problem: str | None
    etag: str
    modified: str
    sha256: str
    pace: float
    failures: int
    due: float | None


class ItemRow(NamedTuple):
    """An item and the article it became.

    ``url`` is its page where the feed brings a teaser only, ``said`` the digest of what the feed
    said of it last, ``whole`` whether the whole article was had.
    """

    item: str
    article: str
    url: str | None
    said: str
    whole: bool
    first: float
    etag: str = ""
    modified: str = ""
    due: float | None = None


class Seen(NamedTuple):
    """Something that was seen: an article that is ``new``, ``changed``, or now there ``whole``."""

    number: int
    at: str
    kind: str
    article: str
    revision: int
    feed: str


_FEED = ", ".join(FeedRow._fields)
_ITEM = ", ".join(ItemRow._fields)


def feeds(store: Store) -> Iterator[FeedRow]:
    """All feeds, by address."""
    for row in list(store.rows(f"SELECT {_FEED} FROM feeds ORDER BY url")):
        yield FeedRow(*row)


def feed(store: Store, url: str) -> FeedRow | None:
    """The feed of this address."""
    row = store.row(f"SELECT {_FEED} FROM feeds WHERE url = ?", (url,))
    return FeedRow(*row) if row else None


def follow(store: Store, found: Iterable[FeedRow]) -> tuple[int, int]:
    """Follow these feeds; how many are new, and how many of the known ones were gone.

    One that was gone is asked again.
    """
    new = gone = 0
    with store.transaction():
        for each in found:
            known = feed(store, each.url)
            if known is None:
                marks = ", ".join("?" * len(each))
                store.run(f"INSERT INTO feeds ({_FEED}) VALUES ({marks})", each)
                new += 1
            elif known.due is None:
                put_feed(store, known._replace(due=each.due, failures=0, problem=None))
                gone += 1
    return new, gone


def put_feed(store: Store, row: FeedRow, url: str | None = None) -> None:
    """Keep what a look at the feed showed; ``url`` is where it was, if it has moved."""
    was = url or row.url
    if was != row.url and feed(store, row.url):
        leave(store, was)  # it leads to one that is followed already
        return
    if was != row.url:  # items without an address go by that of their feed
        store.run(
            "UPDATE items SET item = ? || substr(item, ?) WHERE substr(item, 1, ?) = ?",
            (f"{row.url} ", len(was) + 2, len(was) + 1, f"{was} "),
        )
    columns = ", ".join(f"{each} = ?" for each in FeedRow._fields)
    store.run(f"UPDATE feeds SET {columns} WHERE url = ?", (*row, was))


def leave(store: Store, url: str) -> bool:
    """Follow it no more; whether it was followed. What it brought stays."""
    known = feed(store, url) is not None
    store.run("DELETE FROM feeds WHERE url = ?", (url,))
    return known


def due_feeds(store: Store, now: float) -> list[FeedRow]:
    """The feeds to ask, those that have waited longest first."""
    sql = f"SELECT {_FEED} FROM feeds WHERE due <= ? ORDER BY due, url"
    return [FeedRow(*row) for row in store.rows(sql, (now,))]


def due_items(store: Store, now: float, limit: int) -> list[ItemRow]:
    """So many of the items whose pages are to be read again."""
    sql = f"SELECT {_ITEM} FROM items WHERE due <= ? ORDER BY due, item LIMIT ?"
    return [_item(row) for row in store.rows(sql, (now, limit))]


def next_due(store: Store) -> float | None:
    """When the next feed or page is due."""
    sql = (
        "SELECT min(due) FROM (SELECT min(due) AS due FROM feeds"
        " UNION SELECT min(due) FROM items) AS both_of_them"
    )
    row = store.row(sql)
    return row[0] if row else None


def item(store: Store, name: str) -> ItemRow | None:
    """The item of this name."""
    row = store.row(f"SELECT {_ITEM} FROM items WHERE item = ?", (name,))
    return _item(row) if row else None


def _item(row: Row) -> ItemRow:
    return ItemRow(*row)._replace(whole=bool(row[4]))


def put_item(store: Store, row: ItemRow) -> None:
    """Keep the item as it is now."""
    marks = ", ".join("?" * len(row))
    columns = ", ".join(f"{each} = excluded.{each}" for each in ItemRow._fields[1:])
    store.run(
        f"INSERT INTO items ({_ITEM}) VALUES ({marks}) ON CONFLICT (item) DO UPDATE SET {columns}",
        (*row[:4], int(row.whole), *row[5:]),  # a whole number in every database
    )


def see(store: Store, at: str, kind: str, article: str, revision: int, feed: str) -> None:
    """Keep that this was seen, behind all that was seen before."""
    number = (first(store, "SELECT max(number) FROM seen") or 0) + 1
    row = Seen(number, at, kind, article, revision, feed)
    store.run("INSERT INTO seen VALUES (?, ?, ?, ?, ?, ?)", row)


def unsaid(store: Store) -> list[Seen]:
    """What was seen and not yet said."""
    last = int(noted(store, "said") or 0)
    return [
        Seen(*row)
        for row in store.rows(
            "SELECT number, at, kind, article, revision, feed FROM seen"
            " WHERE number > ? ORDER BY number",
            (last,),
        )
    ]


def said(store: Store, number: int) -> None:
    """All up to this number has been said."""
    note(store, "said", str(number))
