"""Rules on numbers: the same thing counted in two ways.

Two thirds of the numbers that differ in two wordings of one sentence are no difference of fact:
one is rounded, a bound, of another unit or of another thing (#5). What can both be so is never
told, and neither is a number whose figure the other sentence prints, too.
"""

from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations
from typing import NamedTuple

from tellings.compare.beside import Beside, Sentence
from tellings.compare.matters import Evidence, Told, across, conflict, later, long_ago
from tellings.model.annotation import Quantity
from tellings.model.comparison import Conflict, Severity, Side
from tellings.model.span import Span
from tellings.stems import is_content, stem
from tellings.words import tokens

# From this number on two tellings rarely count two things of one name; below it they often do.
LARGE = 1000
# Large counts of one thing differ by less than this factor.
NEAR = 1.25
# Of one noun so many counts of a story are compared.
MOST = 24
# Sentences so like that a number in the one is of what a number in the other is of.
SAME_THING = 0.3
# Two sentences so like say the same.
SAME_SAID = 0.4
# Below this number nobody rounds without saying so.
ROUNDED = 100


def numbers(evidence: Evidence) -> Iterator[Conflict]:
    """Aligned claims that count the same thing and give numbers that cannot both hold."""
    for matter in evidence.matters:
        for a, b in across(matter):
            if _past(a) != _past(b):
                continue
            for first, second in _same_counted(a, b):
                if differ(first, second) and not _printed_too(a, first, b, second):
                    about = first.of or second.of or first.unit
                    sides = (_counted(a, first), _counted(b, second))
                    severity = _when(a, b)
                    yield conflict("number", severity, about, sides, "same thing, other number")


def _printed_too(a: Told, first: Quantity, b: Told, second: Quantity) -> bool:
    """Whether the sentence of either prints the number of the other."""
    return any(
        number & _figures(other)
        for number, other in ((_digits(first.text), b), (_digits(second.text), a))
    )


def _digits(text: str) -> set[str]:
    return {token.norm for token in tokens(text) if token.norm[0].isdigit()}


def _figures(told: Told) -> set[str]:
    text = told.telling.text
    around = [
        each for each in told.telling.sentences if any(each.meets(s) for s in told.claim.spans)
    ]
    return {each for sentence in around for each in _digits(sentence.of(text))}


def differ(a: Quantity, b: Quantity) -> bool:
    """Whether two numbers cannot both hold: beyond bounds, and beyond rounding."""
    low, high = _range(a)
    least, most = _range(b)
    if low <= most and least <= high:
        return False
    if isinstance(a.value, tuple) or isinstance(b.value, tuple):
        return True
    return abs(a.value - b.value) > max(_step(a.value), _step(b.value)) / 2


def _step(value: float) -> float:
    """The least step in which a number so printed may have been counted: 100 for 1,200."""
    number = Decimal(f"{value:.10g}").normalize()
    exponent = number.as_tuple().exponent
    if not isinstance(exponent, int) or (exponent > 0 and abs(value) < ROUNDED):
        return 1.0
    return float(10.0**exponent)


# The words with content before and after a number, if any.
Neighbours = tuple[str | None, str | None]


class Count(NamedTuple):
    """A quantity with the sentence it stands in."""

    sentence: Sentence
    quantity: Quantity


def large_counts(evidence: Evidence) -> Iterator[Conflict]:
    """Large counts of one noun that are close and are no rounding of one another."""
    for noun, found in _counts(evidence.beside).items():
        sides: list[Count] = []
        for a, b in combinations(found[:MOST], 2):
            if a.sentence.telling.id != b.sentence.telling.id and _close(a.quantity, b.quantity):
                sides += [each for each in (a, b) if each not in sides]
        if sides and not _both_printed(sides):
            known_later = later(sides[0].sentence.telling, sides[-1].sentence.telling)
            shown = tuple(each.sentence.side(each.quantity.text) for each in sides)
            severity: Severity = "update" if known_later else "conflict"
            yield conflict("number", severity, noun, shown, "close counts of one thing")


def _close(a: Quantity, b: Quantity) -> bool:
    """Whether two counts are near and neither is the other in round or vague words.

    "Up to" and "at least" are taken at their word: who gives a bound gives the number of it.
    """
    if isinstance(a.value, tuple) or isinstance(b.value, tuple) or a.unit != b.unit:
        return False
    if "about" in (a.bound, b.bound):
        return False
    low, high = sorted((a.value, b.value))
    return low * NEAR > high and high - low > max(_step(low), _step(high)) / 2


def _both_printed(sides: list[Count]) -> bool:
    """Whether a telling prints two of the numbers: then they are of two things."""
    found: dict[str, set[float]] = {}
    for each in sides:
        if not isinstance(each.quantity.value, tuple):
            found.setdefault(each.sentence.telling.id, set()).add(each.quantity.value)
    return any(len(values) > 1 for values in found.values())


def _counts(beside: Beside) -> dict[str, list[Count]]:
    """The large counts of a story by the noun they count."""
    found: dict[str, list[Count]] = {}
    for sentence, quantity in _quantities_of(beside):
        if quantity.of and not isinstance(quantity.value, tuple) and quantity.value >= LARGE:
            found.setdefault(_noun(quantity.of), []).append(Count(sentence, quantity))
    return found


