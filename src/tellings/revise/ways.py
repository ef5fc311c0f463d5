"""The way from the words of one version to those of the other, and what stands at its end.

A quotation, a claim or a figure of one version is that of the other whose words it shares by
this way: no likeness is guessed where the text itself says what became what.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from tellings.align.levels import Change as Step
from tellings.align.levels import changes
from tellings.revise.pairs import Pair
from tellings.revise.texts import Text

# The work of a diff grows with the product of its lengths: up to 2,000 words of both, 10 ms.
_MOST = 4_000_000
# Two that share less than half of their words by the way are two things.
_ENOUGH = 0.5


class Way(NamedTuple):
    """For a word of the old version those of the new that stand in its place, and back."""

    there: dict[int, range]
    back: dict[int, range]


def steps_of(old: Text, new: Text, pair: Pair) -> tuple[Step, ...]:
    """The steps from one sentence to the other, in indexes of the words of the versions."""
    left, right = old.sentences[pair.old].words, new.sentences[pair.new].words
    return tuple(
        Step(
            each.op,
            each.a_start + left.start,
            each.a_end + left.start,
            each.b_start + right.start,
            each.b_end + right.start,
        )
        for each in steps(old.norms(left), new.norms(right))
    )


def steps(a: Sequence[str], b: Sequence[str]) -> tuple[Step, ...]:
    """The steps from words to words; of two that are very long only what both begin and end with.

    >>> [each.op for each in steps("we will go".split(), "we may go".split())]
    ['equal', 'changed', 'equal']
    """
    if a == b:
        return (Step("equal", 0, len(a), 0, len(b)),) if a else ()
    if len(a) * len(b) <= _MOST:
        return changes(a, b)
    least = min(len(a), len(b))
    start = next((at for at in range(least) if a[at] != b[at]), least)
    rest = least - start
    end = next((at for at in range(rest) if a[-1 - at] != b[-1 - at]), rest)
    left, right = range(start, len(a) - end), range(start, len(b) - end)
    op = "changed" if left and right else "cut" if left else "added"
    found = (
        Step("equal", 0, start, 0, start),
        Step(op, left.start, left.stop, right.start, right.stop),
        Step("equal", left.stop, len(a), right.stop, len(b)),
    )
    return tuple(each for each in found if each.op != "equal" or each.a_end > each.a_start)


def way(steps: Iterable[Step]) -> Way:
    """The way along these steps: equal words one by one, changed ones as a whole."""
    there: dict[int, range] = {}
    back: dict[int, range] = {}
    for each in steps:
        left, right = range(each.a_start, each.a_end), range(each.b_start, each.b_end)
        if each.op == "equal":
            there |= {a: range(b, b + 1) for a, b in zip(left, right, strict=True)}
            back |= {b: range(a, a + 1) for a, b in zip(left, right, strict=True)}
        elif each.op == "changed":
            there |= dict.fromkeys(left, right)
            back |= dict.fromkeys(right, left)
    return Way(there, back)


def counterparts(
    left: Sequence[Sequence[int]], right: Sequence[Sequence[int]], along: Way
) -> Iterator[tuple[int | None, int | None]]:
    """Which of the one is which of the other, each given as its words: those alone have none.

    In the order of the right, and those that are only on the left behind it.
    """
    found: dict[int, int] = {}
    taken: dict[int, int] = {}
    for _, _, a, b in sorted(_scored(left, right, along)):
        if a not in found and b not in taken:
            found[a], taken[b] = b, a
    yield from ((taken.get(b), b) for b in range(len(right)))
    yield from ((a, None) for a in range(len(left)) if a not in found)


def _scored(
    left: Sequence[Sequence[int]], right: Sequence[Sequence[int]], along: Way
) -> Iterator[tuple[float, int, int, int]]:
    """Two that share enough, with what puts the surest first."""
    holders: dict[int, list[int]] = defaultdict(list)
    for number, words in enumerate(right):
        for at in words:
            holders[at].append(number)
    for a, words in enumerate(left):
        for b in {b for at in words for to in along.there.get(at, ()) for b in holders[to]}:
            share = _share(words, right[b], along)
            if share >= _ENOUGH:
                yield -share, abs(len(words) - len(right[b])), a, b


def _share(left: Sequence[int], right: Sequence[int], along: Way) -> float:
    """The share of the words of both that lead to a word of the other."""
    a, b = set(left), set(right)
    hits = sum(not b.isdisjoint(along.there.get(at, ())) for at in left)
    hits += sum(not a.isdisjoint(along.back.get(at, ())) for at in right)
    return hits / (len(left) + len(right)) if left or right else 0.0
