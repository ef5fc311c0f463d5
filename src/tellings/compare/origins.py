"""Where claims come from, and from how many independent origins.

Two readings of a claim have one origin where anything says so: one speaker, one agency, outlet or
document named, one agency in the byline or dateline, one press conference or statement of which
one telling names the speaker and the other does not, or a near copy. What an article says in its
own words while it names a source for the same elsewhere comes from that source. The number counts
what is left, so that it never takes two printings of one source for two sources.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from tellings.lang import table
from tellings.model.alignment import Actor, Alignment, ClaimGroup
from tellings.model.annotation import Annotated, Claim, Quotation
from tellings.model.comparison import AlignedClaim, ClaimOrigin, ClaimReading, Origin
from tellings.states import states_in

# Links of these kinds, when named, are themselves where a claim comes from.
NAMED = frozenset({"outlet", "wire", "broadcast", "interview", "document", "social"})
# Two who speak on one of these, one of them unnamed, are taken for one.
OCCASIONS = ("statement", "press-conference", "interview")
_EXTRA = re.compile(r"^the |(?: news)?(?: agency| service)$|^(?:state |national )?news agency ")
_DATELINE = re.compile(r"[^(\n]{0,60}\((?P<agency>[^)\n]{1,30})\)\s*[-\u2013\u2014:]")
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
    found = _independent([_rest(each, sources, copy_of) for each in group.readings])
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
    sure = [each.text for each in group.readings if each.sure]
    fitting = [text for text in sure if len(text.split()) <= LONGEST]
    texts = fitting or [group.readings[0].text]
    return max(texts, key=lambda text: len(text.split()))


class _Rest(NamedTuple):
    """What one reading rests on: its origin as it is shown, and all that ties it to others."""

    origin: ClaimOrigin
    ties: frozenset[tuple[str, str]]
    article: str
    own: bool  # the publisher's own words, with nobody named
    occasions: frozenset[str] = frozenset()  # kinds of unnamed links, of a speaker unknown


def _first_printing(article: str, copy_of: Mapping[str, str | None]) -> str:
    """The article at the end of the copies: a copy of a copy has the origin of the first."""
    seen: list[str] = []
    while article not in seen:
        seen.append(article)
        article = copy_of.get(article) or article
    return article


def _rest(reading: ClaimReading, sources: _Sources, copy_of: Mapping[str, str | None]) -> _Rest:
    first = _first_printing(reading.article, copy_of)
    quotation = sources.quotation(reading)
    if quotation is None:
        telling = sources.tellings[first]
        if agency := _credited(telling):
            tie = ("name", _plain(agency))
            return _Rest(ClaimOrigin(agency, "wire"), frozenset([tie]), first, own=True)
        publisher = _publisher(telling)
        tie = ("publisher", publisher)
        return _Rest(ClaimOrigin(publisher, "publisher"), frozenset([tie]), first, own=True)
    origin = _speaker(reading, quotation, sources)
    ties = {("speaker", _plain(origin.name or "")), *_speakers(reading, sources)}
    named = [link for link in quotation.chain if link.kind in NAMED and link.name]
    if named:
        origin = ClaimOrigin(named[0].name, named[0].kind)
        ties.update(("name", _plain(link.name or "")) for link in named)
    unknown = sources.actor(reading) is None
    occasions = {link.kind for link in quotation.chain if link.kind in OCCASIONS}
    ties |= {(kind, "") for kind in occasions if unknown}
    return _Rest(origin, frozenset(ties), first, own=False, occasions=frozenset(occasions))


def _speakers(reading: ClaimReading, sources: _Sources) -> Iterator[tuple[str, str]]:
    if actor := sources.actor(reading):
        yield "actor", actor.id
        if actor.state:
            yield "state", actor.state


def _independent(rests: Sequence[_Rest]) -> tuple[ClaimOrigin, ...]:
    """The origins of a claim, each shown once, in the order of its readings."""
    sourced = {each.article for each in rests if not each.own}
    # Nothing is printed twice as independent because one article prints it twice.
    kept = [each for each in rests if not (each.own and each.article in sourced)]
    member = list(range(len(kept)))
    for at, each in enumerate(kept):
        for other in range(at):
            if member[other] != member[at] and _one(each, kept[other]):
                old, new = member[at], member[other]
                member = [new if one == old else one for one in member]
    return tuple(kept[at].origin for at in dict.fromkeys(member))


def _one(a: _Rest, b: _Rest) -> bool:
    if a.ties & b.ties:
        return True
    # "Officials said at a news conference" is the conference of whoever is named beside them.
    unnamed = any((kind, "") in one.ties for one in (a, b) for kind in OCCASIONS)
    return unnamed and bool(a.occasions & b.occasions)


def _speaker(reading: ClaimReading, quotation: Quotation, sources: _Sources) -> ClaimOrigin:
    """Who is named as saying it."""
    actor = sources.actor(reading)
    if state := actor.state if actor else next(states_in(quotation.speaker_name or ""), None):
        return ClaimOrigin(state, "state")
    if actor:
        return ClaimOrigin(actor.name, actor.kind)
    anonymous = any(link.kind == "anonymous" for link in quotation.chain)
    return ClaimOrigin(quotation.speaker_name, "anonymous" if anonymous else "person")


def _plain(name: str) -> str:
    """A name as it is compared: "the Reuters news agency" is "reuters".

    >>> _plain("the Associated Press") == _plain("AP")
    True
    """
    found = _EXTRA.sub("", name.lower()).strip()
    return _agencies().get(found, found)


@cache
def _agencies() -> dict[str, str]:
    lines = table("en", "chains")["aliases"]
    return {one.strip(): names[0].strip() for names in (a.lower().split("=") for a in lines)
            for one in names}  # fmt: skip


@cache
def _agency() -> re.Pattern[str]:
    return re.compile(rf"\b{table('en', 'chains')['macros']['agency']}\b")


def _credited(telling: Annotated) -> str | None:
    """The agency in the byline or the dateline."""
    for piece in telling.article.pieces:
        says = piece.role in ("byline", "dateline")
        if says and (named := _agency().search(telling.text, *piece.span)):
            return named[0]
    body = next((each for each in telling.article.pieces if each.role == "body"), None)
    found = _DATELINE.match(body.span.of(telling.text)) if body else None
    named = _agency().fullmatch(found["agency"]) if found else None
    return named[0] if named else None


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
