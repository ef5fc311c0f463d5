"""Which articles tell the same story, and which are near copies of an earlier one.

Articles are taken in the order of publication, as a stream: each joins a story that is there
or opens one. With ``batch`` all are looked at again at the end, as a whole.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from tellings.group.arrival import Arrival, Change, Kept
from tellings.group.profiles import profile, rank
from tellings.group.repair import repaired
from tellings.group.stream import Stream
from tellings.model.document import Article

__all__ = ["Arrival", "Change", "Kept", "Membership", "Stream", "group"]


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
    in_order = sorted(articles, key=rank)
    stream = Stream()
    found = [stream.arrive(each) for each in in_order]
    story = [each.story for each in found]
    if batch:
        profiles = [profile(each) for each in in_order]
        story = [profiles[first].id for first in repaired(profiles)]
    return tuple(
        Membership(each.id, name, each.copy_of, each.copy_share)
        for each, name in zip(found, story, strict=True)
    )
