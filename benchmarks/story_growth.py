"""What an arrival costs when the stream knows ten thousand, a hundred thousand, a million articles.

    python benchmarks/story_growth.py SIZE

Prints one JSON object: microseconds of processor time for an arrival (mean, and the 99th of a
hundred), megabytes they take, and what of it is left when all have left the window. A process of
its own for each size: memory that was taken once would be counted for the next. The articles that
are timed and those of which the first ones are made are there before, so they are not counted.
"""

import ctypes
import gc
import json
import sys
from collections.abc import Callable
from dataclasses import replace
from itertools import islice
from pathlib import Path
from time import process_time

import numpy as np
from invented_news import articles, multiplied

from tellings.group import Stream
from tellings.model.document import Article, Published

BASE = 5_000
# So many arrivals are timed, after some to warm up.
TIMED, WARM = 2_000, 300
DAYS = 13.0


def resident() -> int:
    """Bytes of memory this process has, without what is free in its heap."""
    gc.collect()
    ctypes.CDLL(None).malloc_trim(0)
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * 4096


def measured(size: int) -> dict[str, float]:
    """The figures for a stream that knows so many articles."""
    new = [_dated(each, 365 * 61 + DAYS) for each in articles(TIMED + WARM, days=0.1, seed=7)]
    gone = [_dated(each, 365 * 61 + 100) for each in articles(200, days=0.1, seed=8)]
    stream = Stream()
    first = [stream.arrive(each) for each in articles(BASE, days=1.0)]
    before = resident()
    kept = islice(multiplied(first, -(-size // BASE), days=DAYS), size)
    stream = Stream.restored(kept)
    known, filled = len(stream), resident()
    took = [_seconds(stream.arrive, each) for each in new][WARM:]
    for each in gone:
        stream.arrive(each)
    return {
        "articles": known,
        "mean": 1e6 * float(np.mean(took)),
        "p99": 1e6 * float(np.percentile(took, 99)),
        "megabytes": (filled - before) / 1e6,
        "left": len(stream),
        "megabytes_left": (resident() - before) / 1e6,
    }


def _dated(article: Article, day: float) -> Article:
    from datetime import UTC, datetime, timedelta

    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(days=day)
    return replace(article, published=Published(moment.isoformat(), "given"))


def _seconds(arrive: Callable[[Article], object], article: Article) -> float:
    start = process_time()
    arrive(article)
    return process_time() - start


if __name__ == "__main__":
    print(json.dumps(measured(int(sys.argv[1]))))
