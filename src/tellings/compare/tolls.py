"""Counts of people that every telling of a disaster gives: the dead, the missing, the displaced.

They are compared whatever clause they stand in. Each telling is taken by the first figure it
prints (headlines first, as readers do); sentences on years long before are left out.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from tellings.compare.matters import Evidence, conflict, long_ago
from tellings.lang import patterns
from tellings.model.annotation import Annotated
from tellings.model.comparison import Conflict, Severity, Side
from tellings.model.span import Span

# What is said to be counted stands within so many characters of the number.
REACH = 70


# A number in figures; most bare ones count nothing and so are no quantities of the article.
FIGURES = re.compile(r"(?<![\w.,])\d{1,3}(?:,?\d{3})*(?![\w%]|[.,:]\d)")
Value = float | tuple[float | None, float | None]


class Toll(NamedTuple):
    """A count of one kind in one telling."""

    telling: Annotated
    kind: str
    span: Span
    value: Value


def tolls(evidence: Evidence) -> Iterator[Conflict]:
    """The first figures of the tellings for the same toll, where they differ.

    Of tellings that print one number the first stands for all: a flood that a thousand papers
    tell of has a dozen tolls.
    """
    first: dict[str, dict[Value, Toll]] = {}
    for telling in evidence.alignment.tellings:
        seen: set[str] = set()
        for toll in _counted(telling):
            if toll.kind not in seen:
                seen.add(toll.kind)
                first.setdefault(toll.kind, {}).setdefault(toll.value, toll)
    for kind, found in first.items():
        for a, b in pairwise(found.values()):
            sides = (_side(a), _side(b))
            yield conflict("number", _severity(a, b), kind, sides, "first figure of each telling")


def _counted(telling: Annotated) -> Iterator[Toll]:
    """Every toll of a telling, in the order of the page."""
    starts = [each.span.start for each in telling.quantities]
    old = [each.span.start for each in telling.times if long_ago(telling, each.start)]
    for sentence in telling.sentences:
        if bisect_left(old, sentence.start) < bisect_left(old, sentence.end):
            continue
        first, last = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
        numbers = [(each.span, each.value) for each in telling.quantities[first:last]]
        numbers += _figures(telling.text, sentence, [span for span, _ in numbers])
        for span, value in sorted(numbers, key=lambda each: each[0]):
            if kind := _kind(telling.text, span, sentence):
                yield Toll(telling, kind, span, value)


def _figures(text: str, sentence: Span, taken: list[Span]) -> Iterator[tuple[Span, Value]]:
    for match in FIGURES.finditer(text, *sentence):
        span = Span(*match.span())
        if not any(span.meets(other) for other in taken):
            yield span, float(match[0].replace(",", ""))


def _kind(text: str, number: Span, sentence: Span) -> str | None:
    """What the words around a number say it counts."""
    after = text[number.start : min(sentence.end, number.end + REACH)]
    before = text[max(sentence.start, number.start - REACH) : number.start]
    for pattern in patterns("en", "tolls", "after"):
        if pattern.regex.search(after):
            return pattern.name
    for pattern in patterns("en", "tolls", "before"):
        if pattern.regex.search(before):
            return pattern.name
    return None


def _severity(a: Toll, b: Toll) -> Severity:
    """An update if the tellings came out at different times, else a conflict."""
    published = {each.telling.article.published.value or "" for each in (a, b)}
    return "update" if len(published - {""}) > 1 else "conflict"


def _side(toll: Toll) -> Side:
    text = toll.span.of(toll.telling.text)
    return Side(toll.telling.id, (toll.span,), text, text)
