"""Where tellings differ: the rules, in order, and their findings numbered.

Each rule looks at one kind of difference and fires only on what is printed; a difference of
exactness is a ``granularity``, one that time explains an ``update``. No rule says who is right.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from tellings.compare.attributions import attribution, confirmation, joint, polarity, voiced
from tellings.compare.beside import Beside
from tellings.compare.counts import large_counts, missing_numbers, numbers, other_figure
from tellings.compare.dates import (
    days,
    durations,
    events,
    how_long,
    same_source_days,
    same_words_days,
)
from tellings.compare.matters import Evidence, matters
from tellings.compare.places import places
from tellings.compare.reserves import parts, planned, reserved, untold
from tellings.compare.reworded import reworded
from tellings.compare.tolls import tolls
from tellings.compare.undone import undone
from tellings.compare.wordings import continued, spelling, strength, stronger
from tellings.model.alignment import Alignment
from tellings.model.comparison import CROWD, Conflict, Side

SEVERITIES = ("conflict", "update", "tension", "granularity")
# A conflict is held beside so many others of its type and tellings, to be told once.
MOST = 100
Rule = Callable[[Evidence], Iterator[Conflict]]
RULES: tuple[Rule, ...] = (
    tolls, numbers, large_counts, other_figure, durations, how_long, same_source_days,
    same_words_days, days, events, polarity, undone, confirmation, strength, stronger,
    attribution, joint, voiced, reworded, planned, reserved, untold, parts, continued, spelling,
    places, missing_numbers,
)  # fmt: skip


def conflicts(alignment: Alignment) -> tuple[Conflict, ...]:
    """The conflicts of a story, the gravest first; two places are reported once a type."""
    evidence = Evidence(alignment, matters(alignment), Beside(alignment.tellings))
    found: dict[Conflict, None] = {}
    told: dict[tuple[str, tuple[str, ...]], list[Conflict]] = {}
    for rule in RULES:
        for each in rule(evidence):
            same = (each.type, tuple(sorted({side.article for side in each.sides})))
            known = told.setdefault(same, [])
            if each not in found and not any(_covers(other, each) for other in known):
                found[each] = None
                if len(known) < MOST:
                    known.append(each)
    kept = found if len(alignment.tellings) <= CROWD else _together(found)
    ordered = sorted(kept, key=lambda each: SEVERITIES.index(each.severity))
    return tuple(replace(each, id=f"x{at}") for at, each in enumerate(ordered, 1))


def _together(found: Iterable[Conflict]) -> list[Conflict]:
    """Conflicts that share a side and a rule as one, each side once: no list of pairs of a crowd.

    Of 100 tellings that print one sentence with two figures the pairs are 2,500, the sides 100.
    """
    parent: dict[object, object] = {}

    def root(key: object) -> object:
        while parent.setdefault(key, key) != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    def keys(each: Conflict) -> list[object]:
        rule = (each.type, each.severity, each.rule)
        return [(*rule, side.article, side.spans, side.value) for side in each.sides]

    every = list(found)
    for each in every:
        first, *others = keys(each)
        for other in others:
            parent[root(other)] = root(first)
    made: dict[object, Conflict] = {}
    sides: dict[object, dict[Side, None]] = {}
    for each in every:
        key = root(keys(each)[0])
        made.setdefault(key, each)
        sides.setdefault(key, {}).update(dict.fromkeys(each.sides))
    return [replace(each, sides=tuple(sides[key])) for key, each in made.items()]


def _covers(known: Conflict, other: Conflict) -> bool:
    """Whether each side of a conflict meets a side of one of its type and tellings."""
    if known.type == "strength" and known.about != other.about:
        return False
    if known.type not in ("number", "date", "strength"):
        return False
    return all(any(_meet(side, mine) for mine in known.sides) for side in other.sides)


def _meet(a: Side, b: Side) -> bool:
    return a.article == b.article and any(x.meets(y) for x in a.spans for y in b.spans)
