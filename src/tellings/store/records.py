"""What goes into the database and comes out of it, beside the records of the line."""

from typing import Any, Literal, NamedTuple

from tellings.model.span import Spans

How = Literal["new", "revised", "known"]
# Ids as a query and its values, to be looked for among.
Wanting = tuple[str, tuple[Any, ...]]


class Taken(NamedTuple):
    """What became of an article: the id it is kept by, and the number of its revision."""

    id: str
    how: How
    revision: int


class Revision(NamedTuple):
    """A text an article was seen with: its number from 1, when, and the digest of the bytes."""

    number: int
    seen: str
    sha256: str
    origin: str


class Placed(NamedTuple):
    """Where the stream of stories put an article, and what it needs to know of it."""

    id: str
    story: str
    running: str
    copy_of: str | None
    copy_share: float
    kept: bytes


class Remembered(NamedTuple):
    """A placed article as the stream asks for it when it is restored."""

    id: str
    story: str
    running: str
    kept: bytes


class Moved(NamedTuple):
    """Articles whose story is ``new`` now, which is of the running story ``running``.

    In a ``merge`` all of the story ``old`` is taken into ``new``, and the old id leads there. In a
    ``split`` the story ``old`` goes on without these articles.
    """

    kind: str
    articles: tuple[str, ...]
    old: str
    new: str
    running: str


class StoryRow(NamedTuple):
    """A story in a list. ``publishers`` counts different ones, ``copies`` near copies."""

    id: str
    headline: str | None
    first_published: str | None
    last_published: str | None
    articles: int
    publishers: int
    copies: int
    running: str | None


class StoryFound(NamedTuple):
    """The story that an id leads to; ``said`` tells how, if not by being its id."""

    id: str
    said: str | None
    articles: tuple[str, ...]


class Led(NamedTuple):
    """The story that an id leads to, how if not by being its id, and its last change."""

    id: str
    said: str | None
    changed: int


class Change(NamedTuple):
    """What happened to a story: its number and kind, the story, and what is known of it."""

    number: int
    kind: str
    story: str
    known: dict[str, Any]


class ArticleRow(NamedTuple):
    """What a table or a result says of an article."""

    id: str
    story: str | None
    publisher: str | None
    published: str | None
    headline: str | None
    url: str | None
    origin: str
    copy_of: str | None


class Hit(NamedTuple):
    """A place where the words stand, in the exact text of the document; ``text`` as read there."""

    article: ArticleRow
    spans: Spans
    text: str
    speaker: str | None = None


class Query(NamedTuple):
    """What is searched for: words and "phrases", and what the articles must be."""

    words: str = ""
    publisher: str | None = None
    speaker: str | None = None
    start: str | None = None
    end: str | None = None
    quoted: bool = False
    entity: str | None = None
    limit: int = 20
    skip: int = 0
