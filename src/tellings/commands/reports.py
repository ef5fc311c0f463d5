"""How a comparison is asked for and printed: the options that `compare` and `story` share."""

from typing import TYPE_CHECKING, TypedDict

import click

from tellings.commands import Command, say

if TYPE_CHECKING:
    from tellings.model.comparison import Comparison
    from tellings.output import Output

# Named here too, so that help and --version need not import the reports; tests hold them equal.
STYLES = ("text", "json", "html", "markdown", "csv", "annotations", "jsonld")
TABLES = (
    "tellings", "quotations", "readings", "claims", "conflicts", "alignments", "positions",
    "timeline", "labels",
)  # fmt: skip


class Reporting(TypedDict):
    """What a report is asked for with, by the names of its options."""

    style: str | None
    out: str | None
    table: str | None
    cited: tuple[str, ...]
    everything: bool
    width: int | None


def reporting(command: Command) -> Command:
    """The options of a command that prints a comparison."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


_OPTIONS = (
    click.option(
        "--format",
        "style",
        type=click.Choice(STYLES),
        help="How to print; text on a terminal if not said.",
    ),
    click.option(
        "--out", type=click.Path(), help="Write to this file, not stdout; for csv, to this folder."
    ),
    click.option("--table", type=click.Choice(TABLES), help="One table of csv alone."),
    click.option(
        "--cite",
        "cited",
        multiple=True,
        metavar="ID",
        help="Only a block to cite this utterance by; can be said again.",
    ),
    click.option(
        "--all", "everything", is_flag=True, help="Fold nothing of a long text or Markdown report."
    ),
    click.option("--width", type=click.IntRange(60, 400), help="Columns of the text report."),
)


def output_of(options: Reporting, *, split: bool = False) -> "Output":
    """The options, checked before anything is read; `click.UsageError` if they do not fit."""
    from tellings.errors import OutputError
    from tellings.output import Output, check, style_of

    output = Output(
        style=options["style"] or style_of(options["out"], options["table"]),
        out=options["out"],
        table=options["table"],
        cited=options["cited"],
        split=split,
        everything=options["everything"],
        width=options["width"],
    )
    try:
        check(output)
    except OutputError as error:
        raise click.UsageError(str(error)) from error
    return output


def put(comparisons: "list[Comparison]", output: "Output") -> None:
    """Print or write them, and say what was written."""
    from tellings.errors import OutputError
    from tellings.output import put as written

    try:
        names = written(comparisons, output)
    except OutputError as error:
        raise click.UsageError(str(error)) from error
    for name in names:
        say(f"wrote {name}")
