"""RSS and Atom, as a stream: each item is a document as soon as it ends.

The feed is decoded here (a server's header, its mark, its XML declaration, UTF-8) and read by
expat, which fetches nothing. A feed that declares entities is refused: an article needs none,
and nine lines of them unpack to gigabytes. Where the XML of an item is broken, the item is a
failure and reading goes on with the next one. What an item says is gathered by `item`.
"""

import codecs
import re
from collections.abc import Iterator
from html import unescape
from xml.parsers import expat

from tellings.errors import ReadError
from tellings.model.document import Document, Failure
from tellings.read.decode import BOMS, encoding, looks_utf16, utf16_of
from tellings.read.item import Item, Names, plain
from tellings.read.source import Source

_CHUNK = 65_536
_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,400}?\?>")
_DECLARED = re.compile(rb"\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})")
# XML has no place for these, whatever stands in feeds.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ITEM = re.compile(r"<(?:[\w-]{1,40}:)?(?:item|entry)[\s>]")
# Longer than the longest tag that `_ITEM` may find half of.
_TAIL = 64
# No feed nests deeper; each level is held until it closes.
_DEEPEST = 200
# Expat's numbers for what it says at an end that comes too soon.
_CUT = (3, 5, 20)  # no element found, unclosed token, unclosed CDATA section
# A tag or comment is held until it ends, and looked at anew with each part that comes.
_QUIET = 1_000_000
_MOST_WORDS = 100
_LONGEST_TITLE = 1000


class _Refused(Exception):
    """The feed asks for what no feed needs."""


def read(source: Source) -> Iterator[Document | Failure]:
    """A document for each item of the feed.

    >>> from tellings.read.source import of_bytes
    >>> feed = b"<rss><channel><item><description>Rain fell.</description></item></channel></rss>"
    >>> [each.text for each in read(of_bytes(feed))]
    ['Rain fell.']
    """
    state = _Feed(source)
    try:
        for chunk in _decoded(source):
            yield from state.parse(chunk)
        yield from state.end()
    except _Refused as error:
        yield Failure(source.origin, f"{error}; the rest of the feed is not read")
        return
    if not state.number and not state.failed:
        yield Failure(source.origin, "a feed without items; give the pages themselves")


def _decoded(source: Source) -> Iterator[str]:
    """The feed as characters that XML allows, without its declaration."""
    head = source.head()
    decoder = codecs.getincrementaldecoder(_encoding(head, source.charset))("replace")
    first = True
    while data := source.stream.read(_CHUNK):
        text = decoder.decode(data)
        if first:
            text = _DECLARATION.sub("", text.lstrip("\ufeff"), count=1).lstrip()
            first = False
        yield _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text)
    yield decoder.decode(b"", True)


def _encoding(head: bytes, header: str | None) -> str:
    if head.startswith(BOMS):
        return "utf-16" if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8"
    if looks_utf16(head):
        return utf16_of(head)
    match = _DECLARED.match(head)
    declared = encoding(header) or encoding(match[1].decode("ascii") if match else None)
    if declared and declared.startswith("utf-16"):
        declared = None  # or the declaration could not be read
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return declared or "cp1252"
    return (declared or "utf-8") if head.isascii() else "utf-8"


