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
        self._holders = np.full((rows, width), -1, dtype=np.int32)
        self._tags = np.zeros((rows, width), dtype=np.uint16)
        self._next = np.zeros(rows, dtype=np.uint8)

    def add(self, keys: Numbers, number: int) -> None:
        """Put this article down as a holder of these keys."""
        rows, tags = keys % self._rows, keys // self._rows % 65536
        places = self._next[rows]
        self._holders[rows, places] = number
        self._tags[rows, places] = tags
        self._next[rows] = (places + 1) % self._width

    def holders(self, keys: Numbers, first: int) -> tuple[Numbers, Numbers]:
        """The holders of these keys, from number ``first``: which key, by place, and which article.

        A holder stands once for each of the keys it holds.
        """
        rows, tags = keys % self._rows, keys // self._rows % 65536
        found = self._holders[rows]
        which, places = np.nonzero((found >= first) & (self._tags[rows] == tags[:, None]))
        return which, found[which, places].astype(np.int64)
