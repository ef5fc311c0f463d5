"""JSONL corpora and JSON files: one record, one document, with what the record gives beside.

A record is ``{"id"?, "text" or "html", "title"?, "publisher"?, "published"?, "url"?}``. A bad
line is a failure of its own, named by its number; the others go on.
"""

import json
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from tellings.model.document import Document, Failure, Given
from tellings.read.decode import BOMS, decode, looks_utf16, sound

_SHAPE = 'a record is {"text": "..."} or {"html": "..."}'


def read_lines(data: bytes, origin: str) -> Iterator[Document | Failure]:
    r"""A document for each line that holds a record; blank lines are passed over.

    >>> [d.id for d in read_lines(b'{"id": 7, "text": "Rain fell."}\n\n', "rain.jsonl")]
    ['7']
    """
    if data.startswith(BOMS) or looks_utf16(data):
        data = decode(data).text.encode("utf-8", "replace")
    found = False
    for number, line in enumerate(data.split(b"\n"), 1):
        if line.strip():
            found = True
            yield _parsed(line, f"{origin}:{number}")
    if not found:
        yield Failure(origin, "empty; give a file with records")


def read_json(data: bytes, origin: str) -> Iterator[Document | Failure]:
    """The documents of a JSON file: one record, or a list of them.

    >>> [d.origin for d in read_json(b'[{"text": "Rain."}, {"text": "Snow."}]', "sky.json")]
    ['sky.json:1', 'sky.json:2']
    """
    try:
        value = json.loads(decode(data).text)
    except (ValueError, RecursionError) as error:
        if data.strip().count(b"\n"):  # records a line under the name of JSON
            yield from read_lines(data, origin)
        else:
            yield Failure(origin, f"no JSON ({_reason(error)}); {_SHAPE}")
        return
    if isinstance(value, list) and value:
        for number, each in enumerate(value, 1):
            yield _document(each, f"{origin}:{number}")
    else:
        yield _document(value, origin)


def _parsed(line: bytes, origin: str) -> Document | Failure:
    try:
        value = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        return Failure(origin, f"not UTF-8 at byte {error.start}; save the corpus as UTF-8")
    except (ValueError, RecursionError) as error:
        return Failure(origin, f"no JSON ({_reason(error)}); {_SHAPE}")
    return _document(value, origin)


def _reason(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg.lower()}, line {error.lineno} column {error.colno}"
    return "nested too deep" if isinstance(error, RecursionError) else "a number too long"


def _document(record: object, origin: str) -> Document | Failure:
    if not isinstance(record, dict):
        return Failure(origin, f"no record; {_SHAPE}")
    field = next((key for key in ("text", "html") if _string(record, key)), None)
    if field is None:
        there = any(isinstance(record.get(key), str) for key in ("text", "html"))
        return Failure(origin, f"{'an empty text' if there else 'no text'}; {_SHAPE}")
    text, replaced = sound(record[field])
    digest = sha256(text.encode("utf-8")).hexdigest()
    media_type = "text/html" if field == "html" else "text/plain"
    title, publisher, published, url = (
        _string(record, key) for key in ("title", "publisher", "published", "url")
    )
    given = Given(title, publisher, published, url)
    name = _identifier(record.get("id")) or digest[:16]
    return Document(name, text, origin, digest, media_type, given, replaced)


def _identifier(value: object) -> str | None:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return sound(str(value)).text.strip() or None


def _string(record: dict[Any, Any], key: str) -> str | None:
    """The field as a string that holds more than blanks; none otherwise."""
    value = record.get(key)
    if not isinstance(value, str) or not value.strip():
        return None
    return sound(value).text
