"""An article as grouping sees it: the stems of its headline and lead, and its runs of words.

The words of an article are found once, for both. A stem is a number of 20 bits (the same on
every machine); with it stand how much the article speaks of it and where: in the headline, as a
name, as a number, in the first words. Only the first words of the body count: the lead says
which story it is, the background joins it to all the others.
"""

import math
from collections.abc import Set
from datetime import UTC, datetime
from itertools import chain
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from tellings.group.runs import runs
from tellings.lang import words
from tellings.model.document import Article
from tellings.stems import root
from tellings.words import WORD, normal

LANGUAGE = "en"
# Found on the dev stories (b-cubed F1 100.0 on full articles; 96.8 with the whole body).
LEAD_WORDS = 300
# So many words that say something, and the headline, are the first words.
FIRST = 40
# A word of the headline counts as two, a name as one and a half (in halves).
HEADLINE_WEIGHT = 2
NAME_WEIGHT = 3
TOLD = frozenset({"body", "dek", "list", "subheading"})
# A paragraph without its full stop looks like a teaser, and copied teasers alone join nothing.
COPIED = TOLD | {"headline", "teaser", "published"}
# A day that is only stated somewhere in the text may be that of something else: it puts articles in
# their order, and else they count as undated (ecbplus repaired, held out: 92.8; with such days
# 90.3).
SURE = frozenset({"given", "metadata"})
# Stems are told apart by so many bits: of 100 stems two are taken for one in one article of 200.
STEM_BITS = 20
HEADLINE, NAME, NUMBER, OPENING = 1, 2, 4, 8
# Weights are kept in 32nds.
UNIT = 32
# Words whose stems are known; beyond it all are forgotten, so that memory does not grow.
_MOST_WORDS = 100_000

# With fewer words an article is a stub, whose one sentence may have been taken for furniture.
STUB = 12
# The weight of a stem by how often it stands there, in halves: a logarithm.
_WEIGHTS = np.array(
    [0, *(min(255, round(UNIT * (1 + math.log(n / 2)))) for n in range(1, 8 * LEAD_WORDS))]
)

Numbers = NDArray[np.uint32]
Wide = NDArray[np.int64]


class Terms(NamedTuple):
    """What is kept of an article: ``stems`` holds number, marks and weight, 20, 4 and 8 bits."""

    day: float | None
    stems: Numbers
    runs: Numbers


class _Words(dict[str, int]):
    """What is known of each word as printed, in one number.

    Upper 32 bits: its normal form. Lower: whether it says anything, its stem, its marks.
    """

    def __missing__(self, word: str) -> int:
        if len(self) >= _MOST_WORDS:
            self.clear()
        norm = normal(word)
        bare = norm.removesuffix("'s")
        says = len(bare) > 1 and bare not in words(LANGUAGE, "stories", "stop")
        stem = crc32(root(bare).encode("utf-8", "replace")) & ((1 << STEM_BITS) - 1)
        marks = NAME * word[0].isupper() + NUMBER * word[0].isdigit()
        form = crc32(norm.encode("utf-8", "replace"))
        found = self[word] = form << 32 | says << 24 | stem << 4 | marks
        return found


_WORDS = _Words()


class _Between(dict[str, tuple[int, ...]]):
    """What is known of the words in what stands between two spaces: no word has a space in it."""

    def __missing__(self, printed: str) -> tuple[int, ...]:
        if len(self) >= _MOST_WORDS:
            self.clear()
        found = self[printed] = tuple(_WORDS[word] for word in WORD.findall(printed))
        return found


_BETWEEN = _Between()


def terms(article: Article) -> Terms:
    """The stems and the runs of one article."""
    printed = [_words(article.text[slice(*piece.span)]) for piece in article.pieces]
    everything, sizes = _numbers(list(chain.from_iterable(printed))), list(map(len, printed))

    def of(roles: Set[str]) -> Wide:
        chosen = np.array([piece.role in roles for piece in article.pieces], dtype=bool)
        found: Wide = everything[np.repeat(chosen, sizes)]
        return found

    headline = of({"headline"})
    if not len(headline) and article.headline:
        headline = _numbers(_words(article.headline))
    lead = of(TOLD)[:LEAD_WORDS]
    told = of(COPIED) >> 32
    if len(told) < STUB:
        told = everything >> 32
    day = day_of(article) if article.published.basis in SURE else None
    return Terms(day, _stems(headline, lead), runs(told))


def _words(text: str) -> list[int]:
    return list(chain.from_iterable(map(_BETWEEN.__getitem__, text.split())))


def _numbers(known: list[int]) -> Wide:
    return np.array(known, dtype=np.uint64).astype(np.int64)


def _stems(headline: Wide, lead: Wide) -> Numbers:
    """The stems, in the order of their numbers, with their weights and marks."""
    headline, lead = (each[each >> 24 & 1 > 0] for each in (headline, lead))
    everything = np.concatenate([headline, lead])
    opens = np.zeros(len(everything), dtype=np.int64)
    opens[: len(headline)] = HEADLINE | OPENING
    opens[len(headline) :][:FIRST] = OPENING
    marks = everything & 15 | opens
    marks[: len(headline)] &= ~NAME  # in a headline, many a word has a capital
    halves = np.where(everything & NAME, NAME_WEIGHT, 2)
    halves[: len(headline)] *= HEADLINE_WEIGHT
    # All three in one number, sorted: a stem's words stand together.
    ordered = np.sort((everything >> 4 & ((1 << STEM_BITS) - 1)) << 8 | marks << 4 | halves)
    first = np.flatnonzero(np.diff(ordered >> 8, prepend=-1))
    if not len(first):
        return np.zeros(0, dtype=np.uint32)
    stems, counts = ordered[first] >> 8, np.add.reduceat(ordered & 15, first)
    joined = np.bitwise_or.reduceat(ordered >> 4 & 15, first)
    found: Numbers = (stems << 12 | joined << 8 | _WEIGHTS[counts]).astype(np.uint32)
    return found


def rank(article: Article) -> tuple[bool, float, str]:
    """Its place in the order of publication; the undated come last, by their ids."""
    day = day_of(article)
    return (day is None, day or 0.0, article.id)


def day_of(article: Article) -> float | None:
    """Days since 1970 with their parts; a day without an hour is its first moment."""
    try:
        moment = datetime.fromisoformat(article.published.value or "")
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return (moment - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds() / 86400
