"""Before the headline and behind the last paragraph: bios, footers, navigation, the rest."""

from tellings.clean.looks import Look
from tellings.clean.sheet import Sheet
from tellings.model.document import Role

# Lines of a footer or a menu are this short.
SHORT = 6


def label_tail(sheet: Sheet) -> None:
    """Label what the head, the pictures and the inside left open."""
    _bios(sheet)
    for at in list(sheet.open(0, sheet.start)):
        sheet.put(at, _before(sheet, at))
    last = _last_right(sheet)
    for at in list(sheet.open(sheet.stop, len(sheet.looks))):
        sheet.put(at, _behind(sheet.looks[at], at <= last))
    for at in list(sheet.open(0, len(sheet.looks))):
        sheet.put(at, "other")


def _bios(sheet: Sheet) -> None:
    for at in list(sheet.open(0, len(sheet.looks))):
        each = sheet.looks[at]
        text = each.text[:400].lower()
        known = any(name in text for name in sheet.authors)
        if each.cue == "bio" or (known and at >= sheet.stop and not each.cue):
            sheet.put(at, "bio")


def _before(sheet: Sheet, at: int) -> Role:
    each = sheet.looks[at]
    if each.cue is not None:
        return "other" if each.cue in ("byline", "published", "footer") else each.cue
    behind_headline = sheet.headline is not None and at > sheet.headline
    if behind_headline and each.words >= 5:
        return "teaser"
    return "nav" if each.words <= SHORT else "teaser"


def _last_right(sheet: Sheet) -> int:
    """Where the last line of rights stands: the short lines before it are the footer."""
    for at in range(len(sheet.looks) - 1, sheet.stop - 1, -1):
        if sheet.looks[at].cue == "footer":
            return at
    return -1


def _behind(each: Look, before_rights: bool) -> Role:
    if each.cue is not None:
        return "other" if each.cue == "byline" else each.cue
    if each.credit >= 0:
        return "caption" if each.credit else "credit"
    if each.words <= SHORT and not each.finished:
        return "footer" if before_rights else "nav"
    return "teaser" if each.words >= 5 else "other"
