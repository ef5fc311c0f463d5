"""JSON Feed (jsonfeed.org): one item, one document."""

from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from tellings.model.document import Document, Failure, Given
from tellings.read.decode import sound


def items(feed: dict[str, Any], origin: str) -> Iterator[Document | Failure]:
    """The documents of a feed.

    >>> feed = {"title": "Harbour Dispatch", "items": [{"id": 1, "content_text": "Rain."}]}
    >>> [(each.text, each.given.publisher) for each in items(feed, "feed.json")]
    [('Rain.', 'Harbour Dispatch')]
    """
    if not feed["items"]:
        yield Failure(origin, "a feed without items; give the pages themselves")
    for number, item in enumerate(feed["items"], 1):
        yield _document(item, feed, f"{origin}:{number}")


def _document(item: object, feed: dict[str, Any], origin: str) -> Document | Failure:
    if not isinstance(item, dict):
        return Failure(origin, "no item of a feed; an item is an object")
    fields = ("content_html", "content_text", "summary", "title")
    field = next((each for each in fields if _string(item, each)), None)
    if field is None:
        return Failure(origin, "an item without a text; give the page itself")
    text, replaced = sound(item[field])
    digest = sha256(text.encode("utf-8")).hexdigest()
    authors = item.get("authors") or [item.get("author")]
    given = Given(
        title=_string(item, "title"),
        publisher=_string(feed, "title"),
        published=_string(item, "date_published"),
        url=_string(item, "url") or _string(item, "external_url"),
        authors=tuple(
            name
            for each in (authors if isinstance(authors, list) else [])
            if isinstance(each, dict) and (name := _string(each, "name"))
        ),
        modified=_string(item, "date_modified"),
        language=_string(item, "language") or _string(feed, "language"),
    )
    media_type = "text/html" if field == "content_html" else "text/plain"
    record = item.get("id")
    name = sound(str(record)).text if isinstance(record, str | int | float) else None
    return Document(
        digest[:16], text, origin, digest, media_type, given, replaced, record=name or None
    )


def _string(record: dict[str, Any], key: str) -> str | None:
    value = record.get(key)
    return sound(value).text.strip() or None if isinstance(value, str) else None
