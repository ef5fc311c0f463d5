"""Stories as a stream: each article joins the story it is most like, or opens one.

The stream is driven one article at a time, in the order of arrival, and says at once where an
article belongs. It forgets articles that left its window; whoever keeps what it said (`Arrival`)
can make it anew as it was (`Stream.restored`).
"""

import math
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from statistics import median_low

import numpy as np

from tellings.group.arrival import Arrival, Change, Kept
from tellings.group.copies import UNLIKE, Originals
from tellings.group.keeping import Record, packed, unpacked
from tellings.group.likeness import FEATURES, Asked, Scales
from tellings.group.points import points
from tellings.group.repair import ARRIVING, changes, enough, repaired
from tellings.group.slots import Slots
from tellings.group.terms import Numbers, terms
from tellings.group.window import STEMS, Rarity, Whole, Window
from tellings.model.document import Article

# Days after which an article leaves, and beyond which no article is beside another: in the dated
# dev stories 99 in 100 come within 4 days of the one before, and the last after 14.5.
WINDOW = 14.0
# Beyond so many articles the oldest leaves, whatever its day: undated ones would stay for ever.
MOST = 1_000_000
# The clock is the middle day of so many of the latest articles: one wrong date moves nothing.
CLOCK = 25
# An article is found by so many of its stems, and asks for others by twice as many: the ones
# that say most of it.
POSTED = 16
# So many of the likest are looked at.
LOOKED_AT = 40
# Stems told apart when articles are looked up, and articles held of each.
ROWS, WIDTH = 1 << 17, 32
# Points from which an article belongs to the running story of the likest story.
RUNNING = -150
# A member of a story that was not even found counts as so many points, up to so many of them.
FAR, MISSED = -400, 8


