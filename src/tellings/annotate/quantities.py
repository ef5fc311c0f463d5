"""Numbers of something: how many, of what, in which unit, and how exact.

Only what is sure is kept: a number with a unit, a currency, a scale, a bound before it or the
plural of what it counts after it. What belongs to a time expression is none ("three years").
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from tellings.annotate.numbers import number
from tellings.lang import FIGURES, likely, patterns, table, vocabulary, words
from tellings.model.annotation import Bound, Quantity, TimeExpression
from tellings.model.document import Article
from tellings.model.span import Span, Spans

LANGUAGE = "en"
WORD = re.compile(r"[^\W\d_]+|\d+")
NEXT_WORD = re.compile(r"[\s\u00a0-]{1,2}([^\W\d_]+(?:['’][^\W\d_]+)?)")
# What is counted stands at most this many words behind its number ("12 armed Castrian soldiers").
FAR = 4
# A bound stands in so many characters before its number.
BOUND_ROOM = 24
# The words that a pattern needs stand in so many characters from its start.
LONGEST = 150
SIGNS = frozenset("$£€¥₹₽₴")


class Counted(NamedTuple):
    """What is counted and where its word ends."""

    noun: str | None
    end: int


def quantities(
    article: Article, sentences: Spans, times: tuple[TimeExpression, ...]
) -> tuple[Quantity, ...]:
    """The quantities of the sentences, in order; they do not overlap."""
    found: list[Quantity] = []
    timed = iter([each.span for each in times])
    time = next(timed, None)
    done = 0
    for sentence in sentences:
        for start in _openings(article.text, sentence):
            while time is not None and time.end <= start:
                time = next(timed, None)
            if start < done or (time is not None and time.start <= start):
                continue
            stop = min(sentence.end, time.start) if time is not None else sentence.end
            quantity = _at(article.text, start, Span(sentence.start, stop), len(found) + 1)
            if quantity is not None and quantity.span.start >= done:
                found.append(quantity)
                done = quantity.span.end
    return tuple(found)


def _openings(text: str, sentence: Span) -> Iterator[int]:
    openers = words(LANGUAGE, "numbers", "openers")
    known = vocabulary(sentence.of(text))
    if openers.isdisjoint(known) and FIGURES.isdisjoint(known):
        return
    before, last = sentence.start, ""
    found = [(match.start(), match[0].lower()) for match in WORD.finditer(text, *sentence)]
    for start, word in found:
        if word[0].isdigit() or word in openers:
            if last in ("a", "an") and text[before:start].strip().lower() == last:
                yield before
            yield _with_sign(text, start, sentence.start)
        before, last = start, word


def _with_sign(text: str, start: int, first: int) -> int:
    """The start of a currency's sign before the figure."""
    if start > first and text[start - 1] in SIGNS:
        start -= 1
        while start > first and text[start - 1].isupper():
            start -= 1
    return start


def _at(text: str, start: int, within: Span, count: int) -> Quantity | None:
    if start > within.start and (text[start - 1].isalnum() or text[start - 1] in ".,:/#@_"):
        return None
    known = vocabulary(text[start : min(within.end, start + LONGEST)])
    for pattern in likely(LANGUAGE, "numbers", "quantity", known):
        match = pattern.regex.match(text, start, within.end)
        if match:
            return _quantity(text, match, within, f"n{count}")
    return None


def _quantity(text: str, match: re.Match[str], within: Span, name: str) -> Quantity | None:
    parts = {key: part for key, part in match.groupdict().items() if part}
    value = _value(parts)
    if value is None:
        return None
    unit, end = _unit(parts, match)
    bound, start = _bound(text, match.start(), within)
    counted = _counted(text, end, within.end) if unit is None else Counted(None, end)
    if not _sure(text, parts, unit, counted, bound, match.start()):
        return None
    if unit is None and counted.noun in words(LANGUAGE, "numbers", "persons") | _fates():
        unit = "person"
    elif counted.noun in table(LANGUAGE, "numbers")["measures"]:  # "billions of dollars"
        unit = str(table(LANGUAGE, "numbers")["measures"][counted.noun])
    if isinstance(value, tuple) and bound == "exact":
        bound = "range"
    if "plus" in parts:
        bound = "at-least"
    span = Span(start, counted.end)
    of = "age" if "age" in parts else counted.noun
    return Quantity(name, span, span.of(text), value, unit, bound, of)


def _value(parts: Mapping[str, str]) -> float | tuple[float | None, float | None] | None:
    if "share" in parts:
        return _share(parts["share"])
    if "indefinite" in parts:
        return _indefinite(parts)
    low = _number(parts["low"])
    if low is None or "high" not in parts:
        return low
    high = _number(parts["high"])
    if high is None:
        return None
    low = _scaled(low, parts["low"], high, parts["high"])
    return (low, high) if low < high else None


