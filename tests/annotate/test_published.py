"""An undated article is dated where its own words allow one day only, and else is not."""

from tellings.annotate.published import beside, inferred
from tellings.annotate.sentences import sentences
from tellings.annotate.times import expressions
from tellings.model.document import Article, Role
from told import told

LEAD = "The council of Tarn said Monday that the dam would be closed."
EVENT = "Its mayor is due at the Munich Security Conference later this week."
FOOT: tuple[Role, str] = ("footer", "© 2031 Harbour Dispatch")


def _inferred(article: Article) -> str | None:
    published = inferred(article, expressions(article, sentences(article)))
    return published.value if published else None


def _beside(day: str, *pieces: str) -> str | None:
    article = told(*pieces)
    published = beside(article, expressions(article, sentences(article)), day)
    return published.value if published else None


def test_an_event_a_weekday_and_the_year_of_the_foot_give_the_day() -> None:
    assert _inferred(told(LEAD, EVENT, FOOT)) == "2031-02-10"


def test_each_of_the_three_is_needed() -> None:
    assert _inferred(told(LEAD, EVENT)) is None
    assert _inferred(told(LEAD, FOOT)) is None
    assert _inferred(told("The dam would be closed.", EVENT, FOOT)) is None


def test_events_that_allow_no_common_day_give_none() -> None:
    other = "It had been to the World Economic Forum last week."

    assert _inferred(told(LEAD, EVENT, other, FOOT)) is None


def test_a_copyright_line_in_the_told_text_is_no_foot() -> None:
    assert _inferred(told(LEAD, EVENT, "The sign said © 2031 Harbour Dispatch.")) is None


def test_a_telling_beside_another_takes_the_nearest_day_its_lead_names() -> None:
    assert _beside("2031-02-11", LEAD) == "2031-02-10"
    assert _beside("2031-02-10", LEAD) == "2031-02-10"
    assert _beside("2031-02-09", LEAD) == "2031-02-10"


def test_a_telling_beside_another_without_a_weekday_takes_its_day() -> None:
    assert _beside("2031-02-11", "The dam would be closed.") == "2031-02-11"


def test_a_day_to_come_is_not_the_day_of_the_news() -> None:
    assert _beside("2031-02-11", "The council will vote on Friday.") == "2031-02-11"


def test_beside_a_day_that_is_none_nothing_is_dated() -> None:
    assert _beside("soon", LEAD) is None
