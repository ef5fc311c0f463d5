"""Quotations: the content, the cue and the source, and who that is.

The engine says which words of a paragraph are given to whom. Here what it leaves over between
marks is put to the quotation it continues, or kept as scare marks; then each source is resolved
to an entity, its chain and the day of the saying.
"""

import sys
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from tellings import engine
from tellings.annotate.chains import chain, named_before
from tellings.annotate.implied import alone, announcer, subject, without_audience
from tellings.annotate.labelled import labelled
from tellings.annotate.paragraphs import Paragraph, paragraphs, sentence_at
from tellings.annotate.readings import Read
from tellings.annotate.speakers import Place, Speakers
from tellings.model.annotation import Entity, Link, Quotation, QuotationKind, TimeExpression
from tellings.model.document import Article
from tellings.model.span import Span, Spans
from tellings.words import WORD, tokens

# Words in marks, so few of them and given to nobody, are scare marks.
SCARE = 3
# Between the last word of a content and its closing mark stand no more signs.
POINTS = 4
AFTER_ALL = sys.maxsize
# Where words come from is told in so many characters around the cue.
REACH = 300
# The speaker before is looked for in so many quotations and paragraphs.
LOOK_BACK = 4
NEAR = 6
# The day of a saying holds for what the same speaker says in so many following paragraphs.
SAME_OCCASION = 3


@dataclass(slots=True)
class Draft:
    """A quotation in the making; ``continued`` took its source from a paragraph before."""

    paragraph: Paragraph
    contents: list[Span]
    cue: Span | None = None
    source: Span | None = None
    continued: bool = False
    speaker: str | None = None
    name: str | None = None
    said: str | None = None
    chain: tuple[Link, ...] = ()


def quotations(
    article: Article,
    read: tuple[Read, ...],
    entities: tuple[Entity, ...],
    times: tuple[TimeExpression, ...],
) -> tuple[Quotation, ...]:
    """The quotations of an article, in document order."""
    text = article.text
    held = [each.paragraph for each in read]
    drafts: list[Draft] = []
    last = Last()
    labels = labelled(text, held)
    for at, each in enumerate(read):
        if at in labels:
            drafts.append(Draft(held[at], [labels[at].content], labels[at].cue, labels[at].source))
            last.spoken, last.announced = drafts[-1], None
        else:
            drafts += _drafts(text, held[at], each.reading, last)
    _resolve(text, drafts, Speakers(text, entities), Days(times))
    made = sorted((_quotation(text, draft) for draft in drafts), key=lambda q: q.content)
    return tuple(replace(each, id=f"q{at}") for at, each in enumerate(made, 1))


def between_marks(article: Article, sentences: Spans) -> tuple[Quotation, ...]:
    """What stands between the marks of an article whose language is not known, given to nobody."""
    drafts = [
        Draft(paragraph, [span])
        for paragraph in paragraphs(article, sentences)
        for span in _loose(article.text, paragraph, [], [])
    ]
    made = (_quotation(article.text, draft) for draft in drafts)
    return tuple(replace(each, id=f"q{at}") for at, each in enumerate(made, 1))


def _drafts(text: str, paragraph: Paragraph, reading: engine.Reading, last: "Last") -> list[Draft]:
    """The quotations of a paragraph, then what else stands between its marks."""
    made: list[Draft] = []
    open_: list[Span] = []
    announced: Draft | None = None
    for each in reading.attributions:
        if each.source is None and paragraph.role == "caption":
            continue  # "A view of the dam" is nobody's view
        told = (without_audience(text, span) for span in each.content)
        contents = [_to_marks(span, paragraph) for span in told]
        if contents and each.cue:
            source = each.source or subject(text, paragraph, each, reading.names)
            made.append(Draft(paragraph, contents, each.cue, source))
        elif contents:
            open_ += contents
        elif each.cue and each.source and text[paragraph.span.end - 1] == ":":
            announced = Draft(paragraph, [], each.cue, each.source)
    open_ += _loose(text, paragraph, made, open_)
    for span in sorted(open_):
        made += _handed_on(text, paragraph, span, made, last)
    for draft in made:
        draft.contents.sort()
    made.sort(key=lambda draft: draft.contents)
    if announced is None and (source := announcer(text, paragraph, reading)):
        announced = Draft(paragraph, [], None, source)
    last.announced = announced
    last.spoken = next((d for d in reversed(made) if d.source), last.spoken)
    return made


