"""Words are found where they stand and compared by what publishers do not differ in."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tellings.words import normal, tokens


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The dam won’t open.", ["the", "dam", "won't", "open"]),
        ("The dam won't open.", ["the", "dam", "won't", "open"]),
        ("full-scale", ["full", "scale"]),
        ("2.1 billion, 1,200 and 40%", ["2.1", "billion", "1,200", "and", "40%"]),
        ("the U.N. envoy", ["the", "un", "envoy"]),
        ("Łódź, Šibenik and Þórshöfn", ["łódź", "šibenik", "and", "þórshöfn"]),
        ("snake_case", ["snake", "case"]),
        ("... — “”", []),
        ("", []),
    ],
)
def test_a_text_has_these_words(text: str, words: list[str]) -> None:
    found = [token.norm for token in tokens(text)]

    assert found == words


def test_a_part_of_a_text_is_read_in_the_places_of_the_whole() -> None:
    text = "Until the gates open, nothing."

    found = tokens(text, 6, 20)

    assert [text[each.start : each.end] for each in found] == ["the", "gates", "open"]


@pytest.mark.parametrize("word", ["Valley", "VALLEY", "valley"])
def test_capitals_do_not_make_a_word_another(word: str) -> None:
    assert normal(word) == "valley"


def test_the_point_of_a_figure_is_kept() -> None:
    assert normal("2.1") == "2.1"


@given(st.text(max_size=60))
def test_words_are_in_order_apart_and_never_empty(text: str) -> None:
    found = tokens(text)

    assert all(0 <= each.start < each.end <= len(text) for each in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(each.norm for each in found)


@given(st.text(max_size=60))
def test_no_letter_or_digit_is_lost(text: str) -> None:
    held = {at for each in tokens(text) for at in range(each.start, each.end)}

    assert all(at in held for at, char in enumerate(text) if char.isalnum())
