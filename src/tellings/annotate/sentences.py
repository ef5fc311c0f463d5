"""Cut the told pieces of an article into sentences.

A sentence ends at a full stop, question or exclamation mark, with its closing marks, before a
blank and something that can open a sentence. Abbreviations and initials end none.
"""

import re
from collections.abc import Iterator

from tellings.lang import words
from tellings.model.document import TOLD, Article
from tellings.model.span import Span, Spans, trimmed

END = re.compile(r"[.!?…]+[\"”’'»)\]]*(?=\s+[\"“‘'«(\[$£€]*[A-Z0-9À-ÖØ-Þ])")
LAST_WORD = re.compile(r"[\w.]+\Z")


def sentences(article: Article) -> Spans:
    """The sentences of every told piece, in order."""
    told = (piece for piece in article.pieces if piece.role in TOLD)
    return tuple(each for piece in told for each in split(article.text, piece.span))


def split(text: str, within: Span) -> Iterator[Span]:
    """The sentences of one stretch.

    >>> text = "The U.S. envoy left. Mr. Orban stayed."
    >>> [span.of(text) for span in split(text, Span(0, len(text)))]
    ['The U.S. envoy left.', 'Mr. Orban stayed.']
    """
    start = within.start
    for match in END.finditer(text, *within):
        if match[0].startswith(".") and _abbreviated(text, start, match.start()):
            continue
        if sentence := trimmed(text, start, match.end()):
            yield sentence
        start = match.end()
    if sentence := trimmed(text, start, within.end):
        yield sentence


def _abbreviated(text: str, start: int, at: int) -> bool:
    """Whether the full stop belongs to the word before it."""
    if text[at : at + 3] == "...":
        return True
    match = LAST_WORD.search(text[max(start, at - 12) : at])
    word = match[0] if match else ""
    if len(word) == 1 and word.isupper():
        return True
    if re.fullmatch(r"(?:[A-Za-z]\.)+[A-Za-z]", word):
        # "U.S." and "a.m." may end a sentence; before a name they mostly do not.
        return not re.match(r"\.\s+(?:The|A|An|He|She|It|But|In|On|They)\b", text[at : at + 8])
    return word in words("en", "abbreviations", "before_names")
