"""When an article came out, worked out from its own words, or from another telling's day.

The foot of the page gives the year, a recurring event with a fixed rule ("the conference later
this week") the week, and the weekday of the news itself ("said Monday") the day. A day is given
only where these leave exactly one.
"""

from calendar import isleap
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import islice

from tellings.annotate.calendar_times import weekday_of
from tellings.annotate.holidays import day_by
from tellings.annotate.moment import Frame
from tellings.annotate.resolve import iso_day, resolved
from tellings.annotate.times import Expression
from tellings.annotate.timex import Days, moved
from tellings.lang import Pattern, patterns
from tellings.model.document import TOLD, Article, Published
from tellings.model.span import Span

LANGUAGE = "en"
# The news itself stands in so many characters from the first body paragraph's start.
LEAD = 700
# A telling comes out at most so many days before another of the same story, or one day after.
BEFORE, AFTER = 5, 1
# An event further from its time expression than this is another clause's.
NEAR = 160
# An event named more often than this is looked up at its first mentions alone.
MOST = 5
# Expressions that say nothing of when the article came out.
TIMELESS = ("year", "decade", "century", "word", "set", "uncounted", "yearago")


def inferred(article: Article, expressions: tuple[Expression, ...]) -> Published | None:
    """The one day the article's own words allow; none if they allow several, or none."""
    year = _footer_year(article)
    lead = _lead_weekday(article, expressions)
    if year is None or lead is None:
        return None
    told = [(each, rule) for each, rule in _events(article, expressions)]
    if not told:
        return None
    first = date(year, 1, 1)
    days = (first + timedelta(days=at) for at in range(365 + isleap(year)))
    weekday = weekday_of(dict(lead.parts)["weekday"])
    found = [
        day
        for day in days
        if day.weekday() == weekday and all(_fits(article, each, rule, day) for each, rule in told)
    ]
    return Published(found[0].isoformat(), "inferred") if len(found) == 1 else None


def beside(article: Article, expressions: tuple[Expression, ...], day: str) -> Published | None:
    """The day of an undated telling beside another one published on ``day``.

    The weekday of its news, if it names one, nearest to that day; otherwise the same day.
    """
    known = iso_day(day)
    if known is None:
        return None
    lead = _lead_weekday(article, expressions)
    if lead is None:
        return Published(known.isoformat(), "inferred")
    weekday = weekday_of(dict(lead.parts)["weekday"])
    near = (moved(known, at, "D") for at in range(-BEFORE, AFTER + 1))
    found = [each for each in near if each and each.weekday() == weekday]
    best = min(found, key=lambda each: abs((each - known).days), default=known)
    return Published(best.isoformat(), "inferred")


def _footer_year(article: Article) -> int | None:
    """The latest year of a copyright line outside the told text."""
    (copyright_line,) = patterns(LANGUAGE, "calendar", "footer")
    years = [
        int(match["year"])
        for piece in article.pieces
        if piece.role not in TOLD
        for match in copyright_line.regex.finditer(article.text, *piece.span)
    ]
    return max(years, default=None)


def _lead_weekday(article: Article, expressions: Iterable[Expression]) -> Expression | None:
    """The first plain weekday of the first paragraphs: the day of the news."""
    start = next((piece.span.start for piece in article.pieces if piece.role == "body"), None)
    if start is None:
        return None
    lead = Span(start, start + LEAD)
    for each in expressions:
        names = {name for name, _ in each.parts}
        plain = each.kind == "weekday" and not names & {"which", "every", "plural", "plurals"}
        if plain and lead.holds(each.span) and not _ahead(article, each):
            return each
    return None


def _ahead(article: Article, each: Expression) -> bool:
    """Whether it is the day of something to come ("will vote on Friday")."""
    frame = Frame(article.text, each.span, each.sentence, LANGUAGE, None, None, None, False)
    return frame.tense() > 0


def _events(
    article: Article, expressions: tuple[Expression, ...]
) -> Iterable[tuple[Expression, Pattern]]:
    """Each event the article names, with the time expression beside it in its sentence."""
    for event in patterns(LANGUAGE, "calendar", "event"):
        for match in islice(event.regex.finditer(article.text), MOST):
            place = Span(*match.span())
            near = [
                (_distance(place, each.span), each)
                for each in expressions
                if each.sentence.holds(place) and each.kind not in TIMELESS
            ]
            if near and (best := min(near, key=lambda pair: pair[0]))[0] <= NEAR:
                yield best[1], event


def _distance(one: Span, other: Span) -> int:
    return max(one.start - other.end, other.start - one.end, 0)


def _fits(article: Article, each: Expression, event: Pattern, day: date) -> bool:
    """Whether the expression, read on that day, meets the event."""
    (reading,) = resolved(article, (each,), day.isoformat())
    if reading.start is None or reading.end is None:
        return True
    start, end = date.fromisoformat(reading.start), date.fromisoformat(reading.end)
    held = (_held(event, year) for year in range(start.year, end.year + 1))
    return any(days and days[0] <= end and start <= days[1] for days in held)


def _held(event: Pattern, year: int) -> Days | None:
    first = day_by(event.extra["rule"], year)
    return (first, first + timedelta(days=event.extra["days"] - 1)) if first else None
