"""The report as Markdown (CommonMark with GitHub's tables and strike-through).

Words only the first of two printings has are ~~struck out~~, words only the second has are
**bold**. Whatever comes from a source goes through `escaped`, so that it stays words.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from tellings.model.comparison import AlignedClaim, Comparison
from tellings.report.collation import Step
from tellings.report.outline import (
    Outline,
    Placed,
    Source,
    Told,
)
from tellings.report.plain import line
from tellings.report.wording import days, holding, own_words

# What can open markup inside a line; the start of a line is always ours.
_ACTIVE = re.compile(r"[\\`*_\[\]<>|~&#$]|:(?=//)|(?<=\bwww)\.", re.IGNORECASE)

Lines = Iterator[str]


def report(comparison: Comparison) -> str:
    """The whole comparison as one Markdown text."""
    outline = Outline(comparison)
    blocks = ["\n".join(_header(outline))]
    for title, entries, lines in _sections(outline):
        if entries:
            blocks.append(f"## {title}\n\n" + "\n".join(lines(outline)))
    return "\n\n".join(blocks) + "\n"


def escaped(text: str) -> str:
    r"""Source text on one line, none of it markup, HTML or a link.

    >>> print(escaped("a|b <i>*c*</i> http://d"))
    a\|b \<i\>\*c\*\</i\> http\://d
    """
    return _ACTIVE.sub(lambda found: f"\\{found[0]}", line(text))


def _sections(
    outline: Outline,
) -> tuple[tuple[str, Sequence[object], Callable[[Outline], Lines]], ...]:
    found = outline.comparison
    told, once = outline.shared + outline.repeated, len(outline.lone)
    return (
        ("Quotations told more than once", told, _quotations),
        (f"Quotations found in one telling only ({once})", outline.lone, _lone),
        ("Where they differ", found.conflicts, _conflicts),
        ("Claims carried by several", outline.shared_claims, _claims),
        ("Claims found in one telling only", outline.lone_claims, _only_here),
        ("Positions", found.positions, _positions),
        ("Names used", found.labels, _labels),
        ("Timeline", found.timeline, _timeline),
        ("Headlines", found.headlines, _headlines),
        ("Where it comes from", found.origins, _origins),
        ("Coverage", found.tellings, _coverage),
    )


def _header(outline: Outline) -> Lines:
    story = outline.comparison.story
    yield f"# {escaped(story.headline or '') or 'Story without a headline'}"
    yield ""
    first, last = ((day or "")[:10] for day in (story.first_published, story.last_published))
    when = f", published {escaped(days(first, last or first))}" if first else ""
    size = len(outline.sources)
    yield f"{size} telling{'s' if size != 1 else ''}{when}. A place such as `A:120-180` names"
    yield "characters 120 to 180 of telling A, counted from 0, the last not included."
    yield ""
    columns = ("", "Publisher", "Headline", "Published", "Words", "Copy of", "File")
    yield from _table(
        columns,
        (
            (
                f"**{each.letter}**",
                escaped(each.publisher),
                escaped(each.telling.headline or ""),
                escaped(each.date),
                str(each.telling.words),
                escaped(outline.copied(each)),
                escaped(each.origin),
            )
            for each in outline.sources
        ),
    )
    for note in outline.comparison.notes:
        yield f"\nNote: {escaped(note)}"


def _quotations(outline: Outline) -> Lines:
    for at, each in enumerate(outline.shared + outline.repeated):
        yield from _told(each, first=at == 0)


def _told(told: Told, *, first: bool) -> Lines:
    if not first:
        yield ""
    yield f"### {escaped(told.id)} {escaped(told.speaker)}"
    yield ""
    for each in told.readings:
        dated = f", said {escaped(each.reading.said)}" if each.reading.said else ""
        name = f"**{each.label}** {escaped(each.source.publisher)}"
        yield f"- {name} ({each.manner}{dated}): {escaped(each.said)} `{each.where}`"
        if each.against:
            labels = f"{told.readings[0].label}-{each.label}"
            yield _level(each.against.level, labels, each.note, each.steps)
    for other in told.others:
        yield _level(other.level, other.labels, other.note, other.steps)


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


def _lone(outline: Outline) -> Lines:
    for source in outline.sources:
        for at, each in enumerate(outline.lone_of(source)):
            if at == 0:
                yield f"- {_named(source)}"
            manner = " (in its own words)" if each.kind == "indirect" else ""
            speaker = f"**{escaped(each.speaker)}**"
            yield f"  - {speaker}{manner}: {escaped(each.said)} `{each.where}`"


def _conflicts(outline: Outline) -> Lines:
    for each in outline.comparison.conflicts:
        about = f" about {escaped(each.about)}" if each.about else ""
        lead = f"**{escaped(each.id)} {each.severity}** of {each.type}"
        yield f"- {lead}{about} ({escaped(each.rule)})"
        for side in each.sides:
            source = outline.of[side.article]
            value = f"**{escaped(side.value)}**"
            before, words, after = outline.context(side)
            told = f"{_spaced(before)}**{escaped(words)}**{_spaced(after)}"
            yield f"  - {_named(source)}: {value}: {told} `{outline.place(side)}`"


def _claims(outline: Outline) -> Lines:
    columns = ("Claim", *(each.letter for each in outline.sources), "Origins")
    rows = (
        (f"{escaped(c.id)} {escaped(c.text)}", *_cells(outline, c)) for c in outline.shared_claims
    )
    yield from _table(columns, rows)
    for each in outline.shared_claims:
        for reading in each.readings:
            if reading.text != each.text:
                name = outline.of[reading.article].letter
                held = holding(reading)
                lead = f"*{escaped(held)}*: " if held else ""
                words = f"{escaped(reading.text)} `{outline.place(reading)}`"
                yield f"\n{escaped(each.id)} in **{name}**: {lead}{words}"


def _cells(outline: Outline, claim: AlignedClaim) -> Lines:
    for source in outline.sources:
        own = [each for each in claim.readings if each.article == source.telling.article]
        yield " ".join(f"`{outline.place(each)}`" for each in own) or "not found"
    names = ", ".join(escaped(each.name or each.kind) for each in claim.origins)
    yield f"{names} ({claim.independent_origins} independent)" if names else ""


def _only_here(outline: Outline) -> Lines:
    for source in outline.sources:
        for at, each in enumerate(outline.claims_of(source)):
            if at == 0:
                yield f"- {_named(source)}"
            held = holding(each.readings[0])
            lead = f"*{escaped(held)}*: " if held else ""
            words = f"{lead}{escaped(each.text)}"
            yield f"  - {escaped(each.id)} {words} {_places(outline, each.readings)}"


def _positions(outline: Outline) -> Lines:
    for actor, positions in outline.positions():
        yield f"- **{escaped(actor)}**"
        for kind, text, readings in positions:
            same, other = outline.worded(readings, text)
            yield f"  - *{kind}*: {escaped(text)}{_where(same)}"
            yield from _wordings(outline, other, "    ")


def _labels(outline: Outline) -> Lines:
    for label in outline.comparison.labels:
        yield f"- **{escaped(label.name)}**"
        for use in label.uses:
            times = f" ×{use.count}" if use.count != 1 else ""
            name = outline.of[use.article].letter
            yield f"  - **{name}** {escaped(use.text)}{times} `{outline.use_place(use)}`"


def _timeline(outline: Outline) -> Lines:
    for entry in outline.comparison.timeline:
        when = f"**{escaped(days(entry.start, entry.end))}** ({escaped(entry.precision)})"
        same, other = outline.worded(entry.readings, entry.text)
        yield f"- {when} {escaped(entry.text)}{_where(same)}"
        yield from _wordings(outline, other, "  ")


def _headlines(outline: Outline) -> Lines:
    for each in outline.comparison.headlines:
        runs = own_words(line(each.text), each.own_words)
        text = "".join(f"**{escaped(run)}**" if own else _spaced(run) for run, own in runs)
        yield f"- {outline.of[each.article].letter}: {text} `{outline.place(each)}`"


def _origins(outline: Outline) -> Lines:
    for each in outline.comparison.origins:
        letters = ", ".join(outline.of[name].letter for name in each.tellings)
        yield f"- **{escaped(each.name or '') or 'not named'}** ({escaped(each.kind)}): {letters}"


def _coverage(outline: Outline) -> Lines:
    columns = ("", "Publisher", "Quotations shared", "Only here", "Claims shared", "Only here")
    yield from _table(
        columns,
        (
            (f"**{each.letter}**", escaped(each.publisher), *map(str, outline.counts(each)))
            for each in outline.sources
        ),
    )


def _places(outline: Outline, readings: Sequence[Placed]) -> str:
    return ", ".join(f"`{outline.place(each)}`" for each in readings)


def _where(places: str) -> str:
    return f" `{places}`" if places else ""


def _wordings(outline: Outline, readings: Sequence[Placed], indent: str) -> Lines:
    """The places that say it in other words."""
    for each in readings:
        letter = outline.of[each.article].letter
        yield f"{indent}- **{letter}** {escaped(each.text)} `{outline.place(each)}`"


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
