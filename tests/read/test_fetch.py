"""Addresses: what is fetched, what is refused, and that every bound holds."""

import gzip
import socket
import time
import tracemalloc
import zlib
from contextlib import suppress
from dataclasses import replace
from http.server import BaseHTTPRequestHandler
from ipaddress import ip_address

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from served import PAGE, Answer, site
from tellings.model.document import Document, Failure, Note
from tellings.read import documents
from tellings.read.addresses import is_public
from tellings.read.fetch import shown
from tellings.settings import Settings

LOCAL = Settings(private=True, seconds=10)


def _fetched(url: str, settings: Settings = LOCAL) -> Document | Failure | Note:
    (found,) = documents([url], settings=settings)
    return found


def _document(url: str, settings: Settings = LOCAL) -> Document:
    found = _fetched(url, settings)
    assert isinstance(found, Document), found
    return found


def _problem(url: str, settings: Settings = LOCAL) -> str:
    found = _fetched(url, settings)
    assert isinstance(found, Failure), found
    assert "\n" not in str(found)
    assert "; " in found.problem, "a failure says the cure"
    return found.problem


def test_a_page_is_fetched_with_its_address_given() -> None:
    with site({"/tarn": Answer()}) as served:
        found = _document(f"{served.url}/tarn")

    assert found.text == PAGE.decode()
    assert (found.media_type, found.given.url) == ("text/html", f"{served.url}/tarn")
    assert found.origin == f"{served.url}/tarn"


def test_the_encoding_of_the_header_counts() -> None:
    text = "<p>Плотина у Тарна прорвана в мае.</p>"
    header = {"Content-Type": "text/html; charset=windows-1251"}

    with site({"/": Answer(text.encode("cp1251"), headers=header)}) as served:
        found = _document(f"{served.url}/")

    assert found.text == text


def test_what_the_server_calls_a_page_decides_where_its_content_does_not() -> None:
    page = b"<p>Rain fell.</p>"
    html, plain = ({"Content-Type": f"text/{kind}"} for kind in ("html", "plain"))
    answers = {"/html": Answer(page, headers=html), "/plain": Answer(page, headers=plain)}

    with site(answers) as served:
        kinds = [_document(f"{served.url}/{kind}").media_type for kind in ("html", "plain")]

    assert kinds == ["text/html", "text/plain"]


def test_a_feed_that_is_fetched_is_its_items() -> None:
    feed = b"<rss><channel><item><description>Rain.</description></item></channel></rss>"

    with site({"/feed": Answer(feed)}) as served:
        found = _document(f"{served.url}/feed")

    assert (found.text, found.origin) == ("Rain.", f"{served.url}/feed:1")


@pytest.mark.parametrize(
    ("coding", "pack"),
    [
        ("gzip", gzip.compress),
        ("deflate", zlib.compress),
        ("deflate", lambda data: zlib.compress(data)[2:-4]),
        ("br", brotli.compress),
        ("gzip, br", lambda data: brotli.compress(gzip.compress(data))),
    ],
)
def test_a_packed_answer_is_unpacked(coding: str, pack: "type[bytes]") -> None:
    with site({"/": Answer(pack(PAGE), headers={"Content-Encoding": coding})}) as served:
        assert _document(f"{served.url}/").text == PAGE.decode()


@pytest.mark.parametrize(("coding", "pack"), [("gzip", gzip.compress), ("br", brotli.compress)])
def test_a_bomb_is_never_unpacked_whole(coding: str, pack: "type[bytes]") -> None:
    bomb = pack(b"0" * 50_000_000)
    small = replace(LOCAL, largest_input=1_000_000)
    with site({"/": Answer(bomb, headers={"Content-Encoding": coding})}) as served:
        tracemalloc.start()
        problem = _problem(f"{served.url}/", small)
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()

    assert "larger than 1,000,000 bytes" in problem
    assert most < 20_000_000


def test_a_packing_that_is_damaged_or_unknown_is_named() -> None:
    damaged = Answer(gzip.compress(PAGE)[:-9], headers={"Content-Encoding": "gzip"})
    unknown = Answer(PAGE, headers={"Content-Encoding": "zstd"})
    with site({"/damaged": damaged, "/unknown": unknown}) as served:
        assert "cut off" in _problem(f"{served.url}/damaged")
        assert "'zstd'" in _problem(f"{served.url}/unknown")


# Where an address leads -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "home.example", "mapped.example", "router.example", "cloud.example",
     "nat.example", "six.example"],
)  # fmt: skip
def test_this_machine_and_private_networks_are_not_fetched(host: str) -> None:
    assert "private network" in _problem(f"http://{host}/", Settings())


