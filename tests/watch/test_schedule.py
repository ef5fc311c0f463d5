"""When a feed and an article are looked at again: at given times, never at once, never for ever."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tellings.watch.schedule import (
    AGAIN,
    DAY,
    FIRST,
    HOUR,
    LEAST,
    LONGEST_RETRY,
    MINUTE,
    MOST,
    Pace,
    after_failure,
    after_news,
    after_nothing,
    again,
)

NOW = 1_936_000_000.0  # a day in May 2031


def test_a_feed_that_brings_nothing_is_asked_less_and_less_down_to_a_bound() -> None:
    pace, waits = Pace(), []
    for _ in range(12):
        pace = after_nothing(pace, NOW)
        waits.append(pace.due - NOW)

    assert waits == sorted(waits)
    assert waits[0] == FIRST * 1.5
    assert waits[-1] == MOST


def test_a_feed_that_brings_something_each_time_is_asked_more_up_to_a_bound() -> None:
    pace = Pace(MOST)
    for _ in range(12):
        pace = after_news(pace, NOW)

    assert pace == Pace(LEAST, 0, NOW + LEAST)


def test_after_failures_in_a_row_the_wait_doubles_up_to_a_day() -> None:
    pace, waits = Pace(), []
    for _ in range(10):
        pace = after_failure(pace, NOW)
        waits.append((pace.due - NOW) / MINUTE)

    assert waits[:4] == [15, 30, 60, 120]
    assert waits[-1] == LONGEST_RETRY / MINUTE == DAY / MINUTE


def test_a_success_ends_the_failures_and_the_pace_is_that_of_before() -> None:
    failed = after_failure(after_failure(Pace(HOUR), NOW), NOW)

    assert after_nothing(failed, NOW) == Pace(1.5 * HOUR, 0, NOW + 1.5 * HOUR)


@pytest.mark.parametrize(("wait", "due"), [(10.0, 15 * MINUTE), (2 * DAY, 2 * DAY), (None, FIRST)])
def test_what_a_server_asks_for_is_kept_to_but_never_hurries(
    wait: float | None, due: float
) -> None:
    assert after_failure(Pace(), NOW, wait).due == NOW + due


def test_an_article_is_read_again_at_the_hours_of_the_list_and_then_no_more() -> None:
    reads, now = [], NOW
    while (due := again(NOW, now)) is not None:
        reads.append(due - NOW)
        now = due

    assert tuple(reads) == AGAIN


def test_readings_that_were_missed_are_made_up_by_one() -> None:
    assert again(NOW, NOW + 5 * HOUR) == NOW + DAY


@given(
    st.builds(Pace, st.floats(0, 1e9), st.integers(0, 10**6), st.floats(0, 4e9)),
    st.floats(0, 4e9),
    st.none() | st.floats(0, 7 * DAY),
)
def test_nothing_is_ever_due_at_once_nor_later_than_a_week(
    pace: Pace, now: float, wait: float | None
) -> None:
    for step in (after_news(pace, now), after_nothing(pace, now), after_failure(pace, now, wait)):
        assert now + LEAST <= step.due <= now + 7 * DAY
