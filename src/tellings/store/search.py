"""Search: the places where words stand, in milliseconds, whatever the number of articles.

Words are looked for in headlines and bodies, or in what was said, by whom or between marks. What
is given back is a place in the exact text of the document, never a text that was made.
"""

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from tellings.errors import StoreError
from tellings.model.span import Span, Spans
from tellings.store import Row, Store, Wanted, first
from tellings.store.annotations import unpacked
from tellings.store.articles import ROW
from tellings.store.moments import moment
from tellings.store.records import ArticleRow, Hit, Query
from tellings.store.words import folded, terms, words

_NEWEST = "ORDER BY moment IS NULL, moment DESC, articles.id"


class Found(NamedTuple):
    """The first hits, and how many articles (or quotations) there are in all."""

    hits: tuple[Hit, ...]
    total: int


class _Asked(NamedTuple):
    """A query as SQL: where from, the conditions, and their values."""

    source: str
    conditions: list[str]
    values: list[Any]

    @property
    def sql(self) -> str:
        where = f" WHERE {' AND '.join(self.conditions)}" if self.conditions else ""
        return f"FROM {self.source}{where}"


def search(store: Store, query: Query) -> Found:
    """What the query finds, the newest first; words in marks are a phrase, all must be there.

    `StoreError` for a day that is none, and for nothing to look for.
    """
    wanted = terms(query.words)
    if query.words.strip() and not wanted:
        return Found((), 0)
    if query.quoted or query.speaker:
        return _said(store, query, wanted)
    asked = _articles(store, query, wanted)
    sql = f"SELECT {ROW}, articles.article, documents.text {asked.sql} {_NEWEST} LIMIT ?"
    found = store.rows(sql, (*asked.values, query.limit))
    hits = [_hit(store, wanted, *_split(row)) for row in list(found)]
    return Found(tuple(hits), _count(store, asked))


def _split(row: Row) -> tuple[ArticleRow, int, str]:
    return ArticleRow(*row[:-2]), row[-2], row[-1]


def _count(store: Store, asked: _Asked) -> int:
    return int(first(store, f"SELECT count(*) {asked.sql}", asked.values))


def _articles(store: Store, query: Query, wanted: tuple[str, ...]) -> _Asked:
    """Articles that hold the words in their headlines or bodies as they are now."""
    source = "articles JOIN documents USING (document)"
    asked = _Asked(source, [], [])
    if wanted:
        condition, values = store.matching("article_words", (("headline", "body"), wanted))
        asked = _Asked(
            "article_words JOIN articles ON articles.document = article_words.rowid"
            " JOIN documents ON documents.document = article_words.rowid",
            [condition],
            [*values],
        )
    _filter(store, query, asked)
    return asked


def _said(store: Store, query: Query, wanted: tuple[str, ...]) -> Found:
    """Quotations that hold the words, of this speaker."""
    column = "between_marks" if query.quoted else "text"
    spans = "marked_spans" if query.quoted else "spans"
    source = (
        "quotations JOIN articles ON articles.article = quotations.article"
        " JOIN documents ON documents.document = articles.document"
    )
    asked = _Asked(source, [f"quotations.{column} IS NOT NULL"], [])
    speaker = words(query.speaker or "")
    of: list[Wanted] = [((column,), wanted)] if wanted else []
    of += [(("speaker",), speaker)] if speaker else []
    if of:
        condition, values = store.matching("quotation_words", *of)
        numbers = f"quotation IN (SELECT rowid FROM quotation_words WHERE {condition})"
        asked.conditions.append(numbers)
        asked.values.extend(values)
    _filter(store, query, asked)
    columns = f"{ROW}, {spans}, quotations.{column}, speaker"
    sql = f"SELECT {columns} {asked.sql} {_NEWEST}, quotation LIMIT ?"
    found = store.rows(sql, (*asked.values, query.limit))
    hits = tuple(
        Hit(ArticleRow(*row[:-3]), _spans(row[-3]), row[-2], row[-1]) for row in list(found)
    )
    return Found(hits, _count(store, asked))


def _spans(text: str) -> Spans:
    return tuple(Span(*each) for each in json.loads(text))


def _filter(store: Store, query: Query, asked: _Asked) -> None:
    """What the articles must be, beside the words."""
    if query.publisher:
        asked.conditions.append("lower(publisher) = lower(?)")
        asked.values.append(query.publisher)
    for sign, day, more in ((">=", query.start, 0), ("<", query.end, 1)):
        if day:
            asked.conditions.append(f"moment {sign} ?")
            asked.values.append(_bound(day, more))
    if query.entity and words(query.entity):
        condition, values = store.matching("entity_words", (("name",), words(query.entity)))
        asked.conditions.append(
            "articles.article IN (SELECT article FROM entities WHERE entity IN"
            f" (SELECT rowid FROM entity_words WHERE {condition}))"
        )
        asked.values.extend(values)


def _bound(day: str, more: int) -> float:
    """The first moment of a day, or of so many days later; of what says an hour that moment."""
    found = moment(day)
    if found is None:
        raise StoreError(f"{day!r} is no day; write it as 2026-03-09")
    return found if len(day) > len("2026-03-09") else found + more * 86400.0


def _hit(store: Store, wanted: tuple[str, ...], row: ArticleRow, number: int, text: str) -> Hit:
    """The first sentence with most of the terms, the headline if there are none."""
    packed = store.row("SELECT sentences, record FROM annotations WHERE article = ?", (number,))
    sentences = list(_sentences(unpacked(packed[0]), text)) if packed else []
    if not wanted or not sentences:
        return Hit(row, (), row.headline or "")
    terms_folded = [[folded(each) for each in term.split(" ")] for term in wanted]
    span, said = max(sentences, key=lambda each: _held(each[1], terms_folded))
    return Hit(row, (span,), said)


def _sentences(packed: list[list[Any]], text: str) -> Iterator[tuple[Span, str]]:
    for start, end, *said in packed:
        yield Span(start, end), said[0] if said else text[start:end]


def _held(sentence: str, wanted: list[list[str]]) -> int:
    """How many of the terms stand in a sentence."""
    here = [folded(each) for each in words(sentence)]
    return sum(
        any(here[at : at + len(term)] == term for at, each in enumerate(here) if each == term[0])
        for term in wanted
    )
