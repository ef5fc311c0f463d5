"""Watch: ask what is due, keep what comes, and tell what is new or changed, until it is ended.

One thread looks at answers and writes; others only fetch. What is told is read from the database,
in order, and noted there when it has been told: a watch that was ended goes on from there.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from queue import Empty
from typing import Literal, NamedTuple

from tellings.errors import BusyError, FetchError
from tellings.group import Stream
from tellings.intake import noticed, placed, stream_of
from tellings.model.document import Failure, Note
from tellings.model.revision import Revision
from tellings.pipeline import annotated, revised
from tellings.read.fetch import Fetched, Rules, gap
from tellings.settings import Settings
from tellings.store import Store, articles, feeds, stories
from tellings.store.feeds import FeedRow, Seen
from tellings.store.records import ArticleRow
from tellings.watch.fetching import Clock, Fetchers, Job, Look, Page, Result
from tellings.watch.keeping import Keeping, moment
from tellings.watch.schedule import DAY, HOUR
from tellings.watch.turns import Turns

# Hosts that are asked at the same time.
SIZE = 8
# Pages that are read again wait here for their turn; the others wait in the database.
_PAGES = 1000
# So long a watch sleeps at most: feeds that another process has put in are seen then.
_NAP = 10.0

# How long: for ever, until nothing is due, or one look at each feed.
Until = Literal["ended", "idle", "once"]


class Event(NamedTuple):
    """What is told: the article, and what changed of it, if it was there before."""

    seen: Seen
    article: ArticleRow
    revision: Revision | None


class _Poll(NamedTuple):
    """A feed that was looked at, and how many of its pages are still to come."""

    feed: FeedRow
    left: int


class Watch:
    """One run. It is the one writer for as long as it keeps answers, and others in between."""

    def __init__(self, store: Store, settings: Settings, clock: Clock, size: int = SIZE) -> None:
        self._store, self._clock, self._size = store, clock, size
        self._rules: Rules = {}
        self._rules_since = self._planned = self._repaired = clock.now()
        self._fetchers = Fetchers(settings, size, self._rules)
        self._keeping = Keeping(store, settings)
        self._turns: Turns[Job] = Turns()
        self._polls: dict[str, _Poll] = {}
        self._asked: set[str] = set()  # what waits for its turn or an answer
        self._ended = False
        self._stream: Stream | None = None
        self._state = (-1, -1)  # of no stream

    def end(self) -> None:
        """Stop as soon as what is being kept is kept; may be called from a signal handler."""
        self._ended = True
        self._fetchers.results.put(None)

    def events(self, until: Until = "ended") -> Iterator[Event | Failure | Note]:
        """What is seen, each once it is safely kept, and what goes wrong."""
        yield from self._kept((), repair=True)
        self._plan_feeds(everything=until == "once")
        try:
            while not self._ended:
                now = self._clock.now()
                self._plan(now, until)
                for job in self._turns.ready(now, self._size - self._turns.busy):
                    self._fetchers.begin(job)
                if not self._asked and (until != "ended" or now - self._repaired > HOUR):
                    yield from self._kept((), repair=True)
                if not self._asked and until != "ended":
                    return
                yield from self._wait(now)
        finally:
            self._fetchers.end()

    def _plan(self, now: float, until: Until) -> None:
        """Put what is due into the queue, once a second while it is worked off."""
        if self._asked and now - self._planned < 1.0:
            return
        self._planned = now
        if now - self._rules_since > DAY:  # RFC 9309: robots.txt is not kept for longer
            self._rules.clear()
            self._rules_since = now
        if until != "once":
            self._plan_feeds()
        room = _PAGES - len(self._turns)
        for row in feeds.due_items(self._store, now, room) if room > 0 else ():
            if row.url and row.item not in self._asked:
                self._ask(row.item, Page(row.url, "", known=row))

    def _plan_feeds(self, *, everything: bool = False) -> None:
        far = float("inf") if everything else self._clock.now()
        for feed in feeds.due_feeds(self._store, far):
            if feed.url not in self._asked:
                self._ask(feed.url, Look(feed))

    def _ask(self, name: str, job: Job) -> None:
        self._asked.add(name)
        self._turns.add(job.url, job)

    def _wait(self, now: float) -> Iterator[Event | Failure | Note]:
        """The next answer, or until something is due."""
        turn = self._turns.next() if self._turns.busy < self._size else None
        if turn is not None and turn <= now:
            return
        moments = (turn, feeds.next_due(self._store))
        # What is due already is asked, or waits for room.
        due = min((each for each in moments if each is not None and each > now), default=now + _NAP)
        until = min(due, now + _NAP)
        result = self._clock.wait(self._fetchers.results, until, self._turns.busy > 0)
        if result is None:
            return
        yield from self._kept((result, *self._others()))

    def _kept(
        self, results: Sequence[Result], *, repair: bool = False
    ) -> Iterator[Event | Failure | Note]:
        """Keep what has come, as soon as nobody else writes, and tell of it."""
        while not self._ended:
            try:
                with self._store.writing("tellings watch"):
                    self._catch_up()
                    said = [each for result in results for each in self._answered(*result)]
                    self._arrive(repair=repair)
                break
            except BusyError:
                continue  # it has waited some seconds already
        else:
            return
        yield from said
        yield from self._unsaid()

    def _catch_up(self) -> None:
        """Know of the stories what another process has put into them meanwhile."""
        if stories.state(self._store) != self._state:
            self._stream = stream_of(self._store)

    def _others(self) -> Iterator[Result]:
        """What else has come by now."""
        with suppress(Empty):
            while (found := self._fetchers.results.get_nowait()) is not None:
                yield found

    def _answered(
        self, job: Job, answer: Fetched | FetchError | Exception
    ) -> Iterator[Failure | Note]:
        if not isinstance(answer, Fetched | FetchError):
            raise answer
        now = self._clock.now()
        self._turns.done(job.url, now, gap(job.url, self._rules))
        if isinstance(job, Look):
            yield from self._looked(job, answer, now)
            return
        yield from self._keeping.paged(job, answer, now)
        self._asked.discard(job.item)
        if poll := self._polls.get(job.feed):
            self._polls[job.feed] = poll._replace(left=poll.left - 1)
            self._settle(job.feed)

    def _looked(
        self, job: Look, answer: Fetched | FetchError, now: float
    ) -> Iterator[Failure | Note]:
        found = self._keeping.looked(job, answer, now)
        yield from found.said
        pages = [each for each in found.pages if each.item not in self._asked]
        feed = found.feed
        self._polls[feed.url] = _Poll(feed, len(pages))
        self._asked.discard(job.url)
        self._asked.add(feed.url)
        for each in pages:
            self._ask(each.item, each)
        self._settle(feed.url)

    def _settle(self, url: str) -> None:
        """Keep the feed as it is now, once all it brought is kept."""
        poll = self._polls[url]
        if not poll.left:
            self._keeping.settled(poll.feed)
            del self._polls[url]
            self._asked.discard(url)

    def _arrive(self, *, repair: bool = False) -> None:
        """Find the stories of what is new, and annotate it; with ``repair`` look at all again."""
        now = self._clock.now()
        self._repaired = now if repair else self._repaired
        for _ in placed(self._store, now=moment(now), stream=self._stream, repair=repair):
            pass
        for _ in noticed(self._store):
            pass
        self._state = stories.state(self._store)

    def _unsaid(self) -> Iterator[Event]:
        """What was seen and not told yet; told is what the caller has asked beyond."""
        for seen in feeds.unsaid(self._store):
            article = articles.row_of(self._store, seen.article)
            if article is not None:
                yield Event(seen, article, self._revision(seen))
            feeds.said(self._store, seen.number)

    def _revision(self, seen: Seen) -> Revision | None:
        """What changed of an article that was there before."""
        if seen.kind == "new" or seen.revision < 2:
            return None
        before, after = (
            annotated(articles.document(self._store, seen.article, number))
            for number in (seen.revision - 1, seen.revision)
        )
        return revised(before, after)
