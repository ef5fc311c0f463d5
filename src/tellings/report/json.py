"""The records of the public contract, as plain dictionaries and as JSON.

Here, and nowhere else, the spans of the model, which count in ``article.text``, become spans
of the document (`document_spans`). Every key of a record is always there, null if not known.
"""

import math
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from tellings.model.annotation import Annotated, Claim, Entity, Quantity, Quotation, TimeExpression
from tellings.model.comparison import Comparison, Coverage, Origin, Telling, Utterance
from tellings.model.document import Article, Candidate, Published, Publisher
from tellings.model.span import Span, Spans

Record = dict[str, Any]
Place = Callable[[str, Spans, str], Record]
SCHEMA = "tellings/1"
# Whole numbers above this are not exact in the reader's JSON parser (RFC 8259, section 6).
EXACT = 2**53
# Written as \u escapes: lone surrogates cannot be encoded, some readers end a line at NEL, LS
# and PS, and the rest can steer a terminal or turn the order of what is shown around.
UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def dumps(record: Mapping[str, Any], indent: bool = False) -> str:
    r"""One line of JSON, or an indented object; any text can be written and read back.

    >>> dumps({"text": "Łódź\x85"})
    '{"text":"Łódź\\u0085"}'
    """
    import json  # only who prints records needs it

    if indent:
        written = json.dumps(record, ensure_ascii=False, indent=2)
    else:
        written = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
    return UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", written)


def report(comparison: Comparison) -> str:
    """The comparison as one line of JSON."""
    return dumps(comparison_record(comparison))


def article_record(article: Article) -> Record:
    """The article as the contract has it."""
    document = article.document
    return {
        "schema": SCHEMA,
        "id": article.id,
        "origin": document.origin,
        "sha256": document.sha256,
        "media_type": document.media_type,
        "language": article.language,
        "publisher": _publisher(article, article.publisher),
        "url": article.url,
        "headline": article.headline,
        "authors": [
            {"name": each.name, "span": _maybe(article, each.span)} for each in article.authors
        ],
        "published": _published(article, article.published),
        "modified": article.modified,
        "pieces": [{"role": each.role} | _stretch(article, each.span) for each in article.pieces],
        "dropped": [
            {"span": list(each.span), "reason": each.reason} for each in article.dropped
        ],  # in document coordinates already
        "candidates": [_candidate(article, each) for each in article.candidates],
        "disagreements": list(article.disagreements),
        "record": document.record,
        "replaced": document.replaced,
        "mojibake": document.mojibake,
    }


def annotated_record(annotated: Annotated) -> Record:
    """The article with everything found in it."""
    article = annotated.article
    return article_record(article) | {
        "sentences": document_spans(article, annotated.sentences),
        "entities": [_entity(article, each) for each in annotated.entities],
        "quotations": [_quotation(article, each) for each in annotated.quotations],
        "times": [_time(article, each) for each in annotated.times],
        "quantities": [_quantity(article, each) for each in annotated.quantities],
        "claims": [_claim(article, each) for each in annotated.claims],
    }


def membership_record(id: str, story: str, copy_of: str | None, copy_share: float) -> Record:
    """Which story an article belongs to.

    >>> membership_record("b", "s1", "a", 1.0)["copy_of"]
    'a'
    """
    return {
        "schema": SCHEMA,
        "id": id,
        "story": story,
        "copy_of": copy_of,
        "copy_share": copy_share,
    }


def comparison_record(comparison: Comparison) -> Record:
    """All findings of a story, each with its places in the documents."""
    articles = {each.id: each.article for each in comparison.articles}
    story = comparison.story

    def place(article: str, spans: Spans, text: str) -> Record:
        return {"article": article} | _spans(articles[article], spans, text)

    return {
        "schema": SCHEMA,
        "story": {
            "id": story.id,
            "headline": story.headline,
            "first_published": story.first_published,
            "last_published": story.last_published,
        },
        "tellings": [_telling(articles[each.article], each) for each in comparison.tellings],
        "utterances": [_utterance(each, place) for each in comparison.utterances],
    } | _findings(comparison, place)


