"""Start a server: where it listens, who may ask, and what it says when it cannot start."""

import re
import secrets
import socket
from ipaddress import ip_address
from types import FrameType
from typing import NamedTuple
from urllib.parse import urlsplit

import uvicorn

from tellings.errors import ServeError
from tellings.serve.app import application
from tellings.serve.guard import Rules
from tellings.serve.serving import Serving

# Seconds an idle connection is kept, and requests at the end of a server are waited for.
IDLE, GRACE = 10, 3
# Requests at a time; who comes then is told to come again.
MOST = 500
# A token that goes into an address, a header and a cookie as it is, and is not guessed.
TOKEN = re.compile(r"[\w-]{16,}", re.ASCII)
# Bytes of the head of a request.
LARGEST_HEAD = 32_768


class Address(NamedTuple):
    """Where a server listens, and the names it goes by beside that."""

    host: str = "127.0.0.1"
    port: int = 8765
    names: tuple[str, ...] = ()

    @property
    def is_loopback(self) -> bool:
        """Whether only this machine can reach it."""
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"


def rules_of(address: Address, port: int, token: str | None) -> Rules:
    """The hosts a request may name, and the token it must show away from this machine."""
    shown = f"[{address.host}]" if ":" in address.host else address.host
    names = {shown, *address.names}
    if address.is_loopback:
        names |= {"localhost", "127.0.0.1", "[::1]"}
    hosts = {f"{name.lower()}:{port}" if not _has_port(name) else name.lower() for name in names}
    hosts |= {name.lower() for name in address.names}  # behind a proxy, on its own port
    hosts |= {name.lower() for name in names} if port in (80, 443) else set()
    if token is None and not address.is_loopback:
        token = secrets.token_urlsafe(24)
    return Rules(frozenset(hosts), token)


def host_of(base: str) -> str:
    """The host, with its port if it has one, of the address the server is reached at.

    >>> host_of("https://tellings.example/")
    'tellings.example'
    """
    try:
        parts = urlsplit(base)
        if parts.scheme in ("http", "https") and parts.hostname and parts.path in ("", "/"):
            return parts.netloc.rpartition("@")[2]
    except ValueError:
        pass
    raise ServeError(f"--base {base}: not the address of a server; write it as https://HOST")


def _has_port(name: str) -> bool:
    return name.rpartition(":")[2].isdecimal() and not name.endswith("]") and name.count(":") == 1


class Server(uvicorn.Server):
    """A server that ends in order, with status 0, when it is told to; told again, at once.

    That of uvicorn ends by the signal itself: what Python lets go of at its end is then left.
    """

    def __init__(self, config: uvicorn.Config, serving: Serving) -> None:
        super().__init__(config)
        self._serving = serving

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Let streams end by themselves, then the others."""
        self._serving.end()
        await super().shutdown(sockets)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """What Ctrl-C and SIGTERM do."""
        self.force_exit = self.should_exit
        self.should_exit = True


class Standing(NamedTuple):
    """A server that is ready to be run, and where it will be found."""

    server: Server
    listening: socket.socket
    url: str

    def run(self) -> None:
        """Serve until told to stop."""
        self.server.run(sockets=[self.listening])


def run(serving: Serving, address: Address, token: str | None = None) -> None:
    """Serve until told to stop. `ServeError` if the address cannot be listened on."""
    if base := serving.options.base:
        address = address._replace(names=(*address.names, host_of(base)))
    standing = stand(serving, address, token)
    print(standing.url, flush=True)
    standing.run()


def stand(serving: Serving, address: Address, token: str | None = None) -> Standing:
    """A server that listens. `ServeError` if it cannot."""
    if token is not None and not TOKEN.fullmatch(token):
        raise ServeError(
            "the token is to be 16 or more letters, digits, - or _;"
            " leave --token away to have one made up"
        )
    listening = _listening(address)
    port = listening.getsockname()[1]
    rules = rules_of(address, port, token)
    config = uvicorn.Config(
        application(serving, rules),
        log_level="warning",
        access_log=False,
        server_header=False,
        limit_concurrency=MOST,
        timeout_keep_alive=IDLE,
        timeout_graceful_shutdown=GRACE,
        h11_max_incomplete_event_size=LARGEST_HEAD,
        http="h11",
        ws="none",
        proxy_headers=False,
    )
    shown = f"[{address.host}]" if ":" in address.host else address.host
    query = f"?token={rules.token}" if rules.token else ""
    return Standing(Server(config, serving), listening, f"http://{shown}:{port}/{query}")


def _listening(address: Address) -> socket.socket:
    family = socket.AF_INET6 if ":" in address.host else socket.AF_INET
    # Named as TCP, so that asyncio sends what is short at once: 45 ms an answer if it is not.
    found = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        found.bind((address.host, address.port))
        found.listen(128)
    except OSError as error:
        found.close()
        reason = (error.strerror or str(error)).lower()
        raise ServeError(
            f"{address.host}:{address.port}: cannot be listened on ({reason}); "
            "give another --port, or 0 for any that is free"
        ) from error
    return found
