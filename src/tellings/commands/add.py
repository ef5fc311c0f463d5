"""`tellings add`: articles into the database."""

import sys
from collections import Counter

import click

from tellings.commands import database, inputs, now, opened, say, settings_of, shown


@click.command()
@inputs
@database
@click.option(
    "--workers",
    type=click.IntRange(1),
    metavar="N",
    help="Processes that clean and annotate; as many as there are cores if not said.",
)
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="json prints a record for each article as soon as it is safely kept.",
)
def add(
    inputs: tuple[str, ...],
    private: bool,
    no_cache: bool,
    db: str | None,
    workers: int | None,
    style: str,
) -> None:
    """Add articles to the database: keep them, find their stories, annotate them.

    What was ended before it was done, however it ended, is gone on with by the next call. The
    same article again is nothing new; another text of a known one is a new revision.
    """
    from tellings.commands.adding import Tally, finish
    from tellings.intake import taken
    from tellings.model.document import Failure, Note
    from tellings.workers import cores

    count, failed = workers or cores(), False
    try:
        with opened(db, make=True) as store, store.writing("tellings add"):
            at, tally = now(), Tally(Counter(), style)
            steps = taken(
                store, inputs, now=at, workers=count, stdin=sys.stdin.buffer,
                settings=settings_of(private, no_cache),
            )  # fmt: skip
            for each in shown(
                steps, "keep", counts=lambda step: not isinstance(step, Failure | Note)
            ):
                if isinstance(each, Failure | Note):
                    failed = failed or isinstance(each, Failure)
                    say(str(each))
                else:
                    tally.take(each)
            finish(store, tally, at=at, workers=count)
    except KeyboardInterrupt:
        say("ended before it was done; what is kept stays, and the same command goes on with it")
        failed = True
    if failed:
        sys.exit(1)
