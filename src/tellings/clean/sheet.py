"""The working sheet of the labeller: the looks of all blocks, and the roles found so far."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from tellings.clean.looks import Look
from tellings.model.document import Role


@dataclass(slots=True)
class Sheet:
    """Filled in by one labelling function after the other; a role once set stays.

    The core, from ``start`` to before ``stop``, runs from the first paragraph of the article to
    its last; ``core`` is where it was found first, before its head was taken from it.
    """

    looks: list[Look]
    title: str | None = None
    roles: list[Role | None] = field(default_factory=list)
    start: int = 0
    stop: int = 0
    core: tuple[int, int] = (0, 0)
    headline: int | None = None
    authors: frozenset[str] = frozenset()

    def put(self, at: int, role: Role) -> None:
        """Give the block a role if it has none."""
        if self.roles[at] is None:
            self.roles[at] = role

    def open(self, start: int, stop: int) -> Iterable[int]:
        """The blocks in a stretch that have no role yet."""
        return (
            at for at in range(max(0, start), min(stop, len(self.roles))) if self.roles[at] is None
        )


def find_core(values: Iterable[float]) -> tuple[int, int]:
    """The stretch with the greatest sum of values: one pass (Kadane).

    >>> find_core([-1.0, 2.0, -0.5, 3.0, -4.0])
    (1, 4)
    """
    best, best_span = 0.0, (0, 0)
    total, start = 0.0, 0
    for at, each in enumerate(values):
        if total <= 0:
            total, start = 0.0, at
        total += each
        if total > best:
            best, best_span = total, (start, at + 1)
    return best_span


def value(each: Look) -> float:
    """What a block says for (or against) lying in the article."""
    if each.block.hint is not None:
        return 2.0 if each.block.hint in ("body", "list", "subheading") else -0.2
    if each.credit >= 0:
        return -0.2
    if each.cue is not None:
        return -1.5 if each.cue in ("footer", "bio") else -0.8
    if each.told:
        return 1.0 + min(each.words, 60) / 15
    if each.finished:
        return 0.3
    return -0.9 if each.words <= 3 else -0.6
