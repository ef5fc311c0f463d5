"""No text makes anything of a page but text, and it is shown to the letter."""

from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

from browsed import Page, faults
from hostile_texts import TEXTS
from poured import answered, everywhere, wrong
from standing import Server, standing

# So many are put into one pair of articles.
TOGETHER = 8


@pytest.fixture(scope="module")
def poured(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    path: Path = tmp_path_factory.mktemp("hostile") / "t.db"
    with standing(str(path), workers=2) as server:
        yield server


@pytest.mark.parametrize("at", range(0, len(TEXTS), TOGETHER))
def test_what_is_sent_is_shown_and_nothing_else_is_made_of_it(poured: Server, at: int) -> None:
    assert list(wrong(poured, TEXTS[at : at + TOGETHER], at)) == []


@pytest.mark.parametrize("text", TEXTS)
def test_what_is_asked_for_is_said_back_as_text(poured: Server, text: str) -> None:
    assert list(answered(poured, text)) == []


def test_lists_stories_and_the_feed_hold_text_alone(poured: Server) -> None:
    assert list(everywhere(poured)) == []
    feed = ElementTree.fromstring(poured.client.get("/stories.rss").content)
    assert {each.tag for each in feed.iter()} <= {
        "rss", "channel", "title", "link", "description", "item", "guid", "pubDate",
    }  # fmt: skip


@pytest.mark.parametrize(
    "html",
    [
        "<p><script>alert(1)</script></p>",
        "<p onclick='x'>a</p>",
        "<a href='javascript:x'>a</a>",
        "<a href='//evil.example'>a</a>",
        "<p><img src='/x'></p>",
        "<p><!-- x --></p>",
        "<p>a</p></div>",
        "<div><p>a</p>",
    ],
)
def test_a_page_with_something_made_of_it_would_be_found(html: str) -> None:
    assert list(faults(Page(html)))
