"""The report on a terminal, drawn with Rich. It reads the same without colour.

Source text only ever enters a `Text` through `line`, so no page can steer the terminal, and
nothing is parsed as markup.
"""

from collections.abc import Callable, Iterator, Sequence
from io import StringIO
from typing import NamedTuple

from rich.box import SIMPLE_HEAD
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from tellings.model.comparison import AlignedClaim, Comparison, Conflict
from tellings.report.collation import Step
from tellings.report.outline import (
    Lone,
    OtherPairs,
    Outline,
    Placed,
    Printed,
    Source,
    Told,
)
from tellings.report.plain import line
from tellings.report.wording import days, holding, own_words

# One colour a telling, of the eight every terminal has and none that stands for a finding.
COLOURS = ("cyan", "magenta", "blue", "green", "yellow")
FAINT = "dim"
LEVELS = {
    "verbatim": "green",
    "trimmed": "yellow",
    "spliced": "yellow",
    "altered": "red",
    "paraphrased": "blue",
}
SEVERITIES = {"conflict": "bold red", "tension": "yellow", "granularity": "blue", "update": "blue"}
WIDTH = 100


def report(comparison: Comparison) -> str:
    """The report as plain text, 100 columns wide."""
    sink = StringIO()
    show(comparison, Console(file=sink, width=WIDTH, color_system=None, force_terminal=False))
    return "".join(f"{row.rstrip()}\n" for row in sink.getvalue().split("\n")).rstrip("\n") + "\n"


def show(comparison: Comparison, console: Console) -> None:
    """Print the whole comparison, section by section."""
    outline = Outline(comparison)
    for title, body in _sections(outline):
        page = _Page(console)
        if title:
            page.add(Text())
            page.add(Text(f"── {title} ", style="bold"))
        for block in body:
            page.add(block)
        page.print()


class Hanging(NamedTuple):
    """A paragraph set in from the left."""

    text: Text
    indent: int


class _Page:
    """Paragraphs are wrapped here and printed together: Rich takes ten times as long one by one."""

    def __init__(self, console: Console) -> None:
        self._console, self._width = console, console.width
        self._rows: list[Text] = []

    def add(self, block: "RenderableType | Hanging") -> None:
        """One more paragraph or table."""
        indent, text = (block.indent, block.text) if isinstance(block, Hanging) else (0, block)
        if isinstance(text, Text):
            rows = text.wrap(self._console, max(self._width - indent, 20))
            for row in rows or [Text()]:
                row.rstrip()
                self._rows.append(Text(" " * indent) + row if indent else row)
            return
        self.print()
        self._console.print(text)

    def print(self) -> None:
        """Print what has been gathered."""
        if self._rows:
            self._console.print(Text("\n").join(self._rows), soft_wrap=True)
            self._rows.clear()


Blocks = Iterator[RenderableType | Hanging]


def _sections(outline: Outline) -> Iterator[tuple[str, Blocks]]:
    """Every section that has something to say, with its title."""
    found = outline.comparison
    shared, lone = len(outline.shared), len(outline.lone)
    yield "", _header(outline)
    told: tuple[tuple[str, Sequence[object], Callable[[Outline], Blocks]], ...] = (
        (f"Quotations: {shared} told by more than one telling", outline.shared, _shared),
        ("Quotations that one telling prints twice", outline.repeated, _repeated),
        (f"Quotations: {lone} found in one telling only", outline.lone, _lone),
        (f"Where they differ: {len(found.conflicts)}", found.conflicts, _conflicts),
        (
            f"Claims: {len(outline.shared_claims)} carried by several",
            outline.shared_claims,
            _shared_claims,
        ),
        (
            f"Claims: {len(outline.lone_claims)} found in one telling only",
            outline.lone_claims,
            _only_here,
        ),
        ("Positions", found.positions, _positions),
        ("Names used", found.labels, _labels),
        ("Timeline", found.timeline, _timeline),
        ("Headlines, _words no other has_", found.headlines, _headlines),
        ("Where it comes from", found.origins, _origins),
        ("Coverage", found.tellings, _coverage),
    )
    for title, entries, drawn in told:
        if entries:
            yield title, drawn(outline)


