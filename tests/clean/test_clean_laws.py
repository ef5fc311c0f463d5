"""What holds of clean() whatever the text: it never raises, keeps order, loses no character."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stretches import stretches
from tellings.clean import clean
from tellings.model.document import Article, Document

LINES = [
    "By Ana Brel", "Published", "May 3, 2031", "Dam breaks", "The dam broke early, police said.",
    "READ MORE: a dam", "The dam. (Ana Brel/AP)", "AP", "© 2031 Harbour", "- ☐", "a-b", "“Run!”",
    "ABOUT", "Ana Brel is a reporter for Harbour Dispatch.", "Video: the dam", "x Video", "…", "1.",
]  # fmt: skip
TAGS = [
    "<p>", "</p>", "<div class='related ad'>", "</div>", "<h1>", "<a href=x>", "</a>", "<br>",
    "<script>", "</script>", "<!--", "-->", "&amp;", "&#0;", "&nbsp;", "<p hidden>", "<time>", "<",
    "<span class=credit>", "</span>", "<figcaption>", "<svg>", "</svg>", "\"", "'", " ", "=", ">",
]  # fmt: skip
pasted = st.lists(st.one_of(st.sampled_from(LINES), st.text(max_size=9)), max_size=30)
marked = st.lists(st.one_of(st.sampled_from(TAGS + LINES), st.text(max_size=5)), max_size=40)


def _cleaned(text: str, media_type: str = "text/plain") -> Article:
    return clean(Document("1", text, "made up", "", media_type))


def _in_order(article: Article) -> None:
    spans = [piece.span for piece in article.pieces]
    assert all(0 <= start < end <= len(article.text) for start, end in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))


@settings(deadline=None)
@given(pasted, st.sampled_from(["\n", "\n\n", "\r\n"]))
def test_every_character_of_a_text_lies_in_exactly_one_piece(lines: list[str], end: str) -> None:
    article = _cleaned(end.join(lines))

    _in_order(article)
    held = sum(len("".join(each.span.of(article.text).split())) for each in article.pieces)
    assert article.text == end.join(lines)
    assert held == len("".join(article.text.split()))


@settings(deadline=None)
@given(marked)
def test_every_piece_of_a_page_leads_back_into_its_markup(parts: list[str]) -> None:
    markup = "".join(parts)

    article = _cleaned(markup, "text/html")

    _in_order(article)
    raws = [article.view.raw(each.span) for each in article.pieces]
    assert all(0 <= start < end <= len(markup) for start, end in raws)
    assert all(a.end <= b.start for a, b in pairwise(raws))
    assert all(each.span.end <= len(markup) for each in article.dropped)


@given(marked)
def test_every_character_of_markup_lies_in_exactly_one_token_or_is_text(parts: list[str]) -> None:
    markup = "".join(parts)

    found = list(stretches(markup))

    assert [each.start for each in found] == [0, *(each.end for each in found)][: len(found)]
    assert sum(each.end - each.start for each in found) == len(markup)


@pytest.mark.parametrize(
    "text",
    [
        "The dam broke early on Monday, police said. " * 100_000,
        '"' * 100_000,
        '"\n' * 20_000,
        ("By " + "A. " * 120 + "\n") * 300,
        " " * 1_000_000 + "a",
    ],
    ids=["one line", "marks", "marks on lines", "names", "blanks"],
)
def test_a_large_text_is_cleaned_in_linear_time(text: str) -> None:
    _in_order(_cleaned(text))


@pytest.mark.parametrize(
    "markup",
    ["<a" * 50_000, '<a b="' * 50_000, "<div>" * 50_000 + "x", "<!--" * 50_000, "&amp;" * 50_000,
     "<div><p>" * 20_000 + "x" + "</p></section>" * 20_000, "<script>" * 50_000],
    ids=["open", "quoted", "nested", "comments", "references", "wrong ends", "scripts"],
)  # fmt: skip
def test_a_large_page_is_cleaned_in_linear_time(markup: str) -> None:
    _in_order(_cleaned(markup, "text/html"))
