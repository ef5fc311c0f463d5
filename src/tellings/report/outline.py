"""A comparison arranged for a reader: what every readable report shows, and in which order.

Letters stand for the tellings; a place reads ``A:120-180``, document offsets of telling A. The
reports themselves only draw what stands here, so that none of them can leave something out.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple, Protocol

from tellings.marks import regions
from tellings.model.annotation import Annotated, QuotationKind
from tellings.model.comparison import (
    AlignedClaim,
    Comparison,
    LevelName,
    Pair,
    Reading,
    Telling,
    Use,
    Utterance,
)
from tellings.model.span import Spans
from tellings.report.carriers import may_tell, surely
from tellings.report.collation import Step, collated
from tellings.report.json import document_spans
from tellings.report.plain import harmless, line, said
from tellings.report.wording import letter, moment

# So many pairs of an utterance are shown with their words; of more, only those with the fullest
# reading, against which every other can be read. And so many places of a name are listed.
FEW = 3
# Of pairs that are told alike so many are named; every pair is in the record and the tables.
PAIRS = 6
# So many characters of its sentence are shown on either side of a conflict's words.
NEAR = 160


class Placed(Protocol):
    """Whatever stands somewhere: the fields every place of a comparison has."""

    @property
    def article(self) -> str:
        """The id of the article."""
        ...

    @property
    def spans(self) -> Spans:
        """Where in its text."""
        ...

    @property
    def text(self) -> str:
        """What a reader sees there."""
        ...


class Source(NamedTuple):
    """A telling with the letter that stands for it."""

    letter: str
    number: int
    telling: Telling
    annotated: Annotated

    @property
    def publisher(self) -> str:
        """Who put it out; the file's name where nobody says."""
        if self.telling.publisher and (named := line(self.telling.publisher.name)):
            return named
        from pathlib import PurePath  # seldom needed

        return line(PurePath(self.origin).stem) or f"telling {self.letter}"

    @property
    def origin(self) -> str:
        """Where the text came from."""
        return self.annotated.article.document.origin

    @property
    def date(self) -> str:
        """When it was published, and how that is known."""
        return f"{self.telling.published.value or 'date not known'}{self._basis}"

    @property
    def moment(self) -> str:
        """The same as a reader writes it."""
        return f"{moment(self.telling.published.value or 'date not known')}{self._basis}"

    @property
    def _basis(self) -> str:
        published = self.telling.published
        known = published.value and published.basis not in (None, "given")
        return f" ({published.basis})" if known else ""


class Printed(NamedTuple):
    """A reading as it is shown; ``quoted`` only if all of it stood between marks.

    ``label`` is the telling's letter, numbered if the telling prints the utterance more than once;
    ``against`` is its pair with the fullest reading and ``steps`` the words from that to this.
    """

    source: Source
    label: str
    reading: Reading
    parts: tuple[str, ...]
    quoted: bool
    where: str
    against: Pair | None = None
    note: str = ""
    steps: tuple[Step, ...] = ()

    @property
    def said(self) -> str:
        """The words, in marks if they stood in marks."""
        return said(self.parts, self.quoted)

    @property
    def manner(self) -> str:
        """How the publisher gives it."""
        return "in its own words" if self.reading.form == "indirect" else self.reading.form


class OtherPairs(NamedTuple):
    """Pairs none of whose readings is the fullest, told alike; ``labels`` is "B-C, B-D"."""

    labels: str
    level: LevelName
    note: str
    steps: tuple[Step, ...]


class Told(NamedTuple):
    """An utterance as it is shown: the fullest reading first."""

    id: str
    speaker: str
    readings: tuple[Printed, ...]
    others: tuple[OtherPairs, ...]

    @property
    def shared(self) -> bool:
        """Whether more than one telling has it."""
        return len({each.source.letter for each in self.readings}) > 1


class Lone(NamedTuple):
    """A quotation that is linked with none of another telling.

    ``perhaps`` are the articles that may tell in other words what it says: no one looked and
    found nothing there.
    """

    id: str
    quotation: str
    source: Source
    speaker: str
    kind: QuotationKind
    parts: tuple[str, ...]
    spans: Spans
    where: str
    perhaps: tuple[str, ...] = ()

    @property
    def said(self) -> str:
        """The words, in marks only if all of them stood in marks."""
        return said(self.parts, self.kind == "direct")


