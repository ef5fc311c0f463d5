"""Fetch an address: the only place that reaches into the network.

http and https only; never this machine or a private network unless that is asked for; within
bounds of time, size and redirects; as robots.txt allows. What comes back is bytes like those of
a file, and what they hold is told by their content.
"""

import re
import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from email.utils import parsedate_to_datetime
from typing import NamedTuple

import httpcore
import httpx
from protego import Protego

from tellings.errors import FetchError
from tellings.read import cache
from tellings.read.connect import Late, Refused, Transport
from tellings.read.unpack import Damaged, unpacked
from tellings.settings import Settings
from tellings.version import __version__

AGENT = f"tellings/{__version__}"
# RFC 9309 asks for at least 500 KiB of it to be read.
_LARGEST_ROBOTS = 512_000
_LONGEST_URL = 8_000
_REDIRECTS = (301, 302, 303, 307, 308)
_HEADERS = {
    "User-Agent": AGENT,
    "Accept": "text/html, text/plain;q=0.9, */*;q=0.5",
    "Accept-Encoding": "gzip, deflate, br",
}

# More than httpcore or an unpacker gives at once: who reads sees the bound before they do.
_CHUNK = 1_000_000

_PERMANENT = (301, 308)
# No server asks for more and means it; a date far away would silence a feed for good.
_LONGEST_WAIT = 7 * 86_400.0

Rules = dict[str, Protego | None]


class Marks(NamedTuple):
    """What a server gave to ask by whether something has changed."""

    etag: str = ""
    modified: str = ""


class Fetched(NamedTuple):
    """What came back, where from in the end, and what the server called it.

    ``moved`` is the address to ask from now on, if the server says that it changed for good;
    ``unchanged`` is true, and the body empty, if it is what the given marks stand for.
    """

    body: bytes
    url: str
    content_type: str
    marks: Marks = Marks()
    moved: str | None = None
    unchanged: bool = False


class _Answered(Exception):
    """The server says that it does not give it."""

    def __init__(self, problem: str, status: int, wait: float | None) -> None:
        super().__init__(problem)
        self.status, self.wait = status, wait


class _Answer(NamedTuple):
    status: int
    headers: httpx.Headers
    body: bytes


def fetch(
    url: str, settings: Settings, rules: Rules | None = None, marks: Marks | None = None
) -> Fetched:
    """What stands at the address; a `FetchError` with the cure when it cannot be had.

    ``rules`` keeps the robots.txt of each site for as long as a run lasts. With ``marks`` it is
    asked for only if it has changed since, and the cache is left alone.
    """
    origin = shown(url)
    visit = _Visit(settings, {} if rules is None else rules, marks)
    with _told(origin, settings):
        return visit.follow(url)


def gap(url: str, rules: Rules) -> float | None:
    r"""The seconds that a site's robots.txt asks to leave between two requests, where it is known.

    >>> rules = {"https://dispatch.example": Protego.parse("User-agent: *\nCrawl-delay: 5")}
    >>> gap("https://dispatch.example/tarn", rules), gap("https://post.example/", rules)
    (5.0, None)
    """
    try:
        found = rules.get(_site(httpx.URL(url)))
    except httpx.InvalidURL:
        return None
    return found.crawl_delay(AGENT) if found else None


def shown(url: str) -> str:
    """The address without a name and password in it, fit to be printed.

    >>> shown("https://ada:secret@dispatch.example/tarn#top")
    'https://dispatch.example/tarn#top'
    """
    scheme, _, rest = url.partition("://")
    end = min(found for mark in "/?#\\" if (found := f"{rest}/?#\\".find(mark)) >= 0)
    host = rest[:end].rpartition("@")[2]
    return f"{scheme}://{host}{rest[end:]}".encode("utf-8", "replace").decode()


