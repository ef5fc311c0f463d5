"""Names of authors out of the fields and lines that hold them.

Such a field is a name, or several names with commas and ands, job titles, houses, handles and
addresses between them; or the account that put the text into the system.
"""

import re

from tellings.clean.names import is_person
from tellings.clean.told import plain, tidy
from tellings.lang import table, words

# "By", and a word before it, in the languages of the byline patterns.
_BY = re.compile(
    r"^(?:(?:written|reported|story|analysis|text|words|eine? \w+) )?(?:by|von|par|por|di|av|door)"
    r"(?::|\s)\s*",
    re.IGNORECASE,
)
_BREAK = re.compile(r"\s*(?:[,;|/&•·\n]|\s[-–—]\s|\b(?:and|und|et)\b)\s*", re.IGNORECASE)
# "y", "e" and the like stand inside names, too: they part two names of two words or more.
_SOFT_AND = re.compile(r"(?<=\s)(?:y|e|og|och|en|ja|ve|i|és)(?=\s)", re.IGNORECASE)
# "Text: Ana Brel": whatever the word before the colon is, it is no name.
_LABEL = re.compile(r"^\w[\w ]{0,20}:\s+")
_ACCOUNT = re.compile(r"^\w*\d{3,}$")
_ADDRESS = re.compile(r"\S*(?:://|@)\S*")
_AFTER = re.compile(r"\s*(?:\([^()]*\)|\[[^\[\]]*\])\s*$")
_RANK = frozenset({"jr", "sr", "ii", "iii", "iv", "phd", "ph d", "md", "m d"})
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


def turned(value: str) -> str:
    """A name that is catalogued by its last part, as it is spoken.

    >>> turned("Brel, Ana"), turned("Ana Brel"), turned("Ana Brel, Ivo Tarn")
    ('Ana Brel', 'Ana Brel', 'Ana Brel, Ivo Tarn')
    """
    last, _, rest = (part.strip() for part in value.partition(","))
    if rest and "," not in rest and len(last.split()) == 1 and len(rest.split()) <= 2:
        return f"{rest} {last}"
    return value


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
    if not any(char.isalpha() for char in name) or _ACCOUNT.match(name):
        return False
    return len(name.split()) <= _MOST_WORDS and plain(name) not in words(
        "any", "furniture", "accounts"
    )
