"""Documents and their articles: kept once, with every text an article was seen with.

The same document again is nothing new. A text under a known id or address that is another than
those seen before is a new revision of that article; the earlier ones stay.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import fields
from hashlib import sha256
from itertools import count
from urllib.parse import urlsplit

from tellings.errors import MissingError
from tellings.model.document import TOLD, Article, Document, Given
from tellings.store import Row, Store, first
from tellings.store.annotations import forget
from tellings.store.changes import Happened, happen
from tellings.store.moments import moment
from tellings.store.records import ArticleRow, Revision, Taken

_BODY = TOLD - {"headline"}
_GIVEN = tuple(each.name for each in fields(Given))
_ARTICLE = (
    "document", "revision", "headline", "publisher", "published", "published_basis", "moment",
    "modified", "language", "url", "words",
)  # fmt: skip
# The tables an article goes into, in the order in which a row may point to another.
_INTO = {
    "documents": (
        "document", "id", "text", "sha256", "text_sha256", "origin", "media_type", "given",
        "record", "replaced", "mojibake",
    ),
    "articles": ("article", "id", "added", *_ARTICLE),
    "revisions": ("article", "revision", "document", "seen"),
}  # fmt: skip
# So many values fit into one statement of any SQLite.
_ASKED = 500


def keep(
    store: Store, articles: Iterable[Article], *, now: str, fresh: bool = False
) -> tuple[Taken, ...]:
    """Keep the articles, all in one transaction; what became of each, once it is durable.

    ``now`` is when they were seen (ISO 8601, UTC). With ``fresh`` the article looks so now: a
    text that it had before the last one is a new revision, too.
    """
    with store.transaction():
        every = list(articles)
        batch = _Batch(store, now, every)
        taken = tuple(_kept(batch, each, fresh) for each in every)
        batch.put()
    return taken


class _Batch:
    """Rows that wait to be put into their tables together, which is twice as fast as one by one."""

    def __init__(self, store: Store, now: str, articles: list[Article]) -> None:
        self.store, self.now = store, now
        # Asked for in one query: one for each article would be a tenth of the whole time.
        self.known = _there(store, "id", [each.id for each in articles])
        self.known |= _there(store, "url", [each.url for each in articles if each.url])
        self.documents = count(_last(store, "document") + 1)
        self.articles = count(_last(store, "article") + 1)
        self._waiting: set[str] = set()
        self._words: list[Row] = []
        self._rows: dict[str, list[Row]] = {table: [] for table in _INTO}

    def met(self, article: Article) -> bool:
        """Whether one of this id or address is known; what waits is put where it is found."""
        if article.id in self._waiting or article.url in self._waiting:
            self.put()
            return True
        return article.id in self.known or article.url in self.known

    def add(self, table: str, row: Row) -> None:
        """Let a row wait; the later ones point to the earlier."""
        self._rows[table].append(row)

    def add_article(self, article: Article, row: Row) -> None:
        """Let an article wait, and remember whose it is."""
        self._waiting.add(article.id)
        if article.url:
            self._waiting.add(article.url)
        self.add("articles", row)

    def add_words(self, row: Row) -> None:
        """Let the words of a document wait."""
        self._words.append(row)

    def put(self) -> None:
        """Put all that waits into the tables."""
        for table, columns in _INTO.items():
            marks = ", ".join("?" * len(columns))
            sql = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"
            self.store.many(sql, self._rows[table])
            self._rows[table] = []
        self.store.index("article_words", ("headline", "body"), self._words)
        self._words = []
        self.known |= self._waiting
        self._waiting.clear()


def _last(store: Store, table: str) -> int:
    last: int | None = first(store, f"SELECT max({table}) FROM {table}s")
    return last or 0


def _there(store: Store, column: str, names: list[str]) -> set[str]:
    """Those of the names that the column has."""
    found: set[str] = set()
    for at in range(0, len(names), _ASKED):
        some = names[at : at + _ASKED]
        marks = ", ".join("?" * len(some))
        rows = store.rows(f"SELECT {column} FROM articles WHERE {column} IN ({marks})", some)
        found.update(name for (name,) in rows)
    return found


def _kept(batch: _Batch, article: Article, fresh: bool) -> Taken:
    known = _known(batch.store, article) if batch.met(article) else None
    if known is None:
        document, row = next(batch.documents), next(batch.articles)
        body = _body(article)
        _add_document(batch, document, article, body)
        batch.add_article(article, (row, article.id, batch.now, *_told(document, 1, article, body)))
        batch.add("revisions", (row, 1, document, batch.now))
        return Taken(article.id, "new", 1)
    row, name, current, revision = known
    seen = _same(batch.store, row, article)
    if seen == current or (seen is not None and not fresh):
        return Taken(name, "known", revision)
    if seen is None:
        seen = next(batch.documents)
        _add_document(batch, seen, article, _body(article))
    batch.add("revisions", (row, revision + 1, seen, batch.now))
    batch.put()
    _revise(batch.store, row, seen, revision + 1, article)
    return Taken(name, "revised", revision + 1)


def found(store: Store, name: str) -> str:
    """The article of this id or address; `MissingError` if there is none."""
    for column in ("id", "url"):
        row = store.row(f"SELECT id FROM articles WHERE {column} = ? ORDER BY id LIMIT 1", (name,))
        if row:
            return str(row[0])
    raise MissingError(f"{store.name}: no article {name!r}; tellings search finds articles")


def known(store: Store, article: Article) -> str | None:
    """The id that this article is kept under, by its own id or by its address."""
    found = _known(store, article)
    return str(found[1]) if found else None


def _known(store: Store, article: Article) -> Row | None:
    """Row, id, document and revision of the article with this id or address."""
    sql = "SELECT article, id, document, revision FROM articles WHERE {} = ? ORDER BY id LIMIT 1"
    found = store.row(sql.format("id"), (article.id,))
    if found is None and (url := _own(article.url)):
        found = store.row(sql.format("url"), (url,))
    return found


def _own(url: str | None) -> str | None:
    """The address, if it can be that of one article: that of a whole site is none's own."""
    if not url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.path.strip("/") or parts.query else None


