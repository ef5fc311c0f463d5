"""The forest gives what a walk down each of its trees gives, and what ships is sound."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tellings.clean import roles
from tellings.clean.features import NAMES
from tellings.clean.roles import PARTS, forests
from tellings.errors import LanguageError
from tellings.forest import LEAVES, planted

FEATURES = 3
LEAF = st.integers(-2000, 2000)
TREES = st.recursive(
    LEAF,
    lambda below: st.tuples(st.integers(0, FEATURES - 1), st.integers(-5, 5), below, below).map(
        list
    ),
    max_leaves=LEAVES,
)


def _walked(tree: Any, row: list[int]) -> int:  # noqa: ANN401 - a nested list
    while not isinstance(tree, int):
        feature, threshold, low, high = tree
        tree = low if row[feature] <= threshold else high
    return int(tree)


@given(
    st.lists(st.lists(TREES, max_size=4), min_size=1, max_size=3),
    st.lists(st.integers(-9, 9), min_size=FEATURES, max_size=FEATURES),
)
def test_a_forest_scores_as_its_trees_are_walked(classes: list[list[Any]], row: list[int]) -> None:
    scores = planted(classes).scores(row)

    assert scores == [sum(_walked(tree, row) for tree in trees) for trees in classes]


def test_what_ships_is_a_body_and_a_class_for_each_part() -> None:
    body, parts = forests()

    assert len(body.ends) == 1
    assert len(parts.ends) == len(PARTS)
    assert all(len(sums) <= LEAVES**2 for sums in (*body.pairs, *parts.pairs))
    assert all(feature < len(NAMES) for feature in (*body.features, *parts.features))


def test_numbers_grown_for_other_features_are_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "roles.json"
    path.write_text(json.dumps({"features": ["one"], "parts": [], "forests": {}}))
    monkeypatch.setattr(roles, "_NUMBERS", str(path))

    with pytest.raises(LanguageError, match="run training"):
        roles.forests.__wrapped__()
