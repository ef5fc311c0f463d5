"""What changed between two versions of an article: for the terminal, and as a record.

What a reader asks first comes first: headline and days, figures, quotations, then the text with
[-what is gone-] and {+what is new+}. A claim that is only reworded is in the text already.
"""

import sys
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO

from rich.console import Console

from tellings.model.comparison import Pair, Place
from tellings.model.document import Article
from tellings.model.revision import Change, Revision, Version
from tellings.report.collation import collated
from tellings.report.json import SCHEMA, Record, document_spans
from tellings.report.page import Page, Paragraph, Words
from tellings.report.plain import line
from tellings.report.strokes import FAINT, LEVELS, hanging, row, steps_words
from tellings.words import tokens

WIDTH = 100
_LISTS = ("fields", "figures", "quotations", "claims", "paragraphs", "sentences", "words")
_COLOURS = {"added": "green", "dropped": "red", "changed": "yellow", "moved": "blue"}


def revision_record(revision: Revision) -> Record:
    """The revision as the contract has records: every place with spans of its document."""
    articles = [each.article for each in revision.articles]
    found: Record = {
        "schema": SCHEMA,
        "before": _version(revision.before),
        "after": _version(revision.after),
        "words_added": revision.words_added,
        "words_dropped": revision.words_dropped,
    }
    for name in _LISTS:
        found[name] = [_change(each, articles) for each in getattr(revision, name)]
    return found


def _version(version: Version) -> Record:
    return {
        "article": version.article,
        "origin": version.origin,
        "sha256": version.sha256,
        "headline": version.headline,
        "published": version.published,
        "modified": version.modified,
        "words": version.words,
    }


def _change(change: Change, articles: Sequence[Article]) -> Record:
    before, after = articles
    return {
        "op": change.op,
        "about": change.about,
        "before": _place(change.before, before),
        "after": _place(change.after, after),
        "was": change.was,
        "now": change.now,
        "form": change.form,
        "level": change.level,
        "note": change.note,
        "diff": [list(step) for step in change.diff],
    }


def _place(place: Place | None, article: Article) -> Record | None:
    if place is None:
        return None
    spans = document_spans(article, place.spans)
    return {"article": place.article, "spans": spans, "text": place.text}


def report(revision: Revision) -> str:
    """What changed as plain text, 100 columns wide."""
    sink = StringIO()
    show(revision, Console(file=sink, width=WIDTH, color_system=None, force_terminal=False))
    return "".join(f"{each.rstrip()}\n" for each in sink.getvalue().split("\n")).rstrip("\n") + "\n"


def show(revision: Revision, console: Console) -> None:
    """Print what changed."""
    page, rows = Page(console), _Rows(revision)
    for block in rows.header():
        page.add(block)
    for title, changes in sections(revision):
        if not changes:
            continue
        page.add(row())
        page.add(row((f"── {title} ", "bold")))
        for each in changes:
            page.add(rows.field(each) if title == "About the article" else rows.change(each))
    page.print()


def sections(revision: Revision) -> Iterator[tuple[str, Sequence[Change]]]:
    """The changes as a reader asks for them, under their titles; those without any are empty."""
    yield "About the article", revision.fields
    yield "Figures", revision.figures
    yield "Quotations", revision.quotations
    yield "Text", _standing(revision)
    yield "Claims, beside what is gone or new as a whole", _claims(revision)


def _standing(revision: Revision) -> list[Change]:
    """Paragraphs and sentences as they stand now, behind them what stands no longer."""

    def place(each: Change) -> tuple[bool, int]:
        where = each.after or each.before
        return each.after is None, where.spans[0].start if where else 0

    return sorted([*revision.paragraphs, *revision.sentences], key=place)


