"""Search: the places where words stand, in milliseconds, whatever the number of articles.

Words are looked for in headlines and bodies, or in what was said, by whom or between marks. What
is given back is a place in the exact text of the document, never a text that was made.
"""

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from tellings.errors import AskedError
from tellings.model.span import Span, Spans
from tellings.store import Row, Store, Wanted, first
from tellings.store.annotations import unpacked
from tellings.store.articles import ROW
from tellings.store.moments import moment
from tellings.store.records import ArticleRow, Hit, Query, Wanting
from tellings.store.words import folded, terms, words

_NEWEST = "ORDER BY moment DESC NULLS LAST, articles.id"


# Above so many matches it takes less to walk through the articles from the newest and ask of each
# whether it holds the words. Counting 5,000 takes some 10 ms, sorting half of 100,000 took 500.
MANY = 5_000


class Found(NamedTuple):
    """The first hits, and how many articles (or quotations) there are in all, `MANY` at most."""

    hits: tuple[Hit, ...]
    total: int


class _Asked(NamedTuple):
    """A query as SQL: the tables, the conditions, and the values of those."""

    tables: str
    conditions: list[str]
    values: list[Any]

    def sql(self, columns: str, rest: str) -> str:
        where = f" WHERE {' AND '.join(self.conditions)}" if self.conditions else ""
        return f"SELECT {columns} FROM {self.tables}{where} {rest}"

    def count(self, store: Store) -> int:
        inner = self.sql("1", f"LIMIT {MANY}")
        return int(first(store, f"SELECT count(*) FROM ({inner}) AS found", self.values))


def search(store: Store, query: Query) -> Found:
    """What the query finds, the newest first; words in marks are a phrase, all must be there.

    `AskedError` for a day that is none.
    """
    query = Query(*(_sound(each) for each in query))
    wanted = terms(query.words)
    if query.words.strip() and not wanted:
        return Found((), 0)
    if query.quoted or query.speaker:
        return _said(store, query, wanted)
    asked = _holding(store, query, wanted)
    total = asked.count(store)
    if wanted and total == MANY:
        asked = _walked(store, query, wanted)
    sql = asked.sql(f"{ROW}, articles.article, documents.text", f"{_NEWEST} LIMIT ? OFFSET ?")
    found = list(store.rows(sql, (*asked.values, query.limit, query.skip)))
    return Found(tuple(_hit(store, wanted, row) for row in found), total)


def publishers(store: Store) -> tuple[str, ...]:
    """The names of the publishers, those with most articles first."""
    sql = (
        "SELECT publisher FROM articles WHERE publisher IS NOT NULL GROUP BY publisher"
        " ORDER BY count(*) DESC, publisher"
    )
    return tuple(name for (name,) in store.rows(sql))


def stories_of(store: Store, query: Query) -> Wanting:
    """The stories that have an article the query finds: ids as SQL, with its values."""
    query = Query(*(_sound(each) for each in query))
    wanted = terms(query.words)
    if query.words.strip() and not wanted:
        return "SELECT NULL", ()
    asked = _holding(store, query, wanted)
    return asked.sql("articles.story", ""), tuple(asked.values)


def _sound(value: Any) -> Any:  # noqa: ANN401 - any field of a query
    """A text that can be written: bytes a shell gave that are no characters are replaced."""
    return value.encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) else value


def _holding(store: Store, query: Query, wanted: tuple[str, ...]) -> _Asked:
    """Articles by their words, from the table of words."""
    asked = _Asked(_ARTICLES, [], [])
    if wanted:
        condition, values = store.matching("article_words", (("headline", "body"), wanted))
        tables = (
            "article_words JOIN articles ON articles.document = article_words.rowid"
            " JOIN documents ON documents.document = article_words.rowid"
        )
        asked = _Asked(tables, [condition], [*values])
    _filter(store, query, asked)
    return asked


def _walked(store: Store, query: Query, wanted: tuple[str, ...]) -> _Asked:
    """The same articles, each asked for its words, which the newest of them end early."""
    condition, values = store.matching("article_words", (("headline", "body"), wanted))
    inner = f"SELECT 1 FROM article_words WHERE rowid = articles.document AND {condition}"
    asked = _Asked(_ARTICLES, [f"EXISTS ({inner})"], [*values])
    _filter(store, query, asked)
    return asked


