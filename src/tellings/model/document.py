"""Document and Article: an input exactly as it came, and what its pieces are.

`Document.text` is the coordinate system and is never changed. An `Article` adds the view
(the readable text with the way back) and its pieces; its spans, and those of everything found
in it later, count in ``article.text``, which for a plain text is ``document.text`` itself.
"""

from dataclasses import dataclass
from typing import Literal, Protocol

from tellings.model.span import Span

Role = Literal[
    "kicker", "headline", "dek", "byline", "dateline", "published", "body", "subheading", "list",
    "caption", "credit", "alt", "promo", "teaser", "nav", "footer", "bio", "other",
]  # fmt: skip

# Roles whose words are the article's own telling and so are split into sentences.
TOLD: frozenset[Role] = frozenset({"headline", "dek", "body", "subheading", "list", "caption"})
# Roles whose sentences may carry a claim: a caption tells of its picture, not of the event.
CLAIMED: frozenset[Role] = frozenset({"headline", "dek", "body", "list"})

Basis = Literal["given", "metadata", "stated", "inferred"]


@dataclass(frozen=True, slots=True)
class Given:
    """What came with the text from outside it (fields of a JSONL record, a feed item, a header)."""

    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    authors: tuple[str, ...] = ()
    modified: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """An input exactly as it came; nothing ever changes it.

    ``id`` is the record's own or the first 16 hexadecimal digits of ``sha256`` (of the bytes);
    ``replaced`` counts characters that could not be decoded, ``mojibake`` those that somebody
    before us decoded wrongly; ``record`` is the name an archive or a feed gives the record.
    """

    id: str
    text: str
    origin: str
    sha256: str
    media_type: str = "text/plain"
    given: Given = Given()
    replaced: int = 0
    mojibake: int = 0
    record: str | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """An input, or a part of one, that could not be taken further: what, where and the cure."""

    origin: str
    problem: str

    def __str__(self) -> str:
        return f"{self.origin}: {self.problem}"


@dataclass(frozen=True, slots=True)
class Note:
    """Something worth saying of an input, which is no failure."""

    origin: str
    text: str

    def __str__(self) -> str:
        return f"{self.origin}: {self.text}"


class WayBack(Protocol):
    """What an article needs of its view: the text, and where a stretch of it stood."""

    @property
    def text(self) -> str:
        """The readable text."""
        ...

    def raw(self, span: Span) -> Span:
        """Where this stretch stands in the document."""
        ...


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the article and what part it plays."""

    role: Role
    span: Span


@dataclass(frozen=True, slots=True)
class Dropped:
    """A stretch of the *document* (not of the view) that no piece keeps, and why."""

    span: Span
    reason: str


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who put the article out; ``span`` where the article says so."""

    name: str
    basis: Basis
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Author:
    """A name of the byline."""

    name: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Published:
    """When the article came out: an ISO date or date and time, and how that is known."""

    value: str | None = None
    basis: Basis | None = None
    span: Span | None = None


Field = Literal[
    "headline", "authors", "published", "modified", "language", "publisher", "url"
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Candidate:
    """One answer to what an article says of itself: who gives it, and where.

    ``span`` counts in the article's text, where a line of it says so; ``place`` in the
    *document*, where the head of a page does. Of several authors each is a candidate.
    """

    field: Field
    value: str
    basis: Basis
    source: str
    span: Span | None = None
    place: Span | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """A document with its pieces and what they say of it."""

    document: Document
    view: WayBack
    pieces: tuple[Piece, ...]
    dropped: tuple[Dropped, ...] = ()
    language: str | None = None
    publisher: Publisher | None = None
    headline: str | None = None
    authors: tuple[Author, ...] = ()
    published: Published = Published()
    modified: str | None = None
    url: str | None = None
    candidates: tuple[Candidate, ...] = ()
    disagreements: tuple[Field, ...] = ()

    @property
    def id(self) -> str:
        """The document's."""
        return self.document.id

    @property
    def text(self) -> str:
        """The readable text in which every span right of `clean` counts."""
        return self.view.text
