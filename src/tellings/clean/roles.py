"""Which part of the page plays which role: one labeller for pasted text and for HTML.

Rules make a draft (`draft`). Then two forests weigh each block, with what the rules made of it:
whether it is told (the body of the article), and which other part it is. Body and headline are
chosen for the whole page. What kind of furniture a block is, the rules say alone; and where the
markup leaves no doubt nothing is weighed.
"""

import json
import os
from collections.abc import Sequence
from functools import cache

from tellings.clean.draft import drafted
from tellings.clean.features import NAMES, rows
from tellings.clean.looks import Block, Look, credit_label
from tellings.clean.setting import bare_letters
from tellings.clean.sheet import Sheet
from tellings.errors import LanguageError
from tellings.forest import Forest, planted
from tellings.model.document import Piece, Role
from tellings.model.span import Span, trimmed

# The classes of the second forest, the commonest first.
PARTS: tuple[Role, ...] = (
    "other", "body", "subheading", "headline", "dek", "byline", "published", "caption", "credit",
    "alt", "bio",
)  # fmt: skip
_HEADLINE = PARTS.index("headline")
# In doubt the rules hold: trees must give a chance of two in three against them.
_IN_DOUBT = 600
# What it costs to turn from body to what is none, or back: lines that stand together belong
# together; the elements of a page say so already. (On held-out folds 20.2 in 100 pasted pages are
# right to the line without it, 21.0 with it; more costs the paragraphs of live pages, #3.)
_TURN_OF_LINES = 700
_TURN_OF_ELEMENTS = 200
# A paragraph of this score is body whatever stands around it: at 600 an entry of a live page among
# the samples is lost, at 0 half of what the turns gain (#3).
_SURE = 400
# What "other" loses against the parts that readers look for: the logarithm of 0.5.
_OTHER_LESS = 710
# A headline needs this score (a chance of about one in ten beside the class "other").
_LEAST_HEADLINE = -2300
# What the rules' own part has before the others: with it bylines of pasted pages gain 3 points
# and deks of HTML lose 5; at 1500 captions lose 3 and dates of HTML 4 (held-out folds, #3).
_SURER = 600
# What the rules' own headline has before the others: 75.0 without, 76.7 with 1500, 73.5 with 2200
# (held-out folds of the pasted pages, #3).
_DRAFTED = 1500
# What a block has before the others that stands over a byline or a date: it changes nothing on the
# dev pages (76.7, 76.9), and keeps an entry of a live page from being its headline.
_SIGNED = 1500
_SIGNS = frozenset({PARTS.index("byline"), PARTS.index("published")})
# The headline stands at most so many blocks behind the first paragraph (a dek or a picture may
# come before it).
_BEHIND = 2
# A paragraph that opens an article has so many characters; what is shorter may be its kicker.
_OPENING = 60
# A subheading of more words is a paragraph.
_LONGEST_SUBHEADING = 20

# Pages of fewer blocks are left to the rules: of 1,656 pages that the trees have seen 2 were so
# short (#3).
_FEWEST = 8
# A text of which the rules find less than this to be furniture is left to them, too: it was cleaned
# before, and no page that the trees have seen was. (A corpus of such news lost 3 pieces in 100
# of the told, and 1 point of grouping, #3.)
_FURNISHED = 0.15
_BODY: frozenset[Role] = frozenset({"body", "subheading", "list"})
# Roles that are sure where words and place agree on them; lines like those that say when an
# article came out stand by the dozen on cards of others (#3).
_CUED: frozenset[Role] = frozenset({"byline", "bio", "promo", "teaser", "nav", "footer", "other"})
# What rules find between the paragraphs of an article.
_BETWEEN: frozenset[Role] = frozenset({"promo", "caption", "credit", "alt", "bio", "published"})
_FURNITURE: frozenset[Role] = frozenset({"kicker", "promo", "teaser", "nav", "footer", "other"})

_NUMBERS = os.path.join(os.path.dirname(__file__), "roles.json")