class Outline:
    """The comparison, its tellings by letter, and its findings in reading order."""

    def __init__(self, comparison: Comparison) -> None:
        by_id = {each.id: each for each in comparison.articles}
        self.comparison = comparison
        self.sources = tuple(
            Source(letter(at), at, telling, by_id[telling.article])
            for at, telling in enumerate(comparison.tellings)
        )
        self.of = {each.telling.article: each for each in self.sources}
        told = [self._as_told(each) for each in comparison.utterances]
        self.shared = tuple(each for each in told if each.shared)
        self.repeated = tuple(each for each in told if not each.shared)
        single = list(self._lone())
        self.lone = tuple(each for each in single if not each.perhaps)
        self.unlinked = tuple(each for each in single if each.perhaps)
        claims = comparison.claims
        shared = [each for each in claims if len(each.carried_by) > 1]
        # Those that several surely carry come first.
        self.shared_claims = tuple(sorted(shared, key=lambda each: len(surely(each)) < 2))
        self.doubtful = sum(len(surely(each)) < 2 for each in shared)
        # In the order of the tellings that carry them, as the reports group them.
        singles = sorted(
            (each for each in claims if len(each.carried_by) <= 1),
            key=lambda each: self.of[each.readings[0].article].number,
        )
        self.lone_claims = tuple(each for each in singles if not self.perhaps(each))
        self.unsure_claims = tuple(each for each in singles if self.perhaps(each))
        self._told = Counter(
            name for each in self.shared for name in {one.reading.article for one in each.readings}
        )
        self._repeated = Counter(each.readings[0].reading.article for each in self.repeated)
        self._lone_in = Counter(each.source.telling.article for each in self.lone)
        self._only_in = Counter(each.readings[0].article for each in self.lone_claims)
        self._carried = Counter(
            name for each in self.shared_claims if len(sure := surely(each)) > 1 for name in sure
        )

    def where(self, article: str, spans: Spans) -> str:
        """A place as the reports print it: ``A:120-180``, or the letter alone."""
        source = self.of[article]
        raw = document_spans(source.annotated.article, spans)
        return f"{source.letter}:{','.join(f'{start}-{end}' for start, end in raw)}".rstrip(":")

    def place(self, placed: Placed) -> str:
        """The place of a finding's reading."""
        return self.where(placed.article, placed.spans)

    def context(self, placed: Placed) -> tuple[str, str, str]:
        """The words of a place between those of its sentence, on one line each."""
        annotated = self.of[placed.article].annotated
        text, sentences = annotated.text, annotated.sentences
        if len(placed.spans) != 1:
            return "", line(placed.text), ""
        start, end = placed.spans[0]
        at = bisect_right(sentences, start, key=lambda sentence: sentence[0]) - 1
        if at < 0 or sentences[at].end < end:
            return "", line(text[start:end]), ""
        first, last = max(sentences[at].start, start - NEAR), min(sentences[at].end, end + NEAR)
        before, after = _flat(text[first:start]), _flat(text[end:last])
        before = before if first == sentences[at].start else f"…{before}"
        after = after if last == sentences[at].end else f"{after}…"
        return before, line(text[start:end]), after

    def use_place(self, use: Use) -> str:
        """The first few places of a name."""
        more = len(use.spans) - FEW
        return self.where(use.article, use.spans[:FEW]) + (f" and {more} more" if more > 0 else "")

    def copied(self, source: Source) -> str:
        """The letter of the telling this one is a copy of; empty for a telling of its own."""
        original = source.telling.copy_of
        return self.of[original].letter if original in self.of else line(original or "")

    def perhaps(self, claim: AlignedClaim) -> tuple[str, ...]:
        """The articles that neither carry a claim nor were found to lack it."""
        known = {*claim.carried_by, *claim.not_found_in}
        return tuple(name for name in self.of if name not in known)

    def claims_of(self, source: Source, claims: Sequence[AlignedClaim]) -> tuple[AlignedClaim, ...]:
        """Those of some claims that this telling carries first."""
        own = source.telling.article
        return tuple(each for each in claims if each.readings[0].article == own)

    def lone_of(self, source: Source, lone: Sequence[Lone]) -> tuple[Lone, ...]:
        """Those of some quotations that this telling has."""
        return tuple(each for each in lone if each.source is source)

    def counts(self, source: Source) -> tuple[int, int, int, int]:
        """Its quotations others have too, those only it has, and the same of claims."""
        own = source.telling.article
        alone = self._repeated[own] + self._lone_in[own]
        return self._told[own], alone, self._carried[own], self._only_in[own]

    def worded(self, readings: Sequence[Placed], text: str) -> tuple[str, tuple[Placed, ...]]:
        """The places that say it in these words, joined, and the readings that do not."""
        same = ", ".join(self.place(each) for each in readings if each.text == text)
        return same, tuple(each for each in readings if each.text != text)

    def positions(self) -> Iterator[tuple[str, list[tuple[str, str, Sequence[Placed]]]]]:
        """Each actor with kind, text and readings of its positions."""
        actors: dict[str, list[tuple[str, str, Sequence[Placed]]]] = {}
        for each in self.comparison.positions:
            actors.setdefault(each.actor, []).append((each.kind, each.text, each.readings))
        yield from actors.items()

    def _as_told(self, utterance: Utterance) -> Told:
        readings = utterance.readings
        with_fullest = {
            (pair.b if pair.a == utterance.fullest else pair.a): pair
            for pair in utterance.pairs
            if utterance.fullest in (pair.a, pair.b)
        }
        order = sorted(range(len(readings)), key=lambda at: (at != utterance.fullest, at))
        labels = self._labels(utterance)
        printed = {at: self._printed(utterance, at, with_fullest.get(at), labels) for at in order}
        others = tuple(self._others(utterance, labels))
        speaker = line(utterance.speaker or "") or "speaker not named"
        return Told(utterance.id, speaker, tuple(printed[at] for at in order), others)

    def _others(self, utterance: Utterance, labels: tuple[str, ...]) -> Iterator[OtherPairs]:
        alike: dict[tuple[LevelName, str, tuple[Step, ...]], list[str]] = {}
        few = len(utterance.pairs) <= FEW
        for pair in utterance.pairs:
            if utterance.fullest in (pair.a, pair.b):
                continue
            steps = self._steps(utterance, pair, pair.a) if few else ()
            key = (pair.level, _note(pair, labels), steps)
            alike.setdefault(key, []).append(f"{labels[pair.a]}-{labels[pair.b]}")
        for (level, note, steps), names in alike.items():
            more = len(names) - PAIRS
            listed = ", ".join(names)
            if more > 1:
                listed = f"{', '.join(names[:PAIRS])} and {more:,} more"
            yield OtherPairs(listed, level, note, steps)

    def _labels(self, utterance: Utterance) -> tuple[str, ...]:
        letters = [self.of[each.article].letter for each in utterance.readings]
        times, so_far = Counter(letters), Counter[str]()
        labels = []
        for each in letters:
            so_far[each] += 1
            labels.append(f"{each}{so_far[each]}" if times[each] > 1 else each)
        return tuple(labels)

    def _printed(
        self, utterance: Utterance, at: int, pair: Pair | None, labels: tuple[str, ...]
    ) -> Printed:
        reading = utterance.readings[at]
        source = self.of[reading.article]
        parts = self._parts(source, reading.spans, reading.text)
        quoted = reading.form != "indirect" and not (
            reading.form == "mixed" and any(regions(part, 0, len(part)) for part in parts)
        )
        where = self.where(reading.article, reading.spans)
        steps = self._steps(utterance, pair, utterance.fullest) if pair else ()
        note = _note(pair, labels) if pair else ""
        return Printed(source, labels[at], reading, parts, quoted, where, pair, note, steps)

    def _steps(self, utterance: Utterance, pair: Pair, base: int) -> tuple[Step, ...]:
        """The words of a pair from the base reading to the other, as printed."""
        if pair.level in ("verbatim", "paraphrased"):
            return ()
        a, b = utterance.readings[pair.a], utterance.readings[pair.b]
        texts = self.of[a.article].annotated.text, self.of[b.article].annotated.text
        return collated(pair, (texts[0], a.spans), (texts[1], b.spans), turned=base == pair.b)

    def _parts(self, source: Source, spans: Spans, text: str) -> tuple[str, ...]:
        """The printed words span by span."""
        whole = source.annotated.text
        parts = tuple(line(whole[start:end]) for start, end in spans)
        return parts or (line(text),)

    def _lone(self) -> Iterator[Lone]:
        known = {
            (reading.article, reading.quotation)
            for utterance in self.comparison.utterances
            for reading in utterance.readings
        }
        may_have = may_tell(self.comparison)
        for source in self.sources:
            for each in source.annotated.quotations:
                if each.scare or (source.annotated.id, each.id) in known:
                    continue
                yield Lone(
                    id=f"{source.letter.lower()}-{each.id}",
                    quotation=each.id,
                    source=source,
                    speaker=line(each.speaker_name or "") or "speaker not named",
                    kind=each.kind,
                    parts=tuple(_closed(source.annotated.text, *span) for span in each.content),
                    spans=each.content,
                    where=self.where(source.annotated.id, each.content),
                    perhaps=may_have.get((source.annotated.id, each.id), ()),
                )


def _note(pair: Pair, labels: tuple[str, ...]) -> str:
    """The note with their labels for "the first" and "the second" of the pair."""
    note = line(pair.note).replace("the first prints", f"{labels[pair.a]} prints")
    return note.replace("the second prints", f"{labels[pair.b]} prints")


def _closed(text: str, start: int, end: int) -> str:
    """The words of a stretch, with the mark beside it that its own marks lack.

    A mixed quotation may end with its quoted part, whose closing mark is not content.
    """
    part = text[start:end]
    if part.count('"') % 2 or part.count("\u201c") != part.count("\u201d"):
        if text[end : end + 1] in ('"', "\u201d"):
            end += 1
        elif text[max(start - 1, 0) : start] in ('"', "\u201c"):
            start -= 1
    return line(text[start:end])


def _flat(text: str) -> str:
    """On one line, with the blanks at the ends kept."""
    return harmless(text).replace("\n", " ").replace("\t", " ")
