"""Views: what was made of stories to be looked at, packed, by what it was made from.

They can be made again at any time; kept, they need not be when a server starts again.
"""

from collections.abc import Iterable
from typing import NamedTuple

from tellings.store import Store


class View(NamedTuple):
    """A part of what was made of a story, packed with gzip, with the digest of what is packed."""

    part: str
    tag: str
    body: bytes


def keep(store: Store, story: str, key: str, found: Iterable[View]) -> None:
    """Keep the views of a story in place of those before, in one transaction."""
    with store.transaction():
        store.run("DELETE FROM views WHERE story = ?", (story,))
        store.many(
            "INSERT INTO views VALUES (?, ?, ?, ?, ?)",
            [(story, each.part, key, each.tag, each.body) for each in found],
        )


def kept(store: Store, story: str, key: str) -> tuple[View, ...]:
    """The views of a story that were made from this, if any."""
    rows = store.rows(
        "SELECT part, tag, body FROM views WHERE story = ? AND key = ? ORDER BY part", (story, key)
    )
    return tuple(View(part, tag, bytes(body)) for part, tag, body in rows)
