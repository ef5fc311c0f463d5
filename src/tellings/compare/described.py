"""What a publisher calls somebody beside the name: "a polarizing figure", "the outgoing mayor".

Read from the words right before and right behind a name: an apposition between commas, a
relative clause that says who it is, and what leads up to the name from an article or from the
start of the sentence.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from tellings.lang import patterns, words
from tellings.model.span import Span
from tellings.words import tokens

# A description before a name has so many words at most, and one behind it so many characters.
WORDS, ROOM = 8, 120


def described(text: str, name: Span, sentences: Sequence[Span], person: bool) -> Iterator[Span]:
    """The descriptions beside a mention of a name, each without it or with it at its end."""
    at = bisect_right(sentences, name.start, key=lambda each: each.start) - 1
    if at < 0 or name.end > sentences[at].end:
        return
    sentence = sentences[at]
    # A lone name behind some words is too often the first word of another name or clause.
    if person and len(name.of(text).split()) > 1 and (before := _before(text, name, sentence)):
        yield before
    for pattern in patterns("en", "labels", "behind"):
        match = pattern.regex.match(text, name.end, min(sentence.end, name.end + ROOM))
        if match:
            yield Span(*match.span("what"))


def _before(text: str, name: Span, sentence: Span) -> Span | None:
    """The words that lead up to a name, from an article or from the start of the sentence."""
    line = tokens(text, sentence.start, name.start)[-WORDS:]
    if not line or text[line[-1].end : name.start] != " " or _idle(line[-1].norm):
        return None
    start = None
    for at in range(len(line) - 1, -1, -1):
        token = line[at]
        if at + 1 < len(line) and text[token.end : line[at + 1].start] not in (" ", "-"):
            break
        if token.norm in words("en", "labels", "articles"):
            start = token.start
            break
        if _idle(token.norm):
            return None
        if token.start == sentence.start:
            start = token.start
            break
    small = text[line[-1].start].islower()
    return Span(start, name.end) if start is not None and small else None


def _idle(norm: str) -> bool:
    """Whether a word joins or says: what stands before it is no part of a description."""
    return norm in words("en", "labels", "joining") or norm.endswith("ed")
