"""The teacher reads news that nobody has annotated: tags, links and how sure it is of each."""

import argparse
import pickle
from pathlib import Path

import numpy as np
import torch
from gold import articles, paragraphs
from scoring import Predicted, predicted
from sequences import Ready, Vocabulary, vectors
from teacher import Teacher

Label = tuple[np.ndarray, object, list[int], list[int], np.ndarray]


def label(found: Predicted) -> Label:
    """The tags, chunks and links that are best, and the chance of each tag."""
    cues = _best(found.cue, len(found.chunks.cue))
    sources = _best(found.source, len(found.chunks.source))
    tags = np.array(found.tags, np.int64)
    return tags, found.chunks, cues, sources, found.marginals.astype(np.float16)


def _best(scores: np.ndarray, none: int) -> list[int]:
    return [-1 if at == none else int(at) for at in scores.argmax(1)]


def main() -> None:
    """Read, label, keep."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("data", type=Path, nargs="+")
    given.add_argument("--trained", type=Path, required=True)
    given.add_argument("--vectors", type=Path, required=True)
    given.add_argument("--teacher", type=Path, required=True)
    given.add_argument("--out", type=Path, required=True)
    asked = given.parse_args()
    torch.set_num_threads(1)
    table, rows = vectors(asked.vectors)
    saved = torch.load(asked.trained, weights_only=False)
    words = saved["words"]
    shape = [saved[name] for name in ("width", "layers", "parts", "dependencies")]
    model = Teacher(asked.teacher, table, len(words), *shape)
    model.load_state_dict(saved["model"])
    vocabulary = Vocabulary(rows, words)
    ready = [Ready(p, vocabulary, None) for r in articles(asked.data) for p in paragraphs(r)]
    labels = map(label, predicted(model, ready))
    found = {one.place: each for one, each in zip(ready, labels, strict=True)}
    asked.out.write_bytes(pickle.dumps(found))
    print(len(found), "paragraphs")


if __name__ == "__main__":
    main()
