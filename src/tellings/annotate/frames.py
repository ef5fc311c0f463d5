"""Who says what in one unit: a source, a cue, and the content they frame.

Three shapes: SOURCE CUE CONTENT, CONTENT, SOURCE CUE (or CUE SOURCE), and "according to
SOURCE" before or after. A further cue behind "and", "but" or a comma takes over the source.
Where the shape is in doubt there is no frame: a missed frame is a gap, a wrong one a lie.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from tellings.annotate.contents import (
    close,
    content_before,
    ends_content,
    main_clause,
    marked_run,
    resumed,
    stands_alone,
    tail_of,
)
from tellings.annotate.contents import opening as opening_of
from tellings.annotate.cued import Found, cued
from tellings.annotate.sources import apposed, follower, leading, sourcelike, verb_within
from tellings.annotate.units import Item, Unit
from tellings.lang import patterns, words
from tellings.model.span import Span, trimmed

# No sentence has so many items; what has is no prose, and would be slow to read as such.
LONGEST = 1000


@dataclass(slots=True)
class Frame:
    """``contents`` are spans; ``tail`` is what stands between cue and content, or behind it."""

    source: Span | None
    cue: Span
    contents: list[Span]
    tail: Span
    lemma: str
    postposed: bool


class Subject(NamedTuple):
    """A source and the item it starts with."""

    span: Span
    at: int


def frames(text: str, unit: Unit) -> list[Frame]:
    """The frames of a unit, in the order of their cues."""
    if len(unit.items) > LONGEST:
        return []
    found: list[Frame] = list(_according(text, unit))
    for each in cued(unit):
        if any(frame.cue.start <= unit.items[each.first].start < frame.cue.end for frame in found):
            continue
        frame = _frame(text, unit, each, found)
        if frame and not (each.cue.kind == "mind" and _nested(frame, found)):
            found.append(frame)
    return found or list(_announced(text, unit)) or list(_uncommon(text, unit))


def _nested(frame: Frame, found: list[Frame]) -> bool:
    """Whether a state of mind is told of by somebody else's words."""
    return any(span.holds(frame.cue) for other in found for span in other.contents)


def _uncommon(text: str, unit: Unit) -> Iterator[Frame]:
    """The form "CONTENT," SOURCE VERB, whatever the verb: marks and a comma leave no doubt."""
    items = unit.items
    for at, item in enumerate(items[:-2]):
        if item.kind != "marked" or not ends_content(text, item):
            continue
        end = at + 1
        while end < len(items) and items[end].kind == "word":
            end += 1
        verb = items[end - 1]
        if not 3 <= end - at <= 8 or (
            not verb.norm.endswith("ed") and not verb_within(text, items, end - 1, 1)
        ):
            continue
        source = Span(items[at + 1].start, items[end - 2].end)
        if sourcelike(text, source) and not verb_within(text, items[: end - 1], at + 1, end):
            contents = [
                *marked_run(text, items[: at + 1], 0 if at == 0 else at),
                *resumed(text, unit, end),
            ]
            yield Frame(
                source, Span(verb.start, verb.end), contents, Span(verb.end, verb.end), "", True
            )
            return


def _announced(text: str, unit: Unit) -> Iterator[Frame]:
    """SUBJECT VERB ...: "CONTENT", whatever the verb; the last words before the colon cue it."""
    items = unit.items
    for at in range(2, len(items) - 1):
        if items[at].norm == ":" and items[at + 1].kind == "marked":
            source = leading(text, items, at)
            if source is None or not sourcelike(text, source) or source.end >= items[at - 1].end:
                return
            first = next(item for item in items if item.start >= source.end)
            cue = Span(first.start, items[at - 1].end)
            yield Frame(source, cue, marked_run(text, items, at + 1), cue, "colon", False)
            return


def _frame(text: str, unit: Unit, each: Found, made: list[Frame]) -> Frame | None:
    items = unit.items
    tail_end, told = tail_of(text, unit, each)
    after = next((k for k, item in enumerate(items) if item.start >= tail_end), len(items))
    opening = opening_of(text, items, max(after, each.last + 1), each, told)
    follows = each.first > 0 and ends_content(text, items[each.first - 1])
    source, source_at = apposed(text, items, each.first)
    if each.cue.form == "ing" and source and not sourcelike(text, source):
        # "Lind issued a statement on Monday saying": the subject says it, not the statement.
        subject = leading(text, items, source_at)
        source, source_at = (subject, each.first) if subject else (source, source_at)
    if follows and _plain(each) and not (source and opening):
        last = follower(text, items, each.last + 1)
        if last is not None:
            return _inverted(text, unit, each, last, made)
    if source is None and (made or not follows or each.cue.form == "ing"):
        source, source_at = _inherited(text, unit, each, made), each.first
    if source is None or not sourcelike(text, source):
        return None
    by = Subject(source, source_at)
    left = items[source_at - 1] if source_at else None
    post = left is not None and ends_content(text, left) and source_at < each.first
    closed = left is not None and left.kind == "marked" and opening and opening[1] != "that"
    if opening and not (post and closed):
        return _preposed(text, unit, each, by, opening[0], made)
    return _postposed(text, unit, each, by, after, made) if post else None


def _plain(each: Found) -> bool:
    """Whether a cue is one that its source may follow: "said Lind", not "won't say"."""
    return each.cue.kind == "say" and each.cue.form != "ing" and each.first == each.last


