"""When it all happened: every dated thing the tellings tell, in order of time.

An entry is a claim (or, for the day of a saying and for captions, the sentence) with the days
its time expression resolved to. Entries of aligned claims with the same days are one.
"""

from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from tellings.model.alignment import Alignment
from tellings.model.annotation import Annotated, TimeExpression
from tellings.model.comparison import Place, TimelineEntry
from tellings.model.span import Span

# ISO values by their length: 2026, 2026-05, 2026-05-04; a week or season has letters in it.
PRECISION = {4: "year", 7: "month", 10: "day"}


class Dated(NamedTuple):
    """A stretch of an article and the days it speaks of; ``group`` indexes aligned claims."""

    start: str
    end: str
    precision: str
    place: Place
    group: int | None


def timeline(alignment: Alignment) -> tuple[TimelineEntry, ...]:
    """The entries by first day, last day, then in the order of the tellings."""
    groups = {
        (reading.article, reading.claim): at
        for at, group in enumerate(alignment.claims)
        for reading in group.readings
    }
    merged: dict[tuple[str, str, str], list[Dated]] = {}
    for telling in alignment.tellings:
        for each in _dated(telling, groups):
            key = (
                f"g{each.group}"
                if each.group is not None
                else f"{each.place.article} {each.place.spans}"
            )
            merged.setdefault((each.start, each.end, key), []).append(each)
    entries = [_entry(each) for each in merged.values()]
    entries.sort(key=lambda each: (each.start, each.end or each.start))
    return tuple(entries)


def _entry(found: list[Dated]) -> TimelineEntry:
    places = tuple(dict.fromkeys(each.place for each in found))
    return TimelineEntry(
        start=found[0].start,
        end=found[0].end,
        precision=found[0].precision,
        text=max((place.text for place in places), key=lambda text: (-len(text), text)),
        readings=places,
    )


def _dated(telling: Annotated, groups: dict[tuple[str, str], int]) -> Iterator[Dated]:
    claims = sorted((span, claim.id) for claim in telling.claims for span in claim.spans)
    starts = [span.start for span, _ in claims]
    sentences = [sentence.start for sentence in telling.sentences]
    for each in telling.times:
        if each.type not in ("DATE", "TIME") or each.start is None or each.value is None:
            continue
        holder = _holder(claims, starts, each.span)
        if holder:
            span, claim = holder
            group = groups.get((telling.id, claim))
        else:
            at = bisect_right(sentences, each.span.start) - 1
            span, group = telling.sentences[at], None
        place = Place(telling.id, (span,), span.of(telling.text))
        yield Dated(each.start, each.end or each.start, _precision(each), place, group)


def _holder(
    claims: list[tuple[Span, str]], starts: list[int], inner: Span
) -> tuple[Span, str] | None:
    """The innermost claim around a time expression."""
    at = bisect_right(starts, inner.start) - 1
    for span, claim in reversed(claims[max(0, at - 3) : at + 1]):
        if span.holds(inner):
            return span, claim
    return None


def _precision(time: TimeExpression) -> str:
    value = time.value or ""
    if time.start == time.end:
        return "day"
    if "W" in value:
        return "week"
    if len(value) == 7 and value[5:].isalpha():
        return "season"
    return PRECISION.get(len(value), "interval")
