"""When the articles of a story came: who tells it, and a small bar for each day."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from tellings.report.wording import when
from tellings.store import Store
from tellings.store.records import StoryRow

# So many bars at most: of a story that goes on for longer each stands for several days.
BARS, HEIGHT, WIDTH = 24, 20, 5
NAMED = 5
_DAY = 86_400


class Bar(NamedTuple):
    """A bar of the drawing, in its units."""

    x: int
    y: int
    height: int


class Listed(NamedTuple):
    """A story in the list with those who tell it and how its articles came."""

    row: StoryRow
    publishers: tuple[str, ...]
    more: int
    bars: tuple[Bar, ...]
    said: str
    days: str

    @property
    def width(self) -> int:
        """Units of the drawing from the first bar to the last."""
        return self.bars[-1].x + WIDTH - 1 if self.bars else 0


def arrivals(store: Store, rows: Sequence[StoryRow]) -> list[Listed]:
    """The stories with what is drawn of them."""
    return [_listed(store, each) for each in rows]


def _listed(store: Store, row: StoryRow) -> Listed:
    found = list(
        store.rows("SELECT publisher, moment FROM articles WHERE story = ? ORDER BY id", (row.id,))
    )
    named = Counter(publisher for publisher, _ in found if publisher)
    names = sorted(named, key=lambda each: (-named[each], each))
    days = Counter(int(moment // _DAY) for _, moment in found if moment is not None)
    first, last = (row.first_published or "")[:10], (row.last_published or "")[:10]
    return Listed(
        row,
        tuple(names[:NAMED]),
        max(0, len(names) - NAMED),
        _bars(days),
        _said(days),
        when(first, last or first) if first else "",
    )


def _bars(days: Counter[int]) -> tuple[Bar, ...]:
    """A bar for each day, or for several, as high as it has articles.

    >>> _bars(Counter({10: 1, 12: 4}))
    (Bar(x=0, y=15, height=5), Bar(x=10, y=0, height=20))
    """
    if not days:
        return ()
    first = min(days)
    step = (max(days) - first) // BARS + 1
    held: Counter[int] = Counter()
    for day, count in days.items():
        held[(day - first) // step] += count
    most = max(held.values())
    sizes = ((at, max(2, HEIGHT * count // most)) for at, count in sorted(held.items()))
    return tuple(Bar(at * WIDTH, HEIGHT - size, size) for at, size in sizes)


def _said(days: Counter[int]) -> str:
    """The bars in words, for who does not see them."""
    if not days:
        return "no days known"
    parts = [f"{_name(day)}: {days[day]}" for day in sorted(days)[:BARS]]
    more = len(days) - len(parts)
    return "articles a day: " + ", ".join(parts) + (f" and {more} more days" if more > 0 else "")


def _name(day: int) -> str:
    return datetime.fromtimestamp(day * _DAY, UTC).date().isoformat()
