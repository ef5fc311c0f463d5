"""The span: a stretch of a text.

Offsets count Unicode code points from 0, start included, end not: W3C Web Annotation's
TextPositionSelector, and what ``text[start:end]`` means in Python.
"""

from typing import NamedTuple

from tellings.errors import SpanError


class Span(NamedTuple):
    """A stretch of a text; a pair, because that is what it is in every record.

    >>> Span(4, 7).of("abcdefghij")
    'efg'
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters themselves; `SpanError` when they are not there."""
        if not 0 <= self.start < self.end <= len(text):
            raise SpanError(f"no characters {self.start}-{self.end} in a text of {len(text)}")
        return text[self.start : self.end]

    def holds(self, other: "Span") -> bool:
        """Whether the other lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: "Span") -> bool:
        """Whether they share a character."""
        return self.start < other.end and other.start < self.end


Spans = tuple[Span, ...]


def trimmed(text: str, start: int, end: int) -> Span | None:
    """The stretch without blanks at its ends; none if nothing is left.

    >>> trimmed("  a b ", 0, 6)
    Span(start=2, end=5)
    """
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None
