"""The report as one HTML page that needs nothing else: no network, no second file.

This module makes what the templates show: the articles cut into segments, each finding with
the places it links to. Jinja escapes every value; only our own style sheet and script are put
in as they stand, and the page's policy (CSP) allows these two alone, by their digests.
"""

from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from importlib import resources
from typing import Any, NamedTuple

from tellings.model.comparison import AlignedClaim, Comparison, Use
from tellings.model.document import TOLD, Role
from tellings.model.span import Span
from tellings.report.highlights import Mark, Marks, Segment, segments
from tellings.report.outline import Lone, Outline, Placed, Printed, Source, Told
from tellings.report.plain import harmless, line
from tellings.report.wording import holding, own_words, when

View = dict[str, Any]
HUES = 8  # the style sheet has so many colours for tellings
# Shown with the article though no sentence of it is its telling.
SHOWN: frozenset[Role] = TOLD | {"kicker", "byline", "dateline", "published", "credit"}


def report(comparison: Comparison) -> str:
    """The whole page."""
    import jinja2

    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("tellings.report"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style, script = _file("page.css"), _file("page.js")
    page = environment.get_template("page.html")
    return page.render(
        _page(comparison),
        style=style,
        script=script,
        policy=f"default-src 'none'; style-src {_digest(style)}; script-src {_digest(script)}; "
        "base-uri 'none'; form-action 'none'",
    )


def _file(name: str) -> str:
    return (resources.files("tellings.report") / "templates" / name).read_text("utf-8")


def _digest(content: str) -> str:
    return f"'sha256-{b64encode(sha256(content.encode()).digest()).decode()}'"


def _page(comparison: Comparison) -> View:
    page = _Page(Outline(comparison))
    story, outline = comparison.story, page.outline
    first = (story.first_published or "")[:10]
    view = {
        "headline": line(story.headline or "") or "Story without a headline",
        "days": when(first, (story.last_published or first)[:10]) if first else "",
        "notes": [line(note) for note in comparison.notes],
        "sources": [page.source(each) for each in outline.sources],
        "utterances": [page.utterance(each) for each in outline.shared + outline.repeated],
        "lone": list(page.lone()),
        "lone_size": len(outline.lone),
        "conflicts": list(page.conflicts()),
        "claims": list(page.claims()),
        "shared_claims": len(outline.shared_claims),
        "positions": list(page.positions()),
        "labels": list(page.labels()),
        "timeline": list(page.timeline()),
        "headlines": list(page.headlines()),
        "origins": list(page.origins()),
    }
    # Last: by now every entry has marked its places.
    return view | {"articles": [page.article(each) for each in outline.sources]}


class Entry(NamedTuple):
    """An entry of the report that marks places: its name, kind and what it is, in a word."""

    id: str
    kind: str
    title: str


class _Page:
    """The views of the templates, made in reading order; each marks the places it names."""

    def __init__(self, outline: Outline) -> None:
        self.outline = outline
        self._marks = Marks()

    def source(self, source: Source) -> View:
        told, alone, claimed, only = self.outline.counts(source)
        return _named(source) | {
            "headline": line(source.telling.headline or ""),
            "origin": line(source.origin),
            "url": line(source.annotated.article.url or ""),
            "published": line(source.date),
            "day": when(source.telling.published.value or "", None)[:40],
            "words": source.telling.words,
            "copy_of": self.outline.copied(source),
            "counts": {"shared": told, "lone": alone, "claimed": claimed, "only": only},
        }

    def utterance(self, told: Told) -> View:
        letters = sorted({each.source.letter for each in told.readings})
        title = f"{told.id} {told.speaker}, told by {', '.join(letters)}"
        return {
            "id": told.id,
            "speaker": told.speaker,
            "readings": [self._reading(each, told, title) for each in told.readings],
            "others": [
                {
                    "labels": each.labels,
                    "level": each.level,
                    "note": each.note,
                    "steps": each.steps,
                }
                for each in told.others
            ],
        }

    def _reading(self, printed: Printed, told: Told, title: str) -> View:
        kind = "shared-quote" if told.shared else "lone-quote"
        if printed.reading.form == "indirect":
            kind = "paraphrase"
        entry = Entry(told.id, kind, title)
        return _named(printed.source) | {
            "label": printed.label,
            "place": self._place(printed.reading, entry),
            "manner": printed.manner,
            "quoted": printed.quoted,
            "parts": printed.parts,
            "dated": line(printed.reading.said or ""),
            "level": printed.against.level if printed.against else "",
            "note": printed.note,
            "steps": printed.steps,
        }

    def lone(self) -> Iterator[View]:
        for source in self.outline.sources:
            found = self.outline.lone_of(source)
            if found:
                yield _named(source) | {"quotations": [self._lone(each) for each in found]}

    def _lone(self, lone: Lone) -> View:
        entry = Entry(lone.id, "lone-quote", f"{lone.speaker}, found here only")
        return {
            "id": lone.id,
            "speaker": lone.speaker,
            "own_words": lone.kind == "indirect",
            "said": lone.said,
            "place": self._at(lone.source, lone.spans, entry),
        }

    def conflicts(self) -> Iterator[View]:
        for each in self.outline.comparison.conflicts:
            about = line(each.about or "")
            title = f"{each.id} {each.severity} of {each.type}{f': {about}' if about else ''}"
            kind = "conflict" if each.severity == "conflict" else "tension"
            entry = Entry(each.id, kind, title)
            yield {
                "id": each.id,
                "type": each.type,
                "severity": each.severity,
                "about": about,
                "rule": line(each.rule),
                "sides": [
                    self._named(side)
                    | {
                        "value": line(side.value),
                        "context": self.outline.context(side),
                        "place": self._place(side, entry),
                    }
                    for side in each.sides
                ],
            }

    def claims(self) -> Iterator[View]:
        """Groups of rows: the claims several carry, then those of each publisher alone."""
        shared = self.outline.shared_claims
        if shared:
            yield {"source": None, "rows": [self._claim(each, "shared-claim") for each in shared]}
        for source in self.outline.sources:
            only = self.outline.claims_of(source)
            if only:
                rows = [self._claim(each, "lone-claim") for each in only]
                yield {"source": _named(source), "rows": rows}

    def _claim(self, claim: AlignedClaim, kind: str) -> View:
        carried = ", ".join(self.outline.of[name].letter for name in claim.carried_by)
        entry = Entry(claim.id, kind, f"{claim.id} claim carried by {carried}")
        readings = [
            self._named(each)
            | {
                "article": each.article,
                "held": holding(each),
                "text": line(each.text) if each.text != claim.text else "",
                "place": self._place(each, entry),
            }
            for each in claim.readings
        ]
        return {
            "id": claim.id,
            "text": line(claim.text),
            "readings": readings,
            "cells": [
                [each for each in readings if each["article"] == source.telling.article]
                for source in self.outline.sources
            ],
            "origins": [line(each.name or each.kind) for each in claim.origins],
            "independent": claim.independent_origins,
        }

    def positions(self) -> Iterator[View]:
        number = 0
        for actor, found in self.outline.positions():
            rows = []
            for kind, text, readings in found:
                number += 1
                entry = Entry(f"p{number}", "place", "")
                places = [self._worded(each, entry, text) for each in readings]
                rows.append({"id": entry.id, "kind": kind, "text": line(text), "places": places})
            yield {"actor": line(actor), "rows": rows}

    def labels(self) -> Iterator[View]:
        for number, each in enumerate(self.outline.comparison.labels, 1):
            entry = Entry(f"n{number}", "place", "")
            uses = [self._use(use, entry) for use in each.uses]
            yield {"id": entry.id, "name": line(each.name), "uses": uses}

    def _use(self, use: Use, entry: Entry) -> View:
        found = self._worded(use, entry, "") | {"count": use.count}
        found["place"]["where"] = self.outline.use_place(use)
        return found

    def timeline(self) -> Iterator[View]:
        for number, each in enumerate(self.outline.comparison.timeline, 1):
            entry = Entry(f"t{number}", "place", "")
            yield {
                "id": entry.id,
                "start": line(each.start),
                "when": when(each.start, each.end),
                "precision": line(each.precision),
                "text": line(each.text),
                "places": [self._worded(one, entry, each.text) for one in each.readings],
            }

    def headlines(self) -> Iterator[View]:
        for number, each in enumerate(self.outline.comparison.headlines, 1):
            entry = Entry(f"h{number}", "place", "")
            yield self._named(each) | {
                "id": entry.id,
                "runs": list(own_words(line(each.text), each.own_words)),
                "place": self._place(each, entry),
            }

    def origins(self) -> Iterator[View]:
        for each in self.outline.comparison.origins:
            yield {
                "name": line(each.name or "") or "not named",
                "kind": line(each.kind),
                "sources": [_named(self.outline.of[name]) for name in each.tellings],
            }

    def article(self, source: Source) -> View:
        """The text of a telling, piece by piece, each in segments; furniture is folded."""
        article = source.annotated.article
        spans = [piece.span for piece in article.pieces]
        marks = self._marks.within(source.letter, spans)
        blocks: list[View] = []
        for piece, inside in zip(article.pieces, marks, strict=True):
            block = {"role": piece.role, "segments": _cut(article.text, piece.span, inside)}
            furniture = piece.role not in SHOWN
            if not blocks or blocks[-1]["furniture"] != furniture:
                blocks.append({"furniture": furniture, "pieces": []})
            blocks[-1]["pieces"].append(block)
        return self.source(source) | {
            "language": line(article.language or "") or "en",
            "blocks": blocks,
        }

    def _named(self, placed: Placed) -> View:
        return _named(self.outline.of[placed.article])

    def _worded(self, placed: Placed, entry: Entry, text: str) -> View:
        """A place with its words, where they are not those of the entry."""
        words = line(placed.text) if placed.text != text else ""
        return self._named(placed) | {"text": words, "place": self._place(placed, entry)}

    def _place(self, placed: Placed, entry: Entry) -> View:
        return self._at(self.outline.of[placed.article], placed.spans, entry)

    def _at(self, source: Source, spans: Sequence[Span], entry: Entry) -> View:
        """Mark the spans in the article; a link to the first, and the offsets."""
        anchor = self._marks.add(source.letter, spans, entry.id, entry.kind, entry.title)
        where = self.outline.where(source.telling.article, tuple(spans))
        return {"anchor": anchor, "where": where, "entry": entry.id}


def _named(source: Source) -> View:
    return {
        "letter": source.letter,
        "publisher": source.publisher,
        "hue": f"p{source.number % HUES}",
    }


def _cut(text: str, span: Span, marks: Sequence[Mark]) -> Iterable[View]:
    return [_segment(text, each) for each in segments(span, marks)]


def _segment(text: str, segment: Segment) -> View:
    leading = segment.first
    kinds = sorted({mark.kind for mark in segment.marks if mark.linked})
    return {
        "text": harmless(text[segment.span.start : segment.span.end]),
        "anchors": [mark.anchor for mark in segment.starting],
        "entries": " ".join(dict.fromkeys(mark.entry for mark in segment.marks)),
        "kinds": " ".join(kinds),
        "href": leading.entry if leading else "",
        "title": leading.title if leading else "",
        "begins": leading in segment.starting,
        "ends": leading.entry if leading in segment.ending else "",
        "closing": [(mark.entry, mark.title) for mark in segment.closing],
    }
