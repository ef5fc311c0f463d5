"""Text made easier to read, with the way back to the exact input.

Cleaning never hands on a bare string. It hands on a view: the new text, and for each
stretch of it where it stood. The way back is kept while the change is made; working it out
afterwards by comparing the two texts picks the wrong copy of a repeated line.

Everything right of `clean` counts in the view's text; `report` turns places back into
document places, in one function. For a plain text the view is the text itself.
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from tellings.model.span import Span


class Edit(NamedTuple):
    """Put ``text`` where ``span`` of the input is; an empty text cuts it out."""

    span: Span
    text: str = ""


@dataclass(frozen=True, slots=True)
class View:
    """What `edited` makes; ``starts``, ``spans`` and ``verbatim`` have one entry a stretch."""

    text: str
    starts: tuple[int, ...]
    spans: tuple[Span, ...]
    verbatim: tuple[bool, ...]

    def raw(self, span: Span) -> Span:
        """The characters of the input, from first to last, that this span stands for.

        What was cut out in between lies inside; `raws` leaves it out.
        """
        at = bisect_right(self.starts, span.start) - 1
        ends = self.starts[at + 1] if at + 1 < len(self.starts) else len(self.text)
        if self.verbatim[at] and span.start < span.end <= ends:
            by = self.spans[at].start - self.starts[at]
            return Span(span.start + by, span.end + by)
        return Span(self._raw(span.start).start, self._raw(span.end - 1).end)

    def _raw(self, at: int) -> Span:
        stretch = bisect_right(self.starts, at) - 1
        start, whole = self.starts[stretch], self.spans[stretch]
        if self.verbatim[stretch]:
            return Span(whole.start + at - start, whole.start + at - start + 1)
        return whole  # rewritten: only the whole of it stands for anything


def identity(text: str) -> View:
    """The view that changes nothing.

    >>> identity("abc").raw(Span(1, 2))
    Span(start=1, end=2)
    """
    if not text:
        return View("", (), (), ())
    return View(text, (0,), (Span(0, len(text)),), (True,))


def edited(raw: str, edits: Iterable[Edit]) -> View:
    """The input with every edit made; edits come in order and do not overlap.

    >>> view = edited("Kyiv &amp; Lviv", [Edit(Span(5, 10), "&")])
    >>> view.text
    'Kyiv & Lviv'
    >>> view.raw(Span(7, 11)).of("Kyiv &amp; Lviv")
    'Lviv'
    """
    texts: list[str] = []
    spans: list[Span] = []
    verbatim: list[bool] = []
    at = 0
    for span, text in edits:
        start, end = span
        if start > at:
            texts.append(raw[at:start])
            spans.append(Span(at, start))
            verbatim.append(True)
        if text:
            texts.append(text)
            spans.append(span)
            verbatim.append(False)
        at = end
    if at < len(raw):
        texts.append(raw[at:])
        spans.append(Span(at, len(raw)))
        verbatim.append(True)
    starts = accumulate(map(len, texts[:-1]), initial=0) if texts else ()
    return View("".join(texts), tuple(starts), tuple(spans), tuple(verbatim))
