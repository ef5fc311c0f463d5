"""Days, publisher, language and address of a page, and every candidate with its place."""

import pytest

from paged import jsonld, meta, news, page, said, told
from tellings.clean.told import tidy
from tellings.model.document import Document, Given
from tellings.report.json import article_record, dumps

DAY = "2031-02-10"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2031-02-10T13:05:00Z", "2031-02-10T13:05:00+00:00"),
        ("2031-02-10T23:30:00-05:00", "2031-02-10T23:30:00-05:00"),
        ("20310210", "2031-02-10"),
        ("20310210T130500+0100", "2031-02-10T13:05:00+01:00"),
        ("Mon, 10 Feb 2031 13:05:00 GMT", "2031-02-10T13:05:00+00:00"),
        ("1928494800", "2031-02-10T13:00:00+00:00"),
        ("February 10, 2031", "2031-02-10"),
        ("10/02/2031", None),
        ("recently", None),
    ],
)
def test_a_machine_s_date_is_read_with_its_offset(value: str, expected: str | None) -> None:
    article = told(page(news(datePublished=value)))

    assert article.published.value == expected


def test_the_printing_with_time_and_zone_is_taken_of_one_day() -> None:
    head = news(datePublished=DAY) + meta("article:published_time", f"{DAY}T08:05:00+01:00")

    article = told(page(head))

    assert article.published.value == f"{DAY}T08:05:00+01:00"
    assert "published" not in article.disagreements


def test_the_same_moment_in_two_zones_is_no_disagreement() -> None:
    head = news(datePublished="2031-02-10T23:30:00-05:00") + meta(
        "article:published_time", "2031-02-11T04:30:00Z"
    )

    article = told(page(head))

    assert article.published.value == "2031-02-10T23:30:00-05:00"
    assert "published" not in article.disagreements


def test_a_day_that_two_sources_give_beats_one_and_is_disputed() -> None:
    head = (
        news(datePublished="2030-01-01T00:00:00Z")
        + meta("article:published_time", f"{DAY}T08:00:00Z")
        + meta("datePublished", DAY)
    )

    article = told(page(head))

    assert article.published.value == f"{DAY}T08:00:00+00:00"
    assert "published" in article.disagreements


def test_the_day_of_a_line_counts_where_the_head_has_none() -> None:
    body = "<h1>Dam breaks</h1><p>Mon 10.02.2031 | 14:07 Uhr | Von Ana Brel</p>"

    article = told(page("", body))

    assert article.published.value == "2031-02-10T14:07"
    assert article.published.basis == "stated"
    assert article.published.span is not None
    assert [each.name for each in article.authors] == ["Ana Brel"]


def test_the_day_in_the_address_is_inferred() -> None:
    article = told(page(), Given(url="https://dispatch.example/2031/02/10/dam"))

    assert (article.published.value, article.published.basis) == (DAY, "inferred")


def test_the_time_beside_the_headline_is_the_article_s() -> None:
    card = '<p><time datetime="2031-01-01">1 January</time> Mill burns</p>'
    body = f'{card}<h1>Dam breaks</h1><p><time datetime="{DAY}">a while ago</time></p>'

    article = told(page("", body))

    assert article.published.value == DAY


@pytest.mark.parametrize("word", ["Updated", "Aktualisiert am", "Actualizado:", "Bijgewerkt op"])
def test_a_line_of_a_change_gives_the_day_of_the_change(word: str) -> None:
    body = f"<h1>Dam breaks</h1><p>By Ana Brel</p><p>{word} 11.02.2031 18:24</p>"

    article = told(page(news(datePublished=DAY), body))

    assert (article.published.value, article.modified) == (DAY, "2031-02-11T18:24")


def test_sites_of_one_country_s_registry_are_not_one_site() -> None:
    markup = page('<link rel="canonical" href="https://norwia.co.tn/dam">')

    article = told(markup, Given(url="https://dispatch.co.tn/dam"))

    assert article.url == "https://dispatch.co.tn/dam"


def test_half_a_character_in_an_escape_can_be_printed() -> None:
    head = jsonld(r'{"@type": "NewsArticle", "headline": "Dam \ud83d", "author": "\udc00 A"}')

    printed = dumps(article_record(told(page(head))))

    assert printed.encode()


