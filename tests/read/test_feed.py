"""Feeds: RSS, Atom and JSON Feed, sound and broken."""

import io
import json
import tracemalloc
from typing import BinaryIO, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tellings.model.document import Document, Failure
from tellings.read.feed import read
from tellings.read.jsonl import read_json
from tellings.read.source import Source, of_bytes, opened
from tellings.settings import Settings

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom">
<channel><title>Harbour &amp; Dispatch</title><language>en-gb</language>
<atom:link rel="self" href="https://dispatch.example/feed"/>
<item><title>Rain &amp;amp; snow</title><link>https://dispatch.example/1</link>
<guid isPermaLink="false">item-1</guid><dc:creator>Ada Holt</dc:creator>
<pubDate>Mon, 05 May 2031 10:00:00 +0200</pubDate>
<description>A teaser.</description>
<content:encoded><![CDATA[<p>Rain fell.</p><p>Then snow.</p>]]></content:encoded></item>
<item><description>The river rose &lt;b&gt;again&lt;/b&gt;.</description>
<author>desk@dispatch.example (Nils Rydberg)</author></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Tarn Post</title>
<entry><id>urn:post:1</id><title type="html">Dam &amp;amp; river</title>
<link rel="edit" href="https://post.example/edit"/><link href="https://post.example/1"/>
<published>2031-05-05T10:00:00Z</published><updated>2031-05-06T10:00:00Z</updated>
<author><name>Inès Caro</name><uri>https://post.example/caro</uri></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Rain &amp; <i>snow</i>.</p>
</div></content></entry>
<entry><title>5 &lt; 6</title><summary>Water below 5 &lt; 6 metres.</summary></entry></feed>"""


def _read(data: str | bytes, settings: Settings | None = None) -> list[Document | Failure]:
    given = data.encode() if isinstance(data, str) else data
    return list(read(of_bytes(given, "feed.xml", settings or Settings())))


def _documents(data: str | bytes) -> list[Document]:
    found = _read(data)
    assert all(isinstance(each, Document) for each in found), found
    return [each for each in found if isinstance(each, Document)]


def _item(inside: str) -> str:
    return f"<rss><channel><item>{inside}</item></channel></rss>"


def test_an_item_is_its_content_with_what_is_said_beside_it() -> None:
    first, second = _documents(RSS)

    assert (first.text, first.media_type) == ("<p>Rain fell.</p><p>Then snow.</p>", "text/html")
    assert (first.origin, first.record) == ("feed.xml:1", "item-1")
    assert first.given.title == "Rain & snow"
    assert (first.given.publisher, first.given.language) == ("Harbour & Dispatch", "en-gb")
    assert first.given.published == "2031-05-05T10:00:00+02:00"
    assert (first.given.url, first.given.authors) == ("https://dispatch.example/1", ("Ada Holt",))
    assert (second.text, second.media_type) == ("The river rose <b>again</b>.", "text/html")
    assert second.given.authors == ("Nils Rydberg",)


def test_an_atom_entry_is_its_content() -> None:
    first, second = _documents(ATOM)

    assert first.text == "<div><p>Rain &amp; <i>snow</i>.</p>\n</div>"
    assert (first.media_type, first.record) == ("text/html", "urn:post:1")
    assert (first.given.title, first.given.publisher) == ("Dam & river", "Tarn Post")
    assert (first.given.url, first.given.authors) == ("https://post.example/1", ("Inès Caro",))
    assert first.given.published == "2031-05-05T10:00:00Z"
    assert first.given.modified == "2031-05-06T10:00:00Z"
    assert first.given.language == "en"
    assert (second.text, second.media_type) == ("Water below 5 < 6 metres.", "text/plain")
    assert second.given.title == "5 < 6"


def test_rss_1_has_its_items_beside_the_channel() -> None:
    feed = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
      xmlns="http://purl.org/rss/1.0/"><channel><title>Dispatch</title></channel>
      <item><title>Rain</title><description>Rain fell.</description></item></rdf:RDF>"""

    (found,) = _documents(feed)

    assert (found.text, found.given.publisher) == ("Rain fell.", "Dispatch")


def test_a_prefix_of_ones_own_for_atom_is_read() -> None:
    feed = '<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:entry><a:summary>Rain.</a:summary>'

    (found,) = _documents(feed + "</a:entry></a:feed>")

    assert found.text == "Rain."


