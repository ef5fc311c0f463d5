"""Rules on who says it and how firmly: attribution, confirmation, polarity."""

from collections.abc import Iterator, Sequence
from unicodedata import normalize

from tellings.compare.matters import ACTS, Evidence, Told, across, conflict
from tellings.lang import patterns, words
from tellings.model.alignment import Actor
from tellings.model.annotation import Annotated, ChainKind, Link, Quotation
from tellings.model.comparison import Conflict, Pair, Reading, Severity, Side, Utterance
from tellings.model.span import Span
from tellings.stems import is_content, stem, stems
from tellings.words import tokens

# Claims that share this share of their words differ in nothing but what they assert.
SAME_WORDS = 0.75
# Claims that share so much of their words may be told to differ in who says them: less is like
# matter only, and of 16 such findings on the development stories none was one (#5).
SAME_CLAIM = 0.7
# So many words of a quotation are not shared by chance.
SAME_RUN = 6
# Parts of an attribution so many characters apart are shown as one stretch.
GAP = 20
# Occasions of which something said is said on one.
OCCASIONS: frozenset[ChainKind] = frozenset(
    {"statement", "speech", "press-conference", "interview", "social"}
)


def attribution(evidence: Evidence) -> Iterator[Conflict]:
    """A claim that one telling gives to one speaker and another telling to another."""
    for matter in evidence.matters:
        for a, b in across(matter):
            if a.claim.stance in ACTS or b.claim.stance in ACTS or _overlap(a, b) < SAME_CLAIM:
                continue
            first, second = _holder(a), _holder(b)
            if first and second and _apart(first, second):
                sides = (a.side(first.name), b.side(second.name))
                yield conflict(
                    "attribution", "tension", a.claim.text, sides, "same claim, other speaker"
                )


def joint(evidence: Evidence) -> Iterator[Conflict]:
    """A claim that one telling gives to two together and another to one of them alone."""
    shown: dict[tuple[str, str], tuple[str, dict[str, Side]]] = {}
    for matter in evidence.matters:
        for a, b in across(matter):
            for both, one in ((a, b), (b, a)):
                for missing in _missing(both, one):
                    _, sides = shown.setdefault((one.article, one.claim.id), (missing, {}))
                    sides.setdefault(one.article, _attributed(one))
                    sides.setdefault(both.article, _attributed(both))
    for missing, sides in shown.values():
        rule = "two speakers in one telling, one in another"
        yield conflict("attribution", "granularity", missing, tuple(sides.values()), rule)


def _missing(both: Told, one: Told) -> Iterator[str]:
    """Who of two that speak together in a claim is not named beside another who speaks alone."""
    source, alone = _source(both), _source(one)
    for pattern in patterns("en", "differences", "joint"):
        match = pattern.regex.search(source)
        if match and not pattern.regex.search(alone):
            names = match["one"], match["other"]
            in_it = [bool(_words(name) & _words(alone)) for name in names]
            absent = names[in_it.index(False)] if sorted(in_it) == [False, True] else None
            if absent and not _words(absent) & _words(one.claim.text):
                yield absent


def _source(told: Told) -> str:
    spans = told.quotation.source if told.quotation else ()
    return " ".join(span.of(told.telling.text) for span in spans)


def _attributed(told: Told) -> Side:
    """A claim with who is said to say it."""
    spans = (*(told.quotation.source if told.quotation else ()), *told.claim.spans)
    return told.side(_source(told), tuple(sorted(spans)))


def _holder(told: Told) -> Actor | None:
    """Who says it, if the source names someone: a pronoun or a description may be misread."""
    if told.quotation is None or told.actor is None:
        return None
    return told.actor if _named(told.telling, told.quotation, told.actor) else None


def _named(telling: Annotated, quotation: Quotation, actor: Actor) -> bool:
    """Whether the words beside a quotation hold a word of the speaker's name."""
    said = {_fold(t) for span in quotation.source for t in span.of(telling.text).split()}
    return bool(said & _words(actor.name))


