"""`tellings story`: the comparison of one story of the database."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING, Unpack

import click

from tellings.commands import database, opened, say, shown
from tellings.commands.reports import Reporting, output_of, put, reporting
from tellings.version import __version__

if TYPE_CHECKING:
    from tellings.model.comparison import Comparison
    from tellings.model.document import Document
    from tellings.output import Output
    from tellings.store import Store


class Options(Reporting):
    """What `story` was asked for, by the names of its options."""

    db: str | None


@click.command()
@click.argument("id")
@database
@reporting
def story(id: str, **options: Unpack[Options]) -> None:
    """Compare the articles of a story.

    ID is that of the story or of one of its articles, or as much of its beginning as no other
    has. An id that was merged into another story leads there.
    """
    from tellings.store import annotations, articles, stories

    output = output_of(options)
    with opened(options["db"]) as store:
        found = stories.found(store, id)
        if found.said:
            say(found.said)
        documents = list(articles.documents(store, found.articles))
        key = _key(documents)
        if _plain(output) and (kept := annotations.compared(store, found.id, key)):
            from tellings.report.json import dumps

            click.echo(dumps(kept))
            return
        comparison = _compared(found.id, documents)
        _keep(store, found.id, key, comparison)
    for each in comparison.notes:
        say(each)
    put([comparison], output)


def _plain(output: "Output") -> bool:
    """Whether the record itself is asked for, which may be at hand."""
    return output.style == "json" and output.out is None


def _key(documents: "Sequence[Document]") -> str:
    """What the comparison depends on: the version, and the texts."""
    texts = [f"{each.id} {each.sha256}" for each in documents]
    return sha256("\n".join([__version__, *texts]).encode("utf-8")).hexdigest()


def _compared(story: str, documents: "Sequence[Document]") -> "Comparison":
    from tellings.pipeline import annotated, compared

    found = [annotated(each) for each in shown(documents, "annotate", len(documents))]
    comparison = compared(found)
    return replace(comparison, story=replace(comparison.story, id=story))


def _keep(store: "Store", story: str, key: str, comparison: "Comparison") -> None:
    """Keep it for the next time, unless the database is being written or may only be read."""
    from tellings.errors import StoreError
    from tellings.report.json import comparison_record
    from tellings.store.annotations import keep_comparison

    with suppress(StoreError), store.writing("tellings story", patience=0):
        keep_comparison(store, story, key, comparison_record(comparison))
