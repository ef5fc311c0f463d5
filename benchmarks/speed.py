"""How fast the line is, how much memory it takes, and whether its time grows with the text alone.

Articles are put together from the paragraphs of the samples, the same ones each time. Each
measurement is a process of its own; its processor time and peak memory are what the system
says when it ends.
"""

import json
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter
from typing import NamedTuple

PROJECT = Path(__file__).resolve().parents[1]
SAMPLES = PROJECT / "samples"
WORDS = 700
# A text of the linearity test is this many articles long at 1x, so that start-up counts little.
BASE = 8
REPEATS = 7


class Cost(NamedTuple):
    """What one process took: seconds on the clock and of the processor, and its peak memory."""

    wall: float
    cpu: float
    megabytes: float


def cost(*arguments: str) -> Cost:
    """Run a Python with these arguments to its end, its output thrown away."""
    environment = os.environ | {"PYTHONPATH": str(PROJECT / "src")}
    start = perf_counter()
    nowhere = os.open(os.devnull, os.O_WRONLY)
    actions = [(os.POSIX_SPAWN_DUP2, nowhere, 1)]
    command = [sys.executable, *arguments]
    child = os.posix_spawn(sys.executable, command, environment, file_actions=actions)
    _, status, used = os.wait4(child, 0)
    os.close(nowhere)
    if status:
        raise SystemExit(f"failed with status {status}: {' '.join(arguments)}")
    wall = perf_counter() - start
    return Cost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def paragraphs() -> list[str]:
    """The longer lines of the samples' plain texts."""
    texts = [path.read_text("utf-8") for path in sorted(SAMPLES.glob("*/*.txt"))]
    return [line for text in texts for line in text.splitlines() if len(line) > 80]


def article(chance: Random, words: int) -> str:
    """A headline and paragraphs of about so many words."""
    pool, told, count = paragraphs(), ["Talks on the dam go on as the river rises"], 0
    while count < words:
        told.append(chance.choice(pool))
        count += len(told[-1].split())
    return "\n\n".join(told)


def corpus(path: Path, texts: list[str]) -> str:
    """Write the texts as records, one a line."""
    records = [
        {"id": f"a{at:05}", "text": text, "published": f"2026-05-{at % 28 + 1:02}"}
        for at, text in enumerate(texts)
    ]
    path.write_text("".join(json.dumps(each) + "\n" for each in records), "utf-8")
    return str(path)


def report(articles: int) -> Iterator[str]:
    """The lines of the table, each as soon as it is measured."""
    chance = Random(2026)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "corpus.jsonl"
        given = corpus(path, [article(chance, WORDS) for _ in range(articles)])
        yield from _throughput(given, articles)
        yield from _linearity(path, chance)
    yield from _cold()


def _throughput(given: str, articles: int) -> Iterator[str]:
    for command in ("clean", "annotate", "group"):
        took = cost("-m", "tellings.cli", command, given)
        rate = articles / took.wall
        yield (
            f"{command:10} {articles} articles of {WORDS} words: {took.wall:.1f} s, "
            f"{rate:.1f} articles/s, peak {took.megabytes:.0f} MB"
        )


def _linearity(path: Path, chance: Random) -> Iterator[str]:
    text = article(chance, WORDS * BASE)
    started = cost("-m", "tellings.cli", "annotate", corpus(path, ["A short line."])).cpu
    once = 0.0
    for times in (1, 2, 4, 8):
        took = cost("-m", "tellings.cli", "annotate", corpus(path, ["\n\n".join([text] * times)]))
        spent = took.cpu - started
        once = once or spent
        yield (
            f"annotate   one text of {WORDS * BASE * times} words: {spent:.2f} s of processor, "
            f"{spent / once:.1f} times the first, peak {took.megabytes:.0f} MB"
        )


def _cold() -> Iterator[str]:
    def often(*arguments: str) -> float:
        return median(cost(*arguments).cpu for _ in range(REPEATS))

    two = [
        str(SAMPLES / "treaty" / name) for name in ("harbour-dispatch.txt", "norwia-courier.txt")
    ]
    bare = often("-c", "pass")
    yield f"cold       python3 -c pass: {bare * 1000:.0f} ms of processor"
    for name, arguments in (("--version", ["--version"]), ("compare of two", ["compare", *two])):
        spent = often("-m", "tellings.cli", *arguments)
        yield f"cold       {name}: {spent * 1000:.0f} ms, {spent / bare:.1f} times that"
