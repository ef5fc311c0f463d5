"""Drawings: a line for each that has it from there, a bar for each day, a dash for each telling."""

import re

from report.invented import comparison
from tellings.report.drawings import ROWS, carriers, days, web
from tellings.report.outline import Outline


def test_every_telling_of_an_origin_has_a_line_of_its_own_colour() -> None:
    made = comparison()
    outline = Outline(made)

    drawn = web(made.origins, outline.sources, hues=8)

    assert drawn is not None
    curves = sum(line.count("M0 ") for _, line in drawn["lines"])
    assert curves == sum(len(each.tellings) for each in made.origins) > 0
    numbers = {each.telling.article: each.number for each in outline.sources}
    named = {name for each in made.origins for name in each.tellings}
    assert {hue for hue, _ in drawn["lines"]} == {f"p{numbers[name]}" for name in named}


def test_a_thicket_is_not_drawn() -> None:
    made = comparison()
    (source, *_) = Outline(made).sources

    assert web(made.origins, (source,) * (ROWS + 1), hues=8) is None
    assert web((), (source,), hues=8) is None


def test_days_count_every_entry_of_the_timeline_once() -> None:
    made = comparison()

    drawn = days(made.timeline)

    assert sum(each["size"] for each in drawn) == len(made.timeline) > 0
    assert len({each["name"] for each in drawn}) == len(drawn)
    assert drawn[0]["id"] == "t1"


def test_a_strip_has_a_dash_for_each_who_carries_the_claim() -> None:
    made = comparison()
    names = [each.article for each in made.tellings]

    for claim in made.claims:
        strip = carriers(claim, [], names)

        at = [int(each) for each in re.findall(r"M(\d+) ", strip.sure)]
        assert [names[each] for each in at] == [each for each in names if each in claim.carried_by]
        assert strip.size == len(names)
