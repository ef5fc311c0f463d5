"""Ids in addresses: one that holds a slash, which an address has as %2F, is one part of it.

Servers decode an address before they take it apart. Here its parts are decoded one by one, with a
character that no text may hold in place of the slashes in them; an `Id` that a route asks for
has them back.
"""

from typing import Annotated
from urllib.parse import unquote

from fastapi import Path
from pydantic import AfterValidator
from starlette.types import ASGIApp, Receive, Scope, Send

# A code point that Unicode keeps from texts for uses like this one.
_SLASH = "\ufdd0"


Id = Annotated[
    str, Path(min_length=1, max_length=500), AfterValidator(lambda each: each.replace(_SLASH, "/"))
]


class Addressed:
    """An application that is given the parts of an address as they are."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Take the address apart, then decode it."""
        raw: bytes = scope.get("raw_path") or b""
        if b"%2f" in raw.lower():
            scope = {**scope, "path": decoded(raw.decode("latin-1"))}
        await self._app(scope, receive, send)


def decoded(raw: str) -> str:
    """The path of an address, its parts decoded.

    >>> decoded("/stories/2031%2Frain").count("/")
    2
    """
    return "/".join(unquote(part).replace("/", _SLASH) for part in raw.split("/"))
