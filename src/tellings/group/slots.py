"""Who holds what, in a table of one size: of each key the newest holders, and no more.

An index whose lists grow makes each look-up dearer than the one before. Here a key has a row of
a few places, the newest article takes that of the oldest, and a look-up costs the same whether
the stream has seen a thousand articles or a billion. The table fills as it is used.
"""

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]


class Slots:
    """Articles by key; an article is its number in the order of arrival."""

    def __init__(self, rows: int, width: int) -> None:
        """Of both, powers of two: the keys told apart, and the articles held of each."""
        self._rows, self._width = rows, width
        self._bits = rows.bit_length() - 1
        self._holders = np.full(rows * width, -1, dtype=np.int32)
        self._tags = np.zeros((rows, width), dtype=np.uint16)
        self._next = np.zeros(rows, dtype=np.uint8)

    def add(self, keys: Numbers, number: int) -> None:
        """Put this article down as a holder of these keys."""
        rows, tags = self._placed(keys)
        places = self._next[rows]
        self._next[rows] = places + 1 & self._width - 1
        flat = rows * self._width + places
        self._holders[flat] = number
        self._tags.ravel()[flat] = tags

    def holders(self, keys: Numbers, first: int) -> tuple[Numbers, Numbers]:
        """The holders of these keys, from number ``first``: which key, by place, and which article.

        A holder stands once for each of the keys it holds.
        """
        rows, tags = self._placed(keys)
        matches = np.flatnonzero(self._tags[rows] == tags[:, None])
        which = matches // self._width
        found = self._holders[rows[which] * self._width + matches % self._width]
        known = found >= first
        return which[known], found[known].astype(np.int64)

    def _placed(self, keys: Numbers) -> tuple[Numbers, NDArray[np.uint16]]:
        """The row of each key, and what tells it from others of the row."""
        return keys & self._rows - 1, (keys >> self._bits).astype(np.uint16)
