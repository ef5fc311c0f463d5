"""What a watch sees, a line each: an article that is new, changed, or now there whole."""

from collections.abc import Iterator

from tellings.model.revision import Change, Revision
from tellings.report.json import SCHEMA, Record
from tellings.report.plain import line
from tellings.report.revision import revision_record

# The kinds of change that a line counts, with the word for one and for several.
_COUNTED = (
    ("figures", "figure", "figures"),
    ("quotations", "quotation", "quotations"),
    ("paragraphs", "paragraph", "paragraphs"),
)


def event_line(kind: str, article: Record, revision: Revision | None) -> str:
    """The line: what happened, the id, who printed it, its headline, what changed, its address."""
    name = f"{article['publisher'] or 'no publisher'}: {article['headline'] or 'no headline'}"
    parts = [f"{kind:<8}{article['id']}", line(name)]
    if revision is not None:
        parts.append(f"({', '.join(changed(revision))})")
    if article["url"]:
        parts.append(line(article["url"]))
    return "  ".join(parts)


def changed(revision: Revision) -> Iterator[str]:
    """What changed, counted.

    The headline is named: its words are the first that a reader sees.
    """
    yield f"+{revision.words_added:,} -{revision.words_dropped:,} words"
    yield from (each.about or "" for each in revision.fields if each.about != "modified")
    for name, one, several in _COUNTED:
        found: tuple[Change, ...] = getattr(revision, name)
        if found:
            yield f"{len(found):,} {one if len(found) == 1 else several}"


def event_record(
    kind: str, at: str, feed: str | None, article: Record, revision: Revision | None
) -> Record:
    """The record of a line."""
    return {
        "schema": SCHEMA,
        "event": kind,
        "seen": at,
        "feed": feed,
        **article,
        "changes": revision_record(revision) if revision else None,
    }
