"""`tellings search`: the places where words stand in the articles of the database."""

from typing import TYPE_CHECKING

import click

from tellings.commands import as_table, database, opened, say

if TYPE_CHECKING:
    from tellings.store.records import Hit
    from tellings.store.search import Found


# So many publishers are named to who asks for one that is not there, those with most articles.
_NAMED = 10


@click.command()
@click.argument("words", nargs=-1)
@click.option("--publisher", metavar="NAME", help="Only what this publisher put out.")
@click.option("--speaker", metavar="NAME", help="Only what someone of this name is quoted with.")
@click.option("--from", "start", metavar="DAY", help="Published on this day or later.")
@click.option("--to", "end", metavar="DAY", help="Published on this day or earlier.")
@click.option("--quoted", is_flag=True, help="Only words that stand between quotation marks.")
@click.option("--entity", metavar="NAME", help="Only articles that name this one.")
@click.option(
    "--limit", type=click.IntRange(1), default=20, show_default=True, help="So many results."
)
@database
@as_table
def search(words: tuple[str, ...], db: str | None, style: str, **filters: object) -> None:
    """Find articles by words, the newest first.

    All WORDS must be there; what stands between quotation marks must stand so in a row, so put
    it into another kind of marks for the shell: '"river wall" osk'. Case and accents are set
    aside. Each result is a sentence, or a quotation, with its place in the text.
    """
    from tellings.store.records import Query
    from tellings.store.search import publishers
    from tellings.store.search import search as searched

    asked = Query(" ".join(words), **filters)  # type: ignore[arg-type]
    if not any((words, asked.publisher, asked.speaker, asked.start, asked.end, asked.entity)):
        raise click.UsageError("give words to look for, or a filter")
    with opened(db) as store:
        found = searched(store, asked)
        houses = publishers(store) if asked.publisher and not found.hits else ()
    if style == "json":
        from tellings.report.json import dumps

        for each in found.hits:
            click.echo(dumps(record(each)))
    elif found.hits:
        _print(found, said=bool(asked.quoted or asked.speaker))
    if not found.hits:
        say("nothing found" + (f" for {asked.words}" if asked.words else ""))
    if houses and (asked.publisher or "").lower() not in map(str.lower, houses):
        say(f"no publisher is named {asked.publisher!r}; there are {', '.join(houses[:_NAMED])}")


def record(hit: "Hit") -> dict[str, object]:
    """A result as a record: a place of the contract, and what the article is."""
    from tellings.report.json import SCHEMA

    place: dict[str, object] = {
        "article": hit.article.id,
        "spans": [*map(list, hit.spans)],
        "text": hit.text,
    }
    about = hit.article._asdict()
    del about["id"]
    return {"schema": SCHEMA} | place | {"speaker": hit.speaker} | about


def _print(found: "Found", *, said: bool) -> None:
    from tellings.report.plain import line
    from tellings.store.search import MANY

    for hit in found.hits:
        article = hit.article
        day = (article.published or "")[:10] or "undated"
        name = line(article.publisher or "unknown publisher")
        click.echo(f"{day}  {name}: {line(article.headline or 'no headline')}")
        who = f"{line(hit.speaker or 'unnamed')}: " if said else ""
        if hit.text and (hit.spans or said):
            click.echo(f"  {who}{line(hit.text)}")
        at = ",".join(f"{start}-{end}" for start, end in hit.spans)
        click.echo(f"  {line(article.origin)}{':' if at else ''}{at}  (article {article.id})")
    what = "quotation" if said else "article"
    total = f"{found.total:,}" + (" or more" if found.total == MANY else "")
    count = f"{len(found.hits):,} of {total}" if len(found.hits) < found.total else total
    click.echo(f"{count} {what}{'' if found.total == 1 else 's'}")
