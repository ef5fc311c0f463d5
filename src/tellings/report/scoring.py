"""What a coded sample says: precision of each kind with its interval, and how coders agree.

Intervals are Wilson's (E. B. Wilson, JASA 22, 1927), which hold for small samples and near 0
and 1, where the textbook's does not (Brown, Cai and DasGupta, Statistical Science 16, 2001).
Agreement is Krippendorff's alpha for nominal data (Computing Krippendorff's Alpha-Reliability,
2011): unlike Cohen's kappa it does without a coder's blanks and corrects for few cases.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from math import sqrt
from typing import NamedTuple

from tellings.report.coded import Coded

# The normal deviate of a two-sided interval of 95 in 100.
_Z = 1.959963984540054


class Share(NamedTuple):
    """So many of so many, with the bounds of the 95 % interval; null of none."""

    yes: int
    of: int
    value: float | None
    low: float | None
    high: float | None


class Score(NamedTuple):
    """What a coder (or both, where they agree) found of a kind; ``kind`` may be "all"."""

    kind: str
    coder: str
    precision: Share
    unsure: int
    blank: int


class Agreement(NamedTuple):
    """Two coders on a kind: how many cases both answered, on how many alike, and alpha."""

    kind: str
    cases: int
    alike: int
    alpha: float | None


def wilson(yes: int, of: int) -> Share:
    """The share and Wilson's interval.

    >>> share = wilson(8, 10)
    >>> round(share.low, 3), round(share.high, 3)
    (0.49, 0.943)
    """
    if not of:
        return Share(yes, of, None, None, None)
    share, z = yes / of, _Z * _Z / of
    middle, half = share + z / 2, _Z * sqrt(share * (1 - share) / of + z / (4 * of))
    return Share(
        yes, of, share, max((middle - half) / (1 + z), 0), min((middle + half) / (1 + z), 1)
    )


def alpha(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Krippendorff's alpha of two coders' answers to the same cases, nominal data.

    None where it is not defined: no case, or the same answer to all of them.

    >>> alpha([("yes", "yes"), ("no", "no"), ("yes", "no"), ("no", "no")])
    0.5333333333333333
    """
    counts = Counter(answer for pair in pairs for answer in pair)
    size = 2 * len(pairs)
    expected = size * size - sum(each * each for each in counts.values())
    if not expected:
        return None
    differing = 2 * sum(first != second for first, second in pairs)
    return 1 - (size - 1) * differing / expected


def scores(rows: Sequence[Coded]) -> Iterator[Score]:
    """Each kind by each coder who answered anything, and where both did by what they agree on."""
    coders = [at for at in (0, 1) if any(each.answers[at] for each in rows)]
    for kind, own in _by_kind(rows):
        for at in coders:
            yield _score(kind, f"coder {at + 1}", [each.answers[at] for each in own])
        if len(coders) == 2:
            agreed = [each.answers[0] if len(set(each.answers)) == 1 else "" for each in own]
            yield _score(kind, "both agree", agreed)


def agreements(rows: Sequence[Coded]) -> Iterator[Agreement]:
    """How two coders agree on each kind; nothing if only one answered."""
    for kind, own in _by_kind(rows):
        pairs = [each.answers for each in own if all(each.answers)]
        if pairs:
            alike = sum(first == second for first, second in pairs)
            yield Agreement(kind, len(pairs), alike, alpha(pairs))


def _by_kind(rows: Sequence[Coded]) -> Iterator[tuple[str, list[Coded]]]:
    kinds = list(dict.fromkeys(each.kind for each in rows))
    for kind in kinds:
        yield kind, [each for each in rows if each.kind == kind]
    if len(kinds) > 1:
        yield "all", list(rows)


def _score(kind: str, coder: str, answers: Sequence[str]) -> Score:
    counts = Counter(answers)
    precision = wilson(counts["yes"], counts["yes"] + counts["no"])
    return Score(kind, coder, precision, counts["unsure"], counts[""])


def report(rows: Sequence[Coded]) -> str:
    """The two tables as text."""
    lines = ["precision, with Wilson's 95 % interval", ""]
    lines += _table(
        ("kind", "coder", "right", "of", "precision", "interval", "unsure", "blank"),
        [
            (
                each.kind,
                each.coder,
                str(each.precision.yes),
                str(each.precision.of),
                _number(each.precision.value),
                f"{_number(each.precision.low)} to {_number(each.precision.high)}",
                str(each.unsure),
                str(each.blank),
            )
            for each in scores(rows)
        ],
    )
    found = list(agreements(rows))
    if found:
        lines += ["", "agreement of the two coders (yes, no and unsure; Krippendorff's alpha)", ""]
        lines += _table(
            ("kind", "cases", "alike", "share", "alpha"),
            [
                (
                    each.kind,
                    str(each.cases),
                    str(each.alike),
                    _number(each.alike / each.cases),
                    _number(each.alpha) if each.alpha is not None else "one answer only",
                )
                for each in found
            ],
        )
    return "\n".join(lines) + "\n"


def record(rows: Sequence[Coded]) -> dict[str, list[dict[str, object]]]:
    """The same for programs."""
    return {
        "precision": [
            {"kind": each.kind, "coder": each.coder}
            | each.precision._asdict()
            | {"unsure": each.unsure, "blank": each.blank}
            for each in scores(rows)
        ],
        "agreement": [each._asdict() for each in agreements(rows)],
    }


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(heads, *rows, strict=True)]
    for row in (heads, *rows):
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