def test_a_redirect_to_a_private_address_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    # The server stands for a public one: only its port is let through.
    away = Answer(status=302, headers={"Location": "http://router.example/admin"})
    with site({"/": away}) as served:
        monkeypatch.setattr(
            "tellings.read.connect.is_public", lambda address: str(address) == "127.0.0.1"
        )
        problem = _problem(f"{served.url}/", Settings())

    assert "private network" in problem


def test_a_name_is_resolved_once_and_what_was_looked_at_is_connected_to(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answers = iter(["127.0.0.1", "127.0.0.2"])
    looked: list[str] = []

    def resolve(host: str, port: int, *_: object, **__: object) -> list[object]:
        looked.append(host)
        address = next(answers) if host == "turning.example" else host
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    monkeypatch.setattr("tellings.read.addresses.socket.getaddrinfo", resolve)
    monkeypatch.setattr("tellings.read.connect.is_public", lambda address: True)
    with site({"/robots.txt": Answer(b"", 404)}) as served:
        port = served.url.rpartition(":")[2]
        found = _fetched(f"http://turning.example:{port}/", Settings(seconds=0.5))

    # Once for robots.txt and once for the page, which went where nobody listens.
    assert looked == ["turning.example", "127.0.0.1", "turning.example", "127.0.0.2"]
    assert isinstance(found, Failure)
    assert "cannot be connected to" in found.problem


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0", "10.1.2.3", "100.64.0.1", "127.0.0.1", "127.255.255.254", "169.254.169.254",
        "172.16.0.1", "192.0.0.1", "192.0.2.1", "192.168.0.1", "198.18.0.1", "198.51.100.1",
        "203.0.113.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "::", "::1", "::127.0.0.1",
        "::ffff:127.0.0.1", "::ffff:0:127.0.0.1", "64:ff9b::10.0.0.1", "64:ff9b:1::1", "100::1",
        "2001::1", "2001:db8::1", "2002:7f00:1::", "2002:c0a8:101::1", "fc00::1", "fd00::1",
        "fe80::1", "fec0::1", "ff02::1", "5f00::1",
    ],
)  # fmt: skip
def test_a_special_address_is_not_public(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize(
    "address",
    ["9.9.9.9", "151.101.1.1", "2606:4700::1111", "64:ff9b::909:909", "2002:909:909::1"],
)
def test_an_address_that_anybody_may_reach_is_public(address: str) -> None:
    assert is_public(ip_address(address))


@given(st.ip_addresses(v=4))
def test_an_embedded_address_is_as_public_as_itself(address: object) -> None:
    inner = ip_address(str(address))

    for outer in (f"::ffff:{inner}", f"64:ff9b::{inner}"):
        assert is_public(ip_address(outer)) == is_public(inner)


@pytest.mark.parametrize(
    "url", ["file:///etc/hosts", "ftp://dispatch.example/a", "gopher://x.example"]
)
def test_other_schemes_are_refused(url: str) -> None:
    assert "only http and https" in _problem(url)


def test_a_redirect_to_another_scheme_is_refused() -> None:
    with site({"/": Answer(status=302, headers={"Location": "file:///etc/hosts"})}) as served:
        assert "only http and https" in _problem(f"{served.url}/")


# Bounds -----------------------------------------------------------------------------------------


def test_redirects_are_followed_up_to_a_number() -> None:
    answers = {f"/{n}": Answer(status=301, headers={"Location": f"/{n + 1}"}) for n in range(9)}
    with site(answers | {"/9": Answer()}) as served:
        assert _document(f"{served.url}/4").given.url == f"{served.url}/9"
        assert "more than 5 redirects" in _problem(f"{served.url}/0")


def test_a_content_length_beyond_the_bound_is_refused_before_the_body_is_read() -> None:
    with site({"/": Answer(length=10**15)}) as served:
        assert "larger than" in _problem(f"{served.url}/")


def test_a_body_shorter_than_its_content_length_is_a_failure() -> None:
    with site({"/": Answer(length=len(PAGE) + 1)}) as served:
        assert "breaks off" in _problem(f"{served.url}/")


def test_a_body_longer_than_its_content_length_ends_there() -> None:
    with site({"/": Answer(length=20)}) as served:
        assert _document(f"{served.url}/").text == PAGE[:20].decode()


def test_an_endless_body_is_cut_off() -> None:
    def endless(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
        with suppress(OSError):
            while True:
                handler.wfile.write(b"Rain. " * 10_000)

    with site({"/": Answer(raw=endless)}) as served:
        problem = _problem(f"{served.url}/", replace(LOCAL, largest_input=1_000_000))

    assert "larger than 1,000,000 bytes" in problem


@pytest.mark.parametrize("first", [b"", b"HTTP/1.1 200 OK\r\nX-A: ", b"HTTP/1.1 200 OK\r\n\r\n"])
def test_an_answer_that_trickles_ends_at_the_deadline(first: bytes) -> None:
    def trickle(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(first)
        with suppress(OSError):
            for _ in range(60):
                time.sleep(0.05)
                handler.wfile.write(b"a")
                handler.wfile.flush()

    with site({"/": Answer(raw=trickle)}) as served:
        problem = _problem(f"{served.url}/", replace(LOCAL, seconds=0.4))

    assert "within 0.4 seconds" in problem or "no HTTP" in problem


def test_what_is_no_http_is_a_failure() -> None:
    def zeros(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(bytes(99))

    with site({"/": Answer(raw=zeros)}) as served:
        assert "no HTTP" in _problem(f"{served.url}/")


def test_a_status_that_is_no_page_is_a_failure() -> None:
    with site({}) as served:
        assert "status 404" in _problem(f"{served.url}/")


def test_a_port_where_nobody_listens_is_a_failure() -> None:
    with site({}) as served:
        gone = served.url

    assert "cannot be connected to" in _problem(gone)


def test_a_host_that_is_not_known_is_a_failure() -> None:
    assert "no such host" in _problem("https://dispatch.example/tarn")


@given(st.text(max_size=40))
def test_any_address_is_a_document_or_a_failure(rest: str) -> None:
    (found,) = documents([f"http://{rest}.invalid/{rest}"])

    assert isinstance(found, Failure)


# Robots, passwords, what is kept ------------------------------------------------------------------


def test_robots_txt_is_obeyed() -> None:
    rules = b"User-agent: *\nDisallow: /private/\n"
    with site({"/robots.txt": Answer(rules), "/private/a": Answer(), "/a": Answer()}) as served:
        assert "robots.txt" in _problem(f"{served.url}/private/a")
        assert _document(f"{served.url}/a")

    assert served.paths == ["/a"]


def test_robots_txt_counts_where_a_redirect_leads_too() -> None:
    rules = b"User-agent: tellings\nDisallow: /b\n"
    away = Answer(status=302, headers={"Location": "/b"})
    with site({"/robots.txt": Answer(rules), "/a": away, "/b": Answer()}) as served:
        assert "robots.txt" in _problem(f"{served.url}/a")

    assert served.paths == ["/a"]


def test_a_site_whose_robots_txt_cannot_be_read_is_left_alone() -> None:
    with site({"/robots.txt": Answer(status=503), "/a": Answer()}) as served:
        assert "robots.txt" in _problem(f"{served.url}/a")

    assert served.paths == []


def test_a_robots_txt_of_any_size_is_read_as_far_as_the_bound() -> None:
    rules = b"User-agent: *\nDisallow: /private/\n" + b"# rain\n" * 200_000
    with site({"/robots.txt": Answer(rules), "/private/a": Answer()}) as served:
        assert "robots.txt" in _problem(f"{served.url}/private/a")


def test_robots_txt_is_asked_for_once_a_run() -> None:
    pages = {f"/{name}": Answer(PAGE + name.encode()) for name in "ab"}
    with site(pages) as served:
        list(documents([f"{served.url}/a", f"{served.url}/b"], settings=LOCAL))

    assert [path for path, _ in served.asked] == ["/robots.txt", "/a", "/b"]


def test_a_password_is_sent_and_never_shown() -> None:
    with site({"/a": Answer()}) as served:
        address = served.url.replace("//", "//ada:secret@")
        found, missing = documents([f"{address}/a", f"{address}/b"], settings=LOCAL)

    assert isinstance(found, Document)
    assert "secret" not in repr(found) + str(missing)
    assert served.asked[-1][1]["authorization"].startswith("Basic ")


@given(st.text(alphabet="ab/@:?#\\%.", max_size=30))
def test_no_password_is_shown(rest: str) -> None:
    host = shown(f"https://ada:secret@{rest}").partition("://")[2]

    assert not host.startswith("ada:secret@")


def test_a_page_is_asked_for_again_only_if_it_has_changed() -> None:
    def page(handler: BaseHTTPRequestHandler) -> None:
        good = handler.headers.get("If-None-Match") == '"v1"'
        body = b"" if good else PAGE
        handler.send_response(304 if good else 200)
        handler.send_header("ETag", '"v1"')
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    with site({"/a": Answer(raw=page)}) as served:
        first, second = _document(f"{served.url}/a"), _document(f"{served.url}/a")
        fresh = _document(f"{served.url}/a", replace(LOCAL, cached=False))

    assert first == second == fresh
    marks = [headers.get("if-none-match") for path, headers in served.asked if path == "/a"]
    assert marks == [None, '"v1"', None]


@pytest.mark.parametrize("asks", ["no-store", "private, max-age=60"])
def test_what_a_server_asks_not_to_keep_is_not_kept(asks: str) -> None:
    header = {"ETag": '"v1"', "Cache-Control": asks}
    with site({"/a": Answer(headers=header)}) as served:
        _document(f"{served.url}/a")
        _document(f"{served.url}/a")

    assert all("if-none-match" not in headers for _, headers in served.asked)
