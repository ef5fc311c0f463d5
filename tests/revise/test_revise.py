"""What is told of two versions of one article: what changed, where it stands, no more."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tellings.annotate import annotate
from tellings.model.annotation import Annotated
from tellings.model.comparison import Place
from tellings.model.document import Role
from tellings.model.revision import Change, Revision
from tellings.report.revision import report
from tellings.revise import revise
from told import told

LEAD = 'The minister Orel Vant said on Monday that "we will mend the dam before the rains."'
HOMES = "Fourteen homes in the valley were flooded."
DENIAL = "Castria denied that it had opened the sluices."
OLD = "The dam was built in 1958."


def version(*pieces: str | tuple[Role, str], name: str = "new") -> Annotated:
    return annotate(told(*pieces, name=name))


def changed(before: tuple[str, ...], after: tuple[str, ...]) -> Revision:
    return revise(version(*before, name="old"), version(*after))


def texts(changes: tuple[Change, ...]) -> list[tuple[str, str | None, str | None]]:
    def text(place: Place | None) -> str | None:
        return place.text if place else None

    return [(each.op, text(each.before), text(each.after)) for each in changes]


def test_of_the_same_text_nothing_is_told() -> None:
    found = changed((LEAD, HOMES), (LEAD, HOMES))

    assert found.empty
    assert found.claims == found.figures == found.paragraphs == ()
    assert "No word of the article has changed." in report(found)


def test_glyphs_and_spacing_are_no_change() -> None:
    found = changed(
        (LEAD,), (LEAD.replace(' "', " “").replace('"', "”").replace(" said", "  said"),)
    )

    assert found.empty


def test_a_figure_with_another_value_is_told_with_both_values() -> None:
    found = changed((HOMES,), (HOMES.replace("Fourteen", "Sixteen"),))

    assert [(each.op, each.was, each.now) for each in found.figures] == [("changed", "14", "16")]
    assert texts(found.words) == [("changed", "Fourteen", "Sixteen")]


def test_a_bound_that_is_new_is_another_value() -> None:
    found = changed(
        ("The storm left 14 homes flooded.",), ("The storm left at least 14 homes flooded.",)
    )

    assert [(each.was, each.now) for each in found.figures] == [("14", "at-least 14")]


def test_a_quotation_in_other_words_has_level_note_and_both_places() -> None:
    found = changed((LEAD,), (LEAD.replace("mend", "rebuild"),))

    change = next(each for each in found.quotations if each.level)
    assert (change.op, change.level) == ("changed", "altered")
    assert change.note == "'mend' / 'rebuild'"
    assert change.before
    assert change.before.article == "old"
    assert "mend the dam" in change.before.text


def test_a_quotation_with_another_speaker_is_told_although_its_words_are_the_same() -> None:
    said = '"The wall was sound," said {}, an engineer.'

    found = changed((said.format("Mira Holt"),), (said.format("Tomas Reed"),))

    change = found.quotations[0]
    assert (change.was, change.now) == ("Mira Holt", "Tomas Reed")


def test_a_fuller_form_of_the_speakers_name_is_no_other_speaker() -> None:
    said = '"The wall was sound," said {}, an engineer.'

    found = changed((said.format("Holt"),), (said.format("Mira Holt"),))

    assert found.quotations == ()


def test_a_new_paragraph_is_told_whole_and_its_sentences_not_again() -> None:
    found = changed((LEAD, OLD), (LEAD, DENIAL, OLD))

    assert texts(found.paragraphs) == [("added", None, DENIAL)]
    assert found.sentences == ()


def test_a_sentence_added_to_a_paragraph_is_no_new_paragraph() -> None:
    found = changed((HOMES,), (f"{HOMES} {DENIAL}",))

    assert texts(found.sentences) == [("added", None, DENIAL)]
    assert found.paragraphs == ()


def test_a_paragraph_that_is_only_divided_has_not_changed() -> None:
    found = changed((f"{HOMES} {DENIAL}",), (HOMES, DENIAL))

    assert found.empty


def test_a_sentence_that_stands_elsewhere_has_moved_and_the_others_have_not() -> None:
    found = changed((OLD, LEAD, HOMES, DENIAL), (LEAD, HOMES, DENIAL, OLD))

    assert texts(found.sentences) == [("moved", OLD, OLD)]
    assert found.words_added == found.words_dropped == 0


def test_of_a_sentence_said_twice_one_is_dropped() -> None:
    found = changed((DENIAL, HOMES, DENIAL), (DENIAL, HOMES))

    assert texts(found.paragraphs) == [("dropped", DENIAL, None)]


def test_a_headline_in_other_words_is_still_the_headline() -> None:
    before = version(("headline", "Dam breaks above Tarn"), LEAD, name="old")
    after = version(("headline", "Minister promises repair"), LEAD)

    found = revise(before, after)

    assert texts(found.fields) == [("changed", "Dam breaks above Tarn", "Minister promises repair")]
    assert found.paragraphs == found.sentences == ()


def test_what_stands_around_an_article_is_nobodys_revision() -> None:
    before = version(LEAD, ("promo", "Ten dams to see this summer"), name="old")
    after = version(LEAD, ("promo", "What to cook when it rains"))

    assert revise(before, after).empty


def test_a_denial_that_is_no_denial_any_more_is_told() -> None:
    found = changed((DENIAL,), (DENIAL.replace("denied", "confirmed"),))

    assert ("denies", "confirms") in [(each.was, each.now) for each in found.claims]


def test_there_and_back_tells_the_same_the_other_way_round() -> None:
    there = changed((LEAD, HOMES), (LEAD.replace("mend", "rebuild"), DENIAL))
    back = changed((LEAD.replace("mend", "rebuild"), DENIAL), (LEAD, HOMES))

    assert (there.words_added, there.words_dropped) == (back.words_dropped, back.words_added)
    assert len(there.quotations) == len(back.quotations)


@pytest.mark.parametrize("size", [400])
def test_a_text_rewritten_from_end_to_end_is_told_in_order(size: int) -> None:
    before = tuple(f"Boat {number} of the north left port {number}." for number in range(size))
    after = tuple(reversed(before))

    found = changed(before, after)

    assert {each.op for each in found.sentences} == {"moved"}
    assert len(found.sentences) == size - 1


def test_two_very_long_sentences_are_told_apart_by_their_ends() -> None:
    first, last = "the dam broke and " * 700, " and nobody came" * 700

    found = changed((f"{first} early {last}",), (f"{first} late {last}",))

    assert texts(found.words) == [("changed", "early", "late")]


SENTENCES = st.lists(
    st.sampled_from([LEAD, HOMES, DENIAL, OLD, "“", "He said no.", "a b c d"]), max_size=6
)


@given(SENTENCES, SENTENCES)
def test_every_place_holds_its_text_and_nothing_is_told_twice(
    old: list[str], new: list[str]
) -> None:
    found = changed(tuple(old), tuple(new))

    sides = {each.id: each.text for each in found.articles}
    for change in (*found.fields, *found.sentences, *found.words, *found.quotations, *found.claims):
        for place in (change.before, change.after):
            if place:
                words = " ".join(span.of(sides[place.article]) for span in place.spans)
                assert place.text == words
    assert len(set(found.words)) == len(found.words)
    assert report(found) == report(found)


def test_a_hostile_text_does_not_steer_the_terminal() -> None:
    found = changed((LEAD,), (LEAD.replace("dam", "dam\x1b[31m\u202e"),))

    written = report(found)

    assert "\x1b" not in written
    assert "\u202e" not in written
