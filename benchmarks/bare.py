"""A page that is given as it is, by the same server program: what `serving.py` is held against.

Run as a program with the file of the page, packed; it prints its port.
"""

import socket
import sys
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route


def main() -> None:
    """Serve the page of this file."""
    body = Path(sys.argv[1]).read_bytes()
    headers = {"content-encoding": "gzip", "vary": "accept-encoding", "cache-control": "no-cache"}

    async def page(_: Request) -> Response:
        return Response(body, 200, headers, "text/html; charset=utf-8")

    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.bind(("127.0.0.1", 0))
    listening.listen()
    print(f"http://127.0.0.1:{listening.getsockname()[1]}/", flush=True)
    config = uvicorn.Config(
        Starlette(routes=[Route("/", page)]), log_level="warning", access_log=False, http="h11",
        ws="none",
    )  # fmt: skip
    uvicorn.Server(config).run(sockets=[listening])


if __name__ == "__main__":
    main()