def _number(said: str) -> float | None:
    return number(said.replace("-", " "), LANGUAGE)


def _scaled(low: float, low_said: str, high: float, high_said: str) -> float:
    """The lower end: "5 to 10 million" begins at 5 million."""
    scale = high_said.lower().replace("-", " ").split()[-1]
    scales = table(LANGUAGE, "numbers")["scales"]
    if scale in scales and scale not in low_said.lower() and low < high / scales[scale]:
        return low * float(scales[scale])
    return low


def _share(said: str) -> float:
    head, _, last = said.lower().replace("-", " ").rpartition(" ")
    times = {"two": 2, "three": 3}.get(head.strip(), 1)
    fractions = table(LANGUAGE, "numbers")["fractions"]
    return round(100 * times * float(fractions[last.rstrip("s")]), 1)


def _indefinite(parts: Mapping[str, str]) -> tuple[float | None, float | None]:
    said = " ".join(parts["indefinite"].lower().split())
    times = parts.get("times", "").lower()
    ranges = table(LANGUAGE, "numbers")["indefinite"]
    scales = table(LANGUAGE, "numbers")["scales"]
    low, high = ranges[said.split(" of ")[0] if times else said]
    scale = scales[times[:-1]] if times else 1
    return low * scale, (high * scale if high else None)


def _unit(parts: Mapping[str, str], match: re.Match[str]) -> tuple[str | None, int]:
    """The unit, and where the number with it ends; a word that is no unit is left alone."""
    data = table(LANGUAGE, "numbers")
    if "share" in parts:
        return "%", match.end()
    if "age" in parts:
        return "year", match.end()
    if "money" in parts:
        end = (
            match.end("plus")
            if "plus" in parts
            else match.end("high" if "high" in parts else "low")
        )
        return str(data["currencies"].get(parts["money"].lower(), "USD")), end
    said = " ".join(parts.get("unit", "").lower().split())
    unit = data["measures"].get(said)
    if unit is not None:
        return str(unit), match.end()
    return None, match.start("unit") if "unit" in parts else match.end()


def _bound(text: str, start: int, within: Span) -> tuple[Bound, int]:
    (before,) = patterns(LANGUAGE, "numbers", "before")
    first = max(within.start, start - BOUND_ROOM)
    match = before.regex.search(text[first:start])
    if not match:
        return "exact", start
    said = " ".join(match["bound"].lower().split())
    bound: Bound = table(LANGUAGE, "numbers")["bounds"].get(said, "about")
    return bound, first + match.start()


def _counted(text: str, end: int, stop: int) -> Counted:
    """The plural behind the number: the last of a run of words up to the first plural."""
    at = end
    while at > 0 and text[at - 1] in " \t\n\u00a0-":
        at -= 1
    end = at
    for place in range(FAR):
        match = NEXT_WORD.match(text, at, stop)
        if not match:
            break
        word = match[1]
        lower = word.lower()
        if place == 0 and lower == "of":
            at = _past_article(text, match.end(), stop)
            continue
        if lower in _fates():
            return Counted(lower, match.end())
        if lower in words(LANGUAGE, "numbers", "stops"):
            break
        if _plural(lower):
            return Counted(lower, match.end())
        at = match.end()
    return Counted(None, end)


def _past_article(text: str, at: int, stop: int) -> int:
    match = NEXT_WORD.match(text, at, stop)
    return (
        match.end() if match and match[1].lower() in ("the", "its", "their", "his", "her") else at
    )


@cache
def _fates() -> frozenset[str]:
    return words(LANGUAGE, "numbers", "fates")


def _plural(word: str) -> bool:
    if word in words(LANGUAGE, "numbers", "plurals"):
        return True
    plain = len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "'s", "’s"))
    return plain and word not in words(LANGUAGE, "numbers", "singulars")


def _sure(
    text: str, parts: Mapping[str, str], unit: str | None, counted: Counted, bound: str, start: int
) -> bool:
    """Whether this is a quantity at all, and no name ("Flight 370"), score or pronoun."""
    if unit is not None or "plus" in parts:
        return True
    low = parts.get("low", "").lower()
    if low == "one":
        return False
    if counted.noun is not None:
        return not _named(text, start)
    said = f"{low} {parts.get('high', '').lower()}".replace("-", " ")
    scaled = any(word in table(LANGUAGE, "numbers")["scales"] for word in said.split())
    return scaled or "times" in parts or "between" in parts or (bound != "exact" and low != "")


def _named(text: str, start: int) -> bool:
    before = text[max(0, start - 14) : start].split()
    last = before[-1].rstrip(".").lower() if before else ""
    return last in words(LANGUAGE, "numbers", "names")
