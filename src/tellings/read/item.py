"""An item of an RSS or Atom feed, gathered element by element as the parser meets them.

The text of the document is the first of these that holds something: the item's content, its
description or summary, its title. A teaser is a document too: it is what the publisher sent.
"""

import re
from collections.abc import Mapping
from datetime import UTC
from email.utils import parsedate_to_datetime
from hashlib import sha256
from html import escape, unescape

from tellings.errors import ReadError
from tellings.model.document import Document, Given
from tellings.read.record import MARKUP

_ATOM = ("http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#")
# Short names of the namespaces that say something of an article; RSS itself has none.
_SPACES = dict.fromkeys(_ATOM, "atom") | {
    "http://purl.org/rss/1.0/": "",
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://www.w3.org/1999/xhtml": "xhtml",
}
_BODIES = ("content:encoded", "atom:content", "xhtml:body", "description", "atom:summary")
_TITLES = ("title", "atom:title", "dc:title")
_URLS = ("link", "atom:link", "guid")
_FIRST = ("pubDate", "atom:published", "atom:issued", "dc:date", "dcterms:created")
_LAST = ("atom:updated", "atom:modified", "dcterms:modified")
_AUTHORS = ("atom:name", "dc:creator", "author")
_RECORDS = ("guid", "atom:id")
_LANGUAGES = ("dc:language",)
# Whose item it was before this feed took it over: it is theirs.
_SOURCES = ("source", "atom:source")
_KEPT = frozenset(
    _BODIES + _TITLES + _URLS + _FIRST + _LAST + _AUTHORS + _RECORDS + _LANGUAGES + _SOURCES
)
# Elements whose words are those of one element inside of them.
_INNER = {"atom:author": "atom:name", "atom:source": "atom:title"}
# A publisher's name is never longer.
_LONGEST_NAME = 200
# A field other than the text is never longer.
_LONGEST_FIELD = 10_000


class Names:
    """The namespaces in force; names come out with the short prefixes of `_SPACES`."""

    def __init__(self, scope: Mapping[str, str] | None = None) -> None:
        self._scopes = [dict(scope or {})]

    def scope(self) -> Mapping[str, str]:
        """The namespaces in force, by prefix."""
        return self._scopes[-1]

    def enter(self, name: str, attributes: Mapping[str, str]) -> str:
        """The name of an element that begins, with the namespaces that it declares."""
        declared = {
            key.partition(":")[2]: uri
            for key, uri in attributes.items()
            if key == "xmlns" or key.startswith("xmlns:")
        }
        scope = self._scopes[-1]
        self._scopes.append(scope | declared if declared else scope)
        return self.short(name)

    def leave(self) -> None:
        """The element has ended."""
        self._scopes.pop()

    def short(self, name: str) -> str:
        """The name with its short prefix; one that nobody declared keeps the prefix it has."""
        prefix, colon, local = name.rpartition(":")
        uri = self._scopes[-1].get(prefix)
        space = _SPACES.get(uri, prefix) if uri else prefix
        return f"{space}:{local}" if space else local if not colon or uri else name


