"""Between the first and the last paragraph: what is told, and what only stands in between.

Finished sentences are body. Of the lines that are none, one alone before a paragraph is a
subheading, a long one in capitals promotes another article, several together are furniture.
"""

from collections import Counter

from tellings.clean.sheet import Sheet
from tellings.model.document import Role

# A subheading of the dev pages has at most this many words; a longer line is a title.
LONGEST_SUBHEADING = 14
# Capitals throughout and this long: the headline of another article.
LOUD = 8


def label_inside(sheet: Sheet) -> None:
    """Label what is still open in the core."""
    seen = Counter(each.text for each in sheet.looks)
    furnished = any(each.cue for each in sheet.looks)
    for at in list(sheet.open(sheet.start, sheet.stop)):
        each = sheet.looks[at]
        if each.cue is not None:
            sheet.put(at, _cued(sheet, at))
        elif not each.words:
            sheet.put(at, "other")
        elif each.told:
            sheet.put(at, "body")
        elif each.caps and each.words >= LOUD:
            sheet.put(at, "promo")
        elif each.bullet:
            sheet.put(at, "list")
        elif seen[each.text] > 1 and not each.finished:
            sheet.put(at, "teaser" if each.words > 3 else "other")
        elif each.finished and (each.words >= 4 or not each.text.endswith((":", "…", "..."))):
            sheet.put(at, "body")
    _cards(sheet)
    for at in list(sheet.open(sheet.start, sheet.stop)):
        sheet.put(at, _unfinished(sheet, at, furnished=furnished))


def _cards(sheet: Sheet) -> None:
    """Behind a heading such as "Most read": what stands there in points or unfinished."""
    at = sheet.start
    while at < sheet.stop:
        each = sheet.looks[at]
        at += 1
        if sheet.roles[at - 1] != "promo" or each.words > 5 or each.finished:
            continue
        while at < sheet.stop and (sheet.looks[at].bullet or sheet.roles[at] is None):
            sheet.roles[at] = "teaser"
            at += 1


def _cued(sheet: Sheet, at: int) -> Role:
    """A cue is weighed against where it stands: sentences of the article may look like one."""
    each = sheet.looks[at]
    sentence = each.finished and each.words >= 8
    if each.cue == "bio":
        author = any(name in each.text.lower() for name in sheet.authors)
        return "bio" if author or not sentence else "body"
    if each.cue == "teaser" and sentence:
        return "teaser" if at and sheet.roles[at - 1] == "teaser" else "body"
    if each.cue in ("byline", "published"):
        return "body" if sentence else "other"
    return each.cue or "other"


def _unfinished(sheet: Sheet, at: int, *, furnished: bool) -> Role:
    each = sheet.looks[at]
    run = _run(sheet, at)
    leads = _before_paragraph(sheet, at)
    if run == 1 and leads and each.words <= LONGEST_SUBHEADING:
        return "subheading"
    if not furnished and not each.titled:
        return "body"
    if leads and each.words <= 8 and run == 2:
        return "subheading"
    if each.words >= 5:
        return "teaser"
    return "other"


def _run(sheet: Sheet, at: int) -> int:
    """How many lines without a full stop stand together here."""
    size = 1
    for step in (-1, 1):
        near = at + step
        while sheet.start <= near < sheet.stop and _loose(sheet, near) and size < 9:
            size += 1
            near += step
    return size


def _loose(sheet: Sheet, at: int) -> bool:
    role = sheet.roles[at]
    return role is None or role in ("subheading", "teaser", "other", "nav", "promo")


def _before_paragraph(sheet: Sheet, at: int) -> bool:
    return at + 1 < sheet.stop and sheet.roles[at + 1] in ("body", "list", "caption", "alt")
