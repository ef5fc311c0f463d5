"""What an article says of itself: headline, publisher, authors, days, language, address.

Every source is asked, each answer is a candidate that says how it is known and where it
stands, and `votes` and `authors` choose. What is given with the text is surest, then what the
head of the page says together with what the page shows, then what follows from it.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tellings.clean import votes
from tellings.clean.authors import authors_of
from tellings.clean.bylines import split_byline
from tellings.clean.dates import dated
from tellings.clean.told import plain
from tellings.clean.votes import Verdict
from tellings.lang import patterns, table
from tellings.lang.detect import detect
from tellings.model.document import (
    TOLD,
    Author,
    Candidate,
    Field,
    Given,
    Piece,
    Published,
    Publisher,
)
from tellings.model.span import Span, trimmed

# A longer stretch of a line holds no byline and no date.
_LINE = 400
# Lines before the text that may hold a date or a name although they were not labelled so.
_MOST_LINES = 15
_LONGEST_LINE = 120
# A byline behind so many paragraphs is of another article, or says again who wrote this one.
_LEAD = 3
# More names are a list of the house's people.
_MOST_NAMES = 60
_STROKE = re.compile(r"\s[|•·]\s")


class Facts(NamedTuple):
    """What is believed, all that was said, and the fields on which sources differ."""

    headline: str | None
    publisher: Publisher | None
    authors: tuple[Author, ...]
    published: Published
    modified: str | None
    language: str | None
    url: str | None
    candidates: tuple[Candidate, ...]
    disagreements: tuple[Field, ...]


def facts(
    text: str, pieces: Sequence[Piece], given: Given, head: Sequence[Candidate], page: bool
) -> Facts:
    """All fields of an article; ``head`` is what the head of its page says."""
    said = [*_given(given), *head, *_stated(text, pieces), *_told_in(text, pieces)]
    if page:
        said += _before_the_text(text, pieces)
    address = votes.url([each for each in said if each.field == "url"])
    said += _from_address(address.value)
    by_field = {name: [each for each in said if each.field == name] for name in FIELDS}
    houses = names_of(by_field["publisher"], by_field["url"])
    verdicts: dict[Field, Verdict] = {
        "headline": votes.headline(by_field["headline"], houses),
        "publisher": votes.publisher(by_field["publisher"]),
        "published": votes.published(by_field["published"]),
        "modified": votes.modified(by_field["modified"]),
        "language": votes.language(by_field["language"]),
        "url": address,
    }
    authors, differ = authors_of(by_field["authors"], houses)
    disputed = [name for name in FIELDS if name in verdicts and verdicts[name].disputed]
    if differ:
        disputed.append("authors")
    return Facts(
        headline=verdicts["headline"].value or None,
        publisher=_publisher(verdicts["publisher"].winner),
        authors=authors,
        published=_published(verdicts["published"].winner),
        modified=verdicts["modified"].value or None,
        language=verdicts["language"].value or None,
        url=verdicts["url"].value or None,
        candidates=tuple(said),
        disagreements=tuple(name for name in FIELDS if name in disputed),
    )


FIELDS: tuple[Field, ...] = (
    "headline", "authors", "published", "modified", "language", "publisher", "url",
)  # fmt: skip


def names_of(publishers: Sequence[Candidate], addresses: Sequence[Candidate]) -> frozenset[str]:
    """The names a page gives its publisher, and the words of its host, as they are compared."""
    found = {plain(each.value) for each in publishers}
    for each in addresses:
        host = each.value.split("://")[-1].split("/")[0].lower().removeprefix("www.")
        found |= {plain(host), *(part for part in host.split(".")[:-1] if len(part) > 2)}
    found |= {each.removeprefix("the ") for each in found}
    return frozenset(each for each in found if each)


def _from_address(url: str) -> Iterator[Candidate]:
    """The host, by which a reader knows the house where nothing names it."""
    host = url.partition("://")[2].partition("/")[0].lower().removeprefix("www.")
    if host:
        yield Candidate("publisher", host, "inferred", "url")


def title_of(head: Sequence[Candidate]) -> str | None:
    """The title by the head and the first headings alone, to look for among the lines."""
    houses = names_of([e for e in head if e.field == "publisher"], [])
    return votes.headline([e for e in head if e.field == "headline"], houses).value or None


def house_of(given: Given, head: Sequence[Candidate]) -> tuple[str | None, str | None]:
    """The address and the day of a page, as far as they are known before its lines are read."""
    said = [*_given(given), *head]
    address = votes.url([each for each in said if each.field == "url"])
    day = votes.published([each for each in said if each.field == "published"])
    return address.value or None, day.value or None


def _publisher(winner: Candidate | None) -> Publisher | None:
    return Publisher(winner.value, winner.basis, winner.span) if winner else None


def _published(winner: Candidate | None) -> Published:
    return Published(winner.value, winner.basis, winner.span) if winner else Published()


def _given(given: Given) -> Iterator[Candidate]:
    """What came with the text; a date that is none is passed over."""
    fields: tuple[tuple[Field, str, str | None], ...] = (
        ("headline", "given title", given.title),
        ("published", "given published", _moment(given.published)),
        ("modified", "given modified", _moment(given.modified)),
        ("language", "given language", (given.language or "")[:3].rstrip("-_").lower()),
        ("publisher", "given publisher", given.publisher),
        ("url", "given url", given.url),
    )
    for name in given.authors:
        if name.strip():
            yield Candidate("authors", name.strip(), "given", "given authors")
    for field, source, value in fields:
        if value and value.strip():
            yield Candidate(field, value.strip(), "given", source)


def _moment(value: str | None) -> str | None:
    if not value:
        return None
    from tellings.clean.moments import moment  # most texts come without a date

    return moment(value)


def _stated(text: str, pieces: Sequence[Piece]) -> Iterator[Candidate]:
    """What the labelled lines state."""
    headline = next((piece for piece in pieces if piece.role == "headline"), None)
    if headline is not None:
        span = headline.span
        yield Candidate("headline", span.of(text), "stated", "headline piece", span)
    paragraphs = 0
    names = 0
    for piece in pieces:
        if names >= _MOST_NAMES:
            break
        paragraphs += piece.role == "body" and piece.span.end - piece.span.start > _LONGEST_LINE
        if piece.role == "byline":
            source = "byline behind the text" if paragraphs >= _LEAD else "byline piece"
            signed = list(_names(text, piece.span, source))
            names += len(signed)
            yield from signed
    yield from _dates(text, pieces)
    for role, find in (("bio", _in_bio), ("byline", _in_byline), ("footer", _in_footer)):
        for piece in pieces:
            if piece.role == role and (found := find(text, piece.span)):
                yield Candidate("publisher", found.of(text), "stated", f"{role} piece", found)
                break


def _names(text: str, span: Span, source: str) -> Iterator[Candidate]:
    for name, at in split_byline(span.of(text)[:_LINE])[0]:
        if any(char.isdigit() for char in name):
            continue  # a date, the minutes to read
        label = name.rfind(": ") + 2 if ": " in name else 0  # "Text: Ana Brel"
        name, start = name[label:], span.start + at + label
        yield Candidate("authors", name, "stated", source, Span(start, start + len(name)))


def _dates(text: str, pieces: Sequence[Piece]) -> Iterator[Candidate]:
    """The first day that a line of publication gives; a line of a change only if none else does."""
    later: list[Candidate] = []
    for piece in pieces:
        if piece.role not in ("published", "byline"):
            continue
        line = piece.span.of(text)[:_LINE]
        if (found := dated(line)) is None:
            continue
        span = _within(piece.span, *found.span)
        source = f"{piece.role} piece"
        each = Candidate("published", found.value, "stated", source, span)
        before = line[: found.span.start].lower()
        if "published" in line.lower() or not any(word in before for word in _changes()):
            yield each
            return
        if not later:
            later.append(each)
            yield Candidate("modified", found.value, "stated", source, span)
    yield from later


def _changes() -> Sequence[str]:
    """The words that stand before the day of a change."""
    listed: Sequence[str] = table("any", "dates")["changes"]["names"]
    return listed


def _in_byline(text: str, span: Span) -> Span | None:
    house = split_byline(span.of(text)[:_LINE])[1]
    return _within(span, house[1], house[1] + len(house[0])) if house else None


def _in_bio(text: str, span: Span) -> Span | None:
    return _group(text, span, "bio")


def _in_footer(text: str, span: Span) -> Span | None:
    return _group(text, span, "owner")


def _group(text: str, span: Span, key: str) -> Span | None:
    for each in patterns("en", "furniture", key):
        match = each.regex.search(span.of(text)[:_LINE])
        if match and match.groupdict().get("publisher"):
            return _within(span, *match.span("publisher"))
    return None


def _within(span: Span, start: int, end: int) -> Span:
    return Span(span.start + start, span.start + end)


def _before_the_text(text: str, pieces: Sequence[Piece]) -> Iterator[Candidate]:
    """Dates and names in short lines between headline and text that nothing was seen in."""
    from tellings.clean.persons import is_byline  # for pages only

    seen = next((at for at, piece in enumerate(pieces) if piece.role == "headline"), 0)
    for piece in pieces[seen + 1 : seen + 1 + _MOST_LINES]:
        size = piece.span.end - piece.span.start
        if piece.role == "body" and size > _LONGEST_LINE:
            return
        if size > _LONGEST_LINE or piece.role in ("byline", "published", "caption", "credit"):
            continue
        if found := dated(piece.span.of(text)):
            span = _within(piece.span, *found.span)
            yield Candidate("published", found.value, "stated", "line before the text", span)
        for start, end in _parts(text, piece.span):
            if is_byline(text[start:end]):
                yield from _names(text, Span(start, end), "line before the text")


def _parts(text: str, span: Span) -> Iterator[Span]:
    """The stretches of a line between upright strokes and dots."""
    at = span.start
    for mark in [*_STROKE.finditer(text, span.start, span.end), None]:
        if found := trimmed(text, at, mark.start() if mark else span.end):
            yield found
        at = mark.end() if mark else at


def _told_in(text: str, pieces: Sequence[Piece]) -> Iterator[Candidate]:
    """The language of what is told."""
    told, size = [], 0
    for piece in pieces:
        if piece.role in TOLD and size < 20_000:
            told.append(text[piece.span.start : min(piece.span.end, piece.span.start + 20_000)])
            size += len(told[-1])
    if found := detect("\n".join(told)):
        yield Candidate("language", found, "inferred", "words of the text")
