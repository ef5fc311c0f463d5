"""Whether a name is a person's, or that of a house: what `authors` chooses by."""

import re

from tellings.clean.told import plain
from tellings.lang import words

_HOST = re.compile(r"^(?:www\.)?[\w-]+(?:\.[\w-]+)*\.[a-z]{2,12}$")


def is_person(name: str, houses: frozenset[str] = frozenset()) -> bool:
    """Whether a name out of a line of text looks like a person's: such lines hold all sorts.

    >>> is_person("Ana Brel"), is_person("Getty Images"), is_person("Follow us")
    (True, False, False)
    """
    parts = name.split()
    if any(char.isdigit() or char in ':!?"' for char in name) or len(parts) > 5:
        return False
    if words("any", "furniture", "houses") & {part.strip(".,").casefold() for part in parts}:
        return False
    if parts and plain(parts[0]) in houses:  # a house and its desk
        return False
    if name.lower() == name.upper():  # a script without capitals
        return 2 <= len(name) <= 20
    return len(parts) >= 2 and parts[0][0].isupper() and parts[-1][0].isupper()


def is_house(name: str, houses: frozenset[str]) -> bool:
    """Whether a name is the publisher's, or an address, and so nobody's.

    >>> is_house("dispatch.example", frozenset()), is_house("Ana Brel", frozenset({"brel daily"}))
    (True, False)
    """
    said = plain(name)
    if " " not in said and any(said in house.split() for house in houses):
        return True
    return said in houses or said.replace(" ", "") in houses or _HOST.match(name) is not None
