"""Rows of the terminal report: letters, places, printings and the words that differ, styled.

Source text only ever enters a row through `line`, so no page can steer the terminal, and
nothing is parsed as markup.
"""

from collections.abc import Iterator, Sequence

from tellings.report.collation import Step
from tellings.report.folding import Difference
from tellings.report.outline import OtherPairs, Printed, Source
from tellings.report.page import Paragraph, Table, Words
from tellings.report.plain import line

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

Blocks = Iterator[Paragraph | Table]


def reading_row(printed: Printed) -> Paragraph:
    """One printing: its label, publisher, manner, words and place."""
    source = printed.source
    name = (source.publisher, colour(source))
    dated = f", said {printed.reading.said}" if printed.reading.said else ""
    manner = (f" ({printed.manner}{dated}) ", FAINT)
    label = (printed.label, f"bold {colour(source)}")
    return hanging(label, " ", name, manner, printed.said, where_words(printed.where))


def against(base: Printed, printed: Printed) -> Blocks:
    """How a reading stands to the fullest."""
    if printed.against:
        yield level_row(printed.against.level, f"{base.label}-{printed.label}", printed.note)
        if printed.steps:
            yield hanging(*steps_words(printed.steps), indent=6)


def other_row(other: OtherPairs) -> Blocks:
    """Pairs of which neither is the fullest."""
    yield level_row(other.level, other.labels, other.note)
    if other.steps:
        yield hanging(*steps_words(other.steps), indent=6)


def level_row(level: str, labels: str, note: str) -> Paragraph:
    """The level of a pair and its note."""
    named = (level, LEVELS.get(level, ""))
    return hanging((f"{labels} ", FAINT), named, f": {note}", indent=6)


def steps_words(steps: Sequence[Step]) -> Iterator[Words]:
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


def conflict_head(difference: Difference) -> Paragraph:
    """What a difference is of, how grave, and the rule that found it."""
    each = difference.first
    severity = (each.severity, SEVERITIES.get(each.severity, ""))
    about = f" about {line(each.about)}" if each.about else ""
    more = f", {difference.more}" if difference.more else ""
    return head(
        each.id, severity, f" of {each.type}{about}", (f"  [{line(each.rule)}]{more}", FAINT)
    )


def owner_row(source: Source, lead: str, size: int) -> Paragraph:
    """Whose the following entries are; ``lead`` is "only " if they are nobody else's."""
    name = (source.publisher, f"bold {colour(source)}")
    return row(lead, letter_words(source), " ", name, (f" ({size})", FAINT))


def head(id: str, *parts: Words | str) -> Paragraph:
    """The id of an entry and what it is."""
    return row((f"{line(id)} ", FAINT), *parts)


def row(*parts: Words | str) -> Paragraph:
    """Words set from the left edge."""
    return hanging(*parts, indent=0)


def hanging(*parts: Words | str, indent: int = 3) -> Paragraph:
    """Words set in from the left."""
    return Paragraph(tuple((each, "") if isinstance(each, str) else each for each in parts), indent)


def where_words(where: str) -> Words:
    """A place, faint, behind what stands there."""
    return (f"  {where}" if where else "", FAINT)


def letter_words(source: Source) -> Words:
    """The letter of a telling in its colour."""
    return (source.letter, f"bold {colour(source)}")


def colour(source: Source) -> str:
    """The telling's colour."""
    return COLOURS[source.number % len(COLOURS)]