def _findings(comparison: Comparison, place: Place) -> Record:
    return {
        "claims": [
            {
                "id": each.id,
                "text": each.text,
                "readings": [
                    place(reading.article, reading.spans, reading.text)
                    | {
                        "claim": reading.claim,
                        "holder": list(reading.holder),
                        "stance": reading.stance,
                        "sure": reading.sure,
                    }
                    for reading in each.readings
                ],
                "carried_by": list(each.carried_by),
                "not_found_in": list(each.not_found_in),
                "origins": [{"name": one.name, "kind": one.kind} for one in each.origins],
                "independent_origins": each.independent_origins,
            }
            for each in comparison.claims
        ],
        "conflicts": [
            {
                "id": each.id,
                "type": each.type,
                "severity": each.severity,
                "about": each.about,
                "sides": [
                    place(side.article, side.spans, side.text) | {"value": side.value}
                    for side in each.sides
                ],
                "rule": each.rule,
            }
            for each in comparison.conflicts
        ],
        "labels": [
            {
                "entity": each.entity,
                "name": each.name,
                "uses": [
                    place(use.article, use.spans[:1], use.text)
                    | {"count": use.count, "mentions": place(use.article, use.spans, "")["spans"]}
                    for use in each.uses
                ],
            }
            for each in comparison.labels
        ],
    } | _story(comparison, place)


def _story(comparison: Comparison, place: Place) -> Record:
    return {
        "headlines": [
            place(each.article, each.spans, each.text) | {"own_words": list(each.own_words)}
            for each in comparison.headlines
        ],
        "positions": [
            {
                "actor": each.actor,
                "kind": each.kind,
                "text": each.text,
                "readings": [place(one.article, one.spans, one.text) for one in each.readings],
            }
            for each in comparison.positions
        ],
        "timeline": [
            {
                "start": each.start,
                "end": each.end,
                "precision": each.precision,
                "text": each.text,
                "readings": [place(one.article, one.spans, one.text) for one in each.readings],
            }
            for each in comparison.timeline
        ],
        "origins": [_origin(each) for each in comparison.origins],
        "coverage": _coverage(comparison.coverage),
        "notes": list(comparison.notes),
    }


def _telling(article: Article, telling: Telling) -> Record:
    return {
        "article": telling.article,
        "origin": article.document.origin,
        "sha256": article.document.sha256,
        "url": article.url,
        "publisher": _publisher(article, telling.publisher),
        "headline": telling.headline,
        "published": _published(article, telling.published),
        "words": telling.words,
        "copy_of": telling.copy_of,
    }


def _utterance(utterance: Utterance, place: Place) -> Record:
    return {
        "id": utterance.id,
        "speaker": utterance.speaker,
        "readings": [
            place(each.article, each.spans, each.text)
            | {
                "quotation": each.quotation,
                "form": each.form,
                "speaker": each.speaker,
                "said": each.said,
                "piece": each.piece,
            }
            for each in utterance.readings
        ],
        "pairs": [
            {
                "a": each.a,
                "b": each.b,
                "level": each.level,
                "note": each.note,
                "diff": [list(step) for step in each.diff],
            }
            for each in utterance.pairs
        ],
        "fullest": utterance.fullest,
    }


def _origin(origin: Origin) -> Record:
    told = list(origin.tellings)
    return {"id": origin.id, "name": origin.name, "kind": origin.kind, "tellings": told}


def _coverage(coverage: Coverage) -> Record:
    def rows(given: Iterable[tuple[str, tuple[int, ...]]]) -> list[Record]:
        return [{"id": name, "carried": list(row)} for name, row in given]

    return {
        "articles": list(coverage.articles),
        "utterances": rows(coverage.utterances),
        "claims": rows(coverage.claims),
    }


