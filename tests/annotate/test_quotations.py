"""Who says what: the shapes of attribution, and what is none."""

import pytest

from tellings.annotate import annotate
from tellings.clean import clean
from tellings.model.annotation import Annotated, Quotation
from tellings.model.document import Document

LEAD = "Dam talks falter\n\nThe talks on the dam were broken off on Monday, officials said.\n\n"


def _annotated(text: str) -> Annotated:
    return annotate(clean(Document("a", LEAD + text + "\n\nMore talks will follow.\n", "a", "")))


def _quotation(text: str, words: str) -> Quotation:
    """The one quotation whose content holds these words."""
    found = _annotated(text)
    (one,) = (
        each
        for each in found.quotations
        if any(words in span.of(found.text) for span in each.content)
    )
    return one


@pytest.mark.parametrize(
    ("text", "words", "kind", "speaker"),
    [
        ("“We will not sign,” Ada Lind said.", "not sign", "direct", "Ada Lind"),
        ("“We will not sign,” said Ada Lind, the minister.", "not sign", "direct", "Ada Lind"),
        ("Ada Lind said: “We will not sign.”", "not sign", "direct", "Ada Lind"),
        ("Ada Lind said that the dam was safe.", "was safe", "indirect", "Ada Lind"),
        ("The dam was safe, according to Ada Lind.", "was safe", "indirect", "Ada Lind"),
        ("According to Ada Lind, the dam was safe.", "was safe", "indirect", "Ada Lind"),
        ("Ada Lind said the dam was “as safe as a house”.", "safe as", "mixed", "Ada Lind"),
        ("Ada Lind, a pilot from Tarn, said the dam was safe.", "was safe", "indirect", "Ada Lind"),
        ("The mayor's adviser, Ada Lind, told Radio Tarn on Sunday that the dam was safe.",
         "was safe", "indirect", "Ada Lind"),
        ("“Go home!” Ada Lind told reporters.", "Go home", "direct", "Ada Lind"),
        ("A spokesman for the mayor said the dam was safe.", "was safe", "indirect",
         "spokesman for the mayor"),
    ],
)  # fmt: skip
def test_an_attribution_has_its_kind_and_speaker(
    text: str, words: str, kind: str, speaker: str
) -> None:
    found = _quotation(text, words)

    assert (found.kind, found.speaker_name) == (kind, speaker)


def test_what_the_reporter_interrupts_is_one_quotation() -> None:
    found = _quotation("“We will go on,” Ada Lind said, “and we will win.”", "go on")

    assert len(found.content) == 2


def test_a_second_cue_takes_over_the_source() -> None:
    found = _quotation("Ada Lind said the dam was safe but declined to name the firm.", "the firm")

    assert found.speaker_name == "Ada Lind"


def test_a_word_in_marks_that_nobody_says_is_scare_marked() -> None:
    assert _quotation("The “bargain” cost a million marks last year.", "bargain").scare


def test_he_is_who_spoke_last_not_who_the_caption_names() -> None:
    text = (
        "Karl Osk told the Harbour Dispatch that the gates were shut.\n\n"
        "Ada Lind and Per Strand at the gates. (Ana Brel/AP)\n\n"
        "He said that nobody had been hurt."
    )

    assert _quotation(text, "nobody had been hurt").speaker_name == "Karl Osk"


def test_a_chain_names_the_outlet_and_the_occasion() -> None:
    told = _quotation("Ada Lind told the Harbour Dispatch that the dam was safe.", "was safe")
    stated = _quotation("“We go on,” Ada Lind said in a written statement.", "We go on")

    assert [(link.kind, link.name) for link in told.chain] == [("outlet", "Harbour Dispatch")]
    assert [link.kind for link in stated.chain] == ["statement"]


def test_a_text_too_short_to_tell_its_language_is_not_read_as_english() -> None:
    german, english = (
        annotate(clean(Document("a", text, "a", "")))
        for text in (
            "Es wird eng\n\n\u201eWir haben keine Zeit\u201c, sagte Brandt.\n",
            "Time is up\n\n\u201cNo time left,\u201d Brandt said.\n",
        )
    )

    assert german.article.language is None
    assert [each.speaker_name for each in german.quotations] == [None]
    assert german.claims == ()
    assert [each.speaker_name for each in english.quotations] == ["Brandt"]
