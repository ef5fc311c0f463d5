"""Words by what they mean for finding likeness: stems, less the words every sentence has.

A stem stands for a word's family (Snowball); words of one meaning in news ("refused",
"declined") are one stem by the synonym lists of the language.
"""

from functools import cache, lru_cache

import Stemmer

from tellings.lang import table, words
from tellings.words import Token, tokens


@cache
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("english")


# Bounded: a stream that never ends brings new words without end.
@lru_cache(maxsize=1 << 17)
def root(word: str) -> str:
    """The stem of a normal form itself.

    >>> root("refused"), root("refuses")
    ('refus', 'refus')
    """
    return str(_stemmer().stemWord(word.removesuffix("'s").removesuffix("'")))


@cache
def stem(word: str) -> str:
    """The stem of a normal form, or of its synonym group.

    >>> stem("refused") == stem("declining")
    True
    """
    found = root(word)
    return _groups().get(found, found)


@cache
def _groups() -> dict[str, str]:
    found: dict[str, str] = {}
    for line in table("en", "synonyms")["groups"]:
        members = [str(_stemmer().stemWord(word)) for word in line.split()]
        for member in members:
            found.setdefault(member, f"={members[0]}")
    return found


def is_content(token: Token) -> bool:
    """Whether a word says something by itself.

    >>> [t.norm for t in tokens("He said the dam was open") if is_content(t)]
    ['dam', 'open']
    """
    return token.norm.removesuffix("'s") not in words("en", "synonyms", "stop")


def stems(text: str, start: int = 0, end: int | None = None) -> list[str]:
    """The stems of the content words of a stretch, in order."""
    return [stem(token.norm) for token in tokens(text, start, end) if is_content(token)]