@dataclass(slots=True)
class Last:
    """What the next paragraph may go on with: who spoke last, and who was announced."""

    spoken: Draft | None = None
    announced: Draft | None = None

    def just_before(self, paragraph: Paragraph) -> Draft | None:
        """The last quotation of the paragraph before, if that has one with a source."""
        spoken = self.spoken
        near = spoken and 0 < paragraph.number - spoken.paragraph.number <= 1
        return spoken if near else None


def _handed_on(
    text: str, paragraph: Paragraph, span: Span, made: list[Draft], last: Last
) -> list[Draft]:
    """Words that no cue of their paragraph gives to anybody, put to whom they belong to.

    Words behind a mark left open go on with the quotation before, and so does a paragraph that
    is nothing else, behind one that ends with a quotation; a paragraph behind a colon is said by
    who was announced; a sentence between marks goes with the quotation before it in its
    paragraph. Others are nobody's.
    """
    opens = paragraph.marked and span.start <= paragraph.marked[0].start and not made
    before = last.announced or (last.spoken if paragraph.continues and opens else None)
    before = before or (last.just_before(paragraph) if alone(text, paragraph) else None)
    if before and not made:
        return [Draft(paragraph, [span], None, before.source, True)]
    whole = _marked_at(paragraph, span.start) == span and len(tokens(text, *span)) > SCARE
    near = next(
        (d for d in reversed(made[-LOOK_BACK:]) if d.source and _between(d, paragraph)), None
    )
    if whole and near:
        near.contents.append(span)
        return []
    return [Draft(paragraph, [span])]


def _between(draft: Draft, paragraph: Paragraph) -> bool:
    """Whether what is said begins with all that stands between some marks."""
    return _marked_at(paragraph, draft.contents[0].start) == draft.contents[0]


def _to_marks(span: Span, paragraph: Paragraph) -> Span:
    """A content that begins or ends beside a mark takes the points between with it."""
    behind = _marked_at(paragraph, span.end)
    if behind and span.end <= behind.end <= span.end + POINTS:
        span = Span(span.start, behind.end)
    before = _marked_at(paragraph, span.start)
    if before and span.start <= before.start + POINTS and span.start < before.end:
        span = Span(before.start, span.end)
    return span


def _marked_at(paragraph: Paragraph, place: int) -> Span | None:
    """The last stretch between marks that begins at or before a place."""
    at = bisect_right(paragraph.marked, (place, AFTER_ALL)) - 1
    return paragraph.marked[at] if at >= 0 else None


def _loose(
    text: str, paragraph: Paragraph, made: Sequence[Draft], others: Spans | list[Span]
) -> list[Span]:
    """The stretches between marks that share nothing with what is attributed."""
    taken = [*others, *(span for draft in made for span in draft.contents)]
    taken += [span for draft in made for span in (draft.cue, draft.source) if span]
    taken.sort()
    reach = list(accumulate((span.end for span in taken), max))
    return [
        span
        for span in paragraph.marked
        if span.of(text).strip()
        and not ((at := bisect_left(taken, (span.end, 0))) and reach[at - 1] > span.start)
    ]


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
    links: list[Link] = []
    for at, draft in enumerate(drafts):
        if not draft.source:
            continue
        before = _before(drafts, at)
        known = before.speaker if before else None
        here = before is not None and before.paragraph.number == draft.paragraph.number
        sentence = sentence_at(draft.paragraph, draft.source)
        since = sentence.start if here else draft.paragraph.span.start
        place = Place(sentence, tuple(draft.contents), draft.paragraph.sentences, since)
        draft.speaker, draft.name = speakers.of(draft.source, known, place)
        if draft.cue and not draft.continued:
            framing = _framing(draft, draft.cue)
            found = [named_before(text, link, links) for link in chain(text, framing)]
            draft.chain = tuple(dict.fromkeys(found))
            links += draft.chain
            draft.said = days.within(*framing[0])
        if before and draft.said is None and _same_occasion(draft, before):
            draft.said = before.said
            if draft.continued and not draft.chain:
                draft.chain = before.chain


