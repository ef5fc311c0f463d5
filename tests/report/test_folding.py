"""A crowd of tellings: the same put together, the rest counted, nothing gone without a word."""

import re
from dataclasses import replace

import pytest
from crowd import crowd
from multiplied import multiplied

from report.hostile import poisoned
from report.invented import comparison
from report.test_html import Page
from tellings.model.comparison import CROWD, Comparison, Side
from tellings.report import REPORTS, html, markdown, text
from tellings.report.folding import (
    ENTRIES,
    REST,
    Fold,
    differences,
    same_printings,
    same_words,
)
from tellings.report.outline import Outline

TIMES = 10
FOLDED = {"text": text.report, "markdown": markdown.report}


@pytest.fixture(scope="module")
def many() -> Comparison:
    return multiplied(comparison(), TIMES)


def test_conflicts_that_share_a_side_are_one_difference() -> None:
    (conflict,) = comparison().conflicts
    first, second = conflict.sides
    third = replace(second, article="wire", value="17")
    apart = replace(
        conflict, id="x4", sides=(Side("wire", (), "a", "1"), Side("wire", (), "b", "2"))
    )
    found = differences(
        [
            conflict,
            apart,
            replace(conflict, id="x2", sides=(first, third)),
            replace(conflict, id="x3", sides=(second, third), type="date"),
        ]
    )

    assert [[each.id for each in one.conflicts] for one in found] == [["x1", "x2"], ["x4"], ["x3"]]
    assert [(value, len(sides)) for value, sides in found[0].values] == [
        ("14", 1), ("16", 1), ("17", 1),
    ]  # fmt: skip
    assert found[0].more == "with 1 more of the same"
    assert found[1].more == ""


def test_printings_and_wordings_are_put_together_by_their_words(many: Comparison) -> None:
    (told,) = Outline(many).shared
    groups = same_printings(told.readings)

    assert len(told.readings) == 4 * TIMES
    assert [len(each) for each in groups] == [TIMES] * 4
    assert groups[0][0] is told.readings[0]
    claim = many.claims[0]
    wordings = same_words(claim.readings, claim.readings[1].text)
    assert [each[0].text for each in wordings] == [claim.readings[1].text, claim.readings[0].text]


def test_up_to_a_crowd_nothing_is_folded() -> None:
    few = Outline(multiplied(comparison(), CROWD // 3))
    fold = Fold(few, everything=False)

    assert not fold.crowded
    assert fold.entries(range(99)) == (range(99), 0)


def test_a_fold_says_how_many_and_one_more_than_fits_is_no_reason_to(many: Comparison) -> None:
    fold = Fold(Outline(many), everything=False)

    assert fold.entries(range(ENTRIES + 1)) == (range(ENTRIES + 1), 0)
    assert fold.entries(range(ENTRIES + 2)) == (range(ENTRIES), 2)
    letters = fold.letters([each.article for each in many.tellings])
    assert letters == "A, B, C, D, E, F and 24 more"


@pytest.mark.parametrize("style", FOLDED)
def test_what_is_folded_is_counted_and_said_where_it_is(style: str, many: Comparison) -> None:
    scattered = tuple(
        replace(each, id=f"y{at}", rule=f"rule {at}") for at, each in enumerate(many.conflicts * 2)
    )
    folded = FOLDED[style](replace(many, conflicts=scattered))
    whole = FOLDED[style](replace(many, conflicts=scattered), everything=True)

    shown = len(re.findall(r"rule \d+", folded))
    (left,) = re.findall(rf"{len(scattered) - shown} more in this section: {REST}", folded)
    assert left
    assert shown == ENTRIES
    assert len(re.findall(r"rule \d+", whole)) == len(scattered)
    assert REST not in whole


@pytest.mark.parametrize("style", FOLDED)
def test_whole_reports_name_every_place(style: str, many: Comparison) -> None:
    outline = Outline(many)
    whole = " ".join(FOLDED[style](many, everything=True).split())

    places = [outline.place(each) for one in many.utterances for each in one.readings]
    places += [outline.place(each) for one in many.claims for each in one.readings]
    places += [outline.place(each) for one in many.conflicts for each in one.sides]
    assert [each for each in places if each not in whole] == []


@pytest.mark.parametrize("hostile", [False, True])
def test_the_page_of_a_crowd_holds_every_place_and_every_link_has_its_target(
    hostile: bool,
) -> None:
    made = multiplied(poisoned() if hostile else comparison(), TIMES)
    outline = Outline(made)
    source = html.report(made)
    page = Page(source)

    names = [value for _, name, value in page.attributes if name == "id"]
    links = {value[1:] for _, name, value in page.attributes if name == "href"}
    assert page.faults == []
    assert len(set(names)) == len(names)
    assert links <= set(names)
    places = [outline.place(each) for one in made.utterances for each in one.readings]
    places += [outline.place(each) for one in made.claims for each in one.readings]
    places += [outline.place(each) for one in made.conflicts for each in one.sides]
    assert [each for each in places if f">{each}</a>" not in source] == []
    assert len(page.columns) == len(made.articles)


@pytest.mark.parametrize("style", [each for each in REPORTS if each != "json"])
def test_twice_the_tellings_are_at_most_twice_the_report(style: str) -> None:
    """The JSON record lists who does not carry a claim, and the contract wants it so."""
    once, twice = (len(REPORTS[style](multiplied(comparison(), size))) for size in (40, 80))

    assert twice <= 2.1 * once


def test_the_invented_crowd_is_the_same_each_time_and_a_larger_one_begins_with_it() -> None:
    assert list(crowd(12)) == list(crowd(30))[:12]
    assert len({each["text"] for each in crowd(30)}) == 30
