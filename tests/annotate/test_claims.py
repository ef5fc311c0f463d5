"""What an article says is so, by whom, and how."""

from tellings.annotate import annotate
from tellings.clean import clean
from tellings.model.annotation import Claim
from tellings.model.document import Document


def _claims(body: str) -> list[Claim]:
    text = f"Dam talks falter\n\n{body}\n\nMore talks will follow in the spring, people say.\n"
    return list(annotate(clean(Document("a", text, "a", ""))).claims)


def _claim(body: str, words: str) -> Claim:
    return next(each for each in _claims(body) if words in each.text)


def test_a_claim_is_the_words_of_the_article() -> None:
    text = "Dam talks falter\n\nThe water rose on Monday and the gates were opened.\n"

    found = annotate(clean(Document("a", text, "a", ""))).claims

    assert all(each.text == each.spans[0].of(text) for each in found)


def test_a_sentence_falls_into_its_clauses() -> None:
    found = [each.text for each in _claims("The water rose on Monday and the gates were opened.")]

    assert "The water rose on Monday" in found
    assert "the gates were opened" in found


def test_and_between_two_names_cuts_nothing() -> None:
    found = _claim("Ada Lind said that she and Karl Osk had met in Tarn.", "Karl Osk")

    assert found.text == "she and Karl Osk had met in Tarn"


def test_a_refusal_is_claimed_with_its_verb() -> None:
    found = _claim("Ada Lind declined on Monday to confirm the call.", "confirm")

    assert found.stance == "refuses"
    assert found.text.startswith("declined")


def test_a_condition_and_a_negation_are_told() -> None:
    found = _claim("Ada Lind said there would be no talks unless the gates open.", "no talks")

    assert (found.condition, found.polarity, found.stance) == (True, "-", "demands")


def test_what_an_earlier_version_said_is_no_claim() -> None:
    found = _claims("Correction: An earlier version of this article said that 40 had drowned.")

    assert not any("drowned" in each.text for each in found)


def test_a_caption_holds_no_claim() -> None:
    found = _claims("It rained.\n\nAda Lind opens the gates at Tarn. (Ana Brel/AP)")

    assert not any("opens the gates" in each.text for each in found)


def test_what_a_sentence_tells_of_its_speaker_is_a_claim() -> None:
    found = _claim("Ada Lind, who has run the dam since 1998, said the gates are shut.", "1998")

    assert found.text == "Ada Lind, who has run the dam since 1998"
    assert (found.holder, found.quotation) == ((), None)


def test_a_speaker_behind_the_cue_is_described_too() -> None:
    found = _claim(
        "“The gates are shut,” said Karl Osk, a keeper who was hired last year.", "keeper"
    )

    assert found.text == "Karl Osk, a keeper who was hired last year"


def test_a_poll_of_a_day_is_a_claim() -> None:
    found = _claims("A poll of the Tarn Herald released on May 4 found that most want it open.")

    assert any(each.text == "A poll of the Tarn Herald released on May 4" for each in found)


def test_a_name_and_its_office_are_none() -> None:
    found = _claims("Ada Lind, the mayor, said on Monday in Tarn that the gates are shut.")

    assert not any("Lind" in each.text for each in found)
