"""Workers: processes that share work which needs nothing but its input.

What comes out is in the order of what went in, whatever the number of processes, and no more is
read ahead than they need. They end with the process that started them, however that ends.
"""

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from itertools import islice
from typing import TypeVar

Given = TypeVar("Given")
Made = TypeVar("Made")
# Items that travel together: of articles of 4 kB, fewer cost a tenth more, more gain nothing.
CHUNK = 8
# Chunks that wait for each process, so that none is idle while results are written.
AHEAD = 4
# A process takes a second to start: so many articles are annotated in that time.
FEW = 64


def cores() -> int:
    """How many processes may run at once."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def spread(
    function: Callable[[Given], Made], items: Iterable[Given], workers: int
) -> Iterator[Made]:
    """The function of each item, in their order; a few items are not worth a process.

    >>> list(spread(abs, [-2, 1], workers=2))
    [2, 1]
    """
    rest = iter(items)
    first = list(islice(rest, FEW if workers > 1 else 0))
    if workers < 2 or len(first) < FEW:
        yield from map(function, first)
        yield from map(function, rest)
        return
    chunks = _chunks(first, rest)
    # Not forked: an open database must not be shared with a child.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, context, initializer=leave_with_parent) as pool:
        waiting: deque[Future[list[Made]]] = deque()
        try:
            for chunk in chunks:
                with _deaf():
                    waiting.append(pool.submit(_all, function, chunk))
                if len(waiting) >= AHEAD * workers:
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
        finally:
            for each in waiting:
                each.cancel()


@contextmanager
def _deaf() -> Iterator[None]:
    """Processes started here do not hear Ctrl-C: who started them does, and lets them finish.

    Where there are no masks of signals (Windows) they end with a traceback each.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _chunks(first: list[Given], rest: Iterator[Given]) -> Iterator[list[Given]]:
    for at in range(0, len(first), CHUNK):
        yield first[at : at + CHUNK]
    while chunk := list(islice(rest, CHUNK)):
        yield chunk


def _all(function: Callable[[Given], Made], items: list[Given]) -> list[Made]:
    return [function(each) for each in items]


def leave_with_parent() -> None:
    """Leave when the parent is gone: a killed one cannot tell its children to."""
    threading.Thread(target=_outlive, daemon=True).start()


def _outlive() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
