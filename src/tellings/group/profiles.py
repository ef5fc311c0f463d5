"""What an article is grouped by: the weights of its stems, and its place in time.

The headline counts more than the body, a name more than other words, and only the first words
of the body count: the lead says which story it is, the background joins it to all the others.
"""

import math
from collections import defaultdict
from datetime import UTC, datetime
from typing import NamedTuple

from tellings.lang import words
from tellings.model.document import Article
from tellings.stems import root
from tellings.words import tokens

LANGUAGE = "en"
# Found on the dev stories (b-cubed F1 100.0 on full articles; 96.8 with the whole body).
LEAD_WORDS = 300
HEADLINE_WEIGHT = 2.0
NAME_WEIGHT = 1.5
GROUPED = frozenset({"body", "dek", "list", "subheading"})


class Profile(NamedTuple):
    """An article as grouping sees it; ``day`` counts days and their parts, none if undated."""

    id: str
    day: float | None
    weights: dict[str, float]


def rank(article: Article) -> tuple[bool, float, str]:
    """Its place in the order of publication; the undated come last, by their ids."""
    day = day_of(article)
    return (day is None, day or 0.0, article.id)


def profile(article: Article) -> Profile:
    """The profile of one article."""
    counts: defaultdict[str, float] = defaultdict(float)
    for piece in article.pieces:
        if piece.role == "headline":
            _count(article.text, *piece.span, HEADLINE_WEIGHT, counts)
    if not counts and article.headline:
        _count(article.headline, 0, len(article.headline), HEADLINE_WEIGHT, counts)
    for start, end in _lead(article):
        _count(article.text, start, end, 1.0, counts)
    weights = {stem: 1 + math.log(count) for stem, count in counts.items()}
    return Profile(article.id, day_of(article), weights)


def _lead(article: Article) -> list[tuple[int, int]]:
    """The stretches that hold the first words of the body."""
    found: list[tuple[int, int]] = []
    room = LEAD_WORDS
    for piece in article.pieces:
        if piece.role not in GROUPED or room <= 0:
            continue
        stop = min(piece.span.end, piece.span.start + room * 12)
        here = tokens(article.text, piece.span.start, stop)[:room]
        if here:
            found.append((here[0].start, here[-1].end))
        room -= len(here)
    return found


def _count(text: str, start: int, end: int, weight: float, counts: defaultdict[str, float]) -> None:
    stop = words(LANGUAGE, "stories", "stop")
    for token in tokens(text, start, end):
        word = token.norm.removesuffix("'s")
        if len(word) > 1 and word not in stop:
            name = text[token.start].isupper()
            counts[root(word)] += weight * (NAME_WEIGHT if name else 1.0)


def day_of(article: Article) -> float | None:
    """Days since 1970 with their parts; a day without an hour is its first moment."""
    try:
        moment = datetime.fromisoformat(article.published.value or "")
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return (moment - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds() / 86400
