"""What stands beside what in the tellings of one story: actors, utterances, claims."""

from collections.abc import Sequence

from tellings.align.actors import actors
from tellings.align.claims import aligned_claims
from tellings.align.likeness import weights
from tellings.align.printings import sentence_bags
from tellings.align.utterances import utterances
from tellings.model.alignment import Alignment
from tellings.model.annotation import Annotated


def align(tellings: Sequence[Annotated]) -> Alignment:
    """The tellings of one story in order of publication, with what they share."""
    ordered = sorted(tellings, key=lambda each: (each.article.published.value or "9999", each.id))
    found = actors(ordered)
    known = weights(sentence_bags(ordered))
    said = utterances(ordered, found, known)
    return Alignment(
        tellings=tuple(ordered),
        actors=found.found,
        utterances=said,
        claims=aligned_claims(ordered, found, said, known),
    )
