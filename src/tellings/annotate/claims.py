"""What an article says is so: clause by clause, with who says it and how.

A sentence is what its quotations attribute (claims held by their speakers, a quotation inside
another adding to the chain of holders) and the rest (the publisher's own narration). Each part
is cut into clauses; captions, promos and all furniture hold no claims (`model.document.CLAIMED`).
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple, cast

from tellings.annotate.clauses import Words, clauses
from tellings.annotate.frames import NEAR, Held, described, framing
from tellings.annotate.inside import Inside
from tellings.lang import Pattern, patterns
from tellings.model.annotation import Claim, Entity, Quantity, Quotation, Stance, TimeExpression
from tellings.model.document import CLAIMED, Article, Role
from tellings.model.span import Span, Spans, trimmed

# A stretch of narration of fewer words ("On Monday,") says nothing by itself.
LEAST_WORDS = 4
LEAST_LED = 6
# Stances whose claim is the refusal itself: "refused to confirm the call", not "the call".
ACTS: frozenset[Stance] = frozenset({"refuses", "denies", "neither-confirms-nor-denies"})


class Said(NamedTuple):
    """What a claim is made of beside its words; ``framed`` are the times of its saying."""

    part: "Part"
    role: Role
    framed: tuple[str, ...]


class Part(NamedTuple):
    """A stretch of a sentence and the quotations that hold it, the outermost first."""

    span: Span
    holders: tuple[Quotation, ...]


def claims(
    article: Article,
    sentences: Spans,
    entities: tuple[Entity, ...],
    quotations: tuple[Quotation, ...],
    times: tuple[TimeExpression, ...],
    quantities: tuple[Quantity, ...],
) -> tuple[Claim, ...]:
    """The claims of an article, in document order."""
    text = article.text
    inside = Inside(entities, times, quantities)
    roles = _roles(article, sentences)
    by_sentence = _by_sentence(sentences, quotations)
    found: dict[Span, Said] = {}
    for at, sentence in enumerate(sentences):
        role = roles[at]
        if role not in CLAIMED or _matches(sentence.of(text), "corrected"):
            continue
        held = by_sentence.get(at, [])
        framed = _frame_times(sentence, held, times, inside) if held else {}
        words = Words(text, sentence)
        for part in _parts(sentence, held, ()):
            holder = part.holders[-1].id if part.holders else ""
            for span in _said(text, part, words):
                # The first of those of one stretch is kept.
                found.setdefault(span, Said(part, role, framed.get(holder, ())))
        for span in described(text, sentence, held, words, inside):
            found.setdefault(span, Said(Part(span, ()), role, ()))
    return tuple(
        _claim(f"c{at}", text, span, found[span], inside)
        for at, span in enumerate(sorted(found), 1)
    )


def _roles(article: Article, sentences: Spans) -> list[Role]:
    starts = [piece.span.start for piece in article.pieces]
    found: list[Role] = []
    for sentence in sentences:
        at = bisect_right(starts, sentence.start) - 1
        found.append(article.pieces[at].role if at >= 0 else "other")
    return found


def _by_sentence(sentences: Spans, quotations: Iterable[Quotation]) -> dict[int, Held]:
    """What each sentence holds of the contents of quotations, scare marks left out."""
    ends = [sentence.end for sentence in sentences]
    found: dict[int, Held] = {}
    for quotation in quotations:
        if quotation.scare:
            continue
        for content in quotation.content:
            at = bisect_right(ends, content.start)
            while at < len(sentences) and sentences[at].start < content.end:
                start = max(content.start, sentences[at].start)
                clip = Span(start, min(content.end, sentences[at].end))
                found.setdefault(at, []).append((clip, quotation))
                at += 1
    return found


def _parts(stretch: Span, held: Held, holders: tuple[Quotation, ...]) -> Iterator[Part]:
    """The stretch less its attributions, then each of those in the same way."""
    if not held and stretch.start < stretch.end:
        yield Part(stretch, holders)
        return
    outermost: Held = []
    nested: dict[int, Held] = {}
    for clip, quotation in sorted(held, key=lambda each: (each[0].start, -each[0].end)):
        if outermost and outermost[-1][0].holds(clip):
            nested.setdefault(len(outermost) - 1, []).append((clip, quotation))
        else:
            outermost.append((clip, quotation))
    taken = [clip for clip, _ in outermost]
    for _, quotation in outermost:
        taken += [span for span in framing(quotation) if stretch.meets(span)]
    for rest in _without(stretch, taken):
        yield Part(rest, holders)
    for at, (clip, quotation) in enumerate(outermost):
        yield from _parts(clip, nested.get(at, []), (*holders, quotation))


def _without(stretch: Span, taken: Iterable[Span]) -> Iterator[Span]:
    at = stretch.start
    for span in sorted(taken):
        if span.start > at:
            yield Span(at, min(span.start, stretch.end))
        at = max(at, span.end)
    if at < stretch.end:
        yield Span(at, stretch.end)


def _said(text: str, part: Part, words: Words) -> Iterator[Span]:
    """The clauses of a part that say something."""
    if not trimmed(text, *part.span):
        return
    whole = words.within(part.span)
    if part.holders and (_acted(text, part) or not whole.has_verb()):
        yield _with_cue(part)
        return
    if not part.holders and (len(whole) < LEAST_WORDS or not whole.has_verb()):
        return
    for span in clauses(text, part.span, whole):
        size = whole.at(span.end) - whole.at(span.start)
        # "Her words came after" somebody else's: the connective was cut off, and with it the sense.
        led = text[span.end : part.span.end].strip().isalpha()
        if part.holders or size >= (LEAST_LED if led else LEAST_WORDS):
            yield span


def _acted(text: str, part: Part) -> bool:
    return _stance_of(_cue(text, part.holders[-1]), "cue") in ACTS


def _with_cue(part: Part) -> Span:
    cues = [cue for cue in part.holders[-1].cue if 0 <= part.span.start - cue.end <= NEAR]
    return Span(cues[-1].start, part.span.end) if cues else part.span


def _cue(text: str, quotation: Quotation) -> str:
    return " ".join(span.of(text) for span in quotation.cue)


def _claim(name: str, text: str, span: Span, said: Said, inside: Inside) -> Claim:
    part, role, framed = said
    words = span.of(text)
    holder = part.holders[-1] if part.holders else None
    negated = _matches(words, "negation")
    return Claim(
        id=name,
        spans=(span,),
        text=words,
        holder=_chain(part.holders),
        stance=_stance(text, words, holder),
        polarity="-" if negated else "+",
        condition=_matches(words, "condition"),
        entities=inside.entities(span),
        times=tuple(dict.fromkeys((*inside.times(span), *framed))),
        quantities=inside.quantities(span),
        piece=role,
        quotation=holder.id if holder else None,
    )


def _chain(holders: tuple[Quotation, ...]) -> tuple[str, ...]:
    """Those who say it and, after each, the outlet or occasion it was said to or at."""
    names: list[str] = []
    for quotation in holders:
        names += [quotation.speaker_name] if quotation.speaker_name else []
        names += [link.name for link in quotation.chain if link.name]
    return tuple(dict.fromkeys(names))


def _stance(text: str, words: str, holder: Quotation | None) -> Stance:
    """From the cue; a bare "said" leaves it to what is said; narration narrates."""
    if holder is None:
        return _act_of(words) or "narrates"
    found = _stance_of(_cue(text, holder), "cue")
    found = found or _act_of(words[:80])
    return found or _stance_of(words, "content") or "says"


# Cues are few words, and mostly the same.
@lru_cache(maxsize=2048)
def _stance_of(words: str, key: str) -> Stance | None:
    match = next(_matching(words, _stances(key)), None)
    return cast(Stance, match.extra["stance"]) if match else None


def _act_of(words: str) -> Stance | None:
    """The refusal or denial that the words tell of, if they do."""
    match = next(_matching(words, _acts()), None)
    return cast(Stance, match.extra["stance"]) if match else None


@cache
def _acts() -> tuple[Pattern, ...]:
    return tuple(each for each in _stances("cue") if each.extra["stance"] in ACTS)


def _stances(key: str) -> tuple[Pattern, ...]:
    return patterns("en", "stances", key)


def _matches(words: str, key: str) -> bool:
    return any(True for _ in _matching(words, _stances(key)))


def _matching(words: str, tried: tuple[Pattern, ...]) -> Iterator[Pattern]:
    """The patterns that match; looking for a word costs a tenth of trying a pattern."""
    small = words.lower()
    return (each for each in tried if each.marked(small) and each.regex.search(words))


def _frame_times(
    sentence: Span, held: Held, times: tuple[TimeExpression, ...], inside: Inside
) -> dict[str, tuple[str, ...]]:
    """The times of each saying: those in no content, by the quotation whose cue is nearest.

    A time behind what is said, when its cue stands before it, is the publisher's own.
    """
    contents = [clip for clip, _ in held]
    cues = [(cue, clip, quotation.id) for clip, quotation in held for cue in quotation.cue]
    found: dict[str, list[str]] = {}
    for each in inside.records(sentence, times, inside.time_starts):
        if not cues or any(content.holds(each.span) for content in contents):
            continue
        cue, clip, owner = min(cues, key=lambda one: (_apart(one[0], each.span), one))
        if not cue.end <= clip.start <= each.span.start:
            found.setdefault(owner, []).append(each.id)
    return {owner: tuple(ids) for owner, ids in found.items()}


def _apart(a: Span, b: Span) -> int:
    return max(a.start - b.end, b.start - a.end, 0)
