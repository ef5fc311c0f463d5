"""A feed of stories: what is written is read again by our own reader, whatever a story holds."""

from hypothesis import given
from hypothesis import strategies as st

from tellings.model.document import Document
from tellings.read.feed import read
from tellings.read.source import of_bytes
from tellings.report.rss import Item, Told, rss

TOLD = (
    Told("Tarn Post", "Dam breaks & 5 < 6", "2031-05-12", "https://post.example/1?a=1&b=2"),
    Told("Harbour Dispatch", None, None, None),
)
STORY = Item("4a1c", "Dam breaks & 5 < 6", "2031-05-12T10:00:00+02:00", TOLD)


def _read(*items: Item, base: str | None = None) -> list[Document]:
    found = list(read(of_bytes("\n".join(rss(items, base=base)).encode(), "stories.xml")))
    assert all(isinstance(each, Document) for each in found), found
    return [each for each in found if isinstance(each, Document)]


def test_a_story_is_read_again_with_its_id_headline_day_and_tellings() -> None:
    (found,) = _read(STORY)

    assert found.record == "4a1c"
    assert found.given.title == "Dam breaks & 5 < 6"
    assert found.given.published == "2031-05-12T08:00:00+00:00"
    assert found.given.url == "https://post.example/1?a=1&b=2"
    assert "<li>Harbour Dispatch: no headline</li>" in found.text
    assert "Dam breaks &amp; 5 &lt; 6</a>" in found.text


def test_the_id_is_no_address_unless_there_is_a_base() -> None:
    bare, based = "\n".join(rss([STORY])), "\n".join(rss([STORY], base="https://desk.example/"))

    assert '<guid isPermaLink="false">4a1c</guid>' in bare
    assert '<guid isPermaLink="true">https://desk.example/stories/4a1c</guid>' in based
    assert _read(STORY, base="https://desk.example/")[0].record == _link(based)


def _link(feed: str) -> str:
    return feed.split("<item>")[1].split("<link>")[1].split("</link>")[0]


def test_an_address_that_does_something_is_no_link() -> None:
    told = Told("Tarn Post", "Dam", "2031-05-12", "javascript:alert(1)")

    written = "\n".join(rss([Item("s", "Dam", None, (told,))]))

    assert "javascript" not in written
    assert "<pubDate>" not in written


TEXTS = st.none() | st.text(max_size=20)


@given(st.lists(st.builds(Told, TEXTS, TEXTS, TEXTS, TEXTS), max_size=3), TEXTS, TEXTS)
def test_no_text_breaks_the_feed(told: list[Told], headline: str | None, day: str | None) -> None:
    found = _read(Item("one", headline, day, tuple(told)), STORY)

    assert [each.record for each in found] == ["one", "4a1c"]
