"""What stands beside what in the tellings of one story: actors, utterances, claims."""

from collections.abc import Iterator, Sequence

from tellings.align.actors import actors
from tellings.align.claims import aligned_claims
from tellings.align.likeness import weights
from tellings.align.printings import sentence_bags
from tellings.align.sentences import Sentences
from tellings.align.utterances import utterances
from tellings.model.alignment import Alignment
from tellings.model.annotation import Annotated


def align(tellings: Sequence[Annotated]) -> Alignment:
    """The tellings of one story in order of publication, with what they share."""
    ordered = sorted(tellings, key=lambda each: (each.article.published.value or "9999", each.id))
    found = actors(ordered)
    known = weights(sentence_bags(ordered))
    said = utterances(ordered, found, known)
    sentences = Sentences(ordered, known)
    return Alignment(
        tellings=tuple(ordered),
        actors=found.found,
        utterances=said,
        claims=aligned_claims(ordered, found, said, sentences),
        notes=tuple(_notes(sentences)),
    )


def _notes(sentences: Sentences) -> Iterator[str]:
    if many := len(sentences.cut):
        yield (
            f"{many} of {len(sentences.all)} sentences have more like them in the other articles"
            " than are compared; what they claim is not said to be missing anywhere"
        )
