"""`tellings stories`: the stories of the database, in a table or as a feed."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

from tellings.commands import database, opened, printable

if TYPE_CHECKING:
    from tellings.store import Store
    from tellings.store.records import StoryRow


@click.command()
@database
@click.option("--limit", type=click.IntRange(1), help="So many stories; all if not said.")
@click.option(
    "--least", type=click.IntRange(1), default=1, show_default=True, help="Of so many articles."
)
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json", "rss"]),
    default="text",
    show_default=True,
    help="How to print; json is one record a line, rss a feed with an item a story.",
)
@click.option("--base", metavar="URL", help="Where the stories can be seen, for links of rss.")
def stories(db: str | None, limit: int | None, least: int, style: str, base: str | None) -> None:
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
        if style == "rss":
            for line in _rss(store, rows, base):
                click.echo(line)
            return
        _table([each[:-1] for each in rows])


def _rss(store: "Store", rows: Iterable["StoryRow"], base: str | None) -> Iterator[str]:
    """The stories as a feed, each with the articles that tell it."""
    from tellings.report.rss import Item, Told, rss
    from tellings.store import articles
    from tellings.store.stories import members

    def told(story: str) -> Iterator[Told]:
        found = filter(None, (articles.row_of(store, name) for name in members(store, story)))
        for each in sorted(found, key=lambda each: (each.published or "9", each.id)):
            yield Told(each.publisher, each.headline, each.published, each.url)

    items = (
        Item(each.id, each.headline, each.first_published, tuple(told(each.id))) for each in rows
    )
    return rss(items, base=base)


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
