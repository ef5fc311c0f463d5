"""The database, measured: `python benchmarks/database.py [--rounds N] [--sizes N N]`.

How fast cleaned articles become durable and can be searched, beside plain SQLite with FTS5 and
the same texts, journal and transactions; how long a search and a start take at each size. The
articles are made from the samples (`many`). Times are of the process, the best of the rounds, and
both are taken in turn: what else the machine does must not decide.
"""

import argparse
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from statistics import median
from typing import TypeVar

from many import Many

from tellings.intake import BATCH
from tellings.model.document import Article
from tellings.store import Store, annotations, articles, opened
from tellings.store.records import Query
from tellings.store.search import search
from tellings.store.sqlite import CACHE, journal

Item = TypeVar("Item")
NOW = "2026-07-01T12:00:00Z"
IMPORTED = 6_000
QUERIES = {
    "a rare word": Query("Rydberg bribes"),
    "a word of every tenth article": Query("dam"),
    "a word of every article": Query("said"),
    "two words of many": Query("river banks"),
    "a phrase": Query('"the talks"'),
    "words between marks": Query("agreement", quoted=True),
    "words of a speaker": Query("agreement", speaker="Quint"),
    "words, publisher and days": Query(
        "dam", publisher="Eastgate Post", start="2024-01-01", end="2024-06-30"
    ),
    "words and who is named": Query("dam", entity="Quint"),
    "days alone": Query(start="2024-01-01", end="2024-01-31"),
}


def plain(path: Path, found: list[Article]) -> None:
    """What anybody would write: a table, its words in FTS5, a transaction for each batch."""
    base = sqlite3.connect(path, isolation_level=None)
    base.execute(f"PRAGMA journal_mode = {journal(sqlite3.sqlite_version_info[:3])}")
    base.execute("PRAGMA synchronous = FULL")
    base.execute(f"PRAGMA cache_size = -{CACHE}")
    base.execute("CREATE TABLE a (n INTEGER PRIMARY KEY, id TEXT UNIQUE, headline TEXT, text TEXT)")
    base.execute(
        "CREATE VIRTUAL TABLE w USING fts5 (headline, text, content='a', content_rowid='n',"
        " tokenize='unicode61 remove_diacritics 2')"
    )
    number = 0
    for batch in chunks(found, BATCH):
        rows = [(number + at, each.id, each.headline, each.text) for at, each in enumerate(batch)]
        number += len(rows)
        base.execute("BEGIN IMMEDIATE")
        base.executemany("INSERT INTO a VALUES (?, ?, ?, ?)", rows)
        base.executemany(
            "INSERT INTO w (rowid, headline, text) VALUES (?, ?, ?)",
            [(at, headline, text) for at, _, headline, text in rows],
        )
        base.execute("COMMIT")
    base.close()


def ours(path: Path, found: list[Article]) -> None:
    """The first phase of `tellings add`, its articles given."""
    store = opened(str(path), make=True)
    for batch in chunks(found, BATCH):
        articles.keep(store, batch, now=NOW)
    store.close()


def chunks(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """Lists of so many."""
    rest = iter(items)
    while chunk := list(islice(rest, size)):
        yield chunk


def measure_import(folder: Path, rounds: int) -> None:
    """Articles a second of both, and their ratio."""
    found = list(Many().articles(IMPORTED))
    best: dict[str, list[float]] = {"plain SQLite + FTS5": [], "tellings": []}
    for each in range(rounds):
        for times, run in zip(best.values(), (plain, ours), strict=True):
            path = folder / f"{run.__name__}{each}.db"
            times.append(clocked(lambda run=run, path=path: run(path, found)))  # type: ignore[misc]
            path.unlink()
    theirs, mine = (min(times) for times in best.values())
    words = sum(len(each.text.split()) for each in found) // len(found)
    print(f"durable import with its words, {IMPORTED:,} articles of {words} words:")
    for name, times in best.items():
        print(f"  {name}: {IMPORTED / min(times):,.0f} articles a CPU second")
    print(f"  ratio {theirs / mine:.2f} (goal 0.7)")


def clocked(run: Callable[[], object]) -> float:
    """Seconds of this process."""
    start = time.process_time()
    run()
    return time.process_time() - start


def filled(path: Path, count: int) -> Store:
    """A database of so many articles and what is found in them."""
    store, many = opened(str(path), make=True), Many()
    for batch in chunks(many.articles(count), BATCH):
        articles.keep(store, batch, now=NOW)
    for found in chunks(many.found(count), BATCH):
        annotations.annotate(store, found, version="made up")
    return store


def measure_search(folder: Path, size: int) -> None:
    """What each query takes, the median and the longest of twenty."""
    path = folder / f"search{size}.db"
    store = filled(path, size)
    print(f"search in {size:,} articles, {path.stat().st_size / size / 1000:.1f} kB each:")
    for name, query in QUERIES.items():
        times = []
        for _ in range(20):
            start = time.perf_counter()
            total = search(store, query).total
            times.append(time.perf_counter() - start)
        took = f"{median(times) * 1000:.1f} ms, at most {max(times) * 1000:.1f}"
        print(f"  {name}: {total:,} found, {took}")
    store.close()
    start = time.perf_counter()
    store = opened(str(path))
    list(store.rows("SELECT id FROM articles LIMIT 1"))
    print(f"  start: {(time.perf_counter() - start) * 1000:.1f} ms")
    store.close()
    path.unlink()


def main() -> None:
    """Run all of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="rounds of the import")
    parser.add_argument("--sizes", type=int, nargs="*", default=[10_000, 100_000])
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if asked.rounds:
            measure_import(Path(folder), asked.rounds)
        for size in asked.sizes:
            measure_search(Path(folder), size)


if __name__ == "__main__":
    main()
