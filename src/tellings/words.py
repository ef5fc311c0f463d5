"""Words as printed and as compared.

A `Token` keeps where a word stands and its normal form: small letters, one apostrophe, no
diacritics lost, possessive kept. Two printings are compared by normal forms and shown as
printed (CollateX's ``t`` and ``n``).
"""

import re
from functools import lru_cache
from typing import NamedTuple

# Letters and digits, joined by what stands inside words and numbers ("U.S.", "let's",
# "full-scale" is two words: publishers differ in hyphens and the contract sets them aside).
WORD = re.compile(
    r"[^\W_]+(?:(?=['\u2019\u02bc.,%])"
    r"(?:['\u2019\u02bc][^\W_]+)*(?:(?<=[A-Za-z])\.[A-Za-z]\b\.?)*(?:[.,]\d+)*%?)?"
)
# The words of a stretch of at most so many characters, a paragraph, are kept for the next time.
KEPT = 2000
_GLYPHS = str.maketrans({"\u2019": "'", "\u2018": "'", "\u02bc": "'"})


class Token(NamedTuple):
    """A word: where it stands and what it is compared by."""

    start: int
    end: int
    norm: str


def normal(word: str) -> str:
    """The form two printings of a word are compared by.

    >>> normal("U.S."), normal("It\u2019s")
    ('us', "it's")
    """
    if word.isalpha():
        return word.lower()
    return word if word[0].isdigit() else word.translate(_GLYPHS).lower().replace(".", "")


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The words of a stretch of text.

    >>> [t.norm for t in tokens("The U.S. won\u2019t pay $1,200.50.")]
    ['the', 'us', "won't", 'pay', '1,200.50']
    """
    stop = len(text) if end is None else end
    if stop - start > KEPT:
        return _tokens(text, start, stop)
    return list(_kept(text, start, stop))


def _tokens(text: str, start: int, stop: int) -> list[Token]:
    # Every word of every text goes through here: the tuple itself is made in half the time.
    return [
        _new(Token, (*m.span(), word.lower() if (word := m[0]).isalpha() else normal(word)))
        for m in WORD.finditer(text, start, stop)
    ]


_new = tuple.__new__


# Every stage asks for the words of the same sentences: four times of five they are known.
@lru_cache(maxsize=1024)
def _kept(text: str, start: int, stop: int) -> tuple[Token, ...]:
    return tuple(_tokens(text, start, stop))
