"""Names put together that name one: short and long forms, initials, misspellings, short letters.

Full names first, so that a headline's surname finds its owner. Of two with one surname the title
decides ("Mrs. Lind", "Judge Lind"), then who is named more: the press gives the bare surname to
the one an article is about, and calls the other by the full name.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from tellings.annotate.names import Named
from tellings.lang import table, words
from tellings.model.annotation import EntityKind, Mention

# From this length on a surname may be misspelt by a letter; of a short one that makes another.
LONG_SURNAME = 7
# No surname is longer: what is has too many misspellings.
LONGEST_SURNAME = 30
# So many who share a surname or a first name are told apart.
NAMESAKES = 12
# "FBI" has so many letters at least to stand for a name of as many words.
SHORT_LETTERS = 3
# What tells of whom a name is stands within so many characters of it.
BESIDE = 30
WORD = re.compile(r"[\w'’-]+")
LAST_WORD = re.compile(r"(\w+),? \Z")
NEXT_KIN = re.compile(r", (?:his|her|their|the|whose)? ?(?:\w+ )?(\w+)")


@dataclass(slots=True)
class Known:
    """An entity as it grows while the article is read."""

    name: str
    kind: EntityKind
    titles: list[str] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    gender: str = ""


@dataclass(slots=True)
class Index:
    """Who is known by which name, surname, first name, spelling or short letters."""

    full: dict[str, Known] = field(default_factory=dict)
    spelt: dict[str, Known] = field(default_factory=dict)
    surname: dict[str, list[tuple[int, Known]]] = field(default_factory=dict)
    first: dict[str, list[tuple[int, Known]]] = field(default_factory=dict)
    letters: dict[str, Known] = field(default_factory=dict)


def joined(text: str, named: list[Named]) -> list[Known]:
    """The entities, each with its mentions that are names."""
    index = Index()
    for each in named:
        if each.kind == "person" and _is_full(each.text):
            known = _same_person(each.text, index)
            known = known or index.full.setdefault(each.text, Known(each.text, "person"))
            _keep(each, known, index)
            known.gender = known.gender or _gender(text, each)
    order = list(index.full.values())
    for each in named:
        entity = _owner(each, index)
        if entity is None:
            entity = index.full[each.text] = Known(each.text, each.kind)
            order.append(entity)
            for letters in _initials(each):
                index.letters.setdefault(letters, entity)
        if each.title:
            entity.titles.append(_title(text, each))
            entity.kind = "person" if entity.kind == "other" else entity.kind
        entity.titles += described(text, each)
        entity.mentions.append(Mention(each.span, each.text, "name"))
        if entity.kind == "person" and not entity.gender:
            entity.gender = _gender(text, each)
    return [each for each in order if each.mentions]


def _keep(each: Named, known: Known, index: Index) -> None:
    """Enter a full name under all it may be called by."""
    parts = _parts(each.text)
    index.spelt.setdefault(_short(each.text), known)
    for variant in _misspelt(parts[-1]):
        index.spelt.setdefault(f"{parts[0]} {variant}", known)
        index.spelt.setdefault(variant, known)
    for names, name in ((index.surname, parts[-1]), (index.first, parts[0])):
        held = names.setdefault(name, [])
        if len(held) < NAMESAKES and all(known is not other for _, other in held):
            held.append((each.span.start, known))


def _parts(name: str) -> list[str]:
    """The words of a name without "Jr." behind it.

    >>> _parts("John R. Pell Jr.")
    ['John', 'R.', 'Pell']
    """
    parts = name.split()
    while len(parts) > 1 and parts[-1].rstrip(".") in words("en", "names", "suffix"):
        parts = parts[:-1]
    return parts


def _is_full(name: str) -> bool:
    return len(_parts(name)) > 1


def _short(name: str) -> str:
    """A name without initials between, so that "Karl R. Osk" is "Karl Osk" but no "Osk Jr."."""
    parts = name.split()
    return " ".join([parts[0], *(part for part in parts[1:] if len(part.rstrip(".")) > 1)])


def _misspelt(surname: str) -> list[str]:
    """What a long surname and a misspelling by one letter, or two swapped, have in common.

    >>> set(_misspelt("Lindqvist")) & set(_misspelt("Linqdvist")) != set()
    True
    >>> _misspelt("Lind"), _misspelt("L" + "i" * 100_000)
    ([], [])
    """
    if not LONG_SURNAME <= len(surname) <= LONGEST_SURNAME:
        return []
    return [surname, *(surname[:at] + surname[at + 1 :] for at in range(1, len(surname)))]


def _same_person(name: str, index: Index) -> Known | None:
    """Who of this first name and surname, or of one misspelt alike, is known already."""
    if name in index.full:
        return index.full[name]
    parts = _parts(name)
    tried = [_short(name), *(f"{parts[0]} {variant}" for variant in _misspelt(parts[-1]))]
    if parts != name.split():
        tried = tried[:1]  # the younger of two is not the elder
    return next((index.spelt[each] for each in tried if each in index.spelt), None)


def _owner(each: Named, index: Index) -> Known | None:
    if each.text in index.full:
        return index.full[each.text]
    if each.kind == "person" and _is_full(each.text):
        return _same_person(each.text, index)
    if each.text in index.letters:
        return index.letters[each.text]
    if _is_full(each.text):
        return None
    name = _parts(each.text)[0]
    if not (owners := index.surname.get(name, [])) and name.isupper():
        name = name.capitalize()  # the label of a transcript: "LIND:"
        owners = index.surname.get(name, [])
    if not owners and each.kind in ("person", "other"):
        owners = index.first.get(name, [])
    if owners:
        return _chosen(each, owners)
    return next((index.spelt[v] for v in _misspelt(name) if v in index.spelt), None)


def _chosen(each: Named, owners: list[tuple[int, Known]]) -> Known:
    """Whom a short name means: whom its title fits, then who is named most so far, then last."""
    before = [known for start, known in owners if start <= each.span.start]
    found = before or [owners[0][1]]
    said = set(each.title.lower().replace(".", "").split())
    if gender := _titled(said):
        found = (
            [k for k in found if k.gender == gender] or [k for k in found if not k.gender] or found
        )
    elif said:
        found = [k for k in found if any(said & set(t.split()) for t in k.titles)] or found
    return max(reversed(found), key=lambda known: len(known.mentions))


def _initials(each: Named) -> Iterator[str]:
    """The letters an organisation of several words may be called by, with and without small words.

    >>> from tellings.model.span import Span
    >>> list(_initials(Named(Span(0, 18), "River Safety Board", "", "organisation")))
    ['RSB']
    """
    if each.kind in ("organisation", "other") and " " in each.text:
        letters = "".join(part[0] for part in each.text.split() if part[0].isupper())
        if len(letters) >= SHORT_LETTERS:
            yield letters


def _title(text: str, each: Named) -> str:
    """The title before a name in small letters, with "former" if that stands before it."""
    start = each.span.start - len(each.title) - 1
    former = text[max(0, start - 7) : max(0, start)].lower() == "former "
    return ("former " if former else "") + each.title.lower()


# "the mayor of Tarn, " before a name, "the spokesman for the president, ", and what stands behind
# one: ", the mayor of Tarn", " of Russia".
OF_BEFORE = re.compile(
    r"\b(\w+) (?:of|for) "
    r"(?:(?:the )?(?:[A-Z][\w.'\u2019-]*+ ?){1,4},?|(?:[\w.'\u2019-]+ ){0,3}[\w.'\u2019-]+,) ?\Z"
)
OF_BEHIND = re.compile(r" of (?:the )?((?:[A-Z][\w.]*(?: |\b)){1,3})")


@cache
def _behind() -> re.Pattern[str]:
    roles = "|".join(sorted(words("en", "names", "role")))
    return re.compile(rf", ((?:(?!(?:and|who|said)\b)[\w.'\u2019-]+ ){{0,4}}?)({roles})\b")


def described(text: str, each: Named) -> list[str]:
    """Role words beside a name: "Harbour spokesperson Ada Lind", "Ada Lind, a pilot"."""
    roles = words("en", "names", "role")
    stretch = text[max(0, each.span.start - 60) : each.span.start]
    before = WORD.findall(stretch)
    found = []
    if before and before[-1] in roles:
        found.append(" ".join(before[-3:]).lower())
    elif (match := OF_BEFORE.search(stretch)) and match[1] in roles:
        found.append(match[1])
    behind = _behind().match(text, each.span.end, each.span.end + 60)
    if behind:
        found.append(f"{behind[1]}{behind[2]}".lower())
    if each.title and (match := OF_BEHIND.match(text, each.span.end, each.span.end + 40)):
        found += [f"{adjective} {each.title}".lower() for adjective in _adjective(match[1].strip())]
    return found


def _adjective(state: str) -> Iterator[str]:
    return (each["adjective"] for each in table("en", "states")["state"] if each["name"] == state)


def _gender(text: str, each: Named) -> str:
    """Whether it is a man (m) or a woman (f); "" where neither title, first name nor kin tells."""
    said = set(each.title.lower().replace(".", "").split())
    if found := _titled(said) or given(each.text):
        return found
    near = [LAST_WORD.search(text, max(0, each.span.start - BESIDE), each.span.start)]
    near.append(NEXT_KIN.match(text, each.span.end, each.span.end + BESIDE))
    for match in near:
        if match and match[1].lower() in words("en", "names", "man"):
            return "m"
        if match and match[1].lower() in words("en", "names", "woman"):
            return "f"
    return ""


def given(name: str) -> str:
    """The gender that the first name of a full name tells, if it is well known.

    >>> given("Maria Sundt"), given("Maria"), given("Scott"), given("Lind Sundt")
    ('f', '', '', '')
    """
    first = name.split()[0]
    if not _is_full(name):
        return ""  # "Scott" and "Kelly" alone are surnames as often as not
    if first in words("en", "names", "male"):
        return "m"
    return "f" if first in words("en", "names", "female") else ""


def _titled(said: set[str]) -> str:
    """The gender that a title's words tell."""
    if said & words("en", "names", "sir"):
        return "m"
    return "f" if said & words("en", "names", "madam") else ""
