"""Which articles tell the same story, and which are near copies."""

from dataclasses import dataclass

from tellings.model.annotation import Annotated


@dataclass(frozen=True, slots=True)
class Membership:
    """The story an article belongs to, and the article it is a near copy of, if any."""

    id: str
    story: str
    copy_of: str | None
    copy_share: float


def group(annotated: tuple[Annotated, ...], *, batch: bool = False) -> tuple[Membership, ...]:
    """Which articles tell the same story, in the order of publication."""
    return tuple(Membership(each.id, each.id, None, 0.0) for each in annotated)
