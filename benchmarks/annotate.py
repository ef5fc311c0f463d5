"""Tellings beside other tools that say who said what: `./dev bench --annotate [--write]`.

Needs the attribution gold beside the project, and the evaluator that scores tellings. Each tool
runs alone in a process (`annotate_alone`), the tools in turn, several rounds: the first over all
articles, the others over a part of them; of each article the shortest time counts, so that a busy
machine is unfair to none. The figures of tellings are held against `floors.toml`. With --write
the tables go to docs/annotation-bench.md.
"""

import argparse
import json
import platform
import sys
import tempfile
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import annotate_alone
import attributors
import floors
import tables
from annotate_alone import Round
from attributors import TOOLS, YARDSTICK, Attributor, named, releases

PROJECT = Path(__file__).resolve().parents[1]
SHARED = PROJECT.parent / "shared"
GOLD = SHARED / "gold" / "quotes" / "polnear-dev.jsonl.gz"
PAGE = PROJECT / "docs" / "annotation-bench.md"
OURS = "tellings"
# An article, where speed is told: the goals of the project count in these.
WORDS = 700
# Only the figures need all articles: rounds after the first read each so manieth.
PART = 6
# Bound of one process, in seconds of processor time.
SECONDS = 600.0
# Figures of the evaluator, F1 in percent, and the heads of their columns.
FIGURES = {
    "pair_50/speech": "speech",
    "pair_50/quoted": "quoted",
    "marks_speaker": "marks",
    "pair_50/all": "all",
    "content_soft/all": "content, partly",
    "content_piece": "content",
    "source_piece": "source",
    "cue_piece": "cue",
}

Articles = Mapping[str, Mapping[str, Any]]


class Measured(NamedTuple):
    """What all rounds of one tool gave."""

    # The first round's, which read every article.
    found: dict[str, list[attributors.Record]]
    raised: int
    # The shortest seconds of processor, by article; of all rounds the least, and the most memory.
    spent: dict[str, float]
    ready: float
    peak: float


def joined(rounds: Sequence[Round]) -> Measured:
    """The rounds of one tool as one; the seconds are of the articles that all rounds read."""
    first = rounds[0]
    common = set.intersection(*(set(each.spent) for each in rounds))
    return Measured(
        first.found,
        first.raised,
        {name: min(each.spent[name] for each in rounds) for name in sorted(common)},
        min(each.ready for each in rounds),
        max(each.peak for each in rounds),
    )


def measured(
    tools: Sequence[Attributor], articles: Articles, count: int
) -> dict[str, Measured | str]:
    """Run the tools in turn so many times; what they gave, or how their process ended."""
    rounds: dict[str, list[Round]] = {tool.name: [] for tool in tools}
    ends: dict[str, str] = {}
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder) / "corpus.jsonl"
        corpus.write_text("".join(json.dumps(each) + "\n" for each in articles.values()), "utf-8")
        for number in range(count):
            # Another order each round: none always runs after the same neighbour.
            turn = number % len(tools)
            for tool in (*tools[turn:], *tools[:turn]):
                say(f"round {number + 1} of {count}: {tool.name}")
                got = annotate_alone.run(tool.name, corpus, PART if number else 1, SECONDS)
                if isinstance(got, str):
                    ends[tool.name] = got
                else:
                    rounds[tool.name].append(got)
    return {name: ends[name] if name in ends else joined(got) for name, got in rounds.items()}


def rate(got: Measured, articles: Articles) -> float:
    """Articles of 700 words a second of processor, over those that every round reads."""
    names = [name for name in list(articles)[::PART] if name in got.spent]
    words = sum(len(articles[name]["text"].split()) for name in names)
    return words / WORDS / sum(got.spent[name] for name in names)


def scorer() -> ModuleType:
    """The evaluator of attributions, which is not part of the project."""
    folder = str(SHARED / "eval")
    if folder not in sys.path:
        sys.path.append(folder)
    return import_module("quotes")


def figures_table(
    figures: Mapping[str, Mapping[str, float]], runs: Mapping[str, Measured | str]
) -> str:
    """One row a tool: F1 in percent; how its process ended, if that was not well."""
    rows = []
    for name, got in runs.items():
        if not named(name).attributes:
            continue
        if isinstance(got, str):
            rows.append([name, got, *[tables.NONE] * len(FIGURES)])
        else:
            have = [figures[name].get(key, 0.0) for key in FIGURES]
            rows.append([name, *(f"{each:.1f}" for each in have), str(got.raised)])
    return tables.markdown(["tool", *FIGURES.values(), "raised"], rows)


def speed_table(runs: Mapping[str, Measured | str], articles: Articles) -> str:
    """One row a tool: articles a second, the same in parses, seconds to begin, megabytes."""
    base = runs.get(YARDSTICK)
    rows = []
    for name, got in runs.items():
        if isinstance(got, str):
            rows.append([name, got, *[tables.NONE] * 3])
            continue
        have = rate(got, articles)
        times = f"{have / rate(base, articles):.2f}" if isinstance(base, Measured) else tables.NONE
        rows.append([name, f"{have:.1f}", times, f"{got.ready:.2f}", f"{got.peak:.0f}"])
    head = ["tool", "articles/s", f"times {YARDSTICK}", "seconds to begin", "peak MB"]
    return tables.markdown(head, rows)


