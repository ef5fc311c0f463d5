"""Dates on publication lines."""

from tellings.clean.dates import dated


def test_a_word_that_is_no_month_is_passed_over() -> None:
    found = dated("Room 12, 2031 / February 3, 2032")

    assert found is not None
    assert found.value == "2032-02-03"


def test_the_month_may_stand_glued_to_the_figures_beside_it() -> None:
    found = dated("Oppdatert 3.mars 2031")

    assert found is not None
    assert (found.value, found.span) == ("2031-03-03", (10, 21))


def test_a_line_with_words_and_years_but_no_month_has_no_date() -> None:
    assert dated("Chapter 7, 2031 and Book 8, 2032") is None
