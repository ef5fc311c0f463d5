"""The sentences of a story, and for each those of other tellings that come nearest.

Candidates come from an inverted index, the rarest words first, and each sentence has a budget of
entries it may look at: the work grows with the sentences, not with their pairs. Whose budget was
not enough is in ``cut``.
"""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from tellings.align.likeness import Bag, Weights
from tellings.align.scores import linear
from tellings.model.annotation import Annotated
from tellings.model.span import Span
from tellings.stems import is_content, stem
from tellings.words import tokens

# Entries of the index a sentence may look at, and candidates it keeps of one telling and of all.
# Of three tellings no sentence needs more than 300; a story of fifty needs what is here. Twelve
# of a telling instead of four find no shared claim more, and one pair in a hundred more is
# wrong (#5).
LOOKS = 4000
KEPT = 4
KEPT_OF_ALL = 120
# What was not looked at matters if it might share so much of a sentence's weight, in thousandths.
WEAK = 350
# What a sentence without a candidate has for a score, and the bounds of a margin, in thousandths.
NOTHING = -8000
WORSE, BETTER = -6000, 4000


class Sentence(NamedTuple):
    """A sentence, or the first of those of one telling that have the same stems.

    ``kind`` is one number for all sentences of the story with these stems.
    """

    telling: int
    kind: int
    at: int
    place: int  # thousandths of the sentences of its telling
    bag: Bag


class Words:
    """The stems of a text by their places: cut once, asked for by many stretches."""

    def __init__(self, text: str) -> None:
        content = [token for token in tokens(text) if is_content(token)]
        self._starts = [token.start for token in content]
        self._stems = [stem(token.norm) for token in content]

    def of(self, span: Span) -> Bag:
        """The stems that begin in a span."""
        first = bisect_left(self._starts, span.start)
        return frozenset(self._stems[first : bisect_left(self._starts, span.end)])


class Near(NamedTuple):
    """How near two sentences come: features in thousandths, and the score of `scores`."""

    cosine: int
    shared: int
    score: int


class Ranked(NamedTuple):
    """Sentences by the weight they share with one, and how much of it matters."""

    order: list[tuple[int, int]]
    enough: int


