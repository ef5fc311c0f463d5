"""The tokens of a paragraph as the network reads them: words, clitics and single points.

"don't" is two tokens and "U.S." one; a hyphen joins. The pieces of a word that the network has
learned something about (its ending, its shape) are numbers here, no strings.
"""

import re
from bisect import bisect_right
from itertools import chain
from typing import NamedTuple
from zlib import crc32

TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:[-.,&'\u2019](?=[^\W_])[^\W_]+)*|\.{2,}|-{2,}|[^\s]"
)
CLITIC = re.compile(r"(?:n['\u2019]t|['\u2019](?:s|re|ve|ll|d|m))\Z", re.IGNORECASE)
APOSTROPHE = re.compile(r"['\u2019]")
# Tables of endings and beginnings have so many rows; words meet by chance, as hashes do.
ENDINGS = 2048
SHORT_ENDINGS = 512
BEGINNINGS = 2048
# Longer words are read by their first letters: nothing told hangs on the rest.
LONGEST = 40


class Pieces(NamedTuple):
    """What a token is looked up by: hashes of its forms, and rows of the small tables."""

    forms: tuple[int, ...]
    word: int
    ending: int
    short_ending: int
    beginning: int
    shape: int


def cut(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where the tokens of a stretch stand.

    >>> text = "The U.S. won't (yet) pay Lind's crew."
    >>> [text[a:b] for a, b in cut(text, 0, len(text))]
    ['The', 'U.S.', 'wo', "n't", '(', 'yet', ')', 'pay', 'Lind', "'s", 'crew', '.']
    """
    found = [match.span() for match in TOKEN.finditer(text, start, end)]
    marks = [match.start() for match in APOSTROPHE.finditer(text, start, end)]
    if not marks:
        return found
    held = {bisect_right(found, (mark, end)) - 1 for mark in marks}
    parts = (_parted(text, *each) if at in held else (each,) for at, each in enumerate(found))
    return list(chain.from_iterable(parts))


def _parted(text: str, first: int, last: int) -> tuple[tuple[int, int], ...]:
    """A token without its clitic, and this."""
    clitic = CLITIC.search(text, first + 1, last) if last - first > 1 else None
    return ((first, clitic.start()), (clitic.start(), last)) if clitic else ((first, last),)


def hashed(form: str) -> int:
    """The number a form is known by in the tables: 32 bits of its letters."""
    return crc32(form.encode("utf-8", "surrogatepass"))


def pieces(token: str) -> Pieces:
    """What a token is looked up by.

    >>> pieces("Said").word == pieces("said").word, pieces("Said").shape == pieces("said").shape
    (True, False)
    """
    plain = token[:LONGEST]
    if not plain.isascii():
        plain = plain.translate(STRAIGHT)
    small = plain.lower()
    word = hashed(small)
    forms = [word if small == plain else hashed(plain), word]
    if "-" in small[1:-1]:
        forms.append(hashed(small.rpartition("-")[2]))
    return Pieces(
        tuple(forms),
        word,
        hashed(small[-3:]) % ENDINGS,
        hashed(small[-2:]) % SHORT_ENDINGS,
        hashed(small[:3]) % BEGINNINGS,
        shape(plain),
    )


STRAIGHT = str.maketrans("\u2018\u2019\u201c\u201d", "''\"\"")
SHAPES = 48


def shape(token: str) -> int:
    """The shape of a token as a number: its case, digits in it, its marks, its length.

    >>> shape("Lind") == shape("Mayor"), shape("US") == shape("us")
    (True, False)
    """
    if not token[0].isalnum() and len(token) == 1:
        return POINTS.find(token) + 1
    letters = token.isalpha()
    digits = 0 if letters else sum(each.isdigit() for each in token)
    if digits:
        case = 0 if digits == len(token) else 1
    elif token.isupper():
        case = 2 if len(token) == 1 else 3
    elif token[0].isupper():
        case = 4 if token[1:].islower() else 5
    else:
        case = 6 if token.islower() else 7
    inner = not (letters or token.isalnum())
    return 24 + case * 3 + (2 if inner else 1 if len(token) < 4 else 0)


# Points with a shape of their own; every other one has the shape 0.
POINTS = "\",.:;?!()-'$%&[]/\u2013\u2014\u2026#"