def _inherited(text: str, unit: Unit, each: Found, made: list[Frame]) -> Span | None:
    """The source a further cue takes over, or the subject its sentence begins with."""
    previous = unit.items[each.first - 1] if each.first else None
    if previous is None:
        return None
    linked = previous.norm in ("and", "but", ",", "or") or previous.kind == "marked"
    if made and (linked or each.cue.form == "ing") and each.cue.form != "base":
        return made[-1].source
    if made and linked and unit.items[each.first].norm != unit.items[each.last].norm:
        return made[-1].source
    if made or each.cue.form == "base":
        return None
    if linked or (
        each.cue.form == "ing" and previous.norm in ("after", "before", "by", "while", "in")
    ):
        return leading(text, unit.items, each.first)
    return None


def _preposed(
    text: str, unit: Unit, each: Found, subject: Subject, at: int, made: list[Frame]
) -> Frame | None:
    """SOURCE CUE CONTENT."""
    items = unit.items
    cue = _cue_span(unit, each)
    end = _main_clause(text, unit, subject, at) or close(text, unit, at)
    for frame in made:  # a further cue ends what the cue before it introduced
        _cut(text, frame, each, items, subject.span)
    tail = Span(cue.end, items[at].start)
    if items[at].kind == "marked" and stands_alone(text, items, at):
        return Frame(subject.span, cue, marked_run(text, items, at), tail, each.cue.lemma, False)
    content = trimmed(text, items[at].start, end)
    if content is None:
        return None
    return Frame(subject.span, cue, [content], tail, each.cue.lemma, False)


def _main_clause(text: str, unit: Unit, subject: Subject, at: int) -> int | None:
    """Where the main clause begins, if the source stands in a clause with "while" before it."""
    opens = subject.at - 1
    if 0 <= opens <= 1 and unit.items[opens].norm in words("en", "cues", "subordinate"):
        return main_clause(text, unit.items, at)
    return None


def _cue_span(unit: Unit, each: Found) -> Span:
    return Span(unit.items[each.first].start, unit.items[each.last].end)


def _cut(text: str, frame: Frame, each: Found, items: tuple[Item, ...], source: Span) -> None:
    """End an earlier content before a cue that shares its source, or before "while X said"."""
    if frame.postposed or not frame.contents or frame.contents[-1].end <= items[each.first].start:
        return
    last = frame.contents[-1]
    stop = None
    if source == frame.source:
        stop = each.first - 1
    else:
        at = next((k for k, item in enumerate(items) if item.start >= source.start), 0)
        if at >= 2 and items[at - 1].norm in ("while", "but") and items[at - 2].norm == ",":
            stop = at - 2
    if stop is None or stop < 0:
        return
    end = items[stop].end if items[stop].kind == "marked" else items[stop].start
    shorter = trimmed(text, last.start, max(last.start, end))
    if shorter:
        frame.contents[-1] = shorter


def _postposed(
    text: str, unit: Unit, each: Found, subject: Subject, after: int, made: list[Frame]
) -> Frame | None:
    """CONTENT, SOURCE CUE."""
    content = _before(text, unit, subject.at, made)
    if content is None:
        return None
    cue = _cue_span(unit, each)
    contents = [content, *resumed(text, unit, after)]
    end = unit.items[after - 1].end if after > each.last else cue.end
    return Frame(subject.span, cue, contents, Span(cue.end, end), each.cue.lemma, True)


def _inverted(text: str, unit: Unit, each: Found, last: int, made: list[Frame]) -> Frame | None:
    """CONTENT, CUE SOURCE: "..., said the mayor"."""
    source = Span(unit.items[each.last + 1].start, unit.items[last].end)
    content = _before(text, unit, each.first, made)
    if content is None or not sourcelike(text, source):
        return None
    contents = [content, *resumed(text, unit, last + 1)]
    tail = Span(source.end, source.end)
    return Frame(source, _cue_span(unit, each), contents, tail, each.cue.lemma, True)


def _before(text: str, unit: Unit, at: int, made: list[Frame]) -> Span | None:
    """What is said before item ``at``, behind the frames made so far."""
    left = unit.items[at - 1]
    start = unit.span.start
    for frame in made:
        reach = max(frame.cue.end, frame.tail.end, *(span.end for span in frame.contents))
        if reach <= left.start:
            start = max(start, reach)
        elif left.kind != "marked" and frame.contents[-1].end > left.start:
            return None  # its comma lies within what somebody else says
    return content_before(text, unit, at, start)


def _according(text: str, unit: Unit) -> Iterator[Frame]:
    """The forms "According to SOURCE, CONTENT" and "CONTENT, according to SOURCE"."""
    items = unit.items
    marked = [item for item in items if item.kind == "marked"]
    for pattern in patterns("en", "cues", "according"):
        for match in pattern.regex.finditer(text, *unit.span):
            if any(item.start <= match.start() < item.end for item in marked):
                continue
            at = next((k for k, item in enumerate(items) if item.start >= match.end()), None)
            if at is not None and (frame := _by_source(text, unit, Span(*match.span()), at)):
                yield frame


def _by_source(text: str, unit: Unit, cue: Span, at: int) -> Frame | None:
    items = unit.items
    end = at
    while (
        end < len(items)
        and not (items[end].kind == "point" and items[end].norm in ",.;:")
        and items[end].kind != "marked"
    ):
        end += 1
    if end == at:
        return None
    source = Span(items[at].start, items[end - 1].end)
    if cue.start <= unit.span.start + 1:
        if end + 1 >= len(items):
            return None
        content = trimmed(text, items[end + 1].start, close(text, unit, end + 1))
    else:
        stop = max(
            (item.end for item in items if item.end <= cue.start and (item.kind != "point")),
            default=0,
        )
        content = trimmed(text, unit.items[0].start, stop) if stop else None
    if content is None:
        return None
    return Frame(
        source, cue, [content], Span(cue.end, cue.end), "accord", cue.start > content.start
    )
