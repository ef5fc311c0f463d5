"""Quotations: the content, the cue and the source, and who that is.

Frames (`frames`) say which words are given to whom in one unit. Here words between marks that
no frame covers are put to the quotation they continue, or kept as scare marks; then each source
is resolved to an entity, its chain and the day of the saying.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace

from tellings.annotate.chains import chain
from tellings.annotate.frames import Frame, frames
from tellings.annotate.speakers import Speakers
from tellings.annotate.units import Item, Unit, units
from tellings.model.annotation import (
    Entity,
    Link,
    Quotation,
    QuotationKind,
    TimeExpression,
)
from tellings.model.document import Article
from tellings.model.span import Span, Spans
from tellings.words import tokens

# Words in marks, so few of them and given to nobody, are scare marks.
SCARE = 3
# What leads up to a source ("In a statement on Monday, …") is no longer than this.
LEAD = 120
# The speaker before is looked for in so many quotations and paragraphs.
LOOK_BACK = 4
NEAR = 6
MARKS = ('"', "“", "'", "‘")
# The day of a saying holds for what the same speaker says in so many following paragraphs.
SAME_OCCASION = 3


@dataclass(slots=True)
class Draft:
    """A quotation in the making."""

    unit: Unit
    contents: list[Span]
    frame: Frame | None
    source: Spans
    paragraph: int
    speaker: str | None = None
    name: str | None = None
    said: str | None = None
    chain: tuple[Link, ...] = ()
    continued: bool = False


def quotations(
    article: Article,
    sentences: Spans,
    entities: tuple[Entity, ...],
    times: tuple[TimeExpression, ...],
) -> tuple[Quotation, ...]:
    """The quotations of an article, in document order."""
    text = article.text
    speakers = Speakers(text, entities)
    drafts: list[Draft] = []
    for unit in units(article, sentences):
        drafts += _drafts(text, unit, drafts[-1] if drafts else None)
    days = Days(times)
    _resolve(text, drafts, speakers, days)
    made = sorted((_quotation(text, draft) for draft in drafts), key=lambda q: q.content)
    return tuple(replace(each, id=f"q{at}") for at, each in enumerate(made, 1))


def _drafts(text: str, unit: Unit, last: Draft | None) -> list[Draft]:
    """The quotations a unit opens; words that go on with the one before are added to that."""
    made = [
        Draft(unit, each.contents, each, (each.source,) if each.source else (), unit.paragraph)
        for each in _folded(frames(text, unit))
    ]
    framed = bool(made)
    alone = all(item.kind != "word" for item in unit.items)
    for item in _loose(text, unit, made):
        span = Span(item.start, item.end)
        # All its unit says, and more than scare marks.
        whole = alone and len(tokens(text, item.start, item.end)) > SCARE
        if last and last.frame and whole and _same_paragraph(text, unit, last):
            last.contents.append(span)
            continue
        fresh = Draft(unit, [span], None, (), unit.paragraph)
        if last and last.source and whole and not framed and _next_paragraph(unit, last):
            fresh.source, fresh.frame, fresh.continued = last.source, last.frame, True
            last = fresh
        made.append(fresh)
    return made


def _loose(text: str, unit: Unit, made: list[Draft]) -> list[Item]:
    """The stretches between marks that stand in no frame's content."""
    covered = [span for draft in made for span in draft.contents]
    return [
        item
        for item in unit.items
        if item.kind == "marked"
        and not any(span.start <= item.start and item.end <= span.end for span in covered)
        and text[item.start : item.end].strip()
    ]


def _folded(found: list[Frame]) -> Iterator[Frame]:
    """The frames, less an "according to" whose content holds another: that one is its link."""
    for frame in found:
        inner = next(
            (f for f in found if f is not frame and any(c.holds(f.cue) for c in frame.contents)),
            None,
        )
        if frame.lemma != "accord" or inner is None:
            yield frame
        elif frame.cue.start < inner.cue.start:
            inner.tail = Span(min(inner.tail.start, frame.cue.start), inner.tail.end)
        else:
            inner.tail = Span(inner.tail.start, frame.tail.end)


def _same_paragraph(text: str, unit: Unit, last: Draft) -> bool:
    """Whether the quotation before stands, between marks, in this paragraph."""
    direct = any(text[span.start - 1 : span.start] in MARKS for span in last.contents)
    return last.paragraph == unit.paragraph and direct


def _next_paragraph(unit: Unit, last: Draft) -> bool:
    return unit.role == "body" and unit.paragraph - last.paragraph <= 1


