"""Paragraphs of the attribution gold as the network reads them, with tags and links.

A paragraph is one sequence. Its tags say of each token whether it begins or goes on with a
source, a cue or a content; its links say which cue a content hangs on and which source a cue.
"""

import gzip
import json
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from tellings.engine.attribution import windows
from tellings.engine.decode import ROLES, Chunk, Chunks
from tellings.engine.places import Places, places
from tellings.engine.tokens import Pieces, cut, pieces
from tellings.model.span import Span

Record = dict[str, Any]
Token = tuple[int, int]


class Paragraph(NamedTuple):
    """One sequence: tokens, their pieces and places, gold tags, chunks by role and links.

    ``cue_of`` and ``source_of`` are places among the chunks, or -1.
    """

    article: str
    text: str
    tokens: list[Token]
    pieces: list[Pieces]
    places: Places
    kind: int
    tags: np.ndarray
    chunks: Chunks
    cue_of: list[int]
    source_of: list[int]


def articles(paths: Sequence[Path]) -> Iterator[Record]:
    """The records of gold files, packed or not."""
    for path in paths:
        data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        yield from (json.loads(line) for line in data.splitlines() if line.strip())


def stretches(text: str) -> Iterator[Span]:
    """The paragraphs of a text: what stands between line breaks."""
    start = 0
    for line in text.splitlines(keepends=True):
        end = start + len(line.rstrip())
        first = start + len(line) - len(line.lstrip())
        if first < end:
            yield Span(first, end)
        start += len(line)


def paragraphs(article: Record) -> Iterator[Paragraph]:
    """The sequences of one article."""
    text, first, left_open = article["text"], True, False
    for start, end in stretches(text):
        opens = text[start] in '"\u201c'
        kind = 1 if first else 2 if left_open and opens else 3 if opens else 0
        for tokens in windows(text, cut(text, start, end)):
            yield _labelled(article, tokens, kind)
        held, first = text[start:end], False
        left_open = held.count('"') % 2 == 1 or held.count("\u201c") > held.count("\u201d")


def _labelled(article: Record, tokens: list[Token], kind: int) -> Paragraph:
    text = article["text"]
    marked = Marked(text, tokens)
    for quote in article.get("quotes", []):
        marked.add(quote)
    return Paragraph(
        article["doc_id"],
        text,
        tokens,
        [pieces(text[a:b]) for a, b in tokens],
        places(text, tokens[0][0], tokens[-1][1], tokens),
        kind,
        marked.tags,
        marked.chunks,
        [marked.cue_of.get(k, -1) for k in range(len(marked.chunks.content))],
        [marked.source_of.get(k, -1) for k in range(len(marked.chunks.cue))],
    )


class Marked:
    """The tags of a sequence as its attributions are put in, one after another."""

    def __init__(self, text: str, tokens: list[Token]) -> None:
        self._text = text
        self._starts = [a for a, _ in tokens]
        self._ends = [b for _, b in tokens]
        self._places: dict[tuple[str, Chunk], int] = {}
        self.tags = np.zeros(len(tokens), np.int64)
        self.chunks = Chunks([], [], [])
        self.cue_of: dict[int, int] = {}
        self.source_of: dict[int, int] = {}

    def add(self, quote: Record) -> None:
        """Tag the parts of an attribution that lie in the sequence, and link them."""
        spans = [span for role in ROLES for span in quote[role]]
        if not quote["content"] or not any(
            a < self._ends[-1] and b > self._starts[0] for a, b in spans
        ):
            return
        contents, cues, sources = (
            [at for at in (self._put(role, span) for span in quote[role]) if at >= 0]
            for role in ("content", "cue", "source")
        )
        for each in contents:
            self.cue_of.setdefault(each, cues[0] if cues else -1)
        for each in cues:
            self.source_of.setdefault(each, sources[0] if sources else -1)

    def _put(self, role: str, span: list[int]) -> int:
        """The place of a span among the chunks of its role; -1 outside, or over another."""
        found = self._chunk(*span)
        if found is None:
            return -1
        held = getattr(self.chunks, role)
        if (role, found) not in self._places:
            if self.tags[slice(*found)].any():
                return -1
            begin = 1 + 2 * ROLES.index(role)
            self.tags[slice(*found)] = begin + 1
            self.tags[found[0]] = begin
            self._places[role, found] = len(held)
            held.append(found)
        return self._places[role, found]

    def _chunk(self, start: int, end: int) -> Chunk | None:
        """The tokens of which a span holds half, without the points at its edges."""
        first, last = bisect_left(self._ends, start + 1), bisect_left(self._starts, end)
        held = [at for at in range(first, last) if self._half(at, start, end)]
        while held and not self._tells(held[0]):
            held.pop(0)
        while held and not self._tells(held[-1]):
            held.pop()
        return (held[0], held[-1] + 1) if held else None

    def _half(self, at: int, start: int, end: int) -> bool:
        a, b = self._starts[at], self._ends[at]
        return 2 * (min(b, end) - max(a, start)) >= b - a

    def _tells(self, at: int) -> bool:
        return any(c.isalnum() or c in "$%#" for c in self._text[self._starts[at] : self._ends[at]])
