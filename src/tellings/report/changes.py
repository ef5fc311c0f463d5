"""What changed between two versions of an article, as the page shows it.

The same sections in the same order as `revision` prints them; only the drawing is the template's.
"""

from collections.abc import Sequence
from typing import Any

from tellings.model.annotation import Annotated
from tellings.model.comparison import Pair, Place
from tellings.model.revision import Change, Revision, Version
from tellings.report.collation import collated
from tellings.report.json import document_spans
from tellings.report.plain import line
from tellings.report.revision import sections

View = dict[str, Any]


def changes_view(revision: Revision) -> View:
    """Everything the page shows of a revision."""
    before, after = revision.articles
    return {
        "before": _version(revision.before),
        "after": _version(revision.after),
        "words_added": revision.words_added,
        "words_dropped": revision.words_dropped,
        "unchanged": revision.empty,
        "sections": [
            {"title": title, "changes": [_change(each, before, after) for each in changes]}
            for title, changes in sections(revision)
            if changes
        ],
    }


def _version(version: Version) -> View:
    return {
        "headline": line(version.headline or ""),
        "when": line(version.modified or version.published or ""),
        "words": version.words,
    }


def _change(change: Change, before: Annotated, after: Annotated) -> View:
    steps: Sequence[object] = ()
    if change.diff and change.before and change.after:
        pair = Pair(0, 1, "altered", "", change.diff)
        old, new = (before.text, change.before.spans), (after.text, change.after.spans)
        steps = collated(pair, old, new)
    return {
        "op": change.op,
        "about": line(change.about or "") if change.about != "body" else "",
        "was": line(change.was or ""),
        "now": line(change.now or ""),
        "level": change.level or "",
        "note": line(change.note or ""),
        "steps": steps,
        "old": line(change.before.text) if change.before else "",
        "new": line(change.after.text) if change.after else "",
        "where": [
            (name, _where(place, annotated))
            for name, place, annotated in (
                ("before", change.before, before),
                ("now", change.after, after),
            )
            if place and place.spans
        ],
    }


def _where(place: Place, annotated: Annotated) -> str:
    spans = document_spans(annotated.article, place.spans)
    return ",".join(f"{start}-{end}" for start, end in spans)
