"""Which days a time expression means: its TIMEX3 value, first and last day, and its anchor.

Expressions are read in order, since "two days later" counts from what was told before. What
is counted from the day of publication has no value where that day is not known.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date

from tellings.annotate.calendar_times import CALENDAR_READERS
from tellings.annotate.counted_times import COUNTED_READERS
from tellings.annotate.moment import Frame, Reading
from tellings.annotate.times import Expression
from tellings.annotate.timex import days_of
from tellings.model.annotation import TimeExpression, TimeType
from tellings.model.document import Article
from tellings.model.span import Span

READERS: Mapping[str, Callable[[Mapping[str, str], Frame], Reading]] = (
    CALENDAR_READERS | COUNTED_READERS
)
# A value with a time of day or a part of it.
CLOCK = re.compile(r"[\dX]T")
# What a month or a season may say of itself and yet need a year.
YEARLESS = {"month", "season", "season2"}
# Kinds that only news of the day uses: with them, an article is no history.
TOPICAL = ("weekday", "part")
# An article of history gives at least this many full dates, most of them this many years old.
LEAST_HISTORIC, YEARS_PAST = 4, 2


def resolved(
    article: Article, expressions: tuple[Expression, ...], published: str | None
) -> tuple[TimeExpression, ...]:
    """The expressions with their values, in order.

    ``published`` is the ISO day (or day and time) of publication, or none.
    """
    day = iso_day(published)
    historic = _historic(expressions, day)
    told: str | None = None
    quarter: str | None = None
    found = []
    for at, each in enumerate(_with_years(article.text, expressions), 1):
        frame = Frame(article.text, each.span, each.sentence, "en", day, told, quarter, historic)
        reading = READERS[each.kind](dict(each.parts), frame)
        found.append(_expression(at, each, reading, article.text))
        if _told(reading, historic):
            told = (reading.value or "").partition("T")[0]
        if each.kind == "quarter" and told and "-Q" in told and "ago" not in dict(each.parts):
            quarter = told
    return tuple(found)


def _with_years(text: str, expressions: tuple[Expression, ...]) -> list[Expression]:
    """The expressions, a year in words ("January nineteen ninety-seven") put to its month."""
    found: list[Expression] = []
    for each in expressions:
        parts, last = dict(each.parts), found[-1] if found else None
        if (
            last is not None
            and each.kind == "year"
            and "words" in parts
            and last.kind in ("month", "season")
            and {name for name, _ in last.parts} <= YEARLESS
            and text[last.span.end : each.span.start] in (" ", " of ", ", ")
            and (value := READERS["year"](parts, _frame_of(text, each)).value)
        ):
            span = Span(last.span.start, each.span.end)
            found[-1] = last._replace(span=span, parts=(*last.parts, ("year", value)))
        else:
            found.append(each)
    return found


def _frame_of(text: str, each: Expression) -> Frame:
    return Frame(text, each.span, each.sentence, "en", None, None, None, False)


def iso_day(published: str | None) -> date | None:
    """The day of an ISO date or datetime; none if it is neither.

    >>> iso_day("2031-02-10T08:00:00Z")
    datetime.date(2031, 2, 10)
    """
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


def _told(reading: Reading, historic: bool) -> bool:
    """Whether later words may count from it; in a story of the past, nothing counted from now."""
    if historic and reading.anchor == "publication":
        return False
    return bool(reading.value and reading.type != "DURATION" and reading.value[:2].isdigit())


def _historic(expressions: tuple[Expression, ...], published: date | None) -> bool:
    topical = sum(each.kind in TOPICAL for each in expressions)
    years = [
        int(part)
        for each in expressions
        if each.kind in ("date", "month")
        for name, part in each.parts
        if name == "year"
    ]
    past = [year for year in years if published is None or year <= published.year - YEARS_PAST]
    return len(past) >= max(LEAST_HISTORIC, topical) and len(past) * 2 > len(years)


def _expression(at: int, each: Expression, reading: Reading, text: str) -> TimeExpression:
    start, end = reading.start, reading.end
    days = days_of(reading.value) if reading.value else None
    if days:
        start, end = start or days[0], end or days[1]
    kind: TimeType = reading.type  # type: ignore[assignment]
    if kind == "DATE" and CLOCK.search(reading.value or ""):
        kind = "TIME"
    return TimeExpression(
        id=f"t{at}",
        span=each.span,
        text=each.span.of(text),
        type=kind,
        value=reading.value,
        start=start.isoformat() if start else None,
        end=end.isoformat() if end else None,
        anchor=reading.anchor,
    )