def _same(store: Store, row: int, article: Article) -> int | None:
    """The document of this article with the same bytes and the same headline from outside."""
    title = article.document.given.title
    found = store.rows(
        "SELECT document, given FROM revisions JOIN documents USING (document)"
        " WHERE article = ? AND sha256 = ?",
        (row, article.document.sha256),
    )
    same = [each for each, given in found if json.loads(given).get("title") == title]
    return max(same, default=None)


def _add_document(batch: _Batch, number: int, article: Article, body: str) -> None:
    each = article.document
    given = {key: value for key in _GIVEN if (value := getattr(each.given, key))}
    beside = json.dumps(given, ensure_ascii=False) if given else "{}"
    batch.add(
        "documents",
        (
            number, each.id, each.text, each.sha256, text_digest(each.text), each.origin,
            each.media_type, beside, each.record, each.replaced, each.mojibake,
        ),
    )  # fmt: skip
    batch.add_words((number, article.headline or "", body))


def _body(article: Article) -> str:
    """What the article tells, but for its headline; a line for each piece."""
    text = article.view.text
    return "\n".join([text[slice(*each.span)] for each in article.pieces if each.role in _BODY])


def text_digest(text: str) -> str:
    """The sha256 of a text, in UTF-8."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _revise(store: Store, row: int, document: int, revision: int, article: Article) -> None:
    """The article says something else now; what was found in its earlier text goes."""
    columns = ", ".join(f"{each} = ?" for each in _ARTICLE)
    store.run(
        f"UPDATE articles SET {columns}, annotated = NULL WHERE article = ?",
        (*_told(document, revision, article, _body(article)), row),
    )
    forget(store, row)
    name, story = store.row("SELECT id, story FROM articles WHERE article = ?", (row,)) or ("", "")
    if story:
        happen(store, [Happened("revision", story, name)])


def _told(document: int, revision: int, article: Article, body: str) -> Row:
    published = article.published
    words = body.count(" ") + body.count("\n") + 1 if body else 0
    return (
        document, revision, article.headline, article.publisher and article.publisher.name,
        published.value, published.basis, moment(published.value), article.modified,
        article.language, article.url, words,
    )  # fmt: skip


_DOCUMENT = "documents.id, text, sha256, origin, media_type, given, record, replaced, mojibake"


def _document(name: str, row: Row) -> Document:
    """The document under the id of its article, which every place in it names."""
    _, text, digest, origin, media_type, given, record, replaced, mojibake = row
    values = json.loads(given)
    if "authors" in values:
        values["authors"] = tuple(values["authors"])
    return Document(
        name, text, origin, digest, media_type, Given(**values), replaced, mojibake, record
    )


def documents(store: Store, names: Iterable[str]) -> Iterator[Document]:
    """The documents of these articles as they were seen last, in the order asked for."""
    for name in names:
        yield document(store, name)


def document(store: Store, name: str, revision: int | None = None) -> Document:
    """The document of an article, of this revision or the last; `MissingError` if there is none."""
    if revision is None:
        sql = f"SELECT {_DOCUMENT} FROM articles JOIN documents USING (document)"
        found = store.row(f"{sql} WHERE articles.id = ?", (name,))
    else:
        sql = (
            f"SELECT {_DOCUMENT} FROM articles JOIN revisions USING (article)"
            " JOIN documents ON documents.document = revisions.document"
            " WHERE articles.id = ? AND revisions.revision = ?"
        )
        found = store.row(sql, (name, revision))
    if found is None:
        which = f" with a revision {revision}" if revision is not None else ""
        raise MissingError(f"{store.name}: no article {name!r}{which}; see tellings search")
    return _document(name, found)


def revisions(store: Store, name: str) -> tuple[Revision, ...]:
    """The texts an article was seen with, from the first."""
    return tuple(
        Revision(*row)
        for row in store.rows(
            "SELECT revisions.revision, seen, sha256, origin FROM articles"
            " JOIN revisions USING (article)"
            " JOIN documents ON documents.document = revisions.document"
            " WHERE articles.id = ? ORDER BY revisions.revision",
            (name,),
        )
    )


def revised(store: Store) -> Iterator[tuple[str, int]]:
    """The articles with more than one revision, and how many, by id."""
    sql = "SELECT id, revision FROM articles WHERE revision > 1 ORDER BY id"
    yield from ((name, number) for name, number in store.rows(sql))


ROW = "articles.id, story, publisher, published, articles.headline, url, documents.origin, copy_of"


def row_of(store: Store, name: str) -> ArticleRow | None:
    """What is known of an article, or nothing."""
    sql = f"SELECT {ROW} FROM articles JOIN documents USING (document) WHERE articles.id = ?"
    found = store.row(sql, (name,))
    return ArticleRow(*found) if found else None
