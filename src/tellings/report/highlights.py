"""Overlapping marks on one text, cut into segments that follow one another.

HTML can nest elements but not overlap them. So the text is cut wherever a mark begins or ends
and each segment names all marks that lie over it; one pass over the sorted bounds.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from tellings.model.span import Span

# Which entry a segment leads to if several lie over it: the rarest and most telling first.
KINDS = (
    "conflict", "tension", "shared-quote", "paraphrase", "shared-claim", "lone-quote",
    "lone-claim", "place",
)  # fmt: skip


class Mark(NamedTuple):
    """A stretch that an entry of the report speaks of.

    ``anchor`` names where it begins: all that begin there have the same one.
    """

    span: Span
    anchor: str
    entry: str
    kind: str

    @property
    def linked(self) -> bool:
        """Whether the stretch leads back to its entry."""
        return self.kind != "place"

    @property
    def led(self) -> tuple[str, str]:
        """What is led back to its entry once some of the stretch is."""
        return self.anchor, self.entry


class Segment(NamedTuple):
    """A stretch over which the same marks lie.

    ``starting`` are the marks that begin here; ``closing`` those that end here and led back to
    their entry nowhere, because a mark of a stronger kind lay over all of them. ``opens`` is
    the first segment that leads to the entry of a mark.
    """

    span: Span
    marks: tuple[Mark, ...]
    starting: tuple[Mark, ...]
    ending: tuple[Mark, ...]
    closing: tuple[Mark, ...]
    opens: bool = False

    @property
    def first(self) -> Mark | None:
        """The mark whose entry the segment leads to."""
        return next((mark for mark in self.marks if mark.linked), None)


def segments(stretch: Span, marks: Sequence[Mark]) -> Iterator[Segment]:
    """The whole stretch in segments; marks lie within it and are sorted by their start.

    >>> marks = [Mark(Span(0, 4), "m0", "u1", "shared-quote"),
    ...          Mark(Span(2, 6), "m1", "c1", "shared-claim")]
    >>> [(each.span, [mark.entry for mark in each.marks]) for each in segments(Span(0, 8), marks)]
    ... # doctest: +NORMALIZE_WHITESPACE
    [(Span(start=0, end=2), ['u1']), (Span(start=2, end=4), ['u1', 'c1']),
     (Span(start=4, end=6), ['c1']), (Span(start=6, end=8), [])]
    """
    bounds = sorted({stretch.start, stretch.end, *(at for mark in marks for at in mark.span)})
    over: list[Mark] = []
    led: set[tuple[str, str]] = set()
    waiting = 0
    for start, end in pairwise(bounds):
        starting = []
        while waiting < len(marks) and marks[waiting].span.start == start:
            starting.append(marks[waiting])
            waiting += 1
        if starting:
            over = sorted([*over, *starting], key=_rank)
        ending = tuple(mark for mark in over if mark.span.end == end)
        leads = next((mark for mark in over if mark.linked), None)
        opens = leads is not None and leads.led not in led
        if leads:
            led.add(leads.led)
        closing = tuple(mark for mark in ending if mark.linked and mark.led not in led)
        yield Segment(Span(start, end), tuple(over), tuple(starting), ending, closing, opens)
        if ending:
            over = [mark for mark in over if mark.span.end != end]


def _rank(mark: Mark) -> tuple[int, int, str, str]:
    return KINDS.index(mark.kind), mark.span.end - mark.span.start, mark.anchor, mark.entry


class Marks:
    """The marks of all articles, collected while the entries are made."""

    def __init__(self) -> None:
        self._of: dict[str, list[Mark]] = {}

    def add(self, letter: str, spans: Iterable[Span], entry: str, kind: str) -> str:
        """Mark the spans in the article of this letter; where the first of them begins."""
        first = ""
        for start, end in spans:
            anchor = f"{letter}{start}"
            self._of.setdefault(letter, []).append(Mark(Span(start, end), anchor, entry, kind))
            first = first or anchor
        return first

    def within(self, letter: str, pieces: Sequence[Span]) -> Iterator[list[Mark]]:
        """The marks of each piece, clipped to it; pieces are in order and do not overlap."""
        found = sorted(self._of.get(letter, ()), key=lambda mark: (mark.span, mark.entry))
        at, held = 0, list[Mark]()
        for piece in pieces:
            while at < len(found) and found[at].span.start < piece.end:
                held.append(found[at])
                at += 1
            inside = [mark for mark in held if mark.span.end > piece.start]
            yield sorted((_clipped(each, piece) for each in inside), key=_start)
            held = [_rest(mark, piece.end) for mark in inside if mark.span.end > piece.end]


def _start(mark: Mark) -> int:
    return mark.span.start


def _clipped(mark: Mark, piece: Span) -> Mark:
    """What of the mark lies in the piece."""
    start, end = max(mark.span.start, piece.start), min(mark.span.end, piece.end)
    if (start, end) == mark.span:
        return mark
    return mark._replace(span=Span(start, end))


def _rest(mark: Mark, end: int) -> Mark:
    """What of the mark goes on in the next piece, under a name of its own."""
    rest = Span(end, mark.span.end)
    return mark._replace(span=rest, anchor=f"{mark.anchor}-{end}")
