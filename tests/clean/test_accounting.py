"""Nothing of a page is lost in silence: pieces and ``dropped`` hold every visible character."""

from html import unescape

from hypothesis import given, settings
from hypothesis import strategies as st

from stretches import stretches
from tellings.clean import clean
from tellings.clean.markup import REFERENCE
from tellings.model.document import Document

TAGS = ("p", "div", "b", "a", "h1", "ul", "li", "script", "svg", "button", "nav", "template", "td")
PARTS = st.one_of(
    st.sampled_from([f"<{name}>" for name in TAGS] + [f"</{name}>" for name in TAGS]),
    st.sampled_from(["<div class='promo'>", "<p hidden>", "<div style='display:none'>", "<br>"]),
    st.sampled_from(["<!--", "-->", "<", ">", "<![", "</", '<a title="', "'", '"', "=", "<p "]),
    st.sampled_from(["&amp;", "&nbsp;", "&#8211;", "&nosuch;", "<img alt='The dam at dusk'>"]),
    st.sampled_from(["\0", " ", "\n", "Tarn", "é", "The dam broke. "]),
)
PAGES = st.lists(PARTS, max_size=40).map("".join)


def _visible(markup: str) -> list[int]:
    """The places of the characters that are text and no blank, references as a whole."""
    found: list[int] = []
    for token in stretches(markup):
        if token.kind != "text":
            continue
        blank = {
            at
            for match in REFERENCE.finditer(markup, token.start, token.end)
            if not unescape(match[0]).strip()
            for at in range(*match.span())
        }
        found += [
            at
            for at in range(token.start, token.end)
            if not markup[at].isspace() and at not in blank
        ]
    return found


@settings(deadline=None)
@given(PAGES)
def test_every_visible_character_is_in_a_piece_or_dropped(markup: str) -> None:
    article = clean(Document("1", markup, "made up", "", "text/html"))

    held = bytearray(len(markup))
    for piece in article.pieces:
        whole = article.view.raw(piece.span)
        held[whole.start : whole.end] = b"\1" * (whole.end - whole.start)
    for each in article.dropped:
        held[each.span.start : each.span.end] = b"\1" * (each.span.end - each.span.start)

    lost = [at for at in _visible(markup) if not held[at]]
    assert "".join(markup[at] for at in lost) == ""


@settings(deadline=None)
@given(PAGES)
def test_tokens_hold_every_character_once_and_in_order(markup: str) -> None:
    found = list(stretches(markup))

    assert "".join(markup[each.start : each.end] for each in found) == markup
    assert all(each.end > each.start for each in found)


@settings(deadline=None)
@given(PAGES)
def test_pieces_are_in_order_and_say_what_stands_there(markup: str) -> None:
    article = clean(Document("1", markup, "made up", "", "text/html"))
    texts = [each for each in stretches(markup) if each.kind == "text"]

    last = 0
    for piece in article.pieces:
        whole = article.view.raw(piece.span)
        assert whole.start >= last
        last = whole.end
        if piece.role == "alt":  # stands in a tag
            continue
        there = "".join(
            unescape(markup[max(whole.start, each.start) : min(whole.end, each.end)])
            for each in texts
            if each.start < whole.end and each.end > whole.start
        )
        assert "".join(piece.span.of(article.text).split()) == "".join(there.split())


def test_no_piece_spans_words_that_are_not_shown() -> None:
    page = "<p>Rain<svg><title>icon</title></svg> fell <a title='a > b'>on</a> Tarn.</p>"

    article = clean(Document("1", page, "made up", "", "text/html"))

    assert [each.span.of(article.text) for each in article.pieces] == ["Rain", "fell", "on Tarn."]