class Stream:
    """The stories of the articles so far.

    What is held grows with the articles of the last ``days`` days, and with nothing else.
    """

    def __init__(self, *, days: float = WINDOW) -> None:
        self._days = days
        self._window = Window()
        self._rarity = Rarity()
        self._scales = Scales()
        self._slots = Slots(ROWS, WIDTH)
        self._originals = Originals()
        self._clock = math.nan
        self._latest: deque[float | None] = deque(maxlen=CLOCK)

    def arrive(self, article: Article) -> Arrival:
        """Where this one belongs; articles that come later change nothing of it.

        An undated article arrives now: it is beside all that the stream still knows.
        """
        new = terms(article)
        self._tick(new.day)
        self._rarity.learn(new.stems)
        stems = self._in_order(new.stems)
        asked = Asked(stems[:STEMS], new.day)
        copied, share = self._original(asked, new.runs)
        places = self._place(asked, copied)
        original = self._window.name(copied) if copied >= 0 else None
        record = Record(new.day, self._clock, original, stems, new.runs)
        self._put(article.id, record, copied)
        self._window.put(self._window.end - 1, *places)
        story, running = map(self._window.name, places)
        return Arrival(article.id, story, running, original, share, packed(record))

    def repair(self) -> tuple[Change, ...]:
        """Look at the stories of the window again, as a whole; what was changed.

        An old id leads to the new one from now on; no id is ever given to another story. Takes
        about as long as the arrival of all articles of the window.
        """
        window = self._window
        days = window.days(np.array(window.numbers(), dtype=np.int64)).tolist()
        least = {
            number: enough(None if math.isnan(day) else day, len(window))
            for number, day in zip(window.numbers(), days, strict=True)
        }
        found = repaired(self._pairs(), window.links(), least)
        return tuple(changes(window, found))

    @classmethod
    def restored(cls, kept: Iterable[Kept]) -> "Stream":
        """The stream as it was when these, in the order of arrival, had arrived.

        What has left the window meanwhile may be among them and is passed over.
        """
        stream, numbers = cls(), _Numbers()
        window = stream._window
        for each in kept:
            record = unpacked(each.id, each.kept)
            stream._tick(record.day, record.clock)
            stream._rarity.learn(record.stems)
            original = max(-1, numbers.get(record.copy_of or "", -1))
            stream._put(each.id, record, original)
            number = window.end - 1
            if each.id in numbers and numbers[each.id] < 0:
                window.begun(numbers[each.id], number)
            numbers[each.id] = number
            for story in (each.story, each.running):
                window.know(numbers[story], story)
            window.put(number, numbers[each.story], numbers[each.running])
        return stream

    def __len__(self) -> int:
        """How many articles it knows."""
        return len(self._window)

    def stories(self) -> list[tuple[str, str]]:
        """The articles it knows and their stories, in the order of arrival."""
        window = self._window
        return [
            (window.name(number), window.name(window.story(number))) for number in window.numbers()
        ]

    def _tick(self, day: float | None, clock: float | None = None) -> None:
        """Turn the clock to the middle day of the latest articles, and let the oldest leave."""
        self._latest.append(day)
        known = [each for each in self._latest if each is not None]
        middle = median_low(known) if known else self._clock
        self._clock = middle if clock is None else clock
        while len(self._window) > CLOCK and self._too_old():
            self._window.leave()
            if len(self._rarity) > len(self._window):
                self._rarity.forget()

    def _too_old(self) -> bool:
        apart = abs(self._clock - self._window.oldest())
        return len(self._window) >= MOST or apart > self._days

    def _in_order(self, stems: Numbers) -> Numbers:
        """The stems, those first that say most of their article."""
        weights = (stems & 255) * self._rarity.of((stems >> 12).astype(np.int64))
        return stems[np.argsort(-weights, kind="stable")]

    def _found(self, stems: Numbers, but: int = -1) -> Whole:
        """The articles that share the most telling stems, the likest first."""
        asked = stems[: 2 * POSTED]
        ids = (asked >> 12).astype(np.int64)
        weights = (asked & 255) * self._rarity.of(ids)
        which, holders = self._slots.holders(ids, self._window.first)
        # Both in one number: sorting is several times as fast as finding an order.
        pairs = np.sort((holders << 8 | which)[holders != but])
        if not len(pairs):
            return pairs
        holders, which = pairs >> 8, pairs & 255
        each = np.flatnonzero(np.diff(holders, prepend=-1))
        votes = np.add.reduceat(weights[which] ** 2, each)
        return holders[each[np.argsort(-votes, kind="stable")[:LOOKED_AT]]]

    def looked_at(self, asked: Asked, number: int = -1) -> tuple[Whole, Whole]:
        """The articles beside this one and their features; beside all, if it has a number."""
        numbers = self._found(asked.stems, number)
        if asked.day is not None:
            numbers = numbers[~(np.abs(self._window.days(numbers) - asked.day) > WINDOW)]
        return numbers, self._rows(asked, numbers, whole=number >= 0)

    def _rows(self, asked: Asked, numbers: Whole, *, whole: bool = False) -> Whole:
        stems, days = self._window.stems(numbers), self._window.days(numbers)
        return self._scales.features(asked, stems, days, self._rarity, whole=whole)

    def asked(self, number: int) -> Asked:
        """An article of the window, to be asked about again."""
        stems = self._window.stems(np.array([number]))[0]
        day = float(self._window.days(np.array([number]))[0])
        return Asked(stems[stems > 0], None if math.isnan(day) else day)

    def _pairs(self) -> Iterator[tuple[int, Whole, Whole]]:
        for number in self._window.numbers():
            numbers, rows = self.looked_at(self.asked(number), number)
            yield number, numbers, points("repair").of(rows)

    def _original(self, asked: Asked, runs: Numbers) -> tuple[int, float]:
        """The article this one is a near copy of (-1 if of none), and how much of it stands there.

        Of several that share as much, the earliest.
        """
        numbers, shares = self._originals.find(runs, self._window)
        if not len(numbers):
            return -1, 0.0
        if len(numbers) > 1:
            rows = self._rows(asked, numbers)
            weighed = shares * (UNLIKE + rows[:, FEATURES.index("all")])
        else:
            weighed = shares
        best = int(np.argmax(weighed))
        shorter = min(len(runs), int(self._window.runs(numbers)[best]))
        return int(numbers[best]), round(float(shares[best]) * shorter / len(runs), 4)

    def _place(self, asked: Asked, copied: int) -> tuple[int, int]:
        """The story and the running story of a new article, which may be a copy of another."""
        window = self._window
        if copied >= 0:
            return window.story(copied), window.running(copied)
        numbers, rows = self.looked_at(asked)
        by_story: defaultdict[int, list[int]] = defaultdict(list)
        runnings: dict[int, int] = {}
        likeness = points("arrival").of(rows).tolist()
        for number, each in zip(numbers.tolist(), likeness, strict=True):
            by_story[window.story(number)].append(each)
            runnings[window.story(number)] = window.running(number)
        averages = [(self._average(story, each), story) for story, each in by_story.items()]
        new = window.end
        best, story = max(averages, default=(-math.inf, new), key=lambda pair: pair[0])
        if best >= enough(asked.day, len(window), ARRIVING):
            return story, runnings[story]
        return new, runnings[story] if best >= RUNNING else new

    def _average(self, story: int, found: list[int]) -> float:
        missed = min(MISSED, self._window.size(story) - len(found))
        return (sum(found) + FAR * missed) / (len(found) + missed)

    def _put(self, name: str, record: Record, original: int) -> None:
        number = self._window.end
        self._slots.add((record.stems[:POSTED] >> 12).astype(np.int64), number)
        self._originals.add(record.runs, number)
        self._window.add(name, record, original)


class _Numbers(dict[str, int]):
    """Articles by id, and below -1 stories whose first article is not known, or not yet."""

    def __missing__(self, story: str) -> int:
        number = self[story] = -2 - len(self)
        return number
