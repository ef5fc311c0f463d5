"""Readers of what names a place in the calendar: dates, weekdays, months, seasons, years.

Each takes the named parts of an expression and the frame it stands in. A year that is not said
is the one nearest to the base in the direction of the verb.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from tellings.annotate.holidays import holiday_in
from tellings.annotate.moment import UNKNOWN, Frame, Reading
from tellings.annotate.numbers import number, ordinal
from tellings.annotate.timex import day as valid_day
from tellings.annotate.timex import days_of, moved
from tellings.lang import table

Parts = Mapping[str, str]

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
# A bare day of a month this near is meant, whatever the tense of the verb.
CLOSE = 100
# How near a word must stand to say that a day in the possessive lies ahead.
OWNED = 9
# A year of two figures up to this one is of this century.
PIVOT = 50


def date_reading(parts: Parts, frame: Frame) -> Reading:
    """A day of a month, with or without its year; an ISO time of day after it."""
    month = month_of(parts["month"], frame.language)
    of_month = int(parts["day"]) if parts["day"].isdigit() else ordinal(parts["day"])
    if month is None or of_month is None:
        return UNKNOWN
    if "year" in parts:
        found, anchor = valid_day(int(parts["year"]), month, of_month), "absolute"
    else:
        found, anchor = _day_of_year(month, of_month, parts, frame)
    if found is None:
        return UNKNOWN
    hour = f"T{parts['hour']}:{parts['minute']}" if "hour" in parts else ""
    return Reading(found.isoformat() + hour, anchor)


def _day_of_year(month: int, of_month: int, parts: Parts, frame: Frame) -> tuple[date | None, str]:
    base = frame.base
    if base is None:
        return None, "none"
    if frame.historic:
        return valid_day(_next_year_of(month, base), month, of_month), frame.base_anchor
    years = range(base.year - 1, base.year + 2)
    found = [day for year in years if (day := valid_day(year, month, of_month))]
    if weekday := parts.get("weekday"):
        found = [day for day in found if day.weekday() == weekday_of(weekday)] or found
    if "which" in parts:
        return nearest([day for day in found if day < base], base), frame.base_anchor
    close = nearest(found, base)
    if close and abs((close - base).days) > CLOSE and (way := frame.tense()):
        found = [day for day in found if (day - base).days * way >= 0] or found
    return nearest(found, base), frame.base_anchor


def nearest(days: Iterable[date], base: date) -> date | None:
    """The day next to the base; of two as near, the earlier."""
    return min(days, key=lambda day: (abs((day - base).days), day), default=None)


def figures(parts: Parts, frame: Frame) -> Reading:
    """A date in figures: day first after a point or where the other way gives no day."""
    first, second, year = int(parts["first"]), int(parts["second"]), int(parts["year"])
    if year < 100:
        year += 2000 if year <= PIVOT else 1900
    orders = [(second, first), (first, second)]
    if parts["mark"] != ".":
        orders.reverse()
    for month, of_month in orders:
        if found := valid_day(year, month, of_month):
            return Reading(found.isoformat(), "absolute")
    return UNKNOWN


def weekday(parts: Parts, frame: Frame) -> Reading:
    """A weekday: the day of publication if it is that, else the nearest by the verb's tense."""
    index = weekday_of(parts["weekday"])
    code = _part_code(parts, frame)
    if "every" in parts or "plural" in parts or "plurals" in parts:
        return Reading(f"XXXX-WXX-{index + 1}{code}", "none", "SET")
    which = parts.get("which", "").lower()
    narrative = which.startswith(("the following", "the previous", "the next", "the same", "that"))
    base = frame.told_day if narrative and frame.told_day else frame.base
    if base is None:
        return Reading(None)
    # "Friday's vote" has mostly been held, whatever the verb beside it, if not "ahead of" it.
    tense = frame.tense(OWNED) if "owned" in parts else frame.tense()
    found = moved(base, _days_to(base, index, which, tense), "D")
    if found is None:
        return UNKNOWN
    anchor = "narrative" if narrative and frame.told_day else frame.base_anchor
    return Reading(found.isoformat() + code, anchor)


def _days_to(base: date, index: int, which: str, tense: int) -> int:
    back = (base.weekday() - index) % 7
    ahead = (index - base.weekday()) % 7
    if which in ("next", "the following", "the next") or which == "this coming":
        return ahead or 7
    if which in ("last", "this past", "the previous"):
        return -(back or 7)
    if which.endswith("week from"):
        return ahead + 7
    if which.endswith(("week ago", "week before")):
        return -back - 7
    if which.endswith("day before last"):
        return -(back or 7) - 1
    shift = {"the day before": -1, "the day after": 1}.get(which, 0)
    forward = which == "this" or tense > 0
    return (ahead if forward else -back) + shift


