"""A span is a pair of numbers that knows its characters, and refuses those that are not there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tellings.errors import SpanError
from tellings.model.span import Span, trimmed

numbers = st.integers(-3, 12)


def test_a_span_counts_code_points_and_not_bytes() -> None:
    text = "Łódź 🌊 dam"

    found = Span(7, 10).of(text)

    assert found == "dam"


def test_a_span_is_a_pair_as_every_record_has_it() -> None:
    span = Span(4, 7)

    assert list(span) == [4, 7]
    assert span == (4, 7)


@pytest.mark.parametrize("span", [Span(2, 2), Span(3, 1), Span(-1, 2), Span(1, 6)])
def test_a_span_without_characters_is_refused(span: Span) -> None:
    text = "river"

    with pytest.raises(SpanError, match=f"{span.start}-{span.end} in a text of 5"):
        span.of(text)


@given(numbers, numbers, st.text(max_size=10))
def test_a_span_gives_its_characters_or_says_they_are_not_there(
    start: int, end: int, text: str
) -> None:
    span = Span(start, end)

    if 0 <= start < end <= len(text):
        assert span.of(text) == text[start:end]
    else:
        with pytest.raises(SpanError):
            span.of(text)


def test_a_span_holds_itself_and_what_lies_inside() -> None:
    whole = Span(2, 9)

    assert whole.holds(whole)
    assert whole.holds(Span(3, 4))
    assert not whole.holds(Span(8, 10))


def test_spans_that_only_touch_do_not_meet() -> None:
    assert not Span(0, 3).meets(Span(3, 5))
    assert Span(0, 4).meets(Span(3, 5))


@given(numbers, numbers, numbers, numbers)
def test_meeting_does_not_depend_on_who_is_asked(a: int, b: int, c: int, d: int) -> None:
    one, other = Span(min(a, b), max(a, b) + 1), Span(min(c, d), max(c, d) + 1)

    assert one.meets(other) == other.meets(one)
    assert one.meets(other) == bool(set(range(*one)) & set(range(*other)))


@given(st.text(alphabet="a \n\t\u00a0", max_size=12))
def test_trimming_takes_blanks_from_the_ends_alone(text: str) -> None:
    span = trimmed(text, 0, len(text))

    assert (span.of(text) if span else "") == text.strip()
