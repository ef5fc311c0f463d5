"""Two printings of one text: where they are the same, what was added, what was dropped.

A pure function of two articles, for whoever wants to show a copy beside its original. Unlike the
stream, which keeps a sample, it looks at every run of words.
"""

from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from tellings.group.runs import RUN, hashed
from tellings.group.terms import COPIED, day_of
from tellings.model.document import Article
from tellings.model.span import Span
from tellings.words import Token, tokens

# Of a run that stands in the other so often, the first places are looked at.
_LOOKED_AT = 8


class Printed(NamedTuple):
    """The same words in both: a span of the article and one of the other."""

    here: Span
    there: Span


class Printings(NamedTuple):
    """How an article stands to another one; spans count in the text of each.

    ``share`` is how much of its words stand in the other, and ``other_share`` how much of the
    other's in it, 0 to 1. ``added`` are stretches of it that the other has not, ``dropped`` those
    of the other that it has not. ``original`` is the id of the one that was there first, where
    that can be told.
    """

    places: tuple[Printed, ...]
    added: tuple[Span, ...]
    dropped: tuple[Span, ...]
    share: float
    other_share: float
    original: str | None


def copied_places(article: Article, other: Article) -> Printings:
    """What two articles print in the same words, in the order of the first.

    Takes time in proportion to their lengths. Runs of fewer than five words are no copy.
    """
    here, there = _told(article), _told(other)
    blocks = list(_blocks(here, there))
    places = tuple(
        Printed(_span(here, at, size), _span(there, back, size)) for at, back, size in blocks
    )
    mine = np.zeros(len(here), dtype=bool)
    theirs = np.zeros(len(there), dtype=bool)
    for at, back, size in blocks:
        mine[at : at + size] = theirs[back : back + size] = True
    return Printings(
        places=places,
        added=_rest(here, mine),
        dropped=_rest(there, theirs),
        share=round(float(mine.mean()), 4) if len(here) else 0.0,
        other_share=round(float(theirs.mean()), 4) if len(there) else 0.0,
        original=original(article, other),
    )


def original(article: Article, other: Article) -> str | None:
    """The one that was there first: whom the other credits, else what came out earlier."""
    credits = _credits(article, other), _credits(other, article)
    if any(credits) and not all(credits):
        return other.id if credits[0] else article.id
    days = day_of(article), day_of(other)
    if days[0] is None or days[1] is None or days[0] == days[1]:
        return None
    return article.id if days[0] < days[1] else other.id


def _credits(article: Article, other: Article) -> bool:
    """Whether the byline, dateline or credit of an article names the other's publisher."""
    if other.publisher is None:
        return False
    name = [token.norm for token in tokens(other.publisher.name)]
    heads = [p.span for p in article.pieces if p.role in ("byline", "dateline", "credit")]
    said = [[token.norm for token in tokens(article.text, *span)] for span in heads]
    said += [[token.norm for token in tokens(author.name)] for author in article.authors]
    size = len(name)
    return size > 0 and any(
        line[at : at + size] == name for line in said for at in range(len(line) - size + 1)
    )


def _told(article: Article) -> list[Token]:
    spans = [piece.span for piece in article.pieces if piece.role in COPIED]
    return [token for span in spans for token in tokens(article.text, *span)]


def _blocks(here: list[Token], there: list[Token]) -> list[tuple[int, int, int]]:
    """Stretches of equal words, each as long as it goes; a word of either is in one at most."""
    known: dict[int, list[int]] = {}
    for at, run in enumerate(_runs(there)):
        known.setdefault(run, []).append(at)
    taken: set[int] = set()
    found: list[tuple[int, int, int]] = []
    at, ours = 0, _runs(here)
    while at < len(ours):
        free = [each for each in known.get(ours[at], ()) if each not in taken][:_LOOKED_AT]
        sizes = [(_reach(here, at, there, each, taken), -each) for each in free]
        size, back = max(sizes, default=(0, 0))
        if size < RUN:
            at += 1
            continue
        found.append((at, -back, size))
        taken.update(range(-back, -back + size))
        at += size
    return found


def _reach(here: list[Token], at: int, there: list[Token], back: int, taken: set[int]) -> int:
    size = 0
    while (
        at + size < len(here)
        and back + size < len(there)
        and back + size not in taken
        and here[at + size].norm == there[back + size].norm
    ):
        size += 1
    return size


def _runs(told: list[Token]) -> list[int]:
    forms = [crc32(token.norm.encode("utf-8", "replace")) for token in told]
    found: list[int] = hashed(np.array(forms, dtype=np.int64)).tolist()
    return found


def _span(told: list[Token], at: int, size: int) -> Span:
    return Span(told[at].start, told[at + size - 1].end)


def _rest(told: list[Token], printed: NDArray[np.bool_]) -> tuple[Span, ...]:
    """The stretches between what is printed in both."""
    spans: list[Span] = []
    start = None
    for at in range(len(told) + 1):
        inside = at < len(told) and not printed[at]
        if inside and start is None:
            start = at
        elif not inside and start is not None:
            spans.append(_span(told, start, at - start))
            start = None
    return tuple(spans)
