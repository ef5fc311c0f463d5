"""Rules on figures and days: the same thing counted or dated in two ways."""

from collections.abc import Iterator
from itertools import combinations

from tellings.compare.matters import ACTS, Matter, Told, across, conflict, long_ago
from tellings.model.alignment import Alignment
from tellings.model.annotation import Annotated, Quantity, Quotation, TimeExpression
from tellings.model.comparison import Conflict, Severity, Side
from tellings.stems import stem, stems
from tellings.words import tokens

# Links that name one and the same occasion or outlet.
OUTLETS = frozenset({"outlet", "wire", "broadcast", "interview"})


def numbers(alignment: Alignment, aligned: tuple[Matter, ...]) -> Iterator[Conflict]:
    """Aligned claims that count the same thing and give numbers that cannot both hold."""
    for matter in aligned:
        for a, b in across(matter):
            if _past(a) != _past(b):
                continue
            for first, second in _same_counted(a, b):
                if severity := _disagree(a, first, b, second):
                    about = first.of or second.of or first.unit
                    sides = (_counted(a, first), _counted(b, second))
                    yield conflict("number", severity, about, sides, "same thing, other number")


def durations(alignment: Alignment, aligned: tuple[Matter, ...]) -> Iterator[Conflict]:
    """Aligned claims that name one length of time each, and not the same."""
    for matter in aligned:
        for a, b in across(matter):
            first, second = _lengths(a), _lengths(b)
            if len(first) == len(second) == 1 and first[0].value != second[0].value:
                sides = (a.side(first[0].text), b.side(second[0].text))
                yield conflict(
                    "number", _when(a, b), "how long", sides, "same thing, other length of time"
                )


def _lengths(told: Told) -> list[TimeExpression]:
    """The lengths of time in the words of a claim that have a number."""
    return [
        each
        for each in told.times()
        if each.type == "DURATION" and each.value and "X" not in each.value
        and any(span.holds(each.span) for span in told.claim.spans)
    ]  # fmt: skip


def _when(a: Told, b: Told) -> Severity:
    """An update if the tellings came out at different times, else a conflict."""
    published = {each.telling.article.published.value or "" for each in (a, b)}
    return "update" if len(published - {""}) > 1 else "conflict"


def missing_numbers(alignment: Alignment, aligned: tuple[Matter, ...]) -> Iterator[Conflict]:
    """Aligned claims of which one counts what the other only names."""
    for matter in aligned:
        seen: set[tuple[str, str]] = set()
        for a, b in across(matter):
            for one, other in ((a, b), (b, a)):
                for quantity in _quantities(one):
                    key = (one.article, quantity.id)
                    if key not in seen and _named_uncounted(quantity, other):
                        seen.add(key)
                        sides = (_counted(one, quantity), other.side("no number"))
                        yield conflict(
                            "number", "granularity", quantity.of, sides, "number on one side only"
                        )


def _past(told: Told) -> bool:
    """Whether a claim is dated to an earlier year: its figures are of another time."""
    return any(long_ago(told.telling, each.start) for each in told.times())


def _quantities(told: Told) -> list[Quantity]:
    held = set(told.claim.quantities)
    return [each for each in told.telling.quantities if each.id in held]


def _same_counted(a: Told, b: Told) -> Iterator[tuple[Quantity, Quantity]]:
    """Quantities of one noun or, of money and percent, of one unit if each claim has one."""
    first, second = _quantities(a), _quantities(b)
    for one in first:
        for other in second:
            if (one.of and other.of and _noun(one.of) == _noun(other.of)) or (
                one.unit and one.unit == other.unit and len(first) == len(second) == 1
            ):
                yield one, other


def _noun(of: str) -> str:
    found = tokens(of)
    return stem(found[-1].norm) if found else of


def _range(quantity: Quantity) -> tuple[float, float]:
    """The least and the greatest number a quantity can stand for."""
    low, high = float("-inf"), float("inf")
    if isinstance(quantity.value, tuple):
        first, last = quantity.value
        return (low if first is None else first), (high if last is None else last)
    value = quantity.value
    if quantity.bound == "at-least":
        return value, high
    if quantity.bound == "at-most":
        return low, value
    if quantity.bound == "about":
        return value * 0.9, value * 1.1
    return value, value