_ARTICLES = "articles JOIN documents ON documents.document = articles.document"


def _said(store: Store, query: Query, wanted: tuple[str, ...]) -> Found:
    """Quotations that hold the words, of this speaker."""
    column, spans = ("between_marks", "marked_spans") if query.quoted else ("text", "spans")
    speaker = words(query.speaker or "")
    of: list[Wanted] = [((column,), wanted)] if wanted else []
    of += [(("speaker",), speaker)] if speaker else []
    asked = _quotations(store, query, column, of)
    total = asked.count(store)
    if of and total == MANY:
        asked = _quotations(store, query, column, of, walked=True)
    columns = f"{ROW}, quotations.{spans}, quotations.{column}, quotations.speaker"
    sql = asked.sql(columns, f"{_NEWEST}, quotations.quotation LIMIT ? OFFSET ?")
    found = list(store.rows(sql, (*asked.values, query.limit, query.skip)))
    hits = (Hit(ArticleRow(*row[:-3]), _spans(row[-3]), row[-2], row[-1]) for row in found)
    return Found(tuple(hits), total)


def _quotations(
    store: Store, query: Query, column: str, of: list[Wanted], *, walked: bool = False
) -> _Asked:
    """Quotations by their words; or those of the articles in turn, each asked for its words."""
    tables = "quotations JOIN articles ON articles.article = quotations.article"
    if walked:
        tables = "articles CROSS JOIN quotations"
    tables += " CROSS JOIN documents"
    asked = _Asked(tables, [f"quotations.{column} IS NOT NULL", *_JOINED], [])
    if of:
        condition, values = store.matching("quotation_words", *of)
        inner = f"FROM quotation_words WHERE {condition}"
        asked.conditions.append(
            f"EXISTS (SELECT 1 {inner} AND rowid = quotations.quotation)"
            if walked
            else f"quotations.quotation IN (SELECT rowid {inner})"
        )
        asked.values.extend(values)
    _filter(store, query, asked)
    return asked


# SQLite takes tables that are joined by CROSS JOIN in the order in which they are written.
_JOINED = ("documents.document = articles.document", "quotations.article = articles.article")


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
            # The plus keeps SQLite from looking each of them up for each article.
            "+articles.article IN (SELECT entities.article FROM entity_words CROSS JOIN entities"
            f" WHERE entities.entity = entity_words.rowid AND {condition})"
        )
        asked.values.extend(values)


def _bound(day: str, more: int) -> float:
    """The first moment of a day, or of so many days later; of what says an hour that moment."""
    found = moment(day)
    if found is None:
        raise AskedError(f"{day!r} is no day; write it as 2026-03-09")
    return found if len(day) > len("2026-03-09") else found + more * 86400.0


def _hit(store: Store, wanted: tuple[str, ...], row: Row) -> Hit:
    """The first sentence with most of the terms; the headline alone if it is not known."""
    *about, number, text = row
    article = ArticleRow(*about)
    packed = first(store, "SELECT sentences FROM annotations WHERE article = ?", (number,))
    sentences = list(_sentences(unpacked(packed), text)) if packed else []
    if not wanted or not sentences:
        return Hit(article, (), article.headline or "")
    whole = [folded(each).split(" ") for each in wanted]
    span, said = max(sentences, key=lambda each: _held(each[1], whole))
    return Hit(article, (span,), said)


def _sentences(packed: list[list[Any]], text: str) -> Iterator[tuple[Span, str]]:
    for start, end, *said in packed:
        yield Span(start, end), said[0] if said else text[start:end]


def _held(sentence: str, wanted: list[list[str]]) -> int:
    """How many of the terms stand in a sentence."""
    flat = folded(sentence)
    if not any(term[0] in flat for term in wanted):
        return 0
    here = words(flat)
    return sum(
        any(here[at : at + len(term)] == term for at, each in enumerate(here) if each == term[0])
        for term in wanted
    )