def test_a_title_alone_is_a_document() -> None:
    (found,) = _documents(_item("<title>Rain falls on Tarn</title>"))

    assert found.text == "Rain falls on Tarn"


def test_markup_that_was_not_escaped_is_kept_as_markup() -> None:
    (found,) = _documents(_item("<description>It <b>rained</b> &amp; froze<br/></description>"))

    assert (found.text, found.media_type) == ("It <b>rained</b> &amp; froze<br></br>", "text/html")


def test_an_entity_of_html_is_its_character() -> None:
    (found,) = _documents(_item("<description>&eacute;t&eacute;&nbsp;&#8212;</description>"))

    assert found.text == "été\N{NO-BREAK SPACE}—"


@pytest.mark.parametrize(
    "encoding", ["iso-8859-1", "windows-1251", "shift_jis", "utf-16", "gb2312"]
)
def test_a_feed_may_declare_any_encoding(encoding: str) -> None:
    text = {"windows-1251": "Дождь в Тарне", "shift_jis": "雨が降った", "gb2312": "下雨了"}.get(
        encoding, "Pluie d’été"[:5]
    )
    feed = f"<?xml version='1.0' encoding='{encoding}'?>" + _item(f"<title>{text}</title>")

    (found,) = _documents(feed.encode(encoding))

    assert (found.text, found.replaced) == (text, 0)


def test_what_cannot_be_decoded_is_replaced_and_counted() -> None:
    feed = "<?xml version='1.0' encoding='utf-8'?>" + _item("<title>Rain in Tarn#\x02</title>")

    (found,) = _documents(feed.encode().replace(b"#", b"\xe9"))

    assert found.text == "Rain in Tarn\N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER}"
    assert found.replaced == 2


# Bad feeds --------------------------------------------------------------------------------------


def test_a_broken_item_costs_no_other() -> None:
    items = ["<title>one</title>", "<title>two</wrong>", "<title>three & four</title>"]
    feed = "".join(f"<item>{each}</item>" for each in [*items, "<title>five</title>"])

    found = _read(f"<rss><channel><title>Post</title>{feed}</channel></rss>")

    assert [each.problem if isinstance(each, Failure) else each.text for each in found] == [
        "one",
        "broken XML (mismatched tag); reading goes on with the next item",
        "broken XML (not well-formed (invalid token)); reading goes on with the next item",
        "five",
    ]
    assert isinstance(found[3], Document)
    assert (found[3].origin, found[3].given.publisher) == ("feed.xml:4", "Post")


def test_a_feed_that_is_cut_off_is_read_as_far_as_it_goes() -> None:
    found = _read(RSS[:-60])

    assert [type(each) for each in found] == [Document, Failure]
    assert "cut off" in str(found[1])


def test_a_billion_laughs_are_refused() -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    feed = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "ha">{laughs}]>{_item("&l9;")}'

    (found,) = _read(feed)

    assert "declares entities" in str(found)


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE rss SYSTEM "file:///etc/hosts">',
        '<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "https://post.example/rss.dtd">',
    ],
)
def test_a_document_type_is_never_fetched(doctype: str) -> None:
    (found,) = _documents(doctype + _item("<title>Rain&copy;</title>"))

    assert found.text == "Rain©"


@pytest.mark.parametrize(
    "declared",
    ['<!ENTITY x SYSTEM "file:///etc/hosts">', '<!ENTITY % x SYSTEM "file:///etc/hosts"> %x;'],
)
def test_an_entity_from_outside_is_refused(declared: str) -> None:
    (found,) = _read(f"<!DOCTYPE rss [{declared}]>" + _item("<title>&x;</title>"))

    assert "declares entities" in str(found)


def test_elements_without_end_are_refused() -> None:
    found = _read("<rss><channel><item>" + "<a>" * 100_000)

    assert "nested" in str(found[0])


def test_a_tag_without_end_is_refused() -> None:
    found = _read("<rss><channel><item " + 'a="b" ' * 1_000_000)

    assert "one tag of more than" in str(found[0])


