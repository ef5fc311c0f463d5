"""The draw: the same on every machine, in any order, with the words in their context."""

import json
import random
from typing import Any

import pytest

from report.hostile import poisoned
from report.invented import comparison
from tellings.report.json import comparison_record, dumps
from tellings.report.sampling import AROUND, COLUMNS, QUESTIONS, UNITS, draw, rows

Json = Any  # whatever JSON can hold


def made(hostile: bool = False) -> Json:
    return json.loads(dumps(comparison_record(poisoned() if hostile else comparison())))


def shuffled(record: Json) -> Json:
    """The same findings in another order."""
    other = json.loads(json.dumps(record))
    for key in ("utterances", "claims", "conflicts", "tellings"):
        random.Random(7).shuffle(other[key])
    return other


def test_every_kind_has_a_question_and_units() -> None:
    assert list(UNITS) == list(QUESTIONS)
    sizes = {each.kind: each.size for each in draw([made()], list(UNITS), 50)}
    assert sizes == {
        "utterances": 4, "levels": 4, "speakers": 4, "claims": 1, "only": 1, "conflicts": 1,
    }  # fmt: skip


def test_the_order_of_the_comparison_changes_nothing() -> None:
    one = draw([made()], list(UNITS), 2)
    other = draw([shuffled(made())], list(UNITS), 2)

    assert [each.units for each in one] == [each.units for each in other]


def test_a_larger_draw_holds_the_smaller_and_another_seed_draws_others() -> None:
    record = made()
    (small,), (large,) = (draw([record], ["speakers"], size) for size in (2, 3))
    seeds = {tuple(unit.id for unit in draw([record], ["levels"], 2, seed)[0].units)
             for seed in range(20)}  # fmt: skip

    assert large.units[:2] == small.units
    assert len(seeds) > 3


def test_a_result_given_twice_is_drawn_once() -> None:
    (found,) = draw([made(), made()], ["conflicts"], 50)

    assert found.size == 1


def test_a_row_shows_the_words_between_those_around_them() -> None:
    whole = comparison()
    record = made()
    articles = {each.id: each.article for each in whole.articles}

    (row,) = rows(draw([record], ["conflicts"], 1), [record], articles)

    found = dict(zip(COLUMNS, row, strict=True))
    assert (found["coder_1"], found["coder_2"], found["comment"]) == ("", "", "")
    assert found["said_of_it"] == "conflict of number about homes flooded: 14 / 16"
    assert str(found["first_before"]).endswith('before the autumn rains."')
    assert found["first_text"] == "Fourteen"
    assert str(found["first_after"]).startswith("homes in the valley")
    assert found["second_text"] == "Sixteen"
    assert str(found["second_after"]).startswith("homes were flooded, the ministry said.")
    assert "<p>" not in str(row)


def test_without_the_article_the_words_stand_alone() -> None:
    record = made()

    (row,) = rows(draw([record], ["only"], 1), [record], {})

    found = dict(zip(COLUMNS, row, strict=True))
    assert (found["first_before"], found["first_after"]) == ("", "")
    assert str(found["first_text"]).startswith("Castria's regime denied")
    assert (found["second_text"], found["second_article"]) == ("", "")


@pytest.mark.parametrize("hostile", [False, True])
def test_every_row_is_one_line_of_bounded_length(hostile: bool) -> None:
    whole = poisoned() if hostile else comparison()
    record = made(hostile)
    articles = {each.id: each.article for each in whole.articles}

    for row in rows(draw([record], list(UNITS), 50), [record], articles):
        found = dict(zip(COLUMNS, row, strict=True))
        assert not any("\n" in str(each) for each in row)
        assert len(str(found["first_before"])) <= AROUND + 1
