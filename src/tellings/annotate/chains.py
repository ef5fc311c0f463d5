"""Where words come from: the links of a source chain ("told the radio", "in a statement")."""

from collections.abc import Iterator
from typing import cast

from tellings.lang import patterns
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
    for pattern in patterns("en", "chains", "link"):
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
        span = Span(stretch.start + start, stretch.start + end)
        yield Link(name, cast(ChainKind, pattern.extra["kind"]), span)
