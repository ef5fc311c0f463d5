"""An HTTP message as an archive keeps it: its status, its headers, and its body as it was sent."""

import re
from collections.abc import Container

from tellings.read.unpack import Damaged, unpacked

Headers = dict[str, str]
_SIZE = re.compile(rb"[0-9a-fA-F]{1,16}")


def message(payload: bytes, largest: int, kinds: Container[str]) -> tuple[str, bytes] | None:
    r"""The content type and the unpacked body of an answer, if it is a page of these kinds.

    >>> message(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nRain.", 100, ["text/plain"])
    ('text/plain', b'Rain.')
    """
    head, _, body = payload.partition(b"\r\n\r\n")
    status = head.split(b"\r\n", 1)[0].split()
    if len(status) < 2 or not status[0].startswith(b"HTTP/"):
        raise Damaged("no HTTP message in it")
    fields = headers(head)
    declared = fields.get("content-type", "text/html" if body.lstrip()[:1] == b"<" else "")
    if status[1] != b"200" or kind_and_charset(declared)[0] not in kinds:
        return None
    if "chunked" in fields.get("transfer-encoding", "").lower():
        body = _joined(body)
    codings = [each.strip().lower() for each in fields.get("content-encoding", "").split(",")]
    if any("gzip" in coding for coding in codings) and not body.startswith(b"\x1f\x8b"):
        codings = []  # unpacked by whoever wrote the archive, and the header left as it was
    return declared, b"".join(unpacked([body], codings, largest))


def headers(head: bytes) -> Headers:
    r"""The fields after the first line, their names in small letters; the first of a name counts.

    >>> headers(b"WARC/1.0\r\nContent-Type: text/plain;\r\n charset=utf-8")
    {'content-type': 'text/plain; charset=utf-8'}
    """
    found: Headers = {}
    last = ""
    for line in head.decode("utf-8", "replace").split("\r\n")[1:]:
        if line[:1] in (" ", "\t") and last:
            found[last] += " " + line.strip()
            continue
        name, colon, value = line.partition(":")
        last = name.strip().lower() if colon else ""
        if last in found:
            last = ""
        elif last:
            found[last] = value.strip()
    return found


def kind_and_charset(value: str) -> tuple[str, str | None]:
    """The media type and the encoding that a Content-Type names.

    >>> kind_and_charset('Text/HTML; charset="latin-1"'), kind_and_charset("text/plain")
    (('text/html', 'latin-1'), ('text/plain', None))
    """
    kind, *parameters = value.split(";")
    for each in parameters:
        name, _, charset = each.partition("=")
        if name.strip().lower() == "charset" and charset.strip():
            return kind.strip().lower(), charset.strip().strip("\"'")
    return kind.strip().lower(), None


def _joined(body: bytes) -> bytes:
    """The body without the sizes of its chunks; as it is where there are none, as some store it."""
    parts: list[bytes] = []
    at = 0
    while True:
        end = body.find(b"\r\n", at, at + 1000)
        size = body[at:end].split(b";")[0].strip() if end >= 0 else b""
        if not _SIZE.fullmatch(size):
            break
        count = int(size, 16)
        if not count:
            return b"".join(parts)
        parts.append(body[end + 2 : end + 2 + count])
        at = end + 2 + count + 2
    if not parts:
        return body
    raise Damaged("its chunks are cut off or damaged")
