"""What is put together as one thing said, and what is not: invented tellings, whole line."""

from collections.abc import Sequence

import pytest

from tellings.align import align
from tellings.align.evidence import QUOTED, TOLD
from tellings.align.links import trees
from tellings.annotate import annotate
from tellings.forest import LEAVES
from tellings.model.comparison import Utterance
from told import told

MAYOR = "Mayor Ilse Brandt opened the hearing on the new bridge in Norvik on Monday."


def _said(*bodies: Sequence[str]) -> tuple[Utterance, ...]:
    tellings = [
        annotate(told(MAYOR, *body, name=str(at), day="2026-03-02"))
        for at, body in enumerate(bodies, 1)
    ]
    return align(tellings).utterances


def _levels(found: Sequence[Utterance]) -> list[tuple[str, ...]]:
    return [tuple(pair.level for pair in each.pairs) for each in found]


def test_a_row_that_a_reporter_interrupts_is_one_printing() -> None:
    whole = '"The old bridge will not carry another winter. We are out of time," Brandt said.'
    parted = '"The old bridge will not carry another winter," Brandt said. "We are out of time."'

    found = _said([whole], [parted])

    assert _levels(found) == [("verbatim",)]
    assert [len(reading.spans) for reading in found[0].readings] == [1, 2]


def test_a_row_is_parted_where_another_telling_prints_its_sentences_apart() -> None:
    row = '"The old bridge will not carry another winter. I thank our divers," Brandt said.'
    first = '"The old bridge will not carry another winter," Brandt said.'
    second = '"I thank our divers," Brandt said when the hearing had ended.'

    found = _said([row], [second, "It rained all day.", first])

    assert sorted(_levels(found)) == [("verbatim",), ("verbatim",)]


def test_what_one_telling_alone_goes_on_with_stays_in_its_row() -> None:
    long = '"The old bridge will not carry another winter. Ask any of the divers," Brandt said.'
    short = '"The old bridge will not carry another winter," Brandt said.'

    assert _levels(_said([long], [short])) == [("trimmed",)]


def test_a_clause_of_the_reporters_own_parts_a_row() -> None:
    apart = (
        '"The old bridge will not carry another winter," Brandt said, and turned to the divers, '
        'who had waited since dawn. "I thank you for your work at the piers."'
    )
    short = '"The old bridge will not carry another winter," Brandt said.'

    assert _levels(_said([apart], [short])) == [("verbatim",)]


def test_the_same_long_words_of_two_speakers_are_one_utterance() -> None:
    hers = '"Nobody in this town was ever asked whether we wanted a bridge at all," Brandt said.'
    his = '"Nobody in this town was ever asked whether we wanted a bridge at all," Piet Maas said.'

    assert _levels(_said([hers], [his])) == [("verbatim",)]


def test_own_words_never_put_two_quotations_together() -> None:
    quoted = [
        '"The old bridge will be closed in October," Brandt said.',
        '"The new bridge will cost forty million crowns," Brandt said.',
    ]
    own = ["Brandt said the old bridge will be closed in October and the new one cost millions."]

    for utterance in _said(quoted, own, quoted):
        texts = {reading.text for reading in utterance.readings if reading.form != "indirect"}
        assert len(texts) <= 1


@pytest.mark.parametrize(
    ("between", "level"), [('," Brandt said. "', "verbatim"), (". ", "trimmed")]
)
def test_who_said_it_parts_what_others_do_not_print(between: str, level: str) -> None:
    first, second = "My father built it with his own hands", "The old bridge must not be closed"

    found = _said([f'"{first}{between}{second}."'], [f'"{second}," Brandt said.'])

    assert _levels(found) == [(level,)]


def test_a_paraphrase_stands_beside_the_words_and_is_none() -> None:
    quoted = '"The old bridge will be closed to lorries from the first of October," Brandt said.'
    own = "Brandt said the old bridge would be closed to lorries from the first of October."

    found = _said([quoted], [own])

    assert _levels(found) == [("paraphrased",)]
    assert {reading.form for reading in found[0].readings} == {"direct", "indirect"}


def test_a_crowd_is_compared_wording_by_wording() -> None:
    line = '"The old bridge will not carry another winter," Brandt said.'
    cut = '"The old bridge will not carry," Brandt said.'

    found = _said(*[[line]] * 20, *[[cut]] * 20)

    assert len(found) == 1
    assert len(found[0].readings) == 40
    assert len(found[0].pairs) == 39  # copies with the first of their wording, and the two firsts


def test_the_trees_that_ship_are_for_these_numbers() -> None:
    for name, names in (("quoted", QUOTED), ("told", TOLD)):
        forest = trees()[name].forest
        assert forest.pairs
        assert all(feature < len(names) for feature in forest.features)
        assert all(len(sums) <= LEAVES**2 for sums in forest.pairs)
