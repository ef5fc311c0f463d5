"""A web server on 127.0.0.1 that answers as a test says, and remembers what it was asked."""

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple

PAGE = b"<!doctype html><title>Rain</title><p>Rain fell on the town of Tarn all day.</p>"


class Answer(NamedTuple):
    """What the server says: with `length` it lies about the size, with `raw` it writes itself."""

    body: bytes = PAGE
    status: int = 200
    headers: Mapping[str, str] = {}
    length: int | None = None
    raw: Callable[[BaseHTTPRequestHandler], None] | None = None


class Site(NamedTuple):
    """Where the server is, and the paths it was asked for with their headers."""

    url: str
    asked: list[tuple[str, dict[str, str]]]

    @property
    def paths(self) -> list[str]:
        """The paths, without robots.txt."""
        return [path for path, _ in self.asked if path != "/robots.txt"]


@contextmanager
def site(answers: Mapping[str, Answer]) -> Iterator[Site]:
    """Serve these answers by path; every other path is not there."""
    asked: list[tuple[str, dict[str, str]]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append((self.path, {key.lower(): each for key, each in self.headers.items()}))
            answer = answers.get(self.path, Answer(b"not here", 404))
            if answer.raw is not None:
                answer.raw(self)
                return
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            length = len(answer.body) if answer.length is None else answer.length
            self.send_header("Content-Length", str(length))
            self.end_headers()
            self.wfile.write(answer.body)

        def log_message(self, format: str, *values: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request: object, client: object) -> None:
            """A client that hangs up is what some tests are about."""

    server = Server(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield Site(f"http://127.0.0.1:{server.server_address[1]}", asked)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
