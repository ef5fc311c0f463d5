"""The story in the words of schema.org: its articles, what they quote, and what they claim.

Only words between marks become a `Quotation`; what a publisher says in words of its own is a
`Claim`. Nothing is invented: what schema.org has no property for (levels, conflicts, who does
not carry a claim) is in the JSON record and not here.
"""

from collections import Counter
from collections.abc import Iterator

from tellings.model.annotation import Annotated
from tellings.model.comparison import AlignedClaim, Comparison
from tellings.model.span import Spans
from tellings.report.json import Record, document_spans, dumps
from tellings.report.naming import address, digest_name, finding_name
from tellings.report.outline import Lone, Outline, Printed, Source, Told

CONTEXT = "https://schema.org"
# The kinds of entity that schema.org lets speak. Who is neither is credited by name alone.
SPEAKERS = {"person": "Person", "organisation": "Organization"}


def report(comparison: Comparison) -> str:
    """One JSON-LD document."""
    return dumps(graph(comparison))


def graph(comparison: Comparison) -> Record:
    """The same as a record."""
    return {"@context": CONTEXT, "@graph": list(_Graph(comparison).nodes())}


class _Graph:
    """The nodes, in the order of the comparison."""

    def __init__(self, comparison: Comparison) -> None:
        self._story, self._claims = comparison.story.id, comparison.claims
        self._outline = Outline(comparison)
        self._names = _names(comparison.articles)
        self._speakers = {each.id: each.speaker for each in comparison.utterances}
        self._quotations = {
            (each.id, quotation.id): quotation
            for each in comparison.articles
            for quotation in each.quotations
        }
        self._kinds = {
            (each.id, entity.id): SPEAKERS[entity.kind]
            for each in comparison.articles
            for entity in each.entities
            if entity.kind in SPEAKERS
        }
        self._days = {
            each.telling.article: (each.telling.published.value or "")[:10]
            for each in self._outline.sources
        }

    def nodes(self) -> Iterator[Record]:
        """All of them."""
        for source in self._outline.sources:
            yield self._article(source)
        for told in self._outline.shared + self._outline.repeated:
            yield from self._utterance(told)
        for lone in self._outline.lone + self._outline.unlinked:
            yield self._lone(lone)
        for claim in self._claims:
            yield self._claim(claim)

    def _article(self, source: Source) -> Record:
        telling, article = source.telling, source.annotated.article
        url, copied = address(article), self._names.get(telling.copy_of or "")
        digest = {"@type": "PropertyValue", "propertyID": "sha256"}
        known = {
            "headline": telling.headline,
            "url": url,
            "datePublished": telling.published.value,
            "dateModified": article.modified,
            "inLanguage": article.language,
            "author": [{"@type": "Person", "name": each.name} for each in article.authors],
            "publisher": telling.publisher
            and {"@type": "Organization", "name": telling.publisher.name},
            "wordCount": telling.words,
            "isBasedOn": copied and {"@id": copied},
            "identifier": digest | {"value": article.document.sha256},
        }
        return _node("NewsArticle", self._names[article.id], known)

    def _utterance(self, told: Told) -> Iterator[Record]:
        """Its printings; of those between marks each is an example of the fullest of them."""
        quoted = [each for each in told.readings if each.quoted]
        first = self._reading_name(told, quoted[0]) if quoted else None
        for each in told.readings:
            reading, name = each.reading, self._reading_name(told, each)
            type = "Quotation" if each.quoted else "Claim"
            key = "exampleOfWork" if each.quoted else "isBasedOn"
            known = self._printed(reading.article, reading.spans)
            said_by = reading.speaker or self._speakers[told.id]
            known |= self._spoken(type, reading.article, reading.quotation, said_by)
            known |= {"dateCreated": reading.said if each.quoted else None}
            known |= {key: {"@id": first} if first not in (None, name) else None}
            yield _node(type, name, known)

    def _reading_name(self, told: Told, printed: Printed) -> str:
        return finding_name(self._story, told.id, "words", printed.label)

    def _lone(self, lone: Lone) -> Record:
        article = lone.source.telling.article
        type = "Quotation" if lone.kind == "direct" else "Claim"
        said_by = self._quotations[article, lone.quotation].speaker_name
        known = self._printed(article, lone.spans)
        known |= self._spoken(type, article, lone.quotation, said_by)
        return _node(type, finding_name(self._story, lone.id, "words"), known)

    def _claim(self, claim: AlignedClaim) -> Record:
        appearances = [
            _node("CreativeWork", "", self._printed(each.article, each.spans))
            for each in claim.readings
        ]
        held = ", ".join(claim.readings[0].holder) if claim.readings else ""
        first = self._first(claim)
        known = {
            "text": claim.text,
            "creditText": held or None,
            "appearance": appearances,
            "firstAppearance": first and {"@id": first},
        }
        return _node("Claim", finding_name(self._story, claim.id, "claim"), known)

    def _printed(self, article: str, spans: Spans) -> Record:
        annotated = self._outline.of[article].annotated
        places = document_spans(annotated.article, spans)
        characters = " ".join(f"{start}-{end}" for start, end in places)
        place = {"@type": "PropertyValue", "propertyID": "characters", "value": characters}
        text = " \u2026 ".join(annotated.text[start:end] for start, end in spans)
        return {"text": text, "isPartOf": {"@id": self._names[article]}, "identifier": place}

    def _spoken(
        self, type: str, article: str, quotation: str | None, speaker: str | None
    ) -> Record:
        """The speaker; one that is no person or organisation we know is credited by name alone."""
        found = self._quotations.get((article, quotation or ""))
        kind = self._kinds.get((article, (found and found.speaker) or ""))
        if not speaker or not kind:
            return {"creditText": speaker}
        key = "spokenByCharacter" if type == "Quotation" else "author"
        return {key: {"@type": kind, "name": speaker}}

    def _first(self, claim: AlignedClaim) -> str | None:
        """The article that carried it on the first day, if there is one and the days are known."""
        days = sorted((self._days[each], each) for each in claim.carried_by)
        if not days or not days[0][0] or [day for day, _ in days].count(days[0][0]) > 1:
            return None
        return self._names[days[0][1]]


def _names(articles: tuple[Annotated, ...]) -> dict[str, str]:
    """Each article's name: its address if no other has the same, or its digest."""
    urls = [address(each.article) for each in articles]
    times = Counter(urls)
    return {
        each.id: url if url and times[url] == 1 else digest_name(each.article.document.sha256)
        for each, url in zip(articles, urls, strict=True)
    }


def _node(type: str, name: str, known: Record) -> Record:
    """A node of what is known; without a name it is one that nothing else points to."""
    named = {"@id": name} if name else {}
    return {"@type": type, **named} | {key: value for key, value in known.items() if value}
