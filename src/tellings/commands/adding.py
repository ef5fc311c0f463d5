"""What becomes of articles on their way into the database, told as it is safely kept."""

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from tellings.commands import shown

if TYPE_CHECKING:
    from tellings.store import Store
    from tellings.store.records import Taken


@dataclass(frozen=True, slots=True)
class Tally:
    """How many articles were new, revised, known, put into a story, annotated."""

    counts: Counter[str]
    style: str

    def take(self, taken: "Taken") -> None:
        """Count an article that is kept; as JSON it is printed at once."""
        self.counts[taken.how] += 1
        if self.style == "json":
            from tellings.report.json import SCHEMA, dumps

            record = {"id": taken.id, "how": taken.how, "revision": taken.revision}
            click.echo(dumps({"schema": SCHEMA} | record))

    def said(self) -> str:
        """The counts in a line."""
        new, revised, known = (self.counts[each] for each in ("new", "revised", "known"))
        return (
            f"{new:,} new, {revised:,} revised, {known:,} already there;"
            f" {self.counts['placed']:,} put into {self.counts['stories']:,}"
            f" {'story' if self.counts['stories'] == 1 else 'stories'},"
            f" {self.counts['annotated']:,} annotated"
        )


def finish(store: "Store", tally: Tally, *, at: str, workers: int) -> None:
    """Find the stories of what has none, annotate what is not; then say what was done."""
    from tellings.intake import noticed, placed
    from tellings.store import annotations, stories

    stories_met: set[str] = set()
    for each in shown(placed(store, now=at, workers=workers), "stories", stories.waiting(store)):
        tally.counts["placed"] += 1
        stories_met.add(each.story)
    tally.counts["stories"] = len(stories_met)
    for _ in shown(noticed(store, workers=workers), "annotate", annotations.waiting(store)):
        tally.counts["annotated"] += 1
    if tally.style == "text":
        click.echo(tally.said())
