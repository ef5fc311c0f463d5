"""Aligned claims as the rules of conflict see them: each reading with all it rests on."""

from collections.abc import Iterator
from typing import NamedTuple

from tellings.compare.beside import Beside
from tellings.model.alignment import Actor, Alignment, ClaimGroup
from tellings.model.annotation import Annotated, Claim, Quotation, Stance, TimeExpression
from tellings.model.comparison import ClaimReading, Conflict, ConflictType, Severity, Side
from tellings.model.span import Spans

# Stances whose claim is the refusal itself.
ACTS: frozenset[Stance] = frozenset({"refuses", "denies", "neither-confirms-nor-denies"})


class Told(NamedTuple):
    """One reading of a claim: the telling, the claim, the quotation and actor that hold it."""

    telling: Annotated
    claim: Claim
    quotation: Quotation | None
    actor: Actor | None

    @property
    def article(self) -> str:
        """The article's id."""
        return self.telling.id

    def side(self, value: str, spans: Spans | None = None) -> Side:
        """The reading as a side of a conflict."""
        places = spans or self.claim.spans
        text = " ".join(span.of(self.telling.text) for span in places)
        return Side(self.article, places, text, value)

    def times(self) -> tuple[TimeExpression, ...]:
        """The time expressions in the claim or around its saying."""
        held = set(self.claim.times)
        return tuple(each for each in self.telling.times if each.id in held)


# A reading of a claim is held beside so many that follow it.
NEAR = 16

Matter = tuple[Told, ...]


class Evidence(NamedTuple):
    """What the rules of conflict look at: the alignment, its aligned claims, all sentences."""

    alignment: Alignment
    matters: tuple[Matter, ...]
    beside: Beside


def matters(alignment: Alignment) -> tuple[Matter, ...]:
    """The claims that two tellings or more carry, in their order."""
    tellings = {each.id: each for each in alignment.tellings}
    claims = {(t.id, c.id): c for t in alignment.tellings for c in t.claims}
    quotations = {(t.id, q.id): q for t in alignment.tellings for q in t.quotations}
    actors = {member: actor for actor in alignment.actors for member in actor.members}

    def told(reading: ClaimReading) -> Told:
        claim = claims[reading.article, reading.claim]
        quotation = quotations.get((reading.article, claim.quotation or ""))
        speaker = quotation.speaker if quotation else None
        actor = actors.get((reading.article, speaker)) if speaker else None
        return Told(tellings[reading.article], claim, quotation, actor)

    return tuple(
        tuple(told(group.readings[at]) for at in part)
        for group in alignment.claims
        for part in _surely_one(group)
        if len({group.readings[at].article for at in part}) > 1
    )


def _surely_one(group: ClaimGroup) -> list[list[int]]:
    """The readings of a claim, parted where it is not sure that they say the same."""
    part = list(range(len(group.readings)))
    for a, b in group.sure:
        if part[a] != part[b]:
            old, new = sorted((part[a], part[b]), reverse=True)
            part = [new if each == old else each for each in part]
    return [[at for at, each in enumerate(part) if each == name] for name in dict.fromkeys(part)]


def across(matter: Matter) -> Iterator[tuple[Told, Told]]:
    """Each two readings of two articles; of a claim that many carry, those near in its order.

    Two that say the same thing differ from a third alike: what no pair near another shows, a
    pair further on does, and the pairs grow with the readings, not with their square.
    """
    for at, a in enumerate(matter):
        for b in matter[at + 1 : at + 1 + NEAR]:
            if a.article != b.article:
                yield a, b


def long_ago(telling: Annotated, day: str | None) -> bool:
    """Whether a day lies in a year before that of the telling's publication."""
    published = telling.article.published.value
    return bool(day and published and day[:4] < published[:4])


def later(a: Annotated, b: Annotated) -> bool:
    """Whether two tellings came out at different times, so that one may know more."""
    days = {each.article.published.value or "" for each in (a, b)}
    return len(days - {""}) > 1


def conflict(
    kind: ConflictType, severity: Severity, about: str | None, sides: tuple[Side, ...], rule: str
) -> Conflict:
    """A conflict that has no id yet."""
    return Conflict("", kind, severity, about, sides, rule)
