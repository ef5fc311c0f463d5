"""Feeds and pages that are made up, a clock that is told what time it is, and a watch over both."""

import weakref
from queue import Empty, SimpleQueue

from served import Answer
from tellings.model.document import Failure, Note
from tellings.settings import Settings
from tellings.store import Store, opened
from tellings.store import feeds as kept
from tellings.watch.fetching import Result
from tellings.watch.keeping import followed
from tellings.watch.opml import Feed
from tellings.watch.run import Event, Until, Watch

# Noon of a day in May 2031.
NOON = 1_936_612_800.0
RSS = {"Content-Type": "application/rss+xml"}
LONG = " ".join(
    f"In house {number} of the valley the water stood {number} inches high on Monday, police said."
    for number in range(12)
)
LEAD = 'The minister Orel Vant said on Monday that "we will mend the dam before the rains."'


class Told:
    """A clock on which nothing takes time, and that jumps to when something is due."""

    def __init__(self, time: float = NOON) -> None:
        self.time = time

    def now(self) -> float:
        """The time."""
        return self.time

    def wait(
        self, results: "SimpleQueue[Result | None]", until: float | None, busy: bool
    ) -> Result | None:
        """The next result; if none is to come, it is later at once."""
        if busy:
            return results.get(timeout=60)
        try:
            return results.get_nowait()
        except Empty:
            self.time = max(self.time, until or self.time)
            return None


class Desk:
    """A database that follows feeds, and what was told of them so far."""

    def __init__(self, where: str, *urls: str, seconds: float = 10.0) -> None:
        self.store: Store = opened(where, make=True)
        weakref.finalize(self, self.store.close)
        self.clock = Told()
        self.settings = Settings(private=True, cached=False, seconds=seconds)
        kept.follow(self.store, [followed(Feed(url), "2031-05-14T12:00:00Z") for url in urls])

    def watch(self, until: Until = "idle", later: float = 0.0) -> tuple[list[Event], list[str]]:
        """Watch, so many seconds later: what is told, and what goes wrong."""
        self.clock.time += later
        running = Watch(self.store, self.settings, self.clock)
        every = list(running.events(until))
        said = [str(each) for each in every if isinstance(each, Failure | Note)]
        return [each for each in every if isinstance(each, Event)], said

    def count(self, table: str) -> int:
        """How many rows a table has."""
        row = self.store.row(f"SELECT count(*) FROM {table}")
        return int(row[0]) if row else 0


def item(name: str, text: str, link: str | None = None, more: str = "") -> str:
    """An item of a feed."""
    url = f"<link>{link}</link>" if link else ""
    return (
        f"<item><title>{name}</title><guid isPermaLink='false'>{name}</guid>{url}"
        f"<description>{text}</description>{more}</item>"
    )


def feed(*items: str, title: str = "Harbour Dispatch", **headers: str) -> Answer:
    """A feed of these items."""
    body = f"<rss version='2.0'><channel><title>{title}</title>{''.join(items)}</channel></rss>"
    given = {key.replace("_", "-"): value for key, value in headers.items()}
    return Answer(body.encode(), headers=RSS | given)


def page(headline: str, *paragraphs: str, around: str = "") -> Answer:
    """A page with an article, and what stands around it."""
    text = "".join(f"<p>{each}</p>" for each in paragraphs)
    body = (
        f"<!doctype html><html lang='en'><head><title>{headline}</title></head><body>"
        f"<nav>{around}</nav><article><h1>{headline}</h1>{text}</article></body></html>"
    )
    return Answer(body.encode(), headers={"Content-Type": "text/html; charset=utf-8"})


def lines(events: list[Event]) -> list[tuple[str, str | None]]:
    """What is told, in short."""
    return [(each.seen.kind, each.article.headline) for each in events]
