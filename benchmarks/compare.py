"""A comparison beside the trivial and the lexical baseline: `./dev bench --compare [--write]`.

Needs the stories compared by hand beside the project, and their evaluators: thirty stories of three
publishers (crosstell), one of two (seeds), and sixty-four paraphrases whose numbers differ. All
three are scored by the same code on records of the same form. With --write the tables go to
docs/levels-and-types.md.
"""

import argparse
import gzip
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any, get_args

import lexical
import tables

from tellings.model.comparison import ConflictType
from tellings.model.document import Document, Given
from tellings.pipeline import annotated, compared

PROJECT = Path(__file__).resolve().parents[1]
SHARED = PROJECT.parent / "shared"
STORIES = SHARED / "gold" / "crosstell"
SEEDS = SHARED / "gold" / "seeds" / "comparison.json"
NUMBERS = SHARED / "gold" / "pairs" / "natural_number_mismatch_labelled.jsonl.gz"
PAGE = PROJECT / "docs" / "levels-and-types.md"
COMMAND = f"{sys.executable} -m tellings.cli"
TOOLS = ("trivial", "lexical", "tellings")
# Figures of an evaluator and how a row calls them.
CROSSTELL = {
    "pairs/loose": "readings linked, all forms, F1",
    "pairs/quoted": "readings linked, both between marks, exact extent, F1",
    "levels": "level right, of the pairs found",
    "utterance_speakers": "speaker right, of the pairs found",
    "shared": "claims of two tellings put together",
    "only": "claims of one telling called so",
    "false_only": "… called so although another carries them",
    "conflicts/p": "conflicts, precision",
    "conflicts/r": "conflicts, recall",
    "alarms": "pairs that only look like one, reported",
    "labels": "sets of names found",
}
ONE_STORY = {
    "utterances": "readings linked",
    "claims/p": "claims put together, precision",
    "claims/r": "claims put together, recall",
    "conflicts/p": "conflicts, precision",
    "conflicts/r": "conflicts, recall",
    "positions": "positions under the right actor",
    "timeline": "events dated right",
    "labels": "sets of names found",
}
Figures = Mapping[str, Mapping[str, float]]


def stories() -> Figures:
    """The figures of the stories of three publishers, by tool."""
    evaluator: Any = import_module("crosstell")
    gold = evaluator.gold_stories([STORIES])
    plain, chains = evaluator.simple(gold)
    words = {
        story["story"]: lexical.comparison(
            [(each["id"], each["text"]) for each in evaluator.as_input(story)]
        )
        for story in gold
    }
    say("tellings on thirty stories")
    records, articles, _ = evaluator.run_all(COMMAND, gold, 3600.0)
    ours = evaluator.by_story(gold, records)
    notes = import_module("corpus").by_id(articles)
    given = zip(TOOLS, ((plain, chains), (words, {}), (ours, notes)), strict=True)
    return {name: evaluator.figures(evaluator.scored(gold, *each)[0]) for name, each in given}


def one_story() -> Figures:
    """The figures of the one story of two publishers, by tool."""
    evaluator: Any = import_module("seeds")
    gold, files = evaluator.load_gold(SEEDS, None)
    texts = [(name, gold.shelf.texts[name].text) for name in evaluator.OUTLETS]
    plain = import_module("trivial").comparison(texts)
    say("tellings on one story")
    paths = [str(files[name]) for name in evaluator.OUTLETS]
    ours = _compared(paths)
    # The id that tellings gives a text is the start of its digest.
    names = {gold.record["docs"][each]["sha256"][:16]: each for each in evaluator.OUTLETS}
    found = {}
    for name, each in zip(TOOLS, (plain, lexical.comparison(texts), ours), strict=True):
        shelf = import_module("places").Shelf(gold.shelf.texts, names)
        found[name] = evaluator.scored(gold, shelf, each, {})[0]
    return found


def _compared(paths: list[str]) -> Mapping[str, Any]:
    """What tellings prints of some files."""
    command = [*COMMAND.split(), "compare", "--format", "json", *paths]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found: Mapping[str, Any] = json.loads(done.stdout)
    return found


def numbers() -> str:
    """What the rules on numbers say of paraphrases whose numbers differ, by their label."""
    fired: Counter[str] = Counter()
    all_of: Counter[str] = Counter()
    with gzip.open(NUMBERS, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            all_of[row["label"]] += 1
            fired[row["label"]] += _tells_a_number(row["a"], row["b"])
    rows = [
        [name.replace("_", " "), str(count), str(fired[name])]
        for name, count in sorted(all_of.items())
    ]
    return tables.markdown(["the two numbers are", "pairs", "reported"], rows)


def _tells_a_number(*sentences: str) -> bool:
    given = Given(published="2003-06-01")
    made = [
        annotated(Document(f"a{at}", f"News of the day\n\n{each}\n", f"a{at}", "", given=given))
        for at, each in enumerate(sentences)
    ]
    return any(x.type == "number" and x.severity != "granularity" for x in compared(made).conflicts)


def side_by_side(figures: Figures, rows: Mapping[str, str]) -> str:
    """One row a figure, one column a tool."""
    return tables.markdown(
        ["%", *figures],
        [
            [
                title,
                *(f"{have[key]:.1f}" if key in have else tables.NONE for have in figures.values()),
            ]
            for key, title in rows.items()
        ],
    )


def types(figures: Mapping[str, float]) -> str:
    """One row a type: of the conflicts that people found, how many are found."""
    rows = []
    for name in get_args(ConflictType):
        share = figures.get(f"conflict_found/{name}")
        rows.append([f"`{name}`", tables.NONE if share is None else f"{share:.1f}"])
    return tables.markdown(["type", "found, %"], rows)


def parts() -> Iterator[tuple[str, str]]:
    """The tables of the page, by name."""
    if NUMBERS.exists():
        yield "numbers", numbers()
    if SEEDS.exists():
        yield "one story", side_by_side(one_story(), ONE_STORY)
    if STORIES.exists():
        found = stories()
        yield "stories", side_by_side(found, CROSSTELL)
        yield "types", types(found["tellings"])


def say(line: str) -> None:
    """Progress, beside the result."""
    print(line, file=sys.stderr, flush=True)


def main() -> int:
    """Measure, print, write where asked to."""
    parser = argparse.ArgumentParser(description=__doc__, prog="./dev bench --compare")
    parser.add_argument("--write", action="store_true", help=f"write the tables to {PAGE.name}")
    given = parser.parse_args()
    if not (SHARED / "eval").is_dir():
        say("no evaluators beside the project: nothing to measure")
        return 0
    sys.path.append(str(SHARED / "eval"))
    for name, text in parts():
        print(f"{name}\n\n{text}", end="\n\n")
        if given.write:
            PAGE.write_text(tables.put(PAGE.read_text("utf-8"), name, text), "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
