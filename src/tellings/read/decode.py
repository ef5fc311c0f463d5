"""Bytes to characters: byte order mark, UTF-8, header, what the page declares, then a guess.

Valid UTF-8 that holds more than ASCII is UTF-8 whatever a page or a server declares: other
encodings hit its pattern by chance in no real text. Characters that cannot be decoded become
U+FFFD and are counted, never dropped. Text that was decoded wrongly before it came here
("donâ€™t") is kept as it is, and counted too.
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
# What pages declare (encoding.spec.whatwg.org), by Python's names. Python knows more: some change
# text that is plain ASCII (punycode, unicode_escape), some take quadratic time.
_ENCODINGS = frozenset(
    """ascii big5 big5hkscs cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 cp866
    cp874 cp932 cp949 euc_jp euc_kr gb18030 gb2312 gbk iso2022_jp iso8859-1 iso8859-10 iso8859-13
    iso8859-14 iso8859-15 iso8859-16 iso8859-2 iso8859-3 iso8859-4 iso8859-5 iso8859-6 iso8859-7
    iso8859-8 koi8-r koi8-u mac-cyrillic mac-roman shift_jis tis-620 utf-16 utf-16-be utf-16-le
    utf-8""".split()  # noqa: SIM905 - a list of them would take forty lines
)
# Browsers read these as Windows-1252 (same place).
_LATIN = frozenset({"iso8859-1", "ascii"})
# UTF-8 read as Windows-1252 or Latin-1: a lead byte and the bytes that follow it, as letters.
_FOLLOWING = (
    "\x80-\xbf\u20ac\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u017d\u2018\u2019"
    "\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u017e\u0178"
)
_MOJIBAKE = f"[\xc2\xc3\xc5][{_FOLLOWING}]|\xe2[{_FOLLOWING}]{{2}}|\xf0\u0178[{_FOLLOWING}]{{2}}"
_LEADS = "\xe2\xc3\xc2\xc5\xf0"
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


def decode(data: bytes, *, markup: bool = False, header: str | None = None) -> Decoded:
    r"""The characters of the data.

    ``header`` is what came with it says of its encoding; ``markup`` lets a page declare its own.

    >>> decode(b"\xef\xbb\xbfMontr\xc3\xa9al"), decode(b"Rain fell on the town of Montr\xe9al.")[0]
    (Decoded(text='Montréal', replaced=0), 'Rain fell on the town of Montréal.')
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            return _replacing(data[len(mark) :], name)
    if looks_utf16(data):
        return _replacing(data, utf16_of(data))
    declared = encoding(header) or (_declared(data) if markup else None)
    if data.isascii():  # UTF-16 would have shown itself by its zeros
        wide = (declared or "").startswith("utf-16")
        return (None if wide else _strict(data, declared or "ascii")) or Decoded(data.decode())
    found = _strict(data, "utf-8") or (_strict(data, declared) if declared else None)
    return found or _guessed(data, declared)


def encoding(name: str | None) -> str | None:
    """Python's name of an encoding that a header or a page names; none if it is no such thing.

    >>> encoding("ISO-8859-1"), encoding("punycode"), encoding("nothing")
    ('cp1252', None, None)
    """
    try:
        found = codecs.lookup(name.strip(" \"'")).name if name else ""
    except (LookupError, ValueError):
        return None
    if found in _LATIN:
        return "cp1252"
    return found if found in _ENCODINGS else None


def mojibake(text: str) -> int:
    """How many characters of the text were decoded wrongly before it came here.

    >>> mojibake("They donâ€™t know cafÃ© or château."), mojibake("Â£5 Ã")
    (2, 1)
    """
    if not any(lead in text for lead in _LEADS):  # compiling the pattern takes a millisecond
        return 0
    return len(re.findall(_MOJIBAKE, text))


def utf16_of(data: bytes) -> str:
    """Which of the two UTF-16 is, if it is one."""
    little = data[1:200:2].count(0) > data[:200:2].count(0)
    return "utf-16-le" if little else "utf-16-be"


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
    name = encoding(match[1].decode("ascii", "replace")) if match else None
    return None if name and name.startswith("utf-16") else name  # or it could not be read


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


def _guessed(data: bytes, declared: str | None) -> Decoded:
    high = len(data) - len(data.translate(None, bytes(range(128, 256))))
    unicode = _replacing(data, "utf-8")
    if unicode.replaced * 20 <= high:  # UTF-8 with a few bytes lost
        return unicode
    if declared and (named := _replacing(data, declared)).replaced * 20 <= high:
        return named
    if high < _WESTERN * len(data) and (western := _strict(data, "cp1252")):
        return western
    from charset_normalizer import from_bytes

    first = _HIGH.search(data)
    start = max(0, (first.start() if first else 0) - _SAMPLE // 2)
    best = from_bytes(data[start : start + _SAMPLE]).best()
    return _replacing(data, best.encoding) if best else unicode