def _entity(article: Article, entity: Entity) -> Record:
    return {
        "id": entity.id,
        "name": entity.name,
        "kind": entity.kind,
        "mentions": [
            _stretch(article, each.span) | {"form": each.form} for each in entity.mentions
        ],
    }


def _quotation(article: Article, quotation: Quotation) -> Record:
    return {
        "id": quotation.id,
        "kind": quotation.kind,
        "content": document_spans(article, quotation.content),
        "cue": document_spans(article, quotation.cue),
        "source": document_spans(article, quotation.source),
        "speaker": quotation.speaker,
        "speaker_name": quotation.speaker_name,
        "chain": [
            {"name": each.name, "kind": each.kind, "span": _maybe(article, each.span)}
            for each in quotation.chain
        ],
        "said": quotation.said,
        "scare": quotation.scare,
        "piece": quotation.piece,
    }


def _time(article: Article, time: TimeExpression) -> Record:
    return {
        "id": time.id,
        **_stretch(article, time.span),
        "type": time.type,
        "value": time.value,
        "start": time.start,
        "end": time.end,
        "anchor": time.anchor,
    }


def _quantity(article: Article, quantity: Quantity) -> Record:
    value = quantity.value
    ends = [_number(each) for each in value] if isinstance(value, tuple) else _number(value)
    return {
        "id": quantity.id,
        **_stretch(article, quantity.span),
        "value": ends,
        "unit": quantity.unit,
        "bound": quantity.bound,
        "of": quantity.of,
    }


def _claim(article: Article, claim: Claim) -> Record:
    return {
        "id": claim.id,
        **_spans(article, claim.spans, claim.text),
        "holder": list(claim.holder),
        "stance": claim.stance,
        "polarity": claim.polarity,
        "condition": claim.condition,
        "entities": list(claim.entities),
        "times": list(claim.times),
        "quantities": list(claim.quantities),
        "piece": claim.piece,
        "quotation": claim.quotation,
    }


def _publisher(article: Article, publisher: Publisher | None) -> Record | None:
    if publisher is None:
        return None
    span = _maybe(article, publisher.span)
    return {"name": publisher.name, "basis": publisher.basis, "span": span}


def _published(article: Article, published: Published) -> Record:
    span = _maybe(article, published.span)
    return {"value": published.value, "basis": published.basis, "span": span}


def _candidate(article: Article, candidate: Candidate) -> Record:
    """Without the text at its place: a script writes it in escapes that are not its words."""
    place = candidate.place
    return {
        "field": candidate.field,
        "value": candidate.value,
        "basis": candidate.basis,
        "source": candidate.source,
        "span": list(place) if place else _maybe(article, candidate.span),
    }


def _number(value: float | None) -> float | int | None:
    """A number JSON can hold: none for infinity, and 12 rather than 12.0."""
    if value is None or not math.isfinite(value):
        return None
    return int(value) if value == int(value) and abs(value) < EXACT else value


def _stretch(article: Article, span: Span) -> Record:
    """A span and the characters a reader sees there."""
    return {"span": _maybe(article, span), "text": article.text[span.start : span.end]}


def _spans(article: Article, spans: Spans, text: str) -> Record:
    """Spans and their text: that of several must hold the words of each, in order."""
    slices = [article.text[span.start : span.end] for span in spans]
    if len(slices) == 1 or not _in_order(slices, text):
        text = " ".join(slices)
    return {"spans": document_spans(article, spans), "text": text}


def _in_order(parts: Iterable[str], text: str) -> bool:
    at = 0
    for part in parts:
        found = text.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return True


def _maybe(article: Article, span: Span | None) -> list[int] | None:
    return list(article.view.raw(span)) if span else None


def document_spans(article: Article, spans: Iterable[Span]) -> list[list[int]]:
    """The spans as they count in the document. Nothing else in tellings does this."""
    return [list(article.view.raw(span)) for span in spans]
