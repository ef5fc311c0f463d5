"""`tellings export`: the database as files for other programs."""

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from tellings.commands import database, opened, say, shown

if TYPE_CHECKING:
    from tellings.store import Store

FORMATS = ("csv", "jsonl", "parquet")
# Named here too, so that help need not import the store; a test holds them equal.
TABLES = ("articles", "quotations", "claims", "entities")


@click.command()
@click.option(
    "--format", "style", type=click.Choice(FORMATS), default="jsonl", show_default=True,
    help="jsonl holds the whole annotated record of each article, the others one table.",
)  # fmt: skip
@click.option(
    "--table",
    type=click.Choice(TABLES),
    help="This table; articles if not said, for csv and parquet.",
)
@click.option(
    "--without-text",
    is_flag=True,
    help="Nobody's words: places, digests, numbers and days only, to be shared.",
)
@click.option("--out", type=click.Path(), help="Write to this file, not stdout.")
@database
def export(
    style: str, table: str | None, without_text: bool, out: str | None, db: str | None
) -> None:
    """Write all of the database, in the order of ids: never a part, and never sampled.

    In csv a cell that a spreadsheet would run begins with an apostrophe, and what cannot be
    shown is replaced; jsonl and parquet hold every text exactly as it was decoded.
    """
    from tellings.errors import OutputError
    from tellings.store import annotations

    if style == "jsonl" and table:
        raise click.UsageError("--table goes with --format csv and parquet; jsonl has it all")
    if style == "parquet" and not out:
        raise click.UsageError("parquet is no text: name a file with --out FILE.parquet")
    with opened(db) as store:
        if left := annotations.waiting(store):
            say(f"{left:,} articles are not annotated yet; tellings add goes on with them")
        try:
            _write(store, style, table or "articles", not without_text, out)
        except OutputError as error:
            say(str(error))
            sys.exit(1)
    if out:
        say(f"wrote {out}")


def _write(store: "Store", style: str, table: str, text: bool, out: str | None) -> None:
    if style == "parquet":
        from tellings.commands.parquet import write_parquet

        write_parquet(store, table, text, out or "")
        return
    lines = _jsonl(store, text) if style == "jsonl" else _csv(store, table, text)
    if out:
        from tellings.output import stream

        stream(out, lines)
        return
    for each in lines:
        click.echo(each.encode("utf-8"), nl=False)


def _jsonl(store: "Store", text: bool) -> Iterator[str]:
    from tellings.report.json import dumps
    from tellings.store.tables import records

    for each in shown(records(store, text=text), "export"):
        yield dumps(each) + "\n"


def _csv(store: "Store", table: str, text: bool) -> Iterator[str]:
    from tellings.report.csv import lines
    from tellings.store.tables import columns, rows

    yield lines([[each.name for each in columns(table, text=text)]])
    for row in shown(rows(store, table, text=text), "export"):
        yield lines([row])