class Item:
    """What one item says so far."""

    def __init__(self, largest: int) -> None:
        self._largest = largest
        self._depth = 0
        self._outer = ""  # the element of the item that is open
        self._field: str | None = None
        self._parts: list[tuple[bool, str]] = []  # whether it is markup, and what it is
        self._size = 0
        self._types: dict[str, str] = {}
        self._found: dict[str, str] = {}
        self._authors: list[str] = []

    def start(self, name: str, raw: str, attributes: Mapping[str, str]) -> None:
        """An element inside the item begins."""
        self._depth += 1
        if self._depth == 1 or self._inner(name):
            self._outer = name if self._depth == 1 else self._outer
            self._field = name if name in _KEPT or name in _INNER else None
            self._parts, self._size = [], 0
            self._types[name] = attributes.get("type", "").lower()
            if name == "atom:link" and attributes.get("rel", "alternate") == "alternate":
                self._found.setdefault(name, attributes.get("href", ""))
        elif self._field in _BODIES:
            given = "".join(
                f' {key}="{escape(value)}"'
                for key, value in attributes.items()
                if not key.startswith("xmlns")
            )
            self._add(True, f"<{_tag(name, raw)}{given}>")

    def characters(self, text: str) -> None:
        """Text inside the item."""
        if self._field is not None and self._depth:
            self._add(False, text)

    def end(self, name: str, raw: str) -> None:
        """An element inside the item ends."""
        if self._depth == 1 or self._inner(name):
            self._keep(name)
            self._field = None
        elif self._field in _BODIES:
            self._add(True, f"</{_tag(name, raw)}>")
        self._depth -= 1

    def _inner(self, name: str) -> bool:
        return self._depth == 2 and _INNER.get(self._outer) == name

    def _add(self, markup: bool, text: str) -> None:
        self._size += len(text)
        if self._size <= (self._largest if self._field in _BODIES else _LONGEST_FIELD):
            self._parts.append((markup, text))
        elif self._field in _BODIES:
            self._parts = []
            self._found["too large"] = self._field or ""

    def _keep(self, name: str) -> None:
        if name != self._field or name in _INNER:
            return
        name = "atom:source" if self._outer == "atom:source" else name
        marked = any(markup for markup, _ in self._parts)
        value = "".join(
            escape(text, quote=False) if marked and not markup else text
            for markup, text in self._parts
        )
        if marked:
            self._types[name] = "xhtml"
        if name in _AUTHORS and value.strip():
            self._authors.append(_author(value))
        elif value.strip():
            self._found.setdefault(name, value)

    def document(self, origin: str, publisher: str | None, language: str | None) -> Document:
        """The item as a document."""
        if "too large" in self._found:
            problem = f"an item of more than {self._largest:,} characters; split it"
            raise ReadError(origin, problem)
        field = next((each for each in (*_BODIES, *_TITLES) if each in self._found), None)
        if field is None:
            raise ReadError(origin, "an item without a text; give the page itself")
        text = self._found[field]
        digest = sha256(text.encode("utf-8")).hexdigest()
        given = Given(
            title=self._title(),
            publisher=plain(self._first(_SOURCES) or "")[:_LONGEST_NAME] or publisher,
            published=_date(self._first(_FIRST) or self._first(_LAST)),
            url=next((url for key in _URLS if _is_url(url := self._found.get(key, ""))), None),
            authors=tuple(dict.fromkeys(self._authors)),
            modified=_date(self._first(_LAST)),
            language=self._first(_LANGUAGES) or language,
        )
        replaced = text.count("\N{REPLACEMENT CHARACTER}")
        media_type, record = self._media_type(field, text), self._first(_RECORDS)
        return Document(
            digest[:16], text, origin, digest, media_type, given, replaced, record=record
        )

    def _first(self, keys: tuple[str, ...]) -> str | None:
        return next((self._found[key].strip() for key in keys if key in self._found), None)

    def _title(self) -> str | None:
        field = next((each for each in _TITLES if each in self._found), None)
        if field is None:
            return None
        kind = self._types.get(field, "")
        return plain(self._found[field], field == "atom:title" and kind in ("", "text"))

    def _media_type(self, field: str, text: str) -> str:
        kind = self._types.get(field, "")
        if field.startswith("atom:") and kind != "xhtml":
            return "text/html" if "html" in kind else "text/plain"
        return "text/html" if kind == "xhtml" or MARKUP.search(text) else "text/plain"


def plain(title: str, already: bool = False) -> str:
    """A title as a reader sees it: many feeds write markup in titles, which have none.

    >>> plain("Rain &amp; <em>snow</em>"), plain("a &lt; b", already=True)
    ('Rain & snow', 'a &lt; b')
    """
    if not already and MARKUP.search(title):
        title = unescape(re.sub(r"<[a-zA-Z/!][^<>]*>", "", title))
    return " ".join(title.split())


def _tag(name: str, raw: str) -> str:
    return name.removeprefix("xhtml:") if name.startswith("xhtml:") else raw


def _author(value: str) -> str:
    """The name of an author; RSS writes ``desk@dispatch.example (Ada Holt)``."""
    match = re.fullmatch(r"\s*\S{1,200}@\S{1,200}\s+\(([^()]{1,200})\)\s*", value)
    return " ".join((match[1] if match else value).split())


def _is_url(value: str) -> bool:
    return value.strip().lower().startswith(("http://", "https://"))


def _date(value: str | None) -> str | None:
    """A date of RFC 822 as ISO; any other is as it was (Atom's are ISO).

    >>> _date("Mon, 05 May 2031 10:00:00 GMT"), _date("2031-05-05"), _date(None)
    ('2031-05-05T10:00:00+00:00', '2031-05-05', None)
    """
    if value is None:
        return None
    try:
        found = parsedate_to_datetime(value[:100])
    except (ValueError, TypeError, IndexError, OverflowError):
        return value
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).isoformat()
