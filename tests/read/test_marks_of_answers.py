"""What an answer says beside its body: marks to ask again by, where it moved, how long to wait."""

from http.server import BaseHTTPRequestHandler

import pytest
from protego import Protego

from served import Answer, site
from tellings.errors import FetchError
from tellings.read import answered
from tellings.read.fetch import Marks, fetch, gap
from tellings.settings import Settings

LOCAL = Settings(private=True, seconds=10)


def _error(url: str, marks: Marks | None = None) -> FetchError:
    with pytest.raises(FetchError) as caught:
        fetch(url, LOCAL, marks=marks)
    return caught.value


def test_the_marks_of_an_answer_come_with_it_and_are_asked_by() -> None:
    marks = {"ETag": '"7"', "Last-Modified": "Mon, 05 May 2031 10:00:00 GMT"}
    answers = {"/feed": Answer(headers=marks)}
    with site(answers) as served:
        first = fetch(f"{served.url}/feed", LOCAL, marks=Marks())
        answers["/feed"] = Answer(b"", 304, headers=marks)
        again = fetch(f"{served.url}/feed", LOCAL, marks=first.marks)

    assert first.marks == Marks('"7"', "Mon, 05 May 2031 10:00:00 GMT")
    assert (first.unchanged, again.unchanged, again.body) == (False, True, b"")
    asked = [headers for path, headers in served.asked if path == "/feed"]
    assert "if-none-match" not in asked[0]
    assert asked[1]["if-none-match"] == '"7"'
    assert asked[1]["if-modified-since"] == "Mon, 05 May 2031 10:00:00 GMT"


def test_an_address_has_moved_only_where_every_step_is_for_good() -> None:
    answers = {
        "/old": Answer(b"", 301, {"Location": "/new"}),
        "/new": Answer(),
        "/now": Answer(b"", 302, {"Location": "/old"}),
        "/both": Answer(b"", 308, {"Location": "/now"}),
    }
    with site(answers) as served:
        moved = {path: fetch(served.url + path, LOCAL).moved for path in answers}

        assert moved["/old"] == f"{served.url}/new"
        assert moved["/new"] is None
        assert moved["/now"] is None
        assert moved["/both"] == f"{served.url}/now"


@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        ({"Retry-After": "120"}, 120),
        ({"Retry-After": "99999999999999"}, 7 * 86_400),
        ({"Retry-After": "soon"}, None),
        ({}, None),
        ({"Retry-After": "Mon, 05 May 2031 10:05:00 GMT"}, 300),
    ],
)
def test_a_refusal_says_its_status_and_how_long_to_wait(
    headers: dict[str, str], wait: float | None
) -> None:
    def busy(handler: BaseHTTPRequestHandler) -> None:
        lines = {"Date": "Mon, 05 May 2031 10:00:00 GMT", "Content-Length": "0", **headers}
        head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
        handler.wfile.write(f"HTTP/1.1 503 Busy\r\n{head}\r\n".encode())

    with site({"/feed": Answer(raw=busy)}) as served:
        error = _error(f"{served.url}/feed")

    assert (error.status, error.wait, error.refused) == (503, wait, False)


def test_what_may_not_be_fetched_is_refused_whatever_is_known_of_it() -> None:
    with site({"/robots.txt": Answer(b"User-agent: *\nDisallow: /")}) as served:
        error = _error(f"{served.url}/feed", Marks('"7"'))

    assert error.refused


def test_a_crawl_delay_is_known_once_the_site_was_asked() -> None:
    with site({"/robots.txt": Answer(b"User-agent: *\nCrawl-delay: 7"), "/": Answer()}) as served:
        rules: dict[str, Protego | None] = {}
        before = gap(served.url, rules)
        fetch(served.url, LOCAL, rules)

        assert (before, gap(f"{served.url}/feed", rules)) == (None, 7.0)
        assert gap("http://[", rules) is None


def test_a_page_in_the_place_of_a_feed_names_the_feed_it_has() -> None:
    link = b'<html><head><link rel="alternate" type="application/rss+xml" href="/rss?a=1&amp;b=2">'
    with site({"/": Answer(link), "/plain": Answer()}) as served:
        found = [
            str(each)
            for path in ("/", "/plain")
            for each in answered(fetch(served.url + path, LOCAL), "feed", wanted="feed")
        ]

    assert found == [
        f"feed: a page, no feed; the feed it names is {served.url}/rss?a=1&b=2",
        "feed: a page, no feed; give the address of the feed itself",
    ]
