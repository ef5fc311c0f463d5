"""What a feed brings, each item with a name that stays, and whether it is the whole article."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from hashlib import sha256
from typing import NamedTuple
from urllib.parse import urldefrag, urlsplit

from tellings.model.document import TOLD, Article, Document
from tellings.words import tokens

# Words from which on an item can be the whole article. Of 757 summaries of news none has as many,
# of 150 articles of newspapers one has fewer (the development stories).
WHOLE = 150
_ENDS = ("\u2026", "...", "[\u2026]", "[...]")


class Entry(NamedTuple):
    """An item of a feed: its name, a digest of what the feed says of it, and the document.

    ``url`` is the address of its page, if it has one of its own.
    """

    item: str
    said: str
    url: str | None
    document: Document


def entries(documents: Iterable[Document], feed: str) -> Iterator[Entry]:
    """The items of one look at a feed, each once.

    An item goes by its address; where several have the same, or that of a whole site, by the name
    it has in its feed. Its document has an id made of that, which no later text of it changes.
    """
    found = list(documents)
    uses = Counter(_address(each) for each in found)
    seen: set[str] = set()
    for each in found:
        url = _address(each)
        url = url if url and uses[url] == 1 else None
        name = url or f"{feed} {each.record or each.given.title or each.sha256}"
        if name not in seen:
            seen.add(name)
            given = each.given if url else replace(each.given, url=None)
            yield Entry(name, _said(each), url, replace(each, id=identity(name), given=given))


def identity(item: str) -> str:
    """The id of the article that an item is.

    >>> identity("https://post.example/1")
    '441ac3dde4fc082c'
    """
    return sha256(item.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _address(document: Document) -> str | None:
    """The address of one article: that of a whole site is none."""
    url = urldefrag((document.given.url or "").strip()).url
    parts = urlsplit(url)
    return url if parts.path.strip("/") or parts.query else None


def _said(document: Document) -> str:
    said = "\0".join((document.text, document.given.title or "", document.given.modified or ""))
    return sha256(said.encode("utf-8", "surrogatepass")).hexdigest()


def words(article: Article) -> int:
    """How many words an article's own telling has."""
    return sum(
        len(tokens(article.text, *piece.span)) for piece in article.pieces if piece.role in TOLD
    )


def is_whole(article: Article) -> bool:
    """Whether this can be all of it: long enough, and not broken off."""
    told = [piece.span for piece in article.pieces if piece.role in TOLD]
    end = article.text[: told[-1].end].rstrip() if told else ""
    return words(article) >= WHOLE and not end.endswith(_ENDS)
