"""The blocks of a plain text: its lines, those of a hard-wrapped paragraph taken together."""

import re
from itertools import pairwise

from tellings.model.span import Span

_LINE = re.compile(r"[^\s](?:[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]*[^\s])?")
# A wrapped line is at least this long: shorter ones are lines of their own.
_WRAPPED = 45
# And no longer: nobody wraps wider than this by hand.
_WIDEST = 110


def lines(text: str) -> list[Span]:
    r"""Where each line stands, in order, without the blanks at its ends.

    >>> [span.of("a b \n\n c") for span in lines("a b \n\n c")]
    ['a b', 'c']
    """
    return [Span(*match.span()) for match in _LINE.finditer(text)]


def paragraphs(text: str) -> list[Span]:
    """The lines, but a paragraph that was broken at a margin is one stretch."""
    found: list[Span] = []
    group: list[Span] = []
    for span in lines(text):
        if group and text.count("\n", group[-1].end, span.start) != 1:
            found += _joined(text, group)
            group = []
        group.append(span)
    return found + _joined(text, group)


def _joined(text: str, group: list[Span]) -> list[Span]:
    """One stretch if each line but the last is so full that the next word found no room."""
    if len(group) < 2:
        return group
    width = max(span.end - span.start for span in group)
    if not _WRAPPED <= width <= _WIDEST:
        return group
    if len(group) == 2:
        # Two lines prove no margin: the second must go on where the first broke off.
        broken = text[group[0].end - 1] not in '.!?:…"”' and text[group[1].start].islower()
        return [Span(group[0].start, group[1].end)] if broken else group
    for span, after in pairwise(group):
        size = span.end - span.start
        word = text[after.start : after.end].split(None, 1)[0]
        if size < _WRAPPED or size + 1 + len(word) <= width:
            return group
    return [Span(group[0].start, group[-1].end)]
