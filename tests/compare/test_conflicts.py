"""Which differences are told, and which are none."""

from tellings.model.comparison import Conflict
from tellings.model.document import Document, Given
from tellings.pipeline import annotated, compared


def _conflicts(*bodies: str, days: tuple[str, ...] = ()) -> tuple[Conflict, ...]:
    found = []
    for at, body in enumerate(bodies):
        text = f"Dam breaks at Tarn\n\n{body}\n\nThe army was sent to the lower valley.\n"
        given = Given(published=days[at] if days else "2026-05-20")
        found.append(annotated(Document(f"a{at}", text, f"a{at}", "", given=given)))
    return compared(found).conflicts


def _types(found: tuple[Conflict, ...]) -> set[str]:
    return {each.type for each in found}


def test_two_tolls_of_one_day_are_a_conflict() -> None:
    found = _conflicts("The flood killed 14 people in Tarn.", "In Tarn 17 people were killed.")

    assert [(each.type, each.severity) for each in found] == [("number", "conflict")]


def test_two_tolls_of_two_days_are_an_update() -> None:
    found = _conflicts(
        "The flood killed 14 people in Tarn.",
        "In Tarn 17 people were killed.",
        days=("2026-05-20", "2026-05-21"),
    )

    assert [each.severity for each in found] == ["update"]


def test_the_same_toll_is_no_conflict() -> None:
    assert not _conflicts("The flood killed 14 people in Tarn.", "In Tarn 14 people were killed.")


def test_the_dead_of_an_earlier_year_contradict_nobody() -> None:
    found = _conflicts(
        "The flood killed 14 people in Tarn.",
        "In 1998 a flood killed six people in Tarn. The flood killed 14 people this week.",
    )

    assert "number" not in _types(found)


def test_one_interview_dated_to_two_days_is_a_conflict() -> None:
    found = _conflicts(
        "Ada Lind told the Harbour Dispatch on Sunday that the gates were safe.",
        "Ada Lind told the Harbour Dispatch on Friday that no guard would leave.",
    )

    assert [each.rule for each in found if each.type == "date"] == ["same source, other day"]


def test_refused_and_neither_nor_are_one_matter_in_two_states() -> None:
    found = _conflicts(
        "Ada Lind refused to confirm the call with the mayor of Tarn.",
        "Ada Lind said she could neither confirm nor deny the call with the mayor of Tarn.",
    )

    assert "confirmation" in _types(found)


def test_until_and_unless_are_no_contradiction() -> None:
    found = _conflicts(
        "Ada Lind said the strike would last until the firm gives up its plan for the dam.",
        "Ada Lind said there would be no end of the strike unless the firm gave up its plan.",
    )

    assert "polarity" not in _types(found)


def test_every_side_is_the_words_of_its_article() -> None:
    bodies = ("The flood killed 14 people in Tarn.", "In Tarn 17 people were killed.")

    for each in _conflicts(*bodies):
        for side in each.sides:
            body = bodies[int(side.article[1:])]
            assert side.text in body


def test_a_crowd_has_one_conflict_with_a_side_for_each_telling() -> None:
    cheap = "Mayor Ilse Brandt said the new bridge would cost 14 million crowns."
    dear = "Mayor Ilse Brandt said the new bridge would cost 17 million crowns."

    def other(size: int) -> list[int]:
        found = _conflicts(*[cheap] * size, *[dear] * size)
        return [len(each.sides) for each in found if each.rule == "same thing, other number"]

    assert other(6) == [2] * 36, "of a few tellings each two"
    assert other(7) == [14]
