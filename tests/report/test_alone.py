"""What one telling has: "only here" is said of what was looked for and not found, of no more."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from report.invented import comparison
from tellings.model.comparison import Comparison
from tellings.report.html import report as html
from tellings.report.markdown import report as markdown
from tellings.report.outline import Outline


def unsure() -> Comparison:
    """The invented story; whether the wire has the claim of the dispatch alone is not known."""
    made = comparison()
    shared, alone = made.claims
    return replace(made, claims=(shared, replace(alone, not_found_in=("monitor",))))


def test_a_claim_that_another_telling_may_have_is_no_claim_of_one_alone() -> None:
    sure, doubtful = Outline(comparison()), Outline(unsure())

    assert [each.id for each in sure.lone_claims] == ["c2"]
    assert [each.id for each in doubtful.lone_claims] == []
    assert [each.id for each in doubtful.unsure_claims] == ["c2"]
    assert doubtful.perhaps(doubtful.unsure_claims[0]) == ("wire",)


def test_a_quotation_of_such_a_claim_is_not_said_to_stand_there_only() -> None:
    made = unsure()
    claim = made.claims[1]
    said = claim.readings[0].claim
    first = made.articles[0]
    quotation = next(each for each in first.quotations if each.id == "q2")
    claims = tuple(
        replace(each, quotation=quotation.id) if each.id == said else each for each in first.claims
    )
    assert claims != first.claims
    made = replace(made, articles=(replace(first, claims=claims), *made.articles[1:]))

    outline = Outline(made)

    assert outline.lone == ()
    assert [each.id for each in outline.unlinked] == ["a-q2"]
    assert "wire" in outline.unlinked[0].perhaps
    assert outline.counts(outline.sources[0])[1] == 0


@pytest.mark.parametrize("draw", [markdown, html])
def test_a_report_says_where_it_may_be(draw: Callable[[Comparison], str]) -> None:
    assert "may tell in other words" not in draw(comparison())
    assert re.search(r"may tell|perhaps in", draw(unsure()))


def test_the_matrix_tells_not_found_from_not_known() -> None:
    assert ">?<" not in html(comparison())
    assert html(unsure()).count(">?<") == 1


def test_a_reading_that_is_likely_only_is_said_to_be_so() -> None:
    made = comparison()
    shared, alone = made.claims
    readings = (shared.readings[0], *(replace(each, sure=False) for each in shared.readings[1:]))
    made = replace(made, claims=(replace(shared, readings=readings), alone))

    outline = Outline(made)

    assert outline.doubtful == 1
    assert outline.counts(outline.sources[0])[2] == 0
    assert "(1, 1 of them perhaps)" in markdown(made)
    assert "perhaps" not in markdown(comparison())
