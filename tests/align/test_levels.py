"""The first level that holds, and its laws."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tellings.align.levels import changes, level

FULL = "we will open our half of the gates when the last guard goes home"
SAID = ["we", "you", "go", "stay", "now", "then", "here", "there"]
WORDS = st.lists(st.sampled_from(SAID), max_size=8)


@pytest.mark.parametrize(
    ("other", "wanted"),
    [
        (FULL, "verbatim"),
        ("our half of the gates", "trimmed"),
        ("we will open our half of the gates", "trimmed"),
        ("we will open the gates when the last guard goes home", "spliced"),
        ("we will open our half of the doors when the last guard goes home", "altered"),
        ("when the last guard goes home we will open our half of the gates", "altered"),
    ],
)
def test_the_first_level_that_holds(other: str, wanted: str) -> None:
    a, b = FULL.split(), other.split()

    assert level(a, b, changes(a, b)) == wanted
    assert level(b, a, changes(b, a)) == wanted


@given(WORDS, WORDS)
def test_the_steps_rebuild_both_sides(a: list[str], b: list[str]) -> None:
    steps = changes(a, b)

    assert [w for step in steps for w in a[step.a_start : step.a_end]] == a
    assert [w for step in steps for w in b[step.b_start : step.b_end]] == b
    assert all(
        a[step.a_start : step.a_end] == b[step.b_start : step.b_end]
        for step in steps
        if step.op == "equal"
    )


@given(WORDS)
def test_the_same_words_are_verbatim(words: list[str]) -> None:
    assert level(words, words, changes(words, words)) == "verbatim"
