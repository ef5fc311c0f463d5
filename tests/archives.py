"""Archives as tests need them: records, packed one by one."""

import gzip
from collections.abc import Iterable

PAGE = "<!doctype html><p>Rain fell on the town of Tarn, day {}.</p>"


def answer(body: bytes, kind: str = "text/html; charset=utf-8", more: str = "") -> bytes:
    """An HTTP answer with this body."""
    head = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n{more}\r\n"
    return head.encode() + body


def record(
    payload: bytes,
    kind: str = "response",
    media: str = "application/http; msgtype=response",
    number: int = 0,
    size: int | None = None,
) -> bytes:
    """A record; `size` is what it says of its length, which may be a lie."""
    head = (
        f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{number}>\r\n"
        f"WARC-Target-URI: https://dispatch.example/{number}\r\nContent-Type: {media}\r\n"
        f"Content-Length: {len(payload) if size is None else size}\r\n\r\n"
    )
    return head.encode() + payload + b"\r\n\r\n"


def pages(count: int) -> list[bytes]:
    """Records of so many pages, each with what was asked before it."""
    return [record(answer(PAGE.format(number).encode()), number=number) for number in range(count)]


def packed(records: Iterable[bytes]) -> list[bytes]:
    """Each as a gzip member of its own."""
    return [gzip.compress(each, mtime=0) for each in records]
