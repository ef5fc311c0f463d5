"""Whether a telling may say a claim somewhere, in any wording.

"Not found" is a statement about an article. It is made only where what was learned from aligned
stories gives a small chance that the article carries the claim, looking at all of its sentences,
at two in a row, and at whether it has the words of the claim at all.
"""

from collections.abc import Mapping, Sequence

from tellings.align.likeness import Bag, share
from tellings.align.pairs import FIRST, Node
from tellings.align.scores import TOLD, linear
from tellings.align.sentences import NOTHING, Sentences, length, logarithm

# Below these logarithmic odds, in millionths, a claim is not found. On development stories not
# seen in training 8 in 100 of what two tellings share are called single so, and 56 in 100 of what
# one has alone; at 0 it is 9 and 56, at -300,000 6 and 50 (#5). Names count as other words do:
# without them the odds are worse.
ABSENT = -80_000
# A sentence and the next that have so much of a claim, by weight in thousandths, may say it,
# whatever the odds are.
MAY_BE_THERE = 700
# Of a telling the sentences that come nearest to that of a claim are looked at word for word.
LOOKED = 3
HELD = TOLD.index("held")


class Told:
    """The chances that tellings carry the claims of others."""

    def __init__(
        self, sentences: Sentences, tellings: int, best: Mapping[tuple[int, int], int]
    ) -> None:
        self._sentences, self._best = sentences, best
        words: list[set[str]] = [set() for _ in range(tellings)]
        for sentence in sentences.all:
            words[sentence.telling] |= sentence.bag
        self._words = [frozenset(each) for each in words]
        self._weigh = linear("told")

    def absent(self, at: Sequence[int], nodes: Sequence[Node], telling: int) -> bool:
        """Whether none of these claims was found there, each looked for to the end."""
        return all(
            nodes[each].sentence not in self._sentences.cut
            and self._missing(self.features(each, nodes[each], telling))
            for each in at
        )

    def _missing(self, features: tuple[int, ...]) -> bool:
        return features[HELD] < MAY_BE_THERE and self._weigh.score(features) < ABSENT

    def features(self, at: int, node: Node, telling: int) -> tuple[int, ...]:
        """In the order of `scores.TOLD`."""
        sentences = self._sentences
        known = sentences.known
        mine = sentences.all[node.sentence]
        there = sentences.near[node.sentence].get(telling, [])[:LOOKED]
        pairs = [each for other in there if (each := sentences.pair(node.sentence, other))]
        words = self._words[telling]
        return (
            self._best.get((at, telling), NOTHING),
            max([each.cosine for each in pairs], default=0),
            max([each.shared for each in pairs], default=0),
            max([each.score // 1000 for each in pairs], default=NOTHING),
            max([self._held(node.bag, other) for other in there], default=0),
            max([share(mine.bag, sentences.all[other].bag, known) for other in there], default=0),
            share(node.bag, words, known),
            share(mine.bag, words, known),
            logarithm(sum(map(known.__getitem__, node.bag - words))),
            length(node.bag),
            1000 * (mine.at < FIRST),
            mine.place,
        )

    def _held(self, bag: Bag, other: int) -> int:
        """How much of a claim stands in a sentence and the next, in thousandths."""
        sentences = self._sentences
        after = sentences.beside(other, 1)
        both = sentences.all[other].bag
        both = both if after is None else both | sentences.all[after].bag
        return share(bag, both, sentences.known)
