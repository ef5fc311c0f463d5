"""The points that ship are those of the features that are counted."""

import json
from importlib.resources import files

import numpy as np
import pytest

from tellings.group.likeness import FEATURES
from tellings.group.points import Points


@pytest.mark.parametrize("kind", ["arrival", "repair"])
def test_every_feature_has_its_points_in_its_place(kind: str) -> None:
    known = json.loads(files("tellings.group").joinpath("points.json").read_text("utf-8"))

    assert [each["name"] for each in known[kind]["features"]] == list(FEATURES)
    assert all(
        len(each["points"]) == len(each["bounds"]) + bool(each["bounds"])
        and each["bounds"] == sorted(each["bounds"])
        for each in known[kind]["features"]
    )


def test_points_are_added_up_from_the_step_of_each_feature() -> None:
    stairs: list[dict[str, list[int]]] = [
        {"bounds": [10, 20], "points": [0, 5, -7]},
        {"bounds": [], "points": []},
    ]

    found = Points(stairs, 100).of(np.array([[10, 1], [11, 1], [21, 1]]))

    assert found.tolist() == [100, 105, 93]
