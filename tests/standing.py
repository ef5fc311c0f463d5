"""A server of tellings on a port of this machine, as long as a test asks it."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple
from urllib.parse import urlsplit

import httpx

from stored import NOW
from tellings.serve.running import Address, stand
from tellings.serve.serving import Options, Serving
from tellings.store import opened


class Server(NamedTuple):
    """Where it is, and a client that asks it."""

    url: str
    client: httpx.Client

    @property
    def place(self) -> tuple[str, int]:
        """Host and port."""
        parts = urlsplit(self.url)
        return parts.hostname or "", parts.port or 0

    def said(self, request: bytes, seconds: float = 10) -> bytes:
        """What it answers to these bytes, until it hangs up."""
        with socket.create_connection(self.place, timeout=seconds) as line:
            line.sendall(request)
            parts = []
            while part := line.recv(65536):
                parts.append(part)
        return b"".join(parts)


@contextmanager
def standing(
    database: str | None, token: str | None = None, *, base: str = "", workers: int = 1
) -> Iterator[Server]:
    """A server of this database."""
    if database:
        opened(database, make=True).close()
    serving = Serving(Options(database, workers, base=base), lambda: NOW)
    server = stand(serving, Address(port=0), token)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    url = server.url.partition("?")[0].rstrip("/")
    try:
        with httpx.Client(base_url=url, timeout=60, trust_env=False) as client:
            yield Server(url, client)
    finally:
        server.server.should_exit = True
        thread.join()
