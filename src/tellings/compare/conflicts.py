"""Where tellings differ: the rules, in order, and their findings numbered.

Each rule looks at one kind of difference and fires only on what is printed; a difference of
exactness is a ``granularity``, one that time explains an ``update``. No rule says who is right.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from tellings.compare.attributions import attribution, confirmation, polarity
from tellings.compare.facts import days, durations, missing_numbers, numbers, same_source_days
from tellings.compare.matters import Matter, matters
from tellings.compare.tolls import tolls
from tellings.compare.wordings import altered, continued, spelling, strength
from tellings.model.alignment import Alignment
from tellings.model.comparison import Conflict, Side

SEVERITIES = ("conflict", "update", "tension", "granularity")
Rule = Callable[[Alignment, tuple[Matter, ...]], Iterator[Conflict]]
RULES: tuple[Rule, ...] = (
    tolls, numbers, durations, same_source_days, days, polarity, confirmation, strength,
    attribution, altered, continued, spelling, missing_numbers,
)  # fmt: skip


def conflicts(alignment: Alignment) -> tuple[Conflict, ...]:
    """The conflicts of a story, the gravest first; two places are reported once a type."""
    aligned = matters(alignment)
    found: list[Conflict] = []
    for rule in RULES:
        for each in rule(alignment, aligned):
            if not any(_covers(other, each) for other in found):
                found.append(each)
    found.sort(key=lambda each: SEVERITIES.index(each.severity))
    return tuple(replace(each, id=f"x{at}") for at, each in enumerate(found, 1))


def _covers(known: Conflict, other: Conflict) -> bool:
    """Whether each side of a conflict meets a side of one already known, of the same type."""
    if known.type != other.type or known.type not in ("number", "date"):
        return known == other
    return all(any(_meet(side, mine) for mine in known.sides) for side in other.sides)


def _meet(a: Side, b: Side) -> bool:
    return a.article == b.article and any(x.meets(y) for x in a.spans for y in b.spans)
