"""What the stream of stories says of an article, and of stories that it looked at again."""

from typing import Literal, NamedTuple


class Arrival(NamedTuple):
    """Where an article belongs, said from earlier articles only.

    ``story`` (the event) and ``running`` (the running story it belongs to) are ids of the first
    article of each. ``copy_of`` is the earlier article this one is a near copy of, and
    ``copy_share`` how much of it stands there, 0 to 1. ``kept`` is all that the stream needs to
    know of the article, for `Stream.restored`; its first byte is the version of its form.
    """

    id: str
    story: str
    running: str
    copy_of: str | None
    copy_share: float
    kept: bytes


class Kept(NamedTuple):
    """An article as a database gives it back to `Stream.restored`."""

    id: str
    story: str
    running: str
    kept: bytes


class Change(NamedTuple):
    """Articles that have another story now.

    In a ``merge`` the younger story is taken into the older one: ``old`` leads to ``new`` from
    now on. In a ``split`` some articles of ``old`` are a story of their own, ``new``.
    """

    kind: Literal["merge", "split"]
    articles: tuple[str, ...]
    old: str
    new: str
