"""The head of an article: kicker, headline, dek, byline, the day it came out.

The headline is the line before the byline (or before the first paragraph) that shares most
words with the paragraphs and has a headline's length. What stands between it and the byline
is the dek; lines of a video, a picture or buttons in between are left to the other labellers.
"""

from tellings.clean.bylines import byline_names
from tellings.clean.looks import alike
from tellings.clean.setting import NAMES as SETTING
from tellings.clean.sheet import Sheet

# Longer than any headline of the dev pages but two.
LONGEST_HEADLINE = 28
# A byline that comes later than this many blocks into the core is of another article.
BYLINE_REACH = 8
# Paragraphs before the byline: a dek of one or two sentences, no more.
MOST_DEKS = 2
LONGEST_DEK = 70
# How many paragraphs a headline's words are looked for in.
_LEAD = 10
# Below this nothing in the line speaks for a headline (tuned on the dev pages).
_LEAST_SCORE = 0.8
# A headline stands at most this many lines before the first paragraph (galleries, players).
_FARTHEST = 60


def label_head(sheet: Sheet) -> None:
    """Find the headline and what belongs to it; moves the start of the core behind the head."""
    bound = _bound(sheet)
    sheet.headline = _titled_line(sheet, bound) if sheet.title else None
    if sheet.headline is None:
        sheet.headline = _best(sheet, bound)
    after = -1
    if sheet.headline is not None:
        sheet.put(sheet.headline, "headline")
        after = sheet.headline
        _kicker(sheet)
        _deks(sheet, bound)
        _set_apart(sheet)
    last = _signed(sheet, after, bound)
    sheet.start = max(sheet.start, after + 1, last + 1)
    sheet.authors = frozenset(_names(sheet))


def _bound(sheet: Sheet) -> int:
    """The first byline or publication line that may belong to the article, else its core."""
    told = 0
    for at in range(min(len(sheet.looks), sheet.start + BYLINE_REACH)):
        each = sheet.looks[at]
        if at >= sheet.start:
            told += each.told
            if told > MOST_DEKS or (each.told and each.words > LONGEST_DEK):
                break
        if at >= 1 and each.cue in ("byline", "published") and _leads(sheet, at):
            return at
    return sheet.start


def _leads(sheet: Sheet, at: int) -> bool:
    """Whether the core begins soon behind: cards of other articles carry bylines, too."""
    return at >= sheet.start - 14 or at == 1


def _titled_line(sheet: Sheet, bound: int) -> int | None:
    """The line that is the title given with the text."""
    wanted = _letters(sheet.title or "")
    for at in range(min(len(sheet.looks), max(bound, sheet.start) + 3)):
        if _letters(sheet.looks[at].text[:400]) == wanted:
            return at
    return None


def _letters(text: str) -> str:
    return "".join(char for char in text.lower() if char.isalnum())


def _best(sheet: Sheet, bound: int) -> int | None:
    lead = [each for each in sheet.looks[sheet.start : sheet.stop] if each.told][:_LEAD]
    about = frozenset().union(*(each.keys for each in lead))
    limit = max(bound, sheet.start)
    scored = [
        (_score(sheet, at, bound, about), -at)
        for at in range(max(0, limit - _FARTHEST), min(limit + 1, len(sheet.looks)))
        if sheet.roles[at] is None and _may_head(sheet, at, bound)
    ]
    best = max(scored, default=(0.0, 0))
    return -best[1] if best[0] >= _LEAST_SCORE else None


def _may_head(sheet: Sheet, at: int, bound: int) -> bool:
    each = sheet.looks[at]
    if each.cue or each.credit >= 0 or each.bullet or each.slug or not each.words:
        return False
    if each.words > LONGEST_HEADLINE or at + 1 >= len(sheet.looks):
        return False
    if at >= sheet.start and at == bound:  # the core's own first line: a paragraph or a title
        return not each.told or (at == 0 and each.titled and len(sheet.looks[1].text) > 60)
    return at < bound or not each.told


