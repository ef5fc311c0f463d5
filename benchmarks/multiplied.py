"""A comparison told by so many times as many: for reports of hundreds, without comparing them.

Each article stands in it once more under another id, every shared finding has all of them, and
each finding of one telling alone is there once for each copy.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from tellings.model.annotation import Annotated
from tellings.model.comparison import (
    AlignedClaim,
    ClaimReading,
    Comparison,
    Conflict,
    Coverage,
    Headline,
    Pair,
    Place,
    Reading,
    Side,
    Telling,
    Use,
    Utterance,
)

Placed = TypeVar("Placed", Place, Reading, ClaimReading, Side, Use, Headline, Telling)


def multiplied(made: Comparison, times: int) -> Comparison:
    """The story told ``times`` as often."""
    copies = range(times)
    return replace(
        made,
        tellings=_all(made.tellings, copies),
        utterances=tuple(_utterance(each, copies) for each in made.utterances),
        claims=tuple(one for each in made.claims for one in _claims(each, copies)),
        conflicts=tuple(one for each in made.conflicts for one in _conflicts(each, copies)),
        labels=tuple(replace(each, uses=_all(each.uses, copies)) for each in made.labels),
        headlines=_all(made.headlines, copies),
        positions=tuple(
            replace(each, readings=_all(each.readings, copies)) for each in made.positions
        ),
        timeline=tuple(
            replace(each, readings=_all(each.readings, copies)) for each in made.timeline
        ),
        origins=tuple(
            replace(
                each, tellings=tuple(_named(name, at) for at in copies for name in each.tellings)
            )
            for each in made.origins
        ),
        coverage=Coverage((), (), ()),
        articles=tuple(_article(each, at) for at in copies for each in made.articles),
    )


def _named(name: str, at: int) -> str:
    return f"{name}-{at}"


def _all(found: Sequence[Placed], copies: Sequence[int]) -> tuple[Placed, ...]:
    return tuple(replace(each, article=_named(each.article, at)) for at in copies for each in found)


def _article(annotated: Annotated, at: int) -> Annotated:
    article = annotated.article
    document = replace(article.document, id=_named(annotated.id, at))
    return replace(annotated, article=replace(article, document=document))


def _utterance(utterance: Utterance, copies: Sequence[int]) -> Utterance:
    readings, size = _all(utterance.readings, copies), len(utterance.readings)
    against = {pair.a + pair.b - utterance.fullest: pair for pair in utterance.pairs
               if utterance.fullest in (pair.a, pair.b)}  # fmt: skip
    pairs = list(utterance.pairs)
    for at in range(size, len(readings)):
        pair = against.get(at % size, Pair(0, 0, "verbatim", "the same words", ()))
        turned = pair.b == utterance.fullest != pair.a
        ends = (at, utterance.fullest) if turned else (utterance.fullest, at)
        pairs.append(replace(pair, a=ends[0], b=ends[1]))
    return replace(utterance, readings=readings, pairs=tuple(pairs))


def _claims(claim: AlignedClaim, copies: Sequence[int]) -> Iterator[AlignedClaim]:
    if len(claim.carried_by) > 1:
        yield replace(
            claim,
            readings=_all(claim.readings, copies),
            carried_by=tuple(_named(name, at) for at in copies for name in claim.carried_by),
            not_found_in=tuple(_named(name, at) for at in copies for name in claim.not_found_in),
        )
        return
    for at in copies:
        yield replace(
            claim,
            id=_named(claim.id, at),
            readings=_all(claim.readings, [at]),
            carried_by=tuple(_named(name, at) for name in claim.carried_by),
            not_found_in=tuple(_named(name, at) for name in claim.not_found_in),
        )


def _conflicts(conflict: Conflict, copies: Sequence[int]) -> Iterator[Conflict]:
    for at in copies:
        yield replace(conflict, id=_named(conflict.id, at), sides=_all(conflict.sides, [at]))
