"""What is told as a difference, rule by rule, with what looks like one beside it."""

import pytest

from tellings.model.comparison import Conflict
from tellings.model.document import Document, Given
from tellings.pipeline import annotated, compared

# Sentences that make the stems of the others rare enough to be told apart.
REST = (
    "The harbour of Orvik was quiet on that morning.",
    "Farmers sold apples at the market behind the church.",
    "A choir from Selm sang in the old theatre.",
)


def _found(*bodies: str, days: tuple[str, ...] = ()) -> tuple[Conflict, ...]:
    """The conflicts of articles with these bodies."""
    made = []
    for at, body in enumerate(bodies):
        text = "\n\n".join(("Dam breaks at Tarn", body, REST[at % len(REST)])) + "\n"
        given = Given(published=days[at] if days else "2026-05-20")
        made.append(annotated(Document(f"a{at}", text, f"a{at}", "", given=given)))
    return compared(made).conflicts


def _rules(*bodies: str, days: tuple[str, ...] = ()) -> list[tuple[str, str, str]]:
    return [(each.type, each.severity, each.rule) for each in _found(*bodies, days=days)]


SAID = "“{}” the mayor, Ada Lind, said in Tarn."


GATE = "We will open every gate of the dam tonight,"


@pytest.mark.parametrize(
    ("one", "other", "severity"),
    [
        (GATE, GATE.replace("open", "close"), "conflict"),
        (GATE.replace("every", "a"), GATE.replace("every", "the"), "granularity"),
        (GATE, GATE.replace("every gate", "every northern gate"), "tension"),
    ],
)
def test_words_that_differ_between_marks(one: str, other: str, severity: str) -> None:
    found = _found(SAID.format(one), SAID.format(other))

    assert [(x.type, x.severity) for x in found if x.rule == "quoted words differ"] == [
        ("wording", severity)
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (GATE, "We will open ... gate of the dam tonight,"),
        (GATE, GATE.replace("We", "[The guards]")),
        ("We do not open any gate of the dam,", "We don’t open any gate of the dam,"),
        (GATE, "We will open every gate of the dam,"),
        (GATE, "Nobody has seen the plans for a new school,"),
    ],
)
def test_marked_styled_cut_and_other_words_are_no_difference(one: str, other: str) -> None:
    rules = {each.rule for each in _found(SAID.format(one), SAID.format(other))}

    assert "quoted words differ" not in rules


def test_words_that_a_telling_prints_both_ways_were_said_twice() -> None:
    opened = f"“{GATE}” Ada Lind said."
    closed = f"“{GATE.replace('open', 'close')}” Ada Lind said."

    rules = {each.rule for each in _found(opened, closed, f"{opened}\n\n{closed}")}

    assert "quoted words differ" not in rules


def test_the_same_words_in_a_statement_and_in_an_email() -> None:
    found = _found(
        "“No guard of the dam will be sent home,” Ada Lind said in a statement.",
        "“No guard of the dam will be sent home,” Ada Lind said in an email.",
    )

    assert ("attribution", "same words, other occasion") in [(x.type, x.rule) for x in found]


def test_the_same_words_of_two_speakers() -> None:
    found = _found(
        "“No guard of the dam will be sent home,” Ada Lind said.",
        "“No guard of the dam will be sent home,” Tomas Berg said.",
    )

    assert "attribution" in {each.type for each in found}


def test_one_speaker_with_a_longer_name_is_one() -> None:
    found = _found(
        "“No guard of the dam will be sent home,” Ada Lind said.",
        "“No guard of the dam will be sent home,” Mayor Ada K. Lind said.",
    )

    assert "attribution" not in {each.type for each in found}


def test_close_counts_of_one_thing() -> None:
    found = _rules(
        "The fund pays for 1,500,000 households along the river.",
        "Money goes to 1,600,000 households, the fund said.",
    )

    assert ("number", "conflict", "close counts of one thing") in found


@pytest.mark.parametrize(
    "other", ["1,512,345 households", "about 1,600,000 households", "40 households"]
)
def test_a_rounding_a_bound_and_another_count_are_no_conflict(other: str) -> None:
    found = _rules(
        "The fund pays for 1,510,000 households along the river.",
        f"Money goes to {other}, the fund said.",
    )

    assert "number" not in {kind for kind, _, _ in found}


def test_one_sentence_with_another_figure() -> None:
    found = _rules(
        "Police in Tarn reported 18 cases of fever along the river, 10 in Orvik.",
        "Along the river in Tarn 22 cases of fever were reported by police, 10 in Orvik.",
        days=("2026-05-20", "2026-05-21"),
    )

    assert ("number", "update") in [(kind, severity) for kind, severity, _ in found]


def test_one_event_on_two_days() -> None:
    found = _rules(
        "The mayor of Tarn on Friday resigned over the leaked letter about the northern dam.",
        "Over the leaked letter about the northern dam the mayor of Tarn resigned Saturday.",
    )

    assert ("date", "conflict") in [(kind, severity) for kind, severity, _ in found]


def test_two_events_on_two_days_are_no_conflict() -> None:
    found = _rules(
        "The mayor of Tarn on Friday resigned over the leaked letter about the northern dam.",
        "A court opened a case Saturday after the mayor of Tarn sent a letter about the dam.",
    )

    assert "date" not in {kind for kind, _, _ in found}


def test_to_come_in_one_telling_and_done_in_the_next() -> None:
    found = _rules(
        "Ada Lind will visit the broken dam at Tarn in the afternoon.",
        "Ada Lind visited the broken dam at Tarn with two engineers.",
        days=("2026-05-20", "2026-05-21"),
    )

    assert ("sequence", "update", "to come in one telling, done in another") in found


def test_a_reserve_on_one_side_only() -> None:
    found = _rules(
        "The charges were expected to include fraud and theft at the Tarn dam works.",
        "The charges include fraud and theft at the Tarn dam works.",
    )

    assert ("confirmation", "tension", "with a reserve on one side only") in found


def test_a_part_in_one_telling_and_the_whole_in_another() -> None:
    found = _rules(
        "The court struck down a part of the Harbour Safety Act in Tarn.",
        "The court struck down the Harbour Safety Act in Tarn.",
    )

    assert ("wording", "tension", "a part in one telling, all in another") in found


def test_what_one_telling_leaves_open_another_tells() -> None:
    found = _rules(
        "The fleet did not say where the ship would land, though sailors waited.",
        "The ship will land in Orvik, sailors of the fleet said.",
    )

    assert ("confirmation", "tension", "left open in one telling, told in another") in found


def test_every_side_holds_the_words_of_its_article() -> None:
    bodies = (
        "“We will open every gate of the dam tonight,” Ada Lind said in a statement.",
        "“We will close every gate of the dam tonight,” Ada Lind said in an email.",
    )

    for each in _found(*bodies):
        for side in each.sides:
            body = bodies[int(side.article[1:])]
            assert len(side.spans) > 1 or side.text in body