def _header(outline: Outline) -> Blocks:
    story = outline.comparison.story
    yield Text(line(story.headline or "") or "Story without a headline", style="bold underline")
    size = len(outline.sources)
    first, last = ((day or "")[:10] for day in (story.first_published, story.last_published))
    when = f", published {days(first, last or first)}" if first else ""
    yield Text(f"{size} telling{'s' if size != 1 else ''}{when}")
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1, 0, 0))
    table.add_column("")
    table.add_column("Publisher", overflow="fold", ratio=2)
    table.add_column("Headline", overflow="fold", ratio=4)
    table.add_column("Published", overflow="fold", ratio=2)
    table.add_column("Words", justify="right")
    table.add_column("Copy of")
    for source in outline.sources:
        table.add_row(
            _letter(source),
            Text(source.publisher),
            Text(line(source.telling.headline or "")),
            Text(line(source.date)),
            Text(str(source.telling.words)),
            Text(outline.copied(source)),
        )
    yield Text()
    yield table
    for source in outline.sources:
        yield _hanging(_letter(source), " ", Text(line(source.origin), style=FAINT))
    for note in outline.comparison.notes:
        yield _hanging("Note: ", line(note))


def _shared(outline: Outline) -> Blocks:
    return _quotations(outline.shared)


def _repeated(outline: Outline) -> Blocks:
    return _quotations(outline.repeated)


def _quotations(told: Sequence[Told]) -> Blocks:
    for each in told:
        yield _head(each.id, Text(each.speaker, style="bold"))
        for printed in each.readings:
            yield _reading(printed)
            yield from _against(each.readings[0], printed)
        for other in each.others:
            yield from _other(other)


def _reading(printed: Printed) -> Hanging:
    source = printed.source
    name = Text(source.publisher, style=_colour(source))
    dated = f", said {printed.reading.said}" if printed.reading.said else ""
    manner = Text(f" ({printed.manner}{dated}) ", style=FAINT)
    label = Text(printed.label, style=f"bold {_colour(source)}")
    return _hanging(label, " ", name, manner, printed.said, _where(printed.where))


def _against(base: Printed, printed: Printed) -> Blocks:
    """How a reading stands to the fullest."""
    if printed.against:
        yield _level(printed.against.level, f"{base.label}-{printed.label}", printed.note)
        if printed.steps:
            yield _hanging(_steps(printed.steps), indent=6)


def _other(other: OtherPairs) -> Blocks:
    yield _level(other.level, other.labels, other.note)
    if other.steps:
        yield _hanging(_steps(other.steps), indent=6)


def _level(level: str, labels: str, note: str) -> Hanging:
    named = Text(level, style=LEVELS.get(level, ""))
    return _hanging((f"{labels} ", FAINT), named, f": {note}", indent=6)


def _steps(steps: Sequence[Step]) -> Text:
    """The words with [-what only the first has-] and {+what only the second has+}."""
    text = Text()
    for step in steps:
        if text:
            text.append(" ")
        if step.op == "equal":
            text.append(step.other)
            continue
        if step.base:
            text.append(f"[-{step.base}-]", style="red")
        if step.base and step.other:
            text.append(" ")
        if step.other:
            text.append(f"{{+{step.other}+}}", style="green")
    return text


def _lone(outline: Outline) -> Blocks:
    for source in outline.sources:
        found = outline.lone_of(source)
        if not found:
            continue
        yield _only(source, len(found))
        for each in found:
            yield _lone_line(each)


def _lone_line(each: Lone) -> Hanging:
    manner = Text(" (in its own words)", style=FAINT) if each.kind == "indirect" else ""
    speaker = Text(each.speaker, style="bold")
    return _hanging("- ", speaker, manner, ": ", each.said, _where(each.where))


def _conflicts(outline: Outline) -> Blocks:
    for each in outline.comparison.conflicts:
        yield _conflict_head(each)
        for side in each.sides:
            source = outline.of[side.article]
            before, told, after = outline.context(side)
            marked = f"_{told}_" if before or after else told
            value = Text(line(side.value), style="bold")
            where = _where(outline.place(side))
            yield _hanging(_letter(source), " ", value, " | ", before, marked, after, where)


def _conflict_head(each: Conflict) -> RenderableType:
    severity = Text(each.severity, style=SEVERITIES.get(each.severity, ""))
    about = f" about {line(each.about)}" if each.about else ""
    rule = Text(f"  [{line(each.rule)}]", style=FAINT)
    return _head(each.id, severity, f" of {each.type}{about}", rule)


def _shared_claims(outline: Outline) -> Blocks:
    for each in outline.shared_claims:
        yield _head(each.id, Text(line(each.text), style="bold"))
        for reading in each.readings:
            held = holding(reading)
            words = line(reading.text) if reading.text != each.text else "in these words"
            letter = _letter(outline.of[reading.article])
            lead = Text(f"{held}: " if held else "", style="italic")
            yield _hanging(letter, " ", lead, words, _where(outline.place(reading)))
        yield from _provenance(outline, each)


