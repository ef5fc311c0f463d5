"""Readers of what is counted: "last week", "three years ago", "two days later", "every month".

Counted from the day of publication, or, for "the same", "the following" and "later", from what
the article told last.
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from tellings.annotate.moment import UNKNOWN, Frame, Reading
from tellings.annotate.numbers import number
from tellings.annotate.timex import days_of, duration, moved, value_of
from tellings.lang import table

Parts = Mapping[str, str]

BACK = ("last", "past", "previous", "prior", "this past")
AHEAD = ("next", "coming", "following", "new", "this coming")
NARRATIVE = ("following", "previous", "prior", "same", "that", "that same")
BEFORE = ("ago", "earlier", "before", "previously")
FROM_HERE = ("ago", "from now", "from today", "hence")


def unit(parts: Parts, frame: Frame) -> Reading:
    """One unit counted from here: "last month", "later this week", "the same day"."""
    which = parts["which"].lower().removeprefix("the ")
    code = _unit(parts, frame)
    if "order" in parts:
        return _beside_told(parts["order"].lower(), code, frame)
    if which == "the" and code in ("Y", "E", "C", "D", "M"):
        return _whole(parts, code, frame)
    if "year" in parts:
        return Reading(parts["year"], "absolute")
    told = frame.told_day
    next_day = which == "next" and code == "D"
    narrative = told is not None and (which in NARRATIVE or next_day)
    base = told if narrative else frame.base
    if base is None:
        return UNKNOWN
    if which in ("latest", "the") and code == "Q":
        return _latest_quarter(frame, base)
    shift = -1 if which in BACK else 1 if which in AHEAD else 0
    if code == "WE" and which == "the" and base.weekday() < 5 and frame.tense() <= 0:
        shift = -1
    there = moved(base, shift, "W" if code == "WE" else code)
    if there is None:
        return UNKNOWN
    start, end = _edges(parts.get("edge", "").lower(), value_of(there, code), base)
    if which in ("past",) and code != "D":
        start, end = moved(base, -1, code), base
    return Reading(
        value_of(there, code), "narrative" if narrative else "publication", "DATE", start, end
    )


def _beside_told(order: str, code: str, frame: Frame) -> Reading:
    """The day (week, year) before or after: the one beside what was told last."""
    there = moved(frame.told_day, 1 if order == "after" else -1, code) if frame.told_day else None
    return Reading(value_of(there, code), "narrative") if there else UNKNOWN


def _whole(parts: Parts, code: str, frame: Frame) -> Reading:
    if "edge" in parts and frame.base:
        return Reading(value_of(frame.base, code), frame.base_anchor)
    if code in ("D", "M") and frame.base:
        return Reading(value_of(frame.told_day or frame.base, code), "narrative")
    return Reading(duration(1, code), "none", "DURATION")


def _latest_quarter(frame: Frame, base: date) -> Reading:
    if frame.told_quarter:
        return Reading(frame.told_quarter, "narrative")
    before = moved(base, -1, "Q")
    return Reading(value_of(before, "Q"), "publication") if before else UNKNOWN


def _edges(edge: str, value: str, base: date) -> tuple[date | None, date | None]:
    """First and last day: "later this week" begins after the base, "earlier" ends with it."""
    days = days_of(value)
    if days and days[0] <= base <= days[1]:
        if edge == "later" and base < days[1]:
            return base + timedelta(days=1), days[1]
        if edge == "earlier":
            return days[0], base
    return None, None


def counted(parts: Parts, frame: Frame) -> Reading:
    """So many units: a duration, or a date where it says from when."""
    code = _unit(parts, frame)
    count = _count(parts.get("count", ""), frame)
    if shift := parts.get("shift", "").lower():
        return _shifted(count, code, shift, frame)
    which = parts.get("which", "").lower().removeprefix("the ")
    value = duration(count, code)
    base = frame.published
    if base and count and which in ("last", "past", "previous"):
        return Reading(value, "publication", "DURATION", moved(base, -count, code), base)
    if base and count and which in ("next", "coming"):
        return Reading(value, "publication", "DURATION", base, moved(base, count, code))
    return Reading(value, "none", "DURATION")


def _shifted(count: float | None, code: str, shift: str, frame: Frame) -> Reading:
    here = shift in FROM_HERE
    base = frame.published if here else frame.told_day or frame.published
    if count is None:
        token = "PAST_REF" if shift in BEFORE else "FUTURE_REF"
        return Reading(token, "publication")
    if base is None:
        return UNKNOWN
    if shift in ("ago", "earlier") and code == "Y" and count == 1 and frame.told_quarter:
        before = _year_before(frame.told_quarter)
        return Reading(before, "narrative")
    sign = -1 if shift in BEFORE else 1
    if code.startswith("T"):
        return Reading(value_of(base, "D"), "publication")
    there = moved(base, sign * count, code)
    grain = {"E": "Y", "C": "Y", "WE": "W"}.get(code, code)
    anchor = "publication" if here or frame.told_day is None else "narrative"
    return Reading(value_of(there, grain), anchor) if there else UNKNOWN


def _year_before(quarter: str) -> str:
    return f"{int(quarter[:4]) - 1:04}{quarter[4:]}"


def uncounted(parts: Parts, frame: Frame) -> Reading:
    """Units nobody counted: "recent years", "months ago", "weeks"."""
    if parts.get("which", "").lower().removeprefix("the ") in ("coming", "future"):
        return Reading("FUTURE_REF", "publication")
    return Reading(duration(None, _unit(parts, frame)), "none", "DURATION")


def yearago(parts: Parts, frame: Frame) -> Reading:
    """The quarter told last, a year before ("the year-earlier period"), or the year before."""
    if frame.told_quarter:
        return Reading(_year_before(frame.told_quarter), "narrative")
    base = frame.published
    return Reading(f"{base.year - 1:04}", "publication") if base else UNKNOWN


def recurring(parts: Parts, frame: Frame) -> Reading:
    """What comes again: "daily", "every two weeks"."""
    data = table(frame.language, "times")
    if "word" in parts:
        return Reading(str(data["sets"][parts["word"].lower()]), "none", "SET")
    if "part" in parts:
        return Reading(f"XXXX-XX-XXT{data['parts'][parts['part'].lower()]}", "none", "SET")
    return Reading(duration(1, _unit(parts, frame)), "none", "SET")


def word(parts: Parts, frame: Frame) -> Reading:
    """Now, soon and lately: TIMEX3 has a token for each."""
    said = next(iter(parts.values())).lower().split()[-1]
    return Reading(str(table(frame.language, "times")["deictic"][said]), "publication")


def part(parts: Parts, frame: Frame) -> Reading:
    """A part of a day, or today, yesterday and tomorrow with or without one."""
    data = table(frame.language, "times")
    said = parts.get("day", "").lower()
    code = "T" + str(data["parts"][parts["part"].lower()]) if "part" in parts else ""
    which = parts.get("which", "").lower()
    if said in ("tonight", "overnight"):
        code = "TNI"
    narrative = which.startswith(("that", "the")) or which == "in the"
    base = frame.told_day if narrative and len(frame.told or "") == 10 else None
    anchor = "narrative" if base else "publication"
    base = base or frame.published
    if base is None:
        return UNKNOWN
    named = which or said
    shift = {
        "last": -1,
        "yesterday": -1,
        "tomorrow": 1,
        "the next": 1,
        "the following": 1,
        "the previous": -1,
    }.get(named, int(data["deictic"].get(said, 0)))
    there = moved(base, shift, "D")
    return Reading(there.isoformat() + code, anchor) if there else UNKNOWN


def _unit(parts: Parts, frame: Frame) -> str:
    return str(table(frame.language, "times")["units"][parts["unit"].lower()])


def _count(said: str, frame: Frame) -> float | None:
    vague = table(frame.language, "times")["vague_counts"]
    if (found := number(said, frame.language)) is not None:
        return found
    words = said.lower().replace("-", " ").split()
    if "half" in words:
        return 0.5
    if words and words[-1] == "of":
        words.pop()
    last = words[-1] if words else ""
    if last in ("single", "full", "whole", "additional"):
        return 1
    found = vague.get(last)
    return None if found is None else float(found)


COUNTED_READERS: dict[str, Callable[[Parts, Frame], Reading]] = {
    "unit": unit, "counted": counted, "uncounted": uncounted, "yearago": yearago,
    "set": recurring, "word": word, "part": part,
}  # fmt: skip
