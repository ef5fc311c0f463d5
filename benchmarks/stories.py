"""Stories and copies beside other ways to find them, and what a stream costs as it grows.

    ./dev bench --stories [quality] [copies] [growth] [--largest N] [--write]

Quality and copies need the evaluators and labelled articles in the folder ``shared`` beside the
project (README.md); growth needs nothing. All read the same cleaned articles in one process, in
the order of publication. The bound of a peer is the best of a row of values on these very sets,
which flatters it; `tellings` is as it ships, and its points were learned on these sets: the
figures held out by story are those of training/stories.py. ``--write`` puts the tables into
docs/stories.md.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from time import process_time
from typing import Any

from tables import markdown

from tellings.clean import clean
from tellings.group import group
from tellings.group.terms import rank
from tellings.model.document import Article, Document, Given

PROJECT = Path(__file__).resolve().parents[1]
SHARED = PROJECT.parent / "shared"
PAGE = PROJECT / "docs" / "stories.md"
DATED, UNDATED = ("allsides2021", "basil_packed"), ("ecbplus", "allsides_probe")
SIZES = (10_000, 100_000, 1_000_000)

Record = Mapping[str, Any]
Set = tuple[list[Article], list[Record]]


def evaluator(name: str) -> Any:  # noqa: ANN401 - a module of the evaluators
    """An evaluator; one of them is named as this file is, and must come first."""
    folder = str(SHARED / "eval")
    if folder not in sys.path:
        sys.path.insert(0, folder)
    return import_module(name)


def labelled(name: str, change: Callable[[Record], Record] = lambda each: each) -> Set:
    """The cleaned articles of a set, in the order of publication, and their records."""
    path = SHARED / "gold" / "stories" / f"{name}.dev.jsonl.gz"
    found = []
    for record in map(change, evaluator("stories").gold_sets([path])[name]):
        told = evaluator("stories").as_input(record)
        given = Given(told.get("title"), told.get("publisher"), told.get("published"))
        if told["text"].strip():
            document = Document(told["id"], told["text"], name, "", given=given)
            found.append((clean(document), record))
    found.sort(key=lambda pair: rank(pair[0]))
    return [article for article, _ in found], [record for _, record in found]


def ours(articles: Sequence[Article], *, batch: bool) -> Iterator[list[str]]:
    """The story of each article."""
    yield [each.story for each in group(articles, batch=batch)]


def _best(
    runs: Iterator[Any], score: Callable[[Any], Mapping[str, float]], key: str
) -> tuple[Mapping[str, float], float]:
    """The best figures of several runs by one of them, and the seconds of a run."""
    start = process_time()
    found = [score(each) for each in runs]
    return max(found, key=lambda each: each[key]), (process_time() - start) / max(1, len(found))


def quality() -> str:
    """B-cubed F1 of each way on each set, and articles a second of processor time."""
    from story_peers import STORIES

    ways: list[tuple[str, Callable[[Sequence[Article]], Iterator[list[Any]]]]] = [
        ("tellings, at arrival", lambda articles: ours(articles, batch=False)),
        ("tellings, repaired", lambda articles: ours(articles, batch=True)),
        *((each.name, each.grouped) for each in STORIES),
    ]
    cells: dict[str, list[str]] = {name: [] for name, _ in ways}
    seconds, count = dict.fromkeys(cells, 0.0), 0
    for name in DATED + UNDATED:
        articles, records = labelled(name)
        gold, count = [each["gold"] for each in records], count + len(articles)
        for way, grouped in ways:

            def score(found: list[Any], gold: list[Any] = gold) -> Mapping[str, float]:
                measures: Mapping[str, float] = evaluator("stories").measures(gold, found)
                return measures

            figures, took = _best(grouped(articles), score, "b3_f1")
            cells[way].append(f"{figures['b3_f1']:.1f}")
            seconds[way] += took
    rows = [[way, *row, f"{count / seconds[way]:,.0f}"] for way, row in cells.items()]
    return markdown(["B-cubed F1", *DATED, *UNDATED, "articles/s"], rows)


def copied() -> str:
    """Pairs and the worst kind of copy of each way, and articles a second."""
    from story_peers import COPIES

    judge = evaluator("copies")
    articles, records = labelled("neardup", judge.dated)
    names = {article.id: record["id"] for article, record in zip(articles, records, strict=True)}

    def score(links: Sequence[int | None]) -> Mapping[str, float]:
        pairs = [
            (names[articles[at].id], names[articles[to].id])
            for at, to in enumerate(links)
            if to is not None
        ]
        figures: Mapping[str, float] = judge.figures(judge.score(records, pairs))
        return figures

    def linked(articles: Sequence[Article]) -> Iterator[list[int | None]]:
        place = {each.id: at for at, each in enumerate(articles)}
        yield [place[each.copy_of] if each.copy_of else None for each in group(articles)]

    rows = []
    for name, way in (("tellings, stories and all", linked), *COPIES):
        figures, took = _best(way(articles), score, "pair")
        shown = [figures["pair"], figures["pair/p"], figures["pair/r"], figures["worst_kind"]]
        rows.append([name, *(f"{each:.1f}" for each in shown), f"{len(articles) / took:,.0f}"])
    return markdown(["copies", "pairs F1", "P", "R", "worst kind", "articles/s"], rows)


def growth(largest: int) -> str:
    """What an arrival costs at each size, in a process of its own."""
    sizes = [size for size in SIZES if size <= largest]
    script = Path(__file__).with_name("story_growth.py")
    found = []
    for size in sizes:
        done = subprocess.run(
            [sys.executable, str(script), str(size)], capture_output=True, check=True
        )
        found.append(json.loads(done.stdout))
    rows = [
        [
            f"{each['articles']:,}",
            f"{each['mean'] / 1000:.2f}",
            f"{each['mean'] / found[0]['mean']:.2f}",
            f"{each['p99'] / 1000:.2f}",
            f"{each['megabytes']:,.0f}",
            f"{each['megabytes_left']:,.0f}",
        ]
        for each in found
    ]
    head = ["articles known", "ms an arrival", "times", "p99 ms", "MB", "MB once they left"]
    return markdown(head, rows)


PARTS: Mapping[str, Callable[[argparse.Namespace], str]] = {
    "quality": lambda options: quality(),
    "copies": lambda options: copied(),
    "growth": lambda options: growth(options.largest),
}


def main() -> None:
    """Print the tables asked for, or put them into the page."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("parts", nargs="*", choices=[*PARTS, []], default=[])
    asked.add_argument("--largest", type=int, default=SIZES[-1])
    asked.add_argument("--write", action="store_true")
    options = asked.parse_args()
    page = PAGE.read_text("utf-8")
    for part in options.parts or PARTS:
        if part != "growth" and not SHARED.is_dir():
            print(f"{part}: no folder {SHARED}, so there is nothing to measure on")
            continue
        text = PARTS[part](options)
        print(text, end="\n\n", flush=True)
        start, end = f"<!-- {part} -->\n", f"\n<!-- /{part} -->"
        if options.write:
            before, rest = page.split(start)
            page = before + start + text + end + rest.split(end)[1]
            PAGE.write_text(page, "utf-8")


if __name__ == "__main__":
    main()
