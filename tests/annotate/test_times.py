"""Time expressions are found, with the right bounds, and where there are none, none are."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tellings.annotate.sentences import sentences
from tellings.annotate.times import expressions
from told import told


def _found(text: str) -> list[str]:
    article = told(text)
    return [each.span.of(article.text) for each in expressions(article, sentences(article))]


@pytest.mark.parametrize(
    "words",
    [
        "April 9, 2031",
        "9 April 2031",
        "the 9th of April",
        "Wednesday, Apr. 9",
        "2031-04-09",
        "04/09/2031",
        "April 2031",
        "mid-August",
        "last May",
        "Friday",
        "last Monday",
        "Sunday night",
        "late Sunday",
        "the summer of 2031",
        "last fall",
        "the third quarter",
        "the early 2010s",
        "the 19th century",
        "today",
        "last week",
        "next month",
        "later this week",
        "the same day",
        "the following year",
        "three years ago",
        "two weeks later",
        "the past two months",
        "three days",
        "a decade",
        "three-year-long",
        "every Monday",
        "daily",
        "10:30 a.m.",
        "this morning",
        "Thanksgiving Day",
        "2031",
    ],
)
def test_an_expression_is_found_with_its_bounds(words: str) -> None:
    assert _found(f"The council of Tarn wrote of it {words}, before the dam broke.") == [words]


@pytest.mark.parametrize(
    "text",
    [
        "The mayor may march on the second dam.",
        "They paid $2031 for 2,031 boats.",
        "A quarter of the houses fell.",
        "The fall of the house of Marsk surprised nobody.",
        "Elin Marsk, a 52-year-old guard, said nothing.",
        "Call 555-0199 for the boats.",
    ],
)
def test_what_only_looks_like_a_time_is_left_alone(text: str) -> None:
    assert _found(text) == []


def test_the_longest_reading_at_a_place_wins() -> None:
    assert _found("It broke on Monday, April 9, 2031.") == ["Monday, April 9, 2031"]


def test_captions_and_headlines_are_looked_at_and_furniture_is_not() -> None:
    article = told(
        ("headline", "Dam breaks on Monday"),
        ("caption", "The dam on Sunday."),
        ("footer", "Printed on Friday"),
    )

    found = [each.span.of(article.text) for each in expressions(article, sentences(article))]

    assert found == ["Monday", "Sunday"]


_BITS = (
    "the|last|two|three|20|2031|-|,|.|:|/|'|’s|May|Monday|days|years|ago|of|and|half|a|an|"
    "early|later|this|week|10|p.m.|$|%|first|quarter|\n|\u00a0|noon|every|past|night"
)
BITS = _BITS.split("|")


@given(st.one_of(st.text(max_size=200), st.lists(st.sampled_from(BITS), max_size=40).map(" ".join)))
@settings(max_examples=200, deadline=None)
def test_whatever_the_text_expressions_are_in_order_and_do_not_overlap(text: str) -> None:
    article = told(text)

    found = expressions(article, sentences(article))

    ends = [0, *(each.span.end for each in found)]
    assert all(
        end <= each.span.start < each.span.end for end, each in zip(ends, found, strict=False)
    )
    assert all(each.sentence.holds(each.span) for each in found)
