"""Expressions come to the right TIMEX3 value, days and anchor. 2031-02-12 is a Wednesday."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tellings.annotate.resolve import resolved
from tellings.annotate.sentences import sentences
from tellings.annotate.times import expressions
from tellings.model.annotation import TimeExpression
from told import told

PUBLISHED = "2031-02-12"


def _times(text: str, published: str | None = PUBLISHED) -> list[TimeExpression]:
    article = told(text)
    return list(resolved(article, expressions(article, sentences(article)), published))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It broke on April 9, 2029.", "2029-04-09"),
        ("It broke on 9 April 2029.", "2029-04-09"),
        ("It broke on 13/04/2029.", "2029-04-13"),
        ("It broke on 9.4.2029.", "2029-04-09"),
        ("It broke on Jan. 20.", "2031-01-20"),
        ("It broke on Dec. 20.", "2030-12-20"),
        ("It broke on Wednesday.", "2031-02-12"),
        ("It broke on Friday.", "2031-02-07"),
        ("The council will vote on Friday.", "2031-02-14"),
        ("The council is due to vote on Friday.", "2031-02-14"),
        ("The vote, held last Friday, failed.", "2031-02-07"),
        ("It would not repeat Friday's vote.", "2031-02-07"),
        ("It will fail ahead of Friday's vote.", "2031-02-14"),
        ("It broke in November.", "2030-11"),
        ("It will open in November.", "2031-11"),
        ("The town repays it by November.", "2031-11"),
        ("It broke in January nineteen ninety-seven.", "1997-01"),
        ("It broke in the winter of nineteen ninety-four.", "1994-WI"),
        ("It broke last May.", "2030-05"),
        ("It broke last fall.", "2030-FA"),
        ("It broke in the summer of 2029.", "2029-SU"),
        ("It broke today.", "2031-02-12"),
        ("It broke yesterday.", "2031-02-11"),
        ("It broke last week.", "2031-W06"),
        ("It broke last month.", "2031-01"),
        ("It broke last year.", "2030"),
        ("It broke three years ago.", "2028"),
        ("It broke two months ago.", "2030-12"),
        ("It broke 10 days ago.", "2031-02-02"),
        ("It broke in the 1990s.", "199"),
        ("It broke in the 19th century.", "18"),
        ("It broke in the third quarter of 2030.", "2030-Q3"),
        ("It broke late on Sunday.", "2031-02-09TNI"),
        ("It broke last night.", "2031-02-11TNI"),
        ("It broke at 10:30 p.m. on Monday.", "2031-02-10T22:30"),
        ("It broke on Christmas Day.", "2030-12-25"),
        ("It rained for three days.", "P3D"),
        ("It rained for half an hour.", "PT30M"),
        ("It rained for two decades.", "P20Y"),
        ("It rained every Monday.", "XXXX-WXX-1"),
        ("It rained daily.", "P1D"),
        ("It is raining now.", "PRESENT_REF"),
    ],
)
def test_a_value_is_read_from_the_day_of_publication(text: str, value: str) -> None:
    assert [each.value for each in _times(text)] == [value]


def test_later_this_week_runs_from_tomorrow_to_sunday() -> None:
    (time,) = _times("The council meets later this week.")

    assert (time.value, time.start, time.end) == ("2031-W07", "2031-02-13", "2031-02-16")


def test_the_same_day_is_the_day_told_last() -> None:
    first, second = _times("It broke on Monday. The same day, the mayor left.")

    assert second.value == first.value == "2031-02-10"
    assert second.anchor == "narrative"


def test_the_following_spring_counts_from_what_was_told() -> None:
    _, spring = _times("It broke last fall. The following spring, it leaked again.")

    assert (spring.value, spring.anchor) == ("2031-SP", "narrative")


def test_a_few_words_between_a_month_and_a_year_in_words_keep_them_apart() -> None:
    month, year = _times("It broke in January, and in nineteen ninety-seven it had held.")

    assert (month.value, year.value) == ("2031-01", "1997")


def test_two_weeks_later_counts_from_what_was_told() -> None:
    _, later = _times("It broke on March 3, 2029. Two weeks later, the mayor left.")

    assert (later.value, later.anchor) == ("2029-W11", "narrative")


def test_without_a_publication_day_only_what_is_absolute_has_a_value() -> None:
    ago, friday, full = _times("Three years ago, on Friday, it recalled April 9, 2029.", None)

    assert (ago.value, friday.value) == (None, None)
    assert (full.value, full.anchor) == ("2029-04-09", "absolute")


def test_a_history_goes_on_in_the_year_told_last() -> None:
    text = (
        "On 3 May 1871 the dam broke. On 4 June 1871 it was mended. On 1 July 1871 it held. "
        "On 9 August 1871 it broke again. In October, the mayor fled. On 2 February he came back."
    )

    assert [each.value for each in _times(text)][-2:] == ["1871-10", "1872-02-02"]


def test_days_the_calendar_does_not_have_are_no_days() -> None:
    assert [each.value for each in _times("It broke on 2031-02-30 and 31 April 2031.")] == [
        None,
        None,
    ]


_WORDS = (
    "on|last|next|the|same|day|week|month|year|years|ago|later|Monday|Friday|May|31|"
    "February|9999|0001|quarter|fourth|two|hundred|thousand|centuries|decade|10|p.m.|noon|"
    "early|25|12|/|.|,|will"
)
WORDS = _WORDS.split("|")


@given(
    st.one_of(st.text(max_size=150), st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join)),
    st.sampled_from([None, PUBLISHED, "0001-01-01", "9999-12-31", "nonsense", ""]),
)
@settings(max_examples=300, deadline=None)
def test_whatever_the_text_days_are_in_order_and_nothing_raises(
    text: str, published: str | None
) -> None:
    for time in _times(text, published):
        if time.start and time.end:
            assert time.start <= time.end
        assert time.type in ("DATE", "TIME", "DURATION", "SET")
        assert time.anchor in ("publication", "absolute", "narrative", "none")
