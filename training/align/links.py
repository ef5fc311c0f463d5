"""Grow the trees that say which printings give one utterance (`tellings/align/links.json`).

GOLD is a folder of stories compared by hand, one JSON each: ``articles`` with their texts,
``utterances`` with readings and the pairs among them. Two printings are an example for a pair if
each shares half of the smaller one's words with its end and neither is ten times the other;
what one gold utterance holds and lists no pair of is no example. Folds are parted by story. Needs
``lightgbm`` and ``numpy`` (`pip install --group training`); fixed seeds, one thread.
"""

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import lightgbm
import numpy as np

from tellings.align.actors import actors
from tellings.align.evidence import QUOTED, TOLD
from tellings.align.likeness import weights
from tellings.align.links import (
    Setting,
    Settled,
    quoted_anchors,
    rows,
    settled,
    told_anchors,
    trees,
)
from tellings.align.printings import Printing, printings, sentence_bags
from tellings.align.utterances import in_rows
from tellings.forest import LEAVES
from tellings.model.annotation import Annotated
from tellings.pipeline import annotated, load
from tellings.words import tokens

FOLDS = 10
ROUNDS = 80
SETTINGS = {
    "objective": "binary", "num_leaves": LEAVES, "learning_rate": 0.07, "min_data_in_leaf": 20,
    "lambda_l2": 5.0, "feature_fraction": 0.6, "bagging_fraction": 0.8, "bagging_freq": 1,
    "seed": 5, "num_threads": 1, "deterministic": True, "verbose": -1,
}  # fmt: skip
# Sentences of one gold utterance that share less (thousandths) may be different ones of it.
UNLIKE = 300
LIKE, RUN = QUOTED.index("like"), QUOTED.index("run")
# How much more precision counts than recall: a wrong link joins two utterances.
BETA = {"quoted": 1.0, "told": 0.5}
# Ends that differ so many times in length are not one.
HUGE = 10
NAMES = {"quoted": QUOTED, "told": TOLD}


class Story(NamedTuple):
    """The annotated tellings of a story, and its gold pairs as sets of (article, word)."""

    tellings: Sequence[Annotated]
    pairs: Sequence[tuple[frozenset[Any], frozenset[Any]]]
    utterances: Sequence[Sequence[frozenset[Any]]]


class Example(NamedTuple):
    """What a tree sees of two printings, and which gold pairs they are."""

    row: list[int]
    pairs: tuple[int, ...]


def stories(folder: Path) -> Iterator[Story]:
    """The stories of a folder, annotated."""
    for path in sorted(folder.glob("*.json")):
        gold = json.loads(path.read_text("utf-8"))
        texts = {letter: each["text"] for letter, each in gold["articles"].items()}
        lines = [
            json.dumps({"id": letter, **{k: v for k, v in each.items() if k != "id" and v}})
            for letter, each in sorted(gold["articles"].items())
        ]
        with TemporaryDirectory() as folder_of_one:
            corpus = Path(folder_of_one) / "story.jsonl"
            corpus.write_text("\n".join(lines), "utf-8")
            tellings = [annotated(each) for each in load([str(corpus)]).documents]
        tellings.sort(key=lambda each: (each.article.published.value or "9999", each.id))
        utterances = [
            [_words(each["article"], texts[each["article"]], each["spans"])
             for each in utterance["readings"]]
            for utterance in gold["utterances"]
        ]  # fmt: skip
        pairs = [
            (ends[pair["a"]], ends[pair["b"]])
            for ends, utterance in zip(utterances, gold["utterances"], strict=True)
            for pair in utterance["pairs"]
        ]
        yield Story(tellings, pairs, utterances)


def _words(article: str, text: str, spans: Sequence[Sequence[int]]) -> frozenset[Any]:
    return frozenset(
        (article, token.start) for start, end in spans for token in tokens(text, start, end)
    )


def _prints(a: frozenset[Any], b: frozenset[Any]) -> bool:
    small, large = sorted((len(a), len(b)))
    return small > 0 and large <= HUGE * small and 2 * len(a & b) >= small


def _same(a: frozenset[Any], b: frozenset[Any]) -> bool:
    return 2 * len(a & b) >= len(a | b) > 0


def examples(
    name: str,
    story: Story,
    found: Sequence[Printing],
    anchors: Sequence[frozenset[int]],
    done: Settled = frozenset(),
) -> Iterator[Example]:
    """Candidates of one story; those that gold leaves open are left out."""
    texts = {each.id: each.text for each in story.tellings}
    ends = [_words(each.article, texts[each.article], each.spans) for each in found]
    known = weights(sentence_bags(story.tellings))
    for a, b, row in rows(name, Setting(found, anchors, known, done)):
        pairs = tuple(
            at for at, (x, y) in enumerate(story.pairs)
            if (_prints(ends[a], x) and _prints(ends[b], y))
            or (_prints(ends[a], y) and _prints(ends[b], x))
        )  # fmt: skip
        within = any(
            all(any(_same(ends[end], reading) for reading in readings) for end in (a, b))
            for readings in story.utterances
        )
        if pairs and name == "quoted" and max(row[LIKE], row[RUN]) < UNLIKE:
            continue  # two sentences of one long quotation
        if pairs or not within:
            yield Example(row, pairs)


