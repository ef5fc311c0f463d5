"""Read inputs: files, folders, addresses and standard input become documents, exactly as decoded.

The only stage that touches the world. What an input holds is told by its content; its name
decides only where the content leaves it open. In the stream a failure is a value: a bad file,
a bad line or a damaged record is named, and the rest goes on.
"""

import io
import os
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from html import unescape
from importlib import import_module
from typing import TYPE_CHECKING, Any, BinaryIO
from urllib.parse import urljoin

from tellings.errors import ReadError
from tellings.model.document import Document, Failure, Note
from tellings.read.decode import mojibake
from tellings.read.sniff import kind_of
from tellings.read.source import GZIP, HEAD, Source, opened
from tellings.settings import DEFAULT, Settings

if TYPE_CHECKING:
    from tellings.read.fetch import Fetched

_PLAIN = (
    ".txt", ".md", ".html", ".htm", ".xhtml", ".mhtml", ".mht", ".json", ".jsonl",
    ".xml", ".rss", ".atom", ".rdf", ".warc",
)  # fmt: skip
# The files that are read of a folder, packed or not.
SUFFIXES = _PLAIN + tuple(f"{suffix}.gz" for suffix in _PLAIN)

# Of these a folder may hold some that are about something else.
_STRAY = (".json", ".json.gz")

Reader = Callable[[Source], Iterator[Document | Failure]]
# What reads each kind: its module, which is imported when the kind is met, and its function.
_READERS = {
    "text": ("text", "read"),
    "html": ("html", "read"),
    "mhtml": ("mhtml", "read"),
    "json": ("jsonl", "read_json"),
    "jsonl": ("jsonl", "read_lines"),
    "feed": ("feed", "read"),
    "warc": ("warc", "read"),
}
# What a server calls a page counts as much as the name of a file: where the content leaves it open.
_NAMED = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/json": ".json",
    "application/ld+json": ".json",
    "application/jsonl": ".jsonl",
    "application/x-ndjson": ".jsonl",
}
_KINDS = {"html": "a page", "text": "a text"}
# The feed that a page names in its head.
_FEED_OF = re.compile(rb"<link\b[^>]{0,1000}application/(?:rss|atom)\+xml[^>]{0,1000}>", re.I)
_HREF = re.compile(rb"""href\s*=\s*["']?([^"'\s>]{1,1000})""", re.I)
_URL = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)


def documents(
    inputs: Sequence[str], *, stdin: BinaryIO | None = None, settings: Settings = DEFAULT
) -> Iterator[Document | Failure | Note]:
    """Every document of the inputs, in their order; what cannot be read is a `Failure`.

    >>> list(documents(["no/such/file.txt"]))[0]
    Failure(origin='no/such/file.txt', problem='no such file or folder; check the path')
    """
    rules: dict[str, Any] = {}  # the robots.txt of each site, read once a run
    for each in inputs:
        if _URL.match(each):
            yield from _address(each, settings, rules)
        elif each == "-":
            yield from _stream(stdin or io.BytesIO(), "-", settings)
        elif os.path.isdir(each):
            yield from _folder(each, settings)
        else:
            yield from _file(each, settings)


def documents_of(
    data: bytes, name: str, *, settings: Settings = DEFAULT
) -> Iterator[Document | Failure]:
    """Every document of bytes that are at hand, under the name they came with.

    >>> [each.text for each in documents_of(b"Rain fell.", "rain.txt")]
    ['Rain fell.']
    """
    yield from _stream(io.BytesIO(data), _printable(name), settings)


def _folder(path: str, settings: Settings) -> Iterator[Document | Failure | Note]:
    found = False
    for folder, subfolders, names in os.walk(path):
        subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and name.lower().endswith(SUFFIXES):
                found = True
                read = _file(os.path.join(folder, name), settings)
                yield from _met(read) if name.lower().endswith(_STRAY) else read
    if not found:
        kinds = ", ".join(_PLAIN)
        yield Failure(_printable(path), f"nothing to read in this folder; put files of {kinds} in")


def _met(found: Iterator[Document | Failure]) -> Iterator[Document | Failure | Note]:
    """What a file holds that nobody named: JSON which is no record is somebody else's."""
    from tellings.read.record import NO_RECORD

    strays: list[Failure] = []
    for each in found:
        if isinstance(each, Failure) and each.problem.startswith(NO_RECORD):
            strays.append(each)
        else:
            yield from strays
            strays.clear()
            yield each
            yield from found
    if strays:
        yield Note(strays[0].origin, "no record of an article in it; passed over")


