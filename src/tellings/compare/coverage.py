"""Which telling carries which utterance and claim."""

from collections.abc import Iterable, Sequence

from tellings.model.alignment import Alignment
from tellings.model.comparison import AlignedClaim, Coverage


def coverage(alignment: Alignment, claims: Sequence[AlignedClaim]) -> Coverage:
    """Rows of counts: how many readings of each utterance and claim each telling prints."""
    articles = tuple(each.id for each in alignment.tellings)
    return Coverage(
        articles=articles,
        utterances=tuple(
            (each.id, _row(articles, (reading.article for reading in each.readings)))
            for each in alignment.utterances
        ),
        claims=tuple(
            (each.id, _row(articles, (reading.article for reading in each.readings)))
            for each in claims
        ),
    )


def _row(articles: tuple[str, ...], readings: Iterable[str]) -> tuple[int, ...]:
    found = list(readings)
    return tuple(found.count(article) for article in articles)
