"""The persons and the house in a byline."""

import re
from functools import cache

from tellings.lang import patterns, words

_SEPARATOR = re.compile(r"\s*(?:[,;|/&·•]|\b(?:and|und|et|y|with|for)\b)\s*")
_PLACE = re.compile(r"\s+(?:in|at|from)\s+(?=[A-Z])")


@cache
def _houses() -> frozenset[str]:
    return words("en", "furniture", "house")


def byline_names(text: str) -> tuple[str, ...]:
    """The names of persons in a byline.

    >>> byline_names("By Ana Brel and Ivo Tarn, Harbour Dispatch")
    ('Ana Brel', 'Ivo Tarn')
    """
    return tuple(name for name, _ in split_byline(text)[0])


Part = tuple[str, int]


def split_byline(text: str) -> tuple[list[Part], Part | None]:
    """The persons of a byline and the house in it, each with where it begins.

    >>> split_byline("By Ana Brel Harbour News")
    ([('Ana Brel', 3)], ('Harbour News', 12))
    """
    start, stop = 0, len(text)
    for each in patterns("en", "furniture", "byline"):
        if (match := each.regex.search(text)) and match["authors"] is not None:
            if match.groupdict().get("publisher"):
                return [], (match["publisher"], match.start("publisher"))
            start, stop = match.span("authors")
            break
    if place := _PLACE.search(text, start, stop):
        stop = place.start()
    return _persons(_parts(text[start:stop], start))


def _persons(parts: list[Part]) -> tuple[list[Part], Part | None]:
    persons: list[Part] = []
    for part, at in parts:
        words = part.split()
        if _is_house(part):
            person, where = _off_the_end(part)
            return ([*persons, (person, at)] if person else persons), (part[where:], at + where)
        if not part[0].isupper() or len(words) > 5 or (persons and len(words) < 2):
            break  # a role, a place or a house of one word: no further names
        persons.append((part, at))
    return persons, None


def _parts(text: str, start: int) -> list[Part]:
    """The stretches between commas, ands and strokes."""
    found: list[Part] = []
    at = 0
    for mark in _SEPARATOR.finditer(text):
        found.append((text[at : mark.start()], start + at))
        at = mark.end()
    found.append((text[at:], start + at))
    bare = [
        (part.strip(" .\u00a0"), begin + len(part) - len(part.lstrip(" .\u00a0")))
        for part, begin in found
    ]
    return [(part, begin) for part, begin in bare if part]


def _is_house(part: str) -> bool:
    return any(word in _houses() for word in part.split())


def _off_the_end(part: str) -> tuple[str, int]:
    """The person before the house, and where the house begins.

    The house's name is taken to begin behind the second word of three or more.
    """
    found = part.split()
    if len(found) < 4 or found[0].lower() == "the":
        return "", 0
    second = part.index(found[1], len(found[0])) + len(found[1])
    where = part.index(found[2], second)
    return part[:second], where
