"""What the templates of the HTML page show.

The articles cut into segments, each finding with the places it links to. Every entry marks its
places as it is made, so the articles are cut last.
"""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from tellings.model.comparison import CROWD, AlignedClaim, ClaimReading, Comparison, Use
from tellings.model.span import Span
from tellings.report.citation import citation, named
from tellings.report.columns import cut
from tellings.report.drawings import carriers, days, web
from tellings.report.folding import ENTRIES, differences, same_printings, same_words
from tellings.report.highlights import Marks
from tellings.report.outline import Lone, Outline, Placed, Printed, Source, Told
from tellings.report.plain import line
from tellings.report.wording import ONLY, PERHAPS, doubt, holding, own_words, when

View = dict[str, Any]
HUES = 8  # the style sheet has so many colours for tellings


def page_view(comparison: Comparison) -> View:
    """Everything the page shows."""
    page = _Page(Outline(comparison))
    story, outline = comparison.story, page.outline
    copies = sum(each.telling.copy_of is not None for each in outline.sources)
    first = (story.first_published or "")[:10]
    view = {
        "headline": line(story.headline or "") or "Story without a headline",
        "span": when(first, (story.last_published or first)[:10]) if first else "",
        "notes": [line(note) for note in comparison.notes],
        "crowded": page.crowded,
        "entries": ENTRIES
        if page.crowded
        else len(comparison.claims)
        + len(comparison.timeline)
        + len(comparison.utterances)
        + len(comparison.conflicts)
        + len(comparison.tellings),
        "copies": copies,
        "sources": [page.source(each) for each in outline.sources],
        "utterances": [page.utterance(each) for each in outline.shared + outline.repeated],
        "alone": list(page.alone()),
        "conflicts": list(page.conflicts()),
        "claims": list(page.claims()),
        "shared_claims": len(outline.shared_claims),
        "doubtful": doubt(outline.doubtful),
        "positions": list(page.positions()),
        "labels": list(page.labels()),
        "timeline": list(page.timeline()),
        "headlines": list(page.headlines()),
        "origins": list(page.origins()),
        "web": web(outline.comparison.origins, outline.sources, HUES),
        "days": days(comparison.timeline),
    }
    # Last: by now every entry has marked its places.
    return view | {"articles": [page.article(each) for each in outline.sources]}


# So many letters of tellings are named.
FEW = 8


class Entry(NamedTuple):
    """An entry of the report that marks places."""

    id: str
    kind: str


