"""Speech that is labelled with its speaker instead of told: transcripts, and a name below.

"LIND: We will not sign." in a transcript, and "― Ada Lind" on the line behind what she said.
"""

import re
from collections import Counter
from typing import NamedTuple

from tellings.annotate.paragraphs import Paragraph
from tellings.model.span import Span

LABEL = re.compile(
    r"[\"\u201c]?(?P<name>[A-ZÀ-Þ][A-ZÀ-Þ.'\u2019-]+(?: [A-ZÀ-Þ][A-ZÀ-Þ.'\u2019-]*){0,3})"
    r"(?: \([^()\n]{1,40}\))?(?P<cue>:)\s+"
)
# A name behind a dash, all there is on its line; of no more than so many words.
SIGNED = re.compile(
    r"(?P<cue>[\u2014\u2015\u2013-]{1,2})\s?"
    r"(?P<name>[A-ZÀ-Þ][\w.'\u2019-]*(?: [\w.'\u2019-]+){0,4})(?:,[^\n]{1,60})?\.?\Z"
)
# Between the last word of what is said and the dash: its marks, and blanks.
BEHIND = re.compile(r"[\"'\u201d\u2019.]{0,3}\s*")
# So many lines with labels make a transcript, of two speakers at least.
LEAST = 3


class Label(NamedTuple):
    """Who says it, the sign that says so, and where what is said begins and ends."""

    source: Span
    cue: Span
    content: Span


def labelled(text: str, held: list[Paragraph]) -> dict[int, Label]:
    """The paragraphs, by their place in the list, whose speaker is given by a label."""
    return {**_transcribed(text, held), **_signed(text, held)}


def _transcribed(text: str, held: list[Paragraph]) -> dict[int, Label]:
    found: dict[int, Label] = {}
    for at, paragraph in enumerate(held):
        match = LABEL.match(text, *paragraph.span)
        if match and match.end() < paragraph.span.end:
            said = Span(match.end(), paragraph.span.end)
            found[at] = Label(Span(*match.span("name")), Span(*match.span("cue")), said)
    names = Counter(label.source.of(text) for label in found.values())
    return found if len(names) > 1 and names.total() >= LEAST else {}


def _signed(text: str, held: list[Paragraph]) -> dict[int, Label]:
    """Paragraphs wholly between marks with a signature behind them, or on the next line."""
    found: dict[int, Label] = {}
    for at, paragraph in enumerate(held):
        if len(paragraph.marked) != 1 or paragraph.marked[0].start - paragraph.span.start > 2:
            continue
        said = paragraph.marked[0]
        behind = BEHIND.match(text, said.end, paragraph.span.end)
        following = held[at + 1].span if at + 1 < len(held) else Span(0, 0)
        stretch = Span(behind.end(), paragraph.span.end) if behind else Span(0, 0)
        match = SIGNED.match(text, *(stretch if stretch.end > stretch.start else following))
        if behind and match:
            found[at] = Label(Span(*match.span("name")), Span(*match.span("cue")), said)
    return found
