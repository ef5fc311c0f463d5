"""Chances learned from stories that people aligned: whole numbers in, whole numbers out.

A score is the logarithm of the odds, in millionths. It is a weighted sum of features in
thousandths, so that it is the same on every machine. ``scores.json`` holds the weights;
``training/align`` makes them.
"""

import json
from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import NamedTuple

# The features, in the order in which they are given. A sentence pair has the first; a pair of
# claims has the second, and those of the third tell how it stands beside its rivals.
SENTENCE = ("cosine", "shared", "count", "length")
CLAIM = (
    "sentence_cosine", "sentence_shared", "sentence", "sentence_worse", "sentence_better",
    "around", "lead", "apart", "cosine", "shared", "held", "held_both", "spoken", "act",
    "refusals", "strangers",
)  # fmt: skip
CHOICE = (*CLAIM, "score", "worse", "better", "mutual", "nearest")
TOLD = (
    "pair", "cosine", "shared", "sentence", "held", "sentence_held", "article_held",
    "article_sentence_held", "missing", "size", "lead", "place",
)  # fmt: skip


class Linear(NamedTuple):
    """A weighted sum."""

    weights: tuple[int, ...]
    bias: int

    def score(self, features: Sequence[int]) -> int:
        """The logarithm of the odds, in millionths."""
        return self.bias + sum(map(int.__mul__, self.weights, features))


@cache
def linear(name: str) -> Linear:
    """The weights of one of the four, checked against the features they were learned for."""
    features = {"sentence": SENTENCE, "claim": CLAIM, "choice": CHOICE, "told": TOLD}[name]
    record = json.loads(resources.files("tellings.align").joinpath("scores.json").read_bytes())
    weights = record[name]["weights"]
    if tuple(weights) != features:
        raise ValueError(f"scores.json was made for other features of {name!r}")
    return Linear(tuple(weights.values()), record[name]["bias"])
