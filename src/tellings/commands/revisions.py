"""`tellings revisions`: what a publisher changed of an article."""

import sys
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

import click

from tellings.commands import as_table, database, opened, say, settings_of

if TYPE_CHECKING:
    from tellings.model.document import Document
    from tellings.model.revision import Revision
    from tellings.store import Store


@click.command()
@click.argument("articles", nargs=-1, required=True, metavar="ID | OLD NEW")
@database
@as_table
@click.option("--allow-private", "private", is_flag=True, hidden=True)
def revisions(articles: tuple[str, ...], db: str | None, style: str, private: bool) -> None:
    """Show what changed between the versions of one article.

    ID is an article of the database, by its id or address: each version that was seen, and what
    changed from one to the next. OLD and NEW are two files (or addresses) with two versions.
    """
    if len(articles) > 2:
        raise click.UsageError("give the id of an article, or two files with its versions")
    if len(articles) == 2:
        _show(_of_files(*articles, private=private), style)
        return
    with opened(db) as store:
        _of_store(store, articles[0], style)


def _of_files(old: str, new: str, *, private: bool) -> "Iterator[Revision]":
    from tellings.pipeline import annotated, revised

    before, after = (_one(each, private) for each in (old, new))
    yield revised(annotated(before), annotated(after))


def _one(name: str, private: bool) -> "Document":
    from tellings.pipeline import load

    loaded = load([name], settings=settings_of(private, no_cache=True), stdin=sys.stdin.buffer)
    for problem in (*loaded.failures, *loaded.notes):
        say(str(problem))
    if len(loaded.documents) != 1:
        if loaded.documents:
            say(f"{name}: {len(loaded.documents):,} articles; give a file with one")
        sys.exit(1)
    return loaded.documents[0]


def _of_store(store: "Store", name: str, style: str) -> None:
    from tellings.pipeline import annotated, revised
    from tellings.store import articles

    found = articles.found(store, name)
    versions = articles.revisions(store, found)
    if style == "text":
        for each in versions:
            click.echo(f"{each.number}  seen {each.seen}  {each.sha256[:16]}  {each.origin}")
        if len(versions) == 1:
            click.echo("One version only: nothing has changed since.")
    for before, after in pairwise(versions):
        documents = (articles.document(store, found, each.number) for each in (before, after))
        if style == "text":
            click.echo(f"\n═══ {before.number} → {after.number}, seen {after.seen}")
        _show([revised(*(annotated(each) for each in documents))], style)


def _show(found: "Iterator[Revision] | list[Revision]", style: str) -> None:
    from tellings.report.json import dumps
    from tellings.report.revision import revision_record, show

    for each in found:
        if style == "json":
            click.echo(dumps(revision_record(each)))
        else:
            from rich.console import Console

            show(each, Console(highlight=False, markup=False, emoji=False))
