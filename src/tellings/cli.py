"""The command line: parse, call the library, print. No logic of its own.

Results go to stdout, everything else to stderr. Exit status 0: all well; 1: an input failed,
each named on stderr, the others done; 2: wrong usage. What is heavy is imported in the command
that needs it, so that `tellings --version` starts at once.
"""

import errno
import gc
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING, NoReturn, Unpack

import click

from tellings.commands import inputs, say, settings_of, shown
from tellings.commands.reports import Reporting, output_of, put, reporting
from tellings.version import __version__

if TYPE_CHECKING:
    from tellings.model.annotation import Annotated
    from tellings.model.document import Document
    from tellings.pipeline import Loaded

SAMPLED = ("utterances", "levels", "speakers", "claims", "only", "conflicts")
# What a disk says that takes no more.
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
# The commands over a database: each is imported when it is called.
_MODULES = {
    "add": "add",
    "check": "check",
    "export": "export",
    "revisions": "revisions",
    "search": "search",
    "mcp": "mcp",
    "serve": "serve",
    "stories": "stories",
    "story": "story",
    "watch": "watch",
}


class Commands(click.Group):
    """The commands, those of `tellings.commands` among them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names."""
        return sorted({*self.commands, *_MODULES})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, imported if need be."""
        if cmd_name in _MODULES:
            module = import_module(f"tellings.commands.{_MODULES[cmd_name]}")
            command: click.Command = getattr(module, cmd_name)
            return command
        return super().get_command(ctx, cmd_name)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="tellings %(version)s")
def cli() -> None:
    """Put what different publishers wrote about one event side by side.

    INPUT is a file, a folder, an http(s) address or - for standard input: pasted plain text,
    HTML, MHTML, JSON, JSONL, an RSS or Atom feed, or a WARC archive; packed with gzip or not.
    """


class Options(Reporting):
    """What `compare` was asked for, by the names of its options."""

    split: bool
    private: bool
    no_cache: bool


@cli.command()
@inputs
@reporting
@click.option("--group", "split", is_flag=True, help="First split the articles into stories.")
def compare(inputs: tuple[str, ...], **options: Unpack[Options]) -> None:
    """Compare the given articles as one story.

    Who said what, which words each publisher kept, cut or changed, what only one of them
    carries, where they differ, and when it happened. Every line names its place in the file.
    """
    from tellings.pipeline import compared, stories

    output = output_of(options, split=options["split"])
    loaded = _load(inputs, options["private"], options["no_cache"])
    _spare(loaded, output.out)
    found = _annotated(loaded)
    split = options["split"]
    comparisons = stories(found) if split else [compared(found)] if found else []
    if not comparisons:
        say("nothing to compare: no article could be read")
    for each in comparisons:
        for note in each.notes:
            say(note)
    put(comparisons, output)
    _finish(loaded)


@cli.command()
@inputs
def clean(inputs: tuple[str, ...], **reading: bool) -> None:
    """Print each article as typed pieces, one JSON record a line."""
    from tellings.clean import clean as cleaned
    from tellings.report.json import article_record, dumps

    _stream(inputs, reading, lambda each: dumps(article_record(cleaned(each))), "clean")


@cli.command()
@inputs
def annotate(inputs: tuple[str, ...], **reading: bool) -> None:
    """Print each article with all that is found in it, one JSON record a line."""
    from tellings.pipeline import annotated
    from tellings.report.json import annotated_record, dumps

    _stream(inputs, reading, lambda each: dumps(annotated_record(annotated(each))), "annotate")


@cli.command()
@inputs
@click.option("--batch", is_flag=True, help="Look at all articles at once, not in their order.")
def group(inputs: tuple[str, ...], batch: bool, **reading: bool) -> None:
    """Print which articles tell the same story, one JSON record a line."""
    from tellings.clean import clean as cleaned
    from tellings.pipeline import grouped
    from tellings.report.json import dumps, membership_record

    loaded = _load(inputs, **reading)
    count = len(loaded.documents)
    articles = map(cleaned, shown(loaded.documents, "group", count))
    for each in grouped(articles, batch=batch):
        click.echo(dumps(membership_record(each.id, each.story, each.copy_of, each.copy_share)))
    _finish(loaded)


@cli.command()
@click.argument("comparison", metavar="COMPARISON.json")
@click.option(
    "--n",
    "size",
    type=click.IntRange(1),
    default=50,
    show_default=True,
    help="Results of each kind.",
)
@click.option(
    "--what",
    "kinds",
    type=click.Choice(SAMPLED),
    multiple=True,
    help="Only this kind; can be said again.",
)
@click.option("--seed", type=int, default=1, show_default=True, help="Another number draws others.")
@click.option("--out", type=click.Path(), help="Write to this file, not stdout.")
def sample(comparison: str, size: int, kinds: tuple[str, ...], seed: int, out: str | None) -> None:
    """Draw results of a comparison into a CSV, for two people to judge.

    COMPARISON.json is what `compare --format json` wrote. Each row asks one question, to be
    answered with yes, no or unsure in the column of the coder; `tellings score` reads it back.
    """
    from tellings.coding import Draw, drawn

    found = drawn(comparison, Draw(kinds or SAMPLED, size, seed), sys.stdin.buffer)
    for problem in found.failures:
        say(str(problem))
    if found.text is None:
        sys.exit(1)
    for note in found.notes:
        say(note)
    _deliver(found.text, out)
    if found.failures:
        sys.exit(1)


@cli.command()
@click.argument("sample")
@click.argument("second", required=False)
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to print.",
)
def score(sample: str, second: str | None, style: str) -> None:
    """Read a coded sample: precision of each kind, and how two coders agree.

    SAMPLE is the file that `tellings sample` wrote, with answers; SECOND the other coder's copy,
    if each had one.
    """
    from tellings.coding import scored

    found = scored(sample, second, style)
    for problem in found.failures:
        say(str(problem))
    if found.text is not None:
        click.echo(found.text.rstrip("\n"))
    if found.failures:
        sys.exit(1)


@cli.command()
def schema() -> None:
    """Print the JSON Schema of every record."""
    from tellings.report.json import dumps
    from tellings.report.schema import schema as described

    click.echo(dumps(described(), indent=True))


def main() -> None:
    """The `tellings` command; a reader that goes away early (``| head``) is no error."""
    # The matrices of a paragraph are small: threads cost half as much again and save nothing.
    for library in ("OPENBLAS", "MKL", "OMP"):
        os.environ.setdefault(f"{library}_NUM_THREADS", "1")
    # Few records form cycles: looked for at each 700 new ones, they cost a twentieth of a run.
    gc.set_threshold(100_000)
    with suppress(BrokenPipeError):
        try:
            cli()
        except OSError as error:
            if error.errno not in _FULL:
                raise
            _give_up(error)
        finally:
            gc.freeze()  # nor is there reason to look for any at the end of the process
        return
    sys.stderr.close()
    sys.exit(1)


def _give_up(error: OSError) -> NoReturn:
    """End where standard output takes no more, and keep Python from trying once more."""
    say(f"standard output cannot be written: {error.strerror}; free space, or name another place")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    sys.exit(1)


def _load(inputs: tuple[str, ...], private: bool, no_cache: bool) -> "Loaded":
    from tellings.pipeline import load

    loaded = load(
        inputs,
        stdin=sys.stdin.buffer,
        settings=settings_of(private, no_cache),
        watch=lambda found: shown(found, "read"),
    )
    for note in loaded.notes:
        say(note)
    for failure in loaded.failures:
        say(str(failure))
    return loaded


def _spare(loaded: "Loaded", out: str | None) -> None:
    """`click.UsageError` if the report would take the place of an article it is about."""
    if out and any(
        os.path.realpath(each.origin) == os.path.realpath(out) for each in loaded.documents
    ):
        raise click.UsageError(f"{out} is one of the inputs; name another file with --out")


def _stream(
    inputs: tuple[str, ...],
    reading: dict[str, bool],
    write: "Callable[[Document], str]",
    label: str,
) -> None:
    """Print a line for each document, in the order of ids; say what is to be said as it comes."""
    from tellings.errors import SpoolError
    from tellings.model.document import Document, Failure, Note
    from tellings.pipeline import Line, streamed

    failed = False
    steps = streamed(inputs, write, stdin=sys.stdin.buffer, settings=settings_of(**reading))
    try:
        for each in shown(
            steps,
            label,
            counts=lambda step: isinstance(step, Document),
            last=lambda step: isinstance(step, Line),
        ):
            if isinstance(each, Line):
                click.echo(each.text)
            elif isinstance(each, Failure | Note):
                failed = failed or isinstance(each, Failure)
                say(str(each))
    except SpoolError as error:
        failed = True
        say(str(error))
    if failed:
        sys.exit(1)


def _annotated(loaded: "Loaded") -> "list[Annotated]":
    from tellings.pipeline import annotated

    found, count = loaded.documents, len(loaded.documents)
    return [annotated(each) for each in shown(found, "annotate", count)]


def _finish(loaded: "Loaded") -> None:
    if loaded.failures:
        sys.exit(1)


def _deliver(text: str, out: str | None) -> None:
    """CSV to a file or to standard output, its line ends as they are."""
    from tellings.errors import OutputError
    from tellings.output import write

    if out is None:
        click.echo(text.encode("utf-8"), nl=False)
        return
    try:
        write([(out, text)])
    except OutputError as error:
        raise click.UsageError(str(error)) from error
    say(f"wrote {out}")


if __name__ == "__main__":
    main()
