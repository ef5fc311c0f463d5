"""The command line: parse, call the library, print. No logic of its own.

Results go to stdout, everything else to stderr. Exit status 0: all well; 1: an input failed,
each named on stderr, the others done; 2: wrong usage. What is heavy is imported in the command
that needs it, so that `tellings --version` starts at once.
"""

import gc
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

import click

from tellings.version import __version__

if TYPE_CHECKING:
    from tellings.model.annotation import Annotated
    from tellings.model.comparison import Comparison
    from tellings.model.document import Document
    from tellings.pipeline import Loaded
    from tellings.settings import Settings

Item = TypeVar("Item")
Command = TypeVar("Command", bound=Callable[..., None])
SUFFIXES = {"json": ".json", "html": ".html", "markdown": ".md", "text": ".txt"}


def inputs(command: Command) -> Command:
    """The inputs of a command, and how they are read."""
    return _INPUTS(_PRIVATE(_NO_CACHE(command)))


_INPUTS = click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
_PRIVATE = click.option(
    "--allow-private",
    "private",
    is_flag=True,
    help="Fetch addresses of this machine and private networks too.",
)
_NO_CACHE = click.option(
    "--no-cache", is_flag=True, help="Keep nothing of what is fetched, and use nothing kept."
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="tellings %(version)s")
def cli() -> None:
    """Put what different publishers wrote about one event side by side.

    INPUT is a file, a folder, an http(s) address or - for standard input: pasted plain text,
    HTML, MHTML, JSON, JSONL, an RSS or Atom feed, or a WARC archive; packed with gzip or not.
    """


@cli.command()
@inputs
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json", "html", "markdown"]),
    help="How to print; text on a terminal if not said.",
)
@click.option("--out", type=click.Path(), help="Write to this file, not stdout.")
@click.option("--group", "split", is_flag=True, help="First split the articles into stories.")
@click.option("--width", type=click.IntRange(60, 400), help="Columns of the text report.")
def compare(
    inputs: tuple[str, ...],
    style: str | None,
    out: str | None,
    split: bool,
    width: int | None,
    **reading: bool,
) -> None:
    """Compare the given articles as one story.

    Who said what, which words each publisher kept, cut or changed, what only one of them
    carries, where they differ, and when it happened. Every line names its place in the file.
    """
    from tellings.pipeline import compared, stories

    style = style or _style_of(out)
    loaded = _load(inputs, reading)
    found = _annotated(loaded)
    comparisons = stories(found) if split else [compared(found)] if found else []
    if not comparisons:
        _say("nothing to compare: no article could be read")
    for each in comparisons:
        for note in each.notes:
            _say(note)
    _put(comparisons, style, out, width)
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
    from tellings.pipeline import grouped
    from tellings.report.json import dumps, membership_record

    loaded = _load(inputs, reading)
    for each in grouped(_annotated(loaded), batch=batch):
        click.echo(dumps(membership_record(each.id, each.story, each.copy_of, each.copy_share)))
    _finish(loaded)


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
        finally:
            gc.freeze()  # nor is there reason to look for any at the end of the process
        return
    sys.stderr.close()
    sys.exit(1)


def _settings(reading: dict[str, bool]) -> "Settings":
    from tellings.settings import Settings

    return Settings(private=reading["private"], cached=not reading["no_cache"])


def _load(inputs: tuple[str, ...], reading: dict[str, bool]) -> "Loaded":
    from tellings.pipeline import load

    loaded = load(
        inputs,
        stdin=sys.stdin.buffer,
        settings=_settings(reading),
        watch=lambda found: _watched(found, "read"),
    )
    for note in loaded.notes:
        _say(note)
    for failure in loaded.failures:
        _say(str(failure))
    return loaded


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
    steps = streamed(inputs, write, stdin=sys.stdin.buffer, settings=_settings(reading))
    try:
        for each in _watched(
            steps,
            label,
            counts=lambda step: isinstance(step, Document),
            last=lambda step: isinstance(step, Line),
        ):
            if isinstance(each, Line):
                click.echo(each.text)
            elif isinstance(each, Failure | Note):
                failed = failed or isinstance(each, Failure)
                _say(str(each))
    except SpoolError as error:
        failed = True
        _say(str(error))
    if failed:
        sys.exit(1)


def _annotated(loaded: "Loaded") -> "list[Annotated]":
    from tellings.pipeline import annotated

    found, count = loaded.documents, len(loaded.documents)
    return [annotated(each) for each in _watched(found, "annotate", count)]


def _watched(
    items: Iterable[Item],
    label: str,
    total: int | None = None,
    counts: Callable[[Item], bool] = lambda item: True,
    last: Callable[[Item], bool] = lambda item: False,
) -> Iterator[Item]:
    """The items, with their progress where there is a terminal to show it."""
    if not sys.stderr.isatty():
        return iter(items)
    from tellings.progress import watched

    return watched(items, label, total, counts, last)


def _finish(loaded: "Loaded") -> None:
    if loaded.failures:
        sys.exit(1)


def _say(sentence: str) -> None:
    printable = "".join(
        char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in sentence
    )
    click.echo(f"tellings: {printable}", err=True)


def _style_of(out: str | None) -> str:
    """The format the file's name asks for; text without a file."""
    wanted = os.path.splitext(out)[1] if out else ".txt"
    return next((style for style, suffix in SUFFIXES.items() if suffix == wanted), "text")


def _put(comparisons: "list[Comparison]", style: str, out: str | None, width: int | None) -> None:
    if style == "text" and out is None:
        _show(comparisons, width)
        return
    from tellings.report import REPORTS

    write: Callable[[Comparison], str] = REPORTS[style]
    if out is None:
        for each in comparisons:
            click.echo(write(each).rstrip("\n"))
    elif len(comparisons) == 1:
        _write(out, write(comparisons[0]))
    elif comparisons:
        os.makedirs(out, exist_ok=True)
        for each in comparisons:
            _write(os.path.join(out, f"{each.story.id}{SUFFIXES[style]}"), write(each))


def _show(comparisons: "list[Comparison]", width: int | None) -> None:
    from rich.console import Console

    from tellings.report.text import show

    console = Console(width=width, highlight=False, markup=False, emoji=False)
    for each in comparisons:
        show(each, console)


def _write(name: str, text: str) -> None:
    """The whole file or nothing: a temporary file beside it, then a rename."""
    from pathlib import Path  # takes as long to import as a table of language data to read

    path = Path(name)
    unfinished = path.with_name(f".{path.name}.unfinished")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished.write_text(text, encoding="utf-8", newline="\n")
        unfinished.replace(path)
    except OSError as error:
        with suppress(OSError):
            unfinished.unlink()
        reason = error.strerror or type(error).__name__
        raise click.UsageError(f"cannot write {path}: {reason}; name another file") from error
    _say(f"wrote {path}")


if __name__ == "__main__":
    main()
