"""Tables of the comparison as Markdown, and their place in a page of the docs.

Pure functions: what is measured comes in, text comes out.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from peers import METADATA, YARDSTICK, Tool

Result = Mapping[str, Any]

# What is asked of each cell of the stress table.
ALL, LINEAR = 0.995, 2.3
# Below this, in seconds, the time is that of starting and says nothing about growth.
TOO_SHORT = 0.05
NONE = "–"
# Figures of the evaluator: its key, the head of the column, and what a tool must give to have it.
FIGURES = (
    ("html", "F1", None),
    ("html_exact", "exact", None),
    ("headline", "headline", "headline"),
    ("authors", "authors", "authors"),
    ("date", "date", "date"),
    ("html_caption", "captions", "asides"),
    ("html_credit", "credits", "asides"),
    ("html_leak", "leak", None),
)


def markdown(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table: the first column to the left, the others to the right.

    >>> print(markdown(["tool", "F1"], [["ours", "97.0"]]))
    | tool | F1 |
    |---|--:|
    | ours | 97.0 |
    """
    lines = [head, ["---", *["--:"] * (len(head) - 1)], *rows]
    made = [f"| {' | '.join(line)} |" for line in lines]
    made[1] = f"|{'|'.join(lines[1])}|"
    return "\n".join(made)


def gold_table(
    tools: Sequence[Tool],
    figures: Mapping[str, Mapping[str, float]],
    rates: Mapping[str, float],
    raised: Mapping[str, int],
    ends: Mapping[str, str],
) -> str:
    """One row a tool; columns that no tool has a figure for are left out."""
    columns = [each for each in FIGURES if any(each[0] in have for have in figures.values())]
    heads = [head for _, head, _ in columns]
    speed = ["articles/s", f"times {YARDSTICK}", "with metadata", "raised"]
    return markdown(
        ["tool", *heads, *speed],
        [_gold_row(each, columns, figures, rates, raised, ends) for each in tools],
    )


def _gold_row(
    tool: Tool,
    columns: Sequence[tuple[str, str, str | None]],
    figures: Mapping[str, Mapping[str, float]],
    rates: Mapping[str, float],
    raised: Mapping[str, int],
    ends: Mapping[str, str],
) -> list[str]:
    name = tool.name
    if name not in figures:
        return [name, ends.get(name, NONE), *[NONE] * (len(columns) + 3)]
    cells = [
        _figure(figures[name].get(key)) if needed is None or needed in tool.gives else NONE
        for key, _, needed in columns
    ]
    base = rates.get(YARDSTICK)
    times = f"{rates[name] / base:.1f}" if base else NONE
    with_metadata = "yes" if tool.gives >= METADATA else "in part" if tool.gives else "no"
    return [name, *cells, f"{rates[name]:.0f}", times, with_metadata, str(raised.get(name, 0))]


def _figure(value: float | None) -> str:
    return NONE if value is None else f"{value:.1f}"


def stress_table(
    cases: Sequence[str], tools: Sequence[str], runs: Mapping[tuple[str, str], Result]
) -> str:
    """One row a case, one column a tool, and how many cases each tool came through."""
    rows = [[case, *(stress_cell(runs.get((tool, case), {})) for tool in tools)] for case in cases]
    came = [
        f"{sum(came_through(runs.get((tool, case), {})) for case in cases)} of {len(cases)}"
        for tool in tools
    ]
    return markdown(["page", *tools], [*rows, ["**all kept, time linear**", *came]])


def growth(run: Result) -> float | None:
    """How many times the time of the half the full size took, if that can be said."""
    if run.get("end") or run.get("full", 0) < TOO_SHORT or not run.get("half"):
        return None
    return float(run["full"] / run["half"])


def came_through(run: Result) -> bool:
    """Whether all of the article came back, in time that grows with the page alone.

    >>> came_through({"half": 1.0, "full": 2.1, "kept": 1.0, "added": 0.0})
    True
    >>> came_through({"half": 1.0, "full": 3.9, "kept": 1.0, "added": 0.0})
    False
    """
    if run.get("end") or "full" not in run:
        return False
    return bool(run["kept"] >= ALL and (growth(run) or 0.0) <= LINEAR)


def stress_cell(run: Result) -> str:
    """What was kept (and how much came with it), the seconds, and the growth a doubling.

    >>> stress_cell({"half": 1.0, "full": 2.1, "kept": 1.0, "added": 0.02})
    '100 %, 2.10 s, 2.1'
    >>> stress_cell({"half": 1.0, "end": "crash"})
    'crash'
    """
    if run.get("end"):
        return str(run["end"])
    if "full" not in run:
        return NONE
    # Rounded down: "100 %" is said of nothing that lost a word in two hundred.
    kept = 100 if run["kept"] >= ALL else int(100 * run["kept"])
    added = f" + {100 * run['added']:.0f} %" if run["added"] > 0.1 else ""
    times = growth(run)
    return f"{kept} %{added}, {run['full']:.2f} s, {NONE if times is None else f'{times:.1f}'}"


def put(page: str, name: str, text: str) -> str:
    r"""The page with this text between the marks of this name.

    >>> put("a <!-- table x -->old<!-- end --> b", "x", "new")
    'a <!-- table x -->\nnew\n<!-- end --> b'
    """
    marks = re.compile(rf"(<!-- table {re.escape(name)} -->).*?(<!-- end -->)", re.DOTALL)
    if not marks.search(page):
        raise ValueError(f"no place for the table {name} in the page")
    return marks.sub(lambda found: f"{found[1]}\n{text}\n{found[2]}", page, count=1)
