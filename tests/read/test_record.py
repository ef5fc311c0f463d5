"""JSON records: those of a corpus, ninjs and schema.org."""

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tellings.errors import ReadError
from tellings.model.document import Given
from tellings.read.record import articles_in, document

NINJS_1 = {
    "uri": "urn:newsml:post.example:20310505:1",
    "headline": "Rain falls on Tarn",
    "byline": "By Ada Holt",
    "body_text": "Rain fell.",
    "body_xhtml": "<p>Rain fell.</p>",
    "versioncreated": "2031-05-05T10:00:00Z",
    "language": "en",
    "source": "Tarn Wire",
}
NINJS_3 = {
    "uri": "urn:newsml:post.example:20310505:3",
    "headlines": [{"role": "short", "value": "Rain"}, {"role": "main", "value": "Rain on Tarn"}],
    "bodies": [{"role": "main", "contentType": "application/xhtml+xml", "value": "<p>Rain.</p>"}],
    "firstCreated": "2031-05-05T09:00:00Z",
    "versionCreated": "2031-05-05T10:00:00Z",
    "infosources": [{"name": "Tarn Wire"}],
}
NEWS_ARTICLE = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "Rain falls on Tarn",
    "articleBody": "Rain fell.",
    "author": [{"@type": "Person", "name": "Ada Holt"}, {"@type": "Person", "name": "Inès Caro"}],
    "publisher": {"@type": "NewsMediaOrganization", "name": "Tarn Post"},
    "datePublished": "2031-05-05T10:00:00Z",
    "dateModified": "2031-05-06T10:00:00Z",
    "mainEntityOfPage": {"@id": "https://post.example/1"},
    "inLanguage": "en",
}


def test_a_ninjs_item_is_its_plain_body() -> None:
    found = document(NINJS_1, "a.json")

    assert (found.text, found.media_type) == ("Rain fell.", "text/plain")
    assert found.record == NINJS_1["uri"]
    assert found.given == Given(
        title="Rain falls on Tarn",
        publisher="Tarn Wire",
        published="2031-05-05T10:00:00Z",
        authors=("Ada Holt",),
        modified="2031-05-05T10:00:00Z",
        language="en",
    )


def test_a_ninjs_3_item_is_its_body() -> None:
    found = document(NINJS_3, "a.json")

    assert (found.text, found.media_type) == ("<p>Rain.</p>", "text/html")
    assert (found.given.title, found.given.publisher) == ("Rain on Tarn", "Tarn Wire")
    assert found.given.published == "2031-05-05T09:00:00Z"


def test_a_news_article_is_its_body() -> None:
    found = document(NEWS_ARTICLE, "a.json")

    assert (found.text, found.media_type) == ("Rain fell.", "text/plain")
    assert found.given == Given(
        title="Rain falls on Tarn",
        publisher="Tarn Post",
        published="2031-05-05T10:00:00Z",
        url="https://post.example/1",
        authors=("Ada Holt", "Inès Caro"),
        modified="2031-05-06T10:00:00Z",
        language="en",
    )


def test_the_articles_of_a_graph_are_records() -> None:
    graph = {"@graph": [{"@type": "WebSite", "name": "Post"}, NEWS_ARTICLE]}

    assert articles_in(graph) == [NEWS_ARTICLE]


def test_the_source_of_a_corpus_record_is_no_publisher() -> None:
    assert document({"text": "Rain.", "source": "crawl-7"}, "-").given.publisher is None


_NAMES = st.sampled_from(["name", "value", "@id", "@type", "role"])
_VALUES = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_NAMES, inner, max_size=3),
    max_leaves=6,
)
_KEYS = [
    *{**NINJS_1, **NINJS_3, **NEWS_ARTICLE},
    "text",
    "html",
    "title",
    "id",
    "authors",
    "@graph",
]


@pytest.mark.parametrize("body", ["text", "body_text", "articleBody", "bodies"])
@given(record=st.dictionaries(st.sampled_from(_KEYS), _VALUES, max_size=6))
def test_any_record_is_a_document_or_a_planned_error(body: str, record: dict[str, Any]) -> None:
    for each in (record, record | {body: "Rain."}):
        with suppress(ReadError):
            found = document(each, "a.json")
            assert found.text.encode()
            assert found.id
