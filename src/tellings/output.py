"""Where a comparison goes: to the terminal, to standard output, to a file or a folder of files.

Nothing is ever half-written: every file of a run is written whole beside its place, and only
when all of them are do they take their places.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

import click

from tellings.errors import OutputError
from tellings.model.comparison import Comparison
from tellings.report import REPORTS

SUFFIXES = {
    "json": ".json",
    "html": ".html",
    "markdown": ".md",
    "text": ".txt",
    "csv": ".csv",
    "annotations": ".annotations.json",
    "jsonld": ".jsonld",
}
# The reports that fold what is long, and can be asked for all of it.
FOLDING = ("text", "markdown")
# How every file of SQLite begins.
DATABASE = b"SQLite format 3\0"


class Output(NamedTuple):
    """How a comparison is to be printed: the options of ``tellings compare``."""

    style: str
    out: str | None = None
    table: str | None = None
    cited: tuple[str, ...] = ()
    split: bool = False
    everything: bool = False
    width: int | None = None


def style_of(out: str | None, table: str | None) -> str:
    """The format that was not said: the one the file's name asks for, text without a file.

    >>> style_of("report.html", None), style_of(None, None), style_of(None, "claims")
    ('html', 'text', 'csv')
    """
    if table:
        return "csv"
    wanted = Path(out).suffix if out else ".txt"
    return next((style for style, suffix in SUFFIXES.items() if suffix == wanted), "text")


def check(output: Output) -> None:
    """`OutputError` for options that do not go together, before anything is read."""
    if output.style == "csv" and not output.out and (output.split or not output.table):
        raise OutputError(
            "csv is several tables: name a folder with --out FOLDER"
            + ("" if output.split else ", or print one with --table NAME")
        )
    if output.style == "csv" and not output.table and Path(output.out or "").suffix == ".csv":
        raise OutputError(
            "csv is several tables: name a folder with --out, or one table with --table NAME"
        )
    if output.table and output.style != "csv":
        raise OutputError(f"--table goes with --format csv, not with {output.style}")
    if output.cited and output.style != "text":
        raise OutputError(f"--cite prints text; it does not go with --format {output.style}")


def put(comparisons: Sequence[Comparison], output: Output) -> list[str]:
    """Print or write them all; the names of the files that were written."""
    if output.out is not None:
        files = [
            (str(path), text)
            for each in comparisons
            for path, text in _files(each, output, many=len(comparisons) > 1)
        ]
        write(files)
        return [name for name, _ in files]
    if output.style == "text" and not output.cited:
        _show(comparisons, output)
        return []
    for each in comparisons:
        text = _text(each, output)
        if output.style == "csv":  # as bytes: a system must not add to its CR LF
            click.echo(text.encode("utf-8"), nl=False)
        else:
            click.echo(text.rstrip("\n"))
    return []


def write(files: Iterable[tuple[str, str]]) -> None:
    """All of the files or none: each beside its place first, then all renamed."""
    with ExitStack() as waiting:
        for name, text in files:
            path = waiting.enter_context(replacing(name))
            with _told(name):
                path.write_text(text, encoding="utf-8", newline="")


def stream(name: str, parts: Iterable[str]) -> None:
    """A file written piece by piece, which is there when all of it is."""
    with replacing(name) as path, path.open("w", encoding="utf-8", newline="") as file:
        file.writelines(parts)


@contextmanager
def replacing(name: str) -> Iterator[Path]:
    """A path to write to; what is written there takes its place when it is whole.

    A link is followed, a device or a pipe written to as it stands, and a database left alone:
    ``--out`` beside ``--db`` is soon the same name by mistake. `OutputError` says so.
    """
    with _told(name):
        path = Path(name).resolve() if Path(name).is_file() else Path(name)
        if path.is_file() and _is_database(path):
            raise OutputError(f"{name}: a database, not written over; name another file")
        if path.exists() and not path.is_file() and not path.is_dir():
            yield path
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_name(f".{path.name}.unfinished")
        try:
            yield unfinished
            unfinished.replace(path)
        finally:
            with suppress(OSError):
                unfinished.unlink()


@contextmanager
def _told(name: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise OutputError(f"cannot write {name}: {reason}; name another file") from error


def _is_database(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(DATABASE)) == DATABASE


def _files(comparison: Comparison, output: Output, *, many: bool) -> Iterator[tuple[Path, str]]:
    """The files of one comparison: those of several stories go into a folder by their ids."""
    out, story = Path(output.out or ""), comparison.story.id
    if output.style == "csv" and not output.table:
        from tellings.report.csv import written
        from tellings.report.tables import tables

        folder = out / story if output.split else out
        for table in tables(comparison):
            yield folder / f"{table.name}.csv", written(table.columns, table.rows)
    elif many:
        yield out / f"{story}{SUFFIXES[output.style]}", _text(comparison, output)
    else:
        yield out, _text(comparison, output)


def _text(comparison: Comparison, output: Output) -> str:
    if output.cited:
        from tellings.report import citation

        return citation.report(comparison, output.cited)
    if output.table:
        from tellings.report import tables

        return tables.report(comparison, output.table)
    write: Callable[..., str] = REPORTS[output.style]
    if output.style in FOLDING:
        return write(comparison, everything=output.everything)
    return write(comparison)


def _show(comparisons: Sequence[Comparison], output: Output) -> None:
    from rich.console import Console

    from tellings.report.text import show

    console = Console(width=output.width, highlight=False, markup=False, emoji=False)
    for each in comparisons:
        show(each, console, everything=output.everything)
