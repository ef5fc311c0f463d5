"""Which marks open, which close, and which are no marks at all."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tellings.marks import CLOSING, OPENING, SINGLES, STRAIGHT, marked, regions

texts = st.text(alphabet="ab s1.,\"'‘’“”«»„—(\n", max_size=60)


def _between(text: str) -> list[str]:
    return [span.of(text) for span in regions(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ('"The gates stay shut," she said.', ["The gates stay shut,"]),
        ("“The gates stay shut,” she said.", ["The gates stay shut,"]),
        ("„The gates stay shut“, she said.", ["The gates stay shut"]),
        ("»The gates stay shut«, she said.", ["The gates stay shut"]),
        ("„One“, he said, „and two.“", ["One", "and two."]),
        ("''The gates stay shut,'' she said.", ["The gates stay shut,"]),
        ("``The gates stay shut,'' she said.", ["The gates stay shut,"]),
        ("«The gates stay shut», she said.", ["The gates stay shut"]),
        ("Talks 'by a thread', says Belmora", ["by a thread"]),
        ("Talks ‘by a thread’, says Belmora", ["by a thread"]),
        ('"One," he said, "and two."', ["One,", "and two."]),
        ("“He told me ‘never’ twice,” she said.", ["He told me ‘never’ twice,"]),
        ("“He told me “never” twice,” she said.", ["He told me “never” twice,"]),
        ("“The gates stay shut,“ she said.", ["The gates stay shut,"]),
        ("“The gates stay shut", ["The gates stay shut"]),
        ("He didn't open the farmers' gates", []),
        ('the 12" pipe', []),
        ("the winter of '98 was dry", []),
        ('""', []),
        ("no marks here", []),
        ("", []),
    ],
)
def test_these_words_stand_between_marks(text: str, inside: list[str]) -> None:
    assert _between(text) == inside


def test_a_mark_left_open_ends_with_its_paragraph() -> None:
    text = "“We will not go.\n“We will stay,” she said."

    first = regions(text, 0, text.index("\n"))

    assert [span.of(text) for span in first] == ["We will not go."]


def test_a_stretch_is_clipped_to_what_was_asked_for() -> None:
    text = 'They called it "a theft of water" on Monday.'
    start = text.index("theft")

    found = marked(text, start, len(text))

    assert [span.of(text) for span in found] == ["theft of water"]


def test_a_mark_opened_before_the_stretch_is_seen() -> None:
    text = 'He said: "Not one drop. Not one more village."'
    start = text.index("Not one more")

    found = marked(text, start, len(text))

    assert [span.of(text) for span in found] == ["Not one more village."]


@given(texts)
def test_stretches_are_in_order_apart_and_inside(text: str) -> None:
    found = regions(text, 0, len(text))

    assert all(0 <= each.start < each.end <= len(text) for each in found)
    assert all(a.end < b.start for a, b in pairwise(found))


@given(texts)
def test_a_stretch_begins_behind_a_mark_and_ends_before_one_or_with_the_text(text: str) -> None:
    every = OPENING | CLOSING | SINGLES | {STRAIGHT}

    for span in regions(text, 0, len(text)):
        assert text[span.start - 1] in every
        assert span.end == len(text) or text[span.end] in every


@pytest.mark.parametrize("mark", ['"', "“", "”", "«", "'", "'a ", "“ ", "a“ "])
def test_a_hundred_thousand_marks_are_read(mark: str) -> None:
    text = mark * (100_000 // len(mark))

    found = regions(text, 0, len(text))

    assert all(each.of(text) for each in found)
