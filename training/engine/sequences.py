"""Paragraphs as numbers: rows of the tables a token is looked up in, and batches of them."""

import pickle
import re
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import torch
from gold import Paragraph
from network import Batch
from numpy.typing import NDArray
from torch import Tensor

from tellings.engine.tokens import hashed

# Forms of static vectors that a token can have; longer ones are addresses and noise.
FORM = re.compile(r"[^\W_]+(?:[-'.&][^\W_]+)*\.?|'\w+|n't|[^\w\s]{1,3}")
LONGEST = 20
# Words seen fewer times in the gold have no vector of their own.
LEAST = 3
Ints = NDArray[np.int64]
Place = tuple[str, int]


def vectors(model: Path) -> tuple[Tensor, dict[int, int]]:
    """Static vectors of spaCy (rows, 300), row 0 being none, and the row of each hashed form."""
    import spacy

    vocab = spacy.load(model).vocab
    data = np.asarray(vocab.vectors.data)
    norm = np.maximum(np.linalg.norm(data, axis=1, keepdims=True), 1e-6)
    table = np.concatenate([np.zeros((1, data.shape[1]), np.float32), data / norm * 4])
    named = {vocab.strings[k]: row + 1 for k, row in sorted(vocab.vectors.key2row.items())}
    # A form is asked for as printed, then in small letters: what both say is kept once.
    kept = {
        hashed(form): row
        for form, row in named.items()
        if len(form) <= LONGEST
        and FORM.fullmatch(form)
        and (form == form.lower() or named.get(form.lower()) != row)
    }
    return torch.from_numpy(table), kept


def parsed(paths: list[Path]) -> tuple[dict[Place, Ints], int, int]:
    """A parser's answers by paragraph (``parsed.py``), its labels numbered alike over all files."""
    found: dict[Place, Ints] = {}
    numbers: tuple[dict[str, int], dict[str, int]] = ({}, {})
    for path in paths:
        *names, held = pickle.loads(path.read_bytes())
        ours = [
            np.array([known.setdefault(name, len(known)) for name in own] + [-1])
            for known, own in zip(numbers, names, strict=True)
        ]
        for key, each in held.items():
            found[key] = np.stack([ours[0][each[:, 0]], ours[1][each[:, 1]], each[:, 2]], 1)
    return found, max(1, len(numbers[0])), max(1, len(numbers[1]))


class Vocabulary:
    """Rows of static vectors and of learned words by the hash of a form."""

    def __init__(self, rows: Mapping[int, int], words: Mapping[int, int]) -> None:
        self.rows, self.words = rows, words

    def static(self, forms: tuple[int, ...]) -> int:
        """The row of the first form that has one, else 0."""
        return next((self.rows[form] for form in forms if form in self.rows), 0)


def learned(counted: Mapping[int, int]) -> dict[int, int]:
    """The rows, from 1, of the words that are seen often enough."""
    kept = sorted(word for word, times in counted.items() if times >= LEAST)
    return {word: at for at, word in enumerate(kept, 1)}


class Ready:
    """A paragraph as numbers; ``marginals`` are a teacher's, where nobody annotated it."""

    def __init__(self, paragraph: Paragraph, vocabulary: Vocabulary, helpers: Ints | None) -> None:
        self.paragraph = paragraph
        self.helpers = helpers
        self.marginals: NDArray[np.float16] | None = None
        self.weight = 1.0
        held, where = paragraph.pieces, paragraph.places
        self.ids = np.array(
            [
                [vocabulary.static(each.forms) for each in held],
                [vocabulary.words.get(each.word, 0) for each in held],
                [each.ending for each in held],
                [each.short_ending for each in held],
                [each.beginning for each in held],
                [each.shape for each in held],
                where.inside,
                where.since,
                where.until,
                where.opens,
            ]
        )

    @property
    def size(self) -> int:
        """Its tokens."""
        return self.ids.shape[1]

    @property
    def place(self) -> Place:
        """By which it is known in files of answers: its article and first character."""
        return self.paragraph.article, self.paragraph.tokens[0][0]


def batch(held: list[Ready]) -> Batch:
    """Padded to the longest."""
    longest = max(each.size for each in held)
    ids = np.zeros((len(held), 10, longest), np.int64)
    mask = np.zeros((len(held), longest), np.float32)
    for at, each in enumerate(held):
        ids[at, :, : each.size] = each.ids
        mask[at, : each.size] = 1
    columns = torch.from_numpy(ids)
    kind = torch.tensor([each.paragraph.kind for each in held])
    return Batch(*(columns[:, k] for k in range(10)), kind, torch.from_numpy(mask), held)
