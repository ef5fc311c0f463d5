"""Learns the points by which articles are put into stories (`tellings.group.points`).

    python training/stories.py GOLD.jsonl.gz ... [--write] [--folds 5]

Each file has labelled articles ({"id", "text", "title", "date", "gold"}). Every set is played as
a stream, and once more as a whole; what is seen of each two articles that are looked at is an
example. Boosted stumps are fitted to them, so that what is learned of a feature is a staircase,
and all stairs of a feature are one table of points. All sets and all stories weigh the same.

What is printed is held out: the points for a story are learned from the other stories alone.
Needs the dependency group ``training``.
"""

import argparse
import gzip
import json
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

import lightgbm
import numpy as np
from numpy.typing import NDArray

from tellings.clean import clean
from tellings.group import WINDOW, Stream
from tellings.group.likeness import FEATURES, Asked
from tellings.group.points import Points
from tellings.group.terms import rank
from tellings.model.document import Article, Document, Given

# 300 stumps lose half a point of B-cubed F1 held out, 900 gain nothing.
STUMPS, RATE = 600, 0.15
TABLE = Path(__file__).parents[1] / "src" / "tellings" / "group" / "points.json"
KINDS = ("arrival", "repair")

Table = dict[str, Any]
Whole = NDArray[np.int64]


class Labelled(NamedTuple):
    """A set of articles in the order of publication, and the story of each."""

    name: str
    articles: list[Article]
    gold: list[str]


class Examples(NamedTuple):
    """Pairs of articles by their places: what is seen of them, and whether their story is one."""

    one: Whole
    other: Whole
    rows: Whole


class _Watched(Stream):
    """A stream that notes what it looks at."""

    def __init__(self) -> None:
        super().__init__(days=1e9)
        self.seen: list[tuple[int, Whole, Whole]] = []

    def looked_at(self, asked: Asked, number: int = -1) -> tuple[Whole, Whole]:
        numbers, rows = super().looked_at(asked, number)
        self.seen.append((len(self) if number < 0 else number, numbers, rows))
        return numbers, rows


def labelled(path: Path) -> Labelled:
    """The articles of a file."""
    found = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for at, record in enumerate(map(json.loads, lines)):
            given = Given(title=record.get("title"), published=record.get("date"))
            document = Document(
                f"{zlib.crc32(record['id'].encode())}-{at}", record["text"], "", "", given=given
            )
            found.append((clean(document), str(record["gold"])))
    found.sort(key=lambda pair: rank(pair[0]))
    return Labelled(
        path.name.split(".")[0], [each for each, _ in found], [story for _, story in found]
    )


def examples(labelled: Labelled) -> dict[str, Examples]:
    """What is seen of two articles as one arrives, and when all are looked at again."""
    stream = _Watched()
    with (
        _tables({kind: Points([], 0) for kind in KINDS}),
        mock.patch.object(_Watched, "_original", return_value=(-1, 0.0)),
    ):
        for article in labelled.articles:
            stream.arrive(article)
        arrival, stream.seen = stream.seen, []
        for number in range(len(stream)):
            stream.looked_at(stream.asked(number), number)
    return {"arrival": _together(arrival), "repair": _together(stream.seen)}


def _together(seen: list[tuple[int, Whole, Whole]]) -> Examples:
    one = np.concatenate([np.full(len(numbers), number) for number, numbers, _ in seen])
    other = np.concatenate([numbers for _, numbers, _ in seen])
    return Examples(one, other, np.concatenate([rows for _, _, rows in seen]))


def _tables(tables: dict[str, Points]) -> Any:  # noqa: ANN401 - what patches is a context
    return mock.patch("tellings.group.stream.points", tables.__getitem__)