class _Visit:
    """One fetch: its deadline, and the rules of the sites that it leads to."""

    def __init__(self, settings: Settings, rules: Rules, marks: Marks | None) -> None:
        self._settings, self._rules, self._marks = settings, rules, marks
        self._deadline = time.monotonic() + settings.seconds

    def follow(self, address: str) -> Fetched:
        """The page at the end of the redirects."""
        url = _checked(address)
        moved, permanent = None, True
        for _ in range(self._settings.redirects + 1):
            if not self._may_fetch(url):
                raise Refused("the site's robots.txt asks programs not to fetch it")
            answer = self._page(url)
            if answer.status == 200 or (answer.status == 304 and self._marks):
                return _fetched(url, answer, moved)
            url = _next(url, answer)
            # What comes behind a redirect that may change is no new address.
            permanent = permanent and answer.status in _PERMANENT
            moved = str(url.copy_with(fragment=None)) if permanent else moved
        raise Refused(f"more than {self._settings.redirects} redirects")

    def _page(self, url: httpx.URL) -> _Answer:
        """The answer; what was kept of it where the server says that it is still good."""
        largest = self._settings.largest_input
        # With a password in it the answer may be for these eyes only.
        cached = self._settings.cached and not url.userinfo and self._marks is None
        kept = cache.find(str(url), largest) if cached else None
        marks = kept or self._marks
        headers = {}
        if marks is not None:
            headers = {"If-None-Match": marks.etag, "If-Modified-Since": marks.modified}
        answer = self._get(url, largest, {key: each for key, each in headers.items() if each})
        if answer.status == 304 and kept is not None:
            return _Answer(200, httpx.Headers({"content-type": kept.content_type}), kept.body)
        asks = answer.headers.get("cache-control", "").lower()
        if answer.status == 200 and cached and "no-store" not in asks and "private" not in asks:
            etag, modified = _marks(answer)
            kind = answer.headers.get("content-type", "")
            cache.keep(str(url), cache.Kept(etag, modified, kind, answer.body))
        return answer

    def _may_fetch(self, url: httpx.URL) -> bool:
        site = _site(url)
        if site not in self._rules:
            self._rules[site] = self._robots(url.copy_with(raw_path=b"/robots.txt", fragment=None))
        rules = self._rules[site]
        return rules is None or rules.can_fetch(str(url), AGENT)

    def _robots(self, url: httpx.URL) -> Protego | None:
        """The rules of a site; none where it has none."""
        for _ in range(self._settings.redirects + 1):
            answer = self._get(url, _LARGEST_ROBOTS, {}, cut=True)
            if answer.status == 200:
                return Protego.parse(answer.body.decode("utf-8", "replace"))
            if answer.status >= 500 or answer.status == 429:  # RFC 9309: then nothing may be
                problem = f"its robots.txt cannot be read (status {answer.status})"
                raise _Answered(problem, answer.status, _wait(answer))
            if answer.status not in _REDIRECTS:
                return None
            url = _next(url, answer)
        return None

    def _get(
        self, url: httpx.URL, largest: int, headers: dict[str, str], *, cut: bool = False
    ) -> _Answer:
        """The answer with its body unpacked, of no more than so many bytes; or cut there."""
        transport = Transport(self._settings.private, self._deadline)
        with (
            httpx.Client(transport=transport, trust_env=False, headers=_HEADERS) as client,
            client.stream("GET", url, headers=headers) as answer,
        ):
            size = answer.headers.get("content-length", "")
            if size.isdigit() and int(size[:18]) > largest and not cut:
                raise Refused(f"larger than {largest:,} bytes")
            body = bytearray()
            for chunk in _unpacked(answer, largest) if answer.status_code == 200 else ():
                body += chunk
                if len(body) > largest and not cut:
                    raise Refused(f"larger than {largest:,} bytes")
                if len(body) > largest:
                    break
            return _Answer(answer.status_code, answer.headers, bytes(body[:largest]))


def _unpacked(answer: httpx.Response, largest: int) -> Iterator[bytes]:
    codings = [each.strip().lower() for each in answer.headers.get_list("content-encoding", True)]
    return unpacked(answer.iter_raw(), codings, largest + _CHUNK)


def _fetched(url: httpx.URL, answer: _Answer, moved: str | None) -> Fetched:
    kind = answer.headers.get("content-type", "")
    unchanged = answer.status == 304
    return Fetched(answer.body, shown(str(url)), kind, _marks(answer), moved, unchanged)


def _marks(answer: _Answer) -> Marks:
    return Marks(answer.headers.get("etag", ""), answer.headers.get("last-modified", ""))


def _site(url: httpx.URL) -> str:
    return f"{url.scheme}://{url.netloc.decode('ascii')}"


def _next(url: httpx.URL, answer: _Answer) -> httpx.URL:
    where = answer.headers.get("location")
    if answer.status not in _REDIRECTS or not where:
        problem = f"the server answers with status {answer.status}"
        raise _Answered(problem, answer.status, _wait(answer))
    return _checked(str(url.join(where)))


def _wait(answer: _Answer) -> float | None:
    """The seconds of a Retry-After; one that is a date counts from the server's own."""
    said = answer.headers.get("retry-after", "").strip()
    if said.isascii() and said.isdigit():
        return min(float(said[:12]), _LONGEST_WAIT)
    try:
        until = parsedate_to_datetime(said[:100])
        since = parsedate_to_datetime(answer.headers.get("date", "")[:100])
        return min(max((until - since).total_seconds(), 0.0), _LONGEST_WAIT)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _checked(address: str) -> httpx.URL:
    """The address if it is one of the web."""
    if len(address) > _LONGEST_URL:
        raise Refused(f"an address of more than {_LONGEST_URL:,} characters")
    url = httpx.URL(address)
    if url.scheme not in ("http", "https") or not url.host:
        raise Refused("only http and https addresses are fetched")
    return url


@contextmanager
def _told(origin: str, settings: Settings) -> Iterator[None]:
    """Whatever goes wrong as a `FetchError`, in one line with the cure."""
    save = "save the page and give the file"
    try:
        yield
    except Refused as error:
        raise FetchError(origin, f"{error}; {save}", refused=True) from error
    except _Answered as error:
        raise FetchError(origin, f"{error}; {save}", error.status, error.wait) from error
    except Damaged as error:
        raise FetchError(
            origin, f"the answer cannot be unpacked, {error.problem}; {save}"
        ) from error
    except socket.gaierror as error:
        raise FetchError(origin, "no such host; check the address") from error
    except (Late, httpcore.TimeoutException, TimeoutError) as error:
        problem = f"no whole answer within {settings.seconds:g} seconds; try again, or {save}"
        raise FetchError(origin, problem) from error
    except (httpx.InvalidURL, httpx.UnsupportedProtocol, UnicodeError) as error:
        raise FetchError(origin, "no address that can be fetched; check it") from error
    except (httpcore.RemoteProtocolError, httpcore.LocalProtocolError) as error:
        problem = f"the answer breaks off or is no HTTP ({_reason(error)}); try again, or {save}"
        raise FetchError(origin, problem) from error
    except (httpcore.NetworkError, ssl.SSLError, OSError) as error:
        problem = f"cannot be connected to ({_reason(error)}); check the address"
        raise FetchError(origin, problem) from error


def _reason(error: Exception) -> str:
    said = re.sub(r"^\[errno -?\d+\] ", "", " ".join(str(error).lower().split()))
    return said[:120] or type(error).__name__
