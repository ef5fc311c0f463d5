"""The words of one version, by sentence: what is paired and counted.

Only what is the article's own telling counts. What a page has around it (the list of what is
most read, a promo) changes by the hour and is nobody's revision.
"""

from bisect import bisect_left
from collections.abc import Iterable
from typing import NamedTuple

from tellings.model.annotation import Annotated
from tellings.model.comparison import Place
from tellings.model.document import TOLD, Role
from tellings.model.span import Span, Spans
from tellings.words import Token, tokens


class Sentence(NamedTuple):
    """A sentence, or a whole headline: its role, its place, and which words it has."""

    role: Role
    span: Span
    words: range
    paragraph: int


class Text(NamedTuple):
    """A version as its words and sentences."""

    annotated: Annotated
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]

    def norms(self, words: range) -> list[str]:
        """The words as they are compared."""
        return [self.tokens[at].norm for at in words]

    def norms_of(self, spans: Spans) -> list[str]:
        """The words of the spans as they are compared."""
        if found := self.within(spans):
            return [self.tokens[at].norm for at in found]
        text = self.annotated.text  # a line that is not told: a dateline
        return [each.norm for start, end in spans for each in tokens(text, start, end)]

    def within(self, spans: Iterable[Span]) -> list[int]:
        """Indexes of the words that lie in the spans."""
        found: list[int] = []
        for span in spans:
            at = bisect_left(self.tokens, (span.start,))
            while at < len(self.tokens) and self.tokens[at].end <= span.end:
                found.append(at)
                at += 1
        return found

    def place(self, spans: Spans) -> Place:
        """Where something stands, with the characters there."""
        text = " ".join(self.annotated.text[span.start : span.end] for span in spans)
        return Place(self.annotated.id, spans, text)

    def stretch(self, words: range) -> Span | None:
        """From the first to the last of the words; none if there are none."""
        if not words:
            return None
        return Span(self.tokens[words[0]].start, self.tokens[words[-1]].end)


def text_of(annotated: Annotated) -> Text:
    """The words and sentences of a version; a headline is one sentence."""
    words: list[Token] = []
    made: list[Sentence] = []
    for number, piece in enumerate(annotated.article.pieces):
        if piece.role not in TOLD:
            continue
        for span in _stretches(annotated, piece.span, whole=piece.role == "headline"):
            start = len(words)
            words += tokens(annotated.text, span.start, span.end)
            if len(words) > start:
                made.append(Sentence(piece.role, span, range(start, len(words)), number))
    return Text(annotated, tuple(words), tuple(made))


def _stretches(annotated: Annotated, piece: Span, *, whole: bool) -> Iterable[Span]:
    if whole:
        return (piece,)
    at = bisect_left(annotated.sentences, (piece.start,))
    found = []
    while at < len(annotated.sentences) and annotated.sentences[at].end <= piece.end:
        found.append(annotated.sentences[at])
        at += 1
    return found or (piece,)