def _claims(revision: Revision) -> list[Change]:
    """Claims that are not told by the sentences they are in: gone, new or reworded with them."""
    whole = (*revision.paragraphs, *revision.sentences)
    gone = _Stretches(each.before for each in whole if each.op == "dropped")
    new = _Stretches(each.after for each in whole if each.op == "added")
    return [
        each
        for each in revision.claims
        if (each.op == "changed" and each.was)
        or (each.op == "dropped" and not gone.hold(each.before))
        or (each.op == "added" and not new.hold(each.after))
    ]


class _Stretches:
    """Stretches of a text, none of which overlap."""

    def __init__(self, places: Iterable[Place | None]) -> None:
        self._spans = sorted(span for place in places if place for span in place.spans)

    def hold(self, place: Place | None) -> bool:
        """Whether the place lies in one of them."""
        if place is None:
            return False
        at = bisect_right(self._spans, (place.spans[0].start, sys.maxsize)) - 1
        return at >= 0 and self._spans[at].holds(place.spans[0])


class _Rows:
    """The rows of one revision, which know its two texts."""

    def __init__(self, revision: Revision) -> None:
        self._revision = revision
        self._before, self._after = revision.articles

    def header(self) -> Iterator[Paragraph]:
        """Whose article it is, which versions these are, and how much is new."""
        found = self._revision
        publisher = self._after.article.publisher
        name = f"{line(publisher.name)}: " if publisher else ""
        headline = line(found.after.headline or found.before.headline or "no headline")
        yield row((name, "bold"), (headline, "bold"))
        yield row((f"{_named(found.before)} → {_named(found.after)}", FAINT))
        if found.empty:
            yield row("No word of the article has changed.")
            return
        size = _count(found.words_added), _count(found.words_dropped)
        yield row(f"{size[0]} added, {size[1]} dropped")

    def field(self, change: Change) -> Paragraph:
        """What the article says of itself: the values, or the line where its words count."""
        if change.diff:
            return self.change(change)
        op, about = (change.op, _COLOURS[change.op]), line(change.about or "")
        return hanging(op, f" {about}: {line(_values(change))}", self._where(change))

    def change(self, change: Change) -> Paragraph:
        """One change: what it is of, how it was and is, and where."""
        op = (change.op, _COLOURS[change.op])
        about = f" {line(change.about)}" if change.about and change.about != "body" else ""
        values = f" ({line(_values(change))})" if change.was or change.now else ""
        level = (f" {change.level}", LEVELS[change.level]) if change.level else ("", "")
        note = f": {line(change.note)}" if change.note else ""
        words = list(self._words(change))
        if change.form == "direct":
            words = [("“", ""), *words, ("”", "")]
        gap = "  " if words else ""
        return hanging(op, about, values, level, note, gap, *words, self._where(change))

    def _words(self, change: Change) -> Iterator[Words]:
        """The words with what is gone and what is new; nothing where values say it all."""
        if change.diff and change.before and change.after:
            words = tokens(change.after.text)
            yield line(change.after.text[: words[0].start if words else 0]), ""  # a mark
            pair = Pair(0, 1, "altered", "", change.diff)
            old = (self._before.text, change.before.spans)
            new = (self._after.text, change.after.spans)
            yield from steps_words(collated(pair, old, new))
        elif change.before and change.after and (change.was or change.now):
            yield f"“{line(change.before.text)}” → “{line(change.after.text)}”", ""
        elif place := change.after or change.before:
            yield line(place.text), _COLOURS[change.op]

    def _where(self, change: Change) -> Words:
        sides = [
            f"{name} {', '.join(f'{start}-{end}' for start, end in document_spans(text, spans))}"
            for name, place, text in (
                ("before", change.before, self._before.article),
                ("after", change.after, self._after.article),
            )
            if place and (spans := place.spans)
        ]
        return (f"  [{'; '.join(sides)}]" if sides else "", FAINT)


def _named(version: Version) -> str:
    when = version.modified or version.published
    return f"{line(version.origin)}{f', {line(when)}' if when else ''}"


def _values(change: Change) -> str:
    return " → ".join(each for each in (change.was, change.now) if each)


def _count(number: int) -> str:
    return f"{number:,} word{'' if number == 1 else 's'}"