class _Page:
    """The views of the templates, made in reading order; each marks the places it names."""

    def __init__(self, outline: Outline) -> None:
        self.outline = outline
        self.crowded = len(outline.sources) > CROWD
        self._marks = Marks()

    def source(self, source: Source) -> View:
        told, alone, claimed, only = self.outline.counts(source)
        return _named(source) | {
            "headline": line(source.telling.headline or ""),
            "origin": line(source.origin),
            "url": line(source.annotated.article.url or ""),
            "sha256": source.annotated.article.document.sha256,
            "named": named(source),
            "published": line(source.moment),
            "day": when(source.telling.published.value or "", None)[:40],
            "words": source.telling.words,
            "copy_of": self.outline.copied(source),
            "counts": {"shared": told, "lone": alone, "claimed": claimed, "only": only},
        }

    def utterance(self, told: Told) -> View:
        letters = sorted({each.source.letter for each in told.readings})
        groups = [[each] for each in told.readings]
        if self.crowded:
            groups = same_printings(told.readings)
        return {
            "id": told.id,
            "speaker": told.speaker,
            "size": len(letters),
            "readings": [self._reading(each, told) for each in groups],
            "cite": _cite(told, groups),
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

    def _reading(self, group: list[Printed], told: Told) -> View:
        """One way of printing it, with the places of all who print it so."""
        printed = group[0]
        kind = "shared-quote" if told.shared else "lone-quote"
        if printed.reading.form == "indirect":
            kind = "paraphrase"
        entry = Entry(told.id, kind)
        return _named(printed.source) | {
            "label": printed.label,
            "places": [self._spot(each.reading, entry) for each in group],
            "manner": printed.manner,
            "quoted": printed.quoted,
            "parts": printed.parts,
            "dated": line(printed.reading.said or ""),
            "level": printed.against.level if printed.against else "",
            "note": printed.note,
            "steps": printed.steps,
        }

    def alone(self) -> Iterator[View]:
        """Quotations of one telling: those looked for in vain, then those others may tell."""
        for id, how, lone in (
            ("alone", ONLY, self.outline.lone),
            ("unlinked", PERHAPS, self.outline.unlinked),
        ):
            held = [(each, self.outline.lone_of(each, lone)) for each in self.outline.sources]
            sources = [
                _named(source) | {"quotations": [self._lone(each) for each in found]}
                for source, found in held
                if found
            ]
            if sources:
                yield {"id": id, "how": how, "size": len(lone), "sources": sources}

    def _lone(self, lone: Lone) -> View:
        perhaps = self._letters(lone.perhaps)
        entry = Entry(lone.id, "place" if perhaps else "lone-quote")
        return {
            "id": lone.id,
            "speaker": lone.speaker,
            "own_words": lone.kind == "indirect",
            "said": lone.said,
            "perhaps": perhaps,
            "place": self._at(lone.source, lone.spans, entry),
        }

    def conflicts(self) -> Iterator[View]:
        for difference in differences(self.outline.comparison.conflicts):
            each = difference.first
            about = line(each.about or "")
            entry = Entry(each.id, "conflict" if each.severity == "conflict" else "tension")
            yield {
                "id": each.id,
                "type": each.type,
                "severity": each.severity,
                "about": about,
                "rule": line(each.rule),
                "more": difference.more,
                "sides": [
                    self._named(sides[0])
                    | {
                        "value": line(value),
                        "context": self.outline.context(sides[0]),
                        "places": [self._spot(side, entry) for side in sides],
                    }
                    for value, sides in difference.values
                ],
            }

    def claims(self) -> Iterator[View]:
        """Groups of rows: claims several carry, those of each alone, those others may tell."""
        shared = self.outline.shared_claims
        if shared:
            yield {"source": None, "rows": [self._claim(each, "shared-claim") for each in shared]}
        for how, kind, claims in (
            (ONLY, "lone-claim", self.outline.lone_claims),
            (PERHAPS, "place", self.outline.unsure_claims),
        ):
            held = [(each, self.outline.claims_of(each, claims)) for each in self.outline.sources]
            held = [each for each in held if each[1]]
            for at, (source, found) in enumerate(held):
                rows = [self._claim(each, kind) for each in found]
                opens = f"{len(claims):,} {how}" if at == 0 else ""
                yield {
                    "source": _named(source),
                    "rows": rows,
                    "sure": how == ONLY,
                    "opens": opens,
                    "closes": at == len(held) - 1,
                }

    def _letters(self, articles: Sequence[str]) -> str:
        letters = [self.outline.of[each].letter for each in articles]
        return ", ".join(letters) if len(letters) <= FEW else f"{len(letters):,} others"

    def _claim(self, claim: AlignedClaim, kind: str) -> View:
        letters = [self.outline.of[name].letter for name in claim.carried_by]
        unsure = self.outline.perhaps(claim)
        entry = Entry(claim.id, kind)
        groups = [[each] for each in claim.readings]
        if self.crowded:
            groups = same_words(claim.readings, claim.text)
        readings = [self._wording(each, claim, entry) for each in groups]
        cells: dict[str, list[View]] = {}
        for reading in readings:
            cells.setdefault(reading["article"], []).append(reading)
        return {
            "id": claim.id,
            "text": line(claim.text),
            "carried": len(letters),
            "readings": readings,
            "cells": []
            if self.crowded
            else [cells.get(each.telling.article, []) for each in self.outline.sources],
            "unsure": [each in unsure for each in self.outline.of],
            "strip": carriers(claim, unsure, self.outline.of) if self.crowded else None,
            "perhaps": self._letters(unsure),
            "origins": [line(each.name or each.kind) for each in claim.origins],
            "independent": claim.independent_origins,
        }

    def _wording(self, group: list[ClaimReading], claim: AlignedClaim, entry: Entry) -> View:
        """One wording of a claim, with the places of all who have it."""
        first = group[0]
        return self._named(first) | {
            "article": first.article,
            "held": holding(first),
            "text": line(first.text) if first.text != claim.text else "",
            "places": [self._spot(each, entry) for each in group],
        }

    def positions(self) -> Iterator[View]:
        number = 0
        for actor, found in self.outline.positions():
            rows = []
            for kind, text, readings in found:
                number += 1
                entry = Entry(f"p{number}", "place")
                places = self._wordings(readings, entry, text)
                rows.append({"id": entry.id, "kind": kind, "text": line(text), "places": places})
            yield {"actor": line(actor), "rows": rows}

    def labels(self) -> Iterator[View]:
        for number, each in enumerate(self.outline.comparison.labels, 1):
            entry = Entry(f"n{number}", "place")
            groups = [[use] for use in each.uses]
            if self.crowded:
                groups = same_words(each.uses, "")
            uses = [self._use(group, entry) for group in groups]
            yield {"id": entry.id, "name": line(each.name), "uses": uses}

    def _use(self, group: list[Use], entry: Entry) -> View:
        spots = [self._spot(use, entry) for use in group]
        for spot, use in zip(spots, group, strict=True):
            spot["place"]["where"] = self.outline.use_place(use)
        count = sum(use.count for use in group)
        words = {"text": line(group[0].text), "count": count, "places": spots}
        return self._named(group[0]) | words

    def timeline(self) -> Iterator[View]:
        for number, each in enumerate(self.outline.comparison.timeline, 1):
            entry = Entry(f"t{number}", "place")
            yield {
                "id": entry.id,
                "start": line(each.start),
                "when": when(each.start, each.end),
                "precision": line(each.precision),
                "text": line(each.text),
                "places": self._wordings(each.readings, entry, each.text),
            }

    def headlines(self) -> Iterator[View]:
        found = self.outline.comparison.headlines
        groups = same_words(found, "") if self.crowded else [[each] for each in found]
        for number, group in enumerate(groups, 1):
            entry, each = Entry(f"h{number}", "place"), group[0]
            yield self._named(each) | {
                "id": entry.id,
                "runs": list(own_words(line(each.text), each.own_words)),
                "places": [self._spot(one, entry) for one in group],
            }

    def origins(self) -> Iterator[View]:
        for each in self.outline.comparison.origins:
            yield {
                "name": line(each.name or "") or "not named",
                "kind": line(each.kind),
                "sources": [_named(self.outline.of[name]) for name in each.tellings],
            }

    def article(self, source: Source) -> View:
        """The text of a telling, with all that was marked in it."""
        found = source.annotated.article
        blocks = cut(found, self._marks.within(source.letter, [each.span for each in found.pieces]))
        language = line(found.language or "") or "en"
        return self.source(source) | {"language": language, "blocks": blocks}

    def _named(self, placed: Placed) -> View:
        return _named(self.outline.of[placed.article])

    def _wordings(self, readings: Sequence[Placed], entry: Entry, text: str) -> list[View]:
        """Places by their words; where these are not the entry's own, they are shown."""
        groups = [[each] for each in readings]
        if self.crowded:
            groups = same_words(readings, text)
        return [
            self._named(group[0])
            | {
                "text": line(group[0].text) if group[0].text != text else "",
                "places": [self._spot(each, entry) for each in group],
            }
            for group in groups
        ]

    def _spot(self, placed: Placed, entry: Entry) -> View:
        """A place with the chip of its telling."""
        return self._named(placed) | {"place": self._place(placed, entry)}

    def _place(self, placed: Placed, entry: Entry) -> View:
        return self._at(self.outline.of[placed.article], placed.spans, entry)

    def _at(self, source: Source, spans: Sequence[Span], entry: Entry) -> View:
        """Mark the spans in the article; a link to the first, and the offsets."""
        anchor = self._marks.add(source.letter, spans, entry.id, entry.kind)
        where = self.outline.where(source.telling.article, tuple(spans))
        return {"anchor": anchor, "where": where}


def _cite(told: Told, groups: list[list[Printed]]) -> str:
    """The block to cite it by; of many who print the same the first, and how to get the others."""
    first = told._replace(readings=tuple(each[0] for each in groups))
    more = len(told.readings) - len(groups)
    rest = f"\n\n{more:,} more print it so; --cite {told.id} prints them" if more else ""
    return citation(first) + rest


def _named(source: Source) -> View:
    return {
        "letter": source.letter,
        "publisher": source.publisher,
        "hue": f"p{source.number % HUES}",
    }
