"""Hand coding: a draw from a comparison that was written before, and a coded draw read back.

What touches the world stands here: the comparison's file, the articles it names, the coded
files. What is drawn and what is counted is in `report.sampling` and `report.scoring`.
"""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from tellings.model.document import Article, Failure
from tellings.report import sampling, scoring
from tellings.report.coded import Coded, both, coded, merged
from tellings.report.csv import written
from tellings.report.json import SCHEMA, Record, dumps


class Draw(NamedTuple):
    """What to draw: the kinds, how many of each, and the seed."""

    kinds: Sequence[str]
    size: int
    seed: int


class Found(NamedTuple):
    """What came of it: the text to print, if any; what failed, and what is worth saying."""

    text: str | None
    failures: tuple[Failure, ...]
    notes: tuple[str, ...] = ()


def drawn(name: str, wanted: Draw, stdin: BinaryIO | None = None) -> Found:
    """The sample of a file of comparisons, as CSV."""
    read = list(_comparisons(name, stdin))
    failures = [each for each in read if isinstance(each, Failure)]
    records = [each for each in read if not isinstance(each, Failure)]
    if not records:
        return Found(None, tuple(failures))
    units = sampling.draw(records, wanted.kinds, wanted.size, wanted.seed)
    articles, lost = _articles(units, records)
    rows = sampling.rows(units, records, articles)
    notes = [f"{each.kind}: {len(each.units)} of {each.size:,} drawn" for each in units]
    if lost:
        notes.append(
            f"without context, because they are no longer where they were or not the same:"
            f" {len(lost)} articles ({', '.join(lost[:3])}{' …' if len(lost) > 3 else ''})"
        )
    return Found(written(sampling.COLUMNS, rows), tuple(failures), tuple(notes))


def scored(name: str, second: str | None, style: str) -> Found:
    """The scores of one coded file, or of two of one sample."""
    rows, failures = _parted(_coded(name))
    if second is not None:
        others, more = _parted(_coded(second))
        failures += more
        failures += [
            Failure(each, "two coders have answered in it; give it alone")
            for each, own in ((name, rows), (second, others))
            if both(own)
        ]
        rows, more = _parted(merged(rows, others, second))
        failures += more
    if not any(any(each.answers) for each in rows):
        failures = failures or [Failure(name, "nobody has answered; fill the column coder_1")]
        return Found(None, tuple(failures))
    text = scoring.report(rows) if style == "text" else dumps(scoring.record(rows))
    return Found(text, tuple(failures))


def _comparisons(name: str, stdin: BinaryIO | None) -> Iterator[Record | Failure]:
    """The comparisons of a file: one, or one a line."""
    try:
        data = stdin.read() if name == "-" and stdin else Path(name).read_bytes()
        text = data.decode("utf-8-sig")
    except OSError as error:
        yield Failure(name, f"cannot be read ({error.strerror}); check the path")
        return
    except UnicodeDecodeError:
        yield Failure(name, "not UTF-8; give what `tellings compare --format json` wrote")
        return
    lines = [(at, line) for at, line in enumerate(text.split("\n"), 1) if line.strip()]
    try:
        whole = json.loads(text)  # written over several lines, by another tool
        lines = [(1, text)]
        yield whole if _is_comparison(whole) else _no_comparison(name, 1)
        return
    except (ValueError, RecursionError):
        pass
    for at, line in lines:
        try:
            record = json.loads(line)
        except (ValueError, RecursionError):
            record = None
        yield record if _is_comparison(record) else _no_comparison(name, at)
    if not lines:
        yield _no_comparison(name, 1)


def _no_comparison(name: str, line: int) -> Failure:
    cure = "give what `tellings compare --format json` wrote"
    return Failure(f"{name}:{line}", f"no comparison record; {cure}")


def _is_comparison(record: Any) -> bool:  # noqa: ANN401 - whatever JSON can hold
    """Whether everything that a draw reads is there: all units can be made and numbered."""
    try:
        if record["schema"] != SCHEMA:
            return False
        known = {each["article"] for each in record["tellings"]}
        for units in sampling.UNITS.values():
            for unit in units(record):
                if not unit.id or not {each["article"] for each in unit.places} <= known:
                    return False
        return all(isinstance(each["origin"] + each["sha256"], str) for each in record["tellings"])
    except (KeyError, IndexError, TypeError, ValueError, AttributeError):
        return False


def _articles(
    units: Sequence[sampling.Drawn], records: Sequence[Record]
) -> tuple[dict[str, Article], list[str]]:
    """The articles that the draw needs, read again, and the origins of those that are lost."""
    from tellings.pipeline import found_again

    needed = {place["article"] for each in units for unit in each.units for place in unit.places}
    wanted = {
        each["article"]: (each["origin"], each["sha256"])
        for record in records
        for each in record["tellings"]
        if each["article"] in needed
    }
    articles = found_again(wanted)
    lost = sorted(origin for name, (origin, _) in wanted.items() if name not in articles)
    return articles, lost


def _coded(name: str) -> Iterator[Coded | Failure]:
    try:
        data = Path(name).read_bytes()
    except OSError as error:
        return iter([Failure(name, f"cannot be read ({error.strerror}); check the path")])
    return coded(data, name)


def _parted(rows: Iterator[Coded | Failure]) -> tuple[list[Coded], list[Failure]]:
    found = list(rows)
    good = [each for each in found if isinstance(each, Coded)]
    return good, [each for each in found if isinstance(each, Failure)]