def _file(path: str, settings: Settings) -> Iterator[Document | Failure]:
    origin = _printable(path)
    try:
        with open(path, "rb", buffering=0) as file:
            yield from _stream(file, origin, settings)
    except FileNotFoundError:
        yield Failure(origin, "no such file or folder; check the path")
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        yield Failure(origin, f"cannot be opened ({reason}); check the file and its permissions")


def _address(url: str, settings: Settings, rules: dict[str, Any]) -> Iterator[Document | Failure]:
    from tellings.read.fetch import fetch, shown

    try:
        origin, found = shown(url), fetch(url, settings, rules)
    except ReadError as error:
        yield Failure(error.origin, error.problem)
        return
    yield from answered(found, origin, settings=settings)


def answered(
    found: "Fetched", origin: str, *, settings: Settings = DEFAULT, wanted: str | None = None
) -> Iterator[Document | Failure]:
    """The documents of what was fetched; a `Failure` alone if it is not of the kind wanted.

    A ``feed`` is RSS, Atom or a JSON feed.
    """
    from tellings.read.message import kind_and_charset

    kind, charset = kind_and_charset(found.content_type)
    name = found.url.partition("?")[0].partition("#")[0] + _NAMED.get(kind, "")
    stream = opened(io.BytesIO(found.body))
    yield from _read(Source(stream, origin, name, settings, charset, found.url), wanted)


def _stream(stream: BinaryIO, origin: str, settings: Settings) -> Iterator[Document | Failure]:
    yield from _read(Source(opened(stream), origin, origin, settings))


def _read(source: Source, wanted: str | None = None) -> Iterator[Document | Failure]:
    """The documents of a source, each checked against the largest text."""
    try:
        source, kind = _told(source)
        if wanted and kind not in (wanted, "json"):
            raise ReadError(source.origin, _other(kind, source))
        for each in _reader(kind)(source):
            yield _checked(each, source.settings) if isinstance(each, Document) else each
    except ReadError as error:
        yield Failure(error.origin, error.problem)
    except OSError as error:
        failed = source.unreadable(error)
        yield Failure(failed.origin, failed.problem)


def _told(source: Source) -> tuple[Source, str]:
    """The source, unpacked if need be, and its kind."""
    head = source.head()
    if source.name.lower().endswith(".warc.gz") and GZIP in head:
        return source, "warc"  # the first record of which may be damaged
    if head.startswith(GZIP):
        from tellings.read.unpack import begins

        if begins(head, b"WARC/"):
            return source, "warc"  # which unpacks its records one by one
        source = _gunzipped(source)
        head = source.head()
    if len(head) < HEAD and not head.strip():
        raise ReadError(source.origin, "empty; give a file with the text of an article")
    return source, kind_of(head, source.name)


def _other(kind: str, source: Source) -> str:
    """What is said of something else than a feed; a page may name its own."""
    named = _FEED_OF.search(source.head()) if kind == "html" else None
    where = _HREF.search(named[0]) if named else None
    if where is None:
        return f"{_KINDS.get(kind, kind)}, no feed; give the address of the feed itself"
    found = urljoin(source.url or "", unescape(where[1].decode("utf-8", "replace")))
    return f"a page, no feed; the feed it names is {found[:500]}"


def _gunzipped(source: Source) -> Source:
    from tellings.read.unpack import Gunzip

    settings = source.settings
    packed = Gunzip(source.stream, source.origin, settings.largest_input, settings.largest_ratio)
    return source._replace(stream=io.BufferedReader(packed, HEAD))


def _reader(kind: str) -> Reader:
    """What reads this kind; imported when it is met."""
    module, function = _READERS[kind]
    reader: Reader = getattr(import_module(f"tellings.read.{module}"), function)
    return reader


def _checked(found: Document, settings: Settings) -> Document | Failure:
    if len(found.text) > settings.largest_text:
        limit = f"{settings.largest_text:,}"
        problem = f"a text of {len(found.text):,} characters, {limit} at most; split it"
        return Failure(found.origin, problem)
    count = mojibake(found.text)
    return replace(found, mojibake=count) if count else found


def _printable(path: str) -> str:
    """The path as text that can be written: bytes that are no characters are replaced."""
    return path.encode("utf-8", "replace").decode("utf-8")
