"""What hangs on what: contents on cues, and cues on sources."""

from itertools import accumulate
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tellings.engine.decode import Chunk, Chunks
from tellings.engine.layers import whole
from tellings.engine.weights import Floats, Linker

# Distances between chunks count as so many tokens or fewer.
STEPS = np.array([1, 2, 4, 8, 16, 32, 64])
# Scores are an eighth of the product of two vectors in sixteenths.
SHARE = np.float32(1 / (8 * 16 * 16))
Ints = NDArray[np.intp]


class Links(NamedTuple):
    """Scores in a sequence: (contents, cues + 1) and (cues, sources + 1); the last is of none."""

    cue: Floats
    source: Floats


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
) -> list[Floats]:
    """Scores of one kind of link in each sequence; all products are made at once."""
    none = linker.none.of(at_left)
    left, right = whole(linker.left.of(at_left)), whole(linker.right.of(at_right))
    left_at = list(accumulate(map(len, lefts), initial=0))
    right_at = list(accumulate(map(len, rights), initial=0))
    found = []
    for k, (a, b) in enumerate(zip(lefts, rights, strict=True)):
        own = slice(left_at[k], left_at[k + 1])
        scores = none[own]
        if a and b:
            near, between = distances(np.array(a), np.array(b))
            # Whole numbers on both sides: the product is exact.
            product = left[own] @ right[right_at[k] : right_at[k + 1]].T
            linked = product * SHARE + linker.near[near] + linker.between[between]
            scores = np.concatenate([linked, scores], axis=1)
        found.append(scores)
    return found


def distances(left: Ints, right: Ints) -> tuple[Ints, Ints]:
    """How far each right chunk lies from each left one, and how many others lie between.

    In steps: 0 to 7 behind, 8 to 15 ahead; 0 to 3 others behind, 4 to 7 ahead.
    """
    ahead = right[None, :, 0] - left[:, None, 1]
    behind = left[:, None, 0] - right[None, :, 1]
    distance = np.where(ahead >= 0, ahead, np.where(behind >= 0, -behind - 1, 0))
    size = np.searchsorted(STEPS, np.abs(distance), side="right")
    place = np.searchsorted(right[:, 0], left[:, 0])[:, None]
    at = np.arange(len(right))[None, :]
    after = at >= place
    between = np.where(after, at - place, place - 1 - at)
    return np.where(distance < 0, size, 8 + size), np.minimum(between, 3) + 4 * after