def _disagree(a: Told, first: Quantity, b: Told, second: Quantity) -> Severity | None:
    """None if both can hold; an update if the tellings came out on different days."""
    low, high = _range(first)
    least, most = _range(second)
    if low <= most and least <= high:
        return None
    return _when(a, b)


def _counted(told: Told, quantity: Quantity) -> Side:
    value = quantity.value
    if isinstance(value, tuple):
        shown = "–".join("" if end is None else f"{end:g}" for end in value)
    else:
        shown = f"{value:g}"
    bound = "" if quantity.bound in ("exact", "range") else f"{quantity.bound} "
    unit = f" {quantity.unit}" if quantity.unit else ""
    return told.side(f"{bound}{shown}{unit}", told.claim.spans)


def _named_uncounted(quantity: Quantity, other: Told) -> bool:
    if quantity.of is None or quantity.unit == "%" or quantity.value == 1:
        return False
    if any(each.of and _noun(each.of) == _noun(quantity.of) for each in _quantities(other)):
        return False
    said = {s for span in other.claim.spans for s in stems(other.telling.text, *span)}
    return _noun(quantity.of) in said


def same_source_days(alignment: Alignment, aligned: tuple[Matter, ...]) -> Iterator[Conflict]:
    """What one speaker told one outlet, dated to different days."""
    actors = {member: actor.id for actor in alignment.actors for member in actor.members}
    told: dict[tuple[str, str], list[tuple[Annotated, Quotation]]] = {}
    for telling in alignment.tellings:
        for quotation in telling.quotations:
            speaker = actors.get((telling.id, quotation.speaker or ""))
            for link in quotation.chain:
                if speaker and link.name and link.kind in OUTLETS and quotation.said:
                    key = (speaker, " ".join(t.norm for t in tokens(link.name)))
                    told.setdefault(key, []).append((telling, quotation))
    for found in told.values():
        for (one, a), (other, b) in combinations(found, 2):
            if one.id != other.id and a.said != b.said:
                sides = (_said(one, a), _said(other, b))
                about = f"when {a.speaker_name} said so"
                yield conflict("date", "conflict", about, sides, "same source, other day")


def _said(telling: Annotated, quotation: Quotation) -> Side:
    text = " ".join(span.of(telling.text) for span in quotation.content)
    return Side(telling.id, quotation.content, text, quotation.said or "")


def days(alignment: Alignment, aligned: tuple[Matter, ...]) -> Iterator[Conflict]:
    """Aligned claims that date the same thing to days that exclude one another."""
    for matter in aligned:
        for a, b in across(matter):
            if pair := _dated(a, b):
                first, second = pair
                apart = first.end < second.start or second.end < first.start  # type: ignore[operator]
                severity: Severity = "conflict" if apart else "granularity"
                rule = "same claim, other day" if apart else "same claim, dated less exactly"
                sides = (a.side(_interval(first)), b.side(_interval(second)))
                yield conflict("date", severity, a.claim.text, sides, rule)


def _dated(a: Told, b: Told) -> tuple[TimeExpression, TimeExpression] | None:
    """The one date of each claim, if they are of the same part of it and differ."""
    if a.claim.stance in ACTS and b.claim.stance in ACTS:
        # The day of a refusal stands beside it or, failing that, in its own words.
        options = [(_dates(a, False) or _dates(a, True), _dates(b, False) or _dates(b, True))]
    else:
        options = [(_dates(a, inside), _dates(b, inside)) for inside in (True, False)]
    for first, second in options:
        if len(first) == len(second) == 1:
            one, other = first[0], second[0]
            if (one.start, one.end) != (other.start, other.end):
                return one, other
    return None


def _dates(told: Told, inside: bool) -> list[TimeExpression]:
    """The dates in the words of a claim, or those of its saying."""
    return [
        each
        for each in told.times()
        if each.type in ("DATE", "TIME") and each.start and each.end
        and any(span.holds(each.span) for span in told.claim.spans) == inside
        and _short(each)
    ]  # fmt: skip


def _short(time: TimeExpression) -> bool:
    """Whether it names a day or a week: a year beside a day is no difference worth saying."""
    return (time.start or "")[:7] == (time.end or "")[:7]


def _interval(time: TimeExpression) -> str:
    return time.start or "" if time.start == time.end else f"{time.start} to {time.end}"
