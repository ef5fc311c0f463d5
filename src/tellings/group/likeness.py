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

# Which of the marks that a stem may have are of each kind: all, headline, names, others (no name,
# no number), numbers, opening. Then those of which a share is told.
MARKS, OTHERS = 16, 3
_ANY = np.arange(MARKS)
KINDS = (
    np.column_stack(
        [
            _ANY >= 0,
            _ANY & HEADLINE,
            _ANY & NAME,
            _ANY & (NAME | NUMBER) == 0,
            _ANY & NUMBER,
            _ANY & OPENING,
        ]
    )
    .astype(bool)
    .astype(np.float64)
)
TOLD = KINDS[:, 1:3]

Days = NDArray[np.float64]
Weights = NDArray[np.float64]


class Asked(NamedTuple):
    """The article that is asked about: its stems and its day."""

    stems: Numbers
    day: float | None


class _Beside(NamedTuple):
    """Weights and marks of the stems of the one (a row) and of the others (a row each).

    ``across`` and ``across_marks`` stand beside those of the others: what the same stem has in
    the one, or nothing. Weights are whole numbers; as floats their sums are as exact and faster.
    """

    here: Weights
    marks: Whole
    there: Weights
    their_marks: Whole
    across: Weights
    across_marks: Whole

    def cosines(self) -> Whole:
        """A column for each of KINDS; a stem is shared if it is of the kind in both.

        Of what is no name and no number it is enough that it is none in the other.
        """
        both = self.there * self.across
        shared = _by_marks(both, self.their_marks & self.across_marks) @ KINDS
        shared[:, OTHERS] = np.where(self.their_marks & (NAME | NUMBER), 0.0, both).sum(1)
        mine = _by_marks(self.here[None] ** 2, self.marks[None]) @ KINDS
        theirs = _by_marks(self.there**2, self.their_marks) @ KINDS
        lengths = np.sqrt(theirs) * np.sqrt(mine)
        found: Whole = np.floor(1000 * shared / np.maximum(lengths, 1.0)).astype(np.int64)
        return found

    def told_there(self) -> Whole:
        """How much of the headline, and of the names, of the one the others have."""
        total = _by_marks(self.here[None], self.marks[None]) @ TOLD
        shared = _by_marks(np.where(self.there > 0, self.across, 0.0), self.across_marks) @ TOLD
        return _thousandths(shared, total)

    def told_here(self) -> Whole:
        """How much of the headline, and of the names, of each of the others the one has."""
        total = _by_marks(self.there, self.their_marks) @ TOLD
        shared = _by_marks(np.where(self.across > 0, self.there, 0.0), self.their_marks) @ TOLD
        return _thousandths(shared, total)


def _by_marks(weights: Weights, marks: Whole) -> Weights:
    """The sums of each row's weights by their marks."""
    size = len(weights)
    cells = (marks + MARKS * np.arange(size)[:, None]).ravel()
    found: Weights = np.bincount(cells, weights.ravel(), MARKS * size).astype(np.float64)
    return found.reshape(size, MARKS)


def _thousandths(shared: Weights, total: Weights) -> Whole:
    found: Whole = 1000 * shared.astype(np.int64) // np.maximum(1, total.astype(np.int64))
    return found


class Scales:
    """Room for one article's stems, by their numbers, so that others find them at once."""

    def __init__(self) -> None:
        self._weights = np.zeros(1 << STEM_BITS)
        self._marks = np.zeros(1 << STEM_BITS, dtype=np.int64)

    def features(
        self, asked: Asked, others: Numbers, days: Days, rarity: Rarity, *, whole: bool = False
    ) -> Whole:
        """A row of FEATURES for each of the others."""
        ids, marks, counts = _parts(asked.stems)
        theirs, their_marks, their_counts = _parts(others)
        here = (counts * rarity.of(ids, whole=whole)).astype(np.float64)
        there = (their_counts * rarity.of(theirs, whole=whole)).astype(np.float64)
        self._weights[ids], self._marks[ids] = here, marks
        across, across_marks = self._weights[theirs], self._marks[theirs]
        self._weights[ids] = self._marks[ids] = 0
        beside = _Beside(here, marks, there, their_marks, across, across_marks)
        cosines = beside.cosines()
        columns = _ranked(beside, cosines[:, 0]) + _apart(asked.day, days, len(rarity))
        back, forth = beside.told_there(), beside.told_here()
        told = back[:, :1], forth[:, :1], back[:, 1:], forth[:, 1:]
        return np.concatenate([cosines, *told, np.array(columns).T], axis=1)


def _parts(stems: Numbers) -> tuple[Whole, Whole, Whole]:
    wide = stems.astype(np.int64)
    return wide >> 12, wide >> 8 & 15, wide & 255


def _ranked(beside: _Beside, alike: Whole) -> list[Whole]:
    """Where the others stand among themselves, and how much there is to go by."""
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