class _Feed:
    """The state of the parser: the elements that are open, and the items that have ended."""

    def __init__(self, source: Source) -> None:
        self._origin, self._largest = source.origin, source.settings.largest_text
        self.number = 0
        self._open: list[str] = []
        self._outer: tuple[str, ...] = ()  # what is open around an item
        self._names = Names()
        self._scope = self._names.scope()  # the namespaces of the last item
        self._item: Item | None = None
        self._inside = 0  # how many elements are open when the item begins
        self._words: list[str] = []
        self._title: str | None = None
        self._language: str | None = None
        self._done: list[Document | Failure] = []
        self._broken = self.failed = False
        self._tail = ""
        self._quiet = 0
        self._parser = self._new()
        self._base = 0

    def parse(self, text: str) -> Iterator[Document | Failure]:
        """Take the next part of the feed; the items that end in it."""
        if self._broken:
            text = self._resumed(self._tail + text)
        while text:
            data = text.encode("utf-8")
            self._quiet += len(data)
            try:
                self._parser.Parse(data, False)
            except expat.ExpatError as error:
                yield from self._ended()
                yield self._failure(error)
                at = max(0, self._parser.ErrorByteIndex - self._base) + 1
                text = self._resumed(data[at:].decode("utf-8", "ignore"))
                continue
            finally:
                yield from self._ended()
            if self._quiet > _QUIET:
                raise _Refused(f"one tag of more than {_QUIET:,} bytes")
            self._base += len(data)
            return

    def end(self) -> Iterator[Document | Failure]:
        """The feed is over."""
        if self._broken:
            return
        try:
            self._parser.Parse(b"", True)
        except expat.ExpatError as error:
            yield self._failure(error)
        yield from self._ended()

    def _ended(self) -> list[Document | Failure]:
        done, self._done = self._done, []
        return done

    def _failure(self, error: expat.ExpatError) -> Failure:
        self._broken, self.failed, self._item = True, True, None
        what = "it is cut off" if error.code in _CUT else expat.ErrorString(error.code)
        where = f"{self._origin}:{self.number}" if self.number else self._origin
        return Failure(where, f"broken XML ({what}); reading goes on with the next item")

    def _resumed(self, text: str) -> str:
        """The text from its next item on, with a parser to read it; nothing if it has none."""
        match = _ITEM.search(text)
        if match is None:
            self._tail = text[-_TAIL:]
            return ""
        self._broken, self._tail = False, ""
        self._parser = self._new()
        outer = "".join(f"<{name}>" for name in self._outer or ("rss", "channel"))
        self._open, self._base, self._names = [], 0, Names(self._scope)
        self._parser.Parse(outer, False)
        self._base = len(outer.encode())
        return text[match.start() :]

    def _new(self) -> expat.XMLParserType:
        parser = expat.ParserCreate("utf-8")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.EntityDeclHandler = _refuse
        # Without a document type an entity of HTML (&nbsp;) would be an error, not a skip.
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_UNLESS_STANDALONE)
        parser.UseForeignDTD(True)
        parser.SkippedEntityHandler = self._skipped
        return parser

    def _start(self, raw: str, attributes: dict[str, str]) -> None:
        self._quiet = 0
        if len(self._open) >= _DEEPEST:
            raise _Refused(f"elements nested more than {_DEEPEST} deep")
        name = self._names.enter(raw, attributes)
        if self._item is not None:
            self._item.start(name, raw, attributes)
        elif name in ("item", "atom:entry"):
            self.number += 1
            self._item, self._inside = Item(self._largest), len(self._open)
            self._outer, self._scope = tuple(self._open), self._names.scope()
        elif name == "atom:feed" and "xml:lang" in attributes:
            self._language = attributes["xml:lang"]
        self._open.append(raw)
        self._words = []

    def _characters(self, text: str) -> None:
        self._quiet = 0
        if self._item is not None:
            self._item.characters(text)
        elif len(self._words) < _MOST_WORDS:
            self._words.append(text[:_LONGEST_TITLE])

    def _end(self, raw: str) -> None:
        self._quiet = 0
        name = self._names.short(raw)
        self._names.leave()
        self._open.pop()
        if self._item is None:
            self._of_feed(name)
        elif len(self._open) > self._inside:
            self._item.end(name, raw)
        else:
            item, self._item = self._item, None
            origin = f"{self._origin}:{self.number}"
            try:
                self._done.append(item.document(origin, self._title, self._language))
            except ReadError as error:
                self._done.append(Failure(error.origin, error.problem))

    def _of_feed(self, name: str) -> None:
        words = " ".join("".join(self._words).split())[:_LONGEST_TITLE]
        if name in ("title", "atom:title") and len(self._open) < 3 and words:
            self._title = self._title or plain(words)
        elif name in ("language", "dc:language") and words:
            self._language = self._language or words
        self._words = []

    def _skipped(self, name: str, parameter: bool) -> None:
        if not parameter:
            self._characters(unescape(f"&{name};"))


def _refuse(*_: object) -> None:
    raise _Refused("it declares entities, which no feed needs")