def month(parts: Parts, frame: Frame) -> Reading:
    """A month, in the year said, in the year counted from here, or in the nearest year."""
    index = month_of(parts["month"], frame.language)
    if index is None:
        return UNKNOWN
    if "every" in parts:
        return Reading(f"XXXX-{index:02}", "none", "SET")
    if "year" in parts:
        return Reading(f"{parts['year']}-{index:02}", "absolute")
    base = frame.base
    if base is None:
        return UNKNOWN
    whose = parts.get("whose", "").lower()
    if whose:
        year = _whose_year(whose, frame)
    else:
        year = _month_year(index, base, parts.get("which", "").lower(), frame)
    return Reading(f"{year:04}-{index:02}", frame.base_anchor) if year else UNKNOWN


def _month_year(index: int, base: date, which: str, frame: Frame) -> int:
    if which.startswith("this") and not which.endswith(("past", "coming")):
        return base.year
    if frame.historic:
        return _next_year_of(index, base)
    if which in ("next", "this coming") or (which != "last" and frame.tense() > 0):
        return base.year + (index < base.month or (index == base.month and which == "next"))
    passed = index < base.month or (index == base.month and which != "last")
    return base.year - (not passed)


def _next_year_of(month: int, told: date) -> int:
    """A story of the past goes on: a month well before the one told last is the next year's."""
    return told.year + (month < told.month - 7)


def _whose_year(whose: str, frame: Frame) -> int | None:
    narrative = not whose.startswith(("last", "this", "next"))
    base = (frame.told_day if narrative else None) or frame.published
    if base is None:
        return None
    shift = {"last": -1, "next": 1, "the following": 1, "the previous": -1}.get(whose, 0)
    return base.year + shift


def season(parts: Parts, frame: Frame) -> Reading:
    """A season, in the year said or the nearest one."""
    name = parts.get("season") or parts["season2"]
    code = str(table(frame.language, "times")["seasons"][name.lower()])
    if "every" in parts:
        return Reading(f"XXXX-{code}", "none", "SET")
    if "year" in parts:
        return Reading(f"{parts['year']}-{code}", "absolute")
    base = frame.base
    if base is None:
        return UNKNOWN
    if "whose" in parts:
        year = _whose_year(parts["whose"].lower(), frame)
        return Reading(f"{year:04}-{code}", frame.base_anchor)
    which = parts.get("which", "").lower().removeprefix("the ")
    if which == "following" and frame.told_day:
        starts = days_of(f"{frame.told_day.year:04}-{code}")
        passed = starts is not None and starts[0] <= frame.told_day
        return Reading(f"{frame.told_day.year + passed:04}-{code}", "narrative")
    return Reading(f"{_season_year(code, base, which, frame):04}-{code}", frame.base_anchor)


def _season_year(code: str, base: date, which: str, frame: Frame) -> int:
    if which in ("this", "that", "same") or frame.historic:
        return base.year
    starts = {year: days_of(f"{year:04}-{code}") for year in (base.year - 1, base.year)}
    this = starts[base.year]
    if which in ("next", "coming", "this coming", "following") or (not which and frame.tense() > 0):
        return base.year + (this is not None and this[0] <= base)
    if which in ("last", "past", "previous", "this past"):
        return base.year - (this is not None and this[1] >= base)
    return base.year - (this is not None and this[0] > base)


def quarter(parts: Parts, frame: Frame) -> Reading:
    """A quarter or half of a year: the last one that has begun, if no year is said."""
    sign = parts["sign"] if "sign" in parts else _quarter_sign(parts)
    year = parts.get("year") or parts.get("year1") or parts.get("year2") or parts.get("year3")
    if year:
        return Reading(f"{year}-{sign}", "absolute")
    base = frame.base
    if base is None:
        return UNKNOWN
    whose = parts.get("whose") or parts.get("whose2")
    if whose:
        number = _whose_year(whose.lower(), frame)
        return Reading(f"{number:04}-{sign}", "publication") if number else UNKNOWN
    days = days_of(f"{base.year:04}-{sign}")
    number = base.year - (days is not None and days[0] > base and frame.tense() <= 0)
    if "ago" in parts:
        number -= 1
    return Reading(f"{number:04}-{sign}", frame.base_anchor)


def _quarter_sign(parts: Parts) -> str:
    halves = parts["unit"].lower() == "half"
    last = 2 if halves else 4
    rank = ordinal(parts["rank"]) or last
    return f"{'H' if halves else 'Q'}{min(rank, last)}"


def year(parts: Parts, frame: Frame) -> Reading:
    """A year, or the first and last of two."""
    if "words" in parts:
        pair = parts["words"].lower().replace("-", " ").split()
        century, rest = number(pair[0]), number(" ".join(pair[1:]))
        if pair == ["two", "thousand"] or century is None or rest is None:
            return Reading("2000", "absolute")
        return Reading(f"{century * 100 + rest:g}", "absolute")
    value = parts["year"]
    end = None
    if "to" in parts:
        last = parts["to"][1:]
        last = value[: 4 - len(last)] + last
        end = valid_day(int(last), 12, 31) if last > value else None
    return Reading(value, "absolute", end=end)


