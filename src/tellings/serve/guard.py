"""Who may ask the server for what: everything that is refused before a page or record is made.

A page that is open in the same browser may send requests to an address of this machine. So a
request must name one of the hosts that the server goes by, one that changes something must not
come from another site, and away from this machine a token is asked for. What is answered goes
with headers that let the browser load nothing but the server's own style sheet and script.
"""

import asyncio
from collections.abc import Mapping
from hmac import compare_digest
from http.cookies import CookieError, SimpleCookie
from typing import NamedTuple
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tellings.report.json import SCHEMA, dumps

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
COOKIE = "tellings_token"
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
# The embedded view may stand in a frame of any page, and does nothing but show itself.
EMBEDDED = POLICY.replace("frame-ancestors 'none'", "frame-ancestors *")
# What a page of another site loads of this one, beside the view in a frame.
LENT = "/embed.js"
HEADERS = {
    "x-content-type-options": "nosniff",
    # With "no-referrer" a browser sends a form of our own pages with an Origin of "null".
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


class Rules(NamedTuple):
    """What a request must keep to.

    ``hosts`` are names with ports, as a browser writes them; ``largest`` is in bytes.
    """

    hosts: frozenset[str]
    token: str | None = None
    largest: int = 8_000_000


# Seconds in which the whole body of a request must come.
PATIENCE = 30.0
# Of a body that is too large so many bytes are taken and dropped, until none came for a second.
DROPPED, LULL = 100_000_000, 1.0


class Refusal(NamedTuple):
    """An answer that is no page: the status, and what is wrong with what to do about it."""

    status: int
    problem: str


class Guard:
    """The application behind the rules."""

    def __init__(self, app: ASGIApp, rules: Rules) -> None:
        self._app, self._rules = app, rules

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or say why not."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        if scope["method"] == "HEAD":  # answered as GET is, and the server leaves out the body
            scope = {**scope, "method": "GET", "head": True}
        headers = Headers(scope=scope)
        refusal = self._refusal(scope, headers)
        if refusal is not None:
            await answer(scope["path"], *refusal)(scope, receive, _secured(scope, send))
        elif self._rules.token and (shown := _shown(scope)) is not None:
            await self._welcome(scope, shown)(scope, receive, _secured(scope, send))
        else:
            await self._bounded(scope, receive, _secured(scope, send))

    def _refusal(self, scope: Scope, headers: Headers) -> Refusal | None:
        if headers.get("host", "").lower() not in self._rules.hosts:
            known = ", ".join(sorted(self._rules.hosts))
            return Refusal(421, f"this server goes by {known}; name others with --name")
        if scope["method"] not in SAFE and _is_foreign(headers):
            return Refusal(403, "a page of another site may not send this; open the server's own")
        length = headers.get("content-length", "0")
        if not length.isdigit() or len(length) > 18:
            return Refusal(413, _too_large(self._rules.largest))
        if self._rules.token and _shown(scope) is None and not self._is_known(headers):
            return Refusal(
                401,
                "a token is needed: open the address with ?token=… or send it as a Bearer token",
            )
        return None

    def _is_known(self, headers: Headers) -> bool:
        token = self._rules.token or ""
        scheme, _, sent = headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer" and _same(sent.strip(), token):
            return True
        return _same(_cookie(headers), token)

    def _welcome(self, scope: Scope, shown: str) -> Response:
        """The token of an address moves into a cookie, and out of the address."""
        if not _same(shown, self._rules.token or ""):
            return answer(scope["path"], 401, "this is not the token; see what the server printed")
        query = [each for each in _query(scope) if each[0] != "token"]
        # One slash only: "//host" would lead to another one.
        there = "/" + quote(scope["path"].lstrip("/"))
        found = RedirectResponse(there + (f"?{urlencode(query)}" if query else ""), 303)
        found.set_cookie(COOKIE, shown, httponly=True, samesite="strict")
        return found

    async def _bounded(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The application, given no more of the body than may be sent, and no later than it may."""
        read, end, more = 0, asyncio.get_running_loop().time() + PATIENCE, True
        largest = self._rules.largest
        said = int(Headers(scope=scope).get("content-length", "0"))

        async def counted() -> Message:
            nonlocal read, more
            if said > largest:
                await _dropped(receive, end)
                raise HTTPException(413, _too_large(largest), {"connection": "close"})
            if not more:
                return await receive()
            try:
                async with asyncio.timeout_at(end):
                    message = await receive()
            except TimeoutError:
                problem = f"the body did not come in {PATIENCE:.0f} seconds; send it again"
                raise HTTPException(408, problem, {"connection": "close"}) from None
            read += len(message.get("body", b""))
            more = message.get("more_body", False)
            if read > largest:
                raise HTTPException(413, _too_large(largest), {"connection": "close"})
            return message

        await self._app(scope, counted, send)


async def _dropped(receive: Receive, end: float) -> None:
    """Take what is sent and drop it: a browser shows no answer to a form it could not send off."""
    dropped, more = 0, True
    while more and dropped < DROPPED:
        lull = asyncio.get_running_loop().time() + LULL
        try:
            async with asyncio.timeout_at(min(end, lull)):
                message = await receive()
        except TimeoutError:
            return
        dropped += len(message.get("body", b""))
        more = message.get("more_body", False)


def _too_large(largest: int) -> str:
    return f"more than {largest:,} bytes; send it in parts"


def answer(path: str, status: int, problem: str, headers: Mapping[str, str] = {}) -> Response:
    """An error as the asker can read it: a record from the API, a line elsewhere."""
    if path.startswith("/api/"):
        body = dumps({"schema": SCHEMA, "problem": problem}).encode("utf-8")
        return Response(body, status, dict(headers), "application/json")
    body = f"tellings: {problem}\n".encode("utf-8", "replace")
    return Response(body, status, dict(headers), "text/plain; charset=utf-8")


def _is_foreign(headers: Headers) -> bool:
    """Whether a page of another site sends this; what is no browser says nothing of itself."""
    origin = headers.get("origin")
    if origin is None:
        return headers.get("sec-fetch-site", "none") not in ("none", "same-origin")
    try:
        return urlsplit(origin).netloc.lower() != headers.get("host", "").lower()
    except ValueError:
        return True


def _query(scope: Scope) -> list[tuple[str, str]]:
    return parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)


def _shown(scope: Scope) -> str | None:
    """The token in the address of a page; the API takes none there, where logs would keep it."""
    if scope["method"] != "GET" or scope["path"].startswith("/api/"):
        return None
    return next((value for key, value in _query(scope) if key == "token"), None)


def _cookie(headers: Headers) -> str:
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
    except CookieError:
        return ""
    return found.value if found else ""


def _same(sent: str, token: str) -> bool:
    return bool(token) and compare_digest(sent.encode(), token.encode())


def _secured(scope: Scope, send: Send) -> Send:
    policy = EMBEDDED if scope["path"].startswith("/embed/") else POLICY
    lent = {"cross-origin-resource-policy": "cross-origin"} if scope["path"] == LENT else {}

    async def secured(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers["content-security-policy"] = policy
            for name, value in (HEADERS | lent).items():
                headers.setdefault(name, value)
        await send(message)

    return secured
