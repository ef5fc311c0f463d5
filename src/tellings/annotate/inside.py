"""Which entities, times and quantities of an article stand in a stretch of it."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import TypeVar

from tellings.model.annotation import Entity, Quantity, TimeExpression
from tellings.model.span import Span

Record = TypeVar("Record")


class Inside:
    """Which entities, times and quantities stand in a span, found by their sorted places."""

    def __init__(
        self,
        entities: tuple[Entity, ...],
        times: tuple[TimeExpression, ...],
        quantities: tuple[Quantity, ...],
    ) -> None:
        self._mentions = sorted((m.span, e.id) for e in entities for m in e.mentions)
        self._mention_starts = [span.start for span, _ in self._mentions]
        self._times, self._quantities = times, quantities
        self.time_starts = [each.span.start for each in times]
        self._quantity_starts = [each.span.start for each in quantities]

    def entities(self, span: Span) -> tuple[str, ...]:
        """Ids of the entities mentioned, in the order of their mention."""
        first = bisect_left(self._mention_starts, span.start)
        last = bisect_left(self._mention_starts, span.end)
        return tuple(dict.fromkeys(name for _, name in self._mentions[first:last]))

    def times(self, span: Span) -> tuple[str, ...]:
        """Ids of the time expressions in it."""
        return tuple(each.id for each in self.records(span, self._times, self.time_starts))

    def quantities(self, span: Span) -> tuple[str, ...]:
        """Ids of the quantities in it."""
        found = self.records(span, self._quantities, self._quantity_starts)
        return tuple(each.id for each in found)

    @staticmethod
    def records(span: Span, found: Sequence[Record], starts: list[int]) -> Sequence[Record]:
        """The records that start in the span."""
        return found[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
