"""What is known of single publishers: lines of their pages that no general rule can know.

One TOML file a publisher, named by its host, in the folder of this name; docs/publishers.md
says how to write one. Nothing depends on them: a page of a house without a file is read by what
holds of all pages.
"""

import os
from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import NamedTuple
from urllib.parse import urlsplit

from tellings.lang import Pattern, table_at
from tellings.model.document import Piece, Role

FOLDER = os.path.join(os.path.dirname(__file__), "publishers")
# Longer lines are paragraphs, and no furniture.
_LONGEST = 600


class Line(NamedTuple):
    """A line of a publisher's pages: its role, and the day to which its layout was in use."""

    pattern: Pattern
    role: Role
    until: date | None


def relabelled(
    text: str, pieces: Sequence[Piece], url: str | None, day: str | None
) -> tuple[Piece, ...]:
    """The pieces, those that the publisher's file knows with the role it gives them.

    ``day`` is the ISO day of the page, if it is known: a line whose layout ended before it is
    none any more.
    """
    lines = [line for line in lines_of(url) if _in_use(line, day)]
    if not lines:
        return tuple(pieces)
    return tuple(_relabelled(text, piece, lines) for piece in pieces)


def lines_of(url: str | None) -> tuple[Line, ...]:
    """The lines known of the house of an address; none of one without a file.

    >>> [line.role for line in lines_of("https://apnews.com/article/dam")]
    ['other', 'footer', 'other']
    """
    if not url:
        return ()
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ()
    names = host.split(".")
    for start in range(len(names) - 1):
        if found := _lines(".".join(names[start:])):
            return found
    return ()


def hosts() -> tuple[str, ...]:
    """The houses there is a file for."""
    return tuple(sorted(name.removesuffix(".toml") for name in os.listdir(FOLDER)))


@cache
def _lines(host: str) -> tuple[Line, ...]:
    if host not in hosts():
        return ()
    where = os.path.join(FOLDER, f"{host}.toml")
    entries = table_at(where).get("line", ())
    return tuple(
        Line(Pattern(where, entry, {}), entry["role"], entry.get("until")) for entry in entries
    )


def _in_use(line: Line, day: str | None) -> bool:
    return line.until is None or day is None or day[:10] <= line.until.isoformat()


def _relabelled(text: str, piece: Piece, lines: Sequence[Line]) -> Piece:
    if piece.span.end - piece.span.start > _LONGEST:
        return piece
    words = piece.span.of(text)
    for line in lines:
        if line.pattern.regex.search(words):
            return Piece(line.role, piece.span)
    return piece
