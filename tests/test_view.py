"""A view leads back: what it shows stands in the input where it says."""

from hypothesis import given
from hypothesis import strategies as st

from tellings.model.span import Span
from tellings.view import Edit, View, edited, identity

ENTITIES = {"&amp;": "&", "&lt;": "<", "&eacute;": "é", "<b>": "", "</b>": "", "&nbsp;": "\u00a0"}
pieces = st.lists(
    st.one_of(st.sampled_from(sorted(ENTITIES)), st.text(alphabet="ab c\n", min_size=1)),
    max_size=12,
)


def _view(parts: list[str]) -> tuple[str, View]:
    raw = "".join(parts)
    edits, at = [], 0
    for part in parts:
        if part in ENTITIES:
            edits.append(Edit(Span(at, at + len(part)), ENTITIES[part]))
        at += len(part)
    return raw, edited(raw, edits)


def test_a_stretch_leads_back_over_what_was_cut_out() -> None:
    raw = "the <b>Tarn</b> dam"

    view = edited(raw, [Edit(Span(4, 7)), Edit(Span(11, 15))])

    assert view.text == "the Tarn dam"
    assert view.raw(Span(4, 8)).of(raw) == "Tarn"
    assert view.raw(Span(4, 12)).of(raw) == "Tarn</b> dam"


def test_a_part_of_what_was_rewritten_stands_for_the_whole_of_it() -> None:
    raw = "a &hellip; b"

    view = edited(raw, [Edit(Span(2, 10), "...")])

    assert view.text == "a ... b"
    assert view.raw(Span(3, 4)).of(raw) == "&hellip;"


def test_a_rewriting_of_the_same_length_is_still_taken_whole() -> None:
    raw = "x \u2028\u2028 y"

    view = edited(raw, [Edit(Span(2, 4), "\n\n")])

    assert view.raw(Span(2, 3)) == Span(2, 4)


def test_the_second_of_two_like_words_leads_to_the_second() -> None:
    raw = "dam<br>dam"

    view = edited(raw, [Edit(Span(3, 7), " ")])

    assert view.raw(Span(4, 7)) == Span(7, 10)


def test_an_empty_text_has_an_empty_view() -> None:
    assert identity("").text == ""
    assert edited("", []).text == ""
    assert edited("<b>", [Edit(Span(0, 3))]).text == ""


@given(st.text(max_size=30), st.data())
def test_the_view_that_changes_nothing_leads_back_to_the_same_place(
    text: str, data: st.DataObject
) -> None:
    view = identity(text)

    assert view.text == text
    if text:
        start = data.draw(st.integers(0, len(text) - 1))
        span = Span(start, data.draw(st.integers(start + 1, len(text))))
        assert view.raw(span) == span


@given(pieces)
def test_every_character_of_a_view_leads_to_what_it_stands_for(parts: list[str]) -> None:
    raw, view = _view(parts)

    assert view.text == "".join(ENTITIES.get(part, part) for part in parts)
    for at, char in enumerate(view.text):
        found = view.raw(Span(at, at + 1)).of(raw)
        assert found == char or ENTITIES[found] == char


@given(pieces)
def test_the_way_back_keeps_the_order(parts: list[str]) -> None:
    _, view = _view(parts)

    back = [view.raw(Span(at, at + 1)) for at in range(len(view.text))]

    assert back == sorted(back)
