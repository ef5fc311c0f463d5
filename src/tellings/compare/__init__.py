"""Say what aligned tellings share, what only one of them has, and where they differ."""

from collections.abc import Mapping
from hashlib import sha256

from tellings.compare.conflicts import conflicts
from tellings.compare.coverage import coverage
from tellings.compare.headlines import headlines
from tellings.compare.labels import labels
from tellings.compare.origins import aligned_claims, origins
from tellings.compare.positions import positions
from tellings.compare.timeline import timeline
from tellings.model.alignment import Alignment
from tellings.model.annotation import Annotated
from tellings.model.comparison import Comparison, StoryHeader, Telling
from tellings.model.document import TOLD
from tellings.words import tokens


def compare(
    alignment: Alignment,
    *,
    copies: Mapping[str, str | None] | None = None,
    notes: tuple[str, ...] = (),
) -> Comparison:
    """All findings of a story; ``copies`` names for an article the one it is a copy of."""
    copy_of = dict(copies or {})
    claims = aligned_claims(alignment, copy_of)
    return Comparison(
        story=_header(alignment),
        tellings=tuple(_telling(each, copy_of) for each in alignment.tellings),
        utterances=alignment.utterances,
        claims=claims,
        conflicts=conflicts(alignment),
        labels=labels(alignment),
        headlines=headlines(alignment),
        positions=positions(alignment),
        timeline=timeline(alignment),
        origins=origins(alignment),
        coverage=coverage(alignment, claims),
        articles=alignment.tellings,
        notes=notes,
    )


def _header(alignment: Alignment) -> StoryHeader:
    """The id is made of the articles' ids; the headline is the first telling's that has one."""
    ids = "\n".join(sorted(each.id for each in alignment.tellings))
    days = sorted(
        each.article.published.value for each in alignment.tellings if each.article.published.value
    )
    return StoryHeader(
        id=f"s{sha256(ids.encode()).hexdigest()[:12]}",
        headline=next(
            (each.article.headline for each in alignment.tellings if each.article.headline), None
        ),
        first_published=days[0] if days else None,
        last_published=days[-1] if days else None,
    )


def _telling(telling: Annotated, copy_of: Mapping[str, str | None]) -> Telling:
    article = telling.article
    return Telling(
        article=telling.id,
        publisher=article.publisher,
        headline=article.headline,
        published=article.published,
        words=sum(
            len(tokens(telling.text, *piece.span)) for piece in article.pieces if piece.role in TOLD
        ),
        copy_of=copy_of.get(telling.id),
    )
