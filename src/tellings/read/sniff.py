"""Tell what a file holds by its first bytes: text, HTML, JSON, a feed, a saved page, an archive.

What is plainly none of them (a picture, a PDF, a database) is refused with its name and the
cure. The file's name decides between JSON and JSONL, and names HTML that begins unusually.
"""

import re

from tellings.errors import ReadError
from tellings.read.decode import BOMS, decode, looks_utf16

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
_MHTML = re.compile(
    rb"(?:[\w-]{1,80}:[^\n]*\n(?:[ \t][^\n]*\n)*)*?content-type:\s*multipart/related", re.I
)
_PROLOG = re.compile(rb"\s+|<\?.*?\?>|<!--.*?-->|<!doctype\b[^>\[]*(?:\[.*?\]\s*)?>", re.I | re.S)
_ROOT = re.compile(rb"<(?:[\w-]{1,40}:)?([\w-]{1,40})")
_FEEDS = frozenset({b"rss", b"feed", b"rdf"})
_ARCHIVES = (".warc", ".warc.gz")  # the first record of one may be damaged
_PAGES = (".html", ".htm", ".xhtml")
_JSON_FEED = re.compile(rb'"version"\s*:\s*"https?:(?:\\?/){2}jsonfeed\.org')
_RECORD = re.compile(rb'\s*\{\s*(?:"(?:[^"\\]|\\.){0,200}"\s*:|\})')


def kind_of(data: bytes, origin: str) -> str:
    """Which reader takes what begins so: one of the names in `read`'s table.

    >>> kind_of(b"<!DOCTYPE html><p>Rain fell.</p>", "page.txt")
    'html'
    >>> kind_of(b'{"text": "Rain fell."}', "-")
    'jsonl'
    >>> kind_of(b"<?xml version='1.0'?><rss><channel>", "-"), kind_of(b"WARC/1.1", "-")
    ('feed', 'warc')
    """
    name = origin.lower()
    if data.startswith(b"WARC/") or (name.endswith(_ARCHIVES) and b"WARC/" in data):
        return "warc"
    wide = data.startswith(BOMS[1:]) or looks_utf16(data)
    head = decode(data[:_HEAD]).text.encode() if wide else data.removeprefix(BOMS[0])[:_HEAD]
    _refuse_binary(data, head, origin)
    name = name.removesuffix(".gz")
    if name.endswith(".jsonl"):
        return "jsonl"
    if _RECORD.match(head):
        if _JSON_FEED.search(head) or name.endswith(".json"):
            return "json"
        return "jsonl" if _one_a_line(data) else "json"
    if name.endswith(".json"):
        return "json"
    if _MHTML.match(head):
        return "mhtml"
    if head.lstrip().startswith(b"<"):
        return _markup(head, name, origin)
    return "html" if name.endswith(_PAGES) and b"<" in data else "text"


def _markup(head: bytes, name: str, origin: str) -> str:
    """What begins with a ``<``: a page, a feed, or a text that happens to."""
    root = _root(head)
    if root in _FEEDS or (root is None and head.lstrip().startswith(b"<?xml")):
        return "feed"
    if _HTML.match(head) or name.endswith(_PAGES) or root == b"html":
        return "html"
    if head.lstrip().startswith(b"<?xml"):
        raise ReadError(origin, "XML that is no feed and no page; give a feed, HTML or text")
    return "html" if len(_TAG.findall(head)) >= 2 else "text"


def _root(head: bytes) -> bytes | None:
    """The name of the first element, in small letters; none where the prolog is all there is."""
    at = 0
    while match := _PROLOG.match(head, at):
        at = match.end()
    found = _ROOT.match(head, at)
    return found[1].lower() if found else None


def _refuse_binary(data: bytes, head: bytes, origin: str) -> None:
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise ReadError(origin, what)
    if data.startswith(BOMS) or looks_utf16(data):
        return
    controls = len(head) - len(head.translate(None, _CONTROLS))
    if b"\0" in data or controls > _MOST_CONTROLS * len(head):
        raise ReadError(origin, "binary data, no text; give the text of an article")


def _one_a_line(data: bytes) -> bool:
    """Whether the first line ends an object of its own, or goes on beyond what is looked at."""
    first, newline, _ = data.lstrip().partition(b"\n")
    return first.rstrip().endswith(b"}") or not newline