def test_an_item_beyond_the_bound_is_named_and_the_rest_is_read() -> None:
    items = (
        f"<item><description>{'Rain. ' * 9_000}</description></item><item><title>a</title></item>"
    )
    feed = f"<rss><channel>{items}</channel></rss>"

    found = _read(feed, Settings(largest_text=10_000))

    assert [type(each) for each in found] == [Failure, Document]
    assert "10,000" in str(found[0])


def test_a_feed_of_any_size_is_read_in_bounded_memory() -> None:
    class Endless(io.RawIOBase):
        """A feed of ten thousand items of 2 kB, made as it is read."""

        def __init__(self) -> None:
            item = b"<item><title>Rain</title><description>" + b"Rain. " * 330
            self._parts = iter(
                [
                    b"<rss><channel>",
                    *[item + b"</description></item>"] * 10_000,
                    b"</channel></rss>",
                ]
            )
            self._ahead = b""

        def read(self, size: int = -1) -> bytes:
            self._ahead = self._ahead or next(self._parts, b"")
            given, self._ahead = self._ahead[:size], self._ahead[size:]
            return given

    source = Source(opened(cast(BinaryIO, Endless())), "-", "-")
    tracemalloc.start()
    count = sum(isinstance(each, Document) for each in read(source))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert count == 10_000
    assert most < 5_000_000


@given(st.integers(0, len(RSS)), st.text(alphabet="<>&;![]-'\"/ aitem\x00é", max_size=20))
def test_whatever_is_damaged_every_item_is_a_document_or_a_failure(at: int, more: str) -> None:
    for feed in (RSS, ATOM):
        found = _read(feed[:at] + more + feed[at:])

        assert found
        for each in found:
            assert "\n" not in str(each) if isinstance(each, Failure) else each.text.strip()


@given(st.binary(max_size=200))
def test_any_bytes_are_read_to_their_end(data: bytes) -> None:
    for each in _read(b"<rss><channel><item>" + data):
        assert isinstance(each, Document | Failure)


# JSON Feed --------------------------------------------------------------------------------------


def test_a_json_feed_is_its_items() -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Tarn Post",
        "language": "en",
        "items": [
            {
                "id": "p1",
                "url": "https://post.example/1",
                "title": "Rain",
                "content_html": "<p>Rain fell.</p>",
                "date_published": "2031-05-05T10:00:00Z",
                "authors": [{"name": "Ada Holt"}, {"name": ""}, None],
            },
            {"id": 2, "summary": "Snow fell."},
            {"id": 3},
            "nothing",
        ],
    }

    found = list(read_json(of_bytes(json.dumps(feed).encode(), "feed.json")))

    first, second = found[0], found[1]
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert (first.text, first.media_type, first.record) == ("<p>Rain fell.</p>", "text/html", "p1")
    assert (first.given.publisher, first.given.authors) == ("Tarn Post", ("Ada Holt",))
    assert (second.text, second.record, second.origin) == ("Snow fell.", "2", "feed.json:2")
    assert [str(each).partition(";")[0] for each in found[2:]] == [
        "feed.json:3: an item without a text",
        "feed.json:4: no item of a feed",
    ]


def test_an_item_is_the_publishers_whom_it_credits_and_not_the_feeds() -> None:
    rss = "<rss><channel><title>All the News</title>{}</channel></rss>"
    item = "<item><title>Rain</title><source url='https://post.example/f'>Tarn Post</source></item>"

    credited, own = _documents(rss.format(item + "<item><title>Snow</title></item>"))

    assert credited.given.publisher == "Tarn Post"
    assert own.given.publisher == "All the News"


def test_an_entry_of_atom_is_the_publishers_whose_feed_it_names() -> None:
    entry = (
        "<entry><title>Rain</title><source><id>urn:x</id><title>Tarn Post</title>"
        "<author><name>Desk</name></author></source><author><name>Ada Holt</name></author></entry>"
    )

    (found,) = _documents(
        f'<feed xmlns="http://www.w3.org/2005/Atom"><title>All</title>{entry}</feed>'
    )

    assert found.given.publisher == "Tarn Post"
    assert (found.given.title, found.given.authors) == ("Rain", ("Ada Holt",))


def test_a_credit_that_says_nothing_leaves_the_feeds_name() -> None:
    (found,) = _documents(
        "<rss><channel><title>All</title><item><title>Rain</title><source> </source></item>"
        "</channel></rss>"
    )

    assert found.given.publisher == "All"
