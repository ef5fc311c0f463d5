"""The first vector of a token: what is known of its form, its letters and its shape."""

import numpy as np
from numpy.typing import NDArray

from tellings.engine.tokens import Pieces, pieces
from tellings.engine.weights import Floats, Tables

# So many distinct tokens are kept with their vectors (some 10 MB); then all are forgotten.
KEPT = 20_000


class Lexicon:
    """Vectors of tokens by their letters, kept once they have been made."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._rows: dict[str, int] = {}
        self._vectors = np.empty((0, len(tables.static_scale)), np.float32)

    def rows(self, tokens: list[str]) -> list[int]:
        """The row of each token among the vectors, until it is asked again."""
        known = self._rows
        fresh = [token for token in dict.fromkeys(tokens) if token not in known]
        if fresh:
            if len(known) + len(fresh) > KEPT:
                known.clear()
                fresh = list(dict.fromkeys(tokens))
            self._learn(fresh)
        return [known[token] for token in tokens]

    def vectors(self, rows: NDArray[np.intp]) -> Floats:
        """Those of some rows."""
        return self._vectors[rows]

    def _learn(self, fresh: list[str]) -> None:
        first, last = len(self._rows), len(self._rows) + len(fresh)
        if last > len(self._vectors):  # twice as many, so that each is moved seldom
            held = self._vectors
            self._vectors = np.empty((2 * last, held.shape[1]), np.float32)
            self._vectors[: len(held)] = held
        self._vectors[first:last] = _vectors(self._tables, fresh)
        self._rows.update(zip(fresh, range(first, last), strict=True))


def _vectors(tables: Tables, tokens: list[str]) -> Floats:
    found = [pieces(token) for token in tokens]
    static = tables.static[_static_rows(tables, found)].astype(np.float32) * tables.static_scale
    learned = np.concatenate(
        [
            tables.word[_found(tables.words, np.array([p.word for p in found], np.uint32), 1)],
            tables.ending[[p.ending for p in found]],
            tables.short_ending[[p.short_ending for p in found]],
            tables.beginning[[p.beginning for p in found]],
            tables.shape[[p.shape for p in found]],
        ],
        axis=1,
    )
    return static + tables.mix.of(learned.astype(np.float32))


def _static_rows(tables: Tables, found: list[Pieces]) -> NDArray[np.intp]:
    """The row of the first form that has one; 0, a row of zeros, if none has."""
    rows = np.zeros(len(found), np.intp)
    for at in range(3):
        open_ = [k for k, p in enumerate(found) if not rows[k] and len(p.forms) > at]
        if open_:
            asked = np.array([found[k].forms[at] for k in open_], np.uint32)
            places = _found(tables.forms, asked, 0)
            held = tables.forms[places] == asked
            rows[open_] = np.where(held, tables.rows[places], 0)
    return rows


def _found(keys: NDArray[np.uint32], asked: NDArray[np.uint32], shift: int) -> NDArray[np.intp]:
    """The place of each number in sorted keys; with ``shift`` 1, places from 1 and 0 for none."""
    places = np.minimum(np.searchsorted(keys, asked), len(keys) - 1)
    if not shift:
        return places
    return np.where(keys[places] == asked, places + 1, 0)
