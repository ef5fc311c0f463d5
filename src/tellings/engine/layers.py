"""The network forward: rows of vectors, one a token, through convolutions and recurrences.

Rows of many sequences are packed by time: first the first token of every sequence, the longest
sequence first, then every second token, and so on. A step of the recurrence is then one slice.
Vectors are counted in sixteenths all the way: a power of two changes no bit of a sum, and what
goes into a product then only has to be rounded.
"""

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from tellings.engine.weights import GRID, MEMORY, Floats, Layer, Product

# Activations are whole sixteenths of one, at most 127 of them.
MOST = np.float32(127)
CEILING = np.float32(4 * GRID)
MOST_KEPT = np.float32(MEMORY)
NOTHING = np.float32(0)
ONE = np.float32(1)
Ints = NDArray[np.intp]


@dataclass(frozen=True)
class Packed:
    """``offsets[t]`` is the row of the first sequence's token ``t``; ``row`` of (sequence, t) is
    that and the sequence's rank. ``order`` are the sequences by rank.
    """

    order: tuple[int, ...]
    offsets: Ints
    lengths: Ints

    def rows(self, rank: int) -> Ints:
        """The rows of one sequence, in the order of its tokens."""
        return self.offsets[: self.lengths[rank]] + rank

    @cached_property
    def times(self) -> Ints:
        """Which token of its sequence each row is."""
        found: Ints = np.repeat(np.arange(len(self.offsets) - 1), np.diff(self.offsets))
        return found

    @cached_property
    def ranks(self) -> Ints:
        """Of which sequence each row is."""
        found: Ints = np.arange(self.offsets[-1]) - self.offsets[self.times]
        return found

    @cached_property
    def mirror(self) -> Ints:
        """The row of the token as far from its sequence's end as each is from its beginning."""
        last = self.lengths[self.ranks] - 1
        found: Ints = self.offsets[last - self.times] + self.ranks
        return found

    def neighbours(self, distance: int) -> tuple[Ints, Ints]:
        """The rows of the tokens so far before and after each; beyond an end, the last plus one."""
        size = len(self.times)
        earlier, later = self.times - distance, self.times + distance
        before = self.offsets[np.maximum(earlier, 0)] + self.ranks
        after = self.offsets[np.minimum(later, len(self.offsets) - 1)] + self.ranks
        inside = later < self.lengths[self.ranks]
        return np.where(earlier >= 0, before, size), np.where(inside, after, size)


def packed(lengths: list[int]) -> Packed:
    """How sequences of these lengths are packed."""
    order = sorted(range(len(lengths)), key=lambda at: (-lengths[at], at))
    ranked = np.array([lengths[at] for at in order], np.intp)
    alive = np.searchsorted(-ranked, -np.arange(ranked[0] + 1), side="left")
    offsets = np.concatenate([[0], np.cumsum(alive[:-1])]).astype(np.intp)
    return Packed(tuple(order), offsets, ranked)


def whole(x: Floats) -> Floats:
    """The nearest whole numbers."""
    y = np.rint(x)
    return np.clip(y, -MOST, MOST, out=y)


def forward(x: Floats, layers: tuple[Layer, ...], shape: Packed) -> Floats:
    """The vectors behind the last layer, in sixteenths as given; ``x`` is used up."""
    known = {layer.dilation: shape.neighbours(layer.dilation) for layer in layers if layer.dilation}
    # A last row of zeros stands before the first token and behind the last.
    middle = np.zeros((len(x) + 1, x.shape[1]), np.float32)
    taps = np.empty((len(x), 3 * x.shape[1]), np.float32)
    for layer in layers:
        here = np.rint(x, out=middle[:-1])
        np.clip(here, -MOST, MOST, out=here)
        if layer.outer is None:
            before, after = known[layer.dilation]
            np.concatenate([middle[before], here, middle[after]], axis=1, out=taps)
            y = layer.inner[0].of(taps)
            x += np.clip(y, NOTHING, CEILING, out=y)
        else:
            x += _recurred(here, layer.inner, layer.outer, shape)
    return x


def _recurred(here: Floats, ways: tuple[Product, ...], outer: Product, shape: Packed) -> Floats:
    """What is remembered from both sides: the way back goes over mirrored sequences."""
    half = len(ways[0].scale) // 2
    keep = np.empty((len(here), 2 * half), np.float32)
    states = np.empty_like(keep)
    for at, (way, rows) in enumerate(zip(ways, (here, here[shape.mirror]), strict=True)):
        y, own = way.of(rows), slice(at * half, (at + 1) * half)
        np.clip(y[:, :half], NOTHING, ONE, out=keep[:, own])
        np.clip(y[:, half:], -MOST_KEPT, MOST_KEPT, out=states[:, own])
    states *= ONE - keep
    _run(keep, states, shape.offsets.tolist())
    np.rint(states, out=states)
    states[:, half:] = states[:, half:][shape.mirror]
    return outer.of(states)


def _run(keep: Floats, states: Floats, bounds: list[int]) -> None:
    """H = f h + (1 - f) z in place of the second term, token after token, all sequences at once."""
    last = states[: bounds[1]]
    for first, end in pairwise(bounds[1:]):
        here = states[first:end]
        here += keep[first:end] * last[: end - first]
        last = here
