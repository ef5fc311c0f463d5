"""TIMEX3 values and the calendar: which days a value spans, and moving along by units.

Values are those of ISO 8601 with TIMEX3's additions: "2031-W07", "2031-Q3", "2031-SU", "203" (a
decade), "20" (a century), "2031-W07-WE" (a weekend), "2031-02-10TNI" (a night).
"""

import re
from calendar import monthrange
from datetime import date, timedelta

DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?")
MONTHS = re.compile(r"(\d{4})-(\d\d|Q[1-4]|H[12]|SP|SU|FA|WI)")
YEARS = re.compile(r"\d{2,4}")
# First month and number of months of each part of a year; a winter runs into the next year.
STRETCHES = {
    "Q1": (1, 3), "Q2": (4, 3), "Q3": (7, 3), "Q4": (10, 3), "H1": (1, 6), "H2": (7, 6),
    "SP": (3, 3), "SU": (6, 3), "FA": (9, 3), "WI": (12, 3),
}  # fmt: skip
UNIT_DAYS = {"D": 1, "W": 7, "F": 14}
UNIT_MONTHS = {"M": 1, "Q": 3, "Y": 12, "E": 120, "C": 1200}

Days = tuple[date, date]


def day(year: int, month: int, of_month: int) -> date | None:
    """The day, or none if the calendar has no such day."""
    try:
        return date(year, month, of_month)
    except ValueError:
        return None


def days_of(value: str) -> Days | None:
    """The first and last day a value spans.

    >>> [str(day) for day in days_of("2031-W07") or ()]
    ['2031-02-10', '2031-02-16']
    >>> [str(day) for day in days_of("2031-Q3") or ()]
    ['2031-07-01', '2031-09-30']
    """
    value = value.partition("T")[0]
    try:
        if match := DAY.fullmatch(value):
            only = date(*map(int, match.groups()))
            return only, only
        if match := WEEK.fullmatch(value):
            first = date.fromisocalendar(int(match[1]), int(match[2]), 6 if match[3] else 1)
            return first, first + timedelta(days=1 if match[3] else 6)
        if match := MONTHS.fullmatch(value):
            first_month, count = STRETCHES.get(match[2]) or (int(match[2]), 1)
            return _months(int(match[1]), first_month, count)
        if YEARS.fullmatch(value):
            width = 10 ** (4 - len(value))
            first_year = int(value) * width
            return date(first_year, 1, 1), date(first_year + width - 1, 12, 31)
    except (ValueError, OverflowError):
        return None
    return None


def _months(year: int, month: int, count: int) -> Days:
    first = date(year, month, 1)
    last = moved(first, count - 1, "M") or first
    return first, last.replace(day=monthrange(last.year, last.month)[1])


def moved(day: date, count: float, unit: str) -> date | None:
    """The day so many units on (or back); none beyond the calendar.

    >>> moved(date(2031, 1, 31), 1, "M")
    datetime.date(2031, 2, 28)
    """
    try:
        if unit in UNIT_DAYS:
            return day + timedelta(days=round(count * UNIT_DAYS[unit]))
        months = round(count * UNIT_MONTHS[unit]) + day.year * 12 + day.month - 1
        year, month = divmod(months, 12)
        return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    except (ValueError, OverflowError, KeyError):
        return None


def value_of(day: date, unit: str) -> str:
    """The value of the day, week, month ... that holds the day.

    >>> value_of(date(2031, 2, 10), "W"), value_of(date(2031, 2, 10), "Q")
    ('2031-W07', '2031-Q1')
    """
    iso = day.isocalendar()
    forms = {
        "D": day.isoformat(),
        "W": f"{iso.year}-W{iso.week:02}",
        "F": f"{iso.year}-W{iso.week:02}",
        "WE": f"{iso.year}-W{iso.week:02}-WE",
        "M": f"{day.year:04}-{day.month:02}",
        "Q": f"{day.year:04}-Q{(day.month + 2) // 3}",
        "E": f"{day.year // 10:03}",
        "C": f"{day.year // 100:02}",
    }
    return forms.get(unit, f"{day.year:04}")


def duration(count: float | None, unit: str) -> str:
    """The value of so many units; an unknown count is X.

    >>> duration(2, "W"), duration(None, "Y"), duration(2.5, "Y"), duration(3, "E")
    ('P2W', 'PXY', 'P2Y6M', 'P30Y')
    """
    clock = "T" if unit.startswith("T") else ""
    letter = unit.removeprefix("T")
    larger = {"E": (10, "Y"), "C": (100, "Y"), "F": (2, "W")}.get(unit)
    if count is None:
        return f"P{clock}X{letter}"
    if larger:
        count, letter = count * larger[0], larger[1]
    whole, part = divmod(count, 1)
    smaller = {"Y": (12, "M"), "TH": (60, "M"), "TM": (60, "S"), "D": (24, "H")}.get(unit)
    if not part or not smaller:
        return f"P{clock}{count:g}{letter}"
    head = f"P{clock}" + (f"{whole:.0f}{letter}" if whole else "")
    if unit == "D":
        head += "T"
    return f"{head}{part * smaller[0]:.0f}{smaller[1]}"