def label(text: str, blocks: Sequence[Block], *, title: str | None = None) -> list[Piece]:
    r"""The pieces of a text whose blocks are known; a caption's credit is a piece of its own.

    >>> page = "Dam breaks near Tarn\n\nThe dam above Tarn broke early on Monday, police said."
    >>> [piece.role for piece in label(page, [Block(Span(0, 20)), Block(Span(22, 76))])]
    ['headline', 'body']
    """
    sheet = drafted(text, [each for each in blocks if not each.sure], title)
    labelled = iter(zip(sheet.looks, labels(sheet), strict=True))
    pieces: list[Piece] = []
    for block in blocks:
        if block.sure:
            pieces.append(Piece(block.hint or "other", block.span))
        else:
            pieces += _pieces(text, *next(labelled))
    return pieces


@cache
def forests() -> tuple[Forest, Forest]:
    """The trees that are shipped: of the body, and of the other parts."""
    with open(_NUMBERS, encoding="utf-8") as file:
        numbers = json.load(file)
    if numbers["features"] != list(NAMES) or numbers["parts"] != list(PARTS):
        raise LanguageError("clean/roles.json: grown for other features; run training/roles.py")
    return planted(numbers["forests"]["body"]), planted(numbers["forests"]["parts"])


def labels(sheet: Sheet, trees: tuple[Forest, Forest] | None = None) -> list[Role]:
    """The role of each block; ``trees`` are others than those shipped."""
    looks = sheet.looks
    if len(looks) < _FEWEST or _bare(sheet):
        return [role or "other" for role in sheet.roles]
    body, parts = trees or forests()
    table = rows(sheet)
    told = _body_of(sheet, [body.scores(row)[0] for row in table])
    stop = _stop(looks, told)
    scores = [
        parts.scores(row) if at < stop or _weighs(each, sheet.roles[at], told[at]) else ()
        for at, (each, row) in enumerate(zip(looks, table, strict=True))
    ]
    headline = _headline(sheet, scores[:stop])
    found: list[Role] = []
    for at, (each, draft) in enumerate(zip(looks, sheet.roles, strict=True)):
        if at == headline:
            found.append("headline")
        elif each.block.hint == "alt":
            found.append("alt")
        elif told[at]:
            found.append(_of_body(each, draft, scores[at]))
        else:
            found.append(_of_rest(each, draft, scores[at]))
    return found


def _weighs(each: Look, draft: Role | None, told: bool) -> bool:
    """Whether the second forest has a say in what a block behind the headline is."""
    if told:
        return each.words <= _LONGEST_SUBHEADING
    return each.block.hint != "alt" and not _settled(each, draft)


def _settled(each: Look, draft: Role | None) -> bool:
    """Whether what is no body is what the rules say: a credit, or words and place agree."""
    return draft == "credit" or (draft in _CUED and draft == each.cue)


def _bare(sheet: Sheet) -> bool:
    """Whether a text without markup has hardly anything around its article: somebody cleaned it."""
    furniture = sum(role in _FURNITURE for role in sheet.roles)
    return not sheet.looks[0].block.setting and furniture < _FURNISHED * len(sheet.looks)


def _body_of(sheet: Sheet, scores: Sequence[int]) -> list[bool]:
    """Which blocks are body, by their scores, the draft, and what stands around them."""
    chances = [
        score + (_IN_DOUBT if role in _BODY else -_IN_DOUBT)
        for score, role in zip(scores, sheet.roles, strict=True)
    ]
    turn = _TURN_OF_ELEMENTS if sheet.looks[0].block.setting else _TURN_OF_LINES
    among = _told(chances, [role in _BETWEEN for role in sheet.roles], turn)
    return [
        body or (chance > _SURE and each.told)
        for body, chance, each in zip(among, chances, sheet.looks, strict=True)
    ]


def _told(scores: Sequence[int], alone: Sequence[bool], turn: int) -> list[bool]:
    """Which blocks are body: the choice with the greatest sum of scores less its turns (Viterbi).

    What is ``alone`` stands between paragraphs without parting them, and its score decides.

    >>> _told([900, -100, 800, -900], [False] * 4, 200)
    [True, True, True, False]
    >>> _told([900, -100, 800, -900], [False, True, False, False], 200)
    [True, False, True, False]
    """
    best = (0, 0)  # so far, the last block being none of the body, and being of it
    before: list[tuple[bool, bool]] = []  # what the block before was, in each of the two cases
    for score, by_itself in zip(scores, alone, strict=True):
        if by_itself:
            before.append((False, True))
            continue
        was = best[1] - turn > best[0], best[1] >= best[0] - turn
        best = max(best[0], best[1] - turn), max(best[1], best[0] - turn) + score
        before.append(was)
    told = best[1] > best[0]
    found = []
    for score, by_itself, was in zip(
        reversed(scores), reversed(alone), reversed(before), strict=True
    ):
        found.append(score > 0 if by_itself else told)
        told = was[told]
    return found[::-1]


