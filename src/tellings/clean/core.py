"""The core of a page: the stretch from the first paragraph of its article to the last."""

from collections.abc import Iterable

from tellings.clean.looks import Look


def find_core(values: Iterable[float]) -> tuple[int, int]:
    """The stretch with the greatest sum of values: one pass (Kadane).

    >>> find_core([-1.0, 2.0, -0.5, 3.0, -4.0])
    (1, 4)
    """
    best, best_span = 0.0, (0, 0)
    total, start = 0.0, 0
    for at, each in enumerate(values):
        if total <= 0:
            total, start = 0.0, at
        total += each
        if total > best:
            best, best_span = total, (start, at + 1)
    return best_span


def value(each: Look) -> float:
    """What a block says for (or against) lying in the article."""
    if each.block.hint is not None:
        return 2.0 if each.block.hint in ("body", "list", "subheading") else -0.2
    if each.credit >= 0:
        return -0.2
    if each.cue is not None:
        return -1.5 if each.cue in ("footer", "bio") else -0.8
    if each.told:
        return 1.0 + min(each.words, 60) / 15
    if each.finished:
        return 0.3
    return -0.9 if each.words <= 3 else -0.6
