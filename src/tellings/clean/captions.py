"""Pictures in a pasted page: captions, credits and the alt text that stands before them.

A caption is known by its credit, in its own line or in the next. The alt text is the line
before it: a file name, a few words without a full stop, or the caption said in part.
"""

from tellings.clean.looks import alike
from tellings.clean.sheet import Sheet

# A paragraph of more words is none, whatever it ends with.
LONGEST_CAPTION = 90
# The line before a bare credit is its caption up to this length.
CREDITED = 40
# A sentence before a caption that shares so much with it is its alt text up to this length; one
# word in common ("the gates") makes none of a paragraph.
SHORT_ALT = 14
SAID_AGAIN = 0.3
LONGEST_ALT = 45


def label_captions(sheet: Sheet) -> None:
    """Label pictures from the headline to shortly behind the core."""
    first = 0 if sheet.headline is None else sheet.headline + 1
    last = min(len(sheet.looks), sheet.stop + 6)
    for at in list(sheet.open(first, last)):
        each = sheet.looks[at]
        if each.cue is not None:
            continue
        if each.credit > 0 and each.words <= LONGEST_CAPTION:
            sheet.put(at, "caption")
        elif each.credit == 0:
            sheet.put(at, "credit")
            before = sheet.looks[at - 1] if at > first else None
            if (
                before
                and before.cue is None
                and before.credit < 0
                and 4 <= before.words <= CREDITED
            ):
                sheet.put(at - 1, "caption")
        elif each.slug:
            sheet.put(at, "alt")
    for at in range(first, last):
        if sheet.roles[at] == "caption":
            _alt_before(sheet, at, first)


def _alt_before(sheet: Sheet, at: int, first: int) -> None:
    if at - 1 < first or sheet.roles[at - 1] is not None:
        return
    line, caption = sheet.looks[at - 1], sheet.looks[at]
    if line.cue is not None or not line.words or line.words > LONGEST_ALT or _speaks(line.text):
        return
    share = alike(line, caption)
    short = line.words <= SHORT_ALT and (not line.finished or share >= SAID_AGAIN)
    if short or share >= 0.6:
        sheet.put(at - 1, "alt")


def _speaks(text: str) -> bool:
    """Whether a line is someone's words: no alt text is."""
    return text[0] in '"“„«' or text.endswith(("”", '"', "?", ":"))
