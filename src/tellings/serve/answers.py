"""How bytes are answered with: packed once, with their digest, and not sent to who has them."""

import gzip
import re

from fastapi import Request
from starlette.responses import Response

from tellings.serve.packing import Packed, tag_of

JSON = "application/json"
HTML = "text/html; charset=utf-8"
# Bytes below which packing saves nothing: they fit into one packet as they are.
LEAST = 1000
# How hard what is made anew for each request is packed.
QUICK = 1


def kept(request: Request, found: Packed, kind: str, cache: str = "no-cache") -> Response:
    """An answer with what was packed before."""
    headers = _headers(found.tag, cache)
    if cache != "no-store" and _is_known(request, found.tag):
        return Response(None, 304, headers)
    if not _takes_gzip(request):
        return Response(found.plain, 200, headers, kind)
    return Response(found.body, 200, headers | {"content-encoding": "gzip"}, kind)


def tagged(
    request: Request, body: bytes, kind: str, status: int = 200, cache: str = "no-cache"
) -> Response:
    """An answer with bytes that were made for it."""
    tag = tag_of(body)
    headers = _headers(tag, cache)
    if status == 200 and _is_known(request, tag):
        return Response(None, 304, headers)
    if len(body) >= LEAST and _takes_gzip(request):
        body = gzip.compress(body, QUICK, mtime=0)
        headers["content-encoding"] = "gzip"
    return Response(body, status, headers, kind)


def _headers(tag: str, cache: str) -> dict[str, str]:
    headers = {"cache-control": cache, "vary": "accept-encoding"}
    return headers if cache == "no-store" else headers | {"etag": tag}


def _is_known(request: Request, tag: str) -> bool:
    """Whether the asker has it already: one of a list, weak or not, or whatever there is."""
    known = request.headers.get("if-none-match", "")
    opaque = tag.removeprefix("W/")
    return known.strip() == "*" or opaque in re.findall(r'"[^"]*"', known)


def _takes_gzip(request: Request) -> bool:
    for each in request.headers.get("accept-encoding", "").lower().split(","):
        name, _, quality = each.partition(";")
        if name.strip() in ("gzip", "*"):
            return not re.fullmatch(r"\s*q\s*=\s*0(\.0*)?\s*", quality)
    return False