def learned(sets: Sequence[tuple[Labelled, Examples]], folds: int, but: int | None) -> Table:
    """The table of points from all stories but those of one fold."""
    rows, same, weights = [], [], []
    for each, seen in sets:
        story = np.unique(each.gold, return_inverse=True)[1]
        fold = np.array([_fold(name, folds) for name in each.gold])
        use = (fold[seen.one] != but) & (fold[seen.other] != but)
        alike = story[seen.one] == story[seen.other]
        sizes = np.bincount(story)[story]
        weight = np.where(alike, 2 / np.maximum(1, sizes[seen.one] - 1), 1 / 3)[use]
        rows.append(seen.rows[use])
        same.append(alike[use])
        weights.append(weight / weight.sum() * 1e5)
    model = lightgbm.LGBMClassifier(
        n_estimators=STUMPS, num_leaves=2, learning_rate=RATE, min_child_samples=100,
        max_bin=63, verbose=-1, n_jobs=1, deterministic=True, force_row_wise=True,
    )  # fmt: skip
    model.fit(np.concatenate(rows), np.concatenate(same), sample_weight=np.concatenate(weights))
    return _table(model.booster_.dump_model())


def _table(model: Any) -> Table:  # noqa: ANN401 - what lightgbm dumps
    start = 0.0
    steps: list[dict[int, float]] = [defaultdict(float) for _ in FEATURES]
    for tree in model["tree_info"]:
        root = tree["tree_structure"]
        if "leaf_value" in root:
            start += root["leaf_value"]
            continue
        low, high = root["left_child"]["leaf_value"], root["right_child"]["leaf_value"]
        start += low
        steps[root["split_feature"]][int(np.floor(root["threshold"]))] += high - low
    features = []
    for name, jumps in zip(FEATURES, steps, strict=True):
        bounds = sorted(jumps)
        points = [0, *np.cumsum([jumps[bound] for bound in bounds])] if bounds else []
        features.append(
            {"name": name, "bounds": bounds, "points": [round(100 * p) for p in points]}
        )
    return {"start": round(100 * start), "features": features}


def _fold(name: str, folds: int) -> int:
    return zlib.crc32(name.encode()) % folds


def scores(each: Labelled, tables: dict[str, Points], *, batch: bool) -> list[tuple[float, float]]:
    """B-cubed precision and recall of each article."""
    stream = Stream(days=np.inf if batch else WINDOW)
    with _tables(tables):
        found = [stream.arrive(article).story for article in each.articles]
        if batch:
            stream.repair()
            found = [story for _, story in stream.stories()]
    together = Counter(zip(each.gold, found, strict=True))
    gold, ours = Counter(each.gold), Counter(found)
    return [
        (together[a, b] / ours[b], together[a, b] / gold[a])
        for a, b in zip(each.gold, found, strict=True)
    ]


def _f1(values: Iterable[tuple[float, float]]) -> tuple[float, float, float]:
    precision, recall = (100 * float(np.mean(column)) for column in zip(*values, strict=True))
    return precision, recall, 2 * precision * recall / (precision + recall)


def main() -> None:
    """Print held-out figures; write the points learned from everything if asked to."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("gold", nargs="+", type=Path)
    given.add_argument("--folds", type=int, default=5)
    given.add_argument("--write", action="store_true")
    options = given.parse_args()
    sets = [labelled(path) for path in options.gold]
    seen = [examples(each) for each in sets]
    held: dict[tuple[str, bool], list[tuple[float, float]]] = defaultdict(list)
    for fold in range(options.folds):
        tables = _learn(sets, seen, options.folds, fold)
        known = {kind: Points(table["features"], table["start"]) for kind, table in tables.items()}
        for each in sets:
            for batch in (False, True):
                found = scores(each, known, batch=batch)
                inside = [_fold(name, options.folds) == fold for name in each.gold]
                held[each.name, batch] += [s for s, use in zip(found, inside, strict=True) if use]
    for (name, batch), values in held.items():
        print(
            f"{name:16} {'repaired' if batch else 'arrival':9} B3 P %.1f R %.1f F1 %.1f"
            % _f1(values)
        )
    if options.write:
        text = json.dumps(_learn(sets, seen, options.folds, None), separators=(",", ":"))
        TABLE.write_text(text.replace('{"name"', '\n{"name"') + "\n", encoding="utf-8")


def _learn(
    sets: list[Labelled], seen: list[dict[str, Examples]], folds: int, but: int | None
) -> dict[str, Table]:
    pairs = {kind: [(s, e[kind]) for s, e in zip(sets, seen, strict=True)] for kind in KINDS}
    return {kind: learned(pairs[kind], folds, but) for kind in KINDS}


if __name__ == "__main__":
    main()
