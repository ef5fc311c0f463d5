"""Progress on a terminal: a bar and the time left where the total is known, else count and rate.

It shows once the work has taken a second, and never where standard error is no terminal.
"""

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from rich.progress import Progress

Item = TypeVar("Item")
# Shorter work is over before one has read what it is about.
_PATIENCE = 1.0


def watched(
    items: Iterable[Item],
    label: str,
    total: int | None = None,
    counts: Callable[[Item], bool] = lambda item: True,
    last: Callable[[Item], bool] = lambda item: False,
) -> Iterator[Item]:
    """The items; how many of those that count have come is shown, until the last of them comes.

    >>> list(watched("ab", "letters"))
    ['a', 'b']
    """
    if not sys.stderr.isatty():
        yield from items
        return
    start, count, over = time.monotonic(), 0, False
    bar: Progress | None = None
    try:
        for each in items:
            over = over or last(each)
            if over and bar is not None:
                bar.stop()
                bar = None
            yield each
            count += counts(each)
            if not over and bar is None and time.monotonic() - start > _PATIENCE:
                bar = _bar(total)
                task = bar.add_task(label, total=total, rate=0.0)
                bar.start()
            if bar is not None:
                bar.update(task, completed=count, rate=count / (time.monotonic() - start))
    finally:
        if bar is not None:
            with suppress(OSError):
                bar.stop()


def _bar(total: int | None) -> "Progress":
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        Progress,
        SpinnerColumn,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    count = TextColumn("{task.completed:,}" + (" of {task.total:,}" if total else ""))
    rate = TextColumn("{task.fields[rate]:,.0f} a second")
    looks = BarColumn() if total else SpinnerColumn()
    left = (TimeRemainingColumn(), TextColumn("left")) if total else ()
    columns = (TextColumn("{task.description}"), looks, count, rate, TimeElapsedColumn(), *left)
    # Results go to standard output, which may be a file, and not where the bar is.
    console = Console(stderr=True)
    return Progress(*columns, console=console, transient=True, redirect_stdout=False)
