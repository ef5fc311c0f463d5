"""Harmless text: laws that hold for any characters."""

from hypothesis import given
from hypothesis import strategies as st

from tellings.report.plain import harmless, line

ANY = st.text(st.characters(codec=None))


@given(ANY)
def test_no_character_moves_and_every_text_can_be_encoded(text: str) -> None:
    safe = harmless(text)

    assert len(safe) == len(text)
    assert safe.encode("utf-8")[:0] == b""
    assert not any(ord(char) < 32 and char not in "\n\t" for char in safe)


@given(ANY)
def test_a_line_is_one_line(text: str) -> None:
    assert len(line(text).splitlines()) <= 1
    assert line(line(text)) == line(text)


@given(st.text("abc \u201c\u201d\u00e9"))
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    assert harmless(text) == text