def _before(drafts: list[Draft], at: int) -> Draft | None:
    """The last quotation before with a speaker, in the same part of the page and near."""
    draft = drafts[at]
    for earlier in reversed(drafts[max(0, at - LOOK_BACK) : at]):
        if earlier.speaker and earlier.paragraph.role == draft.paragraph.role:
            near = draft.paragraph.number - earlier.paragraph.number <= NEAR
            return earlier if near else None
    return None


def _same_occasion(draft: Draft, earlier: Draft) -> bool:
    """Whether one speaker goes on soon, and neither says it was elsewhere."""
    same = draft.speaker is not None and draft.speaker == earlier.speaker
    soon = draft.paragraph.number - earlier.paragraph.number <= SAME_OCCASION
    return same and soon and not _elsewhere(draft, earlier)


def _elsewhere(draft: Draft, earlier: Draft) -> bool:
    """Whether both name where they were said, and not the same place."""
    names = {link.name or link.kind for link in draft.chain}
    others = {link.name or link.kind for link in earlier.chain}
    return bool(names and others) and not names & others


def _framing(draft: Draft, cue: Span) -> tuple[Span, ...]:
    """The words around the content in the sentence of the cue, the cue and its tail first."""
    sentence = _near(sentence_at(draft.paragraph, cue), cue)
    said = sorted(span for span in draft.contents if span.meets(sentence))
    bounds = [sentence.start, *(at for span in said for at in span), sentence.end]
    around = [Span(a, b) for a, b in zip(bounds[::2], bounds[1::2], strict=True) if a < b]
    around.sort(key=lambda span: (not span.holds(cue), span))
    tail = next((Span(cue.start, span.end) for span in around if span.holds(cue)), cue)
    return (tail, *([draft.source] if draft.source else []), *around)


def _near(sentence: Span, cue: Span) -> Span:
    """What of a sentence may say where its words come from; of one without end, what is near."""
    start, end = max(sentence.start, cue.start - REACH), min(sentence.end, cue.end + REACH)
    return Span(min(start, cue.start), max(end, cue.end))


def _quotation(text: str, draft: Draft) -> Quotation:
    kind = _kind(text, draft)
    return Quotation(
        id="",
        kind=kind,
        content=tuple(draft.contents),
        cue=(draft.cue,) if draft.cue else (),
        source=(draft.source,) if draft.source else (),
        speaker=draft.speaker,
        speaker_name=draft.name,
        chain=draft.chain,
        said=draft.said,
        scare=not draft.source and not draft.cue and kind != "indirect" and _few(text, draft),
        piece=draft.paragraph.role,
    )


def _few(text: str, draft: Draft) -> bool:
    return sum(len(tokens(text, *span)) for span in draft.contents) <= SCARE


def _kind(text: str, draft: Draft) -> QuotationKind:
    """From the marks: all of it between them, some of it, or none."""
    marked = draft.paragraph.marked
    inside = outside = False
    for span in draft.contents:
        place = span.start
        for at in range(max(0, bisect_right(marked, span) - 1), len(marked)):
            if marked[at].start >= span.end:
                break
            first, last = max(marked[at].start, span.start), min(marked[at].end, span.end)
            if first < last:
                inside = inside or bool(WORD.search(text, first, last))
                outside = outside or bool(WORD.search(text, place, first))
                place = last
        outside = outside or bool(WORD.search(text, place, span.end))
    return "indirect" if not inside else "mixed" if outside else "direct"
