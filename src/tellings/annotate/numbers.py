"""What a number in figures or words comes to: "1,200", "two and a half", "3.5 million".

Used by `times` (how many days) and `quantities`. The words are data: lang/en/numbers.toml.
"""

import re
from collections.abc import Iterable, Mapping

from tellings.lang import table

FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")
ORDINAL_FIGURE = re.compile(r"(\d{1,4})(?:st|nd|rd|th)")
WORD = re.compile(r"\d+/\d+|\d[\d,]*(?:\.\d+)?(?:st|nd|rd|th)?|[^\W\d_]+|[½¼¾]")
# A longer run of digits than this is a serial number, not a count.
MOST_DIGITS = 18


def number(text: str, language: str = "en") -> float | None:
    """The number these words say; none where they are no number.

    >>> number("1,200"), number("twenty-four"), number("two hundred and fifty")
    (1200, 24, 250)
    >>> number("3.5 million"), number("two and a half"), number("houses")
    (3500000, 2.5, None)
    """
    value = _sum(WORD.findall(text.lower()), table(language, "numbers"))
    if value is None:
        return None
    return int(value) if value == int(value) else value


def ordinal(text: str, language: str = "en") -> int | None:
    """The rank these words say.

    >>> ordinal("third"), ordinal("21st"), ordinal("twenty-first"), ordinal("red")
    (3, 21, 21, None)
    """
    word = text.lower().strip()
    if figure := ORDINAL_FIGURE.fullmatch(word):
        return int(figure[1])
    data = table(language, "numbers")
    tens, _, unit = word.replace(" ", "-").rpartition("-")
    rank = data["ordinals"].get(unit)
    if rank is None or (tens and tens not in data["cardinals"]):
        return None
    return int(rank) + int(data["cardinals"].get(tens, 0))


def _sum(parts: Iterable[str], data: Mapping[str, Mapping[str, float]]) -> float | None:
    cardinals, scales, fractions = data["cardinals"], data["scales"], data["fractions"]
    total, running, seen = 0.0, 0.0, False
    for part in parts:
        if part in cardinals:
            running, seen = running + cardinals[part], True
        elif FIGURE.fullmatch(part) and len(part) <= MOST_DIGITS:
            running, seen = running + float(part.replace(",", "")), True
        elif part in scales:
            running = (running or 1) * scales[part]
            seen = True
            if scales[part] > 100:
                total, running = total + running, 0.0
        elif part in fractions:
            running, seen = running + fractions[part], True
        elif part not in ("and", "a", "an", "of"):
            return None
    return total + running if seen else None
