"""Rules on who says it and how firmly: attribution, confirmation, polarity."""

from collections.abc import Iterator

from tellings.compare.matters import ACTS, Matter, Told, across, conflict
from tellings.lang import patterns, words
from tellings.model.alignment import Alignment
from tellings.model.comparison import Conflict
from tellings.stems import stems
from tellings.words import tokens

# Claims that share this share of their words differ in nothing but what they assert.
SAME_WORDS = 0.75


def attribution(alignment: Alignment, aligned: tuple[Matter, ...]) -> Iterator[Conflict]:
    """A claim that one telling gives to one speaker and another telling to another."""
    for matter in aligned:
        sides: dict[tuple[str, str], Told] = {}
        for each in matter:
            if each.claim.stance not in ACTS and (name := _holder(each)):
                sides.setdefault((each.article, name), each)
        names = {article: {n for a, n in sides if a == article} for article, _ in sides}
        shared = (
            frozenset[str].intersection(*(frozenset(each) for each in names.values()))
            if names
            else frozenset()
        )
        if len(names) > 1 and not shared:
            told = tuple(each.side(name) for (_, name), each in sides.items())
            about = next(iter(sides.values())).claim.text
            yield conflict("attribution", "tension", about, told, "same claim, other speaker")


def _holder(told: Told) -> str | None:
    """Who says it, if the source names someone: a pronoun or a description may be misread."""
    if told.quotation is None or not told.quotation.source or told.actor is None:
        return None
    source = told.quotation.source[0].of(told.telling.text)
    return None if source.lower() in words("en", "speakers", "pronoun") else told.actor.name


def confirmation(alignment: Alignment, aligned: tuple[Matter, ...]) -> Iterator[Conflict]:
    """One refusal told with words of different weight: refused, declined, neither … nor."""
    for matter in aligned:
        found = [(status, each) for each in matter if (status := _status(each))]
        names = {each.article: status for status, each in found}
        if len(names) > 1 and len({status for status, _ in found}) > 1:
            sides = tuple(each.side(status) for status, each in found)
            about = found[0][1].claim.text
            yield conflict("confirmation", "tension", about, sides, "one matter, other status")


def _status(told: Told) -> str | None:
    if told.claim.stance not in ACTS and told.claim.stance != "confirms":
        return None
    cue = (
        " ".join(span.of(told.telling.text) for span in told.quotation.cue)
        if told.quotation
        else ""
    )
    said = f"{cue} {told.claim.text}"
    for pattern in patterns("en", "stances", "status"):
        if pattern.regex.search(said):
            return pattern.name
    return None


def polarity(alignment: Alignment, aligned: tuple[Matter, ...]) -> Iterator[Conflict]:
    """The same words, once affirmed and once denied, no condition on either side."""
    for matter in aligned:
        for a, b in across(matter):
            if a.claim.polarity == b.claim.polarity or a.claim.condition or b.claim.condition:
                continue
            if a.claim.stance in ACTS or b.claim.stance in ACTS or _said_by(a) != _said_by(b):
                continue
            if _overlap(a, b) >= SAME_WORDS and _negated_once(a, b):
                sides = (a.side(a.claim.polarity), b.side(b.claim.polarity))
                yield conflict("polarity", "conflict", a.claim.text, sides, "affirmed and denied")


def _said_by(told: Told) -> str | None:
    """Who says it; none for the publisher itself."""
    if told.quotation is None:
        return None
    return told.actor.id if told.actor else told.quotation.speaker_name or ""


def _overlap(a: Told, b: Told) -> float:
    first, second = _bag(a), _bag(b)
    return len(first & second) / max(1, len(first | second))


def _bag(told: Told) -> set[str]:
    return {each for span in told.claim.spans for each in stems(told.telling.text, *span)}


def _negated_once(a: Told, b: Told) -> bool:
    """Whether one side has exactly one negation: two ("no deal unless") may cancel out."""
    counts = [
        sum(
            1
            for token in tokens(each.claim.text)
            if token.norm in _NEGATIONS or token.norm.endswith("n't")
        )
        for each in (a, b)
    ]
    return sorted(counts) == [0, 1]


_NEGATIONS = frozenset(["not", "never", "no", "nobody", "none", "without"])
