"""Find time expressions in the told sentences; `resolve` says which days they mean.

The patterns are data (lang/en/times.toml). They are tried only where a word can open a time
expression and a word such as a month or a unit stands near, so that most of a text costs one
look at each word.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from tellings.lang import FIGURES, likely, vocabulary, words
from tellings.model.document import Article
from tellings.model.span import Span, Spans

WORD = re.compile(r"[^\W\d_]+|\d+")
# An expression opens at most this many words before the word that makes it one.
REACH = 5
# The words that a pattern needs stand in so many characters from its start.
LONGEST = 150


class Expression(NamedTuple):
    """A time expression as printed: the kind of its pattern, and the parts that names.

    ``sentence`` is where it stands: its verbs tell whether a bare weekday lies ahead.
    """

    span: Span
    sentence: Span
    kind: str
    parts: tuple[tuple[str, str], ...]


def expressions(article: Article, sentences: Spans) -> tuple[Expression, ...]:
    """The time expressions of the sentences, in order; they do not overlap."""
    language = "en"
    text = article.text
    found: list[Expression] = []
    for sentence in sentences:
        found += _in(text, sentence, language)
    return tuple(found)


def _in(text: str, sentence: Span, language: str) -> Iterator[Expression]:
    if _telling(language).isdisjoint(vocabulary(sentence.of(text))):
        return
    done = sentence.start
    for start in _openings(text, sentence, language):
        if start < done:
            continue
        expression = _at(text, start, sentence, language)
        if expression is not None:
            yield expression
            done = expression.span.end


def _openings(text: str, sentence: Span, language: str) -> Iterator[int]:
    """Where an expression may open: a known word with a telling one at most `REACH` words on."""
    triggers, openers = _lexicon(language)
    found = [(match.start(), match[0].lower()) for match in WORD.finditer(text, *sentence)]
    done = 0
    for at, (start, word) in enumerate(found):
        if word in triggers or word[0].isdigit():
            yield from (
                each for each, opener in found[max(done, at - REACH) : at] if opener in openers
            )
            yield start
            done = at + 1


@cache
def _telling(language: str) -> frozenset[str]:
    """The words of which every expression holds one, figures as `vocabulary` writes them."""
    return words(language, "times", "triggers") | FIGURES


@cache
def _lexicon(language: str) -> tuple[frozenset[str], frozenset[str]]:
    return words(language, "times", "triggers"), words(language, "times", "openers")


def _at(text: str, start: int, sentence: Span, language: str) -> Expression | None:
    """The longest expression that starts here; of two as long, the first pattern's."""
    best, kind = None, ""
    known = vocabulary(text[start : min(start + LONGEST, sentence.end)])
    for pattern in likely(language, "times", "time", known):
        match = pattern.regex.match(text, start, sentence.end)
        if match and (best is None or match.end() > best.end()):
            best, kind = match, pattern.extra["kind"]
    if best is None or best.end() == start:
        return None
    parts = tuple((name, part) for name, part in best.groupdict().items() if part)
    return Expression(Span(start, best.end()), sentence, kind, parts)
