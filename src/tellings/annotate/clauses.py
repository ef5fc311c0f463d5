"""Cut a stretch of a sentence into the things it says.

A cut is made at a semicolon, a dash, a subordinate clause or a coordination, and only where
there is a verb on either side; without a parser a verb is an auxiliary, a known irregular or
present form, or a word in -ed. Too few cuts leave a long claim, which is right if coarse; a
wrong cut makes half a claim: so doubt means no cut.
"""

import re
from bisect import bisect_left
from functools import cache
from itertools import pairwise

from tellings.lang import patterns, words
from tellings.model.span import Span, Spans, trimmed
from tellings.words import Token, tokens

# A clause of fewer words is no claim of its own ("and left"): it stays with its neighbour.
LEAST_WORDS = 3
# The verb of a clause stands among its first words, or it is not the clause's own.
NEAR = 12


@cache
def _verbs(language: str) -> frozenset[str]:
    lists = ("auxiliary", "irregular", "present")
    return frozenset().union(*(words(language, "clauses", each) for each in lists))


def has_verb(found: list[Token], language: str = "en") -> bool:
    """Whether any of the words looks like a finite verb."""
    verbs = _verbs(language)
    return any(norm in verbs or (len(norm) > 4 and norm.endswith("ed")) for _, _, norm in found)


def clauses(text: str, within: Span, keep: Spans = (), language: str = "en") -> Spans:
    """The clauses of a stretch, without connectives and blanks; ``keep`` is never cut into.

    >>> text = "the water rose on Monday and the gates were opened"
    >>> [span.of(text) for span in clauses(text, Span(0, len(text)))]
    ['the water rose on Monday', 'the gates were opened']
    """
    found = tokens(text, *within)
    starts = [token.start for token in found]
    parts = [within.start]
    for start, end in _cuts(text, within, language):
        if _inside(start, keep) or _between_names(text, start, end):
            continue
        left, right = bisect_left(starts, parts[-1]), bisect_left(starts, end)
        before = found[left : min(bisect_left(starts, start), left + NEAR)]
        if _stands(before, language) and _stands(found[right : right + NEAR], language):
            parts.append(end)
    parts.append(within.end)
    made = (_bare(text, Span(a, b), language) for a, b in pairwise(parts))
    return tuple(span for span in made if span)


AND = re.compile(r"\s*and\s+(?=[A-ZÀ-Þ])")
NAME_BEFORE = re.compile(r"(?:[A-ZÀ-Þ][\w.'’-]*|\b(?:he|she|they|it|we|I))\Z")


def _between_names(text: str, start: int, end: int) -> bool:
    """Whether "and" joins two names or a pronoun and a name: "he and Lind had spoken"."""
    joined = AND.match(text, start) or AND.match(text, end)
    return bool(joined and NAME_BEFORE.search(text, max(0, start - 30), start))


def _cuts(text: str, within: Span, language: str) -> list[tuple[int, int]]:
    found = {
        match.start(): match.end()
        for pattern in patterns(language, "clauses", "cut")
        for match in pattern.regex.finditer(text, *within)
    }
    return sorted(found.items())


def _stands(found: list[Token], language: str) -> bool:
    """Whether these words can stand alone."""
    return len(found) >= LEAST_WORDS and has_verb(found, language)


def _inside(at: int, keep: Spans) -> bool:
    """Whether this place lies within one of the spans, which are in order."""
    before = bisect_left(keep, (at, at)) - 1
    return before >= 0 and keep[before].start < at < keep[before].end


def _bare(text: str, span: Span, language: str) -> Span | None:
    """The stretch without a connective before it and marks or commas around it."""
    start, end = span
    while start < end and (text[start].isspace() or text[start] in _EDGES):
        start += 1
    for pattern in patterns(language, "clauses", "lead"):
        if match := pattern.regex.match(text[start:end]):
            start += match.end()
    while end > start and (text[end - 1].isspace() or text[end - 1] in _EDGES):
        if text[end - 1] == "." and _ABBREVIATED.search(text, max(start, end - 5), end):
            break
        if _opened(text, start, end):
            break
        end -= 1
    for pattern in patterns(language, "clauses", "trail"):
        if match := pattern.regex.search(text, start, end):
            end = match.start()
    return trimmed(text, start, end)


def _opened(text: str, start: int, end: int) -> bool:
    """Whether the mark or bracket that closes here was opened within the stretch."""
    opening = _PAIRS.get(text[end - 1])
    return opening is not None and text.count(opening, start, end - 1) % 2 == 1


_PAIRS = {"”": "“", '"': '"', ")": "(", "]": "["}
_ABBREVIATED = re.compile(r"[A-Z]\.[A-Z]\.\Z")
_EDGES = frozenset(re.sub(r"\s", "", ",;:–—-.…") + "\"“”‘’'()[]")
