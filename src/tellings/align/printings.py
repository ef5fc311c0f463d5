"""Each printing of something said: the words one telling gives it, quoted or in its own words.

A direct quotation is printed as it stands. Of a mixed one the stretch between the marks is a
printing, and the whole clause a second one, in the publisher's words, where the marks hold the
smaller part of it.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from tellings.align.actors import Actors
from tellings.align.likeness import Bag
from tellings.marks import marked
from tellings.model.alignment import Actor
from tellings.model.annotation import Annotated, Quotation
from tellings.model.document import TOLD
from tellings.model.span import Span, Spans, trimmed
from tellings.states import states_in
from tellings.stems import stems
from tellings.words import tokens

_LINE = re.compile("\n")
ACTS = frozenset({"refuses", "denies", "neither-confirms-nor-denies"})
# Below this share of a clause's words between marks, the clause is a printing of its own.
SMALLER_PART = 0.5


class Printing(NamedTuple):
    """One printing, with what it is compared by.

    ``words`` are normal forms in order, ``bag`` its stems, ``context`` the stems of the
    sentences around it, ``wide`` those with one more on either side, ``cue`` those of its cue;
    ``states`` are the states its source stands for, ``name`` the words of its speaker's name.
    ``paragraph`` counts the lines before it, ``depth`` is the share of the text before it.
    """

    article: str
    quotation: Quotation
    quoted: bool
    spans: Spans
    text: str
    words: tuple[str, ...]
    bag: Bag
    context: Bag
    actor: Actor | None
    states: frozenset[str]
    paragraph: int
    wide: Bag
    cue: Bag
    depth: float
    name: frozenset[str]


class _Page(NamedTuple):
    """A telling with what is looked up for each of its printings: where lines and sentences are."""

    telling: Annotated
    lines: list[int]
    sentences: list[int]


def printings(telling: Annotated, actors: Actors) -> Iterator[Printing]:
    """The printings of one telling, in document order; the innermost quotation has its words."""
    lines = [found.start() for found in _LINE.finditer(telling.text)]
    page = _Page(telling, lines, [each.start for each in telling.sentences])
    seen: set[Span] = set()
    # A refusal is what it refuses with its verb: "won't confirm the call", not "the call".
    acts = {claim.quotation: claim.spans for claim in telling.claims if claim.stance in ACTS}
    for quotation in sorted(telling.quotations, key=_size):
        if quotation.scare or quotation.piece not in TOLD:
            continue
        if quotation.kind == "indirect":
            spans = acts.get(quotation.id, quotation.content)
            yield _printing(page, actors, quotation, spans, quoted=False)
            continue
        spans = _marked(telling, quotation)
        if not spans:
            continue
        for sentence in _sentences(page, spans):
            if sentence not in seen:
                seen.add(sentence)
                yield _printing(page, actors, quotation, (sentence,), quoted=True)
        inside = sum(len(tokens(telling.text, *span)) for span in spans)
        whole = sum(len(tokens(telling.text, *span)) for span in quotation.content)
        if inside < SMALLER_PART * whole:
            yield _printing(page, actors, quotation, quotation.content, quoted=False)


def _size(quotation: Quotation) -> tuple[int, Spans]:
    return sum(span.end - span.start for span in quotation.content), quotation.content


def _sentences(page: _Page, spans: Spans) -> Iterator[Span]:
    """The spans cut where a sentence begins inside them."""
    starts = page.sentences
    for span in spans:
        inside = starts[bisect_right(starts, span.start) : bisect_left(starts, span.end)]
        for start, end in pairwise([span.start, *inside, span.end]):
            if found := trimmed(page.telling.text, start, end):
                yield found


def _marked(telling: Annotated, quotation: Quotation) -> Spans:
    if quotation.kind == "direct":
        return quotation.content
    found = [each for span in quotation.content for each in marked(telling.text, *span)]
    return tuple(Span(*each) for each in found)


def _printing(
    page: _Page, actors: Actors, quotation: Quotation, spans: Spans, *, quoted: bool
) -> Printing:
    telling, text = page.telling, page.telling.text
    source = " ".join(span.of(text) for span in quotation.source)
    actor = actors.of(telling.id, quotation.speaker)
    states = set(states_in(source)) | ({actor.state} if actor and actor.state else set())
    return Printing(
        article=telling.id,
        quotation=quotation,
        quoted=quoted,
        spans=spans,
        text=" ".join(span.of(text) for span in spans),
        words=tuple(token.norm for span in spans for token in tokens(text, *span)),
        bag=frozenset(stem for span in spans for stem in stems(text, *span)),
        context=frozenset(stems(text, *_around(page, spans))),
        actor=actor,
        states=frozenset(states),
        paragraph=bisect_left(page.lines, spans[0].start),
        wide=frozenset(stems(text, *_around(page, spans, 1))),
        cue=frozenset(stem for span in quotation.cue for stem in stems(text, *span)),
        depth=spans[0].start / max(1, len(text)),
        name=frozenset(w for w in (quotation.speaker_name or "").split() if w[:1].isupper()),
    )


def _around(page: _Page, spans: Spans, more: int = 0) -> Span:
    """The sentences that hold the printing, and so many more on either side."""
    sentences = page.telling.sentences
    if not sentences:
        return Span(spans[0].start, spans[-1].end)
    first = max(0, bisect_right(page.sentences, spans[0].start) - 1)
    last = max(first, bisect_right(page.sentences, spans[-1].end - 1) - 1)
    first, last = max(0, first - more), min(len(sentences) - 1, last + more)
    return Span(sentences[first].start, sentences[last].end)


def sentence_bags(tellings: Sequence[Annotated]) -> Iterator[list[str]]:
    """The stems of every sentence of the story, from which the weights are counted."""
    for telling in tellings:
        for sentence in telling.sentences:
            yield stems(telling.text, *sentence)
