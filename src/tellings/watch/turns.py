"""Whose turn it is: one request at a time to a host, and a gap after it.

Pure: the time is given.
"""

from collections import deque
from collections.abc import Iterator
from typing import Generic, TypeVar
from urllib.parse import urlsplit

Job = TypeVar("Job")
# Seconds between the end of a request to a host and the next, where its robots.txt asks for none.
GAP = 1.0
# No longer than this, whatever it asks for: a feed would never be looked at.
LONGEST_GAP = 300.0


class Turns(Generic[Job]):
    """Jobs that wait for their hosts, in the order in which they came.

    >>> turns = Turns[str]()
    >>> turns.add("https://post.example/1", "one")
    >>> turns.add("https://post.example/2", "two")
    >>> list(turns.ready(now=10.0)), list(turns.ready(now=10.0))
    (['one'], [])
    >>> turns.done("https://post.example/1", now=12.0)
    >>> turns.next(), list(turns.ready(now=13.0))
    (13.0, ['two'])
    """

    def __init__(self) -> None:
        self._waiting: dict[str, deque[Job]] = {}
        self._free: dict[str, float] = {}
        self._busy: set[str] = set()

    def __len__(self) -> int:
        """How many wait."""
        return sum(map(len, self._waiting.values()))

    @property
    def busy(self) -> int:
        """How many hosts are being asked."""
        return len(self._busy)

    def add(self, url: str, job: Job) -> None:
        """A job that asks the host of this address."""
        self._waiting.setdefault(host(url), deque()).append(job)

    def ready(self, now: float, most: int = 1_000_000) -> Iterator[Job]:
        """The jobs whose turn it is, at most so many; their hosts are busy until they are done."""
        for name in list(self._waiting):
            if most <= 0:
                return
            if name not in self._busy and self._free.get(name, now) <= now:
                most -= 1
                self._busy.add(name)
                yield self._waiting[name].popleft()
                if not self._waiting[name]:
                    del self._waiting[name]

    def done(self, url: str, now: float, gap: float | None = None) -> None:
        """The request to the host of this address is over; ``gap`` is what the host asks for."""
        name = host(url)
        self._busy.discard(name)
        self._free[name] = now + min(max(gap or 0.0, GAP), LONGEST_GAP)

    def next(self) -> float | None:
        """When the next job that waits may begin; none if none does, or its host is busy."""
        free = [self._free.get(name, 0.0) for name in self._waiting if name not in self._busy]
        return min(free, default=None)

    def forget(self, now: float) -> None:
        """Let go of hosts that may be asked anyway."""
        self._free = {name: free for name, free in self._free.items() if free > now}


def host(url: str) -> str:
    """The host and port of an address, in small letters; the address itself if it has none.

    >>> host("https://ada:secret@Post.example:8080/f?q"), host("nowhere")
    ('post.example:8080', 'nowhere')
    """
    try:
        found = urlsplit(url).netloc.rpartition("@")[2].lower()
    except ValueError:
        return url
    return found or url