class Sentences:
    """The sentences of all tellings, the ways to them, and the pairs that come near."""

    def __init__(self, tellings: Sequence[Annotated], known: Weights) -> None:
        self.known = known
        self.words = [Words(telling.text) for telling in tellings]
        self.all: list[Sentence] = []
        self._kinds: dict[Bag, int] = {}
        self._starts: list[list[int]] = []
        self._index: list[list[int | None]] = []
        for number, telling in enumerate(tellings):
            self._add(number, telling)
        self.cut: set[int] = set()
        self.pairs: dict[tuple[int, int], Near] = {}
        # For each sentence, by telling, those that came near, the nearest first.
        self.near: list[dict[int, list[int]]] = [{} for _ in self.all]
        self._fill()
        self._tops = [
            {telling: self._top(at, others) for telling, others in near.items()}
            for at, near in enumerate(self.near)
        ]

    def _add(self, number: int, telling: Annotated) -> None:
        first: dict[Bag, int] = {}
        index: list[int | None] = []
        for at, span in enumerate(telling.sentences):
            bag = self.words[number].of(span)
            if bag and bag not in first:
                first[bag] = len(self.all)
                place = 1000 * at // len(telling.sentences)
                kind = self._kinds.setdefault(bag, len(self._kinds))
                self.all.append(Sentence(number, kind, at, place, bag))
            index.append(first.get(bag))
        self._index.append(index)
        self._starts.append([span.start for span in telling.sentences])

    def holding(self, telling: int, span: Span) -> int | None:
        """The sentence a span begins in."""
        at = bisect_right(self._starts[telling], span.start) - 1
        return self._index[telling][at] if at >= 0 else None

    def beside(self, at: int, step: int) -> int | None:
        """The sentence before (-1) or after (1)."""
        sentence = self.all[at]
        index = self._index[sentence.telling]
        there = sentence.at + step
        return index[there] if 0 <= there < len(index) else None

    def pair(self, a: int | None, b: int | None) -> Near | None:
        """How near two sentences come, if they came near enough to be looked at."""
        if a is None or b is None:
            return None
        return self.pairs.get((a, b) if a < b else (b, a))

    def margins(self, a: int, b: int, score: int) -> tuple[int, int]:
        """By how much a pair is better than the best rival of each, the smaller first."""
        mine = _margin(score, self._tops[a][self.all[b].telling])
        theirs = _margin(score, self._tops[b][self.all[a].telling])
        return (mine, theirs) if mine < theirs else (theirs, mine)

    def nearest(self, most: int) -> list[tuple[int, int]]:
        """Pairs of which one is among the nearest of the other in its telling, in order."""
        found = {
            (at, other) if at < other else (other, at)
            for at, near in enumerate(self.near)
            for others in near.values()
            for other in others[:most]
        }
        return sorted(found)

    def _fill(self) -> None:
        # What is printed by many is looked for, and weighed, once: in a crowd half of it is (#5).
        known: dict[tuple[int, int], Near] = {}
        for a, b in sorted(self._wanted()):
            one, other = self.all[a], self.all[b]
            kinds = one.kind, other.kind
            near = known.get(kinds)
            if near is None:
                near = known[kinds] = known[kinds[::-1]] = self._compared(one, other)
            self.pairs[a, b] = near
            self.near[a].setdefault(other.telling, []).append(b)
            self.near[b].setdefault(one.telling, []).append(a)
        for at, found in enumerate(self.near):
            for others in found.values():
                if len(others) > 1:
                    self._sort(at, others)

    def _wanted(self) -> set[tuple[int, int]]:
        postings: dict[str, list[int]] = {}
        alike: list[list[int]] = [[] for _ in self._kinds]
        for at, sentence in enumerate(self.all):
            alike[sentence.kind].append(at)
            for word in sentence.bag:
                postings.setdefault(word, []).append(at)
        found = set()
        for same in alike:
            ranked = self._ranked(same, postings)
            for at in same:
                for other in self._kept(at, ranked):
                    found.add((at, other) if at < other else (other, at))
        return found

    def _sort(self, at: int, others: list[int]) -> None:
        others.sort(key=lambda other: (-self._score(at, other), other))

    def _ranked(self, same: Sequence[int], postings: Mapping[str, list[int]]) -> Ranked:
        """The sentences that share most of the weight of words with these, which are alike."""
        bag = self.all[same[0]].bag
        shared: dict[int, int] = {}
        left, unseen = LOOKS, self.known.of(bag)
        enough = WEAK * unseen // 1000
        for word in sorted(bag, key=lambda each: (len(postings[each]), each)):
            left -= len(postings[word])
            if left < 0:
                if unseen >= enough:
                    self.cut.update(same)
                break
            weight = self.known[word]
            unseen -= weight
            for other in postings[word]:
                shared[other] = shared.get(other, 0) + weight
        # Those found are in the order of the story among equals, whatever word found them first.
        order = sorted(shared.items(), key=lambda each: (-each[1], each[0]))
        return Ranked(order, enough)

    def _kept(self, at: int, ranked: Ranked) -> Iterator[int]:
        """A few of each telling."""
        mine = self.all[at].telling
        taken: dict[int, int] = {}
        total = 0
        for other, weight in ranked.order:
            telling = self.all[other].telling
            if telling == mine or taken.get(telling, 0) == KEPT:
                continue
            if total == KEPT_OF_ALL:
                if weight >= ranked.enough:
                    self.cut.add(at)
                break
            total += 1
            taken[telling] = taken.get(telling, 0) + 1
            yield other

    def _compared(self, a: Sentence, b: Sentence) -> Near:
        found = compared(a.bag, b.bag, self.known)
        return Near(*found[:2], linear("sentence").score(found))

    def _score(self, a: int, b: int) -> int:
        return self.pairs[(a, b) if a < b else (b, a)].score

    def _top(self, at: int, others: list[int]) -> list[int]:
        return [self._score(at, each) for each in others[:2]]


def _margin(score: int, top: list[int]) -> int:
    """Over the best of the others, or over nothing."""
    rival = top[0] if score < top[0] else (top[1] if len(top) > 1 else NOTHING * 1000)
    return min(BETTER, max(WORSE, (score - rival) // 1000))


def compared(a: Bag, b: Bag, known: Weights) -> tuple[int, int, int, int]:
    """What two sentences share, in the order of `scores.SENTENCE`."""
    both = a & b
    shared = sum(map(known.__getitem__, both))
    cosine = 1000 * shared // max(1, math.isqrt(known.of(a) * known.of(b)))
    return cosine, logarithm(shared), 1000 * len(both), length(a) + length(b)


@lru_cache(maxsize=4096)
def logarithm(weight: int) -> int:
    """Of one and a weight of stems, in thousandths."""
    return round(1000 * math.log1p(weight / 1_000_000))


def length(bag: Bag) -> int:
    """The logarithm of the number of stems and one, in thousandths."""
    return _length(len(bag))


@lru_cache(maxsize=1024)
def _length(many: int) -> int:
    return round(1000 * math.log1p(many))