def decade(parts: Parts, frame: Frame) -> Reading:
    """Ten years: "the 1990s", "the '90s", "the nineties"."""
    if "words" in parts:
        figure = table(frame.language, "times")["decades"].get(parts["words"].lower())
        return Reading(f"19{figure}", "absolute") if figure else UNKNOWN
    digits = (parts.get("decade") or parts["short"]).strip("'’")
    return Reading((digits if len(digits) == 4 else f"19{digits}")[:3], "absolute")


def century(parts: Parts, frame: Frame) -> Reading:
    """A hundred years: the nineteenth century is 18 in TIMEX3."""
    rank = ordinal(parts["rank"])
    if rank is None or "era" in parts or not 0 < rank < 100:
        return UNKNOWN
    return Reading(f"{rank - 1:02}", "absolute")


def holiday(parts: Parts, frame: Frame) -> Reading:
    """A day with a name of its own: the nearest one if no year is said."""
    name = parts["holiday"]
    if "year" in parts:
        found = holiday_in(int(parts["year"]), name, frame.language)
        return Reading(found.isoformat(), "absolute") if found else UNKNOWN
    base = frame.base
    if base is None:
        return UNKNOWN
    years = range(base.year - 1, base.year + 2)
    days = [day for each in years if (day := holiday_in(each, name, frame.language))]
    which = parts.get("which", "").lower()
    if which == "last":
        days = [day for day in days if day < base]
    if which == "next":
        days = [day for day in days if day > base]
    found = nearest(days, base)
    return Reading(found.isoformat(), frame.base_anchor) if found else UNKNOWN


def yearend(parts: Parts, frame: Frame) -> Reading:
    """The last day of a year."""
    if "year" in parts:
        return Reading(f"{parts['year']}-12-31", "absolute")
    base = frame.base
    return Reading(f"{base.year:04}-12-31", frame.base_anchor) if base else UNKNOWN


def clock(parts: Parts, frame: Frame) -> Reading:
    """A time of day, on the day named beside it, told last, or of publication."""
    day = _clock_day(parts, frame)
    time = _clock_time(parts)
    if time is None:
        return UNKNOWN
    return Reading(f"{day.isoformat()}{time}" if day else None, "publication", "TIME")


def _clock_day(parts: Parts, frame: Frame) -> date | None:
    if "month" in parts:
        named = {"month": parts["month"], "day": parts["monthday"]}
        named |= {"year": parts["year"]} if "year" in parts else {}
        days = days_of(date_reading(named, frame).value or "")
        return days[0] if days else None
    if "weekday" in parts:
        days = days_of(weekday({"weekday": parts["weekday"]}, frame).value or "")
        return days[0] if days else None
    if "day" in parts:
        shift = table(frame.language, "times")["deictic"].get(parts["day"].lower(), 0)
        return moved(frame.published, shift, "D") if frame.published else None
    told = frame.told or ""
    return frame.told_day if len(told) == 10 and frame.told_day else frame.published


def _clock_time(parts: Parts) -> str | None:
    if noon := parts.get("noon", "").lower():
        return "T24:00" if noon == "midnight" else "T12:00"
    said = parts.get("hour") or parts.get("hour2") or parts.get("words", "")
    hour = number(said)
    minute = parts.get("minute") or parts.get("minute2") or "00"
    if hour is None or hour > 24:
        return None
    half = parts.get("half", "").lower()
    if half:
        late = half.startswith("p") or half.endswith(("afternoon", "evening"))
        hour = hour % 12 + (12 if late else 0)
    return f"T{int(hour):02}:{minute}"


def _part_code(parts: Parts, frame: Frame) -> str:
    if "clock" in parts:
        return "T24:00" if parts["clock"].lower() == "midnight" else "T12:00"
    if "part" in parts:
        return "T" + str(table(frame.language, "times")["parts"][parts["part"].lower()])
    edge = parts.get("edge", "").lower()
    return {"early": "TMO", "late": "TNI"}.get(edge, "")


def month_of(name: str, language: str) -> int | None:
    """The number of a month by its name, short name or figures."""
    if name.isdigit():
        return int(name)
    found = table(language, "times")["months"].get(name.lower().rstrip("."))
    return None if found is None else int(found)


def weekday_of(name: str) -> int:
    """Monday is 0."""
    return WEEKDAYS.index(name.lower()[:3])


CALENDAR_READERS: dict[str, Callable[[Parts, Frame], Reading]] = {
    "date": date_reading, "figures": figures, "weekday": weekday, "month": month,
    "season": season, "quarter": quarter, "year": year, "decade": decade, "century": century,
    "holiday": holiday, "yearend": yearend, "clock": clock,
}  # fmt: skip
