"""Requests that run beside the rest: threads that fetch, and nothing else.

Who may be asked when is decided by `turns`; what comes back is looked at by one thread alone.
"""

import threading
import time
from queue import Empty, SimpleQueue
from typing import NamedTuple, Protocol

from tellings.errors import FetchError
from tellings.read.fetch import Fetched, Marks, Rules, fetch
from tellings.settings import Settings
from tellings.store.feeds import FeedRow, ItemRow
from tellings.watch.entries import Entry


class Look(NamedTuple):
    """A feed to ask."""

    feed: FeedRow

    @property
    def url(self) -> str:
        """Where."""
        return self.feed.url


class Page(NamedTuple):
    """A page to read: of an ``entry`` that is new, or of an item that is ``known``."""

    url: str
    feed: str
    entry: Entry | None = None
    known: ItemRow | None = None

    @property
    def item(self) -> str:
        """The name of the item."""
        return self.known.item if self.known else self.entry.item if self.entry else self.url


Job = Look | Page
Result = tuple[Job, Fetched | FetchError | Exception]


class Clock(Protocol):
    """What time it is, and waiting until it is later."""

    def now(self) -> float:
        """Seconds since 1970."""
        ...

    def wait(
        self, results: "SimpleQueue[Result | None]", until: float | None, busy: bool
    ) -> Result | None:
        """The next result, or none when it is so late (or when something wakes us up).

        Without ``busy`` no request is under way.
        """
        ...


class SystemClock:
    """The clock of this machine."""

    def now(self) -> float:
        """Seconds since 1970."""
        return time.time()

    def wait(
        self, results: "SimpleQueue[Result | None]", until: float | None, busy: bool
    ) -> Result | None:
        """The next result, or none when it is so late."""
        try:
            return results.get(timeout=None if until is None else max(0.0, until - self.now()))
        except Empty:
            return None


class Fetchers:
    """Threads that fetch; they end with the process, whatever they are waiting for."""

    def __init__(self, settings: Settings, size: int, rules: Rules) -> None:
        self.results: SimpleQueue[Result | None] = SimpleQueue()
        self._jobs: SimpleQueue[Job | None] = SimpleQueue()
        self._settings, self._rules, self._size = settings, rules, size
        for _ in range(size):
            threading.Thread(target=self._work, daemon=True).start()

    def begin(self, job: Job) -> None:
        """Fetch it; what comes of it is put into `results`."""
        self._jobs.put(job)

    def end(self) -> None:
        """Let the threads that have nothing to do go."""
        for _ in range(self._size):
            self._jobs.put(None)

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            self.results.put((job, self._fetched(job)))

    def _fetched(self, job: Job) -> Fetched | Exception:
        known = job.feed if isinstance(job, Look) else job.known
        marks = Marks(known.etag, known.modified) if known else Marks()
        try:
            return fetch(job.url, self._settings, self._rules, marks)
        except Exception as error:  # raised where it is seen, in the thread that looks at it
            return error