# Which numbers speak for (1) or against (-1) a pair the more, the greater they are.
MONOTONE = {
    **dict.fromkeys(("like", "contained", "around", "wide", "run", "telling", "rare"), 1),
    **dict.fromkeys(("beside", "shared", "cue", "anchored", "ahead", "behind", "first"), 1),
    **dict.fromkeys(("sourceless", "apart", "speakers"), -1),
}


def fitted(name: str, data: Sequence[Example]) -> lightgbm.Booster:
    """Trees for some examples."""
    matrix = np.array([each.row for each in data], dtype=np.float64)
    classes = np.array([bool(each.pairs) for each in data], dtype=np.int8)
    settings = {**SETTINGS, "monotone_constraints": [MONOTONE.get(n, 0) for n in NAMES[name]]}
    return lightgbm.train(settings, lightgbm.Dataset(matrix, classes), ROUNDS)


def held_out(name: str, folds: Sequence[Sequence[Example]]) -> list[tuple[float, bool]]:
    """Scores of the examples of each story by trees that have not seen it."""
    found: list[tuple[float, bool]] = []
    for fold in range(FOLDS):
        kept = [each for at, story in enumerate(folds) for each in story if at % FOLDS != fold]
        left = [each for at, story in enumerate(folds) for each in story if at % FOLDS == fold]
        scores = fitted(name, kept).predict(np.array([each.row for each in left]), raw_score=True)
        found += [(float(s), bool(each.pairs)) for s, each in zip(scores, left, strict=True)]
    return sorted(found, key=lambda each: -each[0])


def best(
    scored: Sequence[tuple[float, bool]], beta: float
) -> tuple[float, float, float, float, float]:
    """The threshold of the best F-beta, precision, recall and F-beta there, average precision."""
    total, right, area, found = sum(y for _, y in scored), 0, 0.0, (0.0, 0.0, 0.0, 0.0)
    for at, (score, y) in enumerate(scored, 1):
        right += y
        area += y * right / at
        precision, recall = right / at, right / total
        f1 = (1 + beta**2) * precision * recall / max(1e-9, beta**2 * precision + recall)
        if f1 > found[3]:
            found = (score, precision, recall, f1)
    return (*found, area / total)


def trees_of(booster: lightgbm.Booster) -> list[Any]:
    """The trees as nested lists of whole numbers."""
    return [_tree(each["tree_structure"]) for each in booster.dump_model()["tree_info"]]


def _tree(node: Mapping[str, Any]) -> Any:  # noqa: ANN401 - a nested list
    if "leaf_value" in node:
        return round(1024 * node["leaf_value"])
    threshold = int(np.floor(node["threshold"]))
    return [node["split_feature"], threshold, _tree(node["left_child"]), _tree(node["right_child"])]


def main() -> None:
    """Print held-out figures and write the trees of all stories."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path, help="folder of stories")
    parser.add_argument("out", type=Path, help="links.json of the package that is run")
    given = parser.parse_args()
    told = list(stories(given.gold))
    known = [weights(sentence_bags(story.tellings)) for story in told]
    every = [
        [each for telling in story.tellings for each in printings(telling, actors(story.tellings))]
        for story in told
    ]
    folds = []
    for story, found, weighed in zip(told, every, known, strict=True):
        sentences = [each for each in found if each.quoted]
        anchors = quoted_anchors(sentences, weighed)
        folds.append(list(examples("quoted", story, sentences, anchors)))
    made = {"quoted": _grown("quoted", folds), "told": _none("told")}
    _write(given.out, made)
    folds = []
    for story, found, weighed in zip(told, every, known, strict=True):
        rowed = in_rows(story.tellings, found, weighed)
        anchors = told_anchors(rowed.found, rowed.quoted)
        folds.append(list(examples("told", story, rowed.found, anchors, settled(*rowed[::2]))))
    made["told"] = _grown("told", folds)
    _write(given.out, made)


def _none(name: str) -> dict[str, Any]:
    return {"features": NAMES[name], "enough": 0, "trees": []}


def _write(path: Path, made: Mapping[str, Any]) -> None:
    path.write_text(json.dumps(made, separators=(",", ":")) + "\n", "utf-8")
    trees.cache_clear()


def _grown(name: str, folds: Sequence[Sequence[Example]]) -> dict[str, Any]:
    threshold, precision, recall, f1, area = best(held_out(name, folds), BETA[name])
    data = [each for story in folds for each in story]
    print(f"{name}: {len(data)} candidates, {sum(bool(e.pairs) for e in data)} of them pairs; "
          f"held out: AP {area:.3f}, F1 {f1:.3f} (P {precision:.3f}, R {recall:.3f}) "
          f"at {threshold:.2f}")  # fmt: skip
    trees = trees_of(fitted(name, data))
    return {"features": NAMES[name], "enough": round(1024 * threshold), "trees": trees}


if __name__ == "__main__":
    main()
