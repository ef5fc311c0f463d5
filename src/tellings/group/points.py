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


class Points:
    """One table of points."""

    def __init__(self, features: Sequence[Mapping[str, Any]], start: int) -> None:
        self._start = start
        self._steps = [
            (at, np.array(each["bounds"]), np.array(each["points"]))
            for at, each in enumerate(features)
            if each["bounds"]
        ]

    def of(self, rows: Whole) -> Whole:
        """The points of each row of features."""
        found = np.full(len(rows), self._start, dtype=np.int64)
        for at, bounds, points in self._steps:
            found += points[np.searchsorted(bounds, rows[:, at])]
        return found


@cache
def points(kind: Literal["arrival", "repair"]) -> Points:
    """The table for an article that arrives, or for one that is looked at again."""
    known = json.loads(files("tellings.group").joinpath("points.json").read_text("utf-8"))
    return Points(known[kind]["features"], known[kind]["start"])
