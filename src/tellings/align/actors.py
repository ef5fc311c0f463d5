"""Who is who across the tellings: one actor for the entities that name the same.

People are joined by surname where no given name speaks against it, organisations and places by
their name. A state takes in its seats of government (a palace or a capital stands for it),
and an official belongs to the state the words before the name say ("Norwian minister …").
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from tellings.model.alignment import Actor
from tellings.model.annotation import Annotated, Entity
from tellings.states import states_in
from tellings.words import tokens

Key = tuple[str, str]
# What may stand behind a surname or not.
SUFFIXES = frozenset({"jr", "sr", "ii", "iii"})


class Actors(NamedTuple):
    """The actors of a story, and the way from an entity, a name or some words to them."""

    found: tuple[Actor, ...]
    by_entity: Mapping[Key, Actor]

    def of(self, article: str, entity: str | None) -> Actor | None:
        """The actor an entity of an article is."""
        return self.by_entity.get((article, entity)) if entity else None


def actors(tellings: Sequence[Annotated]) -> Actors:
    """The actors of all tellings, those most often named first."""
    groups: dict[str, list[tuple[str, Entity]]] = {}
    for telling in tellings:
        for entity in telling.entities:
            groups.setdefault(_key(entity), []).append((telling.id, entity))
    merged = _surnames(groups)
    ranked = sorted(merged.values(), key=lambda each: (-_weight(each), _fullest(each)))
    states = {each.id: each for each in tellings}
    found = tuple(_actor(at, each, states) for at, each in enumerate(ranked, 1))
    by_entity = {member: actor for actor in found for member in actor.members}
    return Actors(found, by_entity)


def _actor(
    at: int, members: Sequence[tuple[str, Entity]], tellings: Mapping[str, Annotated]
) -> Actor:
    return Actor(
        id=f"a{at}",
        name=_name(members),
        kind=members[0][1].kind,
        members=tuple(sorted((article, entity.id) for article, entity in members)),
        state=next(_states_of(members, tellings), None),
    )


def _key(entity: Entity) -> str:
    norms = [token.norm.removesuffix("'s") for token in tokens(entity.name)]
    if norms and norms[0] == "the":
        norms = norms[1:]
    if len(norms) > 1 and norms[-1] in SUFFIXES:
        norms = norms[:-1]
    return f"{entity.kind} {' '.join(norms)}"


def _surnames(groups: dict[str, list[tuple[str, Entity]]]) -> dict[str, list[tuple[str, Entity]]]:
    """A surname alone joins the one full name that ends in it; two such names keep it apart."""
    full: dict[str, list[str]] = {}
    for key in groups:
        kind, *norms = key.split(" ")
        if kind == "person" and len(norms) > 1:
            full.setdefault(norms[-1], []).append(key)
    merged: dict[str, list[tuple[str, Entity]]] = {}
    for key, members in sorted(groups.items()):
        kind, *norms = key.split(" ")
        named = full.get(norms[-1], []) if kind == "person" and norms else []
        target = key
        if len(norms) == 1 and len(named) == 1:
            target = named[0]
        elif len(norms) > 1 and (same := [each for each in named if _same_person(each, key)]):
            target = min(same, key=lambda each: (-len(each), each))
        merged.setdefault(target, []).extend(members)
    return merged


def _same_person(a: str, b: str) -> bool:
    """The same surname, and given names that are equal or begin alike ("J." and "Jane")."""
    first, second = a.split(" ")[1], b.split(" ")[1]
    short, long = sorted((first, second), key=len)
    return long == short or (len(short) <= 2 and long.startswith(short[0]))


def _weight(members: Sequence[tuple[str, Entity]]) -> int:
    return sum(len(entity.mentions) for _, entity in members)


def _fullest(members: Sequence[tuple[str, Entity]]) -> str:
    return min((entity.name for _, entity in members), key=lambda name: (-len(name), name))


def _name(members: Sequence[tuple[str, Entity]]) -> str:
    """Of full names the one that most tellings give: "Ada Lind", not the one "Ada M. Lind Sr."."""
    given = Counter(entity.name for _, entity in members)
    full = [each for each in given if " " in each] or list(given)
    return min(full, key=lambda name: (-given[name], -len(name), name))


def _states_of(
    members: Sequence[tuple[str, Entity]], tellings: Mapping[str, Annotated]
) -> Iterator[str]:
    """The state an actor is or serves: its name, then what its fullest mention says of it."""
    for _, entity in members:
        if entity.kind != "person":
            yield from states_in(entity.name)
    for article, entity in members:
        text = tellings[article].text
        for mention in entity.mentions:
            if mention.form == "nominal":
                yield from states_in(mention.text)
            elif mention.form == "name":
                yield from _title(text, mention.span.start)


def _title(text: str, at: int) -> Iterator[str]:
    """What the words directly before a name say: "Norwian Deputy Foreign Minister"."""
    before = text[max(0, at - 60) : at]
    stop = max(before.rfind(mark) for mark in '.,;:\n"“”')
    words = before[stop + 1 :].split()
    run: list[str] = []
    for word in reversed(words):
        if not word[0].isupper():
            break
        run.insert(0, word)
    yield from states_in(" ".join(run))
