"""Boosted trees in whole numbers: the same score on every machine, in a few microseconds.

The trees are grown by `training/roles.py` and shipped as ``roles.json``. They are not walked one
by one: of each feature the tests are sorted, and what the failed ones rule out is one mask over
the leaves of all trees together, so that a row costs one look-up and one ``&`` a feature and
the trees' leaves fall out at once (QuickScorer: Lucchese et al., SIGIR 2015).
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from operator import getitem
from typing import Any, NamedTuple

# A tree has at most this many leaves: one byte of the masks.
LEAVES = 8
# For each byte its lowest bit that is set: the leaf at which a row arrives.
_LOWEST = bytes(0 if not byte else (byte & -byte).bit_length() - 1 for byte in range(256))

# A tree as it is shipped: a leaf's score, or [feature, threshold, low branch, high branch].
Tree = Any


class Forest(NamedTuple):
    """Trees of one or several classes, those of a class side by side.

    ``tests`` are a feature, its thresholds in order, and for each number of thresholds that lie
    below a value the mask of what is left of the trees.
    """

    tests: tuple[tuple[int, tuple[int, ...], tuple[int, ...]], ...]
    leaves: tuple[tuple[int, ...], ...]
    ends: tuple[int, ...]

    def scores(self, row: Sequence[int]) -> list[int]:
        """The score of each class, 1024 for each unit of its logarithmic odds."""
        left = (1 << 8 * len(self.leaves)) - 1
        for feature, thresholds, masks in self.tests:
            left &= masks[bisect_left(thresholds, row[feature])]
        arrived = left.to_bytes(len(self.leaves), "little").translate(_LOWEST)
        found, start = [], 0
        for end in self.ends:
            found.append(sum(map(getitem, self.leaves[start:end], arrived[start:end])))
            start = end
        return found


def planted(classes: Iterable[Sequence[Tree]]) -> Forest:
    """The forest of the trees of each class.

    >>> forest = planted([[[0, 3, -5, [1, 0, 7, 9]], [1, 2, 0, 1]]])
    >>> forest.scores([3, 8]), forest.scores([4, 0]), forest.scores([4, 1])
    ([-4], [7], [9])
    """
    leaves: list[tuple[int, ...]] = []
    ends: list[int] = []
    ruled_out: dict[int, dict[int, int]] = {}
    for trees in classes:
        for tree in trees:
            found: list[int] = []
            _walk(tree, 8 * len(leaves), found, ruled_out)
            leaves.append((*found, *[0] * (LEAVES - len(found))))
        ends.append(len(leaves))
    everything = (1 << 8 * len(leaves)) - 1
    tests = []
    for feature, masks in sorted(ruled_out.items()):
        thresholds = sorted(masks)
        left = [everything]
        for threshold in thresholds:
            left.append(left[-1] & ~masks[threshold])
        tests.append((feature, tuple(thresholds), tuple(left)))
    return Forest(tuple(tests), tuple(leaves), tuple(ends))


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
