"""Grow the trees that tell the roles of blocks.

    python training/roles.py --pages FOLDER --own FILE ... --out src/tellings/clean/roles.json

FOLDER holds ``lines-*.jsonl.gz`` (pages as pasted lines with roles) and ``html-*.jsonl.gz`` (HTML
pages with their bodies). What is written are numbers alone: features, thresholds, scores. With
``--cv`` nothing is written; the pages are parted by site into folds, each fold is labelled by
trees that have not seen its sites, and the figures of that are printed. Needs ``lightgbm`` and
``numpy``; seeds are fixed, one thread, so that two runs write the same bytes.
"""

import argparse
import json
import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np
from examples import Example, paged, pasted, records, whole
from figures import report

from tellings.clean.features import NAMES
from tellings.clean.roles import PARTS
from tellings.forest import LEAVES

SEED = 11
FOLDS = 5
ROUNDS = {"body": 260, "parts": 60}
# So many features are kept of each forest: a second fit with the best ones is as good (#3).
KEPT = {"body": 72, "parts": 72}
SCALE = 1024
COMMON = {
    "num_leaves": LEAVES, "bagging_fraction": 0.7, "bagging_freq": 1, "feature_fraction": 0.3,
    "lambda_l2": 8.0, "max_bin": 63, "seed": SEED, "deterministic": True, "force_row_wise": True,
    "verbose": -1,
}  # fmt: skip
OBJECTIVES: dict[str, dict[str, Any]] = {
    "body": {"objective": "binary", "learning_rate": 0.1, "min_data_in_leaf": 40},
    "parts": {
        "objective": "multiclass", "num_class": len(PARTS), "learning_rate": 0.12,
        "min_data_in_leaf": 15,
    },
}  # fmt: skip


def examples(folder: Path, own: Sequence[Path]) -> list[Example]:
    """All labelled pages: lines as given and in two windows cut at random, HTML, and ``own``."""
    chance = random.Random(SEED)
    lines = {f"{r['set']}:{r['id']}": r for r in records(sorted(folder.glob("lines-*")))}
    found = [each for record in lines.values() for each in pasted(record, chance)]
    found += [
        paged(record, lines.get(f"{record['set']}:{record['id']}"))
        for record in records(sorted(folder.glob("html-*")))
    ]
    found += [whole(record) for record in records(own)]
    return [each for each in found if each.rows]


def wanted(each: Example, forest: str) -> list[int]:
    """The class of each block; -1 where the page does not say."""
    if forest == "body":
        return each.body
    if each.set == "scrapinghub":
        return [-1] * len(each.roles)
    known = [PARTS.index(role) if role in PARTS else -1 for role in map(_part, each.roles)]
    # One set calls captions and credits "other": its furniture is no example of what is none.
    return [-1 if each.set == "naeb" and role == 0 else role for role in known]


def _part(role: str) -> str:
    return "body" if role == "list" else role


def weights(each: Example) -> list[float]:
    """Pages count alike, blocks of an HTML page by their length."""
    share = each.weight * 60 / (40 + sum(role > 0 for role in each.body))
    if not each.gold:
        return [0.6 * share] * len(each.rows)
    return [share * (20 + min(len(text), 400)) / 60 for text in each.texts]


def fitted(pages: Sequence[Example], forest: str, threads: int) -> lightgbm.Booster:
    """The trees of one forest, grown on the features that served best in a first growth."""
    rows = np.array([row for each in pages for row in each.rows], dtype=np.float32)
    classes = np.array([role for each in pages for role in wanted(each, forest)])
    weight = np.array([value for each in pages for value in weights(each)])
    known = classes >= 0
    settings = {**COMMON, **OBJECTIVES[forest], "num_threads": threads}

    def grown(columns: Sequence[int], rounds: int) -> lightgbm.Booster:
        kept = np.full(rows.shape, 0, dtype=np.float32)
        kept[:, columns] = rows[:, columns]
        data = lightgbm.Dataset(kept[known], classes[known], weight=weight[known])
        return lightgbm.train(settings, data, rounds)

    first = grown(range(len(NAMES)), ROUNDS[forest] // 3)
    gains = first.feature_importance("gain")
    best = sorted(range(len(NAMES)), key=lambda at: (-gains[at], at))[: KEPT[forest]]
    return grown(sorted(best), ROUNDS[forest])


def trees_of(booster: lightgbm.Booster) -> list[list[Any]]:
    """For each class its trees in the form of `tellings.forest`."""
    model = booster.dump_model()
    per_round = model["num_tree_per_iteration"]
    found: list[list[Any]] = [[] for _ in range(per_round)]
    for at, tree in enumerate(model["tree_info"]):
        found[at % per_round].append(_tree(tree["tree_structure"]))
    return found


def _tree(node: dict[str, Any]) -> Any:  # noqa: ANN401 - a nested list
    if "leaf_value" in node:
        return round(node["leaf_value"] * SCALE)
    below = int(np.floor(node["threshold"]))
    return [node["split_feature"], below, _tree(node["left_child"]), _tree(node["right_child"])]


def grown(pages: Sequence[Example], threads: int) -> dict[str, Any]:
    """Everything that is shipped."""
    forests = {name: trees_of(fitted(pages, name, threads)) for name in OBJECTIVES}
    return {"features": list(NAMES), "parts": list(PARTS), "forests": forests}


def validated(pages: Sequence[Example], threads: int, say: Callable[[str], None]) -> None:
    """Print the figures of pages labelled by trees that have not seen their sites."""
    sites = sorted({each.site for each in pages})
    random.Random(SEED).shuffle(sites)
    fold = {site: at % FOLDS for at, site in enumerate(sites)}
    held: list[tuple[Example, dict[str, Any]]] = []
    for at in range(FOLDS):
        numbers = grown([each for each in pages if fold[each.site] != at], threads)
        held += [
            (each, numbers) for each in pages if fold[each.site] == at and each.kind == "given"
        ]
    for line in report(held):
        say(line)


def main() -> None:
    """Grow and write, or validate."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=Path, required=True, help="folder of reference pages")
    parser.add_argument("--own", type=Path, nargs="*", default=[], help="whole texts with roles")
    parser.add_argument("--out", type=Path, help="file to write the numbers to")
    parser.add_argument("--cv", action="store_true", help="print held-out figures instead")
    parser.add_argument("--threads", type=int, default=1)
    given = parser.parse_args()
    pages = examples(given.pages, given.own)
    print(f"{len(pages)} pages, {sum(len(each.rows) for each in pages)} blocks")
    if given.cv:
        validated(pages, given.threads, print)
    elif given.out:
        text = json.dumps(grown(pages, given.threads), separators=(",", ":"))
        given.out.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