def _quantities_of(beside: Beside) -> Iterator[tuple[Sentence, Quantity]]:
    """Each quantity with its sentence; both are in order of the page."""
    for sentence in beside.sentences:
        for quantity in sentence.quantities():
            yield sentence, quantity


def other_figure(evidence: Evidence) -> Iterator[Conflict]:
    """Two sentences that say the same but for one number."""
    told: set[frozenset[tuple[str, Span]]] = set()
    shown: set[frozenset[tuple[str, str]]] = set()
    known: dict[tuple[str, Span], Neighbours] = {}
    figures_of = {
        each.place: held for each in evidence.beside.sentences if (held := _in_figures(each))
    }
    for sentence in evidence.beside.sentences:
        figures = figures_of.get(sentence.place, {})
        if not figures:
            continue
        for other in evidence.beside.like(sentence, SAME_SAID):
            key = frozenset((sentence.place, other.place))
            theirs = figures_of.get(other.place, {}) if key not in told else {}
            told.add(key)
            first = [each for norm, each in figures.items() if norm not in theirs]
            second = [each for norm, each in theirs.items() if norm not in figures]
            if len(first) != 1 or len(second) != 1 or not _same_place(first[0], second[0], known):
                continue
            if differ(first[0].quantity, second[0].quantity):
                values = frozenset(
                    (each.sentence.telling.id, each.quantity.text) for each in (*first, *second)
                )
                if values in shown:
                    continue
                shown.add(values)
                late = later(sentence.telling, other.telling)
                severity: Severity = "update" if late else "conflict"
                sides = tuple(each.sentence.side(each.quantity.text) for each in (*first, *second))
                yield conflict("number", severity, None, sides, "one sentence, other number")


def _in_figures(sentence: Sentence) -> dict[str, Count]:
    """The numbers a sentence prints in figures, but for those of dates and years."""
    text = sentence.telling.text
    times = [each.span for each in sentence.times()]
    known = sentence.quantities()
    found: dict[str, Count] = {}
    for token in tokens(text, *sentence.span):
        span, bare = Span(token.start, token.end), token.norm.replace(",", "").rstrip("%")
        if not bare.replace(".", "", 1).isdecimal() or any(time.meets(span) for time in times):
            continue
        exact = Quantity("", span, span.of(text), float(bare), None, "exact", None)
        quantity = next((each for each in known if each.span.holds(span)), exact)
        found[token.norm] = Count(sentence, quantity)
    return found


def _same_place(a: Count, b: Count, known: dict[tuple[str, Span], Neighbours]) -> bool:
    """Whether two numbers have one unit, and the same word with content beside them.

    ``known`` keeps the words beside each: in a crowd a number is laid beside hundreds of others.
    """
    if a.quantity.unit != b.quantity.unit:
        return False
    found = []
    for each in (a, b):
        key = each.sentence.telling.id, each.quantity.span
        if key not in known:
            known[key] = _words_beside(each)
        found.append(known[key])
    return any(x == y and x is not None for x, y in zip(*found, strict=True))


def _words_beside(count: Count) -> Neighbours:
    text, span = count.sentence.telling.text, count.quantity.span
    line = [each for each in tokens(text, *count.sentence.span) if is_content(each)]
    before = [stem(each.norm) for each in line if each.end <= span.start]
    after = [stem(each.norm) for each in line if each.start >= span.end]
    return (before[-1] if before else None), (after[0] if after else None)


def _when(a: Told, b: Told) -> Severity:
    """An update if the tellings came out at different times, else a conflict."""
    published = {each.telling.article.published.value or "" for each in (a, b)}
    return "update" if len(published - {""}) > 1 else "conflict"


def missing_numbers(evidence: Evidence) -> Iterator[Conflict]:
    """Claims somebody holds, of which one counts what the other only names.

    In the publisher's own words a number is left out for room: of six such findings on the
    development stories none was a difference (#5).
    """
    for matter in evidence.matters:
        seen: set[tuple[str, str]] = set()
        for a, b in across(matter):
            if not a.claim.holder or not b.claim.holder:
                continue
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


def _whole(told: Told) -> list[Quantity]:
    """The quantities of a claim, less those that are a part of a number ("two-dozen")."""
    text = told.telling.text
    return [
        each
        for each in _quantities(told)
        if not text[each.span.end : each.span.end + 2].startswith("-") and "dozen" not in each.text
    ]


def _same_counted(a: Told, b: Told) -> Iterator[tuple[Quantity, Quantity]]:
    """Quantities of one noun or, of money and percent, of one unit if each claim has one."""
    first, second = _whole(a), _whole(b)
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
    if any(
        each.value == quantity.value or (each.of and _noun(each.of) == _noun(quantity.of))
        for each in _quantities(other)
    ) or _digits(quantity.text) & _figures(other):
        return False
    named = tokens(quantity.of)[-1].norm
    return any(
        each.norm == named for s in other.claim.spans for each in tokens(other.telling.text, *s)
    )
