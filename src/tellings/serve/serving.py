"""What the pages and the API are served from: the database, the workers, and what they made.

Requests that ask the database are answered by threads, each with a connection of its own.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Generic, NamedTuple, TypeVar

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from tellings.serve.workers import Workers
from tellings.settings import DEFAULT, Settings
from tellings.store import Store
from tellings.store import opened as store_opened

Value = TypeVar("Value")
Found = TypeVar("Found")
# Bytes of packed pages and records that are kept in memory.
KEPT = 64_000_000
# Seconds of a processor for one story that is made while nobody waits.
PATIENT = 7200


class Options(NamedTuple):
    """What a server was started with; ``database`` is none if it only compares what is pasted."""

    database: str | None = None
    workers: int = 2
    settings: Settings = DEFAULT
    base: str = ""


class Serving:
    """The database and the workers of one server. ``now`` is the moment in ISO 8601, UTC.

    ``behind`` is a process for what may take long: nobody who waits for ``workers`` waits for it.
    ``at_end`` is called when the server is told to stop, before it waits for open answers.
    """

    def __init__(self, options: Options, now: Callable[[], str]) -> None:
        self.options, self.now = options, now
        self.workers = Workers(options.workers)
        self.behind = Workers(1, PATIENT)
        self.at_end: list[Callable[[], None]] = []
        self._own = threading.local()

    @property
    def store(self) -> Store:
        """The connection of the thread that asks; it reads and writes nothing but views."""
        found: Store | None = getattr(self._own, "store", None)
        if found is None:
            found = self._own.store = store_opened(self._database)
        return found

    @property
    def _database(self) -> str:
        if self.options.database is None:
            raise HTTPException(404, "no database is served; start tellings serve with --db")
        return self.options.database

    @contextmanager
    def writer(self) -> Iterator[Store]:
        """A connection that keeps articles, closed at the end."""
        store = store_opened(self._database, make=True)
        try:
            yield store
        finally:
            store.close()

    async def asked(self, function: Callable[..., Found], *given: Any) -> Found:  # noqa: ANN401
        """What a function of the database gives, in a thread."""
        return await run_in_threadpool(lambda: function(self.store, *given))

    def end(self) -> None:
        """Tell those who would answer without end."""
        for each in self.at_end:
            each()

    def close(self) -> None:
        """Let go of the processes."""
        self.workers.close()
        self.behind.close()


class Cache(Generic[Value]):
    """Values by their key, those that were asked for last; no more of them than there is room.

    >>> cache = Cache[str](room=5, size=len)
    >>> for key, value in ("a", "xx"), ("b", "yy"), ("a", "xxx"), ("c", "zz"):
    ...     cache.put(key, value)
    >>> cache.get("a"), cache.get("b"), cache.get("c")
    ('xxx', None, 'zz')
    """

    def __init__(self, room: int, size: Callable[[Value], int]) -> None:
        self._room, self._size, self._full = room, size, 0
        self._held: OrderedDict[str, Value] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: str) -> Value | None:
        """What is kept under this key."""
        with self._lock:
            if (found := self._held.get(key)) is not None:
                self._held.move_to_end(key)
            return found

    def put(self, key: str, value: Value) -> None:
        """Keep it, and let go of what was not asked for longest."""
        with self._lock:
            if (before := self._held.pop(key, None)) is not None:
                self._full -= self._size(before)
            self._held[key] = value
            self._full += self._size(value)
            while self._full > self._room:
                self._full -= self._size(self._held.popitem(last=False)[1])
