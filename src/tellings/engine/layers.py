"""The network forward: rows of vectors, one a token, through convolutions and recurrences.

Rows of many sequences are packed by time: first the first token of every sequence, the longest
sequence first, then every second token, and so on. A step of the recurrence is then one slice.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tellings.engine.weights import Floats, Layer

# Activations are whole sixteenths of one, at most 127 of them.
GRID = np.float32(16)
MOST = np.float32(127)
QUARTER = np.float32(0.25)
HALF = np.float32(0.5)
CEILING = np.float32(4)
NOTHING = np.float32(0)
ONE = np.float32(1)
Ints = NDArray[np.intp]


class Packed(NamedTuple):
    """``offsets[t]`` is the row of the first sequence's token ``t``; ``row`` of (sequence, t) is
    that and the sequence's rank. ``order`` are the sequences by rank.
    """

    order: tuple[int, ...]
    offsets: Ints
    lengths: Ints

    def rows(self, rank: int) -> Ints:
        """The rows of one sequence, in the order of its tokens."""
        return self.offsets[: self.lengths[rank]] + rank


def packed(lengths: list[int]) -> Packed:
    """How sequences of these lengths are packed."""
    order = sorted(range(len(lengths)), key=lambda at: (-lengths[at], at))
    ranked = np.array([lengths[at] for at in order], np.intp)
    alive = np.searchsorted(-ranked, -np.arange(ranked[0] + 1), side="left")
    offsets = np.concatenate([[0], np.cumsum(alive[:-1])]).astype(np.intp)
    return Packed(tuple(order), offsets, ranked)


def whole(x: Floats) -> Floats:
    """The nearest whole sixteenths, as whole numbers."""
    y = x * GRID
    np.rint(y, out=y)
    return _between(y, -MOST, MOST)


def _between(x: Floats, least: np.float32, most: np.float32) -> Floats:
    """The numbers themselves, cut off at both ends; three times as fast as np.clip."""
    np.maximum(x, least, out=x)
    np.minimum(x, most, out=x)
    return x


def forward(x: Floats, layers: tuple[Layer, ...], shape: Packed) -> Floats:
    """The vectors behind the last layer; ``x`` is used up."""
    for layer in layers:
        x += _convolved(x, layer, shape) if layer.dilation else _recurred(x, layer, shape)
    return x


def _convolved(x: Floats, layer: Layer, shape: Packed) -> Floats:
    before, after = _neighbours(shape, layer.dilation)
    width = x.shape[1]
    taps = np.empty((len(x) + 1, 3 * width), np.float32)
    # A last row of zeros stands before the first token and behind the last.
    taps[-1] = 0
    taps[:-1, width : 2 * width] = whole(x)
    middle = taps[:, width : 2 * width]
    taps[:-1, :width] = middle[before]
    taps[:-1, 2 * width :] = middle[after]
    return _between(layer.inner.of(taps[:-1]), NOTHING, CEILING)


def _neighbours(shape: Packed, distance: int) -> tuple[Ints, Ints]:
    """The rows of the tokens so far before and after each; beyond an end, the last row plus one."""
    offsets = shape.offsets
    size = int(offsets[-1])
    time = np.repeat(np.arange(len(offsets) - 1), np.diff(offsets))
    rank = np.arange(size) - offsets[time]
    earlier = time - distance
    before = np.where(earlier >= 0, offsets[np.maximum(earlier, 0)] + rank, size)
    later = time + distance
    inside = later < shape.lengths[rank]
    after = np.where(inside, offsets[np.minimum(later, len(offsets) - 1)] + rank, size)
    return before, after


def _recurred(x: Floats, layer: Layer, shape: Packed) -> Floats:
    inner = layer.inner.of(whole(x))
    half = inner.shape[1] // 4
    keep = inner[:, : 2 * half] * QUARTER
    keep += HALF
    _between(keep, NOTHING, ONE)
    fresh = _between(inner[:, 2 * half :].copy(), -ONE, ONE)
    fresh *= 1 - keep
    states = np.empty_like(fresh)
    _run(keep[:, :half], fresh[:, :half], states[:, :half], shape.offsets, forwards=True)
    _run(keep[:, half:], fresh[:, half:], states[:, half:], shape.offsets, forwards=False)
    states *= CEILING
    assert layer.outer is not None
    return layer.outer.of(whole(states))


def _run(keep: Floats, fresh: Floats, states: Floats, offsets: Ints, *, forwards: bool) -> None:
    """H = f h + (1 - f) z, token after token, all sequences at once."""
    bounds = offsets.tolist()
    steps = range(len(bounds) - 1)
    last = np.zeros((bounds[1], keep.shape[1]), np.float32)
    for t in steps if forwards else reversed(steps):
        a, b = bounds[t], bounds[t + 1]
        last = (
            last
            if len(last) >= b - a
            else np.concatenate([last, np.zeros((b - a - len(last), keep.shape[1]), np.float32)])
        )
        here = states[a:b]
        np.multiply(keep[a:b], last[: b - a], out=here)
        here += fresh[a:b]
        last = here
