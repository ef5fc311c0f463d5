"""How large every report is and how long it takes: stories of 3, 30 and 300 invented tellings.

The story of 300 is that of 30 told ten times over (`multiplied`), so that what is measured is the
reports and not the comparison.
"""

import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import process_time

from crowd import crowd
from multiplied import multiplied

from tellings.model.comparison import Comparison
from tellings.pipeline import annotated, compared, load
from tellings.report import REPORTS
from tellings.report.csv import written
from tellings.report.tables import tables


def told(size: int) -> Comparison:
    """The comparison of so many invented tellings."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "story.jsonl"
        lines = (json.dumps(each) for each in crowd(size))
        path.write_text("\n".join(lines), "utf-8")
        return compared([annotated(each) for each in load([str(path)]).documents])


def measured(made: Comparison) -> Iterator[tuple[str, int, float]]:
    """Each report with its size in bytes and its processor time in seconds."""
    for style in REPORTS:
        start = process_time()
        text = REPORTS[style](made)
        yield style, len(text.encode()), process_time() - start
    start = process_time()
    size = sum(len(written(each.columns, each.rows).encode()) for each in tables(made))
    yield "csv", size, process_time() - start


def main() -> None:
    """Print a line a report, and keep the reports if a folder is named."""
    some = told(30)
    stories = {3: told(3), 30: some, 300: multiplied(some, 10)}
    for size, made in stories.items():
        for style, length, seconds in measured(made):
            print(f"{size:4} tellings  {style:12} {length / 1000:10,.0f} kB  {seconds:6.2f} s")
        for folder in sys.argv[1:2]:
            for style, suffix in (("text", "txt"), ("html", "html"), ("markdown", "md")):
                path = Path(folder) / f"{size}.{suffix}"
                path.write_text(REPORTS[style](made), "utf-8")


if __name__ == "__main__":
    main()
