"""Where tellings differ: the rules, in order, and their findings numbered.

Each rule looks at one kind of difference and fires only on what is printed; a difference of
exactness is a ``granularity``, one that time explains an ``update``. No rule says who is right.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from tellings.compare.attributions import attribution, confirmation, polarity
from tellings.compare.facts import days, missing_numbers, numbers, same_source_days
from tellings.compare.matters import Matter, matters
from tellings.compare.wordings import altered, continued, spelling, strength
from tellings.model.alignment import Alignment
from tellings.model.comparison import Conflict

SEVERITIES = ("conflict", "tension", "update", "granularity")
Rule = Callable[[Alignment, tuple[Matter, ...]], Iterator[Conflict]]
RULES: tuple[Rule, ...] = (
    numbers, same_source_days, days, polarity, confirmation, strength, attribution, altered,
    continued, spelling, missing_numbers,
)  # fmt: skip


def conflicts(alignment: Alignment) -> tuple[Conflict, ...]:
    """The conflicts of a story, the gravest first; one pair of places is reported once a rule."""
    aligned = matters(alignment)
    found: list[Conflict] = []
    seen: set[tuple[str, frozenset[tuple[str, tuple[tuple[int, int], ...]]]]] = set()
    for rule in RULES:
        for each in rule(alignment, aligned):
            key = (each.type, frozenset((side.article, side.spans) for side in each.sides))
            if key not in seen:
                seen.add(key)
                found.append(each)
    found.sort(key=lambda each: SEVERITIES.index(each.severity))
    return tuple(replace(each, id=f"x{at}") for at, each in enumerate(found, 1))
