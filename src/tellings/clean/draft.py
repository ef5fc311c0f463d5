"""What rules make of a page: the draft that `roles` weighs.

First the core is found, the stretch from the first paragraph of the article to the last. Then
its head, its pictures, its inside and its tail are labelled, each by a file of its own.
"""

from collections.abc import Sequence

from tellings.clean.captions import label_captions
from tellings.clean.core import find_core, value
from tellings.clean.head import label_head
from tellings.clean.inside import label_inside
from tellings.clean.looks import Block, Look, look
from tellings.clean.sheet import Sheet
from tellings.clean.tail import label_tail
from tellings.model.document import Role


def drafted(text: str, blocks: Sequence[Block], title: str | None) -> Sheet:
    """The sheet as the rules fill it in."""
    looks = [look(each.span.of(text), each) for each in blocks]
    sheet = Sheet(looks, title, [_hinted(each) for each in looks])
    start, stop = find_core(map(value, looks))
    sheet.core = sheet.start, sheet.stop = (start, stop) if start < stop else (0, len(looks))
    if len(looks) == 1:
        _alone(sheet)
    else:
        label_head(sheet)
    label_captions(sheet)
    _teasers(sheet)
    label_inside(sheet)
    label_tail(sheet)
    return sheet


def _hinted(each: Look) -> Role | None:
    """The role its markup names; a caption that is all credit is one."""
    return "credit" if each.block.hint == "caption" and each.credit == 0 else each.block.hint


def _alone(sheet: Sheet) -> None:
    """The only block is a paragraph, or a headline that stands alone."""
    each = sheet.looks[0]
    short = 3 <= each.words <= 20 and not each.finished and each.text[0] not in "@#"
    sheet.put(0, "headline" if short or sheet.title == each.text else "body")


def _teasers(sheet: Sheet) -> None:
    """A player's title, the same title once more, and what is said of it."""
    for at in list(sheet.open(0, sheet.stop)):
        each = sheet.looks[at]
        if each.cue != "teaser" or (each.finished and each.words >= 8):
            continue
        sheet.put(at, "teaser")
        if at + 1 < len(sheet.looks) and _again(each, sheet.looks[at + 1]):
            sheet.put(at + 1, "teaser")
            at += 1
        if at + 1 < len(sheet.looks) and sheet.looks[at + 1].cue == "teaser":
            sheet.put(at + 1, "teaser")


def _again(first: Look, second: Look) -> bool:
    return bool(second.keys) and second.keys <= first.keys and second.words >= first.words - 2
