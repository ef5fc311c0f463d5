"""Bytes to characters: byte order mark, UTF-8, what the page declares, then a guess.

Valid UTF-8 that holds more than ASCII is UTF-8 whatever a page declares: other encodings hit
its pattern by chance in no real text. Characters that cannot be decoded become U+FFFD and are
counted, never dropped.
"""

import codecs
import re
from typing import NamedTuple

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
BOMS = tuple(mark for mark, _ in _BOMS)
_META = re.compile(rb"<meta\b[^>]{0,400}?charset\s*=\s*[\"']?\s*([\w:.-]{1,40})", re.I)
# Browsers read these as Windows-1252 (encoding.spec.whatwg.org).
_LATIN = frozenset({"iso8859-1", "ascii", "latin-1", "us-ascii"})
# A text with fewer high bytes than this is Western European: English has some dashes and
# quotation marks (below 1 %), French and German 2-4 %, Polish 7 %, Czech 14 %.
_WESTERN = 0.05
# A guess needs no more than this; charset-normalizer takes seconds for megabytes.
_SAMPLE = 60_000
_HIGH = re.compile(rb"[\x80-\xff]")


class Decoded(NamedTuple):
    """The text and how many of its characters stand for bytes that are none."""

    text: str
    replaced: int = 0


def decode(data: bytes, *, markup: bool = False) -> Decoded:
    r"""The characters of the data; ``markup`` lets a page declare its encoding.

    >>> decode(b"\xef\xbb\xbfMontr\xc3\xa9al"), decode(b"Rain fell on the town of Montr\xe9al.")[0]
    (Decoded(text='Montréal', replaced=0), 'Rain fell on the town of Montréal.')
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            return _replacing(data[len(mark) :], name)
    if looks_utf16(data):
        little = data[1:200:2].count(0) > data[:200:2].count(0)
        return _replacing(data, "utf-16-le" if little else "utf-16-be")
    declared = _declared(data) if markup else None
    if data.isascii():
        return _strict(data, declared or "ascii") or Decoded(data.decode("ascii"))
    found = _strict(data, "utf-8") or (_strict(data, declared) if declared else None)
    return found or _guessed(data)


def looks_utf16(data: bytes) -> bool:
    """Whether every other byte of the beginning is zero, as in UTF-16 without a mark."""
    head = data[:200]
    if len(head) < 4:
        return False
    even, odd = head[::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    return max(even, odd) >= 0.8 * half and min(even, odd) == 0


def sound(text: str) -> Decoded:
    r"""The text with surrogates that stand alone replaced: they cannot be written again.

    >>> sound("a\ud800b").replaced
    1
    """
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        clean = re.sub("[\ud800-\udfff]", "\N{REPLACEMENT CHARACTER}", text)
        count = sum(1 for before, after in zip(text, clean, strict=True) if before != after)
        return Decoded(clean, count)
    return Decoded(text)


def _declared(data: bytes) -> str | None:
    match = _META.search(data, 0, 4096)
    if not match:
        return None
    try:
        name = codecs.lookup(match[1].decode("ascii")).name
    except (LookupError, ValueError):
        return None
    return "cp1252" if name in _LATIN else name


def _strict(data: bytes, name: str) -> Decoded | None:
    try:
        text = data.decode(name)
    except (UnicodeError, LookupError, ValueError):
        return None
    return sound(text) if isinstance(text, str) else None


def _replacing(data: bytes, name: str) -> Decoded:
    text = data.decode(name, "replace")
    there = data.decode(name, "ignore").count("\N{REPLACEMENT CHARACTER}")
    return Decoded(text, text.count("\N{REPLACEMENT CHARACTER}") - there)


def _guessed(data: bytes) -> Decoded:
    high = len(data) - len(data.translate(None, bytes(range(128, 256))))
    unicode = _replacing(data, "utf-8")
    if unicode.replaced * 20 <= high:  # UTF-8 with a few bytes lost
        return unicode
    if high < _WESTERN * len(data) and (western := _strict(data, "cp1252")):
        return western
    from charset_normalizer import from_bytes

    first = _HIGH.search(data)
    start = max(0, (first.start() if first else 0) - _SAMPLE // 2)
    best = from_bytes(data[start : start + _SAMPLE]).best()
    return _replacing(data, best.encoding) if best else unicode
