"""Put the claims of all tellings together that say the same.

Two claims are one where they share enough of the weight of their words (`likeness`) and those
who make them may be one. What an article is said not to hold has been looked for in each of
its sentences, captions too, in any wording the stems and synonyms know.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from tellings.align.actors import Actors
from tellings.align.likeness import Bag, Index, Weights, contained, likeness
from tellings.model.alignment import ClaimGroup
from tellings.model.annotation import Annotated, Claim, Quotation
from tellings.model.comparison import ClaimReading, Utterance
from tellings.states import states_in
from tellings.stems import stems

# Likeness from which two claims of two articles are one: if each is the other's nearest, if one
# is the other's nearest, and if they stand in two readings of one utterance. Chosen on the
# development stories (#2): lower joins claims that only share their subject.
MUTUAL = 0.34
NEAREST = 0.42
SPOKEN = 0.24
# Two places of one article say the same only if they are as like as this (headline and body).
REPEATED = 0.6
# Two sets of claims are put together from this mean likeness on.
TOGETHER = 0.3
# A short claim wholly held by a long one, by weight, is in it.
HELD = 0.8
# From this share of its weight in one sentence on, a claim may be there: not "not found".
MAY_BE_THERE = 0.65
# Likeness is lessened so for claims of two who are not one, or not known to be.
STRANGERS = 0.6
UNSURE = 0.8
ACTS = frozenset({"refuses", "denies", "neither-confirms-nor-denies"})


class Node(NamedTuple):
    """A claim with what it is compared by: stems, who makes it, and whether it is a refusal."""

    article: str
    claim: Claim
    bag: Bag
    who: frozenset[str]
    act: bool


def aligned_claims(
    tellings: Sequence[Annotated],
    actors: Actors,
    utterances: Sequence[Utterance],
    known: Weights,
) -> tuple[ClaimGroup, ...]:
    """The claims of a story: those of several tellings first, then by telling and place."""
    every = [each for telling in tellings for each in _nodes(telling, actors)]
    repeats = _repeats(every)
    nodes = [each[0] for each in repeats.values()]
    again = {id(each[0]): each[1:] for each in repeats.values()}
    links = _links(nodes, known, _spoken(utterances))
    order = {telling.id: at for at, telling in enumerate(tellings)}
    sentences = {t.id: _bags(t) for t in tellings}
    found = []
    for members in _sets(nodes, links, known):
        held = [nodes[at] for at in members]
        missing = _not_found(held, tellings, sentences, known)
        held += [each for node in held for each in again[id(node)]]
        held.sort(key=lambda node: (order[node.article], node.claim.spans))
        found.append((_rank(held, order), ClaimGroup(_readings(held), missing)))
    found.sort(key=lambda each: each[0])
    return tuple(group for _, group in found)


def _repeats(
    every: Sequence[Node],
) -> dict[tuple[str, Bag, frozenset[str], bool], list[Node]]:
    """Claims of one article in the same words by the same speaker; the first stands for all."""
    found: dict[tuple[str, Bag, frozenset[str], bool], list[Node]] = {}
    for each in every:
        found.setdefault((each.article, each.bag, each.who, each.act), []).append(each)
    return found


def _bags(telling: Annotated) -> list[Bag]:
    """The stems of each sentence, each bag once."""
    found = (frozenset(stems(telling.text, *sentence)) for sentence in telling.sentences)
    return list(dict.fromkeys(found))


def _rank(held: Sequence[Node], order: Mapping[str, int]) -> tuple[int, int, int]:
    places = [(order[node.article], node.claim.spans[0].start) for node in held]
    return (-len({node.article for node in held}), *min(places))


def _nodes(telling: Annotated, actors: Actors) -> Iterator[Node]:
    quotations = {each.id: each for each in telling.quotations}
    for claim in telling.claims:
        bag = frozenset(stem for span in claim.spans for stem in stems(telling.text, *span))
        quotation = quotations.get(claim.quotation or "")
        who = _who(telling, quotation, actors) if quotation else frozenset[str]()
        if bag:
            yield Node(telling.id, claim, bag, who, claim.stance in ACTS)


def _who(telling: Annotated, quotation: Quotation, actors: Actors) -> frozenset[str]:
    """The actor and the states a speaker is or stands for."""
    found = {state for span in quotation.source for state in states_in(span.of(telling.text))}
    if actor := actors.of(telling.id, quotation.speaker):
        found.add(actor.id)
        found.update([actor.state] if actor.state else [])
    return frozenset(found)


def _spoken(utterances: Sequence[Utterance]) -> frozenset[tuple[str, str, str, str]]:
    """Pairs of quotations that print one utterance, as (article, id, article, id)."""
    found = set()
    for utterance in utterances:
        for pair in utterance.pairs:
            a, b = utterance.readings[pair.a], utterance.readings[pair.b]
            if a.quotation and b.quotation:
                found.add((a.article, a.quotation, b.article, b.quotation))
                found.add((b.article, b.quotation, a.article, a.quotation))
    return frozenset(found)


def _sets(
    nodes: Sequence[Node], links: Iterable[tuple[float, int, int]], known: Weights
) -> list[list[int]]:
    """Sets put together link by link, the surest first, if all of both sides are alike on average.

    A chain of likenesses would otherwise put together what has nothing in common.
    """
    member_of = {at: [at] for at in range(len(nodes))}
    for _, a, b in sorted(links, key=lambda link: (-link[0], link[1], link[2])):
        left, right = member_of[a], member_of[b]
        if left is right:
            continue
        pairs = [_alike(nodes[x], nodes[y], known) for x in left for y in right]
        if sum(pairs) / len(pairs) >= TOGETHER:
            joined = sorted(left + right)
            for at in joined:
                member_of[at] = joined
    return [each for at, each in sorted(member_of.items()) if each[0] == at]


def _links(
    nodes: Sequence[Node], known: Weights, spoken: frozenset[tuple[str, str, str, str]]
) -> Iterator[tuple[float, int, int]]:
    index = Index([node.bag for node in nodes])
    near = [
        {other: score for other in index.near(node.bag) if other != at
         and (score := _alike(node, nodes[other], known)) >= SPOKEN}
        for at, node in enumerate(nodes)
    ]  # fmt: skip
    best = [_best_by_article(nodes, each) for each in near]
    for at, node in enumerate(nodes):
        for other, score in near[at].items():
            if other < at:
                continue
            there = nodes[other]
            if there.article == node.article:
                if score >= REPEATED:
                    yield score, at, other
                continue
            mine = best[at].get(there.article) == other
            theirs = best[other].get(node.article) == at
            said = (
                node.article,
                node.claim.quotation or "",
                there.article,
                there.claim.quotation or "",
            )
            if (mine and theirs and (score >= MUTUAL or said in spoken)) or (
                (mine or theirs) and score >= NEAREST
            ):
                yield score, at, other


def _best_by_article(nodes: Sequence[Node], near: Mapping[int, float]) -> dict[str, int]:
    found: dict[str, int] = {}
    for other, score in near.items():
        article = nodes[other].article
        if article not in found or score > near[found[article]]:
            found[article] = other
    return found


def _alike(a: Node, b: Node, known: Weights) -> float:
    """Likeness of two claims, less for strangers; refusals are like refusals only."""
    if a.act != b.act:
        return 0.0
    close = likeness(a.bag, b.bag, known)
    short, long = sorted((a.bag, b.bag), key=lambda bag: (len(bag), sorted(bag)))
    if len(short) >= 3 and contained(short, long, known) >= HELD:
        close = max(close, NEAREST)
    if len(a.bag & b.bag) < 2 and close < 1:
        close *= STRANGERS
    if a.claim.holder and b.claim.holder and not a.who & b.who:
        close *= STRANGERS if a.who and b.who else UNSURE
    if a.act and b.act and a.who & b.who and len(a.bag & b.bag) > 1:
        close = max(close, REPEATED)  # two refusals of one side in one matter
    return close


def _readings(held: Sequence[Node]) -> tuple[ClaimReading, ...]:
    return tuple(
        ClaimReading(
            article=node.article,
            spans=node.claim.spans,
            text=node.claim.text,
            claim=node.claim.id,
            holder=node.claim.holder,
            stance=node.claim.stance,
        )
        for node in held
    )


def _not_found(
    held: Sequence[Node],
    tellings: Sequence[Annotated],
    sentences: Mapping[str, Sequence[Bag]],
    known: Weights,
) -> tuple[str, ...]:
    """The articles no sentence of which says any of these claims in like words."""
    carriers = {node.article for node in held}
    return tuple(
        telling.id
        for telling in tellings
        if telling.id not in carriers and not _may_hold(held, sentences[telling.id], known)
    )


def _may_hold(held: Sequence[Node], sentences: Sequence[Bag], known: Weights) -> bool:
    return any(
        len(node.bag) > 1 and contained(node.bag, sentence, known) >= MAY_BE_THERE
        for node in held
        for sentence in sentences
    )
