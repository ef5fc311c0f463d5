"""A rule on places: where something was, told more exactly by one telling than by another.

"A rally in Tarn, Ohio" and "a rally in Ohio": the first has the town, the second what it lies in.
Places that differ without lying in one another are no finding: two tellings that place one event
in two towns were never seen, two that tell of two events often (#5).
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from tellings.compare.beside import Beside, Sentence
from tellings.compare.matters import Evidence, conflict
from tellings.lang import table
from tellings.model.comparison import Conflict, Side
from tellings.model.span import Span
from tellings.stems import is_content, stem
from tellings.words import tokens

NAME = r"[A-Z][\w'\u2019-]+"
# "in Tarn, Ohio", "near New Tarn, N.H."; what follows may be the next part of a list.
PLACED = re.compile(
    rf"\b(?:in|near|outside) (?:(?P<part>{NAME}(?: {NAME}){{0,2}}), )?"
    rf"(?P<whole>(?:[A-Z]\.){{2}}|{NAME}(?: {NAME})?\.?)(?!,? (?:and|or)\b)"
)
# One of so many words with content before a place is shared, if it is the place of one thing.
BEFORE = 4
# ... or the sentences are so like, and name one day.
SAME_THING = 0.3
# Of one town, and of what it lies in, so many sentences are looked at.
MOST = 24


class Place(NamedTuple):
    """A town or region that a sentence names, and the stems before it."""

    sentence: Sentence
    span: Span
    about: frozenset[str]


def places(evidence: Evidence) -> Iterator[Conflict]:
    """A town in one telling, only what it lies in in another."""
    towns, wholes = _named(evidence.beside)
    for (whole, part), found in towns.items():
        sides: dict[str, Side] = {}
        for town in found:
            for other in wholes.get(whole, ()):
                if _one_thing(evidence.beside, town, other) and part not in other.sentence.text:
                    for each in (town, other):
                        value = each.span.of(each.sentence.telling.text)
                        sides.setdefault(each.sentence.telling.id, each.sentence.side(value))
        if sides:
            shown = tuple(sides.values())
            rule = "town in one telling, region in another"
            yield conflict("place", "granularity", part, shown, rule)


def _named(beside: Beside) -> tuple[dict[tuple[str, str], list[Place]], dict[str, list[Place]]]:
    """The towns of a story with what they lie in, and regions that stand alone."""
    towns: dict[tuple[str, str], list[Place]] = {}
    wholes: dict[str, list[Place]] = {}
    for sentence in beside.sentences:
        for match in PLACED.finditer(sentence.telling.text, *sentence.span):
            part, whole = match["part"], _region(match["whole"])
            alone = _region(part) if part else whole
            if alone is None and whole is None:
                continue
            start = match.start("part") if part else match.start("whole")
            # "In Ohio, Lind said": what follows the comma is no part of the place.
            end = match.end("part") if part and alone else match.end("whole")
            place = Place(sentence, Span(start, end), _before(sentence, start))
            if alone is None and whole is not None and part is not None:
                found = towns.setdefault((whole, part), [])
            else:
                found = wholes.setdefault(alone or "", [])
            if len(found) < MOST:
                found.append(place)
    return towns, wholes


def _before(sentence: Sentence, start: int) -> frozenset[str]:
    line = tokens(sentence.telling.text, sentence.span.start, start)
    return frozenset([stem(each.norm) for each in line if is_content(each)][-BEFORE:])


def _one_thing(beside: Beside, town: Place, other: Place) -> bool:
    """Whether two places are of one thing: it is named before both, or on one day in both."""
    a, b = town.sentence, other.sentence
    if a.telling.id == b.telling.id:
        return False
    if town.about & other.about:
        return True
    days = [{t.start for t in each.times() if t.start and t.start == t.end} for each in (a, b)]
    return bool(days[0] & days[1]) and beside.likeness(a, b) >= SAME_THING


def _region(name: str) -> str | None:
    """The state of a name or its short form: countries are too wide for "in" to say where."""
    return _regions().get(name) or _regions().get(name.rstrip("."))


@cache
def _regions() -> dict[str, str]:
    return {
        each: name
        for name, short in table("en", "regions")["regions"].items()
        for each in (name, *short)
    }
