"""What attributes a stretch of a sentence, and what it tells of the speaker by the way.

"Ada Lind, who has run the dam since 1998, said that …" attributes what follows, and says one thing
of its own. When and where a thing was said is no claim: the claims of what was said have the day.
"""

from collections.abc import Iterator

from tellings.annotate.clauses import Words, bare
from tellings.annotate.inside import Inside
from tellings.model.annotation import Quotation
from tellings.model.span import Span, Spans

# A source further from its cue, in characters, is the subject of another verb.
NEAR_CUE = 3
# Between a cue and its content there may stand "that", a venue and a day, but not a sentence.
NEAR = 60
# A description behind a name needs so many words, or fewer with a verb, a figure or a day: "Lind,
# the mayor" is a label, "Lind, the head of the dam's guard" a claim (#5).
LEAST_DESCRIPTION, LEAST_TOLD = 5, 2

Held = list[tuple[Span, Quotation]]


def framing(quotation: Quotation) -> Spans:
    """The stretches that attribute: the cue, its source and what stands before the content."""
    return (*quotation.cue, *_beside(quotation), *_tail(quotation))


def _beside(quotation: Quotation) -> Spans:
    """The source, if it stands by its cue; one taken over from afar has a verb of its own."""
    return tuple(
        source
        for source in quotation.source
        for cue in quotation.cue
        if min(abs(cue.start - source.end), abs(source.start - cue.end)) <= NEAR_CUE
    )


def _tail(quotation: Quotation) -> Spans:
    """What stands between a cue and its content: whom it was said to, where and when."""
    return tuple(
        Span(cue.end, content.start)
        for cue in quotation.cue
        for content in quotation.content[:1]
        if 0 < content.start - cue.end <= NEAR
    )


def described(
    text: str, sentence: Span, held: Held, words: Words, inside: Inside
) -> Iterator[Span]:
    """The sources of a sentence that say who the speaker is, from the name on."""
    for _, quotation in held:
        for source in _beside(quotation)[:1]:
            said = sentence.holds(source) and not any(source.meets(clip) for clip, _ in held)
            if said and _describes(text, source, words, inside) and (span := bare(text, source)):
                yield span


def _describes(text: str, source: Span, words: Words, inside: Inside) -> bool:
    """Whether it says of the speaker what could be otherwise, or of a poll when it was."""
    comma = text.find(",", *source)
    behind = Span(comma, source.end) if comma >= 0 else source
    found = words.within(behind)
    many = len(found) >= LEAST_DESCRIPTION
    if (many and comma >= 0) or len(found) < LEAST_TOLD:
        return many
    measured = bool(inside.times(behind) or inside.quantities(behind))
    verb = found.has_verb()
    return (verb or measured) if comma >= 0 else (many and verb and measured)
