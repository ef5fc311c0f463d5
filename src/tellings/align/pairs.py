"""Which two claims of two tellings say the same, and how sure that is.

Claims are compared where their sentences came near. A first score weighs what two claims and
their sentences share; a second one, which counts, also how much better they go together than each
of them goes with its best rival in the other telling.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import NamedTuple

from tellings.align.likeness import Bag, share
from tellings.align.scores import linear
from tellings.align.sentences import NOTHING, Sentences, logarithm
from tellings.model.annotation import Claim

# A claim in one of the first sentences is what the story is about.
FIRST = 3
# Claims are compared if their sentences are among so many nearest of either. With a fourth the same
# shared claims are put together, and one pair in a hundred more is wrong (#5).
COMPARED = 3
# What a pair that was not compared has for a score, and the most a margin counts, in thousandths.
UNLIKELY, MOST = -6000, 5000


class Node(NamedTuple):
    """A claim with what it is compared by.

    ``telling`` and ``sentence`` count in `Sentences`; ``who`` are the actor and the states that
    make it; ``act`` says that it is a refusal or denial.
    """

    telling: int
    sentence: int
    claim: Claim
    bag: Bag
    who: frozenset[str]
    act: bool


Spoken = frozenset[tuple[int, str, int, str]]


class Pair(NamedTuple):
    """Two nodes, their features in the order of `scores.CLAIM`, and the first score."""

    a: int
    b: int
    features: tuple[int, ...]
    score: int


def pairs(nodes: Sequence[Node], sentences: Sentences, spoken: Spoken) -> list[Pair]:
    """All pairs of claims whose sentences are among the nearest, by their first score."""
    holding: list[list[int]] = [[] for _ in sentences.all]
    for at, node in enumerate(nodes):
        holding[node.sentence].append(at)
    weigh = linear("claim")
    words = Shared(sentences)
    found: list[Pair] = []
    for one, other in sentences.nearest(COMPARED):
        near = sentences.pairs[one, other]
        touching = [
            (a, b, shared)
            for a, b in product(holding[one], holding[other])
            if (shared := words.of(nodes[a], nodes[b]))
        ]
        if not touching:
            continue
        margins = sentences.margins(one, other, near.score)
        setting = _setting(sentences, one, other)
        frame = (near.cosine, near.shared, near.score // 1000, *margins, *setting)
        for a, b, shared in touching:
            features = (*frame, *_features(nodes[a], nodes[b], shared, spoken))
            found.append(Pair(a, b, features, weigh.score(features)))
    return found


class Shared:
    """What two claims share of their words; what many tellings print is weighed once."""

    def __init__(self, sentences: Sentences) -> None:
        self._sentences, self._known = sentences, sentences.known
        self._found: dict[tuple[Bag, int, Bag, int], tuple[int, ...] | None] = {}

    def of(self, a: Node, b: Node) -> tuple[int, ...] | None:
        """Four features of `scores.CLAIM` and the number of stems, if it is more than a name."""
        one, other = self._sentences.all[a.sentence], self._sentences.all[b.sentence]
        key = a.bag, one.kind, b.bag, other.kind
        if key not in self._found:
            touch = (
                len(a.bag & other.bag) > 1 or len(b.bag & one.bag) > 1 or a.bag == b.bag
            )  # one claim and the other's sentence share more than one stem
            self._found[key] = self._weighed(a.bag, b.bag, one.bag, other.bag) if touch else None
        return self._found[key]

    def _weighed(self, a: Bag, b: Bag, one: Bag, other: Bag) -> tuple[int, ...]:
        known = self._known
        both = a & b
        shared = sum(map(known.__getitem__, both))
        mine, theirs = share(a, other, known), share(b, one, known)
        cosine = 1000 * shared // (math.isqrt(known.of(a) * known.of(b)) or 1)
        return cosine, logarithm(shared), max(mine, theirs), min(mine, theirs), len(both)


def _setting(sentences: Sentences, a: int, b: int) -> tuple[int, int, int]:
    """How alike the sentences around are, how many of two lead, and how far apart they stand."""
    one, other = sentences.all[a], sentences.all[b]
    around = 0
    for step in (-1, 1):
        beside = sentences.pair(sentences.beside(a, step), sentences.beside(b, step))
        if beside and beside.cosine > around:
            around = beside.cosine
    leads = (one.at < FIRST) + (other.at < FIRST)
    return around, 1000 * leads, abs(one.place - other.place)


def _features(a: Node, b: Node, shared: tuple[int, ...], spoken: Spoken) -> tuple[int, ...]:
    """What two claims share themselves, and whether those who make them fit."""
    *words, many = shared
    named = bool(a.who and b.who)
    fit = named and not a.who.isdisjoint(b.who)
    said = a.telling, a.claim.quotation or "", b.telling, b.claim.quotation or ""
    return (
        *words,
        1000 * (said in spoken),
        1000 * (a.act != b.act),
        1000 * (a.act and b.act and many > 1 and fit),
        1000 * (named and not fit),
    )


def chosen(found: Sequence[Pair], nodes: Sequence[Node]) -> Iterator[tuple[Pair, tuple[int, ...]]]:
    """Each pair with its features in the order of `scores.CHOICE`."""
    tops: dict[tuple[int, int], list[int]] = {}
    for pair in found:
        for one, other in ((pair.a, pair.b), (pair.b, pair.a)):
            _keep(tops.setdefault((one, nodes[other].telling), []), pair.score)
    for pair in found:
        worse, better = sorted(
            _over(pair.score, tops[one, nodes[other].telling])
            for one, other in ((pair.a, pair.b), (pair.b, pair.a))
        )
        ranks = (pair.score // 1000, worse, better, 1000 * (worse >= 0), 1000 * (better >= 0))
        yield pair, (*pair.features, *ranks)


def _keep(top: list[int], score: int) -> None:
    """The two best, the best first."""
    if len(top) < 2:
        top.append(score)
        top.sort(reverse=True)
    elif score > top[1]:
        top[:] = [score, top[0]] if score > top[0] else [top[0], score]


def _over(score: int, top: list[int]) -> int:
    rival = top[0] if score < top[0] else (top[1] if len(top) > 1 else UNLIKELY * 1000)
    return min(MOST, max(-MOST, (score - rival) // 1000))


def links(found: Sequence[Pair], nodes: Sequence[Node]) -> Mapping[tuple[int, int], int]:
    """The second score of each pair."""
    weigh = linear("choice")
    return {(p.a, p.b): weigh.score(features) for p, features in chosen(found, nodes)}


def best(
    scores: Mapping[tuple[int, int], int], nodes: Sequence[Node]
) -> dict[tuple[int, int], int]:
    """For each node and other telling, the second score of its best pair, in thousandths."""
    found: dict[tuple[int, int], int] = {}
    for (a, b), score in scores.items():
        for one, other in ((a, b), (b, a)):
            key = one, nodes[other].telling
            found[key] = max(found.get(key, NOTHING), score // 1000)
    return found
