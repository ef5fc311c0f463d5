"""The report on a terminal, drawn with Rich. It reads the same without colour.

What matters most comes first: what several say, where they differ, who carries what. What one
telling alone has comes last. How a row looks is in `strokes`, what is folded in `folding`.
"""

from collections.abc import Callable, Iterator, Sequence
from io import StringIO
from typing import NamedTuple, TypeVar

from rich.console import Console

from tellings.model.comparison import (
    AlignedClaim,
    Comparison,
    Headline,
    Label,
    Origin,
    TimelineEntry,
)
from tellings.report.folding import (
    REST,
    Difference,
    Fold,
    differences,
    same_printings,
    same_words,
)
from tellings.report.outline import Lone, Outline, Placed, Printed, Source, Told
from tellings.report.page import Page, Paragraph, Table, Words
from tellings.report.plain import line
from tellings.report.strokes import (
    FAINT,
    Blocks,
    against,
    colour,
    conflict_head,
    hanging,
    head,
    letter_words,
    other_row,
    owner_row,
    reading_row,
    row,
    where_words,
)
from tellings.report.wording import ONLY, PERHAPS, days, doubt, holding, own_words

WIDTH = 100
Item = TypeVar("Item")


def report(comparison: Comparison, *, everything: bool = False) -> str:
    """The report as plain text, 100 columns wide; with ``everything`` nothing is folded."""
    sink = StringIO()
    console = Console(file=sink, width=WIDTH, color_system=None, force_terminal=False)
    show(comparison, console, everything=everything)
    return "".join(f"{each.rstrip()}\n" for each in sink.getvalue().split("\n")).rstrip("\n") + "\n"


def show(comparison: Comparison, console: Console, *, everything: bool = False) -> None:
    """Print the whole comparison, section by section."""
    page = Page(console)
    outline = Outline(comparison)
    for title, body in _Report(outline, Fold(outline, everything=everything)).sections():
        if title:
            page.add(row())
            page.add(row((f"── {title} ", "bold")))
        for block in body:
            page.add(block)
    page.print()


class Stand(NamedTuple):
    """A position with the actor who takes it."""

    actor: str
    kind: str
    text: str
    readings: Sequence[Placed]


