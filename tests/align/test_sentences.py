"""The sentences of a story, and those that come nearest."""

from tellings.align.likeness import weights
from tellings.align.printings import sentence_bags
from tellings.align.sentences import KEPT, Sentences, compared
from tellings.model.annotation import Annotated
from tellings.model.document import Document
from tellings.pipeline import annotated

SHARED = "The sea wall at Halvik gave way on Monday night."
NEAR = "The wall at Halvik gave way when the tide rose on Monday."


def _story(*bodies: str) -> list[Annotated]:
    texts = [f"Storm tide at Halvik\n\n{body}\n" for body in bodies]
    return [annotated(Document(f"t{at}", text, f"t{at}", "")) for at, text in enumerate(texts)]


def _sentences(told: list[Annotated]) -> Sentences:
    return Sentences(told, weights(sentence_bags(told)))


def test_a_sentence_that_many_print_is_of_one_kind_and_weighs_the_same_everywhere() -> None:
    found = _sentences(_story(SHARED, f"{NEAR} It rained.", SHARED, NEAR))

    kinds = {each.bag: each.kind for each in found.all}
    assert all(kinds[each.bag] == each.kind for each in found.all)
    assert len(kinds) < len(found.all)
    for (a, b), near in found.pairs.items():
        alone = compared(found.all[a].bag, found.all[b].bag, found.known)
        assert (near.cosine, near.shared) == alone[:2]


def test_no_pair_is_of_one_telling_and_few_are_kept_of_each() -> None:
    many = " ".join(f"The wall at Halvik gave way in part {at} on Monday." for at in range(9))

    found = _sentences(_story(SHARED, many))

    assert all(found.all[a].telling != found.all[b].telling for a, b in found.pairs)
    looking = found.holding(0, _story(SHARED)[0].sentences[-1])
    assert looking is not None
    assert len(found.near[looking][1]) >= KEPT
