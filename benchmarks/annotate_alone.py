"""One tool on all articles, in a process of its own: what it finds, how long it takes, its memory.

`run` starts the process and reads what it wrote; the rest of the file is what happens in it.
Time is that of the processor, in seconds, all threads together; every library is told to use one.
"""

import json
import resource
import sys
from pathlib import Path
from time import process_time
from typing import NamedTuple

import alone
import attributors

ONE_THREAD = ("OMP", "OPENBLAS", "MKL", "BLIS", "NUMEXPR", "VECLIB")
# An invented line: with it a tool has loaded all that it loads when first used.
FIRST = {"id": "first", "text": "“The dam is safe and it will hold,” Teresa Quint said on Monday."}
WARM_ARTICLES = 2
PER_MEGABYTE = 1024


class Round(NamedTuple):
    """What one process gave: attributions and seconds by article, and what it took as a whole."""

    found: dict[str, list[attributors.Record]]
    spent: dict[str, float]
    # Seconds of processor from before the tool is imported to the end of its first article.
    ready: float
    # The most memory it ever held, in megabytes.
    peak: float
    # How many articles it raised an exception on.
    raised: int


def run(tool: str, corpus: Path, every: int, seconds: float) -> Round | str:
    """What a tool gives on each so manieth article of a corpus, or how its process ended."""
    threads = {f"{name}_NUM_THREADS": "1" for name in ONE_THREAD}
    result = alone.run(str(every), tool, str(corpus), seconds, Path(__file__), threads)
    return str(result["end"]) if result.get("end") else Round(**result)


def measured(tool: str, articles: list[attributors.Record], seconds: float) -> Round:
    """Make a tool ready in this process and let it read the articles."""
    before = process_time()
    read = attributors.named(tool).load()
    read(FIRST)
    ready = process_time() - before
    alone.allow(seconds)
    found: dict[str, list[attributors.Record]] = {}
    spent: dict[str, float] = {}
    raised = set()
    for article in [*map(stirred, articles[:WARM_ARTICLES]), *articles]:
        name = article["id"]
        start = process_time()
        try:
            found[name] = read(article)
        except Exception:
            found[name] = []
            raised.add(name)
        spent[name] = process_time() - start
    return Round(found, spent, ready, peak(), len(raised))


def stirred(article: attributors.Record) -> attributors.Record:
    """The article with its words from the last to the first: one may keep what was read before."""
    return {**article, "text": " ".join(reversed(article["text"].split(" ")))}


def peak() -> float:
    """The most memory this process ever held, in megabytes."""
    status = Path("/proc/self/status")
    # What the system counts for a child begins with what its parent held; this line does not.
    lines = status.read_text("utf-8").splitlines() if status.exists() else []
    held = [int(line.split()[1]) for line in lines if line.startswith("VmHWM")]
    return (held or [resource.getrusage(resource.RUSAGE_SELF).ru_maxrss])[0] / PER_MEGABYTE


def main() -> None:
    """Do what `run` asked for."""
    every, tool, corpus, seconds, path = sys.argv[1:]
    with open(corpus, encoding="utf-8") as lines:
        articles = [json.loads(line) for line in lines][:: int(every)]
    try:
        result: alone.Result = measured(tool, articles, float(seconds))._asdict()
    except Exception as error:
        result = {"end": alone.fault(error)}
    alone.write(Path(path), result)


if __name__ == "__main__":
    main()
