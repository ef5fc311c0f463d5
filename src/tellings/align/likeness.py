"""How much two stretches say the same, by the words they share.

Words are stems (`stems`), each weighing the more the fewer sentences of the story have it, so
that the name everybody mentions counts for little. Candidates come from an inverted index: no
stretch is compared with one it shares no telling word with.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

# A word in more than this share of the stretches finds no candidates (it still counts in the
# likeness); below this many stretches every word does.
COMMON = 0.2
FEW = 60

Bag = frozenset[str]


# Weights are whole numbers of this part, so that their sums do not hang on the order of adding.
UNIT = 1_000_000


class Weights(dict[str, int]):
    """The weight of each stem: log of how many sentences there are for each that has it."""

    def __init__(self, total: int, counts: Mapping[str, int]) -> None:
        super().__init__()
        self._total, self._counts = total, counts
        self._bags: dict[Bag, int] = {}

    def __missing__(self, stem: str) -> int:
        share = self._total / (1 + self._counts.get(stem, 0))
        found = self[stem] = round(math.log(1 + share) * UNIT)
        return found

    def of(self, bag: Bag) -> int:
        """The weight of a bag of stems."""
        found = self._bags.get(bag)
        if found is None:
            found = self._bags[bag] = sum(map(self.__getitem__, bag))
        return found

    def shared(self, a: Bag, b: Bag) -> int:
        """The weight of the stems both bags have."""
        return sum(map(self.__getitem__, a & b))


def weights(bags: Iterable[Iterable[str]]) -> Weights:
    """Weights from the sentences of a story."""
    counts: Counter[str] = Counter()
    total = 0
    for bag in bags:
        counts.update(set(bag))
        total += 1
    return Weights(total, counts)


def likeness(a: Bag, b: Bag, known: Weights) -> float:
    """From 0 (no word in common) to 1 (the same words): shared weight by the mean weight."""
    shared = known.shared(a, b)
    return shared / math.sqrt(known.of(a) * known.of(b)) if shared else 0.0


def share(bag: Bag, other: Bag, known: Weights) -> int:
    """How much of the weight of the first the second has, too, in thousandths."""
    return 1000 * known.shared(bag, other) // (known.of(bag) or 1)


def contained(short: Bag, long: Bag, known: Weights) -> float:
    """How much of the weight of the first the second has, too."""
    whole = known.of(short)
    return known.shared(short, long) / whole if whole else 0.0


@dataclass(slots=True)
class Index:
    """Which of some bags share a telling stem with a given one."""

    bags: Sequence[Bag]
    _postings: dict[str, list[int]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        for at, bag in enumerate(self.bags):
            for stem in bag:
                self._postings.setdefault(stem, []).append(at)

    def rarest(self, bag: Bag, enough: int) -> set[int]:
        """Indexes of bags that share a stem that is not everywhere, the rarest stems first.

        Once there are ``enough``, no commoner stem is looked at.
        """
        most = max(FEW, COMMON * len(self.bags))
        shared = sorted(
            (len(postings), stem) for stem in bag if (postings := self._postings.get(stem))
        )
        found: set[int] = set()
        for size, stem in shared:
            if size > most or len(found) >= enough:
                break
            found.update(self._postings[stem])
        return found


def groups(size: int, links: Iterable[tuple[int, int]]) -> list[list[int]]:
    """The connected sets of ``range(size)``, each in order, by their first member.

    >>> groups(4, [(2, 0), (1, 3)])
    [[0, 2], [1, 3]]
    """
    parent = list(range(size))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    for a, b in links:
        first, second = sorted((root(a), root(b)))
        parent[second] = first
    found: dict[int, list[int]] = {}
    for at in range(size):
        found.setdefault(root(at), []).append(at)
    return list(found.values())