def _apart(a: Actor, b: Actor) -> bool:
    """Whether two names are of two: no word of one is a word of the other."""
    same_state = a.state is not None and a.state == b.state
    kinds = {a.kind, b.kind} <= {"person", "organisation"}
    # A lone word for a name ("Times", "D-Nev") is often a part of another name.
    full = len(a.name.split()) > 1 and len(b.name.split()) > 1
    return (
        a.id != b.id and kinds and full and not same_state and not _words(a.name) & _words(b.name)
    )


def _words(name: str) -> set[str]:
    return {word for word in map(_fold, name.split()) if len(word) > 2}


def _fold(word: str) -> str:
    """A word of a name as it is compared: letters only, small, without accents."""
    bare = "".join(each for each in normalize("NFD", word) if each.isalpha())
    return bare.lower().removesuffix("s") if word.endswith(("'s", "\u2019s")) else bare.lower()


def voiced(evidence: Evidence) -> Iterator[Conflict]:
    """The same words between marks, given to two speakers or said on two kinds of occasion."""
    quotations = {(t.id, q.id): (t, q) for t in evidence.alignment.tellings for q in t.quotations}
    actors = {member: actor for actor in evidence.alignment.actors for member in actor.members}
    for utterance in evidence.alignment.utterances:
        for pair in utterance.pairs:
            a, b = utterance.readings[pair.a], utterance.readings[pair.b]
            if a.article == b.article or _same_words(pair) < SAME_RUN:
                continue
            first = quotations.get((a.article, a.quotation or ""))
            second = quotations.get((b.article, b.quotation or ""))
            if first and second:
                if not _same_voices(utterance, a.article, b.article):
                    yield from _two_voices((a, *first), (b, *second), actors)
                yield from _two_occasions((a, *first), (b, *second))


Heard = tuple[Reading, Annotated, Quotation]


def _same_words(pair: Pair) -> int:
    """How many words two quoted readings share, if both are the same as far as they go."""
    if pair.level not in ("verbatim", "trimmed", "spliced"):
        return 0
    return sum(len(a.split()) for op, a, _ in pair.diff if op == "equal")


def _same_voices(utterance: Utterance, one: str, other: str) -> bool:
    """Whether two tellings name one speaker somewhere in an utterance."""
    named = [
        {word for r in utterance.readings if r.article == each for word in _words(r.speaker or "")}
        for each in (one, other)
    ]
    return bool(named[0] & named[1])


def _two_voices(
    one: Heard, other: Heard, actors: dict[tuple[str, str], Actor]
) -> Iterator[Conflict]:
    found = []
    for reading, telling, quotation in (one, other):
        actor = actors.get((telling.id, quotation.speaker or ""))
        if actor is None or not _named(telling, quotation, actor):
            return
        found.append((actor, _spoken(reading, telling, quotation, actor.name)))
    (first, side), (second, there) = found
    if _apart(first, second):
        severity: Severity = "tension" if first.kind == second.kind else "granularity"
        about = one[0].text
        yield conflict("attribution", severity, about, (side, there), "same words, other speaker")


def _two_occasions(one: Heard, other: Heard) -> Iterator[Conflict]:
    found = [_occasions(telling, quotation) for _, telling, quotation in (one, other)]
    kinds = [{link.kind for link in links} for links in found]
    if all(kinds) and not kinds[0] & kinds[1]:
        sides = tuple(
            _spoken(*each, ", ".join(sorted(kind)), links)
            for each, kind, links in zip((one, other), kinds, found, strict=True)
        )
        rule = "same words, other occasion"
        yield conflict("attribution", "tension", one[0].text, sides, rule)


def _occasions(telling: Annotated, quotation: Quotation) -> list[Link]:
    """Where it was said; failing that, the one occasion on which the telling hears the speaker."""
    own = [link for link in quotation.chain if _is_occasion(telling, link)]
    if own or quotation.speaker is None:
        return own
    every = [
        (link, each)
        for each in telling.quotations
        if each.speaker == quotation.speaker
        for link in each.chain
        if link.kind in OCCASIONS
    ]
    if len({link.kind for link, _ in every}) != 1:
        return []
    link, heard = every[0]
    return [link, *(Link(None, link.kind, span) for span in heard.source)]


