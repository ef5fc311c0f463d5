"""What the network reads in a text's paragraphs: who says what by which words, and what is named.

It tags every token of a paragraph as part of a source, a cue, a content or nothing, says which
content hangs on which cue and which cue on which source, and of what kind each name is.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate
from threading import Lock
from typing import NamedTuple

import numpy as np

from tellings.engine.decode import Chunk, Chunks, best_tags, chunks, named
from tellings.engine.layers import Packed, forward, packed, whole
from tellings.engine.lexicon import Lexicon
from tellings.engine.linking import Links, Scores, links
from tellings.engine.places import Places, places
from tellings.engine.reading import Attribution, Name, Paragraph, Reading
from tellings.engine.tokens import cut
from tellings.engine.weights import Floats, weights
from tellings.model.span import Span

# A longer paragraph is read in pieces of so many tokens: time stays linear, and so does memory.
WINDOW = 320
# So many tokens are read at once.
BATCH = 16_000


class Window(NamedTuple):
    """A piece of a paragraph: the paragraph's text, its kind (`_kind`), and the piece's tokens."""

    text: str
    kind: int
    tokens: list[tuple[int, int]]


# So many paragraphs are kept with their attributions: copies of a report share most of theirs.
KEPT = 2_000
# What is kept of tokens and paragraphs is shared by all threads.
ONE_AT_A_TIME = Lock()
Key = tuple[str, int]


def read(text: str, held: Sequence[Paragraph]) -> list[Reading]:
    """What is found in each paragraph."""
    keys = [(paragraph.span.of(text), _kind(text, paragraph)) for paragraph in held]
    with ONE_AT_A_TIME:
        known = _known()
        if len(known) > KEPT:
            known.clear()
        for windows in _batches([key for key in dict.fromkeys(keys) if key not in known]):
            _read(windows, known)
        found = [known.get(key) for key in keys]
    nothing = Reading([], [])
    return [
        _shifted(each or nothing, paragraph.span.start)
        for each, paragraph in zip(found, held, strict=True)
    ]


@cache
def _known() -> dict[Key, Reading]:
    return {}


def _kind(text: str, paragraph: Paragraph) -> int:
    """1 for the first; 2 and 3 for one that opens with a mark, behind an open one or not."""
    opens = text[paragraph.span.start] in '"\u201c'
    return 1 if paragraph.first else 2 if paragraph.continues and opens else 3 * opens


def _batches(keys: list[Key]) -> Iterator[list[Window]]:
    """The windows of paragraphs, so many tokens at a time; a paragraph is never parted."""
    waiting: list[Window] = []
    size = 0
    for text, kind in keys:
        for tokens in windows(text, cut(text, 0, len(text))):
            waiting.append(Window(text, kind, tokens))
            size += len(tokens)
        if size > BATCH:
            yield waiting
            waiting, size = [], 0
    if waiting:
        yield waiting


def _shifted(found: Reading, by: int) -> Reading:
    def moved(span: Span) -> Span:
        return Span(span.start + by, span.end + by)

    return Reading(
        [
            Attribution(
                tuple(moved(span) for span in content),
                moved(cue) if cue else None,
                moved(source) if source else None,
            )
            for content, cue, source in found.attributions
        ],
        [Name(moved(name.span), name.kind) for name in found.names],
    )


def windows(text: str, tokens: list[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """A long paragraph in pieces that end with a sentence where they can."""
    at = 0
    while len(tokens) - at > WINDOW:
        stop = next(
            (k for k in range(WINDOW, WINDOW // 2, -1) if text[tokens[at + k - 1][0]] in ".?!"),
            WINDOW,
        )
        yield tokens[at : at + stop]
        at += stop
    if at < len(tokens):
        yield tokens[at:]


@cache
def _lexicon() -> Lexicon:
    return Lexicon(weights().tables)


def _read(held: list[Window], known: dict[Key, Reading]) -> None:
    shape = packed([len(each.tokens) for each in held])
    last = whole(forward(_first(held, shape), weights().layers, shape))
    paths = best_tags(weights().tags.of(last), weights().moves, shape)
    kinds = weights().names.of(last).argmax(1)
    marked = [chunks(path) for path in paths]
    rows = [shape.rows(rank) for rank in range(len(held))]
    linked = links(last, marked, rows, weights().cue, weights().source)
    for rank, at in sorted(enumerate(shape.order), key=lambda pair: pair[1]):
        text, kind, tokens = held[at]
        found = known.setdefault((text, kind), Reading([], []))
        found.attributions.extend(_assembled(marked[rank], linked[rank], tokens))
        for chunk, name in named(kinds[rows[rank]].tolist()):
            found.names.append(Name(_span(chunk, tokens), name))


def _first(held: list[Window], shape: Packed) -> Floats:
    """The first vectors of windows, packed: those of their tokens and of the places of these."""
    spelt: list[str] = []
    where = Places([], [], [], [])
    for text, _, tokens in held:
        spelt += [text[a:b] for a, b in tokens]
        found = places(text, tokens[0][0], tokens[-1][1], tokens)
        for held_so_far, more in zip(where, found, strict=True):
            held_so_far += more
    lengths = [len(each.tokens) for each in held]
    kinds = np.repeat([each.kind for each in held], lengths)
    starts = np.array(list(accumulate(lengths, initial=0)), np.intp)
    # The place of each packed row among the tokens as they are printed.
    row = starts[np.array(shape.order)][shape.ranks] + shape.times
    x = _lexicon().vectors(np.array(_lexicon().rows(spelt), np.intp)[row])
    for table, each in zip(weights().places, (*where, kinds), strict=True):
        x += table[np.array(each, np.intp)[row]]
    return x


def _assembled(
    marked: Chunks, scores: Links, tokens: list[tuple[int, int]]
) -> Iterator[Attribution]:
    """The chunks of a sequence put together by their links."""
    by_cue = _shared_out(scores.cue, len(marked.cue))
    for cue, contents in sorted(by_cue.items(), key=lambda item: (not item[1], item)):
        said = tuple(_span(marked.content[k], tokens) for k in contents)
        if cue == len(marked.cue):
            yield Attribution(said, None, None)
            continue
        best = _best(scores.source[cue])
        source = _span(marked.source[best], tokens) if best < len(marked.source) else None
        yield Attribution(said, _span(marked.cue[cue], tokens), source)


def _best(scores: list[float]) -> int:
    return scores.index(max(scores))


def _shared_out(scores: Scores, cues: int) -> dict[int, list[int]]:
    """The contents of each cue, and of none (``cues``) where there are such.

    A content goes to its best cue, and a cue left without takes the best of those of a cue with
    several.
    """
    by_cue: dict[int, list[int]] = {cue: [] for cue in range(cues)}
    for content, cue in enumerate(map(_best, scores)):
        by_cue.setdefault(cue, []).append(content)
    for cue in range(cues):
        rich = [
            (scores[content][cue], giver, content)
            for giver, contents in by_cue.items()
            if len(contents) > 1 and giver != cues
            for content in contents
        ]
        if not by_cue[cue] and rich:
            _, giver, content = max(rich)
            by_cue[giver].remove(content)
            by_cue[cue] = [content]
    return by_cue


def _span(chunk: Chunk, tokens: list[tuple[int, int]]) -> Span:
    return Span(tokens[chunk[0]][0], tokens[chunk[1] - 1][1])
