"""`tellings story`: the comparison of one story of the database."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Unpack

import click

from tellings.commands import database, opened, say, shown
from tellings.commands.reports import Reporting, output_of, put, reporting

if TYPE_CHECKING:
    from tellings.model.comparison import Comparison
    from tellings.model.document import Document
    from tellings.output import Output


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
    from tellings.recall import keep, key_of
    from tellings.store import annotations, articles, stories

    output = output_of(options)
    with opened(options["db"]) as store:
        found = stories.found(store, id)
        if found.said:
            say(found.said)
        documents = list(articles.documents(store, found.articles))
        key = key_of(documents)
        if _plain(output) and (kept := annotations.compared(store, found.id, key)):
            from tellings.report.json import dumps

            click.echo(dumps(kept))
            return
        comparison = _compared(found.id, documents)
        keep(store, key, comparison)
    for each in comparison.notes:
        say(each)
    put([comparison], output)


def _plain(output: "Output") -> bool:
    """Whether the record itself is asked for, which may be at hand."""
    return output.style == "json" and output.out is None


def _compared(story: str, documents: "Sequence[Document]") -> "Comparison":
    from tellings.pipeline import annotated, compared
    from tellings.recall import named

    found = [annotated(each) for each in shown(documents, "annotate", len(documents))]
    return named(compared(found), story)
