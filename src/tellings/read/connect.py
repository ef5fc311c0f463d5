"""Connections that reach public addresses only, and end at the deadline.

httpx makes the messages; what opens the sockets for it is here. A name is resolved once and the
connection goes to the very address that was looked at, so that a name which resolves to another
address a moment later gains nothing. No proxy is used, whatever the environment names: it would
resolve the name anew.
"""

import ssl
import time
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any

import httpcore
import httpx

from tellings.read.addresses import is_public, resolved

# One attempt to connect to one of several addresses of a host.
_CONNECT = 10.0


class Refused(Exception):
    """The address must not be connected to."""


class Late(Exception):
    """The time for the whole of a fetch is over."""


class Transport(httpx.BaseTransport):
    """What httpx sends through: httpcore's pool over guarded connections."""

    def __init__(self, private: bool, deadline: float) -> None:
        backend = _Backend(private, deadline)
        self._pool = httpcore.ConnectionPool(
            ssl_context=_context(), max_keepalive_connections=0, network_backend=backend
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """The answer, its body not read yet."""
        url = httpcore.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        answer = self._pool.handle_request(
            httpcore.Request(request.method, url, headers=request.headers.raw)
        )
        stream = _Body(answer)
        return httpx.Response(answer.status, headers=answer.headers, stream=stream)

    def close(self) -> None:
        """Close what is open."""
        self._pool.close()


@cache
def _context() -> ssl.SSLContext:
    """What a certificate is held against; reading it took 37 ms of each request."""
    return httpx.create_ssl_context()


class _Body(httpx.SyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        yield from self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()


class _Backend(httpcore.NetworkBackend):
    """Opens connections, each to an address that was looked at."""

    def __init__(self, private: bool, deadline: float) -> None:
        self._private, self._deadline = private, deadline
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        found = resolved(host, port)
        allowed = [str(each) for each in found if self._private or is_public(each)]
        if not allowed:
            raise Refused(
                "it leads to this machine or a private network, fetched only with --allow-private"
            )
        for each in allowed[:-1]:
            try:
                return self._connected(each, port, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return self._connected(allowed[-1], port, socket_options)

    def _connected(
        self, address: str, port: int, socket_options: Iterable[Any] | None
    ) -> httpcore.NetworkStream:
        limit = min(_CONNECT, _left(self._deadline))
        stream = self._inner.connect_tcp(address, port, limit, None, socket_options)
        return _Stream(stream, self._deadline)


class _Stream(httpcore.NetworkStream):
    """A connection on which every wait ends at the deadline, however slowly bytes trickle in."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: float) -> None:
        self._inner, self._deadline = inner, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, _left(self._deadline))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, _left(self._deadline))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        limit = _left(self._deadline)
        return _Stream(self._inner.start_tls(ssl_context, server_hostname, limit), self._deadline)

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401 - as httpcore has it
        return self._inner.get_extra_info(info)


def _left(deadline: float, now: Callable[[], float] = time.monotonic) -> float:
    """The seconds that are left."""
    left = deadline - now()
    if left <= 0:
        raise Late
    return left
