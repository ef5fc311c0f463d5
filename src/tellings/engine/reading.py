"""What goes into the engine and what comes out of it: plain records."""

from typing import NamedTuple

from tellings.model.span import Span


class Attribution(NamedTuple):
    """What is said (one span, or several where the reporter interrupts), by whom, how.

    ``cue`` is none where a content hangs on no cue of its paragraph, and ``content`` is empty
    where a cue announces what another paragraph says.
    """

    content: tuple[Span, ...]
    cue: Span | None
    source: Span | None


class Name(NamedTuple):
    """A name and its kind: person, organisation, place, or other."""

    span: Span
    kind: str


class Reading(NamedTuple):
    """What is found in a paragraph: attributions by their contents, those without last; names."""

    attributions: list[Attribution]
    names: list[Name]


class Paragraph(NamedTuple):
    """A stretch to read: whether it is the text's first, and whether the one before it left its
    marks open.
    """

    span: Span
    first: bool
    continues: bool
