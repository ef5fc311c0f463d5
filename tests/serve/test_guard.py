"""Who may ask for what: hosts, other sites, tokens, bodies, addresses of files."""

import asyncio
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from standing import Server, standing
from tellings.errors import ServeError
from tellings.serve import guard
from tellings.serve.running import Address, host_of, rules_of, stand
from tellings.serve.serving import Options, Serving

TOKEN = "a-token-that-no-one-guesses"
ARTICLE = {"text": "Rain fell on Osk\n\nThe river rose by two metres."}


@pytest.fixture(scope="module")
def guarded(database: Path) -> Iterator[Server]:
    with standing(str(database), TOKEN) as server:
        yield server


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "127.0.0.1:1", "", "localhost.evil"])
def test_a_name_that_leads_here_from_elsewhere_is_refused(served: Server, host: str) -> None:
    for path in ("/", "/api/stories", "/static/x/page.js"):
        answer = served.client.get(path, headers={"host": host})
        assert answer.status_code == 421
        assert "--name" in answer.text


def test_this_machine_by_its_other_names_is_known(served: Server) -> None:
    for name in ("localhost", "LOCALHOST", "127.0.0.1", "[::1]"):
        host = f"{name}:{served.place[1]}"
        assert served.client.get("/api/schema", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:1"},
        {"origin": "http://["},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_a_page_of_another_site_sends_nothing(served: Server, headers: dict[str, str]) -> None:
    for path in ("/api/articles", "/api/compare", "/compare"):
        answer = served.client.post(path, json=ARTICLE, headers=headers)
        assert answer.status_code == 403


def test_the_servers_own_page_sends(served: Server) -> None:
    own = {"origin": served.url, "sec-fetch-site": "same-origin"}

    assert served.client.post("/api/compare", json=ARTICLE, headers=own).status_code == 200


def test_nothing_is_told_without_the_token(guarded: Server) -> None:
    for path in ("/", "/api/stories", "/api/openapi.json", "/static/x/page.js", "/stories.rss"):
        assert guarded.client.get(path).status_code == 401
        for wrong in (f"Bearer {TOKEN[:-1]}", f"Bearer {TOKEN}x", f"Basic {TOKEN}", "Bearer", "é"):
            headers = {b"authorization": wrong.encode("utf-8")}
            assert guarded.client.get(path, headers=headers).status_code == 401


def test_the_token_is_taken_from_the_header(guarded: Server) -> None:
    headers = {"authorization": f"Bearer {TOKEN}"}

    assert guarded.client.get("/api/stories", headers=headers).status_code == 200
    assert guarded.client.post("/api/compare", json=ARTICLE, headers=headers).status_code == 200


def test_the_token_of_an_address_moves_into_a_cookie(guarded: Server) -> None:
    answer = guarded.client.get(f"/search?q=dam&token={TOKEN}")

    assert (answer.status_code, answer.headers["location"]) == (303, "/search?q=dam")
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    headers = {"cookie": f"{guard.COOKIE}={TOKEN}"}
    assert guarded.client.get("/search?q=dam", headers=headers).status_code == 200
    guarded.client.cookies.clear()


def test_the_token_leads_to_no_other_site(guarded: Server) -> None:
    for path in ("//evil.example/x", "/\\evil.example", "/%2F%2Fevil.example", "/%5C/evil.example",
                 "/x%0d%0aset-cookie:%20a=b", "/a%3Fb%23c"):  # fmt: skip
        request = f"GET {path}?token={TOKEN} HTTP/1.1\r\nhost: {guarded.url[7:]}\r\n"
        answer = guarded.said(f"{request}connection: close\r\n\r\n".encode())
        head = answer.partition(b"\r\n\r\n")[0].decode("latin-1").lower().split("\r\n")
        (there,) = [line.partition(": ")[2] for line in head if line.startswith("location")]
        assert there[0] == "/"
        assert there[1:2] not in ("/", "\\")
        assert not [line for line in head if line.startswith("set-cookie: a")]


def test_the_api_takes_no_token_from_an_address(guarded: Server) -> None:
    assert guarded.client.get(f"/api/stories?token={TOKEN}").status_code == 401
    assert guarded.client.get("/?token=wrong").status_code == 401


def test_no_token_is_written_into_a_log(database: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with standing(str(database), TOKEN) as server:
        server.client.get(f"/?token={TOKEN}")
        server.client.get("/nothing", headers={"authorization": f"Bearer {TOKEN}"})

    assert TOKEN not in "".join(capfd.readouterr())


@pytest.mark.parametrize("token", ["", "short", "sixteen letters;", "ä" * 20, "a" * 16 + "\n"])
def test_a_token_that_would_not_hold_is_refused(token: str) -> None:
    with pytest.raises(ServeError, match="16 or more"):
        stand(Serving(Options(), lambda: ""), Address(port=0), token)


def test_away_from_this_machine_there_is_always_a_token() -> None:
    for host in ("0.0.0.0", "::", "192.168.1.7", "osk.example"):
        made = [rules_of(Address(host, 80), 80, None).token for _ in range(2)]
        assert len(set(made)) == 2
        assert min(len(each or "") for each in made) >= 32
    for host in ("127.0.0.1", "127.0.0.2", "::1", "localhost"):
        assert rules_of(Address(host, 80), 80, None).token is None


def test_a_base_is_the_address_of_a_server() -> None:
    for base in (
        "tellings.example",
        "ftp://a.example",
        "https://a.example/x",
        "http://[",
        "https://",
    ):
        with pytest.raises(ServeError, match="https://HOST"):
            host_of(base)


def test_a_body_is_no_larger_than_it_may_be(served: Server) -> None:
    line = f"host: {served.url[7:]}\r\nconnection: close\r\n"
    said = served.said(
        f"POST /api/compare HTTP/1.1\r\n{line}content-length: 999999999\r\n\r\n".encode()
    )
    large = b"%x\r\n" % 8_000_001 + b"a" * 8_000_001
    chunked = served.said(
        f"POST /api/compare HTTP/1.1\r\n{line}transfer-encoding: chunked\r\n\r\n".encode() + large
    )

    for each in (said, chunked):
        assert each.startswith(b"HTTP/1.1 413")
        assert b"send it in parts" in each


def test_a_browser_is_shown_a_page_about_a_form_that_is_too_large(served: Server) -> None:
    answer = served.client.post(
        "/compare", data={"text": "a" * 9_000_000}, headers={"accept": "text/html"}
    )

    assert answer.status_code == 413
    assert answer.headers["content-type"].startswith("text/html")
    assert answer.headers["content-security-policy"] == guard.POLICY
    assert "send it in parts" in answer.text
    assert "<h1>" in answer.text


def test_a_body_that_does_not_come_is_not_waited_for(
    served: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guard, "PATIENCE", 0.2)
    head = f"POST /api/compare HTTP/1.1\r\nhost: {served.url[7:]}\r\ncontent-length: 9\r\n\r\nab"

    assert served.said(head.encode()).startswith(b"HTTP/1.1 408")


def test_who_goes_away_in_the_middle_harms_nobody(served: Server) -> None:
    head = f"POST /api/compare HTTP/1.1\r\nhost: {served.url[7:]}\r\ncontent-length: 9\r\n\r\nab"
    for _ in range(20):
        with socket.create_connection(served.place) as line:
            line.sendall(head.encode())

    assert served.client.get("/api/stories").status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/static/x/../../../pyproject.toml",
        "/static/x/..%2f..%2f__init__.py",
        "/static/..%2fpage.css",
        "/static/x/%2e%2e%2fpage.css",
        "/static/x/....//page.css",
        "/static/x/page.css%00.js",
        "/static//etc/passwd",
    ],
)
def test_no_file_but_its_own_is_given(served: Server, path: str) -> None:
    answer = served.said(
        f"GET {path} HTTP/1.1\r\nhost: {served.url[7:]}\r\nconnection: close\r\n\r\n".encode()
    )

    assert answer.startswith(b"HTTP/1.1 404")


def test_every_answer_keeps_the_browser_in(served: Server) -> None:
    for path in ("/", "/nothing", "/api/stories", "/api/nothing", "/search?q=dam", "/embed/x"):
        headers = served.client.get(path).headers
        policy = headers["content-security-policy"]
        assert policy.startswith("default-src 'none'")
        assert "unsafe" not in policy
        assert "http" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert ("frame-ancestors *" in policy) == path.startswith("/embed/")


def test_an_application_that_is_no_web_page_is_not_answered() -> None:
    async def never(*_: object) -> None:
        raise AssertionError

    wall = guard.Guard(never, guard.Rules(frozenset()))
    scope = {"type": "websocket", "path": "/", "headers": []}

    asyncio.run(wall(scope, never, never))  # type: ignore[arg-type]
