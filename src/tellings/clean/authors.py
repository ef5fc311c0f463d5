"""Who wrote it: persons that the head of the page, the byline and what was given agree on.

A person outweighs a house. Systems fill the author field with the publisher's own name where
the byline names a person, so a house stands only where nobody names one, or beside the
persons it was listed with.
"""

from collections.abc import Sequence
from dataclasses import replace

from tellings.clean.names import is_house, is_person
from tellings.clean.told import plain
from tellings.lang import words
from tellings.model.document import Author, Candidate
from tellings.model.span import Span

# What a kind of source weighs; its tags repeat each other, so all of a kind weigh once.
_WEIGHTS = {"given": 20, "json-ld": 3, "meta": 2, "byline": 2, "line": 1, "microdata": 1}
_TITLES = ("dr ", "prof ", "mr ", "mrs ", "ms ", "sir ")
# A longer stretch of a byline is no name.
_LONGEST_NAME = 80
# Names of one byline stand closer together: a comma, an "and", a line's end.
_BESIDE = 8


def authors_of(
    candidates: Sequence[Candidate], houses: frozenset[str]
) -> tuple[tuple[Author, ...], bool]:
    """The authors, with where the byline names them, and whether the sources name others."""
    lists = _by_source([each for each in candidates if len(each.value) <= _LONGEST_NAME])
    known = [each.value for each in candidates if each.basis in ("given", "metadata")]
    for source, held in lists.items():
        if held[0].basis == "stated":
            lists[source] = [_cut(each, known) for each in held]
    byline = lists.get("byline piece", []) + lists.get("line before the text", [])
    spans = {_key(each.value): each.span for each in reversed(byline)}
    named = [held for held in lists.values() if any(_person(each, houses) for each in held)]
    chosen = _backed(named, houses) if named else next(iter(lists.values()), [])
    if chosen and chosen[0].basis == "metadata":
        chosen = [*chosen, *_beside(chosen, byline, houses)]
    found: dict[str, Author] = {}
    for each in _without_echoes(chosen, houses):
        key = _key(each.value)
        found.setdefault(key, Author(each.value, spans.get(key)))
    return tuple(found.values()), _differ(named, houses)


def _cut(stated: Candidate, known: Sequence[str]) -> Candidate:
    """A name of a line without what runs on behind it, where a field has it alone."""
    for name in known:
        size = len(name)
        more = len(stated.value) > size and len(name.split()) > 1
        if more and stated.span and stated.value[:size].casefold() == name.casefold():
            start = stated.span.start
            return replace(stated, value=stated.value[:size], span=Span(start, start + size))
    return stated


def _backed(named: Sequence[list[Candidate]], houses: frozenset[str]) -> list[Candidate]:
    """The list whose persons most kinds of sources name, too; of equals the first."""
    sets = [{_key(each.value) for each in held if _person(each, houses)} for held in named]
    kinds = [_kind(held) for held in named]

    def support(at: int) -> int:
        backing = {kinds[other] for other, names in enumerate(sets) if names & sets[at]}
        return sum(_WEIGHTS[kind] for kind in backing)

    return named[max(range(len(named)), key=lambda at: (support(at), -at))]


def _kind(held: Sequence[Candidate]) -> str:
    source = held[0].source
    return "line" if source == "byline behind the text" else source.split()[0]


def _beside(
    chosen: Sequence[Candidate], byline: Sequence[Candidate], houses: frozenset[str]
) -> list[Candidate]:
    """Persons of the byline beside the one the field names: many have room for one author."""
    ours = {_key(each.value) for each in chosen if _person(each, houses)}
    if not ours or not ours <= {_key(each.value) for each in byline}:
        return []
    near = [each.span for each in byline if each.span and _key(each.value) in ours]
    return [
        each
        for each in byline
        if _key(each.value) not in ours
        and _person(each, houses)
        and each.span is not None
        and any(_gap(each.span, other) <= _BESIDE for other in near)
        and not any(_key(each.value).startswith(name) for name in ours)
    ]


def _gap(a: Span, b: Span) -> int:
    return max(a.start - b.end, b.start - a.end)


def _key(name: str) -> str:
    said = plain(name)
    for title in _TITLES:
        said = said.removeprefix(title)
    return said


def _by_source(candidates: Sequence[Candidate]) -> dict[str, list[Candidate]]:
    """The list of each source, in the order of the sources."""
    found: dict[str, list[Candidate]] = {}
    for each in candidates:
        found.setdefault(each.source.removesuffix(" organisation"), []).append(each)
    return found


def _person(each: Candidate, houses: frozenset[str]) -> bool:
    if each.basis == "given":
        return True
    if each.basis == "stated" and not is_person(each.value, houses):
        return False
    if words("any", "furniture", "houses") & {part.casefold() for part in each.value.split()}:
        return False
    return not each.source.endswith("organisation") and not is_house(each.value, houses)


def _without_echoes(chosen: Sequence[Candidate], houses: frozenset[str]) -> list[Candidate]:
    """A house that stands in one string or line with a person says where that person works."""
    persons = [each for each in chosen if _person(each, houses)]
    places = {each.place for each in persons}
    return [each for each in chosen if each in persons or not persons or each.place not in places]


def _differ(named: Sequence[Sequence[Candidate]], houses: frozenset[str]) -> bool:
    sets = [{_key(each.value) for each in held if _person(each, houses)} for held in named]
    return any(not (a <= b or b <= a) for a in sets for b in sets)
