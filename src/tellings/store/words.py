"""A query as a user types it: words and "phrases", never the syntax of a database.

The words are cut as the tables of words cut them (SQLite's ``unicode61``: letters, digits and
what is for private use), and compared without case and diacritics.
"""

import re
import unicodedata

# A mark on a letter belongs to its word.
_WORD = re.compile("(?:[^\\W_]|[\ue000-\uf8ff])(?:[^\\W_]|[\ue000-\uf8ff]|[\u0300-\u036f])*")
# Marks a phrase may stand between, as a keyboard or a word processor writes them.
_MARKS = str.maketrans(dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb", '"'))


def terms(query: str) -> tuple[str, ...]:
    """The words, and the phrases between marks, each as words with a blank between.

    >>> terms('flood "River wall" at-Osk')
    ('flood', 'River wall', 'at', 'Osk')
    """
    found: list[str] = []
    for number, part in enumerate(query.translate(_MARKS).split('"')):
        here = words(part)
        found += [" ".join(here)] if number % 2 and here else here
    return tuple(found)


def words(text: str) -> list[str]:
    """The words of a text, as they stand.

    >>> words("Łódź's rains, 1,200")
    ['Łódź', 's', 'rains', '1', '200']
    """
    return _WORD.findall(text)


def folded(word: str) -> str:
    """A word as it is compared.

    >>> folded("Zürich"), folded("ZURICH")
    ('zurich', 'zurich')
    """
    if word.isascii():
        return word.lower()
    whole = unicodedata.normalize("NFD", word.lower())
    return "".join(each for each in whole if unicodedata.category(each)[0] != "M")
