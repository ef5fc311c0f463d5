"""Put the claims of all tellings together that say the same.

Two claims are one where what was learned from aligned stories says so (`pairs`): by the words
they share, by those their sentences share, and by how much better they go together than each
goes with its next best. What an article is said not to hold has been looked for in the whole of
it (`told`).
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, islice

from tellings.align.actors import Actors
from tellings.align.likeness import Weights, likeness
from tellings.align.likeness import groups as joined_sets
from tellings.align.pairs import Node, Spoken, best, links, pairs
from tellings.align.sentences import Sentences
from tellings.align.told import Told
from tellings.model.alignment import ClaimGroup
from tellings.model.annotation import Annotated, Quotation
from tellings.model.comparison import ClaimReading, Utterance
from tellings.states import states_in

# Logarithmic odds, in millionths, from which two claims are linked. Of development stories not seen
# in training it puts 49 in 100 shared claims together, at -1,200,000 it is 46 and at -2,000,000 52,
# but then a fifth more pairs, most of which gold does not know (#5).
LINKED = -1_400_000
# From these odds on two claims are surely one: a difference between them is one of the accounts.
SURE = 0
# Two sets of claims are put together from these mean odds on, pairs that never came near
# counting as the least; no more pairs than MEMBERS are asked for.
TOGETHER = -2_100_000
FAR = -5_000_000
MEMBERS = 24
# Two places of one article say the same only if they are as like as this (headline and body).
REPEATED = 0.6
# A stem that more claims of one article have finds no repetition.
FEW = 40
ACTS = frozenset({"refuses", "denies", "neither-confirms-nor-denies"})


def aligned_claims(
    tellings: Sequence[Annotated],
    actors: Actors,
    utterances: Sequence[Utterance],
    sentences: Sentences,
) -> tuple[ClaimGroup, ...]:
    """The claims of a story: those of several tellings first, then by telling and place."""
    repeats = _repeats(claim_nodes(tellings, actors, sentences))
    nodes = [each[0] for each in repeats]
    found = pairs(nodes, sentences, _spoken(tellings, utterances))
    scores = links(found, nodes)
    told = Told(sentences, len(tellings), best(scores, nodes))
    links_of = {**scores, **dict(_within(nodes, sentences.known))}
    groups = []
    for members in _sets(nodes, links_of):
        carriers = {nodes[at].telling for at in members}
        missing = tuple(
            telling.id
            for number, telling in enumerate(tellings)
            if number not in carriers and told.absent(members, nodes, number)
        )
        held = sorted(
            ((each, at) for at in members for each in repeats[at]),
            key=lambda pair: _place(pair[0]),
        )
        sure = tuple(_sure([at for _, at in held], links_of))
        main = _main([node.telling for node, _ in held], sure)
        readings = tuple(
            _reading(tellings, node, index in main) for index, (node, _) in enumerate(held)
        )
        groups.append((-len(carriers), _place(held[0][0]), ClaimGroup(readings, missing, sure)))
    groups.sort(key=lambda each: each[:2])
    return tuple(group for *_, group in groups)


def _sure(held: Sequence[int], scores: Mapping[tuple[int, int], int]) -> Iterator[tuple[int, int]]:
    """The pairs of readings of which it is sure that they say the same."""
    first: dict[int, int] = {}
    for index, at in enumerate(held):
        if first.setdefault(at, index) != index:
            yield first[at], index  # the same words again
        for other, there in first.items():
            if there != index and scores.get((min(at, other), max(at, other)), SURE - 1) >= SURE:
                yield there, index


def _main(carriers: Sequence[int], sure: Sequence[tuple[int, int]]) -> set[int]:
    """The readings that surely say one thing, of most tellings; of several the first."""
    parts = joined_sets(len(carriers), sure)
    most = max(parts, key=lambda part: (len({carriers[at] for at in part}), -part[0]))
    if len({carriers[at] for at in most}) == 1 and len(set(carriers)) == 1:
        return set(range(len(carriers)))
    return set(most)


def claim_nodes(tellings: Sequence[Annotated], actors: Actors, sentences: Sentences) -> list[Node]:
    """The claims of all tellings, in order, with what they are compared by."""
    return [
        node
        for number, telling in enumerate(tellings)
        for node in _nodes(number, telling, actors, sentences)
    ]


def _place(node: Node) -> tuple[int, int]:
    return node.telling, node.claim.spans[0].start


def _repeats(every: Sequence[Node]) -> list[list[Node]]:
    """Claims of one article in the same words by the same speaker; the first stands for all."""
    found: dict[object, list[Node]] = {}
    for each in every:
        found.setdefault((each.telling, each.bag, each.who, each.act), []).append(each)
    return list(found.values())


def _nodes(number: int, telling: Annotated, actors: Actors, sentences: Sentences) -> Iterator[Node]:
    quotations = {each.id: each for each in telling.quotations}
    for claim in telling.claims:
        bag = frozenset().union(*(sentences.words[number].of(span) for span in claim.spans))
        sentence = sentences.holding(number, claim.spans[0])
        quotation = quotations.get(claim.quotation or "")
        who = _who(telling, quotation, actors) if quotation else frozenset[str]()
        if bag and sentence is not None:
            yield Node(number, sentence, claim, bag, who, claim.stance in ACTS)


def _who(telling: Annotated, quotation: Quotation, actors: Actors) -> frozenset[str]:
    """The actor and the states a speaker is or stands for."""
    found = {state for span in quotation.source for state in states_in(span.of(telling.text))}
    if actor := actors.of(telling.id, quotation.speaker):
        found.add(actor.id)
        found.update([actor.state] if actor.state else [])
    return frozenset(found)


def _spoken(tellings: Sequence[Annotated], utterances: Sequence[Utterance]) -> Spoken:
    """Pairs of quotations that print one utterance, each by its telling and id."""
    numbers = {telling.id: number for number, telling in enumerate(tellings)}
    found = set()
    for utterance in utterances:
        for pair in utterance.pairs:
            a, b = utterance.readings[pair.a], utterance.readings[pair.b]
            if a.quotation and b.quotation:
                ends = ((numbers[a.article], a.quotation), (numbers[b.article], b.quotation))
                found |= {(*ends[0], *ends[1]), (*ends[1], *ends[0])}
    return frozenset(found)


def _within(nodes: Sequence[Node], known: Weights) -> Iterator[tuple[tuple[int, int], int]]:
    """Pairs of one telling that say the same twice, found by a stem that few of its claims have."""
    postings: dict[tuple[int, str], list[int]] = {}
    for at, node in enumerate(nodes):
        for stem in node.bag:
            postings.setdefault((node.telling, stem), []).append(at)
    few = [each for each in postings.values() if 1 < len(each) <= FEW]
    wanted = {pair for each in few for pair in combinations(each, 2)}
    for a, b in sorted(wanted):
        if nodes[a].act == nodes[b].act and likeness(nodes[a].bag, nodes[b].bag, known) >= REPEATED:
            yield (a, b), 0


def _sets(nodes: Sequence[Node], scores: Mapping[tuple[int, int], int]) -> list[list[int]]:
    """Sets put together link by link, the surest first, if both sides go together on the whole.

    A chain of likenesses would otherwise put together what has nothing in common.
    """
    member_of = {at: [at] for at in range(len(nodes))}
    linked = (
        (pair, score) for pair, score in scores.items()
        if score >= _least(*(nodes[at] for at in pair))
    )  # fmt: skip
    for (a, b), _ in sorted(linked, key=lambda each: (-each[1], each[0])):
        left, right = member_of[a], member_of[b]
        if left is not right and _together(left, right, nodes, scores):
            joined = sorted(left + right)
            for at in joined:
                member_of[at] = joined
    return [each for at, each in member_of.items() if each[0] == at]


def _least(a: Node, b: Node) -> int:
    """The odds from which two claims are linked: those of two known speakers must surely be one.

    It costs none of the shared claims of the development stories (#5).
    """
    return SURE if a.who and b.who and a.who.isdisjoint(b.who) else LINKED


def _together(
    left: list[int], right: list[int], nodes: Sequence[Node], scores: Mapping[tuple[int, int], int]
) -> bool:
    """By the mean of their pairs; those of one telling count only where they are alike."""
    scored = (
        FAR if score is None else max(FAR, score)
        for a in left
        for b in right
        if (score := scores.get((a, b) if a < b else (b, a))) is not None
        or nodes[a].telling != nodes[b].telling
    )
    odds = list(islice(scored, MEMBERS))
    return sum(odds) >= TOGETHER * len(odds)


def _reading(tellings: Sequence[Annotated], node: Node, sure: bool) -> ClaimReading:
    return ClaimReading(
        article=tellings[node.telling].id,
        spans=node.claim.spans,
        text=node.claim.text,
        claim=node.claim.id,
        holder=node.claim.holder,
        stance=node.claim.stance,
        sure=sure,
    )
