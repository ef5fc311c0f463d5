"""The findings as W3C Web Annotations: one for each reading, claim and side of a conflict.

A target names its source (the article's address or its digest), where the words stand
(`TextPositionSelector`, in code points of the document, as everything we print) and what they
are (`TextQuoteSelector`, as a reader sees them). Of a page the positions count its markup; the
Recommendation counts without it, but no two programs take it out alike. There the quote leads.
"""

from collections.abc import Iterable, Iterator

from tellings.model.annotation import Annotated
from tellings.model.comparison import AlignedClaim, Comparison, Conflict, Pair, Utterance
from tellings.model.span import Span, Spans
from tellings.report.json import Record, document_spans, dumps
from tellings.report.naming import address, digest_name, finding_name
from tellings.report.wording import holding

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
# So many characters before and after tell copies of the words apart (as Hypothesis does).
AROUND = 32


def report(comparison: Comparison) -> str:
    """An annotation collection whose one page holds all annotations."""
    return dumps(collection(comparison))


def collection(comparison: Comparison) -> Record:
    """The same as a record."""
    story = comparison.story
    items = list(_annotations(comparison))
    page = {
        "id": finding_name(story.id, "page"),
        "type": "AnnotationPage",
        "partOf": finding_name(story.id, "collection"),
        "startIndex": 0,
        "items": items,
    }
    headline = {"label": story.headline} if story.headline else {}
    return {
        "@context": CONTEXT,
        "id": finding_name(story.id, "collection"),
        "type": "AnnotationCollection",
        **headline,
        "generator": {"type": "Software", "name": "tellings"},
        "total": len(items),
        "first": page,
    }


def _annotations(comparison: Comparison) -> Iterator[Record]:
    by_id = {each.id: each for each in comparison.articles}
    for utterance in comparison.utterances:
        yield from _readings(comparison.story.id, utterance, by_id)
    for claim in comparison.claims:
        yield from _claims(comparison.story.id, claim, by_id)
    for conflict in comparison.conflicts:
        yield from _sides(comparison.story.id, conflict, by_id)


def _readings(story: str, utterance: Utterance, by_id: dict[str, Annotated]) -> Iterator[Record]:
    """Each linked to the fullest, with what was done to the words between the two."""
    fullest = utterance.fullest
    against = {
        (pair.b if pair.a == fullest else pair.a): pair
        for pair in utterance.pairs
        if fullest in (pair.a, pair.b)
    }
    for at, each in enumerate(utterance.readings):
        bodies = [_body("tagging", "paraphrase" if each.form == "indirect" else "quotation")]
        speaker = each.speaker or utterance.speaker
        bodies += [_body("describing", speaker)] if speaker else []
        if pair := against.get(at):
            bodies.append(_body("classifying", pair.level))
            bodies += [_body("commenting", _note(pair, at))] if pair.note else []
            bodies.append(_link(finding_name(story, utterance.id, fullest)))
        name = finding_name(story, utterance.id, at)
        yield _annotation(name, "describing", bodies, _targets(by_id[each.article], each.spans))


def _note(pair: Pair, at: int) -> str:
    """The note as it reads beside one of the two: of this printing and of the fullest."""
    first, second = ("this", "the fullest") if pair.a == at else ("the fullest", "this")
    note = pair.note.replace("the first prints", f"{first} prints")
    return note.replace("the second prints", f"{second} prints")


def _claims(story: str, claim: AlignedClaim, by_id: dict[str, Annotated]) -> Iterator[Record]:
    """Each linked to the first that carries it."""
    for at, each in enumerate(claim.readings):
        bodies = [_body("tagging", "claim")]
        held = holding(each)
        bodies += [_body("describing", held)] if held else []
        bodies += [_link(finding_name(story, claim.id, 0))] if at else []
        name = finding_name(story, claim.id, at)
        yield _annotation(name, "describing", bodies, _targets(by_id[each.article], each.spans))


def _sides(story: str, conflict: Conflict, by_id: dict[str, Annotated]) -> Iterator[Record]:
    """Each linked to the first side; the first to the second."""
    for at, each in enumerate(conflict.sides):
        bodies = [_body("tagging", "conflict"), _body("classifying", conflict.type)]
        bodies.append(_body("classifying", conflict.severity))
        bodies += [_body("describing", conflict.about)] if conflict.about else []
        bodies += [_body("describing", each.value)] if each.value else []
        if len(conflict.sides) > 1:
            bodies.append(_link(finding_name(story, conflict.id, 0 if at else 1)))
        name = finding_name(story, conflict.id, at)
        yield _annotation(name, "linking", bodies, _targets(by_id[each.article], each.spans))


def _annotation(name: str, motivation: str, bodies: list[Record], targets: list[Record]) -> Record:
    return {
        "id": name,
        "type": "Annotation",
        "motivation": motivation,
        "body": bodies,
        "target": targets if len(targets) > 1 else targets[0],
    }


def _body(purpose: str, value: str) -> Record:
    return {"type": "TextualBody", "purpose": purpose, "format": "text/plain", "value": value}


def _link(name: str) -> Record:
    return {"type": "SpecificResource", "purpose": "linking", "source": name}


def _targets(annotated: Annotated, spans: Spans) -> list[Record]:
    """A target a span; the article as a whole where there is none."""
    article = annotated.article
    document = article.document
    own = digest_name(document.sha256)
    url = address(article)
    source: Record = {"id": url or own, "type": "Text", "format": document.media_type}
    source |= {"language": article.language} if article.language else {}
    # The address may say something else tomorrow; these are the bytes that were read.
    state: Record = {"state": {"type": "TimeState", "cached": own}} if url else {}
    base: Record = {"type": "SpecificResource", "source": source, **state}
    placed = zip(spans, document_spans(article, spans), strict=True)
    found = [base | {"selector": list(_selectors(annotated.text, *each))} for each in placed]
    return found or [base]


def _selectors(text: str, span: Span, raw: Iterable[int]) -> Iterator[Record]:
    start, end = raw
    yield {"type": "TextPositionSelector", "start": start, "end": end}
    yield {
        "type": "TextQuoteSelector",
        "exact": text[span.start : span.end],
        "prefix": text[max(span.start - AROUND, 0) : span.start],
        "suffix": text[span.end : span.end + AROUND],
    }