def _provenance(outline: Outline, claim: AlignedClaim) -> Blocks:
    parts = []
    if claim.not_found_in:
        letters = ", ".join(outline.of[name].letter for name in claim.not_found_in)
        parts.append(f"not found in {letters}")
    if claim.origins:
        names = ", ".join(line(each.name or "") or each.kind for each in claim.origins)
        parts.append(f"from {names}")
        parts.append(f"independent origins: {claim.independent_origins}")
    if parts:
        yield _hanging(("; ".join(parts), FAINT))


def _only_here(outline: Outline) -> Blocks:
    for source in outline.sources:
        found = outline.claims_of(source)
        if not found:
            continue
        yield _only(source, len(found))
        for each in found:
            reading = each.readings[0]
            held = holding(reading)
            lead = Text(f"{held}: " if held else "", style="italic")
            places = ", ".join(outline.place(one) for one in each.readings)
            yield _hanging(f"{each.id} ", lead, line(each.text), _where(places))


def _positions(outline: Outline) -> Blocks:
    for actor, positions in outline.positions():
        yield Text(line(actor), style="bold")
        for kind, text, readings in positions:
            same, other = outline.worded(readings, text)
            yield _hanging(Text(f"{kind}: ", style="italic"), line(text), _where(same))
            yield from _wordings(outline, other)


def _labels(outline: Outline) -> Blocks:
    for label in outline.comparison.labels:
        yield Text(line(label.name), style="bold")
        for use in label.uses:
            times = f" ×{use.count}" if use.count != 1 else ""
            letter = _letter(outline.of[use.article])
            yield _hanging(letter, " ", line(use.text), times, _where(outline.use_place(use)))


def _timeline(outline: Outline) -> Blocks:
    for entry in outline.comparison.timeline:
        when = days(entry.start, entry.end)
        same, other = outline.worded(entry.readings, entry.text)
        lead = (f" ({line(entry.precision)}) ", FAINT)
        yield _hanging((when, "bold"), lead, line(entry.text), _where(same), indent=0)
        yield from _wordings(outline, other)


def _wordings(outline: Outline, readings: Sequence[Placed]) -> Blocks:
    """The places that say it in other words."""
    for each in readings:
        letter = _letter(outline.of[each.article])
        yield _hanging(letter, " ", line(each.text), _where(outline.place(each)), indent=6)


def _headlines(outline: Outline) -> Blocks:
    for each in outline.comparison.headlines:
        letter = _letter(outline.of[each.article])
        text = Text()
        for words, own in own_words(line(each.text), each.own_words):
            text.append(f"_{words}_" if own else words, style="bold" if own else "")
        yield _hanging(letter, " ", text, _where(outline.place(each)), indent=0)


def _origins(outline: Outline) -> Blocks:
    for each in outline.comparison.origins:
        letters = ", ".join(outline.of[name].letter for name in each.tellings)
        yield _hanging(f"{line(each.name or '') or 'not named'} ({each.kind}): {letters}", indent=0)


def _coverage(outline: Outline) -> Blocks:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1, 0, 0))
    table.add_column("")
    table.add_column("Publisher", overflow="fold")
    for name in ("quotations shared", "only here", "claims shared", "only here"):
        table.add_column(name, justify="right", overflow="fold")
    for source in outline.sources:
        numbers = (str(each) for each in outline.counts(source))
        table.add_row(_letter(source), Text(source.publisher), *map(Text, numbers))
    yield table


def _only(source: Source, size: int) -> Text:
    name = Text(source.publisher, style=f"bold {_colour(source)}")
    return Text.assemble("only ", _letter(source), " ", name, (f" ({size})", FAINT))


def _head(id: str, *parts: Text | str) -> RenderableType:
    return Text.assemble((f"{line(id)} ", FAINT), *parts)


def _hanging(*parts: Text | str | tuple[str, str], indent: int = 3) -> Hanging:
    return Hanging(Text.assemble(*parts), indent)


def _where(where: str) -> Text:
    return Text(f"  {where}" if where else "", style=FAINT)


def _letter(source: Source) -> Text:
    return Text(source.letter, style=f"bold {_colour(source)}")


def _colour(source: Source) -> str:
    return COLOURS[source.number % len(COLOURS)]
