"""What hangs on what: contents on cues, and cues on sources."""

from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tellings.engine.decode import Chunk, Chunks
from tellings.engine.layers import whole
from tellings.engine.weights import Floats, Linker

# Distances between chunks count as so many tokens or fewer.
STEPS = (1, 2, 4, 8, 16, 32, 64)
# Scores are an eighth of the product of two vectors in sixteenths.
SHARE = np.float32(1 / (8 * 16 * 16))
Ints = NDArray[np.intp]
# A row for each chunk: how well it hangs on each of the others and, last, on none.
Scores = list[list[float]]


class Links(NamedTuple):
    """Scores in a sequence: (contents, cues + 1) and (cues, sources + 1)."""

    cue: Scores
    source: Scores


def links(
    last: Floats, marked: list[Chunks], rows: list[Ints], cue: Linker, source: Linker
) -> list[Links]:
    """The links of each sequence, whose tokens stand in those rows of the last vectors."""
    contents = [each.content for each in marked]
    cues = [each.cue for each in marked]
    sources = [each.source for each in marked]
    at_content, at_cue, at_source = (_ends(last, e, rows) for e in (contents, cues, sources))
    by_cue = _scores(cue, at_content, at_cue, contents, cues)
    by_source = _scores(source, at_cue, at_source, cues, sources)
    return [Links(*each) for each in zip(by_cue, by_source, strict=True)]


def _ends(last: Floats, held: list[list[Chunk]], rows: list[Ints]) -> Floats:
    """The vectors of the first and the last token of all chunks."""
    first = [place[a] for each, place in zip(held, rows, strict=True) for a, _ in each]
    final = [place[b - 1] for each, place in zip(held, rows, strict=True) for _, b in each]
    return np.concatenate([last[np.array(first, int)], last[np.array(final, int)]], axis=1)


def _scores(
    linker: Linker,
    at_left: Floats,
    at_right: Floats,
    lefts: list[list[Chunk]],
    rights: list[list[Chunk]],
) -> list[Scores]:
    """Scores of one kind of link in each sequence; those of all pairs are made at once."""
    none = linker.none.of(at_left)[:, 0].tolist()
    left, right = whole(linker.left.of(at_left)), whole(linker.right.of(at_right))
    left_at = list(accumulate(map(len, lefts), initial=0))
    right_at = list(accumulate(map(len, rights), initial=0))
    near: list[int] = []
    between: list[int] = []
    ones: list[int] = []
    others: list[int] = []
    for k, (a, b) in enumerate(zip(lefts, rights, strict=True)):
        if a and b:
            for each, found in zip((near, between), distances(a, b), strict=True):
                each += found
            ones += [at for at in range(left_at[k], left_at[k + 1]) for _ in b]
            others += [*range(right_at[k], right_at[k + 1])] * len(a)
    # Whole numbers on both sides: the product is exact.
    product = np.einsum("pc,pc->p", left[np.array(ones, int)], right[np.array(others, int)])
    linked = product * SHARE + linker.near[np.array(near, int)]
    pairs = iter((linked + linker.between[np.array(between, int)]).tolist())
    return [
        [[*(next(pairs) for _ in b), none[at]] for at in range(left_at[k], left_at[k + 1])]
        for k, b in enumerate(rights)
    ]


def distances(left: list[Chunk], right: list[Chunk]) -> tuple[list[int], list[int]]:
    """How far each right chunk lies from each left one, and how many others lie between.

    In steps, for one left chunk after another: 0 to 7 behind, 8 to 15 ahead; 0 to 3 others behind,
    4 to 7 ahead.

    >>> distances([(4, 6)], [(0, 1), (3, 4), (9, 12)])
    ([3, 1, 10], [1, 0, 4])
    """
    near: list[int] = []
    between: list[int] = []
    starts = [start for start, _ in right]
    for first, end in left:
        place = bisect_left(starts, first)
        for at, (start, stop) in enumerate(right):
            ahead = start >= end or stop > first
            apart = max(start - end, 0) if ahead else first - stop + 1
            near.append(8 * ahead + bisect_right(STEPS, apart))
            between.append(4 + min(at - place, 3) if at >= place else min(place - 1 - at, 3))
    return near, between
