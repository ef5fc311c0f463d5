"""Where in its paragraph each token stands: between marks or not, how near the next mark."""

from bisect import bisect_left
from typing import NamedTuple

from tellings.marks import regions

# Distances count as 0, 1, 2, 3-4, 5-8, 9-16, 17-32, more; the last is "none".
STEPS = (0, 1, 2, 4, 8, 16, 32)
FAR = len(STEPS) + 1
ENDS = frozenset(".?!")
CLOSERS = frozenset("\"\u201d\u2019')]")
# The step of each distance up to the last.
SIZES = [bisect_left(STEPS, distance) for distance in range(STEPS[-1] + 2)]


class Places(NamedTuple):
    """A number a token each: inside marks, tokens since a mark and until one, sentence start."""

    inside: list[int]
    since: list[int]
    until: list[int]
    opens: list[int]


def places(text: str, start: int, end: int, tokens: list[tuple[int, int]]) -> Places:
    """The places of the tokens of a paragraph."""
    size = len(tokens)
    inside, since, until = [0] * size, [FAR] * size, [FAR] * size
    if held := regions(text, start, end):
        starts = [first for first, _ in tokens]
        changes = {size}
        for region in held:
            first, last = bisect_left(starts, region.start), bisect_left(starts, region.end)
            inside[first:last] = [1] * (last - first)
            changes |= {first, last}
        before = -1
        for mark in sorted(changes):
            _measure(since, until, before, mark)
            before = mark
    return Places(inside, since, until, _opens(text, tokens))


def _measure(since: list[int], until: list[int], before: int, mark: int) -> None:
    """Put down the distances of the tokens from one mark (-1 is none) to the next, or the end."""
    first = max(before, 0)
    if before >= 0:
        since[first:mark] = _sizes(mark - first)
    if mark < len(until):
        until[first:mark] = _sizes(mark - first + 1)[:0:-1]


def _sizes(count: int) -> list[int]:
    """The steps of so many distances from 0."""
    return SIZES[:count] + SIZES[-1:] * (count - len(SIZES))


def _opens(text: str, tokens: list[tuple[int, int]]) -> list[int]:
    """1 where a sentence may begin: first of all, and behind a full stop and its marks."""
    found = [0] * len(tokens)
    ended = True
    for at, (first, last) in enumerate(tokens):
        sign = text[first] if last - first == 1 else ""
        if sign in ENDS:
            ended = True
        elif ended and sign not in CLOSERS:
            found[at] = 1
            ended = False
    return found
