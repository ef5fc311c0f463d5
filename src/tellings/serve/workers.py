"""Processes that make what takes long, so that nobody else waits: comparisons, pages of stories.

A process may be killed for want of memory, by the system or by hand. All that was being made then
is made again, each alone in a process of its own: who is killed again takes too much, and the
others have lost some time.
"""

import asyncio
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from types import FrameType
from typing import Any, NoReturn, TypeVar

from starlette.exceptions import HTTPException

from tellings.serve import work
from tellings.workers import leave_with_parent

Made = TypeVar("Made")
# So many may wait for each process; who comes then is asked to come again.
WAITING = 8
# Seconds of a processor that one comparison may take.
LONGEST = 600
# How far behind the process that answers they stand when there are fewer cores than work.
NICE = 10


class BeyondError(HTTPException):
    """What was asked for is too much for this machine: asking again does not help."""


class TooLongError(Exception):
    """What was asked for takes longer than it may."""


class Workers:
    """Some processes. To be used by one event loop.

    ``longest`` are the seconds of a processor that one thing may take.
    """

    def __init__(self, count: int, longest: int = LONGEST) -> None:
        self._count, self._longest, self._busy = count, longest, 0
        self._alone = asyncio.Lock()
        self._pool = _pool(count)

    def start(self) -> None:
        """Let the processes load what they need before someone waits for it."""
        for _ in range(self._count):
            self._pool.submit(work.ready)

    async def make(self, function: Callable[..., Made], *given: Any) -> Made:  # noqa: ANN401
        """What a function makes of plain values, in a process."""
        if self._busy >= self._count * (1 + WAITING):
            problem = "too many comparisons at once; try again in a few seconds"
            raise HTTPException(503, problem, {"retry-after": "5"})
        self._busy += 1
        pool = self._pool
        try:
            return await self._in(pool, function, given)
        except BrokenExecutor:
            if pool is self._pool:
                pool.shutdown(wait=False)
                self._pool = _pool(self._count)
            return await self._made_alone(function, given)
        except TooLongError:
            problem = (
                f"this takes longer than {self._longest:,} seconds; give fewer or shorter articles"
            )
            raise BeyondError(503, problem) from None
        finally:
            self._busy -= 1

    @property
    def is_idle(self) -> bool:
        """Whether a process has nothing to do."""
        return self._busy < self._count

    async def _made_alone(self, function: Callable[..., Made], given: tuple[Any, ...]) -> Made:
        async with self._alone:
            pool = _pool(1)
            try:
                return await self._in(pool, function, given)
            except BrokenExecutor:
                problem = "this takes more memory than there is; give fewer or shorter articles"
                raise BeyondError(503, problem) from None
            finally:
                pool.shutdown(wait=False)

    async def _in(
        self, pool: ProcessPoolExecutor, function: Callable[..., Made], given: tuple[Any, ...]
    ) -> Made:
        return await asyncio.wrap_future(pool.submit(within, self._longest, function, given))

    def close(self) -> None:
        """Let go of the processes; what waits for one is not made."""
        # Who is in the middle of something ends with the server. Python 3.14 has a name for it.
        for each in list((self._pool._processes or {}).values()):
            each.kill()
        self._pool.shutdown(wait=True, cancel_futures=True)


def _pool(count: int) -> ProcessPoolExecutor:
    # Not forked: a thread of the server may hold a lock that a child would wait for.
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(count, context, initializer=_begin)


def _begin() -> None:
    """Be gone with the server, and never in the way of the process that answers."""
    # A terminal sends it to all; the server ends its processes itself.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    leave_with_parent()
    if hasattr(os, "nice"):
        os.nice(NICE)


def within(seconds: float, function: Callable[..., Made], given: tuple[Any, ...]) -> Made:
    """What a function makes, if it takes no more than so many seconds of a processor.

    >>> within(5, abs, (-2,))
    2
    """
    if threading.current_thread() is not threading.main_thread() or not hasattr(
        signal, "setitimer"
    ):
        return function(*given)
    before = signal.signal(signal.SIGPROF, _too_long)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        return function(*given)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _too_long(number: int, frame: FrameType | None) -> NoReturn:
    raise TooLongError
