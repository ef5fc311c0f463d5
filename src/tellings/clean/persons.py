"""Names of authors out of the fields and lines that hold them.

Such a field is a name, or several names with commas and ands, job titles, houses, handles and
addresses between them; or the account that put the text into the system.
"""

import re

from tellings.clean.told import plain, tidy
from tellings.lang import table, words

# "By", and a word before it, in the languages of the byline patterns.
_BY = re.compile(
    r"^(?:(?:written|reported|story|analysis|text|words|eine? \w+) )?(?:by|von|par|por|di|av|door)"
    r"(?::|\s)\s*",
    re.IGNORECASE,
)
_BREAK = re.compile(r"\s*(?:[,;|/&•·\n]|\b(?:and|und|et)\b)\s*", re.IGNORECASE)
# "y", "e" and the like stand inside names, too: they part two names of two words or more.
_SOFT_AND = re.compile(r"(?<=\s)(?:y|e|og|och|en|ja|ve|i|és)(?=\s)", re.IGNORECASE)
# "Text: Ana Brel": whatever the word before the colon is, it is no name.
_LABEL = re.compile(r"^\w[\w ]{0,20}:\s+")
_ADDRESS = re.compile(r"\S*(?:://|@)\S*")
_AFTER = re.compile(r"\s*(?:\([^()]*\)|\[[^\[\]]*\])\s*$")
_RANK = frozenset({"jr", "sr", "ii", "iii", "iv", "phd", "ph d", "md", "m d"})
_HOST = re.compile(r"^(?:www\.)?[\w-]+(?:\.[\w-]+)*\.[a-z]{2,12}$")
# More words are a sentence or a post at a university.
_MOST_WORDS = 6
_LONGEST_FIELD = 600


def is_byline(line: str) -> bool:
    """Whether a line says that it names who wrote it: "By" and what looks like a person.

    >>> is_byline("von Dr. Ana Brel"), is_byline("By Monday")
    (True, False)
    """
    found = _BY.match(line)
    return found is not None and any(is_person(each) for each in persons(line))


def persons(value: str) -> list[str]:
    """The names in a field for authors, jobs and addresses left out.

    >>> persons("By Ana Brel, senior reporter, and Ivo Tarn Jr.")
    ['Ana Brel', 'Ivo Tarn Jr.']
    >>> persons("ana@dispatch.example"), persons("https://dispatch.example/ana"), persons("4711")
    ([], [], [])
    """
    value = _LABEL.sub("", _BY.sub("", _ADDRESS.sub("", tidy(value)[:_LONGEST_FIELD])))
    found: list[str] = []
    for part in _BREAK.split(value):
        for name in _softly(part):
            bare = _bare(name)
            if found and plain(name) in _RANK:
                found[-1] += f", {name}"
            elif _fits(bare) and not (found and _is_job(bare)):
                found.append(bare)
    return list(dict.fromkeys(found))


def _bare(name: str) -> str:
    """Without brackets behind it, strokes, and a full stop that ends no short form."""
    bare = _AFTER.sub("", name).strip(" :-–—")
    return bare.rstrip(".") if len(bare.split(" ")[-1]) > len("Jr..") else bare


def _is_job(part: str) -> bool:
    """Whether what stands behind a name says what the person is: it ends in a job's name."""
    jobs = str(table("en", "furniture")["macros"]["jobs"]).split()
    return part.islower() or part.split()[-1].casefold() in jobs


def _softly(part: str) -> list[str]:
    cut = _SOFT_AND.split(part)
    if len(cut) > 1 and all(len(each.split()) >= 2 for each in cut):
        return [each.strip() for each in cut]
    return [part.strip()]


def _fits(name: str) -> bool:
    if not any(char.isalpha() for char in name) or any(char.isdigit() for char in name):
        return False  # an account, a date
    return len(name.split()) <= _MOST_WORDS and plain(name) not in words(
        "any", "furniture", "accounts"
    )


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
