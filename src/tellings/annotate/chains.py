"""Where words come from: the links of a source chain ("told the radio", "in a statement")."""

import re
from collections.abc import Iterator, Sequence
from typing import cast

from tellings.lang import likely, vocabulary
from tellings.model.annotation import ChainKind, Link
from tellings.model.span import Span


def chain(text: str, stretches: tuple[Span, ...]) -> tuple[Link, ...]:
    """The links found in the words around a cue, at most one of a kind, in order of place.

    >>> text = "told the Harbour Dispatch in a statement"
    >>> [(link.kind, link.name) for link in chain(text, (Span(0, len(text)),))]
    [('outlet', 'Harbour Dispatch'), ('statement', None)]
    """
    found: list[Link] = []
    for stretch in stretches:
        for link in _links(text, stretch):
            overlaps = any(
                other.span and link.span and other.span.meets(link.span) for other in found
            )
            if not overlaps and all(other.kind != link.kind for other in found):
                found.append(link)
    return tuple(sorted(found, key=lambda link: link.span or Span(0, 0)))


def _links(text: str, stretch: Span) -> Iterator[Link]:
    words = stretch.of(text)
    known = vocabulary(words)
    for pattern in likely("en", "chains", "link", known):
        match = pattern.regex.search(words)
        if match is None:
            continue
        named = [group for group in pattern.regex.groupindex if match[group]]
        group: str | int = named[0] if named else 0
        start, end = match.span(group)
        name = match[group] if named else None
        if name and name.endswith(("'s", "’s", "'", "’")):
            name = name.rstrip("s").rstrip("'’")
            end = start + len(name)
        if name and name.endswith(".") and "." not in name[:-1]:  # the sentence's
            name, end = name[:-1], end - 1
        span = Span(stretch.start + start, stretch.start + end)
        yield Link(name, cast(ChainKind, pattern.extra["kind"]), span)


# "The letter" takes up one of so many links before it; more are another matter, and take time.
LOOK_BACK = 50
DEFINITE = re.compile(
    r"\b(?:the|that|this|those|these|their|his|her|its)\s+(?:\w+\s+)?\Z", re.IGNORECASE
)
OPENS_DEFINITE = re.compile(r"(?:the|that|this|those|these)\s", re.IGNORECASE)


def named_before(text: str, link: Link, earlier: Sequence[Link]) -> Link:
    """The link that "the letter" or "the aide" takes up again, if there is one; else itself."""
    if link.name or link.span is None:
        return link
    before = text[max(0, link.span.start - 30) : link.span.start]
    if not (DEFINITE.search(before) or OPENS_DEFINITE.match(link.span.of(text))):
        return link
    noun = link.span.of(text).lower().split()[-1].rstrip("s")
    same = [
        e
        for e in earlier[-LOOK_BACK:]
        if e.kind == link.kind and e.span and noun in e.span.of(text).lower()
    ]
    return same[-1] if same else link
