"""Stories as an RSS feed: a story is an item, and its id the item's for ever.

A reader that knows a story by its guid is not told of it twice, whatever headline it has today.
The guid is no address, unless there is a base address under which the stories can be seen.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from email.utils import format_datetime
from html import escape
from typing import NamedTuple
from urllib.parse import quote
from xml.sax.saxutils import escape as xml

from tellings.report.plain import line

# What XML cannot hold; `line` has taken care of the rest.
_FORBIDDEN = dict.fromkeys((0xFFFE, 0xFFFF), "\N{REPLACEMENT CHARACTER}")
# Where a feed without a base address says that it comes from; RSS wants an address there.
NOWHERE = "about:blank"


class Told(NamedTuple):
    """An article of a story, as the item lists it."""

    publisher: str | None
    headline: str | None
    published: str | None
    url: str | None


class Item(NamedTuple):
    """A story as an item of the feed; ``tellings`` from the first published to the last."""

    story: str
    headline: str | None
    published: str | None
    tellings: tuple[Told, ...]


def rss(items: Iterable[Item], *, title: str = "Stories", base: str | None = None) -> Iterator[str]:
    """The lines of the feed, RSS 2.0, in the order given.

    >>> told = Told("Tarn Post", "Dam breaks", "2031-05-12", "https://post.example/1")
    >>> lines = list(rss([Item("4a1c", "Dam breaks", "2031-05-12", (told,))]))
    >>> lines[7]
    '<guid isPermaLink="false">4a1c</guid>'
    """
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<rss version="2.0">'
    yield f"<channel><title>{_text(title)}</title><link>{_text(base or NOWHERE)}</link>"
    yield "<description>Each item is a story, with everyone who tells it</description>"
    for each in items:
        yield from _item(each, base)
    yield "</channel></rss>"


def _item(item: Item, base: str | None) -> Iterator[str]:
    first = next((url for each in item.tellings if (url := _address(each.url))), None)
    page = f"{base.rstrip('/')}/stories/{quote(item.story, safe='')}" if base else None
    yield "<item>"
    yield f"<title>{_text(item.headline or f'Story {item.story}')}</title>"
    if page or first:
        yield f"<link>{_text(page or first or '')}</link>"
    permanent = "true" if page else "false"
    yield f'<guid isPermaLink="{permanent}">{_text(page or item.story)}</guid>'
    if moment := _moment(item.published):
        yield f"<pubDate>{format_datetime(moment)}</pubDate>"
    yield f"<description>{_text(_described(item.tellings))}</description>"
    yield "</item>"


def _described(tellings: Iterable[Told]) -> str:
    """The tellings as a list of links, in HTML."""
    rows = []
    for each in tellings:
        name = escape(line(f"{each.publisher or 'no publisher'}: {each.headline or 'no headline'}"))
        url = _address(each.url)
        link = f'<a href="{escape(line(url))}">{name}</a>' if url else name
        rows.append(
            f"<li>{link}{f', {escape(line(each.published))}' if each.published else ''}</li>"
        )
    return f"<ul>{''.join(rows)}</ul>"


def _address(url: str | None) -> str | None:
    """The address if it is one of the web: any other may do something when it is followed."""
    return url if url and url.lower().startswith(("http://", "https://")) else None


def _text(text: str) -> str:
    return xml(line(text).translate(_FORBIDDEN))


def _moment(published: str | None) -> datetime | None:
    try:
        found = datetime.fromisoformat(published or "")
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
