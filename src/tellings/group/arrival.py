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
    """Articles that have another story now, ``new``, which is of the running story ``running``.

    In a ``merge`` all that is known of the story ``old`` is taken into ``new``: the old id leads
    there from now on. In a ``split`` the story ``old`` goes on without these articles; if ``new``
    had been merged into another before, it is a story again.
    """

    kind: Literal["merge", "split"]
    articles: tuple[str, ...]
    old: str
    new: str
    running: str
