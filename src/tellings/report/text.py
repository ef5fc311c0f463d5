"""The report on a terminal, drawn with Rich. It reads the same without colour.

Source text only ever enters a `Text` through `line`, so no page can steer the terminal, and
nothing is parsed as markup.
"""

from collections.abc import Callable, Iterator, Sequence
from io import StringIO

from rich.console import Console

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
from tellings.report.page import Page, Paragraph, Table, Words
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
    page = Page(console)
    for title, body in _sections(Outline(comparison)):
        if title:
            page.add(_row())
            page.add(_row((f"── {title} ", "bold")))
        for block in body:
            page.add(block)
    page.print()


Blocks = Iterator[Paragraph | Table]


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
    yield _row((line(story.headline or "") or "Story without a headline", "bold underline"))
    size = len(outline.sources)
    first, last = ((day or "")[:10] for day in (story.first_published, story.last_published))
    when = f", published {days(first, last or first)}" if first else ""
    yield _row(f"{size} telling{'s' if size != 1 else ''}{when}")
    yield _row()
    heads = ("", "Publisher", "Headline", "Published", "Words", "Copy of")
    yield Table(heads, tuple(_summary(outline, each) for each in outline.sources), frozenset({4}))
    for source in outline.sources:
        yield _hanging(_letter(source), " ", (line(source.origin), FAINT))
    for note in outline.comparison.notes:
        yield _hanging("Note: ", line(note))


def _summary(outline: Outline, source: Source) -> tuple[Words, ...]:
    telling = source.telling
    words = line(telling.headline or ""), line(source.date), str(telling.words)
    cells = (source.publisher, *words, outline.copied(source))
    return _letter(source), *((cell, "") for cell in cells)


def _shared(outline: Outline) -> Blocks:
    return _quotations(outline.shared)


def _repeated(outline: Outline) -> Blocks:
    return _quotations(outline.repeated)


def _quotations(told: Sequence[Told]) -> Blocks:
    for each in told:
        yield _head(each.id, (each.speaker, "bold"))
        for printed in each.readings:
            yield _reading(printed)
            yield from _against(each.readings[0], printed)
        for other in each.others:
            yield from _other(other)


def _reading(printed: Printed) -> Paragraph:
    source = printed.source
    name = (source.publisher, _colour(source))
    dated = f", said {printed.reading.said}" if printed.reading.said else ""
    manner = (f" ({printed.manner}{dated}) ", FAINT)
    label = (printed.label, f"bold {_colour(source)}")
    return _hanging(label, " ", name, manner, printed.said, _where(printed.where))


def _against(base: Printed, printed: Printed) -> Blocks:
    """How a reading stands to the fullest."""
    if printed.against:
        yield _level(printed.against.level, f"{base.label}-{printed.label}", printed.note)
        if printed.steps:
            yield _hanging(*_steps(printed.steps), indent=6)


def _other(other: OtherPairs) -> Blocks:
    yield _level(other.level, other.labels, other.note)
    if other.steps:
        yield _hanging(*_steps(other.steps), indent=6)


def _level(level: str, labels: str, note: str) -> Paragraph:
    named = (level, LEVELS.get(level, ""))
    return _hanging((f"{labels} ", FAINT), named, f": {note}", indent=6)


def _steps(steps: Sequence[Step]) -> Iterator[Words]:
    """The words with [-what only the first has-] and {+what only the second has+}."""
    for at, step in enumerate(steps):
        if at:
            yield " ", ""
        if step.op == "equal":
            yield step.other, ""
            continue
        if step.base:
            yield f"[-{step.base}-]", "red"
        if step.base and step.other:
            yield " ", ""
        if step.other:
            yield f"{{+{step.other}+}}", "green"


def _lone(outline: Outline) -> Blocks:
    for source in outline.sources:
        found = outline.lone_of(source)
        if not found:
            continue
        yield _only(source, len(found))
        for each in found:
            yield _lone_line(each)


