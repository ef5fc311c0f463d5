"""The outline: letters, places, labels of readings, what only one telling has."""

from dataclasses import replace

import pytest

from report.articles import dispatch, spans
from report.invented import comparison
from tellings.model.annotation import Quotation
from tellings.model.comparison import Comparison, Use
from tellings.model.document import Publisher
from tellings.model.span import Span
from tellings.report.outline import Outline


def with_quotation(text: str, part: str, kind: str) -> Comparison:
    """The invented story, its first telling with one quotation more."""
    made = comparison(text)
    first = dispatch(text)
    more = Quotation("q9", kind, spans(text, part), speaker_name="Holt")  # type: ignore[arg-type]
    first = replace(first, quotations=(*first.quotations, more))
    return replace(made, articles=(first, *made.articles[1:]))


def test_a_place_counts_in_the_document_of_its_letter() -> None:
    made = comparison()
    outline = Outline(made)
    side = made.conflicts[0].sides[1]

    place = outline.place(side)

    start, _, end = place.removeprefix("B:").partition("-")
    assert made.articles[1].article.document.text[int(start) : int(end)] == "Sixteen"


def test_the_fullest_reading_comes_first_and_two_of_one_telling_are_numbered() -> None:
    (told,) = Outline(comparison()).shared

    assert [each.label for each in told.readings] == ["A", "B", "C1", "C2"]
    assert told.readings[0].against is None
    assert [each.labels for each in told.others] == ["B-C1"]


def test_a_quotation_of_no_utterance_is_told_by_one_alone_unless_it_is_scare() -> None:
    assert [each.id for each in Outline(comparison()).lone] == ["a-q2"]


@pytest.mark.parametrize(
    ("part", "shown"),
    [
        ("would say \u201cthank you", "would say \u201cthank you\u201d"),
        ("thank you\u201d to all", "\u201cthank you\u201d to all"),
        ('No one warned us," said', '"No one warned us," said'),
        ("would say", "would say"),
    ],
)
def test_the_mark_that_the_words_of_a_mixed_quotation_lack_is_shown(part: str, shown: str) -> None:
    told = "who would say \u201cthank you\u201d to all, lost her shop."
    text = dispatch().text.replace("who lost her shop.", told)

    (*_, lone) = Outline(with_quotation(text, part, "mixed")).lone

    assert lone.said == shown


def test_words_with_marks_of_their_own_are_not_put_in_marks_again() -> None:
    made = comparison()
    text = made.articles[0].text
    reading = replace(
        made.utterances[0].readings[0],
        form="mixed",
        spans=spans(text, 'said on Monday … autumn rains."'),
    )
    utterance = replace(made.utterances[0], readings=(reading, *made.utterances[0].readings[1:]))

    (told,) = Outline(replace(made, utterances=(utterance,))).shared

    assert told.readings[0].said.startswith('said on Monday that "we')


def test_of_many_places_of_a_name_the_first_few_are_listed() -> None:
    outline = Outline(comparison())
    use = Use("dispatch", tuple(Span(at, at + 1) for at in range(5)), "x", 5)

    assert outline.use_place(use) == "A:0-1,1-2,2-3 and 2 more"


def test_a_telling_without_a_publisher_goes_by_the_name_of_its_file() -> None:
    made = comparison()
    nameless = replace(made.tellings[0], publisher=None)
    blank = replace(made.tellings[1], publisher=Publisher(" ", "stated"))

    outline = Outline(replace(made, tellings=(nameless, blank, made.tellings[2])))

    assert [each.publisher for each in outline.sources] == ["dispatch", "monitor", "Tarn Wire"]


def test_an_utterance_that_one_telling_prints_twice_is_not_shared() -> None:
    made = comparison()
    utterance = replace(
        made.utterances[0], readings=made.utterances[0].readings[2:], pairs=(), fullest=1
    )

    outline = Outline(replace(made, utterances=(utterance,)))

    assert outline.shared == ()
    assert [each.label for each in outline.repeated[0].readings] == ["C2", "C1"]
    assert outline.counts(outline.sources[2]) == (0, 1, 0, 0)


def test_the_words_around_a_place_are_those_of_its_sentence() -> None:
    made = comparison()

    assert Outline(made).context(made.conflicts[0].sides[0]) == (
        "",
        "Fourteen",
        " homes in the valley were flooded.",
    )
