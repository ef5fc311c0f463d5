"""Learn the weights of `tellings.align.scores` from stories that people aligned.

    python train.py --stories FOLDER --pairs FILE FILE --cv     figures of stories not seen
    python train.py --stories FOLDER --pairs FILE FILE          the weights of all of them

Logistic regression with a ridge, by Newton's method: the same data gives the same bytes.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from examples import Row, Seen, Story, sentence_pairs, stories

from tellings.align import scores

OUT = Path(scores.__file__).with_name("scores.json")
FEATURES = {
    "sentence": scores.SENTENCE, "claim": scores.CLAIM, "choice": scores.CHOICE,
    "told": scores.TOLD,
}  # fmt: skip
# What a spread feature may weigh: ten times less or more changes the figures by less than a point.
RIDGE = 10.0
# How much each source weighs in the score of sentences: stories, then the files of pairs.
SOURCES = (1.0, 0.5, 0.25)
FOLDS = 6


# What speaks against two being one, or is neither here nor there; all else may only speak for it.
AGAINST = frozenset({"length", "apart", "act", "strangers", "missing", "size", "place"})


def fitted(name: str, rows: Sequence[Row], each: Sequence[float]) -> dict[str, object]:
    """Weights in whole numbers: features in thousandths, logarithmic odds in millionths.

    A likeness that would speak against being one does so by the gaps in the gold, and is left out.
    """
    values = np.array([features for features, _ in rows], dtype=float)
    labels = np.array([label for _, label in rows], dtype=float)
    weigh = np.array(each) * len(rows) / sum(each)
    mean, spread = values.mean(0), values.std(0) + 1e-9
    scaled = (values - mean) / spread
    free = np.array([feature in AGAINST for feature in FEATURES[name]])
    used = np.ones(len(free), dtype=bool)
    while True:
        found, bias = _regression(scaled * used, labels, weigh)
        wrong = used & ~free & (found < 0)
        if not wrong.any():
            break
        used &= ~wrong
    real = found * used / spread
    return {
        "weights": [round(1_000_000 * one) for one in real],
        "bias": round(1_000_000 * (bias - real @ mean)),
    }


def _regression(
    scaled: np.ndarray, labels: np.ndarray, weigh: np.ndarray
) -> tuple[np.ndarray, float]:
    rows = np.hstack([scaled, np.ones((len(scaled), 1))])
    ridge = np.full(rows.shape[1], RIDGE)
    ridge[-1] = 0.0
    found = np.zeros(rows.shape[1])
    for _ in range(30):
        chance = 1 / (1 + np.exp(-rows @ found))
        slope = rows.T @ (weigh * (labels - chance)) - ridge * found
        bend = (rows * (weigh * chance * (1 - chance))[:, None]).T @ rows + np.diag(ridge)
        found += np.linalg.solve(bend, slope)
    return found[:-1], float(found[-1])


def written(record: dict[str, dict[str, object]]) -> None:
    """The weights so far; what is not learned yet weighs nothing."""
    whole = {}
    for name, features in FEATURES.items():
        each = record.get(name, {"weights": [0] * len(features), "bias": 0})
        whole[name] = {
            "weights": dict(zip(features, each["weights"], strict=True)), "bias": each["bias"]
        }  # fmt: skip
    OUT.write_text(json.dumps(whole, indent=1) + "\n")
    scores.linear.cache_clear()


def learned(of: Sequence[Story], pairs: Sequence[Sequence[Row]]) -> None:
    """Learn one score after the other: each sees those before it."""
    record: dict[str, dict[str, object]] = {}
    written(record)
    sources = [[row for each in map(Seen, of) for row in each.sentence_rows()], *pairs]
    rows = [row for source in sources for row in source]
    shares = zip(SOURCES, sources, strict=True)
    each = [share / len(source) for share, source in shares for _ in source]
    record["sentence"] = fitted("sentence", rows, each)
    for name in ("claim", "choice", "told"):
        written(record)
        rows = [row for each in map(Seen, of) for row in getattr(each, f"{name}_rows")()]
        record[name] = fitted(name, rows, [1.0] * len(rows))
    written(record)


def average_precision(found: Sequence[tuple[int, int]]) -> float:
    """Of (score, label), the mean precision at each right one, in percent."""
    right, total = 0, 0.0
    for at, (_, label) in enumerate(sorted(found, key=lambda each: (-each[0], each[1])), 1):
        right += label
        total += label * right / at
    return 100 * total / max(1, right)


def unseen(of: Sequence[Story], pairs: Sequence[Sequence[tuple[str, Row]]]) -> None:
    """Print the average precision of each score on stories it has not seen."""
    found: dict[str, list[tuple[int, int]]] = {name: [] for name in FEATURES}
    for fold in range(FOLDS):
        rest = [each for at, each in enumerate(of) if at % FOLDS != fold]
        learned(rest, [[row for _, row in source] for source in pairs])
        for story in of[fold::FOLDS]:
            seen = Seen(story)
            for name, tally in found.items():
                weigh = scores.linear(name)
                rows = getattr(seen, f"{name}_rows")()
                tally.extend((weigh.score(features), label) for features, label in rows)
    for name, tally in found.items():
        always = 100 * sum(label for _, label in tally) / len(tally)
        print(f"{name:10} {average_precision(tally):5.1f}  always yes {always:5.1f}")


def main() -> None:
    """Read the arguments, learn, and print or keep."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--stories", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--pairs", type=Path, nargs=2, required=True, metavar="FILE")
    parser.add_argument("--cv", action="store_true", help="figures of stories not seen")
    asked = parser.parse_args()
    of = stories(asked.stories)
    pairs = [sentence_pairs(path) for path in asked.pairs]
    if asked.cv:
        unseen(of, pairs)
    learned(of, [[row for _, row in source] for source in pairs])


if __name__ == "__main__":
    main()
