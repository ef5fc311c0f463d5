"""Paragraphs and small tables set to a width: rows of styled words, printed all at once.

Rich writes them; its own paragraphs and tables would take as long as all the rest of a report.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from rich.cells import cell_len
from rich.console import Console
from rich.segment import Segment, Segments

# Words and the style they are printed in; an empty one is none.
Words = tuple[str, str]

# A paragraph is never set narrower than this, however far it is set in.
NARROWEST = 20
_BLANK = re.compile(r"\s")


class Paragraph(NamedTuple):
    """Words set in from the left, wrapped where they reach the right."""

    parts: tuple[Words, ...]
    indent: int = 0


class Table(NamedTuple):
    """Rows under bold heads; ``right`` are the columns whose cells end below one another."""

    heads: tuple[str, ...]
    rows: tuple[tuple[Words, ...], ...]
    right: frozenset[int]


class Page:
    """Blocks gathered and printed together."""

    def __init__(self, console: Console) -> None:
        self._console, self._width = console, console.width
        self._rows: list[list[Words]] = []

    def add(self, block: Paragraph | Table) -> None:
        """One more paragraph or table."""
        if isinstance(block, Table):
            self._rows += _drawn(block, self._width)
            return
        margin = (" " * block.indent, "")
        for row in wrapped(block.parts, max(self._width - block.indent, NARROWEST)):
            self._rows.append([margin, *row] if row else row)

    def print(self) -> None:
        """Print what has been gathered."""
        style = self._console.get_style
        end = Segment.line()
        segments: list[Segment] = []
        for row in self._rows:
            segments += [Segment(text, style(name) if name else None) for text, name in row]
            segments.append(end)
        self._console.print(Segments(segments), soft_wrap=True)
        self._rows.clear()


def wrapped(parts: Sequence[Words], width: int) -> Iterator[list[Words]]:
    """The words row by row, without the blanks at the end of a row.

    >>> list(wrapped((("The dam ", ""), ("broke early", "bold")), 14))
    [[('The dam ', ''), ('broke', 'bold')], [('early', 'bold')]]
    """
    for start, end in _rows("".join(text for text, _ in parts), width):
        row: list[Words] = []
        at = 0
        for text, style in parts:
            if piece := text[max(start - at, 0) : max(end - at, 0)]:
                row.append((piece, style))
            at += len(text)
        yield row


def _rows(text: str, width: int) -> Iterator[tuple[int, int]]:
    """Where each row begins and ends: between words, or anywhere in a word longer than a row."""
    narrow = text.isascii() or all(cell_len(char) == 1 for char in set(text))
    bare = text if text.isascii() else _BLANK.sub(" ", text)
    start, last = 0, len(bare.rstrip(" "))
    while True:
        stop = start + width if narrow else _fitting(text, start, width)
        if stop >= last:
            yield start, last
            return
        if bare[stop] != " ":
            gap = bare.rfind(" ", start, stop)
            stop = gap if gap > start else stop
        yield start, start + len(bare[start:stop].rstrip(" "))
        start = stop
        while bare[start] == " ":
            start += 1


def _fitting(text: str, start: int, width: int) -> int:
    """How far a row reaches where letters are of different widths; at least over one."""
    at = start
    while at < len(text) and (cells := cell_len(text[at])) <= width:
        width -= cells
        at += 1
    return max(at, start + 1)


def _drawn(table: Table, width: int) -> list[list[Words]]:
    heads = tuple((head, "bold") for head in table.heads)
    columns = zip(heads, *table.rows, strict=True)
    widths = _narrowed([max(cell_len(text) for text, _ in each) for each in columns], width)
    rows = [list(wrapped([cell], size)) for cell, size in zip(heads, widths, strict=True)]
    tallest = max(map(len, rows))
    drawn = _side_by_side([[[]] * (tallest - len(each)) + each for each in rows], widths, table)
    drawn.append([("─" * (sum(widths) + 2 * len(widths) - 2), "")])
    for row in table.rows:
        cells = [list(wrapped([cell], size)) for cell, size in zip(row, widths, strict=True)]
        drawn += _side_by_side(cells, widths, table)
    return drawn


def _narrowed(widths: list[int], room: int) -> list[int]:
    """The widths that fit: the widest columns give way until they are as wide as the next."""
    widths = [each + 2 for each in widths[:-1]] + widths[-1:]
    while (excess := sum(widths) - room) > 0:
        widest = max(widths)
        step = widest - max([3, *(each for each in widths if each < widest)])
        if step <= 0:
            break
        waiting = widths.count(widest)
        for at, each in enumerate(widths):
            if each == widest:
                less = min(step, round(excess / waiting))
                widths[at] -= less
                excess, waiting = excess - less, waiting - 1
    return [each - 2 for each in widths[:-1]] + widths[-1:]


def _side_by_side(
    cells: Iterable[list[list[Words]]], widths: list[int], table: Table
) -> list[list[Words]]:
    """The rows of cells as rows of the page, two blanks between them."""
    found: list[list[Words]] = []
    for rows in zip_longest(*cells, fillvalue=[]):
        line: list[Words] = []
        for at, (row, width) in enumerate(zip(rows, widths, strict=True)):
            blank = " " * (width - sum(cell_len(text) for text, _ in row))
            gap = "  " if at + 1 < len(widths) else ""
            line += (
                [(blank, ""), *row, (gap, "")] if at in table.right else [*row, (blank + gap, "")]
            )
        found.append(line)
    return found
