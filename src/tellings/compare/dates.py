"""Rules on days: the same thing dated in two ways."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import combinations
from typing import NamedTuple

from tellings.compare.beside import Sentence
from tellings.compare.matters import ACTS, Evidence, Told, across, conflict, later
from tellings.lang import table, words
from tellings.model.annotation import Annotated, Quotation, TimeExpression
from tellings.model.comparison import Conflict, Pair, Severity, Side
from tellings.model.span import Span
from tellings.stems import is_content, stem, stems
from tellings.words import Token, tokens

# Links that name one and the same occasion or outlet.
OUTLETS = frozenset({"outlet", "wire", "broadcast", "interview"})
# Words beside a date stand within so many characters of it.
NEAR = 40
# Two sentences so like, with so many stems shared among so many words around their dates, tell of
# one event: with less, of the days that follow it (#5).
SAME_THING, SHARED, WIDE = 0.22, 4, 9
# "40 to 60 hours", of which an expression may be the last part.
RANGE = re.compile(r"\d\s*(?:-|\u2013|to|or|and)[\s-]*\d")
# Of what one speaker told one outlet so many dates are held beside one another.
MOST = 24
# The unit of the largest part of a length of time (P6Y6M, PT40H).
UNIT = re.compile(r"PT?[\d.]+([A-Z])")
# A length of one unit, and how many days that is; so 24 hours are as long as a day.
LENGTH = re.compile(r"(PT?)(\d+(?:\.\d+)?)([YMWDHS])\Z")
DAYS = {
    "PY": 365.0, "PM": 30.0, "PW": 7.0, "PD": 1.0,
    "PTH": 1 / 24, "PTM": 1 / 1440, "PTS": 1 / 86400,
}  # fmt: skip
# What a length of time is of.
OF = re.compile(r" of (?:the )?([a-z]{3,})(?: and ([a-z]{3,})\b)?")
# A length that is a bound or a rough one.
OPEN = re.compile(r"\b(?:more|less|over|under|almost|nearly|about|some|at least|a couple)\b")
# Lengths of one thing differ by this factor at most.
NEAR_LENGTH = 2
# So many words of a quotation are not shared by chance.
SAME_RUN = 4
# Claims between marks that share so much of their words are the same words.
SAME_WORDS = 0.8


class Length(NamedTuple):
    """A length of time in a sentence, in days."""

    sentence: Sentence
    text: str
    days: float


def same_source_days(evidence: Evidence) -> Iterator[Conflict]:
    """What one speaker told one outlet, dated to different days."""
    actors = {member: actor.id for actor in evidence.alignment.actors for member in actor.members}
    told: dict[tuple[str, str], dict[tuple[str, str], tuple[Annotated, Quotation]]] = {}
    for telling in evidence.alignment.tellings:
        for quotation in telling.quotations:
            speaker = actors.get((telling.id, quotation.speaker or ""))
            for link in quotation.chain:
                if speaker and link.name and link.kind in OUTLETS and quotation.said:
                    key = (speaker, " ".join(t.norm for t in tokens(link.name)))
                    said = (quotation.said, telling.id)
                    told.setdefault(key, {}).setdefault(said, (telling, quotation))
    for found in told.values():
        for (one, a), (other, b) in combinations(list(found.values())[:MOST], 2):
            if one.id != other.id and a.said != b.said:
                sides = (_said(one, a), _said(other, b))
                about = f"when {a.speaker_name} said so"
                yield conflict("date", "conflict", about, sides, "same source, other day")


def _said(telling: Annotated, quotation: Quotation) -> Side:
    text = " ".join(span.of(telling.text) for span in quotation.content)
    return Side(telling.id, quotation.content, text, quotation.said or "")


def same_words_days(evidence: Evidence) -> Iterator[Conflict]:
    """The same words between marks, said on two days."""
    for utterance in evidence.alignment.utterances:
        for pair in utterance.pairs:
            a, b = utterance.readings[pair.a], utterance.readings[pair.b]
            if a.article == b.article or not a.said or not b.said or not _apart(a.said, b.said):
                continue
            if pair.level in ("verbatim", "trimmed") and _shared(pair) >= SAME_RUN:
                sides = tuple(Side(r.article, r.spans, r.text, r.said or "") for r in (a, b))
                yield conflict("date", "conflict", a.text, sides, "same words, other day")


def _shared(pair: Pair) -> int:
    return sum(len(a.split()) for op, a, _ in pair.diff if op == "equal")


def durations(evidence: Evidence) -> Iterator[Conflict]:
    """Aligned claims that name one length of time each, of one unit, and not the same."""
    for matter in evidence.matters:
        for a, b in across(matter):
            first, second = _lengths(a), _lengths(b)
            if len(first) == len(second) == 1 and _other_length(a, first[0], b, second[0]):
                sides = (a.side(first[0].text), b.side(second[0].text))
                severity: Severity = "update" if later(a.telling, b.telling) else "conflict"
                rule = "same thing, other length of time"
                yield conflict("number", severity, "how long", sides, rule)


def how_long(evidence: Evidence) -> Iterator[Conflict]:
    """Two lengths of one thing: "nine days of rain", "more than a week of rain"."""
    found: dict[str, list[Length]] = {}
    for sentence in evidence.beside.sentences:
        for noun, length in _lengths_of(sentence):
            found.setdefault(noun, []).append(length)
    for noun, lengths in found.items():
        for a, b in combinations(lengths[:MOST], 2):
            one, other = a.sentence.telling, b.sentence.telling
            if one.id == other.id or a.days == b.days or not _near(a, b):
                continue
            open_ended = any(OPEN.search(each.text) for each in (a, b))
            severity: Severity = "update" if later(one, other) else "conflict"
            sides = (a.sentence.side(a.text), b.sentence.side(b.text))
            rule = "same thing, other length of time"
            yield conflict("number", "granularity" if open_ended else severity, noun, sides, rule)


def _near(a: Length, b: Length) -> bool:
    """Whether two lengths may be of one thing: what takes a day and what takes a year are two."""
    return max(a.days, b.days) <= NEAR_LENGTH * min(a.days, b.days)


def _lengths_of(sentence: Sentence) -> Iterator[tuple[str, Length]]:
    """The lengths of time a sentence gives with what they are of."""
    text = sentence.telling.text
    for time in sentence.times():
        parts = LENGTH.match(time.value or "") if time.type == "DURATION" else None
        behind = OF.match(text, time.span.end, sentence.span.end)
        if parts and behind and not RANGE.search(text, max(0, time.span.start - 8), time.span.end):
            days = float(parts[2]) * DAYS.get(parts[1] + parts[3], 0.0)
            for noun in filter(None, behind.groups()):
                yield stem(noun.lower()), Length(sentence, time.text, days)


def _lengths(told: Told) -> list[TimeExpression]:
    """The lengths of time in the words of a claim that have a number, and are no range."""
    return [
        each
        for each in told.times()
        if each.type == "DURATION" and each.value and "X" not in each.value
        and any(span.holds(each.span) for span in told.claim.spans)
        and not RANGE.search(told.telling.text, max(0, each.span.start - 8), each.span.end)
    ]  # fmt: skip


def _other_length(a: Told, first: TimeExpression, b: Told, second: TimeExpression) -> bool:
    """Whether two lengths of one unit differ, both of the thing that is named beside them."""
    one, other = UNIT.match(first.value or ""), UNIT.match(second.value or "")
    if first.value == second.value or not one or not other or one[1] != other[1]:
        return False
    return bool(_beside(a.telling, first) & _beside(b.telling, second))


def days(evidence: Evidence) -> Iterator[Conflict]:
    """Aligned claims that date the same thing to days that exclude one another."""
    for matter in evidence.matters:
        for a, b in across(matter):
            pair = _dated(a, b)
            if pair and _alike(pair[0].start, pair[1].start):
                first, second = pair
                apart = first.end < second.start or second.end < first.start  # type: ignore[operator]
                severity: Severity = "conflict" if apart else "granularity"
                rule = "same claim, other day" if apart else "same claim, dated less exactly"
                sides = (a.side(_interval(first)), b.side(_interval(second)))
                yield conflict("date", severity, a.claim.text, sides, rule)


def _dated(a: Told, b: Told) -> tuple[TimeExpression, TimeExpression] | None:
    """The one date of each claim, if they differ and are of the same part of it.

    The day something was said stands beside a claim: what is said on two days was said twice.
    Only a refusal is dated by it, and what is quoted in the same words.
    """
    first, second = _dates(a, True), _dates(b, True)
    if a.claim.stance in ACTS and b.claim.stance in ACTS:
        # The day of a refusal stands beside it or, failing that, in its own words.
        first, second = _dates(a, False) or first, _dates(b, False) or second
    elif _quoted_alike(a, b):
        first, second = _dates(a, False), _dates(b, False)
    elif len(first) == len(second) == 1 and not (
        _same_deed(a.telling, first[0], b.telling, second[0])
        or _same_ear(a.telling, first[0], b.telling, second[0])
    ):
        return None
    if len(first) == len(second) == 1 and _days(first[0]) != _days(second[0]):
        return first[0], second[0]
    return None


def _quoted_alike(a: Told, b: Told) -> bool:
    """Whether two claims are the same words between marks."""
    if not all(each.quotation and each.quotation.kind == "direct" for each in (a, b)):
        return False
    first, second = (frozenset(stems(each.claim.text)) for each in (a, b))
    return len(first & second) >= max(SAME_RUN, SAME_WORDS * len(first | second))


def _days(time: TimeExpression) -> tuple[str | None, str | None]:
    return time.start, time.end


def _beside(telling: Annotated, time: TimeExpression) -> set[str]:
    """The stems of the words with content on each side of a time expression."""
    return {stem(each.norm) for each in _neighbours(telling, time)}


def _neighbours(telling: Annotated, time: TimeExpression) -> list[Token]:
    text, (start, end) = telling.text, time.span
    before = [each for each in tokens(text, max(0, start - NEAR), start) if is_content(each)]
    after = [each for each in tokens(text, end, min(len(text), end + NEAR)) if is_content(each)]
    return [*before[-1:], *after[:1]]


def _same_deed(a: Annotated, first: TimeExpression, b: Annotated, second: TimeExpression) -> bool:
    """Whether one verb stands beside two dates, at least once in a form of the past."""
    ours, theirs = _neighbours(a, first), _neighbours(b, second)
    pairs = [(x, y) for x in ours for y in theirs if stem(x.norm) == stem(y.norm)]
    past = table("en", "differences")["past"]
    return any(w.norm.endswith("ed") or w.norm in past for pair in pairs for w in pair)


def _same_ear(a: Annotated, first: TimeExpression, b: Annotated, second: TimeExpression) -> bool:
    """Whether one outlet stands before two dates, told or in an interview with it."""
    named = []
    for telling, time in ((a, first), (b, second)):
        before = tokens(telling.text, max(0, time.span.start - NEAR - NEAR), time.span.start)
        last = [each for each in before if is_content(each)][-1:]
        asked = {each.norm for each in before} & words("en", "differences", "heard")
        if not asked or not last:
            return False
        named.append(telling.text[last[0].start : last[0].end])
    return named[0] == named[1] and named[0][0].isupper()


def events(evidence: Evidence) -> Iterator[Conflict]:
    """Sentences that tell one thing and date it to days that exclude one another."""
    beside = evidence.beside
    dated = {(each.telling.id, each.span): _said_days(each) for each in beside.sentences}
    told: set[frozenset[tuple[str, Span]]] = set()
    for sentence in beside.sentences:
        for time in dated[sentence.telling.id, sentence.span]:
            near = _beside(sentence.telling, time)
            for other in beside.like(sentence, SAME_THING, near):
                key = frozenset(
                    ((sentence.telling.id, sentence.span), (other.telling.id, other.span))
                )
                there = dated[other.telling.id, other.span]
                if len(there) != 1 or key in told:
                    continue
                if not _same_deed(sentence.telling, time, other.telling, there[0]):
                    continue
                if (
                    _excluded(time, there[0])
                    and len(_around(sentence, time) & _around(other, there[0])) >= SHARED
                ):
                    told.add(key)
                    sides = (sentence.side(_interval(time)), other.side(_interval(there[0])))
                    yield conflict("date", "conflict", time.text, sides, "same event, other day")


def _said_days(sentence: Sentence) -> list[TimeExpression]:
    """The days a sentence names outside of marks."""
    quoted = sentence.quoted()
    return [
        each
        for each in sentence.times()
        if each.type == "DATE" and each.start and each.start == each.end
        and not any(span.holds(each.span) for span in quoted)
    ]  # fmt: skip


def _around(sentence: Sentence, time: TimeExpression) -> set[str]:
    """The stems of some words on each side of a time expression."""
    line = tokens(sentence.telling.text, *sentence.span)
    before = [each for each in line if each.end <= time.span.start][-WIDE:]
    after = [each for each in line if each.start >= time.span.end][:WIDE]
    return {stem(each.norm) for each in (*before, *after) if is_content(each)}


def _excluded(a: TimeExpression, b: TimeExpression) -> bool:
    return bool(a.start and b.start and _apart(a.start, b.start))


def _apart(a: str, b: str) -> bool:
    """Whether two days differ, and not by a week: weekdays are often taken for the wrong one."""
    return a != b and _alike(a, b)


def _alike(a: str | None, b: str | None) -> bool:
    """Whether two first days are no whole weeks apart, up to three."""
    if not a or not b or len(a) < 10 or len(b) < 10:
        return True
    try:
        gap = abs((date.fromisoformat(a[:10]) - date.fromisoformat(b[:10])).days)
    except ValueError:  # a day that no calendar has
        return True
    return gap == 0 or gap % 7 != 0 or gap > 21


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
