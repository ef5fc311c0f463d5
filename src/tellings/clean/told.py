"""What a page says of itself in its head: strings with where they stand in the document.

`tidy` is how such a string is read, `plain` how two of them are compared. Who says what is
gathered in `sources`, and which of them is believed is `votes`'.
"""

import re
import unicodedata
from typing import NamedTuple

from tellings.model.span import Span

# No field of a head is longer; what is cut off is a page's text put into the wrong field.
LONGEST = 1000
# A place to break a word, and marks that only a renderer sees: no part of what is said.
_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff]")
_TAG = re.compile(
    r"</?(?:a|b|i|em|strong|span|br|p|sup|sub|u|h[1-6])\b[^<>]{0,300}>", re.IGNORECASE
)
_BREAK = re.compile(r"[\W_]+")


class Told(NamedTuple):
    """A string of the head, as it is written there, and its place in the document."""

    value: str
    span: Span


def tidy(value: str) -> str:
    r"""The words of a string of the head: references decoded, tags and odd blanks left out.

    Systems that escape what is escaped already are common, so it is decoded twice.

    >>> tidy("Dam &amp;amp; mill\u00ad <b>gone</b>\n")
    'Dam & mill gone'
    """
    value = value[:LONGEST]
    for _ in range(2):
        if "&" in value:
            from tellings.clean.markup import decoded  # a plain text does not need it

            value = decoded(value)
    if "<" in value:
        value = _TAG.sub("", value)
    return " ".join(_UNSEEN.sub("", value).split())


def plain(value: str) -> str:
    """What two printings of a title or a name are compared by: its words in small letters.

    >>> plain("„Dam breaks!“") == plain("Dam breaks")
    True
    """
    folded = unicodedata.normalize("NFKC", _UNSEEN.sub("", value)).casefold()
    return _BREAK.sub(" ", folded).strip()


def address(url: str) -> str:
    """What two addresses of one page share: no scheme, "www.", query or last stroke.

    >>> address("https://www.dispatch.example/tarn/?x=1") == address("http://dispatch.example/tarn")
    True
    """
    from urllib.parse import urlsplit  # a text without an address does not need it

    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    return f"{parts.netloc.lower().removeprefix('www.')}{parts.path.rstrip('/')}"
