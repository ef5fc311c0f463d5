"""How alike two printings of the same words are: the first level that holds.

The tests and their order are the contract's ("Levels of two readings of one utterance").
Compared are words in their normal form; case, glyphs, dashes, inner commas and final
punctuation never decide. A pair in which one side has no quotation marks is paraphrased
before any of this is asked.
"""

from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from rapidfuzz.distance import Indel

from tellings.model.comparison import LevelName

Words = Sequence[str]
OPS = {"equal": "equal", "delete": "cut", "insert": "added"}
# Longer than this, words found in every hundredth place anchor nothing (difflib's autojunk):
# without it two quotations of 100,000 words would be compared word by word.
LONG = 400


class Change(NamedTuple):
    """One step from a to b; ``op`` is equal, cut (only a has it), added (only b) or changed.

    The bounds are indexes of words.
    """

    op: str
    a_start: int
    a_end: int
    b_start: int
    b_end: int


Steps = tuple[Change, ...]


class Level(NamedTuple):
    """A degree of likeness and the test for it."""

    name: LevelName
    holds: Callable[[Words, Words, Steps], bool]


def shared_run(a: Words, b: Words) -> tuple[int, int, int]:
    """Where the longest run of words both have starts in a and in b, and its length.

    >>> shared_run("let us do a deal".split(), "do a deal now".split())
    (2, 0, 3)
    """
    matcher = SequenceMatcher(None, a, b, autojunk=len(b) > LONG)
    match = matcher.find_longest_match(0, len(a), 0, len(b))
    return match.a, match.b, match.size


def changes(a: Words, b: Words) -> Steps:
    """The steps from a to b, around their longest shared run.

    A cut beside an addition is a change.

    >>> [c.op for c in changes("we will not go".split(), "we may go".split())]
    ['equal', 'changed', 'equal']
    """
    at_a, at_b, size = shared_run(a, b)
    found: list[Change] = []
    for step in _steps(a, b, at_a, at_b, size):
        if found and "equal" not in (step.op, found[-1].op):
            last = found.pop()
            op = step.op if last.op == step.op else "changed"
            found.append(Change(op, last.a_start, step.a_end, last.b_start, step.b_end))
        else:
            found.append(step)
    return tuple(found)


def _steps(a: Words, b: Words, at_a: int, at_b: int, size: int) -> Iterator[Change]:
    yield from _moved(a[:at_a], b[:at_b], 0, 0)
    if size:
        yield Change("equal", at_a, at_a + size, at_b, at_b + size)
    yield from _moved(a[at_a + size :], b[at_b + size :], at_a + size, at_b + size)


def _moved(a: Words, b: Words, at_a: int, at_b: int) -> Iterator[Change]:
    for step in Indel.opcodes(a, b):
        yield Change(
            OPS[step.tag],
            step.src_start + at_a,
            step.src_end + at_a,
            step.dest_start + at_b,
            step.dest_end + at_b,
        )


def verbatim(a: Words, b: Words, steps: Steps) -> bool:
    """The same words in the same order."""
    return list(a) == list(b)


def trimmed(a: Words, b: Words, steps: Steps) -> bool:
    """One stretch in common, and at each of its ends only one of them prints more."""
    at_a, at_b, size = shared_run(a, b)
    opens = at_a == 0 or at_b == 0
    closes = at_a + size == len(a) or at_b + size == len(b)
    return size > 0 and opens and closes and not reordered(a, b, steps)


def spliced(a: Words, b: Words, steps: Steps) -> bool:
    """Words are missing somewhere, and no other word differs or has moved."""
    ops = {step.op for step in steps}
    return "equal" in ops and "changed" not in ops and not reordered(a, b, steps)


def reordered(a: Words, b: Words, steps: Steps) -> bool:
    """Whether two words or more that a has in one place stand in another place of b."""
    cut = [word for step in steps if step.op == "cut" for word in a[step.a_start : step.a_end]]
    added = [word for step in steps if step.op == "added" for word in b[step.b_start : step.b_end]]
    return len(cut) > 1 and len(added) > 1 and shared_run(cut, added)[2] > 1


# From the strictest down: a pair gets the first level that holds.
LEVELS = (
    Level("verbatim", verbatim),
    Level("trimmed", trimmed),
    Level("spliced", spliced),
    Level("altered", lambda a, b, steps: True),
)


def level(a: Words, b: Words, steps: Steps) -> LevelName:
    """The strictest level that holds between two printings.

    >>> a, b = "let us do a deal".split(), "do a deal".split()
    >>> level(a, b, changes(a, b))
    'trimmed'
    """
    return next(each.name for each in LEVELS if each.holds(a, b, steps))
