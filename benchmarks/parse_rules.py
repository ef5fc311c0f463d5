"""Who said what from a dependency parse: rules of our own over spaCy, to compare tellings with.

No package does this for English with its model, so the comparison brings a plain one: a verb of
saying, its subject, and its clause or the words between quotation marks beside it. It is what a
reader of a parser's manual would write in an afternoon, and stands for no published tool.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

Record = dict[str, Any]
# A span as the evaluators read it: start and end, in characters of the text.
Span = tuple[int, int]
# spaCy has no types where it is not installed.
Token = Any
Doc = Any

_SAID = """
    accuse acknowledge add admit agree allege announce argue ask assert believe boast caution
    charge claim comment complain concede conclude confirm contend declare deny disclose emphasize
    estimate expect explain express fear hope indicate insist joke maintain mention note observe
    pledge point predict promise quip read recall recount remark remind reply report respond
    reveal say state stress suggest suspect tell testify think tweet urge vow want warn wonder
    worry write
"""
SAID = frozenset(_SAID.split())
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
CLAUSES = frozenset({"ccomp", "xcomp"})
# Parts of a cue beside its verb, and verbs that share the subject of their head.
VERB_PARTS = frozenset({"aux", "auxpass", "neg", "prt"})
SHARING = frozenset({"conj", "advcl"})
# Between marks, straight or not; a quotation that is never closed runs to the paragraph's end.
QUOTED = re.compile('[“"][^“”"]*(?:[”"]|$)')
EDGE = " \t,.;:!?–—-“”\"'‘’"
# Fewer words between marks are a name or a word held at arm's length.
LEAST_WORDS = 3


class Told(NamedTuple):
    """One attribution, as the places of tokens in their paragraph."""

    content: frozenset[int]
    cue: frozenset[int]
    source: frozenset[int]


def quotations(doc: Doc, base: int) -> Iterator[Record]:
    """The attributions of a parsed paragraph that begins at this character of its text."""
    regions = [_tokens(doc, *each.span()) for each in QUOTED.finditer(doc.text)]
    told = [_whole_regions(each, regions) for each in _told(doc, regions)]
    for each in _with_leftovers(doc, _longest(told), regions):
        content = _spans(doc, each.content, base)
        if content:
            yield {
                "content": content,
                "cue": _spans(doc, each.cue, base),
                "source": _spans(doc, each.source, base),
            }


def _told(doc: Doc, regions: list[frozenset[int]]) -> Iterator[Told]:
    for token in doc:
        if token.lower_ == "according" and (found := _according(token)):
            yield found
        elif token.pos_ == "VERB" and token.lemma_ in SAID:
            # A verb between marks belongs to the one who is quoted.
            within = any(token.i in region for region in regions)
            found = None if within else _said(token)
            if found:
                yield found


def _according(token: Token) -> Told | None:
    """According to someone, and the rest of the sentence."""
    to = next((each for each in token.children if each.lower_ == "to"), None)
    who = next((each for each in to.children if each.dep_ == "pobj"), None) if to else None
    if to is None or who is None:
        return None
    phrase = _below(token)
    content = frozenset(each.i for each in token.sent) - phrase
    return Told(content, frozenset({token.i, to.i}), _below(who))


def _said(token: Token) -> Told | None:
    """A verb with its subject and its clause, or the clause that it stands in the midst of."""
    who = _subject(token)
    if who is None:
        return None
    cue = frozenset({token.i, *(each.i for each in token.children if each.dep_ in VERB_PARTS)})
    source = _below(who) - cue
    clauses = [_below(each) for each in token.children if each.dep_ in CLAUSES]
    content = frozenset().union(*clauses)
    if not content and token.dep_ == "parataxis":
        content = _below(token.head) - _below(token)
    return Told(content - cue - source, cue, source)


def _subject(token: Token) -> Token | None:
    """The subject of a verb, or that of the verb it continues."""
    for _ in range(3):
        for child in token.children:
            if child.dep_ in SUBJECTS:
                return child
        if token.dep_ not in SHARING:
            return None
        token = token.head
    return None


def _whole_regions(told: Told, regions: list[frozenset[int]]) -> Told:
    """A content that reaches into quotation marks takes all between them; none takes the next."""
    others = told.cue | told.source
    touched = [region for region in regions if region & told.content]
    if not told.content:
        near = [region for region in regions if _distance(region, told.cue | told.source) <= 2]
        touched = near[:2]
    return told._replace(content=told.content.union(*touched) - others)


def _distance(region: frozenset[int], others: frozenset[int]) -> int:
    """How many tokens from the end of one to the beginning of the other."""
    if min(region) > max(others):
        return min(region) - max(others)
    return max(min(others) - max(region), 0)


def _longest(told: Iterable[Told]) -> list[Told]:
    """Of attributions with the same content the first, in the order of their cues."""
    kept: list[Told] = []
    for each in sorted(told, key=lambda one: min(one.cue)):
        if each.content and not any(each.content == other.content for other in kept):
            kept.append(each)
    return kept


def _with_leftovers(doc: Doc, told: list[Told], regions: list[frozenset[int]]) -> list[Told]:
    """What stands between marks and is nobody's yet goes to who spoke last in the paragraph."""
    for region in regions:
        words = sum(doc[at].is_alpha for at in region)
        if words < LEAST_WORDS or any(region & each.content for each in told):
            continue
        before = [at for at, each in enumerate(told) if min(each.cue) < min(region)]
        if before:
            last = told[before[-1]]
            told[before[-1]] = last._replace(content=last.content | region)
    return told


def _below(token: Token) -> frozenset[int]:
    return frozenset(each.i for each in token.subtree)


def _tokens(doc: Doc, start: int, end: int) -> frozenset[int]:
    """The tokens that begin within these characters of the paragraph."""
    return frozenset(token.i for token in doc if start <= token.idx < end)


def _spans(doc: Doc, tokens: frozenset[int], base: int) -> list[Span]:
    """Neighbouring tokens as spans of the text, without marks and blanks at their edges."""
    found: list[Span] = []
    for run in _runs(sorted(tokens)):
        start, end = doc[run[0]].idx, doc[run[-1]].idx + len(doc[run[-1]])
        words = doc.text[start:end]
        start += len(words) - len(words.lstrip(EDGE))
        end -= len(words) - len(words.rstrip(EDGE))
        if start < end:
            found.append((base + start, base + end))
    return found


def _runs(places: list[int]) -> Iterator[list[int]]:
    """Stretches of numbers that follow one another.

    >>> list(_runs([1, 2, 5]))
    [[1, 2], [5]]
    """
    run: list[int] = []
    for at in places:
        if run and at != run[-1] + 1:
            yield run
            run = []
        run.append(at)
    if run:
        yield run
