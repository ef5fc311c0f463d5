"""`tellings check`: whether the database still holds what it was given."""

import sys
from typing import TYPE_CHECKING

import click

from tellings.commands import as_table, database, opened, printable, shown

if TYPE_CHECKING:
    from tellings.store.check import Problem


@click.command()
@database
@as_table
def check(db: str | None, style: str) -> None:
    """Look for damage: in the file, in each text and its digest, in each place.

    Exit status 1 if something is wrong. What a run that was ended has left to do is said, too,
    but is nothing wrong: nothing of it is lost.
    """
    from tellings.store.check import counts, damage, texts, unfinished

    with opened(db) as store:
        there = counts(store)
        found: list[Problem] = list(damage(store))
        looked = shown(texts(store), "check", there["documents"])
        found += [each for each in looked if each is not None]
        left = list(unfinished(store))
        name = store.name
    if style == "json":
        from tellings.report.json import SCHEMA, dumps

        record = {"schema": SCHEMA, "database": name, "rows": there}
        problems = {"damage": [*map(str, found)], "unfinished": [*map(str, left)]}
        click.echo(dumps(record | problems))
    else:
        rows = ", ".join(f"{what} {count:,}" for what, count in there.items())
        click.echo(f"{printable(name)}: {rows}")
        for each in (*found, *left):
            click.echo(printable(str(each)))
        if not found:
            click.echo("no damage: every text has its digest, every place lies in its text")
    if found:
        sys.exit(1)
