"""How alike two articles are, as a row of whole numbers that `points` makes one number of.

Everything is counted in whole numbers, thousandths as a rule, so that every machine finds the
same. One article is asked about, many are looked at beside it, all at once.
"""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tellings.group.terms import HEADLINE, NAME, NUMBER, OPENING, STEM_BITS, Numbers
from tellings.group.window import Rarity, Whole

# What is seen of an article beside the one that is asked about. Cosines: of all stems, of those
# of both headlines, of names, of what is no name and no number, of numbers, of the first words.
# Shares: what of one headline (or of its names) stands in the other article, and back. Then the
# cosine of all beside that of the likest five, ten and twenty: where everything is alike, likeness
# says little. Hours apart, -1 if one is undated; articles so far, as a logarithm.
FEATURES = (
    "all", "headline", "names", "others", "numbers", "opening",
    "headline_there", "headline_here", "names_there", "names_here",
    "best", "five", "ten", "twenty", "rank", "shared", "shorter", "longer", "hours", "articles",
)  # fmt: skip
# Hours beyond which all are as far apart.
FARTHEST = 24 * 60
# A best cosine below this is that of strangers.
STRANGERS = 50

Days = NDArray[np.float64]
Chosen = NDArray[np.bool_]


class Asked(NamedTuple):
    """The article that is asked about: its stems and its day."""

    stems: Numbers
    day: float | None


class _Beside(NamedTuple):
    """Weights and marks of the stems of the one (a row) and of the others (a row each).

    ``across`` and ``across_marks`` stand beside those of the others: what the same stem has in
    the one, or nothing.
    """

    here: Whole
    marks: Whole
    there: Whole
    their_marks: Whole
    across: Whole
    across_marks: Whole

    def cosine(self, here: Chosen, there: Chosen) -> Whole:
        """The cosines of these stems of the one with these of the others."""
        theirs = np.where(there, self.there, 0)
        shared = (theirs * self.across).sum(1)
        mine = int((self.here[here] ** 2).sum())
        length = np.sqrt((theirs * theirs).sum(1).astype(np.float64)) * math.sqrt(mine)
        found: Whole = np.floor(1000 * shared / np.maximum(length, 1.0)).astype(np.int64)
        return found

    def marked(self, mark: int) -> Whole:
        """The cosines of the stems so marked; one so marked in one article only is not shared."""
        both = self._replace(across=np.where(self.across_marks & mark, self.across, 0))
        return both.cosine((self.marks & mark) > 0, (self.their_marks & mark) > 0)

    def told_there(self, mark: int) -> Whole:
        """How much of the so marked stems of the one the others have."""
        total = int(self.here[(self.marks & mark) > 0].sum())
        shared = np.where((self.there > 0) & (self.across_marks & mark > 0), self.across, 0)
        found: Whole = 1000 * shared.sum(1) // max(1, total)
        return found

    def told_here(self, mark: int) -> Whole:
        """How much of the so marked stems of each of the others the one has."""
        theirs = np.where(self.their_marks & mark, self.there, 0)
        shared = np.where(self.across > 0, theirs, 0)
        found: Whole = 1000 * shared.sum(1) // np.maximum(1, theirs.sum(1))
        return found


class Scales:
    """Room for one article's stems, by their numbers, so that others find them at once."""

    def __init__(self) -> None:
        self._weights = np.zeros(1 << STEM_BITS, dtype=np.int64)
        self._marks = np.zeros(1 << STEM_BITS, dtype=np.int64)

    def features(
        self, asked: Asked, others: Numbers, days: Days, rarity: Rarity, *, whole: bool = False
    ) -> Whole:
        """A row of FEATURES for each of the others."""
        ids, marks, counts = _parts(asked.stems)
        theirs, their_marks, their_counts = _parts(others)
        here = counts * rarity.of(ids, whole=whole)
        there = their_counts * rarity.of(theirs, whole=whole)
        self._weights[ids], self._marks[ids] = here, marks
        across, across_marks = self._weights[theirs], self._marks[theirs]
        self._weights[ids] = self._marks[ids] = 0
        beside = _Beside(here, marks, there, their_marks, across, across_marks)
        columns = _told(beside) + _ranked(beside) + _apart(asked.day, days, len(rarity))
        return np.column_stack(columns)


def _parts(stems: Numbers) -> tuple[Whole, Whole, Whole]:
    wide = stems.astype(np.int64)
    return wide >> 12, wide >> 8 & 15, wide & 255


def _told(beside: _Beside) -> list[Whole]:
    plain = NAME | NUMBER
    others = beside.cosine((beside.marks & plain) == 0, (beside.their_marks & plain) == 0)
    return [
        beside.cosine(beside.marks >= 0, beside.their_marks >= 0),
        beside.marked(HEADLINE),
        beside.marked(NAME),
        others,
        beside.marked(NUMBER),
        beside.marked(OPENING),
        beside.told_there(HEADLINE),
        beside.told_here(HEADLINE),
        beside.told_there(NAME),
        beside.told_here(NAME),
    ]


def _ranked(beside: _Beside) -> list[Whole]:
    """Where the others stand among themselves, and how much there is to go by."""
    alike = beside.cosine(beside.marks >= 0, beside.their_marks >= 0)
    ordered = -np.sort(-alike)
    best = max(STRANGERS, int(ordered[0]) if len(ordered) else 0)
    five, ten, twenty = (int(ordered[:size].sum()) // size for size in (5, 10, 20))
    theirs, mine = (beside.there > 0).sum(1), int((beside.here > 0).sum())
    return [
        1000 * alike // best,
        alike - five,
        alike - ten,
        np.full(len(alike), twenty),
        np.searchsorted(-ordered, -alike),
        ((beside.there > 0) & (beside.across > 0)).sum(1),
        np.minimum(theirs, mine),
        np.maximum(theirs, mine),
    ]


def _apart(day: float | None, days: Days, articles: int) -> list[Whole]:
    hours = np.abs(days - (math.nan if day is None else day)) * 24
    known = np.minimum(np.nan_to_num(hours, nan=-1.0), FARTHEST).astype(np.int64)
    return [known, np.full(len(days), round(100 * math.log(articles + 1)))]
