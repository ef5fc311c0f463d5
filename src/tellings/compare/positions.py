"""What each actor demands, offers, refuses, threatens, plans or thinks, as each telling tells it.

A position is a claim somebody holds whose stance or words are one (``position`` in
``lang/en/stances.toml``); claims aligned with one another are one position.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple, cast

from tellings.lang import patterns
from tellings.model.alignment import Actor, Alignment, ClaimGroup
from tellings.model.annotation import Annotated, Claim, Stance
from tellings.model.comparison import ClaimReading, Place, Position, PositionKind
from tellings.model.span import Span
from tellings.states import states_in

# Whose plan a claim is of is said in so many characters of its opening.
OPENING = 60

BY_STANCE: dict[Stance, PositionKind] = {
    "denies": "denial",
    "refuses": "refusal",
    "neither-confirms-nor-denies": "refusal",
    "threatens": "threat",
    "offers": "offer",
    "demands": "demand",
    "predicts": "plan",
}


def positions(alignment: Alignment) -> tuple[Position, ...]:
    """The positions of a story, those of the actor with most first."""
    claims = {(t.id, c.id): c for t in alignment.tellings for c in t.claims}
    owners = _owners(alignment)
    found = [
        each
        for group in alignment.claims
        for readings in _alike(group)
        for each in _held(readings, claims, owners)
    ]
    count = Counter(each.actor for each in found)
    found.sort(key=lambda each: (-count[each.actor], each.actor))
    return tuple(found)


class Owner(NamedTuple):
    """Whose position a claim is: a name, and the state (or person) it speaks for, if known."""

    name: str
    side: str | None


def _owners(alignment: Alignment) -> dict[tuple[str, str], Owner]:
    """Whose position each claim that somebody holds is, by (article, claim id)."""
    actors = {member: actor for actor in alignment.actors for member in actor.members}
    found: dict[tuple[str, str], Owner] = {}
    for telling in alignment.tellings:
        quotations = {each.id: each for each in telling.quotations}
        named = _named(telling, actors)
        for claim in telling.claims:
            quotation = quotations.get(claim.quotation or "")
            if quotation is None:
                continue
            actor = actors.get((telling.id, quotation.speaker or ""))
            if other := _whose(telling, claim, actor, named):
                found[telling.id, claim.id] = Owner(other.name, other.state or other.id)
            elif actor is not None:
                found[telling.id, claim.id] = Owner(actor.name, actor.state or _state(actor.name))
            elif name := quotation.speaker_name:
                found[telling.id, claim.id] = Owner(name, _state(name))
    return found


def _state(name: str) -> str | None:
    return next(states_in(name), None)


def _named(telling: Annotated, actors: dict[tuple[str, str], Actor]) -> list[tuple[Span, Actor]]:
    """Where the actors of a story are named in a telling, in order."""
    return sorted(
        (
            (mention.span, actors[telling.id, entity.id])
            for entity in telling.entities
            if (telling.id, entity.id) in actors
            for mention in entity.mentions
            if mention.form == "name"
        ),
        key=lambda each: each[0],
    )


def _whose(
    telling: Annotated, claim: Claim, speaker: Actor | None, named: list[tuple[Span, Actor]]
) -> Actor | None:
    """The actor whose plan or stance a claim opens with, if that is not the speaker's side.

    Who speaks of "Lind's plan for the dam" has no such plan; who says that Lind will go does not
    go. A demand, an offer and a threat may well be told of somebody else.
    """
    start = claim.spans[0].start
    at = bisect_left(named, start, key=lambda each: each[0].start)
    while at < len(named) and named[at][0].start < start + OPENING:
        span, actor = named[at]
        same = speaker is not None and (
            actor.id == speaker.id or actor.state == speaker.state is not None
        )
        behind = telling.text[span.end : claim.spans[0].end]
        owned = any(p.regex.match(behind) for p in patterns("en", "stances", "owned"))
        if not same and (owned or (_kind(claim) == "plan" and _does(behind))):
            return actor
        at += 1
    return None


def _does(behind: str) -> bool:
    """Whether the words behind a name go on with what its bearer will do."""
    return any(pattern.regex.match(behind) for pattern in patterns("en", "stances", "does"))


def _alike(group: ClaimGroup) -> Iterator[list[ClaimReading]]:
    """The readings of a claim that surely say one thing; what is only likely to is held apart."""
    yield [each for each in group.readings if each.sure]
    yield from ([each] for each in group.readings if not each.sure)


def _held(
    readings: Sequence[ClaimReading],
    claims: dict[tuple[str, str], Claim],
    owners: dict[tuple[str, str], Owner],
) -> Iterator[Position]:
    """One position for each side that holds it; who is of no known side is of the largest."""
    held = [
        (owners[reading.article, reading.claim], reading)
        for reading in readings
        if (reading.article, reading.claim) in owners
    ]
    known = Counter(owner.side for owner, _ in held if owner.side)
    most = max(known, key=lambda each: (known[each], each)) if known else None
    sides: dict[str | None, list[tuple[Owner, ClaimReading]]] = {}
    for owner, reading in held:
        sides.setdefault(owner.side or most, []).append((owner, reading))
    for side in sides.values():
        kinds = Counter(k for _, r in side if (k := _kind(claims[r.article, r.claim])))
        if kinds:
            names = Counter(owner.name for owner, _ in side)
            places = tuple(Place(r.article, r.spans, r.text) for _, r in side)
            yield Position(
                max(names, key=lambda each: (names[each], each)),
                max(kinds, key=lambda each: (kinds[each], each)),
                max((place.text for place in places), key=lambda each: (len(each), each)),
                places,
            )


def _kind(claim: Claim) -> PositionKind | None:
    """From the words first, which say most exactly what it is; else from the stance."""
    if claim.stance in ("denies", "refuses", "neither-confirms-nor-denies"):
        return BY_STANCE[claim.stance]
    for pattern in patterns("en", "stances", "content"):
        if pattern.regex.search(claim.text):
            return cast(PositionKind, pattern.extra["position"])
    return BY_STANCE.get(claim.stance)
