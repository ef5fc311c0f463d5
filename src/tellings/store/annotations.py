"""What is found in the articles: the whole record packed, and tables of what one searches in it.

`noted` makes all rows of an article, in whatever process it was annotated; `annotate` keeps them.
Spans are those of the record: they count in the exact text of the document.
"""

import json
import zlib
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from tellings.marks import marked
from tellings.model.annotation import Annotated, Quotation
from tellings.model.document import Article
from tellings.model.span import Span, Spans
from tellings.report.json import annotated_record, document_spans, dumps
from tellings.store import Row, Store, first
from tellings.store.changes import count
from tellings.store.moments import moment

# How the records are packed: level 6 makes them 2 % smaller than 3 and takes twice as long.
_LEVEL = 6


class Noted(NamedTuple):
    """The rows of an annotated article, without their numbers."""

    id: str
    sha256: str
    published: str | None
    basis: str | None
    record: bytes
    sentences: bytes
    quotations: tuple[Row, ...]
    entities: tuple[Row, ...]
    claims: tuple[Row, ...]


def noted(annotated: Annotated) -> Noted:
    """All that is kept of an annotated article."""
    article = annotated.article
    return Noted(
        article.id,
        article.document.sha256,
        article.published.value,
        article.published.basis,
        packed(annotated_record(annotated)),
        packed([_sentence(article, span) for span in annotated.sentences]),
        tuple(_quotation(article, each) for each in annotated.quotations),
        tuple(
            (
                each.id, each.name, each.kind, len(each.mentions),
                _spans(article, tuple(mention.span for mention in each.mentions)),
            )
            for each in annotated.entities
        ),
        tuple(
            (
                each.id, " < ".join(each.holder) or None, each.stance, each.polarity, each.text,
                _spans(article, each.spans),
            )
            for each in annotated.claims
        ),
    )  # fmt: skip


def packed(value: Any) -> bytes:  # noqa: ANN401 - any record
    """A record as JSON, packed with zlib."""
    return zlib.compress(dumps(value).encode("utf-8"), _LEVEL)


def unpacked(data: bytes) -> Any:  # noqa: ANN401 - any record
    """The record again."""
    return json.loads(zlib.decompress(data))


def _sentence(article: Article, span: Span) -> list[Any]:
    """The span in the document, and the words where the document has them with markup."""
    (raw,) = document_spans(article, (span,))
    text = span.of(article.text)
    return [*raw] if article.document.text[raw[0] : raw[1]] == text else [*raw, text]


def _quotation(article: Article, each: Quotation) -> Row:
    between: Spans = ()
    if each.kind == "direct":
        between = each.content
    elif each.kind == "mixed":
        between = tuple(Span(*one) for span in each.content for one in marked(article.text, *span))
    return (
        each.id, each.kind, each.speaker_name, _text(article, each.content),
        _spans(article, each.content), _text(article, between) or None,
        _spans(article, between) if between else None,
    )  # fmt: skip


def _text(article: Article, spans: Spans) -> str:
    return " ".join(article.text[start:end] for start, end in spans)


def _spans(article: Article, spans: Spans) -> str:
    return json.dumps(document_spans(article, spans), separators=(",", ":"))


def waiting(store: Store) -> int:
    """How many articles that is still to be done for."""
    return int(first(store, "SELECT count(*) FROM articles WHERE annotated IS NULL"))


def unannotated(store: Store) -> Iterator[str]:
    """The articles that are to be annotated, by id."""
    for (name,) in store.rows("SELECT id FROM articles WHERE annotated IS NULL ORDER BY id"):
        yield name


def annotate(store: Store, found: Iterable[Noted], *, version: str) -> int:
    """Keep what was found, in one transaction; how many were still to be annotated."""
    done = 0
    with store.transaction():
        for each in found:
            row = store.row(
                "SELECT articles.article FROM articles JOIN documents USING (document)"
                " WHERE articles.id = ? AND sha256 = ? AND annotated IS NULL",
                (each.id, each.sha256),
            )
            if row is not None:  # another text may have come in between
                _put(store, row[0], each, version)
                done += 1
    return done


def _put(store: Store, row: int, found: Noted, version: str) -> None:
    store.run("INSERT INTO annotations VALUES (?, ?, ?)", (row, found.record, found.sentences))
    quotations = [*_numbered(store, "quotation", "quotations", found.quotations, row)]
    _fill(store, "quotations", quotations)
    store.index("quotation_words", _QUOTED, map(_quoted, quotations))
    entities = [*_numbered(store, "entity", "entities", found.entities, row)]
    _fill(store, "entities", entities)
    store.index("entity_words", ("name",), [(each[0], each[3]) for each in entities])
    _fill(store, "claims", [*_numbered(store, "claim", "claims", found.claims, row)])
    store.run("UPDATE articles SET annotated = ? WHERE article = ?", (version, row))
    if found.basis == "inferred":
        store.run(
            "UPDATE articles SET published = ?, published_basis = ?, moment = ? WHERE article = ?",
            (found.published, found.basis, moment(found.published), row),
        )
        if story := first(store, "SELECT story FROM articles WHERE article = ?", (row,)):
            count(store, story)


def _numbered(store: Store, key: str, table: str, rows: Iterable[Row], row: int) -> Iterator[Row]:
    """The rows with their numbers, and with that of their article."""
    last: int | None = first(store, f"SELECT max({key}) FROM {table}")
    for number, each in enumerate(rows, (last or 0) + 1):
        yield (number, row, *each)


def _fill(store: Store, table: str, rows: list[Row]) -> None:
    if rows:
        store.many(f"INSERT INTO {table} VALUES ({', '.join('?' * len(rows[0]))})", rows)


# The columns of the words of a quotation.
_QUOTED = ("speaker", "text", "between_marks")


def _quoted(row: Row) -> Row:
    number, _, _, _, speaker, text, _, between, _ = row
    return number, speaker or "", text, between or ""


def forget(store: Store, row: int) -> None:
    """Take out what was found in an article, inside of a transaction: its text is another."""
    sql = "SELECT * FROM quotations WHERE article = ?"
    store.unindex("quotation_words", _QUOTED, map(_quoted, [*store.rows(sql, (row,))]))
    sql = "SELECT entity, name FROM entities WHERE article = ?"
    store.unindex("entity_words", ("name",), [*store.rows(sql, (row,))])
    for table in ("annotations", "quotations", "entities", "claims"):
        store.run(f"DELETE FROM {table} WHERE article = ?", (row,))


def record(store: Store, name: str) -> Any:  # noqa: ANN401 - a record of the contract
    """The annotated article of the contract, or nothing if it is still to be annotated."""
    sql = "SELECT record FROM articles JOIN annotations USING (article) WHERE id = ?"
    found = first(store, sql, (name,))
    return unpacked(found) if found else None


def compared(store: Store, story: str, key: str) -> Any:  # noqa: ANN401 - a record of the contract
    """The comparison of a story that was kept under this key, or nothing."""
    sql = "SELECT record FROM comparisons WHERE story = ? AND key = ?"
    found = first(store, sql, (story, key))
    return unpacked(found) if found else None


def keep_comparison(store: Store, story: str, key: str, found: Any) -> None:  # noqa: ANN401
    """Keep the comparison of a story in place of the one before."""
    with store.transaction():
        store.run(
            "INSERT INTO comparisons VALUES (?, ?, ?) ON CONFLICT (story)"
            " DO UPDATE SET key = excluded.key, record = excluded.record",
            (story, key, packed(found)),
        )
