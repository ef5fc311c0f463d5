"""Tell what a file holds by its first bytes: text, HTML, JSON or JSONL.

What is plainly none of them (a picture, a PDF, an archive) is refused with its name and the
cure. The file's name decides between JSON and JSONL, and names HTML that begins unusually.
"""

import re

from tellings.errors import ReadError
from tellings.read.decode import BOMS, looks_utf16

_MAGIC = (
    (b"%PDF", "a PDF; copy its text into a .txt file"),
    (b"PK\x03\x04", "a zip archive or office file; unpack it or save it as plain text"),
    (b"{\\rtf", "a rich text file; save it as plain text"),
    (b"\xd0\xcf\x11\xe0", "an office file; save it as plain text"),
    (b"\x89PNG", "a picture; give the text itself"),
    (b"\xff\xd8\xff", "a picture; give the text itself"),
    (b"GIF8", "a picture; give the text itself"),
    (b"\x7fELF", "a program; give the text of an article"),
    (b"SQLite format 3\x00", "a database; export its texts as JSONL"),
    (b"WARC/", "a WARC archive, not read yet by this version; give HTML or JSONL"),
    (b"PAR1", "a Parquet file; export its texts as JSONL"),
    (b"BZh", "a bzip2 file; unpack it or pack it with gzip"),
    (b"\xfd7zXZ", "an xz file; unpack it or pack it with gzip"),
    (b"\x28\xb5\x2f\xfd", "a zstandard file; unpack it or pack it with gzip"),
)
_HEAD = 4096
# More control characters than this share of the first 4096 bytes: no text has 1 in 10.
_MOST_CONTROLS = 0.1
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b\x08")) + b"\x7f"

_HTML = re.compile(rb"(?:<!--.{0,2000}?-->|\s)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_TAG = re.compile(rb"<(?:div|p|article|section|h1|meta|title|script|span|main)\b[^<>]*>", re.I)
_FEED = re.compile(rb"\s*<\?xml[^>]*>.{0,2000}?<(?:rss|feed|rdf:RDF)\b", re.S)
_MHTML = re.compile(rb"(?:[\w-]+:[^\n]*\n)*content-type:\s*multipart/related", re.I)
_RECORD = re.compile(rb'\s*\{\s*(?:"(?:[^"\\]|\\.){0,200}"\s*:|\})')


def kind_of(data: bytes, origin: str) -> str:
    """Which reader takes the data: ``text``, ``html``, ``json`` or ``jsonl``.

    >>> kind_of(b"<!DOCTYPE html><p>Rain fell.</p>", "page.txt")
    'html'
    >>> kind_of(b'{"text": "Rain fell."}', "-")
    'jsonl'
    """
    head = data.removeprefix(b"\xef\xbb\xbf")[:_HEAD]
    _refuse_binary(data, head, origin)
    name = origin.lower().removesuffix(".gz")
    if name.endswith(".jsonl"):
        return "jsonl"
    if name.endswith(".json"):
        return "json"
    if _RECORD.match(head):
        return "jsonl" if _one_a_line(data) else "json"
    if _HTML.match(head) or (name.endswith((".html", ".htm", ".xhtml")) and b"<" in data):
        return "html"
    if head.lstrip().startswith(b"<") and len(_TAG.findall(head)) >= 2:
        return "html"
    return "text"


def _refuse_binary(data: bytes, head: bytes, origin: str) -> None:
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise ReadError(origin, what)
    if _FEED.match(head):
        raise ReadError(origin, "a feed, not read yet by this version; give the pages themselves")
    if _MHTML.match(head):
        raise ReadError(origin, "MHTML is not read yet by this version; save the page as HTML")
    if data.startswith(BOMS) or looks_utf16(data):
        return
    controls = len(head) - len(head.translate(None, _CONTROLS))
    if b"\0" in data or controls > _MOST_CONTROLS * len(head):
        raise ReadError(origin, "binary data, no text; give the text of an article")


def _one_a_line(data: bytes) -> bool:
    """Whether the first line ends an object of its own."""
    first = data.lstrip().split(b"\n", 1)[0].rstrip()
    return first.endswith(b"}")
