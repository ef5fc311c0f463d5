"""Score the line against reference data, or measure its speed: `./dev bench [--speed]`.

The evaluators and their data are not part of the project. Where they lie beside it, each is run
on its development half and the figures it counts as its key figures are printed; where they do
not, a sentence says so and nothing has failed. Speed needs nothing but the samples (`speed`).
"""

import argparse
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from speed import report as speed_report

HERE = Path(__file__).resolve().parent
SHARED = HERE.parents[1] / "shared"
TELLINGS = f"{sys.executable} -m tellings.cli"


@dataclass(frozen=True, slots=True)
class Run:
    """One evaluator on some gold: what it is called here, and the command it scores."""

    name: str
    script: str
    gold: tuple[str, ...]
    command: str = ""


RUNS = (
    Run("seeds", "seeds", ("gold/seeds/comparison.json",)),
    Run("offsets", "offsets", ("seeds/*.txt",), "annotate"),
    Run("offsets, html", "offsets", ("gold/pages/html-*.dev.jsonl.gz",), "clean"),
    Run("pieces, seeds", "pieces", ("gold/seeds/lines-*.json",), "clean"),
    Run("pieces, pasted", "pieces", ("gold/pages/lines-*.dev.jsonl.gz",), "clean"),
    Run("pieces, fundus html", "pieces", ("gold/pages/html-fundus.dev.jsonl.gz",), "clean"),
    Run("pieces, other html", "pieces", ("gold/pages/html-scrapinghub.dev.jsonl.gz",), "clean"),
    Run("quotes", "quotes", ("gold/quotes/polnear-dev.jsonl.gz",), "annotate"),
    Run("times, news", "times", ("gold/times/time_news_dev.jsonl.gz",), "annotate"),
    Run("times, wars", "times", ("gold/times/time_wikiwars_dev.jsonl.gz",), "annotate"),
    Run("stories, allsides", "stories", ("gold/stories/allsides2021.dev.jsonl.gz",), "group"),
    Run("stories, basil", "stories", ("gold/stories/basil_packed.dev.jsonl.gz",), "group"),
    Run("stories, ecb+", "stories", ("gold/stories/ecbplus.dev.jsonl.gz",), "group"),
    Run("copies", "copies", ("gold/stories/neardup.dev.jsonl.gz",), "group"),
    Run("crosstell", "crosstell", ("gold/crosstell",)),
)


def files(run: Run) -> list[str]:
    """The gold of a run, in order; empty where it is not at hand."""
    return [str(path) for each in run.gold for path in sorted(SHARED.glob(each))]


def score(run: Run) -> str:
    """The last line the evaluator prints, or the last words of its complaint."""
    script = SHARED / "eval" / f"{run.script}.py"
    command = [sys.executable, str(script), *files(run), "--run", f"{TELLINGS} {run.command}"]
    environment = os.environ | {"PYTHONPATH": str(HERE.parent / "src")}
    done = subprocess.run(command, capture_output=True, text=True, env=environment)
    printed = (done.stdout.strip() or done.stderr.strip() or "nothing printed").splitlines()
    return printed[-1].partition(": ")[2] or printed[-1]


def table(wanted: list[str]) -> Iterator[str]:
    """One line a run whose name holds one of the wanted words; all, if there are none."""
    for run in RUNS:
        if wanted and not any(word in run.name for word in wanted):
            continue
        if not files(run):
            yield f"{run.name:20}  no gold at hand"
            continue
        start = perf_counter()
        figures = score(run)
        yield f"{run.name:20}  {figures}  ({perf_counter() - start:.0f} s)"


def main() -> None:
    """Print the table of figures, or with --speed that of speed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", nargs="*", help="only runs whose name holds one of these words")
    parser.add_argument("--speed", action="store_true", help="measure time and memory instead")
    parser.add_argument("--articles", type=int, default=200, help="articles for --speed")
    given = parser.parse_args()
    if given.speed:
        lines = speed_report(given.articles)
    elif not (SHARED / "eval").is_dir():
        lines = iter(["no evaluators beside the project: nothing to score (--speed needs none)"])
    else:
        lines = table(given.name)
    for line in lines:
        print(line, flush=True)


if __name__ == "__main__":
    main()
