"""The network forward: rows of vectors, one a token, through convolutions and recurrences.

Rows of many sequences are packed by time: first the first token of every sequence, the longest
sequence first, then every second token, and so on. A step of the recurrence is then one slice.
"""

from typing import NamedTuple, cast

import numpy as np
from numpy.typing import NDArray

from tellings.engine.weights import Floats, Layer

# Activations are whole sixteenths of one, at most 127 of them.
GRID = np.float32(16)
MOST = np.float32(127)
QUARTER = np.float32(0.25)
HALF = np.float32(0.5)
CEILING = np.float32(4)
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
    # Three times as fast as np.clip on what is small.
    return cast(Floats, np.minimum(np.maximum(np.rint(x * GRID), -MOST), MOST))


def forward(x: Floats, layers: tuple[Layer, ...], shape: Packed) -> Floats:
    """The vectors behind the last layer."""
    for layer in layers:
        change = _convolved(x, layer, shape) if layer.dilation else _recurred(x, layer, shape)
        x = x + change
    return x


def _convolved(x: Floats, layer: Layer, shape: Packed) -> Floats:
    before, after = _neighbours(shape, layer.dilation)
    y = np.concatenate([whole(x), np.zeros((1, x.shape[1]), np.float32)])
    taps = np.concatenate([y[before], y[:-1], y[after]], axis=1)
    return cast(Floats, np.clip(layer.inner.of(taps), 0, CEILING))


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
    keep = np.clip(inner[:, : 2 * half] * QUARTER + HALF, 0, 1)
    fresh = (1 - keep) * np.clip(inner[:, 2 * half :], -1, 1)
    states = np.empty_like(fresh)
    _run(keep[:, :half], fresh[:, :half], states[:, :half], shape.offsets, forwards=True)
    _run(keep[:, half:], fresh[:, half:], states[:, half:], shape.offsets, forwards=False)
    assert layer.outer is not None
    return layer.outer.of(whole(states * CEILING))


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
