"""Where claims come from, and from how many independent origins.

Tellings that rest on one interview, agency or statement are one origin of a claim, and so are
all who give the words of one speaker; a near copy adds none to that of which it is a copy.
"""

from collections.abc import Iterator, Mapping

from tellings.model.alignment import Actor, Alignment, ClaimGroup
from tellings.model.annotation import Annotated, Claim, Quotation
from tellings.model.comparison import AlignedClaim, ClaimOrigin, ClaimReading, Origin
from tellings.states import states_in

# Links of these kinds, when named, are themselves where a claim comes from.
NAMED = frozenset({"outlet", "wire", "broadcast", "interview", "document", "social"})
# The wording shown for a claim is the fullest of no more words than this.
LONGEST = 45


class _Sources:
    """From a reading to its claim, quotation and actor."""

    def __init__(self, alignment: Alignment) -> None:
        self.tellings = {each.id: each for each in alignment.tellings}
        self._claims = {(t.id, c.id): c for t in alignment.tellings for c in t.claims}
        self._quotations = {(t.id, q.id): q for t in alignment.tellings for q in t.quotations}
        self._actors = {member: actor for actor in alignment.actors for member in actor.members}

    def claim(self, reading: ClaimReading) -> Claim:
        """The annotated claim a reading is."""
        return self._claims[reading.article, reading.claim]

    def quotation(self, reading: ClaimReading) -> Quotation | None:
        """The quotation that holds it, if any."""
        return self._quotations.get((reading.article, self.claim(reading).quotation or ""))

    def actor(self, reading: ClaimReading) -> Actor | None:
        """The actor who says it, where the article names one."""
        quotation = self.quotation(reading)
        if quotation is None or quotation.speaker is None:
            return None
        return self._actors.get((reading.article, quotation.speaker))


def aligned_claims(
    alignment: Alignment, copy_of: Mapping[str, str | None]
) -> tuple[AlignedClaim, ...]:
    """The claims of the comparison, with carriers and origins."""
    sources = _Sources(alignment)
    order = [each.id for each in alignment.tellings]
    return tuple(
        _claim(f"c{at}", group, sources, order, copy_of)
        for at, group in enumerate(alignment.claims, 1)
    )


def _claim(
    name: str,
    group: ClaimGroup,
    sources: _Sources,
    order: list[str],
    copy_of: Mapping[str, str | None],
) -> AlignedClaim:
    carriers = {reading.article for reading in group.readings}
    found = tuple(dict.fromkeys(_origin(each, sources, copy_of) for each in group.readings))
    return AlignedClaim(
        id=name,
        text=_wording(group),
        readings=group.readings,
        carried_by=tuple(each for each in order if each in carriers),
        not_found_in=group.not_found_in,
        origins=found,
        independent_origins=len(found),
    )


def _wording(group: ClaimGroup) -> str:
    fitting = [each.text for each in group.readings if len(each.text.split()) <= LONGEST]
    texts = fitting or [group.readings[0].text]
    return max(texts, key=lambda text: len(text.split()))


def _origin(
    reading: ClaimReading, sources: _Sources, copy_of: Mapping[str, str | None]
) -> ClaimOrigin:
    quotation = sources.quotation(reading)
    if quotation is None:
        first = copy_of.get(reading.article) or reading.article
        return ClaimOrigin(_publisher(sources.tellings[first]), "publisher")
    for link in quotation.chain:
        if link.kind in NAMED and link.name:
            return ClaimOrigin(link.name, link.kind)
    actor = sources.actor(reading)
    if state := actor.state if actor else next(states_in(quotation.speaker_name or ""), None):
        return ClaimOrigin(state, "state")
    if actor:
        return ClaimOrigin(actor.name, actor.kind)
    anonymous = any(link.kind == "anonymous" for link in quotation.chain)
    return ClaimOrigin(quotation.speaker_name, "anonymous" if anonymous else "person")


def _publisher(telling: Annotated) -> str:
    publisher = telling.article.publisher
    return publisher.name if publisher else telling.article.document.origin


def origins(alignment: Alignment) -> tuple[Origin, ...]:
    """Every outlet, agency, document and occasion the tellings name as where they had it from."""
    found: dict[str, tuple[str | None, str, list[str]]] = {}
    for telling in alignment.tellings:
        for name, kind in _named(telling):
            _, _, carriers = found.setdefault(name or f"({kind})", (name, kind, []))
            if telling.id not in carriers:
                carriers.append(telling.id)
    return tuple(
        Origin(f"o{at}", name, kind, tuple(carriers))
        for at, (name, kind, carriers) in enumerate(found.values(), 1)
    )


def _named(telling: Annotated) -> Iterator[tuple[str | None, str]]:
    for quotation in telling.quotations:
        for link in quotation.chain:
            if link.name or link.kind in ("statement", "press-conference", "anonymous"):
                yield link.name, link.kind