def _score(sheet: Sheet, at: int, bound: int, about: frozenset[str]) -> float:
    each = sheet.looks[at]
    score = 2.0 * len(each.keys & about) / (len(each.keys) + 1.5)
    score += 1.0 if 5 <= each.words <= 20 else 0.3 if each.words >= 3 else -0.5
    score -= (1.0 if at > bound else 0.0) + 0.03 * abs(bound - at)
    score += 1.0 if each.block.heading else 0.0
    score += 0.4 if at == 0 else 0.0
    if each.text.endswith(".") and not each.titled and each.words >= 8:
        score -= 0.8
    if each.words <= 6 and (each.caps or "|" in each.text):
        score -= 0.5  # a masthead
    after = sheet.looks[at + 1 : at + 5]
    if any(other.cue in ("byline", "published") for other in after):
        score += 0.7
    if after and after[0].words >= 8 and not after[0].cue and at < bound:
        score += 0.5  # a dek or the first paragraph stands behind it
    return score


def _kicker(sheet: Sheet) -> None:
    """One short line over the headline."""
    at = (sheet.headline or 0) - 1
    if at >= 0 and 1 <= sheet.looks[at].words <= 5 and sheet.looks[at].cue is None:
        sheet.put(at, "kicker")


def _deks(sheet: Sheet, bound: int) -> None:
    first = (sheet.headline or 0) + 1
    head = sheet.looks[first - 1]
    found = 0
    for at in range(first, min(first + 5, len(sheet.looks))):
        each = sheet.looks[at]
        if sheet.roles[at] is not None or each.cue or each.credit >= 0 or each.words < 5:
            if found:
                return
            continue
        signed = at < bound and sheet.looks[bound].cue is not None
        if each.words > LONGEST_DEK or each.bullet or found == MOST_DEKS:
            return
        between = signed and (found == 0 or each.told) and alike(each, head) < 0.9
        under = not signed and at == first and not each.finished and _leads_in(sheet, at)
        if not between and not under:
            return
        sheet.put(at, "dek")
        found += 1


def _set_apart(sheet: Sheet) -> None:
    """The first paragraph is the dek where markup sets it off from the second.

    It stands in another kind of element or in bold, and says what the page says of itself or
    stands in the header. On the dev pages the draft so names a dek on 34 of 53 that have one, and
    on 4 of 21 that have none (#3).
    """
    first = (sheet.headline or 0) + 1
    told = [at for at in range(first, min(first + 20, len(sheet.looks))) if sheet.looks[at].told]
    if not told or not sheet.looks[told[0]].block.setting:
        return
    first_of = dict(zip(SETTING, sheet.looks[told[0]].block.setting, strict=True))
    second = sheet.looks[told[1]].block.setting if len(told) > 1 else ()
    following = dict(zip(SETTING, second, strict=False))
    bold = first_of["bold"] >= 90 and following.get("bold", 0) < 90
    said = first_of["described"] >= 50 or first_of["in_header"] or first_of["heading"]
    apart = not first_of["like_next_told"] and (said or bold)
    if (apart or bold) and sheet.looks[told[0]].words <= LONGEST_DEK:
        sheet.roles[told[0]] = "dek"
    for at in range(told[0] + 1, len(sheet.looks)):
        if sheet.roles[at] == "dek":  # what a class calls so among paragraphs is none
            sheet.roles[at] = None


def _leads_in(sheet: Sheet, at: int) -> bool:
    """Whether a line without a full stop stands between the headline and a paragraph."""
    following = sheet.looks[at + 1 : at + 2]
    return sheet.looks[at].words >= 6 and bool(following) and following[0].told


def _signed(sheet: Sheet, after: int, bound: int) -> int:
    """Label bylines and publication lines of the head; where the last of them stands."""
    last = -1
    told = 0
    for at in sheet.open(after + 1, min(len(sheet.looks), max(bound, sheet.start) + 12)):
        each = sheet.looks[at]
        told += each.told
        if told > 1 or (told and at - last > 2):
            break
        if each.cue in ("byline", "published"):
            sheet.put(at, each.cue)
            last = at
            if told:
                sheet.start = max(sheet.start, at + 1)
            told = 0
    for at in sheet.open(after + 1, last + 3):
        if sheet.looks[at].name and _beside(sheet, at):
            sheet.put(at, "byline")
            last = max(last, at)
    return last


def _beside(sheet: Sheet, at: int) -> bool:
    near = [each for each in (at - 1, at + 1) if 0 <= each < len(sheet.looks)]
    return any(sheet.roles[each] in ("byline", "published") for each in near)


def _names(sheet: Sheet) -> list[str]:
    """The names of the byline, in small letters."""
    found: list[str] = []
    for at, role in enumerate(sheet.roles):
        if role == "byline":
            found += [name.lower() for name in byline_names(sheet.looks[at].text)]
    return found