def conditions(tools: Sequence[Attributor], count: int) -> str:
    """Which versions, which Python, how often."""
    told: dict[str, str] = {}
    for tool in tools:
        told |= releases(tool) or {}
    packages = ", ".join(f"{name} {number}" for name, number in sorted(told.items()))
    return (
        f"Measured with Python {platform.python_version()} on {platform.machine()}, "
        f"{count} rounds, one thread: {packages}."
    )


class Scored(NamedTuple):
    """Figures in percent by tool and name, and a sentence on how much of them is chance."""

    figures: dict[str, dict[str, float]]
    chance: str


def scored(evaluator: ModuleType, gold: Articles, runs: Mapping[str, Measured | str]) -> Scored:
    """What the evaluator says of each tool that came through."""
    figures, chance = {}, ""
    for name, got in runs.items():
        if isinstance(got, str) or not named(name).attributes:
            continue
        found = {article: {"quotations": told} for article, told in got.found.items()}
        tallies = evaluator.scored(gold, found)[0]
        figures[name] = evaluator.figures(evaluator.total(tallies))
        if name == OURS:
            low, high = evaluator.interval(tallies, ("pair_50", "speech"))
            chance = (
                f"With other articles of the same kind, *speech* of {OURS} would be "
                f"between {low:.1f} and {high:.1f} (95 %)."
            )
    return Scored(figures, chance)


def held(given: argparse.Namespace, figures: Mapping[str, float]) -> list[str]:
    """What is below its floor, a sentence each; then floors are raised, where that is asked for."""
    of, written = floors.digest(given.gold), floors.FILE.read_text("utf-8")
    limits = floors.floors(written, of)
    if given.raise_floors:
        floors.FILE.write_text(floors.raised(written, of, figures), "utf-8")
    if not limits and (given.floors or given.raise_floors):
        return [f"{floors.FILE.name} has no floors for {given.gold.name}, SHA-256 {of}"]
    return floors.below(limits, figures)


def say(line: str) -> None:
    """Progress, beside the result."""
    print(line, file=sys.stderr, flush=True)


def options() -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, prog="./dev bench --annotate")
    parser.add_argument("gold", nargs="?", type=Path, default=GOLD, help="attribution gold")
    parser.add_argument("--write", action="store_true", help=f"write the tables to {PAGE.name}")
    parser.add_argument("--rounds", type=int, default=3, help="how often each tool is run")
    parser.add_argument("--tool", default="", help="only tools with this in their names")
    parser.add_argument("--floors", action="store_true", help="exit 1 if tellings is below a floor")
    parser.add_argument("--raise-floors", action="store_true", help="raise floors to the figures")
    given = parser.parse_args()
    if given.write and given.tool:
        parser.error("--write needs all tools: a part of a table is none")
    if given.tool and given.tool not in OURS and (given.floors or given.raise_floors):
        parser.error("the floors are those of tellings, which --tool leaves out")
    if given.rounds < 1:
        parser.error("--rounds must be 1 or more")
    return given


def chosen(name: str) -> list[Attributor]:
    """The tools with this in their names that are installed; it is told which are not."""
    wanted = [tool for tool in TOOLS if name in tool.name]
    missing = [tool.name for tool in wanted if releases(tool) is None]
    if missing:
        say(f"not installed, left out: {'; '.join(missing)}")
    tools = [tool for tool in wanted if tool.name not in missing]
    if not tools:
        raise SystemExit("no tool to run")
    return tools


def main() -> int:
    """Measure, print, write where asked to; 1 if floors are asked for and one is missed."""
    given = options()
    if not given.gold.exists() or not (SHARED / "eval").is_dir():
        say("no attribution gold or no evaluator beside the project: nothing to measure")
        return 1 if given.floors else 0
    tools, evaluator = chosen(given.tool), scorer()
    gold = evaluator.gold_articles([given.gold])
    articles = {name: evaluator.as_input(name, record) for name, record in gold.items()}
    runs = measured(tools, articles, given.rounds)
    figures, chance = scored(evaluator, gold, runs)
    parts = {
        "conditions": conditions(tools, given.rounds),
        "figures": f"{len(gold)} articles:\n\n{figures_table(figures, runs)}\n\n{chance}".strip(),
        "speed": speed_table(runs, articles),
    }
    for name, text in parts.items():
        print(text, end="\n\n")
        if given.write:
            PAGE.write_text(tables.put(PAGE.read_text("utf-8"), name, text), "utf-8")
    missed = held(given, figures[OURS]) if OURS in figures else []
    for each in missed:
        say(each)
    if given.floors and OURS not in figures:
        say(f"{OURS} gave no figures to hold against floors")
        return 1
    return 1 if missed and given.floors else 0


if __name__ == "__main__":
    raise SystemExit(main())
