"""Cut a stretch of a sentence into the things it says.

A cut is made at a semicolon, a dash, a subordinate clause or a coordination, and only where
there is a verb on either side; without a parser a verb is an auxiliary, a known irregular or
present form, or a word in -ed. Too few cuts leave a long claim, which is right if coarse; a
wrong cut makes half a claim: so doubt means no cut.
"""

import re
from bisect import bisect_left
from functools import cache, lru_cache
from itertools import accumulate, pairwise

from tellings.lang import patterns, words
from tellings.model.span import Span, Spans, trimmed
from tellings.words import WORD, normal

# A clause of fewer words is no claim of its own ("and left"): it stays with its neighbour.
LEAST_WORDS = 3
# The verb of a clause stands among its first words, or it is not the clause's own.
NEAR = 12


@cache
def _verbs(language: str) -> frozenset[str]:
    lists = ("auxiliary", "irregular", "present")
    return frozenset().union(*(words(language, "clauses", each) for each in lists))


@lru_cache(maxsize=8192)
def _is_verb(word: str, language: str) -> bool:
    """Whether a word as printed looks like a finite verb."""
    norm = normal(word)
    return norm in _verbs(language) or (len(norm) > 4 and norm.endswith("ed"))


class Words:
    """The words of a stretch, and which of them look like finite verbs.

    The words of a part of it are looked up, not cut again: a sentence is asked for its own, for
    those of what it attributes and for those of each clause.

    >>> words = Words("he left, and they came", Span(0, 22))
    >>> len(words), len(words.within(Span(13, 22))), words.within(Span(3, 7)).has_verb()
    (5, 2, True)
    """

    def __init__(self, text: str, span: Span, language: str = "en") -> None:
        self._text, self._language = text, language
        found = list(WORD.finditer(text, *span))
        self._starts = [match.start() for match in found]
        self._ends = [match.end() for match in found]
        # How many verbs stand before each word.
        verbs = [_is_verb(match[0], language) for match in found]
        self._verbs = list(accumulate(verbs, initial=0))
        self._first, self._end = 0, len(found)

    def within(self, span: Span) -> "Words":
        """Those of a part; one that begins or ends within a word is cut anew."""
        first, end = self.at(span.start), self.at(span.end)
        cut = first and self._ends[first - 1] > span.start
        if cut or (end and self._ends[end - 1] > span.end):
            return Words(self._text, span, self._language)
        part = Words.__new__(Words)
        part._text, part._language = self._text, self._language
        part._starts, part._ends, part._verbs = self._starts, self._ends, self._verbs
        part._first, part._end = first, end
        return part

    def __len__(self) -> int:
        return self._end - self._first

    def at(self, place: int) -> int:
        """The number of the first word that begins at a place or behind it."""
        return bisect_left(self._starts, place, self._first, self._end)

    def has_verb(self) -> bool:
        """Whether any of the words looks like a finite verb."""
        return self._verbs[self._end] > self._verbs[self._first]

    def stands(self, first: int, end: int) -> bool:
        """Whether the words from one to before another can stand alone."""
        end = min(end, self._end)
        return end - first >= LEAST_WORDS and self._verbs[end] > self._verbs[first]


def clauses(text: str, within: Span, words_: Words | None = None, language: str = "en") -> Spans:
    """The clauses of a stretch, of these words, without connectives and blanks.

    >>> text = "the water rose on Monday and the gates were opened"
    >>> [span.of(text) for span in clauses(text, Span(0, len(text)))]
    ['the water rose on Monday', 'the gates were opened']
    """
    found = words_ or Words(text, within, language)
    parts = [within.start]
    for start, end in _cuts(text, within, language):
        if _between_names(text, start, end):
            continue
        left, right = found.at(parts[-1]), found.at(end)
        before = min(found.at(start), left + NEAR)
        if found.stands(left, before) and found.stands(right, right + NEAR):
            parts.append(end)
    parts.append(within.end)
    made = (bare(text, Span(a, b), language) for a, b in pairwise(parts))
    return tuple(span for span in made if span)


AND = re.compile(r"\s*and\s+(?=[A-ZÀ-Þ])")
NAME_BEFORE = re.compile(r"(?:[A-ZÀ-Þ][\w.'’-]*|\b(?:he|she|they|it|we|I))\Z")


def _between_names(text: str, start: int, end: int) -> bool:
    """Whether "and" joins two names or a pronoun and a name: "he and Lind had spoken"."""
    joined = AND.match(text, start) or AND.match(text, end)
    return bool(joined and NAME_BEFORE.search(text, max(0, start - 30), start))


def _cuts(text: str, within: Span, language: str) -> list[tuple[int, int]]:
    stretch = within.of(text)
    found = {
        match.start(): match.end()
        for pattern in patterns(language, "clauses", "cut")
        if pattern.marked(stretch)
        for match in pattern.regex.finditer(text, *within)
    }
    return sorted(found.items())


def bare(text: str, span: Span, language: str = "en") -> Span | None:
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
