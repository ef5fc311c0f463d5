"""Moments as machines write them: ISO in its forms, RFC 2822, seconds since 1970.

What a person would print ("10 February 2025") is left to `dates`. The offset is kept as it is
written: the day an article came out is the day at its publisher's desk.
"""

import re
from datetime import UTC, datetime

from tellings.clean.dates import iso

_BASIC = re.compile(r"(20\d\d)([01]\d)([0-3]\d)(?:T?(\d\d)(\d\d)(\d\d)?(Z|[+-]\d\d:?\d\d)?)?$")
_SECONDS = re.compile(r"1\d{9}(?:\d{3})?$")
_MAIL = re.compile(r"[A-Za-z]{3}, ?\d")
_URL_DAY = re.compile(r"[/_-]((?:19|20)\d\d)[/-]?([01]\d)[/-]?([0-3]\d)(?=[/_.-]|$)")
_LOOSE_URL_DAY = re.compile(r"/((?:19|20)\d\d)/(\d\d?)/(\d\d?)/")


def moment(value: str) -> str | None:
    """The ISO date, or date and time, that a machine's field gives; none if it gives none.

    >>> moment("20310210T130500Z"), moment("Mon, 10 Feb 2031 13:05:00 +0100")
    ('2031-02-10T13:05:00+00:00', '2031-02-10T13:05:00+01:00')
    >>> moment("1739192700"), moment("soon")
    ('2025-02-10T13:05:00+00:00', None)
    """
    value = value.strip()[:100]
    try:
        if _SECONDS.match(value):
            return datetime.fromtimestamp(int(value[:10]), UTC).isoformat()
        if match := _BASIC.match(value):
            return _basic(match)
        if _MAIL.match(value):
            from email.utils import parsedate_to_datetime

            return parsedate_to_datetime(value).isoformat()
    except (ValueError, IndexError, TypeError, OverflowError):
        return iso(value)
    return iso(value)


def _basic(match: re.Match[str]) -> str:
    year, month, day, hour, minute, second, zone = match.groups()
    if hour is None:
        return datetime(int(year), int(month), int(day)).date().isoformat()
    written = f"{year}-{month}-{day}T{hour}:{minute}:{second or '00'}"
    return datetime.fromisoformat(written + (zone or "").replace("Z", "+00:00")).isoformat()


def day_in(url: str) -> tuple[str, int, int] | None:
    """The day an address is filed under, and where it stands in it.

    >>> day_in("https://dispatch.example/2031/02/10/dam")
    ('2031-02-10', 25, 35)
    """
    match = _URL_DAY.search(url) or _LOOSE_URL_DAY.search(url)
    if match is None:
        return None
    try:
        day = datetime(*(int(each) for each in match.groups())).date()  # type: ignore[arg-type]
    except ValueError:
        return None
    return day.isoformat(), match.start(1), match.end(3)
