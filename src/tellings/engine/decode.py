"""From scores to chunks: the best tags of every sequence, and the names in it."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tellings.engine.layers import Packed
from tellings.engine.weights import Floats

# The tags: outside, then begin and inside of each.
ROLES = ("source", "cue", "content")
# A sequence begins outside or with a first token.
NEVER = np.float32(-1e4)
FIRST = np.array([0, 0, NEVER, 0, NEVER, 0, NEVER], np.float32)
Chunk = tuple[int, int]
Ints = NDArray[np.intp]


class Chunks(NamedTuple):
    """First token and end of the sources, cues and contents of a sequence, in order."""

    source: list[Chunk]
    cue: list[Chunk]
    content: list[Chunk]


def best_tags(scores: Floats, moves: Floats, shape: Packed) -> list[list[int]]:
    """The best tags of each sequence by rank (Viterbi)."""
    bounds = shape.offsets.tolist()
    best = scores[: bounds[1]] + FIRST
    ended = np.zeros(len(best), np.intp)
    back = [np.zeros((bounds[1], scores.shape[1]), np.intp)]
    for t in range(1, len(bounds) - 1):
        a, b = bounds[t], bounds[t + 1]
        ended[b - a : bounds[t] - bounds[t - 1]] = best[b - a :].argmax(1)
        step = best[: b - a, :, None] + moves
        back.append(step.argmax(1))
        best = step.max(1) + scores[a:b]
    ended[: len(best)] = best.argmax(1)
    return [_path(back, rank, int(ended[rank]), int(n)) for rank, n in enumerate(shape.lengths)]


def _path(back: list[Ints], rank: int, last: int, length: int) -> list[int]:
    path = [last]
    for t in range(length - 1, 0, -1):
        last = int(back[t][rank, last])
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
