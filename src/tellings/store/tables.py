"""The tables that can be taken out of the database, row by row, however many there are.

A column either holds words that somebody wrote or it does not. A table without text leaves those
columns out: what is left are places, digests, numbers and names of kinds, which lead whoever has
the articles to the words, and nobody else.
"""

from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

from tellings.store import Row, Store
from tellings.store.annotations import unpacked

Kind = Literal["text", "whole", "real"]


class Column(NamedTuple):
    """A column: its name, its source, what it holds, and whether it is worded by somebody."""

    name: str
    source: str
    kind: Kind = "text"
    worded: bool = False


class Table(NamedTuple):
    """A table: its columns, and the SQL behind them."""

    columns: tuple[Column, ...]
    source: str
    order: str


_OF_ARTICLES = "articles JOIN documents ON documents.document = articles.document"
_ID = Column("article", "articles.id")


def _places(table: str, number: str, *columns: Column) -> Table:
    """A table of what was found in the articles, with its places."""
    own = (_ID, Column("id", f"{table}.id"), *columns, Column("spans", "spans"))
    source = f"{table} JOIN articles ON articles.article = {table}.article"
    return Table(own, source, f"articles.id, {number}")


TABLES = {
    "articles": Table(
        (
            Column("id", "articles.id"),
            Column("story", "articles.story"),
            Column("running", "stories.running"),
            Column("copy_of", "copy_of"),
            Column("copy_share", "copy_share", "real"),
            Column("publisher", "publisher"),
            Column("published", "published"),
            Column("published_basis", "published_basis"),
            Column("modified", "modified"),
            Column("language", "language"),
            Column("url", "url"),
            Column("origin", "origin"),
            Column("media_type", "media_type"),
            Column("sha256", "sha256"),
            Column("text_sha256", "text_sha256"),
            Column("revision", "revision", "whole"),
            Column("added", "added"),
            Column("words", "words", "whole"),
            Column("headline", "articles.headline", worded=True),
            Column("text", "documents.text", worded=True),
        ),
        f"{_OF_ARTICLES} LEFT JOIN stories ON stories.id = articles.story",
        "articles.id",
    ),
    "quotations": _places(
        "quotations",
        "quotation",
        Column("kind", "kind"),
        Column("speaker", "speaker", worded=True),
        Column("text", "quotations.text", worded=True),
        Column("between_marks", "between_marks", worded=True),
        Column("marked_spans", "marked_spans"),
    ),
    "claims": _places(
        "claims",
        "claim",
        Column("stance", "stance"),
        Column("polarity", "polarity"),
        Column("holder", "holder", worded=True),
        Column("text", "claims.text", worded=True),
    ),
    "entities": _places(
        "entities",
        "entity",
        Column("kind", "kind"),
        Column("mentions", "mentions", "whole"),
        Column("name", "name", worded=True),
    ),
}


def columns(name: str, *, text: bool) -> tuple[Column, ...]:
    """The columns of a table, those with words or not."""
    return tuple(each for each in TABLES[name].columns if text or not each.worded)


def rows(store: Store, name: str, *, text: bool) -> Iterator[Row]:
    """All rows of a table, in the order of the ids of their articles."""
    table = TABLES[name]
    sources = ", ".join(each.source for each in columns(name, text=text))
    return store.stream(f"SELECT {sources} FROM {table.source} ORDER BY {table.order}")


def records(store: Store, *, text: bool) -> Iterator[dict[str, Any]]:
    """The annotated record of each article, with its story, and the exact text or not."""
    table = TABLES["articles"]
    own = [each for each in table.columns if each.name in _BESIDE]
    sources = ", ".join(each.source for each in own)
    sql = (
        f"SELECT annotations.record, {sources} FROM {table.source}"
        f" LEFT JOIN annotations ON annotations.article = articles.article ORDER BY {table.order}"
    )
    for packed, *values in store.stream(sql):
        beside = dict(zip([each.name for each in own], values, strict=True))
        whole = _stated(beside) | (unpacked(packed) if packed else {}) | _told(beside)
        yield whole if text else wordless(whole)


# Of the columns these are in no annotated record, or are all there is of what is not annotated.
_BESIDE = frozenset(
    {"id", "origin", "sha256", "media_type", "story", "running", "copy_of", "copy_share",
     "text_sha256", "revision", "added", "text"}
)  # fmt: skip
_STATED = ("id", "origin", "sha256", "media_type")


def _stated(beside: dict[str, Any]) -> dict[str, Any]:
    return {"schema": "tellings/1"} | {key: beside[key] for key in _STATED}


def _told(beside: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in beside.items() if key not in _STATED}


# What of a record is nobody's words: everything else goes, so that what is added later is left
# out until somebody has looked at it.
_KEPT = frozenset(
    {
        "schema", "id", "origin", "sha256", "text_sha256", "media_type", "language", "url",
        "story", "running", "copy_of", "copy_share", "revision", "added", "modified", "record",
        "replaced", "mojibake",
        "publisher", "published", "basis", "span", "spans", "pieces", "role", "dropped", "reason",
        "sentences", "entities", "kind", "mentions", "form", "quotations", "content", "cue",
        "source", "speaker", "chain", "said", "scare", "piece", "times", "type", "start", "end",
        "anchor", "quantities", "bound", "claims", "stance", "polarity", "condition",
    }
)  # fmt: skip
# Names of houses and days are no part of a text; these are, elsewhere.
_KEPT_IN = {"publisher": frozenset({"name"}), "published": frozenset({"value"}),
            "times": frozenset({"value"}), "quantities": frozenset({"value"})}  # fmt: skip


def wordless(value: Any, inside: str = "") -> Any:  # noqa: ANN401 - any part of a record
    """A record without anybody's words.

    >>> wordless({"id": "a", "headline": "Rain", "pieces": [{"span": [0, 4], "text": "Rain"}]})
    {'id': 'a', 'pieces': [{'span': [0, 4]}]}
    """
    if isinstance(value, dict):
        kept = _KEPT | _KEPT_IN.get(inside, frozenset())
        return {key: wordless(each, key) for key, each in value.items() if key in kept}
    if isinstance(value, list):
        return [wordless(each, inside) for each in value]
    return value
