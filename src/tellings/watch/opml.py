"""Lists of feeds: OPML as feed readers write it, or a plain list of addresses, one a line.

OPML is read by expat, which fetches nothing; entities are refused and every bound of the feed
reader holds here too. What of a list is no address of the web is named and passed over.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple
from xml.parsers import expat
from xml.sax.saxutils import quoteattr

from tellings.errors import ReadError
from tellings.model.document import Failure
from tellings.read.decode import decode

# A reader's list is some hundred feeds, of 200 bytes each.
LARGEST = 16_000_000
MOST = 100_000
_DEEPEST = 200
_LONGEST_URL = 8_000
_LONGEST_TITLE = 500
# What XML cannot hold, not even escaped.
_FORBIDDEN = {code: "\N{REPLACEMENT CHARACTER}" for code in (*range(0x20), 0xFFFE, 0xFFFF)} | {
    ord(char): " " for char in "\t\n\r"
}
_FORBIDDEN |= dict.fromkeys(range(0xD800, 0xE000), "\N{REPLACEMENT CHARACTER}")


class Feed(NamedTuple):
    """An address to watch, and what the list calls it."""

    url: str
    title: str | None = None


class _Refused(Exception):
    """The list asks for what no list needs."""


def feeds(data: bytes, origin: str) -> Iterator[Feed | Failure]:
    r"""The feeds of a list, each once, in its order; `ReadError` if it is none at all.

    >>> list(feeds(b"# mine\nhttps://post.example/rss\n", "feeds.txt"))
    [Feed(url='https://post.example/rss', title=None)]
    """
    if len(data) > LARGEST:
        raise ReadError(origin, f"larger than {LARGEST:,} bytes; split the list")
    found = _outlines(data, origin) if _is_xml(data) else _lines(data, origin)
    seen: set[str] = set()
    failed = False
    for each in found:
        if isinstance(each, Failure):
            failed = True
            yield each
        elif each.url not in seen:
            if len(seen) >= MOST:
                yield Failure(origin, f"more than {MOST:,} feeds; the rest is not read")
                return
            seen.add(each.url)
            yield each
    if not seen and not failed:
        yield Failure(origin, "no feed in it; give OPML, or addresses, one a line")


def _is_xml(data: bytes) -> bool:
    return data[:100].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<")


def _lines(data: bytes, origin: str) -> Iterator[Feed | Failure]:
    for number, line in enumerate(decode(data).text.splitlines(), 1):
        url = line.strip()
        if url and not url.startswith("#"):
            yield _feed(url, None, f"{origin}:{number}")


def _outlines(data: bytes, origin: str) -> Iterator[Feed | Failure]:
    parser = expat.ParserCreate()
    state = _Outlines(origin, parser)
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        state.found.append(
            Failure(
                f"{origin}:{error.lineno}",
                f"broken XML ({expat.ErrorString(error.code)}); the rest of the list is not read",
            )
        )
    except _Refused as error:
        state.found.append(Failure(origin, f"{error}; the rest of the list is not read"))
        state.root = "opml"  # whatever it is: this is what is wrong with it
    if state.root != "opml":
        raise ReadError(origin, "XML that is no OPML; give OPML, or addresses, one a line")
    yield from state.found


class _Outlines:
    """What the outlines of a list say, as the parser meets them."""

    def __init__(self, origin: str, parser: expat.XMLParserType) -> None:
        self.found: list[Feed | Failure] = []
        self.root = ""
        self._origin, self._parser, self._depth = origin, parser, 0
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.EntityDeclHandler = _refuse

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self.root = self.root or name.lower()
        if self._depth > _DEEPEST:
            raise _Refused(f"elements nested more than {_DEEPEST} deep")
        given = {key.lower(): value.strip() for key, value in attributes.items()}
        if name.lower() == "outline" and (url := given.get("xmlurl")):
            title = " ".join((given.get("title") or given.get("text") or "").split())
            where = f"{self._origin}:{self._parser.CurrentLineNumber}"
            self.found.append(_feed(url, title[:_LONGEST_TITLE] or None, where))

    def _end(self, name: str) -> None:
        self._depth -= 1


def _refuse(*_: object) -> None:
    raise _Refused("it declares entities, which no list needs")


def _feed(url: str, title: str | None, where: str) -> Feed | Failure:
    if is_url(url):
        return Feed(url, title)
    shown = url[:100].encode("utf-8", "replace").decode()
    return Failure(where, f"no http or https address ({shown!r}); passed over")


def is_url(url: str) -> bool:
    """Whether it can be the address of a feed.

    >>> is_url("HTTPS://post.example/rss"), is_url("feed.xml"), is_url("https://a b")
    (True, False, False)
    """
    name = url.lower()
    opened = name.startswith(("http://", "https://")) and len(name.partition("://")[2]) > 0
    return opened and len(url) <= _LONGEST_URL and not any(map(_breaks, url))


def _breaks(char: str) -> bool:
    return char.isspace() or not char.isprintable()


def written(found: Iterable[Feed], title: str = "tellings") -> bytes:
    """The list as OPML 2.0, by address; every feed reader takes it.

    >>> b'xmlUrl="https://post.example/rss"' in written([Feed("https://post.example/rss")])
    True
    """
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<opml version="2.0">',
        f"  <head><title>{title}</title></head>",
        "  <body>",
    ]
    for each in sorted(set(found)):
        name = _attribute(each.title or each.url)
        url = _attribute(each.url)
        lines.append(f'    <outline type="rss" text={name} title={name} xmlUrl={url}/>')
    return "\n".join([*lines, "  </body>", "</opml>", ""]).encode()


def _attribute(value: str) -> str:
    return quoteattr(value.translate(_FORBIDDEN))
