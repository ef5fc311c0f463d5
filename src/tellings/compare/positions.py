"""What each actor demands, offers, refuses, threatens, plans or thinks, as each telling tells it.

A position is a claim somebody holds whose stance or words are one (``position`` in
``lang/en/stances.toml``); claims aligned with one another are one position.
"""

from collections import Counter
from collections.abc import Iterator
from typing import cast

from tellings.lang import patterns
from tellings.model.alignment import Actor, Alignment, ClaimGroup
from tellings.model.annotation import Claim, Stance
from tellings.model.comparison import Place, Position, PositionKind

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
    speakers = _speakers(alignment)
    found = [each for group in alignment.claims for each in _of_group(group, claims, speakers)]
    count = Counter(each.actor for each in found)
    found.sort(key=lambda each: (-count[each.actor], each.actor))
    return tuple(found)


def _speakers(alignment: Alignment) -> dict[tuple[str, str], str]:
    """Who holds a claim, by (article, claim id): the actor's name, else the description."""
    actors: dict[tuple[str, str], Actor] = {
        member: actor for actor in alignment.actors for member in actor.members
    }
    found: dict[tuple[str, str], str] = {}
    for telling in alignment.tellings:
        quotations = {each.id: each for each in telling.quotations}
        for claim in telling.claims:
            quotation = quotations.get(claim.quotation or "")
            if quotation is None:
                continue
            actor = actors.get((telling.id, quotation.speaker or ""))
            if name := actor.name if actor else quotation.speaker_name:
                found[telling.id, claim.id] = name
    return found


def _of_group(
    group: ClaimGroup,
    claims: dict[tuple[str, str], Claim],
    speakers: dict[tuple[str, str], str],
) -> Iterator[Position]:
    kinds: Counter[PositionKind] = Counter()
    names: Counter[str] = Counter()
    places: list[Place] = []
    for reading in group.readings:
        claim = claims[reading.article, reading.claim]
        name = speakers.get((reading.article, reading.claim))
        if name is None:
            continue
        names[name] += 1
        places.append(Place(reading.article, reading.spans, reading.text))
        if found := _kind(claim):
            kinds[found] += 1
    if kinds:
        kind = max(kinds, key=lambda each: (kinds[each], each))
        name = max(names, key=lambda each: (names[each], each))
        text = max((place.text for place in places), key=lambda each: (len(each), each))
        yield Position(name, kind, text, tuple(places))


def _kind(claim: Claim) -> PositionKind | None:
    """From the words first, which say most exactly what it is; else from the stance."""
    if claim.stance in ("denies", "refuses", "neither-confirms-nor-denies"):
        return BY_STANCE[claim.stance]
    for pattern in patterns("en", "stances", "content"):
        if pattern.regex.search(claim.text):
            return cast(PositionKind, pattern.extra["position"])
    return BY_STANCE.get(claim.stance)
