"""What the page draws: where the tellings have it from, the days of the story, who carries a claim.

Lines and bars in units of their own, for SVG without style: the words stand beside them as text,
and say the same to whoever does not see the drawing.
"""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from tellings.model.comparison import AlignedClaim, Origin, TimelineEntry
from tellings.report.outline import Source
from tellings.report.plain import line
from tellings.report.wording import when

View = dict[str, Any]
# More lines than so many rows would have are a thicket, and the list alone says it better.
ROWS = 40
# Units of the highest bar, and of the smallest.
TALLEST, LEAST = 40, 5


class Strip(NamedTuple):
    """Who carries a claim, a unit of width each: those who do, and those who may."""

    size: int
    sure: str
    perhaps: str


def web(origins: Sequence[Origin], sources: Sequence[Source], hues: int) -> View | None:
    """Origins on the left, tellings on the right, a line for each that has it from there."""
    places = {each.telling.article: at for at, each in enumerate(sources)}
    rows = max(len(origins), len(sources))
    if not origins or rows > ROWS:
        return None
    lines: dict[str, list[str]] = {}
    for at, origin in enumerate(origins):
        start = _middle(at, len(origins))
        for name in origin.tellings:
            end = _middle(places[name], len(sources))
            curve = f"M0 {start}C50 {start} 50 {end} 100 {end}"
            lines.setdefault(name, []).append(curve)
    drawn = [(f"p{places[name] % hues}", "".join(curves)) for name, curves in lines.items()]
    return {"rows": rows, "lines": drawn}


def _middle(at: int, size: int) -> str:
    """The middle of a row, where so many share a hundred units."""
    return f"{100 * (2 * at + 1) / (2 * size):.1f}".removesuffix(".0")


def days(timeline: Sequence[TimelineEntry]) -> list[View]:
    """The days of the timeline: how much is told of each, and how long it is to the next."""
    held: dict[str, list[int]] = {}
    for number, each in enumerate(timeline, 1):
        held.setdefault(when(each.start, each.end), []).append(number)
    most = max(map(len, held.values()), default=1)
    return [
        {
            "id": f"t{numbers[0]}",
            "name": line(name),
            "size": len(numbers),
            "height": max(LEAST, TALLEST * len(numbers) // most),
        }
        for name, numbers in held.items()
    ]


def carriers(claim: AlignedClaim, perhaps: Iterable[str], articles: Iterable[str]) -> Strip:
    """The strip of a claim: one place for each article, in the order of the columns."""
    names = list(articles)
    may = set(perhaps)
    sure = [at for at, name in enumerate(names) if name in claim.carried_by]
    unsure = [at for at, name in enumerate(names) if name in may]
    return Strip(len(names), _dashes(sure), _dashes(unsure))


def _dashes(places: Iterable[int]) -> str:
    """A dash of eight tenths at each of these places.

    >>> _dashes([0, 3])
    'M0 1h.8M3 1h.8'
    """
    return "".join(f"M{at} 1h.8" for at in places)
