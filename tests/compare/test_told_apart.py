"""What is told as a difference between like sentences, with what is none beside it."""

import pytest

from tellings.model.comparison import Conflict
from tellings.model.document import Document, Given
from tellings.pipeline import annotated, compared

REST = (
    "The harbour of Orvik was quiet on that morning.",
    "Farmers sold apples at the market behind the church.",
    "A choir from Selm sang in the old theatre.",
)


def _found(*bodies: str) -> tuple[Conflict, ...]:
    """The conflicts of articles of one day with these bodies."""
    made = []
    for at, body in enumerate(bodies):
        text = "\n\n".join(("Dam breaks at Tarn", body, REST[at % len(REST)])) + "\n"
        given = Given(published="2026-05-20")
        made.append(annotated(Document(f"a{at}", text, f"a{at}", "", given=given)))
    return compared(made).conflicts


def _told(kind: str, *bodies: str) -> list[tuple[str, str]]:
    return [(each.severity, each.rule) for each in _found(*bodies) if each.type == kind]


TOWN = "At a May rally in Selm, Ohio, Ada Lind praised the engineers."
PLACE = ("granularity", "town in one telling, region in another")


def test_a_town_and_what_it_lies_in() -> None:
    region = "Lind spoke at a May rally in Ohio before she flew home."

    assert _told("place", TOWN, region) == [PLACE]


@pytest.mark.parametrize("short", ["N.H.", "New Hampshire"])
def test_a_state_in_short_is_the_state(short: str) -> None:
    one = f"At a May rally in Selm, {short}, Ada Lind praised the engineers."

    assert _told("place", one, "Lind spoke at a May rally in New Hampshire.") == [PLACE]


@pytest.mark.parametrize(
    "other",
    [
        "Lind spoke at a May rally in Ohio, near the market of Selm.",
        "Lind spoke at a May rally in Texas before she flew home.",
        "Voters in Ohio had waited for weeks.",
        "Lind spoke at a May rally in Texas, Ohio and Iowa.",
    ],
)
def test_the_same_town_another_region_and_another_thing_are_none(other: str) -> None:
    assert not _told("place", TOWN, other)


UNDONE = ("tension", "not done in one telling, done in another")
DENIED = "Lind has not thanked the guards of the northern dam at Tarn."


@pytest.mark.parametrize(
    "other",
    [
        "Ada Lind thanked the guards of the northern dam on Monday.",
        "“I thank all guards of the northern dam at Tarn,” Ada Lind said.",
    ],
)
def test_not_done_in_one_telling_and_done_in_another(other: str) -> None:
    assert UNDONE in _told("polarity", DENIED, other)


@pytest.mark.parametrize(
    "other",
    [
        "Ada Lind refused to thank the guards of the northern dam at Tarn.",
        "The guards of the northern dam asked whether Lind thanked at Tarn.",
        "Ada Lind never thanked the guards of the northern dam at Tarn.",
        "Lind fed the guards of the northern dam at Tarn.",
    ],
)
def test_what_is_open_or_denied_in_both_is_no_difference(other: str) -> None:
    assert UNDONE not in _told("polarity", DENIED, other)


def test_verbs_of_two_weights_for_the_same_thing() -> None:
    found = _told(
        "strength",
        "Norwia must vow not to join the Harbour League, the ministry of Orvik said.",
        "The ministry of Orvik said that Norwia drops its hopes to join the Harbour League.",
    )

    assert [severity for severity, _ in found] == ["tension"]


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ("12 days", "more than a week", ["granularity"]),
        ("12 days", "nine days", ["conflict"]),
        ("a single day", "24 hours", []),
        ("12 days", "two years", []),
        ("12 days", "10 to 14 days", []),
    ],
)
def test_how_long_one_thing_took(one: str, other: str, told: list[str]) -> None:
    found = _told("number", f"Tarn is calm after {one} of rain.", f"It saw {other} of rain.")

    assert [severity for severity, _ in found] == told


def _words(*bodies: str) -> list[str]:
    return [each.severity for each in _found(*bodies) if each.rule == "quoted words differ"]


LONG = (
    "“Every summer the river rises. Nobody in this town has paid for the gate. "
    "Nobody will. A dam is not a wall. A dam is not a gate, and a road is not a gate.”"
)


def test_a_short_quotation_is_laid_beside_the_part_it_is_of() -> None:
    found = _words(f"{LONG} Ada Lind said.", "“Nobody in this town has paid for a gate,” she said.")

    assert found == ["granularity"]


def test_the_same_words_of_another_subject_are_no_other_printing() -> None:
    one = "“I speak for the council of Tarn and I want a dam for the valley,” Lind said."
    also = "“Nobody here admits that they need a dam for the valley,” she said."

    assert _words(f"{one}\n\n{also}", one.replace("want", "need")) == ["conflict"]


JOINT = "The {} said that no ship may enter the northern harbour of Tarn before June."


@pytest.mark.parametrize(
    ("source", "told"),
    [("Dam Board", ["granularity"]), ("Dam Board and the Mine Office", []), ("Fleet", [])],
)
def test_two_who_speak_together_and_one_of_them_alone(source: str, told: list[str]) -> None:
    found = _found(JOINT.format("Mine Office and the Dam Board"), JOINT.format(source))

    rule = "two speakers in one telling, one in another"
    assert [each.severity for each in found if each.rule == rule] == told
