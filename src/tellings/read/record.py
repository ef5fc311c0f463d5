"""One JSON record as a document: that of a corpus, an IPTC ninjs item, a schema.org NewsArticle.

The record of a corpus is ``{"id"?, "text" or "html", "title"?, "publisher"?, "published"?,
"url"?}``. The others are read where they have the text of the article; what they say beside it
becomes `Given`. (ninjs: iptc.org/standards/ninjs; NewsArticle: schema.org/NewsArticle.)
"""

import re
from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from tellings.errors import ReadError
from tellings.model.document import Document, Given
from tellings.read.decode import sound

Record = dict[str, Any]
# How the failures begin of what is sound JSON and no record.
NO_RECORD = ("no record", "no text")
SHAPE = 'a record is {"text": "..."} or {"html": "..."}'
# ninjs names them so, the older versions in small letters.
_CREATED = ("firstcreated", "firstCreated", "versioncreated", "versionCreated")
_WIRE = ("source", "infosources")
# The line of a corpus, and the item of a line.
_NUMBER = re.compile(r"(?::\d+)+$")
# Markup worth reading as such: a tag, or an entity.
MARKUP = re.compile(
    r"<[a-zA-Z/!][^<>]{0,2000}>|&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-zA-Z]{2,30});", re.I
)


def articles_in(value: object) -> list[object]:
    """The records of a JSON value: those of a schema.org graph, or the value itself.

    >>> articles_in({"@graph": [{"@type": "Person"}, {"@type": "NewsArticle", "name": "a"}]})
    [{'@type': 'NewsArticle', 'name': 'a'}]
    """
    graph = value.get("@graph") if isinstance(value, dict) else None
    if not isinstance(graph, list):
        return [value]
    return [each for each in graph if isinstance(each, dict) and _is_article(each)] or [value]


def _is_article(record: Record) -> bool:
    return any(name.endswith(("Article", "BlogPosting")) for name in _strings(record.get("@type")))


def document(record: object, origin: str) -> Document:
    """The document of a record; a `ReadError` when there is no text in it."""
    if not isinstance(record, dict):
        raise ReadError(origin, f"no record; {SHAPE}")
    field, text = _text_of(record)
    if not text:
        there = "an empty text" if field else "no text"
        raise ReadError(origin, f"{there}; {SHAPE}")
    text, replaced = sound(text)
    digest = sha256(text.encode("utf-8")).hexdigest()
    media_type = "text/html" if field in ("html", "body_xhtml", "body_html") else "text/plain"
    if field == "articleBody" and MARKUP.search(text):
        media_type = "text/html"
    own = _identifier(record.get("id"))
    name = own or digest[:16]
    if own:  # where it stands among the others must not matter to what is printed of it
        origin = f"{_NUMBER.sub('', origin)}#{own}"
    record_name = _string(record, "uri") or _string(record, "@id")
    return Document(
        name, text, origin, digest, media_type, _given(record), replaced, record=record_name
    )


def _text_of(record: Record) -> tuple[str | None, str | None]:
    """The field the text stands in, and the text; the field alone when it is empty."""
    empty: str | None = None
    for field in ("text", "html", "articleBody", "body_text", "body_xhtml", "body_html"):
        value = record.get(field)
        if isinstance(value, str):
            if value.strip():
                return field, value
            empty = empty or field
    best: tuple[str | None, str | None] = (empty, None)
    for body in _records(record.get("bodies")):  # ninjs 2 and 3
        value = body.get("value")
        if isinstance(value, str) and value.strip():
            kind = _string(body, "contentType") or _string(body, "contenttype") or ""
            if "html" not in kind:
                return "body_text", value
            best = ("body_xhtml", value)
    return best


def _given(record: Record) -> Given:
    """What the record says beside the text, by the first of its names for it that is there."""
    return Given(
        title=_first(record, "title", "headline") or _headline(record) or _first(record, "name"),
        publisher=_first(record, "publisher", *(_WIRE if "uri" in record else ())),
        published=_first(record, "published", "datePublished", *_CREATED),
        url=_first(record, "url", "mainEntityOfPage", "canonicalurl"),
        authors=tuple(dict.fromkeys(_authors(record))),
        modified=_first(record, "modified", "dateModified", *_CREATED[2:]),
        language=_first(record, "language", "inLanguage"),
    )


def _first(record: Record, *keys: str) -> str | None:
    for key in keys:
        value = record.get(key)
        for each in value if isinstance(value, list) else [value]:
            found = _name(each)
            if found:
                return found
    return None


def _headline(record: Record) -> str | None:
    """Of the headlines of a ninjs item the main one, else the first."""
    found = _records(record.get("headlines"))
    main = [each for each in found if _string(each, "role") in (None, "main", "headline")]
    return next((value for each in main or found if (value := _string(each, "value"))), None)


def _authors(record: Record) -> list[str]:
    """The names of the first key that has some."""
    for key in ("authors", "author", "byline"):
        value = record.get(key)
        names = [_name(each) for each in (value if isinstance(value, list) else [value])]
        if found := [re.sub(r"^by\s+", "", name, flags=re.I) for name in names if name]:
            return found
    return []


def _name(value: object) -> str | None:
    """A name that is a string, or an object which has one."""
    if isinstance(value, dict):
        value = _string(value, "name") or _string(value, "value") or _string(value, "@id")
    return (sound(value).text.strip() or None) if isinstance(value, str) else None


def _records(value: object) -> list[Record]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _strings(value: object) -> Iterable[str]:
    every = value if isinstance(value, list) else [value]
    return [each for each in every if isinstance(each, str)]


def _identifier(value: object) -> str | None:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return sound(str(value)).text.strip() or None


def _string(record: Record, key: str) -> str | None:
    """The field as a string that holds more than blanks; none otherwise."""
    value = record.get(key)
    if not isinstance(value, str) or not value.strip():
        return None
    return sound(value).text