def _is_occasion(telling: Annotated, link: Link) -> bool:
    """Whether words are said on it: a poll or a report is a document, too."""
    if link.kind != "document" or link.span is None:
        return link.kind in OCCASIONS
    said = {token.norm for token in tokens(telling.text, *link.span)}
    return bool(said & words("en", "differences", "written"))


def _spoken(
    reading: Reading,
    telling: Annotated,
    quotation: Quotation,
    value: str,
    links: Sequence[Link] = (),
) -> Side:
    """What is said with who says it and how: all the parts of the attribution."""
    parts = [*reading.spans, *quotation.source, *quotation.cue]
    spans: list[Span] = []
    for span in sorted([*parts, *(link.span for link in links if link.span)]):
        if spans and span.start <= spans[-1].end + GAP:
            last = spans.pop()
            span = Span(last.start, max(last.end, span.end))
        spans.append(span)
    shown = " ".join(span.of(telling.text) for span in spans)
    return Side(telling.id, tuple(spans), shown, value)


def confirmation(evidence: Evidence) -> Iterator[Conflict]:
    """One refusal told with words of different weight: refused, declined, neither … nor."""
    for matter in evidence.matters:
        found = [(status, each) for each in matter if (status := _status(each))]
        names = {each.article: status for status, each in found}
        if len(names) > 1 and len({status for status, _ in found}) > 1:
            sides = tuple(each.side(status) for status, each in found)
            about = found[0][1].claim.text
            yield conflict("confirmation", "tension", about, sides, "one matter, other status")


def _status(told: Told) -> str | None:
    if told.claim.stance not in ACTS and told.claim.stance != "confirms":
        return None
    cue = (
        " ".join(span.of(told.telling.text) for span in told.quotation.cue)
        if told.quotation
        else ""
    )
    said = f"{cue} {told.claim.text}"
    for pattern in patterns("en", "stances", "status"):
        if pattern.regex.search(said):
            return pattern.name
    return None


def polarity(evidence: Evidence) -> Iterator[Conflict]:
    """The same words, once affirmed and once denied, no condition on either side."""
    for matter in evidence.matters:
        for a, b in across(matter):
            if a.claim.polarity == b.claim.polarity or a.claim.condition or b.claim.condition:
                continue
            if a.claim.stance in ACTS or b.claim.stance in ACTS or _said_by(a) != _said_by(b):
                continue
            if _overlap(a, b) >= SAME_WORDS and _negated_once(a, b):
                sides = (a.side(a.claim.polarity), b.side(b.claim.polarity))
                yield conflict("polarity", "conflict", a.claim.text, sides, "affirmed and denied")


def _said_by(told: Told) -> str | None:
    """Who says it; none for the publisher itself."""
    if told.quotation is None:
        return None
    return told.actor.id if told.actor else told.quotation.speaker_name or ""


def _overlap(a: Told, b: Told) -> float:
    first, second = _bag(a), _bag(b)
    return len(first & second) / max(1, len(first | second))


def _bag(told: Told) -> set[str]:
    return {each for span in told.claim.spans for each in stems(told.telling.text, *span)}


def _negated_once(a: Told, b: Told) -> bool:
    """Whether one side has exactly one negation: two ("no deal unless") may cancel out.

    What is negated must be in both: "there is no question" negates nothing of what follows.
    """
    counts = [list(_negated(each)) for each in (a, b)]
    if sorted(map(len, counts)) != [0, 1]:
        return False
    (word,) = counts[0] or counts[1]
    return word in _bag(a) & _bag(b)


def _negated(told: Told) -> Iterator[str | None]:
    """The stem behind each negation of a claim."""
    line = tokens(told.claim.text)
    for at, token in enumerate(line):
        if token.norm in _NEGATIONS or token.norm.endswith("n't"):
            yield next((stem(each.norm) for each in line[at + 1 :] if is_content(each)), None)


_NEGATIONS = frozenset(["not", "never", "no", "nobody", "none", "without"])
