"""What keeps a report readable when hundreds tell a story: the same together, the rest counted.

Up to `CROWD` tellings everything is shown as it is. Of more, printings in the same words are one
entry, conflicts that share a side are one difference, and text and Markdown show the first few of
a section and say how many more there are and where. Nothing is dropped without a word.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeVar

from tellings.model.comparison import CROWD, Conflict, Side
from tellings.report.outline import Outline, Placed, Printed

Item = TypeVar("Item")
Given = TypeVar("Given", bound=Placed)
# Of a section, of the wordings of an entry, and of a list of places so many are shown in a crowd.
ENTRIES, WORDINGS, PLACES = 12, 4, 6
REST = "--all prints them, --format html, csv and json have them"


class Difference(NamedTuple):
    """Conflicts of one kind that share a side, each value with all who give it."""

    conflicts: tuple[Conflict, ...]
    values: tuple[tuple[str, tuple[Side, ...]], ...]

    @property
    def first(self) -> Conflict:
        """The one that stands for all."""
        return self.conflicts[0]

    @property
    def more(self) -> str:
        """What is said of the others; nothing if there is none."""
        others = len(self.conflicts) - 1
        return f"with {others:,} more of the same" if others else ""


class Fold:
    """What of a report is shown: all of it, or in a crowd the first of everything."""

    def __init__(self, outline: Outline, *, everything: bool) -> None:
        self.crowded = len(outline.sources) > CROWD
        self._all = everything or not self.crowded
        self._outline = outline

    def entries(self, found: Sequence[Item]) -> tuple[Sequence[Item], int]:
        """Those of a section that are shown, and how many more there are."""
        return self._cut(found, ENTRIES)

    def wordings(self, found: Sequence[Item]) -> tuple[Sequence[Item], int]:
        """The same of an entry's wordings."""
        return self._cut(found, WORDINGS)

    def places(self, readings: Sequence[Placed]) -> str:
        """The places, or the first few and how many more."""
        shown, more = self._cut(readings, PLACES)
        return _listed([self._outline.place(each) for each in shown], more)

    def letters(self, articles: Iterable[str]) -> str:
        """The same of the letters of tellings."""
        shown, more = self._cut([self._outline.of[each].letter for each in articles], PLACES)
        return _listed(shown, more)

    def _cut(self, found: Sequence[Item], most: int) -> tuple[Sequence[Item], int]:
        # One more than fits is no reason to fold: the line that says so is as long.
        if self._all or len(found) <= most + 1:
            return found, 0
        return found[:most], len(found) - most


def differences(conflicts: Sequence[Conflict]) -> tuple[Difference, ...]:
    """Conflicts of one type, severity and rule put together where they share a side."""
    parent = list(range(len(conflicts)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    seen: dict[object, int] = {}
    for at, each in enumerate(conflicts):
        for side in each.sides:
            key = (each.type, each.severity, each.rule, side.article, side.spans, side.value)
            first, second = sorted((root(seen.setdefault(key, at)), root(at)))
            parent[second] = first
    together: dict[int, list[Conflict]] = {}
    for at, each in enumerate(conflicts):
        together.setdefault(root(at), []).append(each)
    return tuple(Difference(tuple(each), _values(each)) for each in together.values())


def same_words(readings: Iterable[Given], first: str) -> list[list[Given]]:
    """Readings by their words: those of the entry itself first, then what most print."""
    found: dict[str, list[Given]] = {}
    for each in readings:
        found.setdefault(each.text, []).append(each)
    return sorted(found.values(), key=lambda each: (each[0].text != first, -len(each)))


def same_printings(readings: Sequence[Printed]) -> list[list[Printed]]:
    """Printings in the same words and manner; that of the fullest first, then what most print."""
    found: dict[tuple[str, str], list[Printed]] = {}
    for each in readings:
        found.setdefault((each.said, each.manner), []).append(each)
    fullest = readings[0]
    return sorted(found.values(), key=lambda each: (each[0] is not fullest, -len(each)))


def _values(conflicts: Iterable[Conflict]) -> tuple[tuple[str, tuple[Side, ...]], ...]:
    """Each value with its sides; one place is named once."""
    found: dict[str, dict[object, Side]] = {}
    for each in conflicts:
        for side in each.sides:
            found.setdefault(side.value, {}).setdefault((side.article, side.spans), side)
    return tuple((value, tuple(sides.values())) for value, sides in found.items())


def _listed(shown: Sequence[str], more: int) -> str:
    return ", ".join(shown) + (f" and {more:,} more" if more else "")
