"""Quantities: value, unit, bound and what is counted; names, times and pronouns are none."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tellings.annotate.quantities import quantities
from tellings.annotate.resolve import resolved
from tellings.annotate.sentences import sentences
from tellings.annotate.times import expressions
from tellings.model.annotation import Quantity
from told import told

Value = float | tuple[float | None, float | None]


def _quantities(text: str) -> list[Quantity]:
    article = told(text)
    found = sentences(article)
    times = resolved(article, expressions(article, found), "2031-02-12")
    return list(quantities(article, found, times))


@pytest.mark.parametrize(
    ("text", "value", "unit", "bound", "of"),
    [
        ("It sank four boats.", 4, None, "exact", "boats"),
        ("It hurt 1,200 people.", 1200, "person", "exact", "people"),
        ("It killed at least 12 people.", 12, "person", "at-least", "people"),
        ("More than two dozen boats sank.", 24, None, "at-least", "boats"),
        ("It left 12 dead.", 12, "person", "exact", "dead"),
        ("Up to 40 armed Castrian soldiers came.", 40, "person", "at-most", "soldiers"),
        ("It cost $3.5 million.", 3_500_000, "USD", "exact", None),
        ("It cost nearly €40.", 40, "EUR", "about", None),
        ("It cost 20 million dollars.", 20_000_000, "USD", "exact", None),
        ("It rose roughly 20%.", 20, "%", "about", None),
        ("It rose 3.5 per cent.", 3.5, "%", "exact", None),
        ("It lies 12 miles away.", 12, "mile", "exact", None),
        ("Between 5 and 10 boats sank.", (5, 10), None, "range", "boats"),
        ("It cost 5 to 10 million euros.", (5_000_000, 10_000_000), "EUR", "range", None),
        ("It broke several houses.", (3, None), None, "range", "houses"),
        ("Hundreds of thousands fled.", (200_000, 1_000_000), None, "range", None),
        ("Half of the boats sank.", 50, "%", "exact", None),
        ("Two-thirds of the boats sank.", 66.7, "%", "exact", None),
        ("The guard, a 52-year-old man, left.", 52, "year", "exact", "age"),
    ],
)
def test_a_quantity_has_value_unit_bound_and_what_is_counted(
    text: str, value: Value, unit: str | None, bound: str, of: str | None
) -> None:
    (found,) = _quantities(text)

    assert (found.value, found.unit, found.bound, found.of) == (value, unit, bound, of)


@pytest.mark.parametrize(
    "text",
    [
        "It rained for three days.",
        "It broke on March 3, 2029.",
        "Flight 370 landed.",
        "One of them left.",
        "Article 5 was read.",
        "The second dam held.",
    ],
)
def test_times_names_and_pronouns_are_no_quantities(text: str) -> None:
    assert _quantities(text) == []


def test_the_bound_and_the_counted_belong_to_the_span() -> None:
    (found,) = _quantities("It sank at least four grey boats off Tarn.")

    assert found.text == "at least four grey boats"


_BITS = (
    "at|least|between|and|to|5|10|1,200|3.5|million|hundred|two|half|a|third|of|the|$|€|%|"
    "-|several|dozens|thousands|people|boats|dead|more|than|,|.|year|olds|percent|miles|"
    "999999999999"
)
BITS = _BITS.split("|")


@given(st.one_of(st.text(max_size=200), st.lists(st.sampled_from(BITS), max_size=40).map(" ".join)))
@settings(max_examples=200, deadline=None)
def test_whatever_the_text_quantities_are_in_order_and_print_their_span(text: str) -> None:
    article = told(text)
    found = quantities(article, sentences(article), ())

    ends = [0, *(each.span.end for each in found)]
    assert all(end <= each.span.start for end, each in zip(ends, found, strict=False))
    assert all(each.span.of(article.text) == each.text for each in found)
    assert [each.id for each in found] == [f"n{at}" for at in range(1, len(found) + 1)]
