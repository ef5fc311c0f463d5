"""Which sentences of other tellings tell what a sentence tells, for the rules of conflict.

Claims are aligned before; this looks for what a rule wants to see beside a sentence that holds
one of its words, in any wording the stems know. Only such sentences ask, and each is compared
with a bounded number of others, found by its rarest stems.
"""

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tellings.marks import regions
from tellings.model.annotation import Annotated, Quantity, TimeExpression
from tellings.model.comparison import Side
from tellings.model.span import Span, Spans
from tellings.stems import stems

# A sentence is looked for by so many of its rarest stems, in so many sentences of each.
RAREST, LONGEST = 6, 48
# Weights are whole numbers of this part, so that their sums do not hang on the order of adding.
UNIT = 1000


class Sentence(NamedTuple):
    """A sentence of a telling, its stems, and the stretches between marks in it."""

    telling: Annotated
    span: Span
    bag: frozenset[str]

    @property
    def text(self) -> str:
        """Its words."""
        return self.span.of(self.telling.text)

    @property
    def place(self) -> tuple[str, Span]:
        """The article's id and the span."""
        return self.telling.id, self.span

    def quoted(self) -> Spans:
        """The stretches between marks, counted in the article."""
        return regions(self.telling.text, *self.span)

    def quantities(self) -> tuple[Quantity, ...]:
        """The quantities in it, in order."""
        known = self.telling.quantities
        first = bisect_left(known, self.span.start, key=_start)
        return known[first : bisect_left(known, self.span.end, key=_start)]

    def times(self) -> tuple[TimeExpression, ...]:
        """The time expressions in it, in order."""
        known = self.telling.times
        first = bisect_left(known, self.span.start, key=_start)
        return known[first : bisect_left(known, self.span.end, key=_start)]

    def side(self, value: str) -> Side:
        """The sentence as a side of a conflict."""
        return Side(self.telling.id, (self.span,), self.text, value)


def _start(found: Quantity | TimeExpression) -> int:
    return found.span.start


class Beside:
    """The sentences of a story, and for each those of other tellings that are like it."""

    def __init__(self, tellings: Sequence[Annotated]) -> None:
        # A sentence that a telling repeats is looked at once.
        every: dict[tuple[str, str], Sentence] = {}
        for telling in tellings:
            for span in telling.sentences:
                key = (telling.id, span.of(telling.text))
                if key not in every:
                    every[key] = Sentence(telling, span, frozenset(stems(telling.text, *span)))
        self.sentences = list(every.values())
        counts = Counter(stem for each in self.sentences for stem in each.bag)
        total = len(self.sentences)
        self._weight = {
            stem: round(math.log(1 + total / (1 + count)) * UNIT) for stem, count in counts.items()
        }
        self._sums: dict[frozenset[str], int] = {}
        self._postings: dict[str, list[Sentence]] = {}
        for each in self.sentences:
            for stem in each.bag:
                found = self._postings.setdefault(stem, [])
                if len(found) < LONGEST:
                    found.append(each)

    def like(self, sentence: Sentence, least: float, about: Iterable[str] = ()) -> list[Sentence]:
        """Sentences of other tellings at least so like it, the likest first.

        They are found by its rarest stems and by those it is asked ``about``.
        """
        rarest = sorted(sentence.bag, key=lambda stem: (-self._weight[stem], stem))[:RAREST]
        found = {
            each.place: each
            for stem in {*rarest, *about}
            for each in self._postings.get(stem, ())
            if each.telling.id != sentence.telling.id
        }
        scored = [(self.likeness(sentence, each), key) for key, each in found.items()]
        kept = sorted((-score, key) for score, key in scored if score >= least)
        return [found[key] for _, key in kept]

    def about(self, stem: str, sentence: Sentence) -> list[Sentence]:
        """Sentences of other tellings that have a stem."""
        found = self._postings.get(stem, [])
        return [each for each in found if each.telling.id != sentence.telling.id]

    def likeness(self, a: Sentence, b: Sentence) -> float:
        """From 0 (no word in common) to 1 (the same words): shared weight by the mean weight."""
        whole = self._whole(a.bag) * self._whole(b.bag)
        return self._sum(a.bag & b.bag) / math.sqrt(whole) if whole else 0.0

    def _whole(self, bag: frozenset[str]) -> int:
        found = self._sums.get(bag)
        if found is None:
            found = self._sums[bag] = self._sum(bag)
        return found

    def _sum(self, bag: frozenset[str]) -> int:
        return sum(map(self._weight.__getitem__, bag))