def _stop(looks: Sequence[Look], told: Sequence[bool]) -> int:
    """Behind the last block that may be the headline."""
    opening = (at for at, each in enumerate(looks) if told[at] and len(each.text) >= _OPENING)
    return min(next(opening, len(looks)) + _BEHIND, len(looks))


def _headline(sheet: Sheet, scores: Sequence[Sequence[int]]) -> int | None:
    """The block over the article that is most like a headline; of several with its words the last.

    A title given with the text names it where it stands there.
    """
    looks = sheet.looks[: len(scores)]
    wanted = bare_letters(sheet.title or "")
    named = [
        at for at, each in enumerate(looks) if wanted and bare_letters(each.text[:400]) == wanted
    ]
    if named:
        return named[-1]
    signs = [max(range(len(PARTS)), key=each.__getitem__) in _SIGNS for each in scores]
    chances = [
        _chance(each)
        + (_DRAFTED if sheet.roles[at] == "headline" else 0)
        + (_SIGNED if any(signs[at + 1 : at + 4]) else 0)
        for at, each in enumerate(scores)
    ]
    best = max(chances, default=_LEAST_HEADLINE)
    if best <= _LEAST_HEADLINE:
        return None
    words = looks[chances.index(best)].text
    return max(at for at, each in enumerate(looks) if each.text == words)


def _chance(scores: Sequence[int]) -> int:
    """How much more a block is like a headline than like anything else."""
    return scores[_HEADLINE] - max(s for at, s in enumerate(scores) if at != _HEADLINE)


def _of_body(each: Look, draft: Role | None, scores: Sequence[int]) -> Role:
    if draft == "list" or (each.bullet and not each.told):
        return "list"
    if not scores or each.words > _LONGEST_SUBHEADING:
        return "body"
    below = scores[PARTS.index("subheading")] > scores[PARTS.index("body")]
    return "subheading" if below else "body"


def _of_rest(each: Look, draft: Role | None, scores: Sequence[int]) -> Role:
    """A part of the article outside its body, or what kind of furniture."""
    if draft is not None and _settled(each, draft):
        return draft
    if draft == "bio" and each.name:  # the author's name once more, behind the article
        return draft
    surer = dict.fromkeys([PARTS.index(draft) if draft in PARTS else 0], _SURER)
    best, part = scores[0] - _OTHER_LESS + surer.get(0, 0), 0
    for at in range(_HEADLINE + 1, len(PARTS)):
        score = scores[at] + surer.get(at, 0)
        if score > best:
            best, part = score, at
    if part:
        return PARTS[part]
    if draft in _FURNITURE:
        return draft
    return "teaser" if each.words >= 5 else "other"


def _pieces(text: str, each: Look, role: Role) -> list[Piece]:
    """The block, a caption's credit as a piece of its own, and a credit without its label."""
    span = each.block.span
    if role == "caption" and each.credit > 0:
        middle = span.start + each.credit
        parts = (trimmed(text, span.start, middle), trimmed(text, middle, span.end))
        if parts[0] and parts[1]:
            return [Piece("caption", parts[0]), *_credited(text, parts[1])]
    if role == "credit":
        return _credited(text, Span(*span))
    return [Piece(role, Span(*span))]


def _credited(text: str, span: Span) -> list[Piece]:
    """Who is credited, behind the word that says so ("Photo:")."""
    label = credit_label(span.of(text))
    name = trimmed(text, span.start + label, span.end) if label else None
    if name is None:
        return [Piece("credit", span)]
    before = trimmed(text, span.start, span.start + label)
    return [Piece("other", before), Piece("credit", name)] if before else [Piece("credit", name)]
