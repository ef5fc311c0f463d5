"""Which articles tell the same story, and which are near copies of an earlier one.

Articles are taken as a stream (`Stream`): each joins a story that is there or opens one. `group`
plays given articles in the order of publication; with ``batch`` all are looked at again at the
end, as a whole.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from tellings.group.arrival import Arrival, Change, Kept
from tellings.group.printings import Printed, Printings, copied_places
from tellings.group.stream import WINDOW, Stream
from tellings.group.terms import rank
from tellings.model.document import Article

__all__ = [
    "WINDOW",
    "Arrival",
    "Change",
    "Kept",
    "Membership",
    "Printed",
    "Printings",
    "Stream",
    "copied_places",
    "group",
]


@dataclass(frozen=True, slots=True)
class Membership:
    """The story an article belongs to, and the earlier article it is a near copy of.

    ``story`` is the id of the story's first article; ``copy_share`` is how much of the article
    stands in the other, 0 to 1.
    """

    id: str
    story: str
    copy_of: str | None
    copy_share: float


def group(articles: Iterable[Article], *, batch: bool = False) -> tuple[Membership, ...]:
    """The story of each article, in the order of publication (the undated last, by id)."""
    stream = Stream(days=math.inf if batch else WINDOW)
    found = [stream.arrive(each) for each in sorted(articles, key=rank)]
    stories = [each.story for each in found]
    if batch:
        stream.repair()
        stories = [story for _, story in stream.stories()]
    first: dict[str, str] = {}
    for each, story in zip(found, stories, strict=True):
        first.setdefault(story, each.id)
    return tuple(
        Membership(each.id, first[story], each.copy_of, each.copy_share)
        for each, story in zip(found, stories, strict=True)
    )
