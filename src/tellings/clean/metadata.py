"""What an article says of itself: publisher, authors, the day it came out, its language.

What is given with the text is surest, then the page's metadata, then what its lines state;
each is marked with how it is known, and with its span where the text says it.
"""

from collections.abc import Sequence
from typing import NamedTuple

from tellings.clean.dates import dated, iso
from tellings.clean.head import split_byline
from tellings.lang import patterns
from tellings.lang.detect import detect
from tellings.model.document import TOLD, Author, Given, Piece, Published, Publisher
from tellings.model.span import Span

# A longer stretch of a byline is no name.
_LONGEST_NAME = 80


class Metadata(NamedTuple):
    """What the head of an HTML page says; empty for plain text."""

    headline: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    modified: str | None = None
    url: str | None = None
    language: str | None = None


def headline(text: str, pieces: Sequence[Piece], given: Given, page: Metadata) -> str | None:
    """The headline piece's words; else the title given beside the text or by the page."""
    first = next((piece for piece in pieces if piece.role == "headline"), None)
    if first is not None:
        return first.span.of(text)
    return given.title or page.headline


def publisher(text: str, pieces: Sequence[Piece], given: Given, page: Metadata) -> Publisher | None:
    """Who put it out: given, metadata, or stated in byline, bio or at the foot."""
    if given.publisher:
        return Publisher(given.publisher.strip(), "given")
    if page.publisher:
        return Publisher(page.publisher, "metadata")
    for role, find in (("bio", _in_bio), ("byline", _in_byline), ("footer", _in_footer)):
        for piece in pieces:
            if piece.role == role and (span := find(text, piece.span)):
                return Publisher(span.of(text), "stated", span)
    return None


def _in_byline(text: str, span: Span) -> Span | None:
    house = split_byline(span.of(text)[:400])[1]
    return _within(span, house[1], house[1] + len(house[0])) if house else None


def _in_bio(text: str, span: Span) -> Span | None:
    return _group(text, span, "bio")


def _in_footer(text: str, span: Span) -> Span | None:
    return _group(text, span, "owner")


def _group(text: str, span: Span, key: str) -> Span | None:
    for each in patterns("en", "furniture", key):
        match = each.regex.search(span.of(text)[:400])
        if match and match.groupdict().get("publisher"):
            return _within(span, *match.span("publisher"))
    return None


def _within(span: Span, start: int, end: int) -> Span:
    return Span(span.start + start, span.start + end)


def authors(text: str, pieces: Sequence[Piece], page: Metadata) -> tuple[Author, ...]:
    """The names of the byline, with where they stand; else those of the page's metadata."""
    found: dict[str, Author] = {}
    for piece in pieces:
        if piece.role != "byline":
            continue
        for name, at in split_byline(piece.span.of(text)[:400])[0]:
            if len(name) <= _LONGEST_NAME:
                key = name.lower().removeprefix("dr. ")
                found.setdefault(key, Author(name, _within(piece.span, at, at + len(name))))
    named = [name for name in page.authors if _letters(name)]
    stated = {each.name.lower(): each for each in found.values()}
    if named:
        return tuple(stated.get(name.lower(), Author(name)) for name in named)
    return tuple(found.values())


def _letters(name: str) -> bool:
    return any(char.isalpha() for char in name)


def published(text: str, pieces: Sequence[Piece], given: Given, page: Metadata) -> Published:
    """When it came out; a line that says "updated" counts only if no other gives a day."""
    for value, basis in ((given.published, "given"), (page.published, "metadata")):
        if value and (day := iso(value)):
            return Published(day, "given" if basis == "given" else "metadata")
    stated: list[tuple[bool, Span, str]] = []
    for piece in pieces:
        if piece.role in ("published", "byline") and (found := dated(piece.span.of(text)[:400])):
            line = piece.span.of(text)[:400].lower()
            later = "updated" in line[: found.span.start] and "published" not in line
            stated.append((later, _within(piece.span, *found.span), found.value))
    if stated:
        _, span, value = min(stated, key=lambda each: (each[0], each[1]))
        return Published(value, "stated", span)
    return Published()


def language(text: str, pieces: Sequence[Piece], page: Metadata) -> str | None:
    """The language of what is told; where that is too short, the one the page names."""
    told, size = [], 0
    for piece in pieces:
        if piece.role in TOLD and size < 20_000:
            told.append(text[piece.span.start : min(piece.span.end, piece.span.start + 20_000)])
            size += len(told[-1])
    return detect("\n".join(told)) or page.language
