"""A sample that people have coded, read back whatever their spreadsheet made of it.

Commas, semicolons or tabs, UTF-8 with or without a mark, or UTF-16 are all taken. A row that
cannot be scored is named with its number as a spreadsheet counts (the heads are row 1) and
its column; the others are scored.
"""

import csv
from collections.abc import Iterator, Sequence
from io import StringIO
from typing import NamedTuple

from tellings.model.document import Failure
from tellings.report.sampling import QUESTIONS

ANSWERS = {
    "": "", "yes": "yes", "y": "yes", "no": "no", "n": "no", "unsure": "unsure", "?": "unsure",
}  # fmt: skip
CODERS = ("coder_1", "coder_2")
_BOMS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


class Coded(NamedTuple):
    """A row: its id, its kind, and the answer of each coder, empty where there is none."""

    id: str
    kind: str
    answers: tuple[str, str]


def coded(data: bytes, name: str) -> Iterator[Coded | Failure]:
    """The rows of a file, and what is wrong with those that are none."""
    encoding = next((each for bom, each in _BOMS.items() if data.startswith(bom)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        yield Failure(name, "not UTF-8; save it as CSV UTF-8")
        return
    try:
        lines = list(csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text)))
    except csv.Error as error:
        yield Failure(name, f"no CSV ({error}); save the sample as CSV again")
        return
    heads = [each.strip() for each in lines[0]] if lines else []
    missing = [each for each in ("id", "kind", CODERS[0]) if each not in heads]
    if missing:
        yield Failure(name, f"row 1: no column {missing[0]!r}; code a file that sample wrote")
        return
    yield from _rows(lines, heads, name)


def merged(first: Sequence[Coded], second: Sequence[Coded], name: str) -> Iterator[Coded | Failure]:
    """Two files, one a coder: the first's answers beside the second's, row by row."""
    others = {each.id: each for each in second}
    known = {each.id for each in first}
    for each in second:
        if each.id not in known:
            yield Failure(name, f"column id: {each.id!r} is not in the first file; code one sample")
    for each in first:
        other = others.get(each.id)
        yield Coded(each.id, each.kind, (_one(each), _one(other) if other else ""))


def both(rows: Sequence[Coded]) -> bool:
    """Whether two coders have answered in one file."""
    return all(any(each.answers[at] for each in rows) for at in (0, 1))


def _one(row: Coded) -> str:
    return row.answers[0] or row.answers[1]


def _rows(
    lines: Sequence[Sequence[str]], heads: Sequence[str], name: str
) -> Iterator[Coded | Failure]:
    seen: dict[str, int] = {}
    for number, cells in enumerate(lines[1:], 2):
        if not any(each.strip() for each in cells):
            continue
        if len(cells) < len(heads):
            column = heads[len(cells)]
            yield Failure(name, f"row {number}, column {column}: not there; the row is cut off")
            continue
        row = {head: cell.strip() for head, cell in zip(heads, cells, strict=False)}
        if problem := _problem(row, seen):
            yield Failure(name, f"row {number}, {problem}")
            continue
        seen[row["id"]] = number
        answers = [ANSWERS[row.get(each, "").lower()] for each in CODERS]
        yield Coded(row["id"], row["kind"], (answers[0], answers[1]))


def _problem(row: dict[str, str], seen: dict[str, int]) -> str | None:
    """What keeps a row from being scored: the column, what stands there, and the cure."""
    if not row["id"]:
        return "column id: blank; leave the ids as they were drawn"
    if row["id"] in seen:
        return f"column id: {row['id']!r} stands in row {seen[row['id']]} too; keep one of them"
    if row["kind"] not in QUESTIONS:
        return f"column kind: {row['kind']!r} is none of {', '.join(QUESTIONS)}"
    for each in CODERS:
        if row.get(each, "").lower() not in ANSWERS:
            return f"column {each}: {row[each]!r:.40} is not yes, no or unsure"
    return None


def _delimiter(text: str) -> str:
    """The one that the line of heads has most of."""
    heads = text.split("\n", 1)[0]
    return max(",;\t", key=heads.count)
