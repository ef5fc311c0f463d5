"""JSONL corpora and JSON files: one record, one document, with what the record gives beside.

JSONL is read line by line, whatever its size; a line larger than the largest input is passed
over without being held. A bad line is a failure of its own, named by its number; the others go
on. What a record may look like is told by `record`.
"""

import codecs
import io
import json
from collections.abc import Iterator

from tellings.errors import ReadError
from tellings.model.document import Document, Failure
from tellings.read.decode import BOMS, decode, looks_utf16
from tellings.read.record import SHAPE, articles_in, document
from tellings.read.source import Source, of_bytes


def read_lines(source: Source) -> Iterator[Document | Failure]:
    r"""A document for each line that holds a record; blank lines are passed over.

    >>> source = of_bytes(b'{"id": 7, "text": "Rain fell."}\n\n')
    >>> [each.id for each in read_lines(source)]
    ['7']
    """
    head = source.head()
    if head.startswith(codecs.BOM_UTF8):
        source.stream.read(3)
    elif head.startswith(BOMS) or looks_utf16(head):
        data = decode(source.whole()).text.encode("utf-8", "replace")
        source = of_bytes(data, source.origin, source.settings)
    found = False
    for number, line in _lines(source):
        found = True
        if isinstance(line, Failure):
            yield line
        else:
            yield from _parsed(line, f"{source.origin}:{number}")
    if not found:
        yield Failure(source.origin, "empty; give a file with records")


def _lines(source: Source) -> Iterator[tuple[int, bytes | Failure]]:
    """The lines that are not blank, with their numbers; one that is too large is a failure."""
    largest, stream = source.settings.largest_input, source.stream
    number = 0
    while line := stream.readline(largest + 1):
        number += 1
        if len(line) > largest:
            while not line.endswith(b"\n") and (line := stream.readline(io.DEFAULT_BUFFER_SIZE)):
                pass
            problem = f"a line larger than {largest:,} bytes; split the record"
            yield number, Failure(f"{source.origin}:{number}", problem)
        elif line.strip():
            yield number, line.removesuffix(b"\n")


def read_json(source: Source) -> Iterator[Document | Failure]:
    """The documents of a JSON file: one record, a list of them, or a JSON feed.

    >>> source = of_bytes(b'[{"text": "Rain."}, {"text": "Snow."}]', "sky.json")
    >>> [each.origin for each in read_json(source)]
    ['sky.json:1', 'sky.json:2']
    """
    data, origin = source.whole(), source.origin
    try:
        value = json.loads(decode(data).text)
    except (ValueError, RecursionError) as error:
        if data.strip().count(b"\n"):  # records a line under the name of JSON
            yield from read_lines(of_bytes(data, origin, source.settings))
        else:
            yield Failure(origin, f"no JSON ({_reason(error)}); {SHAPE}")
        return
    if isinstance(value, dict) and isinstance(value.get("items"), list):
        from tellings.read.json_feed import items

        yield from items(value, origin)
        return
    several = isinstance(value, list) and value
    for number, each in enumerate(value if several else [value], 1):
        yield from _documents(each, f"{origin}:{number}" if several else origin)


def _parsed(line: bytes, origin: str) -> Iterator[Document | Failure]:
    try:
        value = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        yield Failure(origin, f"not UTF-8 at byte {error.start}; save the corpus as UTF-8")
    except (ValueError, RecursionError) as error:
        yield Failure(origin, f"no JSON ({_reason(error)}); {SHAPE}")
    else:
        yield from _documents(value, origin)


def _documents(value: object, origin: str) -> Iterator[Document | Failure]:
    found = articles_in(value)
    for number, each in enumerate(found, 1):
        try:
            yield document(each, f"{origin}:{number}" if len(found) > 1 else origin)
        except ReadError as error:
            yield Failure(error.origin, error.problem)


def _reason(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg.lower()}, line {error.lineno} column {error.colno}"
    return "nested too deep" if isinstance(error, RecursionError) else "a number too long"
