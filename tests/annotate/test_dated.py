"""Dating an article beside another telling reads anew what hangs on the day, and only that."""

from dataclasses import replace

from tellings.annotate import annotate, dated
from told import told

PIECES = (
    "The council of Tarn said Monday that the dam would be closed.",
    "“We will mend it,” the mayor, Ana Brel, said on Sunday. Two houses were lost last week.",
)


def test_an_article_dated_later_is_as_if_it_had_been_dated_at_once() -> None:
    undated = annotate(told(*PIECES))

    later = dated(undated, "2031-02-11")

    assert later.article.published.value == "2031-02-10"
    assert later == annotate(replace(undated.article, published=later.article.published))


def test_its_times_and_the_day_of_its_quotations_are_known_then() -> None:
    undated = annotate(told(*PIECES))

    later = dated(undated, "2031-02-11")

    assert [each.start for each in undated.times] == [None, None, None]
    assert [each.start for each in later.times] == ["2031-02-10", "2031-02-09", "2031-02-03"]
    assert [each.said for each in later.quotations][-1] == "2031-02-09"


def test_beside_what_is_no_day_it_stays_undated() -> None:
    undated = annotate(told(*PIECES))

    assert dated(undated, "soon") == undated
