"""Stretches that are read as one sentence though quoted words in them hold several.

"We go. We stay," she said. is one unit of two sentences. Its items are words, punctuation and,
as one item each, the stretches between marks: no cue is looked for inside those.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple

from tellings.annotate.clauses import has_verb
from tellings.annotate.cues import cues
from tellings.lang import words
from tellings.marks import regions
from tellings.model.document import Article, Role
from tellings.model.span import Span, Spans
from tellings.words import WORD, normal, tokens

ITEM = re.compile(
    rf"(?P<aside>\([^()\n]{{1,30}}\))|(?P<word>{WORD.pattern})|(?P<point>[,;:.!?()\u2014\u2013]|--|(?<=\s)-(?=\s))"
)
# A work's or a programme's title in marks is no longer than this, in words.
LONGEST_TITLE = 8
# Captions are numbered from here, so that none is near a paragraph.
FAR = 1_000_000


class Item(NamedTuple):
    """A word, a point, or a stretch between marks (without them)."""

    start: int
    end: int
    norm: str
    kind: Literal["word", "point", "marked"]


class Unit(NamedTuple):
    """``text`` is the unit's own, ``titles`` are those in its piece, ``starts`` its items';
    ``opens`` is where its paragraph begins.

    ``paragraph`` counts the paragraphs of the telling, captions apart.
    """

    span: Span
    text: str
    items: tuple[Item, ...]
    paragraph: int
    role: Role
    titles: Spans
    starts: tuple[int, ...]
    opens: int


def units(article: Article, sentences: Spans) -> Iterator[Unit]:
    """The units of the told pieces, in order."""
    text = article.text
    starts = [piece.span.start for piece in article.pieces]
    by_piece: dict[int, list[Span]] = {}
    for sentence in sentences:
        by_piece.setdefault(bisect_right(starts, sentence.start) - 1, []).append(sentence)
    paragraph = 0
    for at, found in by_piece.items():
        piece = article.pieces[at]
        paragraph += piece.role != "caption"
        # A caption stands between two paragraphs, not in their order.
        number = paragraph if piece.role != "caption" else FAR + at
        marked, titles = _sorted_out(text, regions(text, *piece.span), piece.role)
        for span in _merged(text, found, marked):
            inside = marked[
                bisect_left(marked, (span.start, 0)) : bisect_left(marked, (span.end, 0))
            ]
            items = tuple(_items(text, span, inside))
            places = tuple(item.start for item in items)
            yield Unit(
                span, span.of(text), items, number, piece.role, titles, places, piece.span.start
            )


def _merged(text: str, sentences: list[Span], marked: Spans) -> Iterator[Span]:
    """Sentences put together where a stretch between marks runs from one into the next."""
    start, at = sentences[0].start, 0
    for sentence, following in zip(sentences, [*sentences[1:], None], strict=True):
        while at < len(marked) and marked[at].end < sentence.end:
            at += 1
        runs_on = following and at < len(marked) and marked[at].start < sentence.end
        # A mark that closes with the sentence closes it: what follows is another unit, unless
        # it only says who spoke ("Go!" Ada Lind said.).
        inside = runs_on and marked[at].end > sentence.end
        if not (inside or (following and _says_who(text, sentence, following))):
            yield Span(start, sentence.end)
            start = following.start if following else 0


def _says_who(text: str, sentence: Span, following: Span) -> bool:
    if text[sentence.end - 1] not in "\"”’'" or any(c in '"“”' for c in following.of(text)):
        return False
    opening = tokens(text, following.start, min(following.end, following.start + 120))[:8]
    at = next((k for k, token in enumerate(opening) if token.norm in cues()), None)
    if not at or "that" in [token.norm for token in tokens(text, opening[at].end, following.end)]:
        return False
    kinds = {cue.kind for cue in cues()[opening[at].norm] if cue.form in ("past", "third")}
    subject = [token for token in opening[:at] if text[token.start].islower()]
    return bool(kinds & {"say", "tell"}) and not has_verb(subject)


def _sorted_out(text: str, found: Spans, role: Role) -> tuple[Spans, Spans]:
    """Stretches that may be words said, and those that are titles."""
    if role == "headline":
        return found, ()
    titles = tuple(span for span in found if _is_title(text, span) or _is_named(text, span))
    named = frozenset(titles)
    return tuple(span for span in found if span not in named), titles


def _is_title(text: str, span: Span) -> bool:
    """Whether every longer word has a capital, as in the name of a programme or a book.

    >>> text = 'told "Meet the Harbour" that'
    >>> _is_title(text, Span(6, 22))
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
    return bool(NAMED.search(text[max(0, span.start - 14) : span.start])) and _is_title(
        text, Span(span.start, end)
    )


@cache
def _little() -> frozenset[str]:
    return frozenset(word for word in words("en", "synonyms", "stop") if len(word) < 5)


def _items(text: str, span: Span, marked: Spans) -> Iterator[Item]:
    at = span.start
    for stretch in (*marked, None):
        stop = min(stretch.start, span.end) if stretch else span.end
        for match in ITEM.finditer(text, at, stop):
            if match["aside"]:
                continue  # "(D-Ore.)" behind a name is no border of it
            kind: Literal["word", "point"] = "word" if match["word"] else "point"
            if match[0] == "." and match.end() < span.end - 1:
                continue  # within a sentence: the full stop of an abbreviation
            norm = normal(match[0]) if kind == "word" else match[0]
            yield Item(match.start(), match.end(), norm, kind)
        if stretch:
            yield Item(stretch.start, stretch.end, "", "marked")
            at = stretch.end
