"""The headline is the one the page shows, if anything else says the same."""

import pytest

from paged import meta, news, page, said, told
from tellings.model.document import Given

DAM = "Dam above Tarn breaks"
MILL = "Water takes mill and bridge in Tarn"


def test_a_shown_headline_that_one_source_repeats_beats_another_source() -> None:
    markup = page(meta("og:title", DAM) + news(headline=MILL), f"<h1>{DAM}</h1>")

    article = told(markup)

    assert article.headline == DAM
    assert "headline" in article.disagreements


def test_a_heading_that_stands_alone_yields_to_two_sources_that_agree() -> None:
    markup = page(meta("og:title", DAM) + news(headline=DAM), "<h1>Regional news</h1>")

    article = told(markup)

    assert article.headline == DAM


def test_a_heading_that_stands_alone_beats_one_source() -> None:
    markup = page(meta("og:title", DAM), f"<h1>{MILL}</h1>")

    article = told(markup)

    assert article.headline == MILL


def test_a_logo_in_a_heading_is_no_headline() -> None:
    head = meta("og:site_name", "Harbour Dispatch") + f"<title>{DAM} | Harbour Dispatch</title>"
    markup = page(head, f"<h1>Harbour Dispatch</h1><h1>{DAM}</h1>")

    article = told(markup)

    assert article.headline == DAM


@pytest.mark.parametrize(
    "title",
    [
        f"{DAM} | Harbour Dispatch",
        f"{DAM} - Harbour Dispatch",
        f"{DAM} – Norwia | HARBOUR DISPATCH",
        f"{DAM} | dispatch.example",
    ],
)
def test_the_name_of_the_site_is_cut_off_a_title(title: str) -> None:
    head = meta("og:site_name", "Harbour Dispatch") + f"<title>{title}</title>"
    norwia = meta("og:title", f"{DAM} – Norwia") if "Norwia" in title else ""

    article = told(page(head + norwia), Given(url="https://dispatch.example/tarn"))

    assert article.headline in (DAM, f"{DAM} – Norwia")


def test_a_stroke_within_a_title_is_kept() -> None:
    markup = page("<title>Dam breaks - and nobody was warned</title>")

    article = told(markup)

    assert article.headline == "Dam breaks - and nobody was warned"


def test_a_rubric_before_the_headline_is_cut_off() -> None:
    head = f"<title>Norwia - {DAM}</title>" + meta("og:title", DAM)
    markup = page(head, f"<h1>Norwia - {DAM}</h1>")

    article = told(markup)

    assert article.headline == DAM


def test_quotation_marks_and_entities_make_no_other_headline() -> None:
    head = meta("og:title", "&quot;Run!&quot; he cried &amp;amp; ran") + news(
        headline="\u201cRun!\u201d he cried &#38; ran"
    )

    article = told(page(head))

    assert set(said(article, "headline").values()) == {
        '"Run!" he cried & ran', "\u201cRun!\u201d he cried & ran",
    }  # fmt: skip
    assert "headline" not in article.disagreements


def test_places_to_break_a_word_are_no_part_of_a_headline() -> None:
    markup = page(meta("og:title", DAM), "<h1>Dam abo&shy;ve Tarn breaks</h1>")

    article = told(markup)

    assert article.headline == DAM


def test_a_title_given_with_the_page_is_surest() -> None:
    markup = page(meta("og:title", MILL) + news(headline=MILL), f"<h1>{MILL}</h1>")

    article = told(markup, Given(title=DAM))

    assert article.headline == DAM
