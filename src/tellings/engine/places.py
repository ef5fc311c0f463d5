"""Where in its paragraph each token stands: between marks or not, how near the next mark."""

from bisect import bisect_left
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tellings.marks import regions

# Distances count as 0, 1, 2, 3-4, 5-8, 9-16, 17-32, more; the last is "none".
STEPS = (0, 1, 2, 4, 8, 16, 32)
FAR = len(STEPS) + 1
Ints = NDArray[np.int64]
ENDS = frozenset(".?!")
CLOSERS = frozenset("\"\u201d\u2019')]")


class Places(NamedTuple):
    """A number a token each: inside marks, tokens since a mark and until one, sentence start."""

    inside: Ints
    since: Ints
    until: Ints
    opens: Ints


def places(text: str, start: int, end: int, tokens: list[tuple[int, int]]) -> Places:
    """The places of the tokens of a paragraph."""
    size = len(tokens)
    starts = [first for first, _ in tokens]
    inside = np.zeros(size, np.int64)
    changes: list[int] = []
    for region in regions(text, start, end):
        first, last = bisect_left(starts, region.start), bisect_left(starts, region.end)
        inside[first:last] = 1
        changes += (first, last)
    since = np.full(size, FAR, np.int64)
    until = np.full(size, FAR, np.int64)
    changes = sorted({each for each in changes if each < size})
    if changes:
        at = np.arange(size)
        marks = np.array(changes)
        behind = np.searchsorted(marks, at, side="right")
        steps = np.array(STEPS)
        held = behind > 0
        since[held] = np.searchsorted(steps, at[held] - marks[behind[held] - 1])
        ahead = behind < len(marks)
        until[ahead] = np.searchsorted(steps, marks[behind[ahead]] - at[ahead])
    return Places(inside, since, until, _opens(text, tokens))


def _opens(text: str, tokens: list[tuple[int, int]]) -> Ints:
    """1 where a sentence may begin: first of all, and behind a full stop and its marks."""
    found = np.zeros(len(tokens), np.int64)
    ended = True
    for at, (first, last) in enumerate(tokens):
        sign = text[first] if last - first == 1 else ""
        if sign in ENDS and sign:
            ended = True
        elif not (ended and sign in CLOSERS and sign):
            found[at] = ended
            ended = False
    return found
