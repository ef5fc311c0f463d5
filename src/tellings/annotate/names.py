"""Capitalised runs that name someone or something, each with its kind and its titles.

Known traps: the first word of a sentence, ALL-CAPS lines (left alone: nothing tells a name in
them), titles and nationality words before a name, weekdays and months.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from tellings.lang import table, words
from tellings.model.annotation import EntityKind
from tellings.model.span import Span, Spans

POSSESSIVE = re.compile(r"(?:'s|\u2019s|'|\u2019)\Z")
OWNER = re.compile(r"(?:'s|\u2019s)(?= )")
# "Norwian-held", "Council-backed": what is said of something, no name.
COMPOUND = re.compile(r"[\w.\u2019']+-[a-z-]+\Z")
PLACE_BEFORE = re.compile(r"\b(?:in|near|at|from|to|outside|across|around|of|toward|towards)\s\Z")


@cache
def _run() -> re.Pattern[str]:
    """Words with capitals in a row, small ones between; a full stop belongs to initials, titles
    and "Jr.": "Mr. Karl R. Osk Jr.".
    """
    short = sorted(each[:-1] for each in words("en", "names", "title") if each.endswith("."))
    stopped = "|".join(each for each in short if each.isalpha())
    initials = r"(?:[A-Z]-)?(?:[A-Z]\.)+(?:[A-Z]\b\.?)?"
    capital = rf"(?:{initials}|(?:St|Jr|Sr|{stopped})\.|[A-ZÀ-ÖØ-Þ][\w\u2019'&-]*)"
    particle = r"(?:of|de|la|van|von|der|bin|al|for|and) (?:(?:the|der|den|la|los) )?"
    return re.compile(rf"{capital}(?:[ \u00a0](?:{particle})?{capital})*")


class Named(NamedTuple):
    """One printed name: its span without title and possessive, the titles, its kind.

    The kind is ``guessed`` where neither a list nor a title tells it.
    """

    span: Span
    text: str
    title: str
    kind: EntityKind
    guessed: bool = False


@cache
def _known_places() -> dict[str, str]:
    found: dict[str, str] = {}
    for state in table("en", "states")["state"]:
        for name in (state["name"], *state["also"], *state["seats"]):
            found[name.removeprefix("the ")] = state["name"]
    return found


@cache
def _adjectives() -> frozenset[str]:
    found = {
        word for state in table("en", "states")["state"] for word in state["adjective"].split()
    }
    return frozenset(found)


@cache
def _titled() -> frozenset[str]:
    return words("en", "names", "title") | _adjectives()


def _words(run: str) -> list[str]:
    return run.replace("\u00a0", " ").split(" ")


def names(text: str, sentences: Spans) -> Iterator[Named]:
    """The names of all sentences, in order."""
    for sentence in sentences:
        if sentence.of(text).isupper():
            continue
        for match in _run().finditer(text, *sentence):
            for start, end in _parts(text, match.start(), match.end(), sentence.start):
                if named := _named(text, start, end):
                    yield from _without_origin(text, named)


def _without_origin(text: str, named: Named) -> Iterator[Named]:
    """A person and where he is from as two names: "Gov. Karl Osk of Tarn"."""
    person, of, origin = named.text.partition(" of ")
    if named.kind == "person" and of and person[0].isupper():
        start = named.span.start
        yield named._replace(span=Span(start, start + len(person)), text=person)
        if rest := _named(text, named.span.end - len(origin), named.span.end):
            yield rest._replace(kind="place") if rest.kind == "other" else rest
    else:
        yield named


def _parts(text: str, start: int, end: int, opening: int) -> Iterator[tuple[int, int]]:
    """A run without its common first word, cut at "and" unless an organisation holds it."""
    run = text[start:end]
    first = _words(run)[0]
    opens = start == opening or text[start - 1] in "\"“‘'"
    if first in words("en", "names", "common") or (opens and first.endswith(("ing", "ed", "ly"))):
        start += len(first)
        while start < end and not text[start].isupper():
            start += 1
        if start >= end:
            return
    run = text[start:end]
    if " and " in run and not _is_organisation(run):
        cut = start + run.index(" and ")
        yield start, cut
        yield from _parts(text, cut + 5, end, -1)
        return
    possessive = OWNER.search(run) if "s " in run else None
    if possessive:
        yield start, start + possessive.start()
        yield from _parts(text, start + possessive.end() + 1, end, -1)
        return
    yield start, end


def _is_organisation(run: str) -> bool:
    return not words("en", "names", "organisation").isdisjoint(_words(run))


def _named(text: str, start: int, end: int) -> Named | None:
    """The name without titles and nationality words before it; none if nothing is left."""
    run = text[start:end]
    if "'" in run or "\u2019" in run:
        run = POSSESSIVE.sub("", run)
    end = start + len(run)
    if run in _known_places():
        return Named(Span(start, end), run, "", "place")
    parts = _words(run)
    known = _titled()
    held = _titles(parts, known)
    titles, parts = parts[:held], parts[held:]
    name = text[end - len(" ".join(parts)) : end]
    if name in known or name in words("en", "names", "common") or len(name) < 2:
        return None
    if COMPOUND.match(name):
        return None
    span = Span(end - len(name), end)
    kind, guessed = _kind(text, span, name, titles)
    return Named(span, name, " ".join(titles), kind, guessed)


def _titles(parts: list[str], known: frozenset[str]) -> int:
    """How many words before a name belong to its title: "Norwian Prime Minister Ada Lind"."""
    if _is_organisation(" ".join(parts[1:])):
        return 0
    held = 0
    while held < len(parts) - 1 and (
        parts[held] in known
        or parts[held] in words("en", "names", "common")
        or COMPOUND.match(parts[held])
    ):
        held += 1
    offices = [at for at, part in enumerate(parts[:-1]) if part in words("en", "names", "office")]
    return max([held, *(at + 1 for at in offices)])


def _kind(text: str, span: Span, name: str, titles: list[str]) -> tuple[EntityKind, bool]:
    """The kind of a name, and whether it is a guess."""
    parts = _words(name)
    if name in _known_places():
        return "place", False
    if titles and set(titles) - _adjectives() - _known_places().keys():
        return "person", False
    if _is_organisation(name) or (name.isupper() and len(name) > 1):
        return "organisation", True
    if parts[0] in words("en", "names", "male") or parts[0] in words("en", "names", "female"):
        return "person", True
    if PLACE_BEFORE.search(text[max(0, span.start - 9) : span.start]):
        return "place", True
    whole = 2 <= len(parts) <= 3 and not any(p[0].islower() for p in parts)
    return ("person" if whole else "other"), True
