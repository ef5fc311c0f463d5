"""What is taken for a name, and what is only said of something."""

import pytest

from tellings.annotate.names import names
from tellings.model.span import Span


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("They left the Norwian-held regions.", []),
        ("The Council-backed plan failed in Tarn.", ["Tarn"]),
        ("In the Norwian-controlled Sool they met Anna-Maria Lind.", ["Sool", "Anna-Maria Lind"]),
    ],
)
def test_a_compound_with_a_small_second_part_is_no_name(text: str, wanted: list[str]) -> None:
    assert [each.text for each in names(text, (Span(0, len(text)),))] == wanted
