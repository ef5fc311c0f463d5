"""decode() answers whatever the bytes, and loses none silently."""

from hypothesis import given
from hypothesis import strategies as st

from tellings.read.decode import decode


@given(st.binary(max_size=300), st.booleans())
def test_any_bytes_become_text_that_can_be_written(data: bytes, markup: bool) -> None:
    found = decode(data, markup=markup)

    assert found.replaced >= 0
    found.text.encode("utf-8")


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=100))
def test_utf_8_comes_back_as_it_was(text: str) -> None:
    assert decode(("é" + text).encode("utf-8")).text == "é" + text
