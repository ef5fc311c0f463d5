"""Tables as CSV (RFC 4180) that a spreadsheet can open and a program can read back.

A cell that begins with one of `ACTIVE` would be run as a formula (OWASP, "CSV Injection"). It
gets an apostrophe in front, which a spreadsheet takes for "this is text". So does one that
begins with an apostrophe of its own, so that taking off the first one, as `told` does, always
gives the words back.
"""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import NamedTuple

from tellings.report.plain import harmless

ACTIVE = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20'")
Cell = str | int | float | None


class Table(NamedTuple):
    """Rows under their columns, each as long as ``columns``."""

    name: str
    columns: tuple[str, ...]
    rows: Sequence[Sequence[Cell]]


def written(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    r"""The table with a line of column names; lines end in CR LF.

    >>> written(("article", "text"), [("a1", "=1+1, so"), ("a2", None)])
    'article,text\r\na1,"\'=1+1, so"\r\na2,\r\n'
    """
    return lines([columns]) + lines(rows)


def lines(rows: Iterable[Sequence[Cell]]) -> str:
    """The rows alone, for who writes a table piece by piece."""
    sink = StringIO()
    writer = csv.writer(sink, lineterminator="\r\n")
    writer.writerows([_cell(each) for each in row] for row in rows)
    return sink.getvalue()


def cell(text: str) -> str:
    r"""The words as they stand in a cell; control characters are shown, not sent.

    >>> cell("@all"), cell("'tis"), cell("two\r\nlines"), cell("plain")
    ("'@all", "''tis", 'two\r\nlines', 'plain')
    """
    shown = "\r\n".join(map(harmless, text.split("\r\n")))
    return f"'{shown}" if shown.startswith(ACTIVE) else shown


def told(cell: str) -> str:
    """The words that a cell stands for.

    >>> told("'@all"), told("''tis"), told("plain")
    ('@all', "'tis", 'plain')
    """
    return cell[1:] if cell.startswith("'") else cell


def _cell(value: Cell) -> Cell:
    return cell(value) if isinstance(value, str) else value
