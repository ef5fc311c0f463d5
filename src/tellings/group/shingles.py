"""Near copies: articles that share runs of words, whatever was cut, added or edited.

An article is a set of hashed runs of words. Of two articles the shorter is held to be (or to
hold) a copy if enough of its runs stand in the longer. The hash is the same on every machine.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple
from zlib import crc32

from tellings.model.document import Article
from tellings.model.span import Span
from tellings.words import tokens

# Words in a run: five is what the dev copies ask for; shorter runs join strangers.
RUN = 5
# Least share of the shorter article's runs that stand in the other: 0.15 to 0.2 join no strangers
# of the dev copies (pairs F1 99.5); 0.1 does (97.3).
LEAST_SHARE = 0.18
# Fewer runs than this say nothing (a caption, a stub).
LEAST_RUNS = 5
# With fewer runs an article is a stub, whose one sentence may have been taken for furniture.
STUB = 8
# A run in more articles than this is a formula; the first of them are looked at.
MOST = 40
# A paragraph without its full stop looks like a teaser, and copied teasers alone join nothing.
COPIED = frozenset({"headline", "dek", "body", "list", "subheading", "teaser", "published"})


class Copy(NamedTuple):
    """The earlier article, by place, and how much of the later one stands in it."""

    of: int
    share: float


def runs(article: Article) -> frozenset[int]:
    """The hashed runs of an article's told words, or of all its words if it is a stub."""
    told = (piece.span for piece in article.pieces if piece.role in COPIED)
    found = _runs(article.text, told)
    if len(found) < STUB:
        found = _runs(article.text, (piece.span for piece in article.pieces))
    return found


def _runs(text: str, spans: Iterable[Span]) -> frozenset[int]:
    norms = [token.norm for span in spans for token in tokens(text, *span)]
    return frozenset(
        crc32(" ".join(norms[at : at + RUN]).encode("utf-8", "replace"))
        for at in range(len(norms) - RUN + 1)
    )


class Originals:
    """The articles so far, by their runs; `add` says which of them the new one is a copy of."""

    def __init__(self) -> None:
        self._articles: list[frozenset[int]] = []
        self._holders: defaultdict[int, list[int]] = defaultdict(list)

    def add(self, here: frozenset[int]) -> Copy | None:
        """The earlier article, if any, that this one is a near copy of."""
        shared: Counter[int] = Counter()
        place = len(self._articles)
        self._articles.append(here)
        for run in here:
            holders = self._holders[run]
            shared.update(holders)
            if len(holders) < MOST:
                holders.append(place)
        return _best(shared, self._articles, place)


def copies(articles: Iterable[frozenset[int]]) -> list[Copy | None]:
    """For each article, in the order of coming, the earlier one it is a near copy of."""
    originals = Originals()
    return [originals.add(each) for each in articles]


def _best(shared: Counter[int], articles: Sequence[frozenset[int]], place: int) -> Copy | None:
    """The one that shares most of the shorter; of equals, the earliest."""
    here = len(articles[place])
    best, most = None, 0.0
    for other, count in sorted(shared.items()):
        shorter = min(here, len(articles[other]))
        share = count / shorter
        if shorter >= LEAST_RUNS and share >= LEAST_SHARE and share > most:
            best, most = other, share
    if best is None:
        return None
    return Copy(best, round(shared[best] / here, 4))
