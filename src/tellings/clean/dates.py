"""Dates and times as pages print them: "February 10, 2025 8:05am EST", "10.02.2025, 18:24".

For the line that says when an article came out, in the languages of ``lang/any/dates.toml``;
dates within sentences are `annotate`'s. A date is given back as ISO, with its time and offset
where the line has them.
"""

import re
from datetime import date, datetime
from functools import cache
from typing import NamedTuple

from tellings.lang import table
from tellings.model.span import Span

_ISO = re.compile(
    r"(?P<y>(?:19|20)\d\d)[-/.](?P<m>\d\d?)[-/.](?P<d>\d\d?)(?!\d)"
    r"(?:[T ]+(?P<time>\d\d?:\d\d(?::\d\d)?(?:\.\d+)?)\s*(?P<zone>Z|[+-]\d\d:?\d\d)?)?"
)
_FIGURES = re.compile(
    r"(?<!\d)(?P<a>\d\d?)(?P<mark>[./-])\s?(?P<b>\d\d?)(?P=mark)\s?(?P<y>(?:20)?\d\d)(?!\d)"
)
_ASIAN = re.compile(r"(?P<y>(?:19|20)\d\d)[年년]\s?(?P<m>\d\d?)[月월]\s?(?P<d>\d\d?)[日일]")
# A word beside the figures of a day and a year: a date if it is a month's name.
_NAMED = re.compile(
    r"(?<!\w)(?:(?P<m1>[^\W\d_]+)\b\.?\s*(?P<d1>\d\d?)(?:st|nd|rd|th)?\s*,?\s*(?P<y1>(?:19|20)\d\d)"
    r"|(?P<d2>\d\d?)(?:st|nd|rd|th|\.|er)?\s*(?:de |of )?(?P<m2>[^\W\d_]+)\b\.?\s*(?:de |,\s*)?"
    r"(?P<y2>(?:19|20)\d\d))",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"(?<!\d)(?P<h>\d\d?)(?:[:.](?P<min>\d\d))?(?::\d\d)?\s*(?P<half>[ap]\.?\s?m\b\.?)"
    r"|(?<![\d.])(?P<h24>\d\d?):(?P<min24>\d\d)(?!\d)",
    re.IGNORECASE,
)
# Hours before Greenwich of the zones printed in English publication lines.
_ZONES = {
    "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
    "GMT": 0, "UTC": 0, "BST": 1, "CET": 1, "CEST": 2, "AEST": 10, "AEDT": 11,
}  # fmt: skip
_ZONE = re.compile(r"\b(" + "|".join(_ZONES) + r")\b")


class Dated(NamedTuple):
    """An ISO date or date and time, and where it stands."""

    value: str
    span: Span


@cache
def _months() -> dict[str, int]:
    listed = table("any", "dates")["months"]
    return {name: int(number) for number, names in listed.items() for name in names.split()}


def dated(text: str) -> Dated | None:
    """The first date of a line, with the time beside it.

    >>> dated("Published February 10, 2025 8:05am EST").value
    '2025-02-10T08:05-05:00'
    >>> dated("Stand: 17.06.2025 18:24 Uhr").value
    '2025-06-17T18:24'
    """
    found = _iso(text) or _day(text)
    if found is None or "T" in found.value:
        return found
    time = _time(text, found.span)
    if time is None:
        return found
    span = Span(min(time.span.start, found.span.start), max(time.span.end, found.span.end))
    return Dated(f"{found.value}T{time.value}", span)


def iso(value: str) -> str | None:
    """A machine's date as ISO, or none when it is no date.

    >>> iso("2025-02-10T13:05:00.000Z"), iso("soon")
    ('2025-02-10T13:05:00+00:00', None)
    """
    found = dated(value[:100])
    return found.value if found else None


def _iso(text: str) -> Dated | None:
    match = _ISO.search(text)
    if not match:
        return None
    day = _checked(match["y"], match["m"], match["d"])
    if day is None:
        return None
    if not match["time"]:
        return Dated(day, Span(*match.span()))
    zone = (match["zone"] or "").replace("Z", "+00:00")
    hours, _, rest = match["time"].partition(":")
    try:
        value = datetime.fromisoformat(f"{day}T{hours:0>2}:{rest}{zone}").isoformat()
    except ValueError:
        return Dated(day, Span(*match.span("d")))
    return Dated(value, Span(*match.span()))


def _day(text: str) -> Dated | None:
    if match := _named(text):
        month = _months()[(match["m1"] or match["m2"]).lower()]
        day = _checked(match["y1"] or match["y2"], month, match["d1"] or match["d2"])
    elif match := _ASIAN.search(text):
        day = _checked(match["y"], match["m"], match["d"])
    elif match := _FIGURES.search(text):
        day = _ordered(match)
    else:
        return None
    return Dated(day, Span(*match.span())) if day else None


def _named(text: str) -> re.Match[str] | None:
    """The first date with its month in letters."""
    match = _NAMED.search(text)
    while match and (match["m1"] or match["m2"]).lower() not in _months():
        match = _NAMED.search(text, match.start() + 1)
    return match


def _ordered(match: re.Match[str]) -> str | None:
    """The day of a date in figures: day first but where only month first can be."""
    year = match["y"] if len(match["y"]) == 4 else f"20{match['y']}"
    a, b = match["a"], match["b"]
    if match["mark"] != "." and int(a) <= 12 and int(b) <= 12 and a != b:
        return None  # 10/02 is two days: better none than the wrong one
    return _checked(year, b, a) or _checked(year, a, b)


def _checked(year: str | int, month: str | int, day: str | int) -> str | None:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def _time(text: str, beside: Span) -> Dated | None:
    """The time of day printed beside a date, as ISO with its offset if the zone is named."""
    for match in _TIME.finditer(text[: beside.end + 60]):
        if beside.start <= match.start() < beside.end:
            continue
        hour, minute = int(match["h"] or match["h24"]), int(match["min"] or match["min24"] or 0)
        if match["half"]:
            hour = hour % 12 + (12 if match["half"].lower().startswith("p") else 0)
        if hour > 23 or minute > 59:
            continue
        zone = _ZONE.match(text[match.end() :].lstrip(" ,")[:5])
        end = text.index(zone[1], match.end()) + len(zone[1]) if zone else match.end()
        return Dated(f"{hour:02}:{minute:02}{_offset(zone)}", Span(match.start(), end))
    return None


def _offset(zone: re.Match[str] | None) -> str:
    if zone is None:
        return ""
    minutes = int(_ZONES[zone[1]] * 60)
    sign = "-" if minutes < 0 else "+"
    return f"{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


_DIGIT = re.compile(r"\d")
_NOISE = re.compile(r"[\W\d_]+")


def is_dateline(text: str) -> bool:
    """Whether a line says hardly more than a date and a time.

    >>> is_dateline("Politics / January 11, 2024 9:15 a.m. GMT")
    True
    >>> is_dateline("On 3 May 2031 it fell")
    False
    """
    if len(text) > 90 or not _DIGIT.search(text):
        return False
    found = dated(text)
    if found is None and not (match := _FIGURES.search(text)):
        return False
    start, end = found.span if found else match.span()  # type: ignore[union-attr]
    rest = _NOISE.sub(" ", text[:start] + " " + _TIME.sub(" ", _ZONE.sub(" ", text[end:])))
    days = frozenset(table("any", "dates")["days"]["names"].split())
    others = [word for word in rest.split() if len(word) > 2 and word.lower() not in days]
    return len(others) <= 2 and not any(word[0].islower() for word in others)
