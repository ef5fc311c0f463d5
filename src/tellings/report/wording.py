"""Small wordings the reports share: letters, days, who holds a claim, a headline's own words."""

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date

from tellings.model.comparison import ClaimReading
from tellings.report.plain import line
from tellings.words import normal, tokens

SAYS = {
    "says": "says",
    "confirms": "confirms",
    "claims": "claims",
    "denies": "denies",
    "refuses": "refuses",
    "neither-confirms-nor-denies": "neither confirms nor denies",
    "demands": "demands",
    "offers": "offers",
    "threatens": "threatens",
    "predicts": "predicts",
    "asks": "asks",
}
# How what one telling has stands to the others.
ONLY, PERHAPS = "found in one telling only", "that others may tell in other words"
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_HOUR = re.compile(r"(\d\d:\d\d)[\d:.]*(Z|[+-]\d\d:\d\d)?")


def letter(number: int) -> str:
    """The letter of the telling of this number, counted from 0.

    >>> letter(0), letter(25), letter(26)
    ('A', 'Z', 'AA')
    """
    rest, at = divmod(number, 26)
    return (letter(rest - 1) if rest else "") + chr(ord("A") + at)


def doubt(some: int) -> str:
    """How many of what was counted are not sure; nothing if all are.

    >>> doubt(4), doubt(0)
    (', 4 of them perhaps', '')
    """
    return f", {some:,} of them perhaps" if some else ""


def days(start: str, end: str | None) -> str:
    """A day, or the first and the last of several.

    >>> days("2031-05-12", "2031-05-12"), days("2031-05-01", "2031-05-31")
    ('2031-05-12', '2031-05-01 to 2031-05-31')
    """
    return line(start if end in (None, start) else f"{start} to {end}")


def own_words(text: str, own: Iterable[str]) -> Iterator[tuple[str, bool]]:
    """The text in runs, and whether a run is words no other headline has.

    >>> list(own_words("Tarn dam to be mended", ["be", "mended"]))
    [('Tarn dam to ', False), ('be', True), (' ', False), ('mended', True)]
    """
    wanted = {normal(word) for word in own if word}
    at = 0
    for token in tokens(text):
        if token.norm in wanted:
            if token.start > at:
                yield text[at : token.start], False
            yield text[token.start : token.end], True
            at = token.end
    if at < len(text):
        yield text[at:], False


def holding(reading: ClaimReading) -> str:
    """Who holds a claim and how: "Orel, the ministry denies"; empty for plain narration.

    "Perhaps" stands before it where it is not sure that it says the same as the others.
    """
    holders = ", ".join(line(name) for name in reading.holder)
    stance = SAYS.get(reading.stance, "")
    held = f"{holders or 'unnamed'} {stance}" if stance else holders
    return held if reading.sure else f"perhaps {held}".rstrip()


def when(start: str, end: str | None) -> str:
    """The same as a reader writes it; as it stands where it is no ISO day.

    >>> when("2031-05-12", None), when("2031-05-01", "2031-05-31"), when("2031-01-01", "2031-12-31")
    ('12 May 2031', 'May 2031', '2031')
    >>> when("2031-06-01", "2031-08-31"), when("2030-12-01", "2031-02-28")
    ('June – August 2031', 'December 2030 – February 2031')
    >>> when("2031-05-12", "2031-05-18"), when("2031-04-30", "2031-05-02"), when("spring", None)
    ('12–18 May 2031', '30 April – 2 May 2031', 'spring')
    """
    try:
        first = date.fromisoformat(start[:10])
        last = date.fromisoformat((end or start)[:10])
    except ValueError:
        return days(start, end)
    if first == last:
        return _day(first)
    if named := _whole(first, last):
        return named
    if first.year != last.year:
        return f"{_day(first)} – {_day(last)}"
    if first.month == last.month:
        return f"{first.day}–{_day(last)}"
    return f"{first.day} {MONTHS[first.month - 1]} – {_day(last)}"


def moment(said: str) -> str:
    """A day with its hour as a reader writes it; as it stands where it is no ISO time.

    >>> moment("2031-05-12T18:20:09+00:00"), moment("2031-05-12T07:30+01:00"), moment("spring")
    ('12 May 2031, 18:20 UTC', '12 May 2031, 07:30 UTC+01:00', 'spring')
    >>> moment("2031-05-12T17:41"), moment("2031-05-12")
    ('12 May 2031, 17:41', '12 May 2031')
    """
    day, _, hour = said.partition("T")
    if not hour:
        return when(said, None) if len(said) == len("2031-05-12") else said
    found = _HOUR.fullmatch(hour)
    if not found or when(day, None) == day:
        return said
    zone = "" if found[2] is None else " UTC" if found[2] in ("Z", "+00:00") else f" UTC{found[2]}"
    return f"{when(day, None)}, {found[1]}{zone}"


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _whole(first: date, last: date) -> str:
    """Years and months that two days bound, by their names; nothing if they bound none."""
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return str(first.year) if first.year == last.year else f"{first.year} – {last.year}"
    if first.day != 1 or last.day != monthrange(last.year, last.month)[1]:
        return ""
    begun, ended = MONTHS[first.month - 1], f"{MONTHS[last.month - 1]} {last.year}"
    if first.year != last.year:
        return f"{begun} {first.year} – {ended}"
    return ended if first.month == last.month else f"{begun} – {ended}"
