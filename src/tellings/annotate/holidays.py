"""Days with a name of their own, and recurring events with fixed dates, from lang calendar data.

A rule is a fixed day of a month, the n-th weekday of a month (negative from its end), or a
distance from Easter or from another rule's day.
"""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from typing import Any

from tellings.lang import table


def holiday_in(year: int, name: str, language: str) -> date | None:
    """The day of this name in a year.

    >>> holiday_in(2031, "Christmas Eve", "en"), holiday_in(2031, "Thanksgiving", "en")
    (datetime.date(2031, 12, 24), datetime.date(2031, 11, 27))
    """
    key = " ".join(name.lower().replace("’", "'").split())
    rules = table(language, "calendar")["holidays"]
    rule = rules.get(key) or rules.get(key.removesuffix(" day"))
    return None if rule is None else day_by(rule, year)


def day_by(rule: Mapping[str, Any], year: int) -> date | None:
    """The day a rule gives in a year; none where it gives none."""
    if year < 1 or year > 9998 or not _held(rule, year):
        return None
    if "easter" in rule:
        found = easter(year) + timedelta(days=rule["easter"])
    elif "weekday" in rule:
        found = nth_weekday(year, rule["month"], rule["weekday"], rule["nth"])
    else:
        found = date(year, rule["month"], rule["day"])
    return found + timedelta(days=rule.get("shift", 0))


def _held(rule: Mapping[str, Any], year: int) -> bool:
    every, phase = rule.get("every", 1), rule.get("phase", 0)
    return bool(year % every == phase)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The n-th Monday (0) ... Sunday (6) of a month, from its end if negative."""
    if nth > 0:
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
    last = date(year, month, monthrange(year, month)[1])
    return last - timedelta(days=(last.weekday() - weekday) % 7 + 7 * (-nth - 1))


@cache
def easter(year: int) -> date:
    """Easter Sunday by the Gregorian rule (Meeus, Astronomical Algorithms, chapter 8)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (a + 11 * h) // 319
    n = (2 * e + 2 * i - k - h + m + 32) % 7
    month = (h - m + n + 90) // 25
    return date(year, month, (h - m + n + month + 19) % 32)
