"""Which claims of two tellings are put together, and what is said not to be found."""

import json
from itertools import permutations

import pytest

from tellings.align import align, sentences
from tellings.align.likeness import weights
from tellings.align.printings import sentence_bags
from tellings.align.scores import CHOICE, CLAIM, SENTENCE, TOLD, linear
from tellings.model.alignment import Alignment, ClaimGroup
from tellings.model.annotation import Annotated
from tellings.model.document import Document, Given
from tellings.pipeline import annotated

RIVER = (
    "The Orne rose by two metres on Tuesday night and flooded the cellars of Tarn. "
    "Engineer Ada Lind opened the northern gates of the dam at midnight. "
    "A ferry carried eleven families from the island of Sool to the school in Castria. "
    "Farmers expect to lose a third of the winter wheat."
)
WATER = (
    "Cellars in Tarn stood under water after the Orne had risen two metres. "
    "At midnight the northern gates of the dam were opened by the engineer, Ada Lind. "
    "The council will meet on Friday to choose a new bridge. "
    "A museum of clocks has been shut since spring."
)


def _tellings(*bodies: str) -> list[Annotated]:
    found = []
    for at, body in enumerate(bodies):
        given = Given(published="2026-05-20", publisher=f"House {at}")
        text = f"High water in the valley\n\n{body}\n"
        found.append(annotated(Document(f"a{at}", text, f"a{at}", "", given=given)))
    return found


def _group(found: Alignment, words: str) -> ClaimGroup:
    return next(
        each for each in found.claims if any(words in reading.text for reading in each.readings)
    )


def test_one_thing_in_two_wordings_is_one_claim() -> None:
    found = align(_tellings(RIVER, WATER))

    articles = {each.article for each in _group(found, "opened the northern gates").readings}
    assert articles == {"a0", "a1"}


def test_what_the_other_does_not_tell_is_not_found_there() -> None:
    found = align(_tellings(RIVER, WATER))

    assert _group(found, "winter wheat").not_found_in == ("a1",)
    assert _group(found, "museum of clocks").not_found_in == ("a0",)


def test_what_may_stand_in_two_sentences_is_not_said_to_be_missing() -> None:
    told = f"{WATER} Farmers stood by the winter wheat. They expect to lose a third of it."
    found = align(_tellings(RIVER, told))

    assert "a1" not in _group(found, "winter wheat").not_found_in


def test_an_article_is_carried_by_not_found_in_or_neither_but_never_both() -> None:
    found = align(_tellings(RIVER, WATER, RIVER.replace("Tuesday", "Monday")))

    for each in found.claims:
        assert not {reading.article for reading in each.readings} & set(each.not_found_in)


def test_claims_are_the_same_whatever_the_order_of_the_articles() -> None:
    tellings = _tellings(RIVER, WATER, RIVER.replace("a third", "half"))
    found = [align(list(each)).claims for each in permutations(tellings)]

    assert all(each == found[0] for each in found)


def test_where_the_budget_is_reached_nothing_is_said_to_be_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sentences, "LOOKS", 3)

    found = align(_tellings(RIVER, WATER))

    assert any("than are compared" in each for each in found.notes)
    assert not _group(found, "winter wheat").not_found_in


def test_a_slogan_printed_many_times_is_looked_at_once() -> None:
    slogan = "Keep the gates of the dam shut for ever. "
    tellings = _tellings(RIVER + slogan * 3000, WATER + slogan * 3000)

    found = sentences.Sentences(tellings, weights(sentence_bags(tellings)))

    assert len(found.all) < 30


@pytest.mark.parametrize(
    ("name", "features"),
    [("sentence", SENTENCE), ("claim", CLAIM), ("choice", CHOICE), ("told", TOLD)],
)
def test_weights_are_whole_numbers_for_the_features_given(
    name: str, features: tuple[str, ...]
) -> None:
    weigh = linear(name)

    assert len(weigh.weights) == len(features)
    assert json.loads(json.dumps(weigh.weights)) == list(weigh.weights)
    assert weigh.score([0] * len(features)) == weigh.bias


def test_an_actor_has_the_full_name_that_most_tellings_give() -> None:
    found = align(
        _tellings(
            "The gates were opened by Ada M. Lind of the council.",
            "The gates were opened by Ada Lind of the council. Lind left early.",
            "At midnight Ada Lind opened the gates.",
        )
    )

    assert [each.name for each in found.actors if "Lind" in each.name] == ["Ada Lind"]


def test_what_two_known_people_say_is_one_claim_only_if_that_is_sure() -> None:
    found = align(
        _tellings(
            f"{RIVER} Mayor Ada Lind said the flood ruined the wheat.",
            f"{WATER} Engineer Karl Osk said the wheat must be paid for after the flood.",
        )
    )

    assert len(_group(found, "the flood ruined").readings) == 1
