"""Quotation marks: where a stretch between marks opens and closes.

Two single marks in a row, or two grave accents, are one double mark, as typewriters and old wire
copy have it. Marks are paired within a paragraph; one left open runs to the paragraph's end, as
newspapers leave it when the speaker goes on in the next. Single marks count only outside double
ones, and an apostrophe is no mark. One pass, linear in the text.
"""

import re
from bisect import bisect_left
from functools import lru_cache

from tellings.model.span import Span, Spans

OPENING = frozenset("\u201c\u201e\u201f\u00ab")
CLOSING = frozenset("\u201d\u00bb")
STRAIGHT = '"'
DOUBLED = frozenset(("''", "``", "\u2018\u2018", "\u2019\u2019"))
TWICE = frozenset("'`\u2018\u2019")
# What closes where the common closing marks do not: in German the opening marks of English do.
CLOSED_BY = {"\u201e": "\u201c\u201d", "\u00bb": "\u00ab"}
SINGLES = frozenset("'\u2018\u2019")
MARK = re.compile("[\"\u201c\u201e\u201f\u201d\u00ab\u00bb'`\u2018\u2019]")


def regions(text: str, start: int, end: int) -> Spans:
    """The stretches between marks of a paragraph, without the marks, in order.

    >>> text = 'He said "let us go" and \u201cnow\u201d.'
    >>> [span.of(text) for span in regions(text, 0, len(text))]
    ['let us go', 'now']
    >>> regions("''Go,'' he said.", 0, 16)
    (Span(start=2, end=5),)
    >>> regions("\u201eJa\u201c, sagte er, \u00bbnein\u00ab.", 0, 24)
    (Span(start=1, end=3), Span(start=17, end=21))
    """
    found: list[Span] = []
    opened, opener, done = -1, "", start
    for match in MARK.finditer(text, start, end):
        at = match.start()
        if at < done:
            continue
        width = 2 if text[at : at + 2] in DOUBLED and at + 1 < end else 1
        done = at + width
        if opened < 0:
            if width == 2 or _opens(text, at, start):
                opened, opener = done, text[at]
            elif close := _single(text, at, start, end):
                found.append(Span(at + 1, close))
                done = close + 1
        elif inner := _nested(text, at, end, opener):
            done = inner + 1
        elif width == 2 or _closes(text, at, opener):
            if at > opened:
                found.append(Span(opened, at))
            opened = -1
    if 0 <= opened < end:
        found.append(Span(opened, end))
    return tuple(found)


def _opens(text: str, at: int, start: int) -> bool:
    if text[at] == "\u00bb":  # as printed in German: outside in
        return text[at + 1 : at + 2].isalnum() and (at == start or text[at - 1].isspace())
    return text[at] in OPENING or (text[at] == STRAIGHT and not _inch(text, at, start))


def _closes(text: str, at: int, opener: str) -> bool:
    known = CLOSING | {STRAIGHT, *CLOSED_BY.get(opener, "")}
    return text[at] in known or _misprinted(text, at)


def _nested(text: str, at: int, end: int, opener: str) -> int:
    """Where a stretch in marks within marks closes, if the outer one closes behind it, too."""
    if text[at] not in OPENING or text[at] in CLOSED_BY.get(opener, ""):
        return 0
    if not text[at - 1].isspace() and text[at - 1] not in "([\u2014":
        return 0
    inner = text.find("\u201d", at, min(end, at + LONGEST_SINGLE))
    outer = text.find("\u201d", inner + 1, min(end, inner + LONGEST_OUTER)) if inner > 0 else -1
    return inner if outer > 0 and text.find("\u201c", inner + 1, outer) < 0 else 0


def _misprinted(text: str, at: int) -> bool:
    """Whether an opening mark stands where only a closing one can: behind a word."""
    return (
        text[at] in OPENING and not text[at - 1].isspace() and text[at + 1 : at + 2].strip() == ""
    )


def _inch(text: str, at: int, start: int) -> bool:
    """Whether a straight mark stands behind a figure and before no letter."""
    before = text[at - 1] if at > start else " "
    after = text[at + 1 : at + 2]
    return before.isdigit() and not after.isalnum()


# A stretch between single marks longer than this is an apostrophe that found a far partner.
LONGEST_SINGLE = 300
# Behind a stretch in marks within marks, the outer one closes within so many characters.
LONGEST_OUTER = 1500


def _single(text: str, at: int, start: int, end: int) -> int:
    """Where a single mark that opens here closes; 0 if it opens nothing."""
    before = text[at - 1] if at > start else " "
    after = text[at + 1 : at + 2]
    if (
        text[at] not in SINGLES
        or text[at] == "\u2019"
        or not after.isalnum()
        or not (before.isspace() or before in "([\u2014")
    ):
        return 0
    stop = min(end, at + LONGEST_SINGLE)
    for close in range(at + 2, stop):
        if text[close] in "'\u2019" and not text[close + 1 : close + 2].isalnum():
            possessive = text[close - 1] == "s" and text[close + 1 : close + 3].strip().islower()
            if not possessive:
                return close
    return 0


def marked(text: str, start: int, end: int) -> Spans:
    """What of a stretch stands between marks, marks paired over its whole paragraph.

    >>> text = 'it is "on the brink" of collapse'
    >>> [span.of(text) for span in marked(text, 0, len(text))]
    ['on the brink']
    """
    opens = text.rfind("\n", 0, start) + 1
    closes = text.find("\n", end)
    paragraph = _paragraph(text, opens, closes if closes >= 0 else len(text))
    first = max(0, bisect_left(paragraph, (start, start)) - 1)
    last = bisect_left(paragraph, (end, end))
    clips = (Span(max(s, start), min(e, end)) for s, e in paragraph[first:last])
    return tuple(clip for clip in clips if clip.start < clip.end)


# Many stretches of one long paragraph are asked for one after another.
@lru_cache(maxsize=8)
def _paragraph(text: str, start: int, end: int) -> Spans:
    return regions(text, start, end)
