"""From scores to chunks: the best tags of every sequence, and the names in it."""

from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tellings.engine.layers import Packed
from tellings.engine.weights import Floats

# The tags: outside, then begin and inside of each.
ROLES = ("source", "cue", "content")
# A sequence begins outside or with a first token.
NEVER = -1e4
FIRST = np.array([0, 0, NEVER, 0, NEVER, 0, NEVER])
# Scores are added up as whole numbers, so many a unit; their last bits tell where they come from.
UNIT = 2.0**20
BITS = 3
ORIGIN = (1 << BITS) - 1
Chunk = tuple[int, int]
Ints = NDArray[np.intp]


class Chunks(NamedTuple):
    """First token and end of the sources, cues and contents of a sequence, in order."""

    source: list[Chunk]
    cue: list[Chunk]
    content: list[Chunk]


def best_tags(scores: Floats, moves: Floats, shape: Packed) -> list[list[int]]:
    """The best tags of each sequence by rank (Viterbi); of equals, the first."""
    bounds = shape.offsets.tolist()
    # Tags by rows, tokens by columns: the best of all tags before is one look along the columns.
    held = _whole(scores.T)
    step = (_whole(moves) + np.arange(len(moves))[::-1, None])[:, :, None]
    came = np.empty_like(held)
    held[:, : bounds[1]] += _whole(FIRST)[:, None]
    best = held[:, : bounds[1]]
    for a, b in pairwise(bounds[1:]):
        before = came[:, a:b]
        np.maximum.reduce(best[:, None, : b - a] + step, axis=0, out=before)
        best = held[:, a:b]
        best += before & ~ORIGIN
    # Bytes, and no list a token: what the collector of garbage counts, it walks over.
    origins = (len(moves) - 1 - (came & ORIGIN)).T.astype(np.uint8).tobytes()
    last = held[:, shape.offsets[shape.lengths - 1] + np.arange(len(shape.lengths))].argmax(0)
    return [
        _path(origins, [len(moves) * (at + rank) for at in bounds[:size]], tag)
        for rank, (size, tag) in enumerate(zip(shape.lengths.tolist(), last.tolist(), strict=True))
    ]


def _whole(scores: NDArray[np.floating]) -> NDArray[np.int64]:
    units: NDArray[np.int64] = np.rint(scores * UNIT).astype(np.int64)
    return units << BITS


def _path(origins: bytes, rows: list[int], last: int) -> list[int]:
    path = [last]
    for row in reversed(rows[1:]):
        last = origins[row + last]
        path.append(last)
    return path[::-1]


def chunks(tags: list[int]) -> Chunks:
    """The stretches that tags mark out.

    >>> chunks([1, 2, 3, 0, 5, 6, 6])
    Chunks(source=[(0, 2)], cue=[(2, 3)], content=[(4, 7)])
    """
    found = Chunks([], [], [])
    for at, tag in enumerate(tags):
        if tag:
            held = found[(tag - 1) // 2]
            if tag % 2:
                held.append((at, at + 1))
            else:
                held[-1] = (held[-1][0], at + 1)
    return found


# The kinds of names by their tags: outside, then begin and inside of each.
KINDS = ("person", "organisation", "place", "people", "other")


def named(tags: list[int]) -> list[tuple[Chunk, str]]:
    """The names that tags mark out, with their kinds.

    >>> named([0, 1, 2, 3, 2])
    [((1, 3), 'person'), ((3, 4), 'organisation'), ((4, 5), 'person')]
    """
    found: list[tuple[Chunk, str]] = []
    before = 0
    for at, tag in enumerate(tags):
        if tag:
            kind = KINDS[(tag - 1) // 2]
            if tag % 2 == 0 and before and KINDS[(before - 1) // 2] == kind:
                found[-1] = ((found[-1][0][0], at + 1), kind)
            else:
                found.append(((at, at + 1), kind))
        before = tag
    return found
