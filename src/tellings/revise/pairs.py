"""Which sentence of one version is which of the other.

The same words first, the k-th of them with the k-th; of those, the fewest that are out of order
have moved. Then what is left, by the words that two share. Sentences and not paragraphs, so that
a paragraph which is only divided has not changed.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rapidfuzz.distance import Indel

from tellings.revise.texts import Text

# Two sentences that share less than half of their words are two sentences.
_ALIKE = 0.5
# A word that stands in more sentences than this tells none of them from another.
_COMMON = 20
# A sentence is compared with so many that share a word with it, those that share most.
_CANDIDATES = 8


class Pair(NamedTuple):
    """Two sentences (indexes) that are one; ``moved`` if it stands elsewhere in the order."""

    old: int
    new: int
    moved: bool


def paired(old: Text, new: Text) -> tuple[Pair, ...]:
    """The sentences that both versions have, changed or not, in the order of the new."""
    left, right = _keys(old), _keys(new)
    found = _headlines(old, new)
    found |= _same(left, right, found)
    found |= _alike(left, right, found)
    inverse = sorted((at_new, at_old) for at_old, at_new in found.items())
    kept = _longest_run([at_old for _, at_old in inverse])
    return tuple(Pair(a, b, a not in kept) for b, a in inverse)


Key = tuple[str, ...]


def _keys(text: Text) -> list[Key]:
    return [tuple(text.norms(each.words)) for each in text.sentences]


def _headlines(old: Text, new: Text) -> dict[int, int]:
    """A headline is the headline of the other version, whatever words they share."""
    heads = [
        [at for at, each in enumerate(text.sentences) if each.role == "headline"]
        for text in (old, new)
    ]
    return dict(zip(*heads, strict=False))


def _same(left: Sequence[Key], right: Sequence[Key], known: dict[int, int]) -> dict[int, int]:
    where: dict[Key, list[int]] = defaultdict(list)
    taken = set(known.values())
    for at, key in enumerate(right):
        if at not in taken:
            where[key].append(at)
    seen: Counter[Key] = Counter()
    found = {}
    for at, key in enumerate(left):
        if at in known:
            continue
        if seen[key] < len(where.get(key, ())):
            found[at] = where[key][seen[key]]
        seen[key] += 1
    return found


def _alike(left: Sequence[Key], right: Sequence[Key], known: dict[int, int]) -> dict[int, int]:
    """Of the sentences left over, the pairs that share most words, each sentence once."""
    taken = set(known.values())
    holders: dict[str, list[int]] = defaultdict(list)
    for at, key in enumerate(right):
        if at not in taken:
            for word in set(key):
                holders[word].append(at)
    scored = []
    for at, key in enumerate(left):
        if at not in known:
            for other in _candidates(key, holders):
                likeness = Indel.normalized_similarity(key, right[other])
                if likeness >= _ALIKE:
                    scored.append((-likeness, abs(at - other), at, other))
    found: dict[int, int] = {}
    for _, _, at, other in sorted(scored):
        if at not in found and other not in taken:
            found[at] = other
            taken.add(other)
    return found


def _candidates(key: Key, holders: dict[str, list[int]]) -> Iterable[int]:
    shared: Counter[int] = Counter()
    for word in set(key):
        at = holders.get(word, ())
        if len(at) <= _COMMON:
            shared.update(at)
    return [at for at, _ in sorted(shared.items(), key=lambda each: (-each[1], each[0]))][
        :_CANDIDATES
    ]


def _longest_run(numbers: Sequence[int]) -> set[int]:
    """The numbers of one longest run that only rises: what is not in it has moved.

    >>> sorted(_longest_run([0, 3, 1, 2, 4]))
    [0, 1, 2, 4]
    """
    ends: list[int] = []  # the smallest number that ends a run of this length
    before: dict[int, int | None] = {}
    for each in numbers:
        at = bisect_left(ends, each)
        before[each] = ends[at - 1] if at else None
        ends[at : at + 1] = [each]
    kept = set()
    at_end = ends[-1] if ends else None
    while at_end is not None:
        kept.add(at_end)
        at_end = before[at_end]
    return kept
