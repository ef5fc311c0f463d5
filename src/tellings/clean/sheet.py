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
