"""What people are called, and whose position a position is."""

from tellings.model.comparison import Comparison
from tellings.model.document import Document, Given
from tellings.pipeline import annotated, compared


def _compared(*bodies: str) -> Comparison:
    given = Given(published="2026-05-20")
    made = [
        annotated(Document(f"a{at}", f"Dam breaks at Tarn\n\n{body}\n", f"a{at}", "", given=given))
        for at, body in enumerate(bodies)
    ]
    return compared(made)


def _names(comparison: Comparison, of: str) -> set[str]:
    return {use.text for each in comparison.labels if each.name == of for use in each.uses}


def test_descriptions_beside_a_name_are_labels() -> None:
    found = _compared(
        "Ada Lind, a polarizing figure, spoke in Tarn. Ada Lind left early.",
        "The outspoken anchor Ada Lind spoke in Tarn. Ada Lind left early.",
    )

    assert {"a polarizing figure", "The outspoken anchor Ada Lind"} <= _names(found, "Ada Lind")


def test_what_somebody_does_is_no_label() -> None:
    found = _compared(
        "Ada Lind, the mayor said on Monday, spoke in Tarn. Then Ada Lind left.",
        "Critics of Ada Lind spoke in Tarn. The spokesman said Ada Lind left.",
    )

    assert all("said" not in name and "Critics" not in name for name in _names(found, "Ada Lind"))


def test_who_goes_on_behind_a_comma_is_no_label() -> None:
    found = _compared(
        "After the call to Ada Lind, an aide to the mayor declined to comment. Ada Lind left.",
        "Ada Lind, the keeper of the dam, spoke in Tarn. Then Ada Lind left.",
    )

    assert "the keeper of the dam" in _names(found, "Ada Lind")
    assert not any("declined" in name for name in _names(found, "Ada Lind"))


def test_two_ways_to_speak_of_one_group_are_labels() -> None:
    found = _compared(
        "The town of Tarn took in undocumented immigrants after the flood.",
        "The town of Tarn took in people who are in the country illegally after the flood.",
    )

    assert _names(found, "those without papers") == {
        "undocumented immigrants",
        "people who are in the country illegally",
    }


def test_a_plan_stands_under_the_one_who_has_it() -> None:
    found = _compared(
        "Tomas Berg met Ada Lind in Tarn. Tomas Berg said Ada Lind's plan to open the dam was old.",
        "Ada Lind said she plans to open the dam in Tarn at night, and Tomas Berg listened.",
    )

    assert all(
        each.actor != "Tomas Berg" for each in found.positions if "plan to open" in each.text
    )
