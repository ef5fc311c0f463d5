"""Which language a text is written in, by its commonest small words; none when unsure.

Profiles are data (``profiles.toml``). Only the beginning of a text is looked at: a few
thousand words settle it. Scripts that one language of the news uses settle it by themselves.
"""

import os
import re
import tomllib
from collections import Counter
from functools import cache

from tellings.lang import HERE

# Enough words to be sure, few enough to cost nothing beside the rest of the line.
_LOOKED_AT = 20_000
# Small words make 35-50 % of running text in its own language; tables and names have fewer.
_LEAST_SHARE = 0.15
_LEAST_HITS = 4
# The runner-up must stay this far behind (Norwegian and Danish share nine small words of ten).
_MARGIN = 1.08

_WORD = re.compile(r"[^\W\d_]+")
# A script, the first and last of its letters, and the share of a text's letters that settles it.
_SCRIPTS = (
    ("ja", "\u3040", "\u30ff", 0.1),
    ("ko", "\uac00", "\ud7af", 0.3),
    ("zh", "\u4e00", "\u9fff", 0.3),
    ("ar", "\u0600", "\u06ff", 0.3),
    ("he", "\u0590", "\u05ff", 0.3),
    ("el", "\u0370", "\u03ff", 0.3),
    ("hi", "\u0900", "\u097f", 0.3),
    ("th", "\u0e00", "\u0e7f", 0.3),
)


@cache
def _profiles() -> dict[str, tuple[str, ...]]:
    """For each small word the languages it belongs to."""
    with open(os.path.join(HERE, "profiles.toml"), "rb") as file:
        listed = tomllib.load(file)["words"]
    found: dict[str, list[str]] = {}
    for language, words in sorted(listed.items()):
        for word in dict.fromkeys(words.split()):
            found.setdefault(word, []).append(language)
    return {word: tuple(languages) for word, languages in found.items()}


@cache
def small_words() -> frozenset[str]:
    """The commonest small words of all languages: running text is full of them.

    >>> "the" in small_words(), "dam" in small_words()
    (True, False)
    """
    return frozenset(_profiles())


def detect(text: str) -> str | None:
    """The ISO 639-1 code of the text's language; none when it is too short or too mixed.

    >>> detect("The dam was opened in May and it has been full for most of the year.")
    'en'
    >>> detect("Die Talsperre ist im Mai und nicht im Juni in den Betrieb gegangen.")
    'de'
    >>> detect("Tarn 4711") is None
    True
    """
    head = text[:_LOOKED_AT]
    other = bool(head) and max(head) >= "\u0370"
    letters = [char for char in head if char >= "\u0370" and char.isalpha()] if other else []
    every = len(letters) and sum(map(str.isalpha, head))
    for language, first, last, share in _SCRIPTS:
        if letters and sum(first <= char <= last for char in letters) >= share * every:
            return language
    words = _WORD.findall(head.lower())
    hits = _hits(words)
    ranked = sorted(hits.items(), key=lambda each: (-each[1], each[0]))
    if not ranked or ranked[0][1] < max(_LEAST_HITS, _LEAST_SHARE * len(words)):
        return None
    if len(ranked) > 1 and ranked[0][1] < _MARGIN * ranked[1][1]:
        return None
    return ranked[0][0]


def leans_to(language: str, text: str) -> bool:
    """Whether no other language has more small words in a text that is too short to tell.

    >>> leans_to("en", "Dam opened in Tarn"), leans_to("en", "Wir haben keine Zeit")
    (True, False)
    """
    hits = _hits(_WORD.findall(text[:_LOOKED_AT].lower()))
    return hits[language] == max(hits.values(), default=0)


def _hits(words: list[str]) -> Counter[str]:
    """How many small words of each language there are."""
    hits: Counter[str] = Counter()
    known = _profiles()
    for word, count in Counter(words).items():
        for language in known.get(word, ()):
            hits[language] += count
    return hits
