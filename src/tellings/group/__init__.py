"""Which articles tell the same story, and which are near copies of an earlier one.

Articles are taken in the order of publication, as a stream: each joins a story that is there
or opens one. With ``batch`` all are looked at again at the end, as a whole.
"""

from dataclasses import dataclass

from tellings.group.profiles import profile
from tellings.group.repair import repaired
from tellings.group.shingles import copies, runs
from tellings.group.stream import arrived
from tellings.model.annotation import Annotated


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


def group(annotated: tuple[Annotated, ...], *, batch: bool = False) -> tuple[Membership, ...]:
    """The story of each article, in the order of publication (the undated last, by id)."""
    pairs = sorted(((profile(each), each) for each in annotated), key=lambda pair: pair[0].rank)
    profiles = [each for each, _ in pairs]
    story = repaired(profiles) if batch else arrived(profiles)
    copied = copies([runs(each.article) for _, each in pairs])
    return tuple(
        Membership(
            id=each.id,
            story=profiles[first].id,
            copy_of=None if copy is None else profiles[copy.of].id,
            copy_share=0.0 if copy is None else copy.share,
        )
        for each, first, copy in zip(profiles, story, copied, strict=True)
    )