def _lone_line(each: Lone) -> Paragraph:
    manner = (" (in its own words)", FAINT) if each.kind == "indirect" else ""
    speaker = (each.speaker, "bold")
    return _hanging("- ", speaker, manner, ": ", each.said, _where(each.where))


def _conflicts(outline: Outline) -> Blocks:
    for each in outline.comparison.conflicts:
        yield _conflict_head(each)
        for side in each.sides:
            source = outline.of[side.article]
            before, told, after = outline.context(side)
            marked = f"_{told}_" if before or after else told
            value = (line(side.value), "bold")
            where = _where(outline.place(side))
            yield _hanging(_letter(source), " ", value, " | ", before, marked, after, where)


def _conflict_head(each: Conflict) -> Paragraph:
    severity = (each.severity, SEVERITIES.get(each.severity, ""))
    about = f" about {line(each.about)}" if each.about else ""
    rule = (f"  [{line(each.rule)}]", FAINT)
    return _head(each.id, severity, f" of {each.type}{about}", rule)


def _shared_claims(outline: Outline) -> Blocks:
    for each in outline.shared_claims:
        yield _head(each.id, (line(each.text), "bold"))
        for reading in each.readings:
            held = holding(reading)
            words = line(reading.text) if reading.text != each.text else "in these words"
            letter = _letter(outline.of[reading.article])
            lead = (f"{held}: " if held else "", "italic")
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
            lead = (f"{held}: " if held else "", "italic")
            places = ", ".join(outline.place(one) for one in each.readings)
            yield _hanging(f"{each.id} ", lead, line(each.text), _where(places))


def _positions(outline: Outline) -> Blocks:
    for actor, positions in outline.positions():
        yield _row((line(actor), "bold"))
        for kind, text, readings in positions:
            same, other = outline.worded(readings, text)
            yield _hanging((f"{kind}: ", "italic"), line(text), _where(same))
            yield from _wordings(outline, other)


def _labels(outline: Outline) -> Blocks:
    for label in outline.comparison.labels:
        yield _row((line(label.name), "bold"))
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
        told = own_words(line(each.text), each.own_words)
        text = ((f"_{words}_", "bold") if own else (words, "") for words, own in told)
        yield _row(letter, " ", *text, _where(outline.place(each)))


def _origins(outline: Outline) -> Blocks:
    for each in outline.comparison.origins:
        letters = ", ".join(outline.of[name].letter for name in each.tellings)
        yield _hanging(f"{line(each.name or '') or 'not named'} ({each.kind}): {letters}", indent=0)


def _coverage(outline: Outline) -> Blocks:
    heads = ("", "Publisher", "quotations shared", "only here", "claims shared", "only here")
    rows = []
    for source in outline.sources:
        cells = (source.publisher, *(str(each) for each in outline.counts(source)))
        rows.append((_letter(source), *((cell, "") for cell in cells)))
    yield Table(heads, tuple(rows), frozenset({2, 3, 4, 5}))


def _only(source: Source, size: int) -> Paragraph:
    name = (source.publisher, f"bold {_colour(source)}")
    return _row("only ", _letter(source), " ", name, (f" ({size})", FAINT))


def _head(id: str, *parts: Words | str) -> Paragraph:
    return _row((f"{line(id)} ", FAINT), *parts)


def _row(*parts: Words | str) -> Paragraph:
    return _hanging(*parts, indent=0)


def _hanging(*parts: Words | str, indent: int = 3) -> Paragraph:
    return Paragraph(tuple((each, "") if isinstance(each, str) else each for each in parts), indent)


def _where(where: str) -> Words:
    return (f"  {where}" if where else "", FAINT)


def _letter(source: Source) -> Words:
    return (source.letter, f"bold {_colour(source)}")


def _colour(source: Source) -> str:
    return COLOURS[source.number % len(COLOURS)]