class Days:
    """The days that time expressions name, by their place."""

    def __init__(self, times: tuple[TimeExpression, ...]) -> None:
        self._times = [each for each in times if each.start and each.start == each.end]
        self._starts = [each.span.start for each in self._times]

    def within(self, start: int, end: int) -> str | None:
        """The first single day named in a stretch."""
        at = bisect_left(self._starts, start)
        if at < len(self._times) and self._times[at].span.end <= end:
            return self._times[at].start
        return None


def _resolve(text: str, drafts: list[Draft], speakers: Speakers, days: Days) -> None:
    for at, draft in enumerate(drafts):
        if not draft.source:
            continue
        before = _before(drafts, at)
        known = before.speaker if before else None
        here = before is not None and before.paragraph == draft.paragraph
        opens = draft.unit.span.start if here else draft.unit.opens
        draft.speaker, draft.name = speakers.of(draft.source[0], known, draft.unit.span, opens)
        if draft.frame and not draft.continued:
            draft.chain = chain(text, _framing(draft.unit, draft.frame))
            draft.said = _day(draft, days)
        if before and draft.said is None and _same_occasion(draft, before):
            draft.said = before.said
            if draft.continued and not draft.chain:
                draft.chain = before.chain


def _before(drafts: list[Draft], at: int) -> Draft | None:
    """The last quotation before with a speaker, in the same part of the page and near."""
    draft = drafts[at]
    for earlier in reversed(drafts[max(0, at - LOOK_BACK) : at]):
        if earlier.speaker and earlier.unit.role == draft.unit.role:
            near = draft.paragraph - earlier.paragraph <= NEAR
            return earlier if near else None
    return None


def _same_occasion(draft: Draft, earlier: Draft) -> bool:
    """Whether one speaker goes on soon, and neither says it was elsewhere."""
    same = draft.speaker is not None and draft.speaker == earlier.speaker
    soon = draft.paragraph - earlier.paragraph <= SAME_OCCASION
    return same and soon and not _elsewhere(draft, earlier)


def _elsewhere(draft: Draft, earlier: Draft) -> bool:
    """Whether both name where they were said, and not the same place."""
    names = {link.name or link.kind for link in draft.chain}
    others = {link.name or link.kind for link in earlier.chain}
    return bool(names and others) and not names & others


def _framing(unit: Unit, frame: Frame) -> tuple[Span, ...]:
    """The words around the content: the cue with its tail, the source, what leads up to it."""
    start, end = min(frame.cue.start, frame.tail.start), max(frame.cue.end, frame.tail.end)
    found = [Span(start, end)]
    if frame.source:
        found.append(frame.source)
    before = min(start, frame.source.start if frame.source else start)
    held = [span.end for span in frame.contents if span.end <= before]
    lead = Span(max([unit.span.start, *held]), before)
    if not held and 0 < lead.end - lead.start <= LEAD:
        found.append(lead)
    return tuple(found)


def _day(draft: Draft, days: Days) -> str | None:
    frame = draft.frame
    if frame is None:
        return None
    first = min(frame.cue.start, frame.tail.start)
    last = max(frame.cue.end, frame.tail.end)
    if frame.postposed:
        last = max(last, draft.unit.span.end if frame.contents[-1].end <= last else last)
    return days.within(first, last)


def _quotation(text: str, draft: Draft) -> Quotation:
    kind = _kind(text, draft)
    scare = not draft.source and kind != "indirect" and _few(text, draft)
    frame = draft.frame if not draft.continued else None
    return Quotation(
        id="",
        kind=kind,
        content=tuple(draft.contents),
        cue=(frame.cue,) if frame else (),
        source=draft.source,
        speaker=draft.speaker,
        speaker_name=draft.name,
        chain=draft.chain,
        said=draft.said,
        scare=scare,
        piece=draft.unit.role,
    )


def _few(text: str, draft: Draft) -> bool:
    return sum(len(tokens(text, *span)) for span in draft.contents) <= SCARE


def _kind(text: str, draft: Draft) -> QuotationKind:
    """From the marks: all of it between them, some of it, or none."""
    items = draft.unit.items
    starts = draft.unit.starts
    inside = outside = 0
    for span in draft.contents:
        if draft.unit.span.holds(span):
            held = items[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
            size = sum(len(tokens(text, i.start, i.end)) for i in held if i.kind == "marked")
            inside += size
            outside += len(tokens(text, *span)) - size
        else:
            inside += 1
    return "indirect" if not inside else "mixed" if outside else "direct"
