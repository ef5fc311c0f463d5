"""`tellings stories`: the stories of the database, in a table."""

import click

from tellings.commands import as_table, database, opened, printable


@click.command()
@database
@click.option("--limit", type=click.IntRange(1), help="So many stories; all if not said.")
@click.option(
    "--least", type=click.IntRange(1), default=1, show_default=True, help="Of so many articles."
)
@as_table
def stories(db: str | None, limit: int | None, least: int, style: str) -> None:
    """List the stories, the one told last first.

    ARTICLES counts all that tell it, COPIES those among them that are near copies of an earlier
    one, PUBLISHERS the different ones.
    """
    from tellings.store.stories import listed

    with opened(db) as store:
        rows = listed(store, limit, least)
        if style == "json":
            from tellings.report.json import SCHEMA, dumps

            for each in rows:
                click.echo(dumps({"schema": SCHEMA} | each._asdict()))
            return
        _table([each[:-1] for each in rows])


_HEAD = ("STORY", "HEADLINE", "FIRST", "LAST", "ARTICLES", "PUBLISHERS", "COPIES")


def _table(rows: list[tuple[object, ...]]) -> None:
    """Columns as wide as what is in them; the headline, as long as it is, comes last."""
    if not rows:
        click.echo("no stories yet; add articles with tellings add")
        return
    lines = [(each[0], _day(each[2]), _day(each[3]), *each[4:], each[1] or "-") for each in rows]
    head = (_HEAD[0], *_HEAD[2:], _HEAD[1])
    cells = [head, *([printable(str(cell)) for cell in line] for line in lines)]
    widths = [max(len(line[at]) for line in cells) for at in range(len(head))]
    for line in cells:
        aligned = [
            cell.rjust(width) if 3 <= at <= 5 else cell.ljust(width)
            for at, (cell, width) in enumerate(zip(line, widths, strict=True))
        ]
        click.echo("  ".join(aligned).rstrip())


def _day(published: object) -> str:
    return str(published)[:10] if published else "-"
