"""The articles a stream still knows: what is kept of each, in arrays that grow and give way.

An article has a number in the order of arrival and is found by it. Numbers below ``first`` have
left, and with them all that was known of them.
"""

import math
from collections import Counter, deque

import numpy as np
from numpy.typing import NDArray

from tellings.group.ids import Ids
from tellings.group.keeping import Record
from tellings.group.room import room
from tellings.group.terms import STEM_BITS, Numbers

# Stems kept of an article: those that say most of it. Of 48, B-cubed F1 held out is half a point
# better on ecbplus and half a point worse on allsides2021 (repaired), for a third more memory.
STEMS = 32
# How rare a stem is is counted in so many of the latest articles.
COUNTED = 8192
# A share of imagined articles keeps the first real ones from being weighed by a handful: with
# 200 b-cubed F1 of the dev stories is 1 point better at arrival.
IMAGINED = 200
# So many articles are a fair sample of all stems: a stem that is in no other one says nothing,
# while among a few it says that this one tells of something else (1 to 2 points).
MANY = 100
# Rows that are always there.
ROWS = 1024

Whole = NDArray[np.int64]


class Rarity:
    """How much a stem says: the logarithm of how rare it is, in 64ths."""

    def __init__(self) -> None:
        self._counts = np.zeros(1 << STEM_BITS, dtype=np.int32)
        self._latest: deque[Numbers] = deque()
        self._logarithms = np.array([round(64 * math.log(n + 0.5)) for n in range(COUNTED + 2)])

    def learn(self, stems: Numbers) -> None:
        """Count the stems of one more article."""
        ids = (stems >> 12).astype(np.uint32)
        self._counts[ids] += 1
        self._latest.append(ids)
        if len(self._latest) > COUNTED:
            self.forget()

    def forget(self) -> None:
        """Leave out the oldest that was counted."""
        self._counts[self._latest.popleft()] -= 1

    def __len__(self) -> int:
        return len(self._latest)

    def of(self, ids: Whole, *, whole: bool = False) -> Whole:
        """The rarity of these stems; of the ``whole``, those of a single article say nothing."""
        counts = self._counts[ids]
        total = round(64 * math.log(len(self._latest) + IMAGINED + 1))
        found: Whole = total - self._logarithms[counts]
        if whole and MANY <= len(self._latest) < COUNTED:
            found = np.where(counts > 1, found, 0)
        return found


class Window:
    """What is kept of the articles from number ``first`` on, to ``end``.

    A story goes by the number of its first article, below ``first`` when that has left.
    """

    def __init__(self) -> None:
        self.first = self.end = 0
        self._base = 0  # the number of the article in the first row
        self._ids = Ids()
        self._stems = room((ROWS, STEMS), np.uint32)
        self._days = room((ROWS,), np.float64)
        self._clocks = room((ROWS,), np.float64)
        self._runs = room((ROWS,), np.int32)
        self._originals = room((ROWS,), np.int32)
        self._stories = room((ROWS,), np.int32)
        self._runnings = room((ROWS,), np.int32)
        self._sizes = room((ROWS,), np.int32)  # of the story each article began
        # Stories whose first article has no row any more: their ids and sizes.
        self._old_ids: dict[int, str] = {}
        self._old_sizes: Counter[int] = Counter()

    def __len__(self) -> int:
        return self.end - self.first

    def add(self, name: str, record: Record, original: int) -> None:
        """One more article, and the number of the one it is a near copy of, if any (-1).

        It is a story of its own: `put` it into another.
        """
        if self.end - self._base == len(self._days):
            self._make_room()
        at, stems = self.end - self._base, record.stems[:STEMS]
        self._ids.add(name)
        self._stems[at] = 0
        self._stems[at, : len(stems)] = stems
        self._days[at] = math.nan if record.day is None else record.day
        self._clocks[at] = record.clock
        self._runs[at] = len(record.runs)
        self._originals[at] = original
        self._stories[at] = self._runnings[at] = self.end
        self._sizes[at] = 1
        self.end += 1

    def put(self, number: int, story: int, running: int) -> None:
        """Say of which story and which running story an article is."""
        self._count(self.story(number), -1)
        self._count(story, 1)
        self._stories[number - self._base] = story
        self._runnings[number - self._base] = running

    def _count(self, story: int, more: int) -> None:
        if story < self._base:
            self._old_sizes[story] += more
        else:
            self._sizes[story - self._base] += more

    def size(self, story: int) -> int:
        """How many articles of the window are of this story."""
        if story < self._base:
            return self._old_sizes[story]
        return int(self._sizes[story - self._base])

    def know(self, story: int, name: str) -> None:
        """The id of a story whose first article may have left long ago."""
        if story < self._base:
            self._old_ids[story] = name

    def begun(self, story: int, number: int) -> None:
        """Say that the story known so far by a number of no article was begun by this one."""
        for each in (self._stories, self._runnings):
            each[each == story] = number
        self._count(number, self._old_sizes.pop(story, 0))

    def _make_room(self) -> None:
        """Move all to the front, into arrays for a quarter more than is held.

        So what has left takes a fifth of the rows at most.
        """
        self._keep_old()
        size = max(ROWS, len(self) + len(self) // 4)
        held = slice(self.first - self._base, self.end - self._base)
        for name, old in list(vars(self).items()):
            if isinstance(old, np.ndarray):
                new = room((size, *old.shape[1:]), old.dtype)
                new[: len(self)] = old[held]
                setattr(self, name, new)
        self._ids.keep(self.first)
        self._base = self.first

    def _keep_old(self) -> None:
        """Keep the ids and sizes of the stories that are still told and lose their first row."""
        held = slice(self.first - self._base, self.end - self._base)
        told = np.unique(np.concatenate([self._stories[held], self._runnings[held]]))
        old = told[told < self.first].tolist()
        ids, sizes = (
            {each: self.name(each) for each in old},
            {each: self.size(each) for each in old},
        )
        self._old_ids, self._old_sizes = ids, Counter(sizes)

    def leave(self) -> None:
        """Forget the oldest."""
        self._count(self.story(self.first), -1)
        self.first += 1
        if len(self._days) > max(ROWS, 2 * len(self)):
            self._make_room()

    def name(self, number: int) -> str:
        """The id of an article, or of a story."""
        return self._old_ids[number] if number < self._base else self._ids[number]

    def story(self, number: int) -> int:
        """Its story."""
        return int(self._stories[number - self._base])

    def running(self, number: int) -> int:
        """Its running story."""
        return int(self._runnings[number - self._base])

    def numbers(self) -> range:
        """All that are known, in the order of arrival."""
        return range(self.first, self.end)

    def stems(self, numbers: Whole) -> Numbers:
        """The stems of these articles, a row each; no stem is 0."""
        return self._stems[numbers - self._base]

    def days(self, numbers: Whole) -> NDArray[np.float64]:
        """Their days, not a number if undated."""
        return self._days[numbers - self._base]

    def oldest(self) -> float:
        """The clock at which the oldest arrived."""
        return float(self._clocks[self.first - self._base])

    def runs(self, numbers: Whole) -> NDArray[np.int32]:
        """How many runs these articles have."""
        return self._runs[numbers - self._base]

    def links(self) -> list[tuple[int, int]]:
        """The near copies among them and their originals, while both are known."""
        originals = self._originals[self.first - self._base : self.end - self._base].tolist()
        return [(self.first + at, each) for at, each in enumerate(originals) if each >= self.first]
