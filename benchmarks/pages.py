"""Tellings beside other tools that read pages: `./dev bench --pages [--write]`.

Two comparisons. Against reference data, where it lies beside the project: text, metadata and
speed, scored by the evaluator that scores tellings. And on pages that are hard on a parser
(`stress`), which need no data. Each tool runs alone in a process (`alone`), the tools in turn,
several rounds; of each page the shortest time counts, so that a busy machine is unfair to none.
With --write the tables go to docs/pages.md.
"""

import argparse
import platform
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import alone
import stress
import tables
from peers import TOOLS, Tool, release

PROJECT = Path(__file__).resolve().parents[1]
SHARED = PROJECT.parent / "shared"
PAGE = PROJECT / "docs" / "pages.md"
SETS = ("scrapinghub", "fundus")
# Said under the tables of reference data.
NOTE = (
    "tellings was developed on these pages and its trees were grown on them, so its figures here "
    "are optimistic: those of sites that the trees have not seen, in [the model "
    "card](../training/README.md#model-card), are the ones to compare."
)
# Bounds of one process, in seconds of processor time.
STRESS_SECONDS, GOLD_SECONDS = 60.0, 900.0


class Measured(NamedTuple):
    """What the rounds over one set gave, by the name of the tool."""

    articles: dict[str, dict[str, Any]]
    spent: dict[str, dict[str, float]]
    raised: dict[str, int]
    ends: dict[str, str]


def rounds(tools: Sequence[Tool], path: Path, count: int) -> Measured:
    """Run the tools in turn so many times; a page's time is its shortest."""
    got = Measured({}, {}, {}, {})
    for number in range(count):
        # Another order each round: none always runs after the same neighbour.
        turn = number % len(tools)
        for tool in (*tools[turn:], *tools[:turn]):
            say(f"{path.name}, round {number + 1} of {count}: {tool.name}")
            _add(got, tool.name, alone.run("gold", tool.name, str(path), GOLD_SECONDS))
    return got


def _add(got: Measured, name: str, result: alone.Result) -> None:
    if result.get("end"):
        got.ends[name] = result["end"]
        return
    before = got.spent.get(name, {})
    got.articles[name] = result["articles"]
    got.raised[name] = len(result["raised"])
    for fault, pages in Counter(result["raised"].values()).items():
        say(f"  {fault} on {pages} pages")
    got.spent[name] = {
        page: min(seconds, before.get(page, seconds)) for page, seconds in result["spent"].items()
    }


def gold_table(tools: Sequence[Tool], name: str, count: int) -> str:
    """The table of one set."""
    path = gold(name)
    evaluator = scorer()
    twin = path.with_name(path.name.replace("html-", "lines-"))
    lines, pages = evaluator.gold_records([each for each in (path, twin) if each.exists()])
    # Of the pasted lines only those of the same pages tell what leaked.
    lines = {key: each for key, each in lines.items() if f"html:{key}" in pages}
    got = rounds(tools, path, count)
    figures = {
        tool: evaluator.scored(lines, pages, found, whole=False)[0]
        for tool, found in got.articles.items()
    }
    rates = {tool: len(spent) / sum(spent.values()) for tool, spent in got.spent.items()}
    table = tables.gold_table(tools, figures, rates, got.raised, got.ends)
    return f"{len(pages)} pages of the development half of {name}:\n\n{table}"


def gold(name: str) -> Path:
    """The pages of a set, where they would be."""
    return SHARED / "gold" / "pages" / f"html-{name}.dev.jsonl.gz"


def scorer() -> ModuleType:
    """The evaluator of pieces, which is not part of the project."""
    folder = str(SHARED / "eval")
    if folder not in sys.path:
        sys.path.append(folder)
    return import_module("pieces")


def stress_table(tools: Sequence[Tool], cases: Sequence[stress.Case]) -> str:
    """The table of hard pages."""
    names = [tool.name for tool in tools if tool.stressed]
    runs: dict[tuple[str, str], Mapping[str, Any]] = {}
    for case in cases:
        for name in names:
            runs[name, case.name] = found = alone.run("stress", name, case.name, STRESS_SECONDS)
            say(f"{case.name}: {name}: {tables.stress_cell(found)}")
    return tables.stress_table([case.name for case in cases], names, runs)


def conditions(tools: Sequence[Tool], count: int) -> str:
    """Which versions, which Python, how often."""
    releases = {tool.package: release(tool) for tool in tools}
    told = ", ".join(f"{package} {number}" for package, number in sorted(releases.items()))
    return (
        f"Measured with Python {platform.python_version()} on {platform.machine()}, "
        f"{count} rounds, one thread: {told}."
    )


def made(given: argparse.Namespace, tools: Sequence[Tool]) -> Iterator[tuple[str, str]]:
    """The parts of the page by name, each as soon as it is measured."""
    yield "conditions", conditions(tools, given.rounds)
    if "gold" in given.only:
        present = [name for name in SETS if gold(name).exists() and (SHARED / "eval").is_dir()]
        if not present:
            say("no reference data beside the project: only the hard pages are run")
        for name in present:
            yield name, gold_table(tools, name, given.rounds)
        if present:
            yield "note", NOTE
    if "stress" in given.only:
        wanted = [each for each in stress.CASES if given.case in each.name]
        yield "stress", stress_table(tools, wanted)


def say(line: str) -> None:
    """Progress, beside the result."""
    print(line, file=sys.stderr, flush=True)


def options() -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, prog="./dev bench --pages")
    parser.add_argument("--write", action="store_true", help="write the tables to docs/pages.md")
    parser.add_argument("--rounds", type=int, default=3, help="rounds over the reference data")
    parser.add_argument("--only", choices=["gold", "stress"], help="one of the two comparisons")
    parser.add_argument("--tool", default="", help="only tools with this in their names")
    parser.add_argument("--case", default="", help="only hard pages with this in their names")
    given = parser.parse_args()
    if given.write and (given.tool or given.case):
        parser.error("--write needs all tools and all pages: a part of a table is none")
    if given.rounds < 1:
        parser.error("--rounds must be 1 or more")
    given.only = (given.only,) if given.only else ("gold", "stress")
    return given


def main() -> None:
    """Measure, print, and write where asked to."""
    given = options()
    wanted = [tool for tool in TOOLS if given.tool in tool.name]
    missing = [tool.name for tool in wanted if release(tool) is None]
    if missing:
        say(f"not installed, left out: {', '.join(missing)}")
    tools = [tool for tool in wanted if tool.name not in missing]
    if not tools:
        raise SystemExit("no tool to run")
    for name, text in made(given, tools):
        print(text, end="\n\n", flush=True)
        if given.write:
            PAGE.write_text(tables.put(PAGE.read_text("utf-8"), name, text), "utf-8")


if __name__ == "__main__":
    main()
