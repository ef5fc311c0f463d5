"""Ids of articles by number, packed: a string takes 60 bytes more than its letters."""

import numpy as np

from tellings.group.room import room

# Rows that are always there.
ROWS = 1024


class Ids:
    """Ids in the order of arrival, from the number ``base`` on."""

    def __init__(self) -> None:
        self.base = 0
        self._packed = bytearray()
        self._ends = room((ROWS + 1,), np.int64)  # of the id before, then of each
        self._count = 0

    def add(self, name: str) -> None:
        """One more."""
        if self._count + 1 == len(self._ends):
            self.keep(self.base)
        self._packed += name.encode("utf-8", "surrogatepass")
        self._count += 1
        self._ends[self._count] = len(self._packed)

    def __getitem__(self, number: int) -> str:
        start, end = self._ends[number - self.base : number - self.base + 2].tolist()
        return self._packed[start:end].decode("utf-8", "surrogatepass")

    def keep(self, first: int) -> None:
        """Keep those from this number on, and room for a quarter more."""
        ends = self._ends[first - self.base : self._count + 1]
        self._packed = self._packed[int(ends[0]) :]
        self._count = len(ends) - 1
        self._ends = room((self._count + self._count // 4 + ROWS + 1,), np.int64)
        self._ends[: len(ends)] = ends - ends[0]
        self.base = first