class _Report:
    """The sections, each folded where it is long."""

    def __init__(self, outline: Outline, fold: Fold) -> None:
        self._outline, self._fold = outline, fold
        self._owner = ""  # whose entries the last ones were: named once

    def sections(self) -> Iterator[tuple[str, Blocks]]:
        """Every section that has something to say, with its title."""
        yield "", self._header()
        yield from self._shared()
        outline, found = self._outline, self._outline.comparison
        stands = [Stand(who, *each) for who, held in outline.positions() for each in held]
        yield from self._each("Positions", stands, self._position)
        yield from self._each("Timeline", found.timeline, self._entry)
        yield from self._each("Headlines, _words no other has_", self._headlines(), self._headline)
        yield from self._each("Names used", found.labels, self._label)
        yield from self._each("Where it comes from", found.origins, self._origin)
        twice = "Quotations that one telling prints twice"
        yield from self._each(twice, outline.repeated, self._quotation)
        for lone, claims, how in (
            (outline.lone, outline.lone_claims, ONLY),
            (outline.unlinked, outline.unsure_claims, PERHAPS),
        ):
            yield from self._each(f"Quotations: {len(lone):,} {how}", lone, self._alone)
            yield from self._each(f"Claims: {len(claims):,} {how}", claims, self._only)
        yield ("Tellings" if self._fold.crowded else "Coverage"), self._coverage()

    def _shared(self) -> Iterator[tuple[str, Blocks]]:
        outline = self._outline
        title = f"Quotations: {len(outline.shared):,} told by more than one telling"
        yield from self._each(title, outline.shared, self._quotation)
        differing = differences(outline.comparison.conflicts)
        yield from self._each(f"Where they differ: {len(differing):,}", differing, self._difference)
        title = f"Claims: {len(outline.shared_claims):,} carried by several"
        title += doubt(outline.doubtful)
        yield from self._each(title, outline.shared_claims, self._claim)

    def _each(
        self, title: str, entries: Sequence[Item], draw: Callable[[Item], Blocks]
    ) -> Iterator[tuple[str, Blocks]]:
        if entries:
            yield title, self._folded(entries, draw)

    def _folded(self, entries: Sequence[Item], draw: Callable[[Item], Blocks]) -> Blocks:
        """The entries that are shown, and how many are not and where they are."""
        self._owner = ""
        shown, more = self._fold.entries(entries)
        for each in shown:
            yield from draw(each)
        if more:
            yield _more(f"{more:,} more in this section", indent=0)

    def _header(self) -> Blocks:
        outline, story = self._outline, self._outline.comparison.story
        yield row((line(story.headline or "") or "Story without a headline", "bold underline"))
        size = len(outline.sources)
        first, last = ((day or "")[:10] for day in (story.first_published, story.last_published))
        when = f", published {days(first, last or first)}" if first else ""
        copies = sum(each.telling.copy_of is not None for each in outline.sources)
        among = f", {copies:,} of them copies" if copies and self._fold.crowded else ""
        yield row(f"{size:,} telling{'s' if size != 1 else ''}{among}{when}")
        if self._fold.crowded:
            yield row("Which telling a letter stands for is said at the end, under Tellings.")
        else:
            yield row()
            heads = ("", "Publisher", "Headline", "Published", "Words", "Copy of")
            rows = tuple(_summary(outline, each) for each in outline.sources)
            yield Table(heads, rows, frozenset({4}))
            for source in outline.sources:
                yield hanging(letter_words(source), " ", (line(source.origin), FAINT))
        for note in outline.comparison.notes:
            yield hanging("Note: ", line(note))

    def _quotation(self, told: Told) -> Blocks:
        if not self._fold.crowded:
            yield head(told.id, (told.speaker, "bold"))
            for printed in told.readings:
                yield reading_row(printed)
                yield from against(told.readings[0], printed)
            for other in told.others:
                yield from other_row(other)
            return
        size = len({each.source.letter for each in told.readings})
        of = (f"  in {size:,} of {len(self._outline.sources):,} tellings", FAINT)
        yield head(told.id, (told.speaker, "bold"), of)
        groups, more = self._fold.wordings(same_printings(told.readings))
        for group in groups:
            yield self._printing(group)
            yield from against(told.readings[0], group[0])
        if more:
            yield _more(f"printed in {more:,} more ways")

    def _printing(self, group: Sequence[Printed]) -> Paragraph:
        """One way of printing it, with those who print it so."""
        if len(group) == 1:
            return reading_row(group[0])
        first = group[0]
        places = self._fold.places([each.reading for each in group])
        label = (first.label, f"bold {colour(first.source)}")
        manner = (f" ({first.manner}, printed so {len(group):,} times) ", FAINT)
        return hanging(label, manner, first.said, where_words(places))

    def _difference(self, difference: Difference) -> Blocks:
        yield conflict_head(difference)
        values, more = self._fold.wordings(difference.values)
        for value, sides in values:
            side = sides[0]
            before, told, after = self._outline.context(side)
            marked = f"_{told}_" if before or after else told
            letter = letter_words(self._outline.of[side.article])
            places = where_words(self._fold.places(sides))
            yield hanging(letter, " ", (line(value), "bold"), " | ", before, marked, after, places)
        if more:
            yield _more(f"{more:,} more values")

    def _claim(self, claim: AlignedClaim) -> Blocks:
        yield head(claim.id, (line(claim.text), "bold"))
        groups = [[each] for each in claim.readings]
        if self._fold.crowded:
            groups = same_words(claim.readings, claim.text)
        shown, more = self._fold.wordings(groups)
        for group in shown:
            reading = group[0]
            held = holding(reading)
            words = line(reading.text) if reading.text != claim.text else "in these words"
            letter = letter_words(self._outline.of[reading.article])
            lead = (f"{held}: " if held else "", "italic")
            yield hanging(letter, " ", lead, words, where_words(self._fold.places(group)))
        if more:
            yield _more(f"in {more:,} more wordings")
        yield from self._provenance(claim)

    def _provenance(self, claim: AlignedClaim) -> Blocks:
        parts = []
        if self._fold.crowded:
            parts.append(f"carried by {len(claim.carried_by):,} of {len(self._outline.sources):,}")
        if claim.not_found_in:
            parts.append(f"not found in {self._fold.letters(claim.not_found_in)}")
        if claim.origins:
            names = [line(each.name or "") or each.kind for each in claim.origins]
            shown, more = self._fold.wordings(names)
            parts.append(f"from {', '.join(shown)}{f' and {more:,} more' if more else ''}")
            parts.append(f"independent origins: {claim.independent_origins}")
        if parts:
            yield hanging(("; ".join(parts), FAINT))

    def _alone(self, lone: Lone) -> Blocks:
        outline = self._outline
        lead, held = ("", outline.unlinked) if lone.perhaps else ("only ", outline.lone)
        yield from self._named(lone.source, lead, lambda: len(outline.lone_of(lone.source, held)))
        manner = (" (in its own words)", FAINT) if lone.kind == "indirect" else ""
        words = ((lone.speaker, "bold"), manner, ": ", lone.said, where_words(lone.where))
        yield hanging("- ", *words, self._perhaps(lone.perhaps))

    def _only(self, claim: AlignedClaim) -> Blocks:
        source = self._outline.of[claim.readings[0].article]
        outline, perhaps = self._outline, self._outline.perhaps(claim)
        only, claims = ("", outline.unsure_claims) if perhaps else ("only ", outline.lone_claims)
        yield from self._named(source, only, lambda: len(outline.claims_of(source, claims)))
        held = holding(claim.readings[0])
        lead = (f"{held}: " if held else "", "italic")
        places = where_words(self._fold.places(claim.readings))
        words = (lead, line(claim.text), places)
        yield hanging(f"{claim.id} ", *words, self._perhaps(perhaps))

    def _perhaps(self, articles: Sequence[str]) -> Words:
        letters = self._fold.letters(articles)
        return (f" (perhaps in {letters})" if letters else "", FAINT)

    def _named(self, source: Source, lead: str, size: Callable[[], int]) -> Blocks:
        """The telling whose entries follow, once."""
        if self._owner != source.letter:
            self._owner = source.letter
            yield owner_row(source, lead, size())

    def _position(self, stand: Stand) -> Blocks:
        if self._owner != stand.actor:
            self._owner = stand.actor
            yield row((line(stand.actor), "bold"))
        parts = ((f"{stand.kind}: ", "italic"), line(stand.text))
        yield from self._worded(parts, stand.readings, stand.text, indent=3)

    def _entry(self, entry: TimelineEntry) -> Blocks:
        when = (days(entry.start, entry.end), "bold")
        parts = (when, (f" ({line(entry.precision)}) ", FAINT), line(entry.text))
        yield from self._worded(parts, entry.readings, entry.text, indent=0)

    def _worded(
        self, parts: Sequence[Words | str], readings: Sequence[Placed], text: str, *, indent: int
    ) -> Blocks:
        """An entry with the places of its words, and those that say it in others."""
        same = [each for each in readings if each.text == text]
        yield hanging(*parts, where_words(self._fold.places(same)), indent=indent)
        groups = same_words((each for each in readings if each.text != text), text)
        shown, more = self._fold.wordings(groups)
        for group in shown:
            letter = letter_words(self._outline.of[group[0].article])
            places = where_words(self._fold.places(group))
            yield hanging(letter, " ", line(group[0].text), places, indent=6)
        if more:
            yield _more(f"in {more:,} more wordings", indent=6)

    def _label(self, label: Label) -> Blocks:
        yield row((line(label.name), "bold"))
        groups = [[each] for each in label.uses]
        if self._fold.crowded:
            groups = same_words(label.uses, "")
        shown, more = self._fold.wordings(groups)
        for group in shown:
            count = sum(each.count for each in group)
            times = f" ×{count:,}" if count != 1 else ""
            where = self._outline.use_place(group[0])
            if len(group) > 1:
                times += f" in {len(group):,} tellings"
                where = self._fold.letters(each.article for each in group)
            letter = letter_words(self._outline.of[group[0].article])
            yield hanging(letter, " ", line(group[0].text), times, where_words(where))
        if more:
            yield _more(f"{more:,} more names")

    def _headlines(self) -> list[list[Headline]]:
        found = self._outline.comparison.headlines
        return same_words(found, "") if self._fold.crowded else [[each] for each in found]

    def _headline(self, group: list[Headline]) -> Blocks:
        each = group[0]
        told = own_words(line(each.text), each.own_words)
        text = ((f"_{words}_", "bold") if own else (words, "") for words, own in told)
        places = where_words(self._fold.places(group))
        yield hanging(letter_words(self._outline.of[each.article]), " ", *text, places, indent=0)

    def _origin(self, origin: Origin) -> Blocks:
        letters = self._fold.letters(origin.tellings)
        yield hanging(
            f"{line(origin.name or '') or 'not named'} ({origin.kind}): {letters}", indent=0
        )

    def _coverage(self) -> Blocks:
        """What each telling shares; in a crowd also what stands at the head of smaller ones."""
        counted = ("quotations shared", "only here", "claims shared", "only here")
        if not self._fold.crowded:
            rows = tuple(self._counted(each) for each in self._outline.sources)
            yield Table(("", "Publisher", *counted), rows, frozenset({2, 3, 4, 5}))
            return
        yield row((f"letter, publisher, published, words; {', '.join(counted)}; file", FAINT))
        for source in self._outline.sources:
            told, alone, claims, only = self._outline.counts(source)
            copied = f"; copy of {self._outline.copied(source)}" if source.telling.copy_of else ""
            facts = f" {line(source.date)}, {source.telling.words:,} words{copied}"
            counts = f"; {told:,}, {alone:,}, {claims:,}, {only:,}; "
            name = (source.publisher, colour(source))
            where = (line(source.origin), FAINT)
            yield hanging(letter_words(source), " ", name, facts, counts, where, indent=0)

    def _counted(self, source: Source) -> tuple[Words, ...]:
        cells = (source.publisher, *(str(each) for each in self._outline.counts(source)))
        return (letter_words(source), *((cell, "") for cell in cells))


def _summary(outline: Outline, source: Source) -> tuple[Words, ...]:
    telling = source.telling
    words = line(telling.headline or ""), line(source.date), str(telling.words)
    cells = (source.publisher, *words, outline.copied(source))
    return letter_words(source), *((cell, "") for cell in cells)


def _more(text: str, indent: int = 3) -> Paragraph:
    """How many more there are, and where."""
    return hanging((f"… {text}: {REST}", FAINT), indent=indent)
