"""Near copies: articles that share runs of words, whatever was cut, added or edited.

An article is a sample of its hashed runs of words. Of two articles the shorter is held to be (or
to hold) a copy if enough of its runs stand in the longer. The hash is the same on every machine.
"""

import numpy as np
from numpy.typing import NDArray

from tellings.group.runs import SAMPLED, Numbers
from tellings.group.slots import Slots
from tellings.group.window import Whole, Window

# Least share of the shorter article's runs that stand in the other: 0.18 joins no strangers of
# the dev copies; 0.12 does (pairs F1 98.2).
LEAST_SHARE = 0.18
# Runs that two must share, whatever the share: one may be a formula.
LEAST_SHARED = 2
# Of several, the original is the one that shares most and tells most of the same story: shares
# are weighed by this and the cosine of the stems, in thousandths. An article that holds a foreign
# paragraph is else taken for a copy of others that hold it (dev copies, F1 99.1 without, 99.6).
UNLIKE = 250
# Runs told apart, and articles held of each: room for 50,000 articles of 600 words.
ROWS, WIDTH = 1 << 21, 8


Shares = NDArray[np.float64]


class Originals:
    """The articles so far, by their runs; `find` says which of them one may be a copy of."""

    def __init__(self) -> None:
        self._slots = Slots(ROWS, WIDTH)

    def add(self, here: Numbers, number: int) -> None:
        """Put the runs of one more article down."""
        self._slots.add(here.astype(np.int64) // SAMPLED, number)

    def find(self, here: Numbers, window: Window) -> tuple[Whole, Shares]:
        """The articles of the window that one with these runs is a near copy of.

        By number, with the share of the shorter one's runs that both have.
        """
        _, holders = self._slots.holders(here.astype(np.int64) // SAMPLED, window.first)
        if not len(holders):
            return holders, np.zeros(0)
        ordered = np.sort(holders)
        each = np.flatnonzero(np.diff(ordered, prepend=-1))
        found, shared = ordered[each], np.diff(each, append=len(ordered))
        shares = shared / np.minimum(window.runs(found), len(here))
        enough = (shared >= LEAST_SHARED) & (shares >= LEAST_SHARE)
        return found[enough], shares[enough]
