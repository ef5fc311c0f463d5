"""Boosted trees in whole numbers: the same score on every machine, in a few microseconds.

The trees are grown by `training/roles.py` and shipped as ``roles.json``. They are not walked one
by one: of each feature the tests are sorted, and what the failed ones rule out is one mask over
the leaves of all trees together, so that a row costs one look-up and one ``&`` a feature and
the trees' leaves fall out at once (QuickScorer: Lucchese et al., SIGIR 2015). Two trees share one
table of sums: adding up the leaves costs more than the masks do (36 µs a row of both forests
instead of 46, #3).
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import reduce
from itertools import chain
from operator import and_, getitem
from typing import Any, NamedTuple

# A tree has at most this many leaves: one byte of the masks, and three bits of their number.
LEAVES = 8
# For each byte its lowest bit that is set: the leaf at which a row arrives.
_LOWEST = bytes(0 if not byte else (byte & -byte).bit_length() - 1 for byte in range(256))
# Of a feature so many values keep their mask; counts of a huge page have more of them.
_MOST_VALUES = 2000

# A tree as it is shipped: a leaf's score, or [feature, threshold, low branch, high branch].
Tree = Any


class Masks(dict[int, int]):
    """What is left of the trees after all tests of a feature, by its value; filled as they come."""

    def __init__(self, thresholds: Sequence[int], left: Sequence[int]) -> None:
        super().__init__()
        self._thresholds, self._left = thresholds, left

    def __missing__(self, value: int) -> int:
        mask = self._left[bisect_left(self._thresholds, value)]
        if len(self) < _MOST_VALUES:
            self[value] = mask
        return mask


class Forest(NamedTuple):
    """Trees of one or several classes, those of a class side by side, two and two.

    ``masks`` are those of each of the ``features``; ``pairs`` the sums of each two trees by the
    leaves at which a row arrives in them, eight times that of the second and that of the first.
    """

    features: tuple[int, ...]
    masks: tuple[Masks, ...]
    pairs: tuple[tuple[int, ...], ...]
    ends: tuple[int, ...]

    def scores(self, row: Sequence[int]) -> list[int]:
        """The score of each class, 1024 for each unit of its logarithmic odds."""
        size = len(self.pairs)
        everything = (1 << 16 * size) - 1
        values = map(row.__getitem__, self.features)
        left = reduce(and_, map(getitem, self.masks, values), everything)
        arrived = left.to_bytes(2 * size, "little").translate(_LOWEST)
        first = int.from_bytes(arrived[:size], "little")
        second = int.from_bytes(arrived[size:], "little")
        sums = list(map(getitem, self.pairs, (first | second << 3).to_bytes(size, "little")))
        found, start = [], 0
        for end in self.ends:
            found.append(sum(sums[start:end]))
            start = end
        return found


def planted(classes: Iterable[Sequence[Tree]]) -> Forest:
    """The forest of the trees of each class.

    >>> forest = planted([[[0, 3, -5, [1, 0, 7, 9]], [1, 2, 0, 1]]])
    >>> forest.scores([3, 8]), forest.scores([4, 0]), forest.scores([4, 1])
    ([-4], [7], [9])
    """
    first: list[Tree] = []
    second: list[Tree] = []
    ends: list[int] = []
    for trees in classes:
        first += trees[::2]
        second += [*trees[1::2], *[0] * (len(trees) % 2)]
        ends.append(len(first))
    leaves: list[list[int]] = []
    ruled_out: dict[int, dict[int, int]] = {}
    for at, tree in enumerate(chain(first, second)):
        found: list[int] = []
        _walk(tree, 8 * at, found, ruled_out)
        leaves.append(found)
    everything = (1 << 8 * len(leaves)) - 1
    features = sorted(ruled_out)
    masks = tuple(_masks(ruled_out[feature], everything) for feature in features)
    halves = zip(leaves[: len(first)], leaves[len(first) :], strict=True)
    return Forest(tuple(features), masks, tuple(_pairs(halves)), tuple(ends))


def _masks(ruled_out: dict[int, int], everything: int) -> Masks:
    """What is left of the trees after each number of tests that fail, of one feature."""
    thresholds = sorted(ruled_out)
    left = [everything]
    for threshold in thresholds:
        left.append(left[-1] & ~ruled_out[threshold])
    return Masks(thresholds, left)


def _pairs(halves: Iterable[tuple[Sequence[int], Sequence[int]]]) -> Iterable[tuple[int, ...]]:
    """The sums of two trees each; equal sums are one number, or they would fill the cache."""
    known: dict[int, int] = {}
    for first, second in halves:
        low = [*first, *[0] * (LEAVES - len(first))]
        yield tuple(known.setdefault(a + b, a + b) for b in second for a in low)


def _walk(tree: Tree, bit: int, found: list[int], ruled_out: dict[int, dict[int, int]]) -> None:
    """Number the leaves from the low side, and note which a value above a threshold rules out."""
    if isinstance(tree, int):
        found.append(tree)
        return
    feature, threshold, low, high = tree
    first = len(found)
    _walk(low, bit, found, ruled_out)
    mask = ((1 << len(found)) - (1 << first)) << bit
    masks = ruled_out.setdefault(feature, {})
    masks[threshold] = masks.get(threshold, 0) | mask
    _walk(high, bit, found, ruled_out)
