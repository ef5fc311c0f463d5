"""The blocks of a page in numbers: what `forest` weighs.

A row for each block: its own words (`OWN`), those of its neighbours (`NEAR`), where it stands
among the paragraphs of the page (`PLACE`), what recurs (`FORM`), what the rules made of it
(`DRAFT`) and for HTML what its markup says (`setting.NAMES`). Whole numbers, so that the same
page has the same rows on every machine.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate

from tellings.clean.looks import DIGITS, LARGE, Look, counted
from tellings.clean.setting import NAMES as SETTING
from tellings.clean.sheet import Sheet
from tellings.lang.detect import small_words

# Shares are taken of so many characters: a caption or a teaser is shorter.
_HEAD = 600
_SENTENCE = re.compile(r"[.!?][\"”’»)]*\s+[\"“„«(]?[^\W\d_a-z]")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_LABEL = re.compile(r"^\W*(?:\S+\s+){0,3}\S+\s?:")
_ENDS = {
    ".": 1, "!": 2, "?": 2, ":": 3, '"': 4, "”": 4, "“": 4, "’": 4, "»": 4, "…": 5, ",": 6, ")": 7,
}  # fmt: skip
_OPENERS = frozenset("\"“„«‘'")
_CUES = ("byline", "published", "bio", "promo", "teaser", "nav", "footer", "other")
_BODY = frozenset({"body", "subheading", "list"})

OWN = (
    "words", "chars", "sentences", "commas", "digits", "capitals", "titles", "small", "length",
    "end", "start", "bars", "at", "rights", "quotes", "year", "name", "slug", "bullet", "credit",
    "finished", "told", "caps", "label", "titled", "seen", "cue",
)  # fmt: skip
_NEAR = (
    "words", "finished", "told", "credit", "capitals", "small", "titles", "end", "seen", "cue",
)  # fmt: skip
_STEPS = (-2, -1, 1, 2)
NEAR = tuple(f"{name}{step:+d}" for step in _STEPS for name in _NEAR)
PLACE = (
    "at", "left", "blocks", "relative", "from_start", "to_stop", "told_before", "told_behind",
    "words_before", "to_last_told", "to_next_told", "last_told_words", "next_told_words",
    "told_within_3", "told_within_8", "cues_within_5", "told_in_all", "like_last",
    "like_next", "next_like", "in_lead", "lead_words",
)  # fmt: skip
FORM = (
    "same_shape", "same_first", "same_label", "again", "doubled", "behind_colon", "behind_bullet",
    "before_bullet", "cues_since_told", "footers_before", "cues_inside", "told_share",
    "shape_of_last", "shape_of_next", "cues_to_told", "loose_run", "author",
)  # fmt: skip
# What the rules made of a block. Their one headline and its dek are left out: trees that see it
# trust it too far (#3: of the headlines of pasted pages 69 in 100 against 76).
_DRAFTED = (
    "byline", "published", "body", "subheading", "list", "caption", "credit", "alt", "promo",
    "teaser", "nav", "footer", "bio", "other",
)  # fmt: skip
DRAFT = (
    *(f"draft_{role}" for role in _DRAFTED),
    *(f"draft_told{step:+d}" for step in (-2, -1, 1, 2)),
)
NAMES = OWN + NEAR + PLACE + FORM + DRAFT + SETTING
_KEPT = tuple(OWN.index(name) for name in _NEAR)
_BLANK = (-1,) * len(_NEAR)
# What stands for the markup of a block that has none.
_UNSET = (-9,) * len(SETTING)


def rows(sheet: Sheet) -> list[list[int]]:
    """The row of each block of a sheet that the rules have filled in, in the order of `NAMES`."""
    looks = sheet.looks
    seen = Counter(each.text for each in looks)
    own = [_own(each, seen[each.text]) for each in looks]
    near = [tuple(row[at] for at in _KEPT) for row in own]
    place, form, draft = _places(looks, sheet.core), _forms(sheet), _drafts(sheet)
    made = []
    for at, row in enumerate(own):
        for step in _STEPS:
            there = at + step
            row += near[there] if 0 <= there < len(near) else _BLANK
        row += place[at]
        row += form[at]
        row += draft[at]
        row += looks[at].block.setting or _UNSET
        made.append(row)
    return made


def _own(each: Look, seen: int) -> list[int]:
    text, found = each.text[:_HEAD], each.found[:100]
    count = len(found) or 1
    letters = sum(map(len, found)) or 1
    known = small_words()
    last, first = each.text[-1], text[0]
    end = _ENDS.get(last, 0 if last.isalpha() else 8 if last.isdigit() else 9)
    return [
        min(each.words, 200),
        min(len(each.text), 1500),
        min(len(_SENTENCE.findall(text)), 12),
        min(text.count(","), 12),
        100 * counted(text, DIGITS, str.isdigit) // len(text),
        100 * counted(text, LARGE, str.isupper) // letters,
        100 * sum(word[0].isupper() for word in found) // count,
        100 * sum(map(known.__contains__, map(str.lower, found))) // count,
        10 * letters // count,
        end,
        _opening(first),
        text.count("|"),
        "@" in text,
        "©" in text,
        not _OPENERS.isdisjoint(text),
        _YEAR.search(text) is not None,
        each.name,
        each.slug,
        each.bullet,
        0 if each.credit < 0 else 2 if each.credit == 0 else 1,
        each.finished,
        each.told,
        each.caps,
        _LABEL.match(text) is not None,
        each.titled,
        min(seen, 5),
        _CUES.index(each.cue) + 1 if each.cue else 0,
    ]


def _opening(first: str) -> int:
    if first.islower():
        return 0
    if first.isupper():
        return 1
    return 2 if first.isdigit() else 3 if first in _OPENERS else 4


def _sums(values: Sequence[int]) -> list[int]:
    return [0, *accumulate(values)]


def _places(looks: Sequence[Look], core: tuple[int, int]) -> list[list[int]]:
    size = len(looks)
    told = _sums([each.told for each in looks])
    words = _sums([each.words if each.told else 0 for each in looks])
    cues = _sums([each.cue is not None for each in looks])
    last, following = _nearest_told(looks)
    lead = [each for each in looks[core[0] : core[1]] if each.told][:10]
    about = frozenset().union(*(each.keys for each in lead))
    made = []
    for at, each in enumerate(looks):
        before, behind = looks[at - 1] if at else None, looks[at + 1] if at + 1 < size else None
        keys = each.keys
        made.append(
            [
                at,
                size - at,
                size,
                100 * at // size,
                at - core[0],
                core[1] - at,
                min(told[at], 50),
                min(told[-1] - told[at + 1], 50),
                100 * words[at] // max(words[-1], 1),
                min(at - last[at], 40),
                min(following[at] - at, 40),
                looks[last[at]].words if last[at] >= 0 else -1,
                looks[following[at]].words if following[at] < size else -1,
                told[min(size, at + 4)] - told[max(0, at - 3)],
                told[min(size, at + 9)] - told[max(0, at - 8)],
                cues[min(size, at + 6)] - cues[max(0, at - 5)],
                told[-1],
                _share(keys, before),
                _share(keys, behind),
                _share(behind.keys, each) if behind else -1,
                100 * len(keys & about) // max(len(keys), 1),
                len(keys & about),
            ]
        )
    return made


def _nearest_told(looks: Sequence[Look]) -> tuple[list[int], list[int]]:
    """For each block the last paragraph before it and the next behind; far away if none."""
    last, following = [-40] * len(looks), [len(looks) + 40] * len(looks)
    near = -40
    for at, each in enumerate(looks):
        last[at] = near
        near = at if each.told else near
    near = len(looks) + 40
    for at in range(len(looks) - 1, -1, -1):
        following[at] = near
        near = at if looks[at].told else near
    return last, following


def _share(keys: frozenset[str], other: Look | None) -> int:
    if other is None or not keys:
        return -1 if other is None else 0
    return 100 * len(keys & other.keys) // len(keys)


_SHAPE = re.compile(r"[^\W\d_]+|\d+")


def _shape(text: str) -> str:
    """The first words of a line as letters for how they are written: "Ana said 14" is "T a 0"."""
    return _SHAPE.sub(_written, " ".join(text[:60].split(None, 4)[:4]))


def _written(match: re.Match[str]) -> str:
    word = match[0]
    if word[0].isdigit():
        return "0"
    return "A" if word.isupper() else "T" if word[0].isupper() else "a"


def _forms(sheet: Sheet) -> list[list[int]]:
    looks, core = sheet.looks, sheet.core
    shapes = [_shape(each.text) for each in looks]
    firsts = [each.text.split(None, 1)[0] for each in looks]
    labels = [head if mark else "" for head, mark, _ in (e.text[:40].partition(":") for e in looks)]
    counts = Counter(shapes), Counter(firsts), Counter(labels)
    share = 100 * sum(each.told for each in looks) // len(looks)
    runs, to_told = _runs(looks)
    made, seen = [], set[str]()
    cues = footers = inside = 0
    for at, each in enumerate(looks):
        before, behind = looks[at - 1] if at else None, looks[at + 1 : at + 2]
        around = {before.text if before else "", *(other.text for other in behind)}
        made.append(
            [
                min(counts[0][shapes[at]], 20),
                min(counts[1][firsts[at]], 20),
                min(counts[2][labels[at]], 20) if labels[at] else 0,
                each.text in seen,
                each.text in around,
                before is not None and before.text[-1] == ":",
                before is not None and before.bullet,
                bool(behind) and behind[0].bullet,
                min(cues, 20),
                min(footers, 10),
                min(inside, 20),
                share,
                at > 0 and shapes[at - 1] == shapes[at],
                bool(behind) and shapes[at + 1] == shapes[at],
                min(to_told[at], 20),
                min(runs[at], 40),
                any(name in each.text[:200].lower() for name in sheet.authors),
            ]
        )
        seen.add(each.text)
        cues = 0 if each.told else cues + (each.cue is not None)
        footers += each.cue == "footer"
        inside += at >= core[0] and each.cue is not None
    return made


def _runs(looks: Sequence[Look]) -> tuple[list[int], list[int]]:
    """How many blocks that are no paragraphs stand together; how many cues before the next."""
    runs, to_told = [0] * len(looks), [0] * (len(looks) + 1)
    start = 0
    for at, each in enumerate(looks):
        if each.told:
            runs[start:at] = [at - start] * (at - start)
            start = at + 1
    runs[start:] = [len(looks) - start] * (len(looks) - start)
    for at in range(len(looks) - 1, -1, -1):
        to_told[at] = 0 if looks[at].told else to_told[at + 1] + (looks[at].cue is not None)
    return runs, to_told


def _drafts(sheet: Sheet) -> list[list[int]]:
    told = [role in _BODY for role in sheet.roles]
    made = []
    for at, drafted in enumerate(sheet.roles):
        row = [int(drafted == role) for role in _DRAFTED]
        for there in (at - 2, at - 1, at + 1, at + 2):
            row.append(int(told[there]) if 0 <= there < len(told) else -1)
        made.append(row)
    return made
