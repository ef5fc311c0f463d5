"""Lists of feeds: OPML of any reader, plain lists, and what is hostile in them."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tellings.errors import ReadError
from tellings.model.document import Failure
from tellings.watch.opml import Feed, feeds, written

OPML = b"""<?xml version="1.0"?>
<opml version="1.0"><head><title>Mine</title></head><body>
<outline text="News"><outline text="Tarn &amp; Post" type="rss" xmlUrl="https://post.example/rss"/>
<outline title="Dispatch" text="x" xmlurl=" https://dispatch.example/atom?a=1&amp;b=2 "/></outline>
<outline text="Again" xmlUrl="https://post.example/rss"/>
<outline text="Odd" xmlUrl="javascript:alert(1)"/>
<outline text="A folder"/></body></opml>"""


def _found(data: bytes) -> tuple[list[Feed], list[str]]:
    every = list(feeds(data, "list"))
    return (
        [each for each in every if isinstance(each, Feed)],
        [str(each) for each in every if isinstance(each, Failure)],
    )


def test_feeds_are_read_out_of_folders_once_with_their_titles() -> None:
    found, failed = _found(OPML)

    assert found == [
        Feed("https://post.example/rss", "Tarn & Post"),
        Feed("https://dispatch.example/atom?a=1&b=2", "Dispatch"),
    ]
    assert failed == ["list:6: no http or https address ('javascript:alert(1)'); passed over"]


def test_a_plain_list_has_an_address_a_line_and_remarks() -> None:
    found, failed = _found(b"\xef\xbb\xbfhttps://post.example/rss\r\n\n# later\nfeed.xml\n")

    assert found == [Feed("https://post.example/rss")]
    assert failed == ["list:4: no http or https address ('feed.xml'); passed over"]


def test_a_list_in_another_encoding_is_read_as_it_says() -> None:
    data = '<?xml version="1.0" encoding="iso-8859-1"?><opml><outline text="Dépêche" xmlUrl="https://d.example/"/></opml>'

    found, _ = _found(data.encode("latin-1"))

    assert found == [Feed("https://d.example/", "Dépêche")]


def test_a_list_that_breaks_off_keeps_what_was_read() -> None:
    found, failed = _found(OPML[:240])

    assert [each.url for each in found] == ["https://post.example/rss"]
    assert "broken XML" in failed[-1]
    assert failed[-1].startswith("list:4: ")


@pytest.mark.parametrize(
    "data",
    [
        b'<!DOCTYPE o [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><opml><outline xmlUrl="&b;"/></opml>',
        b'<!DOCTYPE o [<!ENTITY a SYSTEM "file:///etc/passwd">]><opml>&a;</opml>',
    ],
)
def test_entities_are_refused(data: bytes) -> None:
    found, failed = _found(data)

    assert found == []
    assert failed == [
        "list: it declares entities, which no list needs; the rest of the list is not read"
    ]


def test_a_list_nested_too_deep_is_not_read_on() -> None:
    deep = b"<opml>" + b"<outline>" * 300

    _, failed = _found(deep)

    assert failed == ["list: elements nested more than 200 deep; the rest of the list is not read"]


def test_a_page_or_a_feed_is_no_list() -> None:
    with pytest.raises(ReadError, match="no OPML"):
        list(feeds(b"<html><body>Rain</body></html>", "list"))
    with pytest.raises(ReadError, match="larger than"):
        list(feeds(b"x" * 16_000_001, "list"))


def test_a_list_without_feeds_says_so() -> None:
    assert _found(b"<opml><body/></opml>")[1] == _found(b"# nothing\n")[1]
    assert _found(b"")[1] == ["list: no feed in it; give OPML, or addresses, one a line"]


ADDRESSES = st.from_regex(r"\Ahttps?://[a-z]{1,8}\.example/[ -~]{0,20}\Z").filter(
    lambda url: not any(map(str.isspace, url))
)


@given(st.dictionaries(ADDRESSES, st.none() | st.text(min_size=1, max_size=20), max_size=5))
def test_what_is_written_is_read_again(named: dict[str, str | None]) -> None:
    given = [Feed(url, title) for url, title in named.items()]

    found, _ = _found(written(given))

    assert [each.url for each in found] == sorted(named)


@given(st.binary(max_size=200))
def test_no_bytes_raise_anything_but_a_read_error(data: bytes) -> None:
    for each in (data, b"<" + data, b"<opml>" + data):
        with suppress(ReadError):
            list(feeds(each, "list"))
