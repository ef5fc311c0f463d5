"""From how alike two articles are to whether they tell one story: points for each feature.

The points are learned on labelled stories by `training/stories.py` and shipped as
``points.json``: of each feature, the bounds between its steps and the points of each step, in
hundredths of logarithmic odds. They are added up, so that anybody can see what a feature does.
One table is for an article beside earlier ones, another for articles beside all others.
"""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]

# More than any feature is, below 0 or above it.
_ABOVE = 1 << 32


class Points:
    """One table of points."""

    def __init__(self, features: Sequence[Mapping[str, Any]], start: int) -> None:
        # The steps of all features one after the other, each feature so much above the one before:
        # one search finds a whole row.
        self._above = np.arange(len(features)) * _ABOVE
        bounds = [
            bound + at * _ABOVE for at, each in enumerate(features) for bound in each["bounds"]
        ]
        self._bounds = np.array(bounds, dtype=np.int64)
        # Of so many bounds, one more points: a feature's first points stand that much later.
        self._points = np.array(
            [step for each in features for step in each["points"] or [0]], dtype=np.int64
        )
        self._later = np.arange(len(features))
        self._start = start

    def of(self, rows: Whole) -> Whole:
        """The points of each row of features."""
        steps = (
            np.searchsorted(self._bounds, rows[:, : len(self._above)] + self._above) + self._later
        )
        found: Whole = self._start + self._points[steps].sum(1)
        return found


@cache
def points(kind: Literal["arrival", "repair"]) -> Points:
    """The table for an article that arrives, or for one that is looked at again."""
    known = json.loads(files("tellings.group").joinpath("points.json").read_text("utf-8"))
    return Points(known[kind]["features"], known[kind]["start"])
