"""The text of an article as its column shows it: pieces, each cut where a mark begins or ends."""

from collections.abc import Iterable, Sequence
from typing import Any

from tellings.model.document import TOLD, Article, Role
from tellings.model.span import Span
from tellings.report.highlights import Mark, Segment, segments
from tellings.report.plain import harmless

View = dict[str, Any]
# Shown with the article though no sentence of it is its telling.
SHOWN: frozenset[Role] = TOLD | {"kicker", "byline", "dateline", "published", "credit"}


def cut(article: Article, marks: Iterable[Sequence[Mark]]) -> list[View]:
    """The pieces in blocks, those that are no part of the telling together, to be folded."""
    blocks: list[View] = []
    for piece, inside in zip(article.pieces, marks, strict=True):
        found = [_segment(article.text, each) for each in segments(piece.span, inside)]
        furniture = piece.role not in SHOWN
        if not blocks or blocks[-1]["furniture"] != furniture:
            blocks.append({"furniture": furniture, "pieces": []})
        blocks[-1]["pieces"].append({"role": piece.role, "segments": found})
    return blocks


def _segment(text: str, segment: Segment) -> View:
    leading = segment.first
    entries = list(dict.fromkeys(mark.entry for mark in segment.marks))
    href = leading.entry if leading else ""
    anchor, *others = dict.fromkeys(mark.anchor for mark in segment.starting) or [""]
    return {
        "text": harmless(_within(text, segment.span)),
        "anchor": anchor,
        "others": others,
        # What the link says is not said again.
        "entries": "" if segment.opens and entries == [href] else " ".join(entries),
        "kinds": " ".join(sorted({mark.kind for mark in segment.marks if mark.linked})),
        "href": href if segment.opens else "",
        "ends": leading.entry if leading in segment.ending else "",
        "closing": [mark.entry for mark in segment.closing],
    }


def _within(text: str, span: Span) -> str:
    return text[span.start : span.end]