def test_the_last_change_is_read() -> None:
    head = news(dateModified="2031-02-11T08:00:00Z") + meta("article:modified_time", "2031-02-12")

    article = told(page(head))

    assert article.modified == "2031-02-11T08:00:00+00:00"
    assert "modified" in article.disagreements


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("/tarn/dam", "https://www.dispatch.example/tarn/dam"),
        ("https://dispatch.example/tarn/dam", "https://dispatch.example/tarn/dam"),
        ("javascript:void(0)", "https://www.dispatch.example/dam?from=mail"),
        ("https://www.dispatch.example/", "https://www.dispatch.example/dam?from=mail"),
        ("https://norwia.example/dam", "https://www.dispatch.example/dam?from=mail"),
        ("http://[broken", "https://www.dispatch.example/dam?from=mail"),
    ],
)
def test_the_canonical_address_is_resolved_and_checked(href: str, expected: str) -> None:
    markup = page(f'<link rel="canonical" href="{href}">')

    article = told(markup, Given(url="https://www.dispatch.example/dam?from=mail"))

    assert article.url == expected


def test_the_site_s_own_name_is_its_publisher() -> None:
    head = news(publisher={"name": "Harbour Media Ltd"}) + meta(
        "og:site_name", "Harbour Dispatch | News from Tarn"
    )

    article = told(page(head))

    assert article.publisher is not None
    assert article.publisher.name == "Harbour Dispatch"
    assert "publisher" in article.disagreements


def test_a_house_nobody_names_is_known_by_its_address() -> None:
    article = told(page(), Given(url="https://www.dispatch.example/dam"))

    assert article.publisher is not None
    assert (article.publisher.name, article.publisher.basis) == ("dispatch.example", "inferred")


def test_the_words_of_the_text_outweigh_a_template_s_language() -> None:
    article = told(page(meta("og:locale", "de_DE"), lang="de-DE"))

    assert article.language == "en"
    assert "language" in article.disagreements
    assert said(article, "language") == {
        "html lang": "de", "meta og:locale": "de", "words of the text": "en",
    }  # fmt: skip


def test_what_is_given_with_a_text_is_surest() -> None:
    given = Given(language="de-AT", modified="2031-02-12T08:00:00Z", published=DAY)
    head = news(dateModified="2031-02-11", datePublished="2031-02-09")

    article = told(page(head), given)

    assert (article.language, article.modified) == ("de", "2031-02-12T08:00:00+00:00")
    assert (article.published.value, article.published.basis) == (DAY, "given")


def test_the_article_s_record_is_told_from_cards_of_other_articles() -> None:
    cards = [
        {"@type": "NewsArticle", "headline": "Mill burns", "url": "https://dispatch.example/mill"},
        {"@type": "NewsArticle", "headline": "Dam breaks", "url": "https://dispatch.example/dam",
         "datePublished": DAY},
    ]  # fmt: skip

    article = told(page(jsonld(cards)), Given(url="https://dispatch.example/dam?x=1"))

    assert (article.headline, article.published.value) == ("Dam breaks", DAY)


def test_a_page_s_own_record_gives_the_day_its_article_lacks() -> None:
    graph = {"@graph": [{"@type": "WebPage", "datePublished": DAY}, {"@type": "NewsArticle"}]}

    article = told(page(jsonld(graph)))

    assert article.published.value == DAY


def test_every_candidate_is_printed_with_its_place_in_the_document() -> None:
    head = (
        news(headline="Dam \u201cgone\u201d", author=[{"name": "Ana Brel"}], datePublished=DAY)
        + meta("og:title", "Dam &quot;gone&quot; at last")
        + "<title>Dam gone for good</title>"
    )
    markup = page(head, "<h1>Dam &amp; mill gone</h1><p>By Ana Brel</p>")

    record = article_record(told(markup))

    places = {
        (each["field"], each["source"]): markup[slice(*each["span"])]
        for each in record["candidates"]
        if each["span"]
    }
    assert places[("headline", "json-ld headline")] == r"Dam \u201cgone\u201d"
    assert places[("headline", "meta og:title")] == "Dam &quot;gone&quot; at last"
    assert places[("headline", "title element")] == "Dam gone for good"
    assert places[("headline", "h1")] == "Dam &amp; mill gone"
    assert places[("authors", "json-ld author")] == "Ana Brel"
    assert places[("authors", "byline piece")] == "Ana Brel"
    assert places[("published", "json-ld datePublished")] == DAY


def test_a_plain_text_has_candidates_too() -> None:
    from tellings.clean import clean

    text = "Dam breaks\n\nBy Ana Brel\n\nThe dam broke early on Monday, police in Castria said."

    article = clean(Document("1", text, "made up", "", given=Given(title="Dam breaks")))

    assert said(article, "headline") == {
        "given title": "Dam breaks",
        "headline piece": "Dam breaks",
    }
    assert said(article, "authors") == {"byline piece": "Ana Brel"}
    assert article.disagreements == ()


def test_what_was_escaped_twice_is_decoded_twice() -> None:
    assert tidy("Dam &amp;quot;gone&amp;quot; &lt;b&gt;now&lt;/b&gt;") == 'Dam "gone" now'
