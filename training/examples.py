"""Labelled blocks out of the reference pages, as `tellings` sees them: rows and roles.

Pasted pages are cut to windows as a reader would paste them; of HTML pages the blocks are found
again in the lines that were labelled and in the body that was written down.
"""

import gzip
import json
import random
import re
import unicodedata
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any, NamedTuple

from tellings.clean import laid_out
from tellings.clean.draft import drafted
from tellings.clean.features import rows
from tellings.clean.lines import paragraphs
from tellings.clean.looks import Block
from tellings.clean.roles import PARTS
from tellings.clean.sheet import Sheet
from tellings.model.document import Document, Given

BODY = frozenset({"body", "subheading", "list"})
Record = dict[str, Any]


class Example(NamedTuple):
    """One page: a row a block, its role (``?`` where gold does not say), whether it is body.

    ``weight`` is that of the page; ``kind`` is ``given`` for a page or window of the gold and
    ``made`` for a window cut at random; ``gold`` is the body of an HTML page.
    """

    id: str
    set: str
    site: str
    kind: str
    weight: float
    rows: list[list[int]]
    roles: list[str]
    body: list[int]
    texts: list[str]
    sheet: Sheet
    gold: str = ""


def records(paths: Sequence[Path]) -> Iterator[Record]:
    """The records of gold files, packed or not."""
    for path in paths:
        data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        if path.suffix == ".json":
            yield json.loads(data)
        else:
            yield from (json.loads(line) for line in data.splitlines() if line.strip())


def pasted(record: Record, chance: random.Random) -> Iterator[Example]:
    """The window of a page of lines, and three more cut at random around its article."""
    roles: list[str] = record["roles"]
    size = len(roles)
    yield _window(record, *record["window"], "given", 1.0)
    told = [at for at, role in enumerate(roles) if role in BODY]
    if not told:
        return
    head = min(told[0], roles.index("headline") if "headline" in roles else size)
    for before, behind in ((12, 30), (50, 80)):
        start = max(0, head - chance.randint(0, before))
        stop = min(size, told[-1] + 1 + chance.randint(0, behind))
        yield _window(record, start, stop, "made", 0.5)


def _window(record: Record, start: int, stop: int, kind: str, weight: float) -> Example:
    lines, roles = record["lines"][start:stop], record["roles"][start:stop]
    text = "\n\n".join(lines) + "\n"
    owners, at = [], 0
    for line, role in zip(lines, roles, strict=True):
        owners.append((at, at + len(line), role))
        at += len(line) + 2
    blocks = [Block(span) for span in paragraphs(text)]
    found = []
    for block in blocks:
        owner = next(role for a, b, role in owners if a <= block.span.start < b)
        found.append(owner.removesuffix("?") if owner != "?" else "?")
    sheet = drafted(text, blocks, None)
    return Example(
        f"{record['set']}:{record['id']}", record["set"], record["site"], kind, weight,
        rows(sheet) if blocks else [], found,
        [-1 if role == "?" else int(role in BODY) for role in found],
        [each.text for each in sheet.looks], sheet,
    )  # fmt: skip


def whole(record: Record) -> Example:
    """A page given as its text, with a role for each of its stretches."""
    text, kept = record["text"], []
    owners = [
        (a, b, role.split("|")[0])
        for (a, b), role in zip(record["spans"], record["roles"], strict=True)
    ]
    blocks = [Block(span) for span in paragraphs(text)]
    for block in blocks:
        kept.append(next((r for a, b, r in owners if a <= block.span.start < b), "?"))
    sheet = drafted(text, blocks, None)
    roles = [role if role in PARTS or role in ("list", "?") else "other" for role in kept]
    return Example(
        f"{record['set']}:{record['id']}", record["set"], record["set"], "made", 2.0, rows(sheet),
        roles, [-1 if role == "?" else int(role in BODY) for role in roles],
        [each.text for each in sheet.looks], sheet,
    )  # fmt: skip


def paged(record: Record, lines: Record | None) -> Example:
    """An HTML page; ``lines`` are the labelled lines of the same page, where there are any."""
    given = Given(url=record.get("url"))
    layout = laid_out(Document("1", record["html"], "", "", "text/html", given))
    blocks = [each for each in layout.blocks if not each.sure]
    sheet = drafted(layout.view.text, blocks, layout.title)
    texts = [each.text for each in sheet.looks]
    bare = [squeezed(each) for each in texts]
    roles = ["?"] * len(texts)
    if lines is not None:
        for a, b, size in _runs([squeezed(each) for each in lines["lines"]], bare):
            for step in range(size):
                roles[b + step] = lines["roles"][a + step].removesuffix("?") or "?"
    return Example(
        f"{record['set']}:{record['id']}", record["set"], record["site"], "given", 1.0,
        rows(sheet) if blocks else [], roles, _in_body(record["body"], bare), texts, sheet,
        record["body"],
    )  # fmt: skip


def _in_body(gold: str, bare: Sequence[str]) -> list[int]:
    """Whether each block is one of the lines of the body, or a part of it seen once."""
    found = [0] * len(bare)
    told = [each for each in map(squeezed, gold.split("\n")) if each]
    for _, b, size in _runs(told, bare):
        found[b : b + size] = [1] * size
    whole = squeezed(gold)
    for at, each in enumerate(bare):
        if not found[at] and len(each) >= 25 and each in whole and each not in bare[:at]:
            found[at] = 1
    return found


def _runs(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int, int]]:
    return [
        tuple(each) for each in SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()
    ]


def squeezed(text: str) -> str:
    """Letters and digits only, in small letters."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text).casefold())
