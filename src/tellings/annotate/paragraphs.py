"""The told paragraphs of an article, each with what stands between its quotation marks."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from tellings.lang import words
from tellings.marks import regions
from tellings.model.document import TOLD, Article, Role
from tellings.model.span import Span, Spans

# A work's or a programme's title in marks is no longer than this, in words.
LONGEST_TITLE = 8
# Captions are numbered from here, so that none is near a paragraph.
FAR = 1_000_000


class Paragraph(NamedTuple):
    """``marked`` are the stretches between marks, without them; titles of works are left out.

    ``number`` counts the paragraphs of the telling, captions apart; ``continues`` says that the
    one before left its marks open.
    """

    span: Span
    role: Role
    number: int
    marked: Spans
    sentences: Spans
    continues: bool


def paragraphs(article: Article, sentences: Spans) -> Iterator[Paragraph]:
    """The paragraphs of the told pieces, in order."""
    text = article.text
    starts = [sentence.start for sentence in sentences]
    number, open_ = 0, False
    for at, piece in enumerate(article.pieces):
        if piece.role not in TOLD:
            continue
        # A caption stands between two paragraphs, not in their order.
        number += piece.role != "caption"
        found = regions(text, *piece.span)
        marked = tuple(s for s in found if piece.role == "headline" or not _is_work(text, s))
        held = sentences[
            bisect_left(starts, piece.span.start) : bisect_left(starts, piece.span.end)
        ]
        if held:
            own = number if piece.role != "caption" else FAR + at
            yield Paragraph(piece.span, piece.role, own, marked, held, open_)
        if piece.role != "caption":
            open_ = bool(found) and found[-1].end == piece.span.end


def sentence_at(paragraph: Paragraph, span: Span) -> Span:
    """The sentence in which a span begins."""
    at = bisect_right(paragraph.sentences, span) - 1
    if at + 1 < len(paragraph.sentences) and paragraph.sentences[at + 1].start == span.start:
        at += 1
    return paragraph.sentences[max(at, 0)]


def _is_work(text: str, span: Span) -> bool:
    return is_title(text, span) or _is_named(text, span)


def is_title(text: str, span: Span) -> bool:
    """Whether every longer word has a capital, as in the name of a programme or a book.

    >>> text = 'told "Meet the Harbour" that'
    >>> is_title(text, Span(6, 22))
    True
    """
    inner = span.of(text)
    parts = inner.split()
    if not 2 <= len(parts) <= LONGEST_TITLE or inner[-1] in ".,?!" or inner.isupper():
        return False
    telling = [part for part in parts if part.lower() not in _little()]
    return len(telling) > 1 and all(part[0].isupper() or part[0].isdigit() for part in telling)


# What stands before a title whose last word has the sentence's full stop inside the marks.
NAMED = re.compile(
    r"\b(?:on|called|titled|entitled|in|of|to|for|named|show|book|film|programme|program)\s*\W?\Z"
)


def _is_named(text: str, span: Span) -> bool:
    end = span.end - 1
    if end <= span.start or text[end] not in ".,":
        return False
    return bool(NAMED.search(text[max(0, span.start - 14) : span.start])) and is_title(
        text, Span(span.start, end)
    )


@cache
def _little() -> frozenset[str]:
    return frozenset(word for word in words("en", "synonyms", "stop") if len(word) < 5)
