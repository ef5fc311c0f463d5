"""Read inputs: files, folders and standard input become documents, exactly as decoded.

The only stage that touches the world. What a file holds is told by its content; its name
decides only where the content leaves it open. In the stream a failure is a value: a bad file
or a bad line is named, and the rest goes on.
"""

import io
import os
import re
from collections.abc import Callable, Iterator, Sequence
from typing import BinaryIO

from tellings.errors import ReadError
from tellings.model.document import Document, Failure
from tellings.read.sniff import kind_of
from tellings.read.text import read as read_text
from tellings.settings import DEFAULT, Settings

SUFFIXES = (".txt", ".md", ".html", ".htm", ".json", ".jsonl", ".json.gz", ".jsonl.gz")

_URL = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_GZIP = b"\x1f\x8b"


def documents(
    inputs: Sequence[str], *, stdin: BinaryIO | None = None, settings: Settings = DEFAULT
) -> Iterator[Document | Failure]:
    """Every document of the inputs, in their order; what cannot be read is a `Failure`.

    >>> list(documents(["no/such/file.txt"]))[0].problem
    'no such file or folder; check the path'
    """
    for each in inputs:
        if _URL.match(each):
            cure = "addresses are not read yet by this version; save the page and give the file"
            yield Failure(_printable(each), cure)
        elif each == "-":
            yield from _stream(stdin, "-", settings)
        elif os.path.isdir(each):
            yield from _folder(each, settings)
        else:
            yield from _file(each, settings)


def _folder(path: str, settings: Settings) -> Iterator[Document | Failure]:
    found = False
    for folder, subfolders, names in os.walk(path):
        subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and name.lower().endswith(SUFFIXES):
                found = True
                yield from _file(os.path.join(folder, name), settings)
    if not found:
        kinds = ", ".join(SUFFIXES)
        yield Failure(_printable(path), f"nothing to read in this folder; put files of {kinds} in")


def _file(path: str, settings: Settings) -> Iterator[Document | Failure]:
    origin = _printable(path)
    try:
        with open(path, "rb") as file:
            yield from _stream(file, origin, settings)
    except FileNotFoundError:
        yield Failure(origin, "no such file or folder; check the path")
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        yield Failure(origin, f"cannot be opened ({reason}); check the file and its permissions")


def _stream(
    stream: BinaryIO | None, origin: str, settings: Settings
) -> Iterator[Document | Failure]:
    try:
        data = _bounded(stream or io.BytesIO(), origin, settings.largest_input)
        kind = kind_of(data, origin)
    except ReadError as error:
        yield Failure(error.origin, error.problem)
        return
    for each in _reader(kind)(data, origin):
        if isinstance(each, Document) and len(each.text) > settings.largest_text:
            limit = f"{settings.largest_text:,}"
            problem = f"a text of {len(each.text):,} characters, {limit} at most; split it"
            yield Failure(each.origin, problem)
        else:
            yield each


def _reader(kind: str) -> Callable[[bytes, str], Iterator[Document | Failure]]:
    """What reads this kind; only text, which is the commonest, is imported before it is met."""
    if kind == "html":
        from tellings.read.html import read as read_html

        return read_html
    if kind in ("json", "jsonl"):
        from tellings.read.jsonl import read_json, read_lines

        return read_json if kind == "json" else read_lines
    return read_text


def _bounded(stream: BinaryIO, origin: str, largest: int) -> bytes:
    """The bytes, unpacked if they are gzip; never more than the largest allowed."""
    try:
        data = stream.read(largest + 1)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise ReadError(origin, f"cannot be read ({reason}); check the file") from error
    if data.startswith(_GZIP) and len(data) <= largest:
        data = _unpacked(data, origin, largest)
    if len(data) > largest:
        raise ReadError(origin, f"larger than {largest:,} bytes; split it into smaller files")
    if not data.strip():
        raise ReadError(origin, "empty; give a file with the text of an article")
    return data


def _unpacked(data: bytes, origin: str, largest: int) -> bytes:
    import gzip
    import zlib

    try:
        with gzip.open(io.BytesIO(data)) as packed:
            return packed.read(largest + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise ReadError(origin, "a damaged gzip file; pack it anew") from error


def _printable(path: str) -> str:
    """The path as text that can be written: bytes that are no characters are replaced."""
    return path.encode("utf-8", "replace").decode("utf-8")
