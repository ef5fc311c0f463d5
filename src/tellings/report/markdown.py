"""The report as Markdown (CommonMark with GitHub's tables and strike-through).

Words only the first of two printings has are ~~struck out~~, words only the second has are
**bold**. Whatever comes from a source goes through `escaped`, so that it stays words. The order
is that of the terminal report, and what is long is folded as there.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from tellings.model.comparison import (
    AlignedClaim,
    Comparison,
    Headline,
    Label,
    Origin,
    TimelineEntry,
)
from tellings.report.collation import Step
from tellings.report.folding import (
    REST,
    Difference,
    Fold,
    differences,
    same_printings,
    same_words,
)
from tellings.report.outline import Lone, Outline, Placed, Printed, Source, Told
from tellings.report.plain import line
from tellings.report.wording import ONLY, PERHAPS, days, doubt, holding, own_words

# What can open markup inside a line; the start of a line is always ours.
_ACTIVE = re.compile(r"[\\`*_\[\]<>|~&#$]|:(?=//)|(?<=\bwww)\.", re.IGNORECASE)

Lines = Iterator[str]
Item = TypeVar("Item")


def report(comparison: Comparison, *, everything: bool = False) -> str:
    """The whole comparison as one Markdown text; with ``everything`` nothing is folded."""
    outline = Outline(comparison)
    made = _Report(outline, Fold(outline, everything=everything))
    blocks = ["\n".join(made.header())]
    blocks += [f"## {title}\n\n" + "\n".join(lines) for title, lines in made.sections()]
    return "\n\n".join(blocks) + "\n"


def escaped(text: str) -> str:
    r"""Source text on one line, none of it markup, HTML or a link.

    >>> print(escaped("a|b <i>*c*</i> http://d"))
    a\|b \<i\>\*c\*\</i\> http\://d
    """
    return _ACTIVE.sub(lambda found: f"\\{found[0]}", line(text))


class _Report:
    """The sections, each folded where it is long."""

    def __init__(self, outline: Outline, fold: Fold) -> None:
        self._outline, self._fold = outline, fold
        self._owner = ""  # whose entries the last ones were: named once

    def sections(self) -> Iterator[tuple[str, Lines]]:
        """Every section that has something to say, with its title."""
        outline, found = self._outline, self._outline.comparison
        shared, differing = outline.shared, differences(found.conflicts)
        stands = [(who, *each) for who, held in outline.positions() for each in held]
        yield from self._each(f"Quotations told by several ({len(shared):,})", shared, self._told)
        yield from self._each(
            f"Where they differ ({len(differing):,})", differing, self._difference
        )
        yield from self._claims()
        yield from self._each("Positions", stands, self._position)
        yield from self._each("Timeline", found.timeline, self._entry)
        yield from self._each("Headlines", self._headlines(), self._headline)
        yield from self._each("Names used", found.labels, self._label)
        yield from self._each("Where it comes from", found.origins, self._origin)
        yield from self._each(
            "Quotations that one telling prints twice", outline.repeated, self._told
        )
        for lone, claims, how in (
            (outline.lone, outline.lone_claims, ONLY),
            (outline.unlinked, outline.unsure_claims, PERHAPS),
        ):
            yield from self._each(f"Quotations {how} ({len(lone):,})", lone, self._lone)
            yield from self._each(f"Claims {how} ({len(claims):,})", claims, self._only)
        yield ("Tellings" if self._fold.crowded else "Coverage"), self._coverage()

    def _each(
        self, title: str, entries: Sequence[Item], draw: Callable[[Item], Lines]
    ) -> Iterator[tuple[str, Lines]]:
        if entries:
            yield title, self._folded(entries, draw)

    def _folded(self, entries: Sequence[Item], draw: Callable[[Item], Lines]) -> Lines:
        """The entries that are shown, and how many are not and where they are."""
        self._owner = ""
        shown, more = self._fold.entries(entries)
        for each in shown:
            yield from draw(each)
        if more:
            yield ""
            yield f"*… {more:,} more in this section: {REST}*"

    def header(self) -> Lines:
        """The headline, what the tellings are, and how to read a place."""
        outline, story = self._outline, self._outline.comparison.story
        yield f"# {escaped(story.headline or '') or 'Story without a headline'}"
        yield ""
        first, last = ((day or "")[:10] for day in (story.first_published, story.last_published))
        when = f", published {escaped(days(first, last or first))}" if first else ""
        size = len(outline.sources)
        yield f"{size:,} telling{'s' if size != 1 else ''}{when}. A place such as `A:120-180` names"
        yield "characters 120 to 180 of telling A, counted from 0, the last not included."
        yield ""
        if self._fold.crowded:
            copies = sum(each.telling.copy_of is not None for each in outline.sources)
            yield "Which telling a letter stands for is said at the end, under Tellings;"
            yield f"{copies:,} of them are copies of another."
        else:
            columns = ("", "Publisher", "Headline", "Published", "Words", "Copy of", "File")
            yield from _table(columns, (self._row(each) for each in outline.sources))
        for note in outline.comparison.notes:
            yield f"\nNote: {escaped(note)}"

    def _row(self, source: Source) -> tuple[str, ...]:
        return (
            f"**{source.letter}**",
            escaped(source.publisher),
            escaped(source.telling.headline or ""),
            escaped(source.date),
            str(source.telling.words),
            escaped(self._outline.copied(source)),
            escaped(source.origin),
        )

    def _told(self, told: Told) -> Lines:
        if self._owner:
            yield ""
        self._owner = told.id
        groups, more = [[each] for each in told.readings], 0
        size = ""
        if self._fold.crowded:
            shown, more = self._fold.wordings(same_printings(told.readings))
            groups = list(shown)
            carried = len({each.source.letter for each in told.readings})
            size = f" (in {carried:,} of {len(self._outline.sources):,} tellings)"
        yield f"### {escaped(told.id)} {escaped(told.speaker)}{size}"
        yield ""
        for group in groups:
            yield from self._printing(told, group)
        if more:
            yield f"- *… printed in {more:,} more ways: {REST}*"
        if not self._fold.crowded:
            for other in told.others:
                yield _level(other.level, other.labels, other.note, other.steps)

    def _printing(self, told: Told, group: Sequence[Printed]) -> Lines:
        each = group[0]
        dated = f", said {escaped(each.reading.said)}" if each.reading.said else ""
        times = f", printed so {len(group):,} times" if len(group) > 1 else ""
        name = f"**{each.label}**" + ("" if times else f" {escaped(each.source.publisher)}")
        places = self._fold.places([one.reading for one in group])
        yield f"- {name} ({each.manner}{dated}{times}): {escaped(each.said)} `{places}`"
        if each.against:
            labels = f"{told.readings[0].label}-{each.label}"
            yield _level(each.against.level, labels, each.note, each.steps)

    def _difference(self, difference: Difference) -> Lines:
        each = difference.first
        about = f" about {escaped(each.about)}" if each.about else ""
        more = f", {difference.more}" if difference.more else ""
        lead = f"**{escaped(each.id)} {each.severity}** of {each.type}"
        yield f"- {lead}{about} ({escaped(each.rule)}{more})"
        values, rest = self._fold.wordings(difference.values)
        for value, sides in values:
            side = sides[0]
            before, words, after = self._outline.context(side)
            told = f"{_spaced(before)}**{escaped(words)}**{_spaced(after)}"
            name = _named(self._outline.of[side.article])
            yield f"  - {name}: **{escaped(value)}**: {told} `{self._fold.places(sides)}`"
        if rest:
            yield f"  - *… {rest:,} more values: {REST}*"

    def _claims(self) -> Iterator[tuple[str, Lines]]:
        """A table of who carries what; in a crowd a list, since it would be too wide."""
        claims = self._outline.shared_claims
        title = f"Claims carried by several ({len(claims):,}{doubt(self._outline.doubtful)})"
        if self._fold.crowded:
            yield from self._each(title, claims, self._claim)
        elif claims:
            yield title, self._matrix()

    def _matrix(self) -> Lines:
        claims = self._outline.shared_claims
        columns = ("Claim", *(each.letter for each in self._outline.sources), "Origins")
        rows = ((f"{escaped(c.id)} {escaped(c.text)}", *self._cells(c)) for c in claims)
        yield from _table(columns, rows)
        for each in claims:
            for reading in each.readings:
                if reading.text != each.text:
                    name = self._outline.of[reading.article].letter
                    words = f"{escaped(reading.text)} `{self._outline.place(reading)}`"
                    yield f"\n{escaped(each.id)} in **{name}**: {_held(holding(reading))}{words}"

    def _cells(self, claim: AlignedClaim) -> Lines:
        unsure = self._outline.perhaps(claim)
        for source in self._outline.sources:
            own = [each for each in claim.readings if each.article == source.telling.article]
            places = " ".join(f"`{self._outline.place(each)}`" for each in own)
            lead = "" if any(each.sure for each in own) else "perhaps "
            absent = "perhaps" if source.telling.article in unsure else "not found"
            yield f"{lead}{places}" if own else absent
        yield self._origins(claim)

    def _origins(self, claim: AlignedClaim) -> str:
        names, more = self._fold.wordings([escaped(e.name or e.kind) for e in claim.origins])
        others = f" and {more:,} more" if more else ""
        listed = f"{', '.join(names)}{others}"
        return f"{listed} ({claim.independent_origins} independent)" if names else ""

    def _claim(self, claim: AlignedClaim) -> Lines:
        size = len(self._outline.sources)
        carried = f"carried by {len(claim.carried_by):,} of {size:,}"
        origins = self._origins(claim)
        facts = f"{carried}{f'; from {origins}' if origins else ''}"
        yield f"- **{escaped(claim.id)}** {escaped(claim.text)} ({facts})"
        shown, more = self._fold.wordings(same_words(claim.readings, claim.text))
        for group in shown:
            words = escaped(group[0].text) if group[0].text != claim.text else "in these words"
            yield f"  - {_held(holding(group[0]))}{words} `{self._fold.places(group)}`"
        if more:
            yield f"  - *… in {more:,} more wordings: {REST}*"

    def _lone(self, lone: Lone) -> Lines:
        yield from self._named(lone.source)
        manner = " (in its own words)" if lone.kind == "indirect" else ""
        speaker = f"**{escaped(lone.speaker)}**"
        perhaps = self._perhaps(lone.perhaps)
        yield f"  - {speaker}{manner}: {escaped(lone.said)} `{lone.where}`{perhaps}"

    def _only(self, claim: AlignedClaim) -> Lines:
        yield from self._named(self._outline.of[claim.readings[0].article])
        words = f"{_held(holding(claim.readings[0]))}{escaped(claim.text)}"
        places = ", ".join(f"`{self._outline.place(each)}`" for each in claim.readings)
        perhaps = self._perhaps(self._outline.perhaps(claim))
        yield f"  - {escaped(claim.id)} {words} {places}{perhaps}"

    def _perhaps(self, articles: Sequence[str]) -> str:
        return f" *(perhaps in {self._fold.letters(articles)})*" if articles else ""

    def _named(self, source: Source) -> Lines:
        if self._owner != source.letter:
            self._owner = source.letter
            yield f"- {_named(source)}"

    def _position(self, stand: tuple[str, str, str, Sequence[Placed]]) -> Lines:
        actor, kind, text, readings = stand
        if self._owner != actor:
            self._owner = actor
            yield f"- **{escaped(actor)}**"
        yield from self._worded(f"  - *{kind}*: {escaped(text)}", readings, text, "    ")

    def _entry(self, entry: TimelineEntry) -> Lines:
        when = f"**{escaped(days(entry.start, entry.end))}** ({escaped(entry.precision)})"
        yield from self._worded(f"- {when} {escaped(entry.text)}", entry.readings, entry.text, "  ")

    def _worded(self, lead: str, readings: Sequence[Placed], text: str, indent: str) -> Lines:
        """An entry with the places of its words, and those that say it in others."""
        same = [each for each in readings if each.text == text]
        yield lead + (f" `{self._fold.places(same)}`" if same else "")
        shown, more = self._fold.wordings(same_words((e for e in readings if e.text != text), text))
        for group in shown:
            letter = self._outline.of[group[0].article].letter
            words = f"{escaped(group[0].text)} `{self._fold.places(group)}`"
            yield f"{indent}- **{letter}** {words}"
        if more:
            yield f"{indent}- *… in {more:,} more wordings: {REST}*"

    def _label(self, label: Label) -> Lines:
        yield f"- **{escaped(label.name)}**"
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
            letter = self._outline.of[group[0].article].letter
            yield f"  - {letter}: {escaped(group[0].text)}{times} `{where}`"
        if more:
            yield f"  - *… {more:,} more names: {REST}*"

    def _headlines(self) -> list[list[Headline]]:
        found = self._outline.comparison.headlines
        return same_words(found, "") if self._fold.crowded else [[each] for each in found]

    def _headline(self, group: list[Headline]) -> Lines:
        each = group[0]
        runs = own_words(line(each.text), each.own_words)
        text = "".join(f"**{escaped(run)}**" if own else _spaced(run) for run, own in runs)
        letter = self._outline.of[each.article].letter
        yield f"- {letter}: {text} `{self._fold.places(group)}`"

    def _origin(self, origin: Origin) -> Lines:
        letters = self._fold.letters(origin.tellings)
        name = escaped(origin.name or "") or "not named"
        yield f"- **{name}** ({escaped(origin.kind)}): {letters}"

    def _coverage(self) -> Lines:
        """What each telling shares; in a crowd also what stands at the head of smaller ones."""
        counted = ("Quotations shared", "Only here", "Claims shared", "Only here")
        if not self._fold.crowded:
            rows = (
                (f"**{each.letter}**", escaped(each.publisher), *self._counts(each))
                for each in self._outline.sources
            )
            yield from _table(("", "Publisher", *counted), rows)
            return
        columns = ("", "Publisher", "Headline", "Published", "Words", "Copy of", "File", *counted)
        rows_of_all = ((*self._row(each), *self._counts(each)) for each in self._outline.sources)
        yield from _table(columns, rows_of_all)

    def _counts(self, source: Source) -> Iterable[str]:
        return map(str, self._outline.counts(source))


def _held(held: str) -> str:
    return f"*{escaped(held)}*: " if held else ""


def _level(level: str, labels: str, note: str, steps: Sequence[Step]) -> str:
    words = f": {_steps(steps)}" if steps else ""
    return f"  - {labels} *{level}* ({escaped(note)}){words}"


def _steps(steps: Sequence[Step]) -> str:
    runs = []
    for step in steps:
        if step.op == "equal":
            runs.append(escaped(step.other))
            continue
        runs += [f"~~{escaped(step.base)}~~"] if step.base else []
        runs += [f"**{escaped(step.other)}**"] if step.other else []
    return " ".join(runs)


def _named(source: Source) -> str:
    return f"**{source.letter}** {escaped(source.publisher)}"


def _spaced(text: str) -> str:
    """Escaped, with the blanks at its ends kept."""
    lead, tail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{lead}{escaped(text)}{tail}" if text.strip() else text


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Lines:
    yield f"| {' | '.join(columns)} |"
    yield f"|{' --- |' * len(columns)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"
