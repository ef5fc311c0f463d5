"""WARC archives, packed or not, as a stream: each page they hold is a document.

Of the records (ISO 28500) those are taken that hold a page: ``response`` with status 200,
``resource`` and ``conversion``, of HTML or plain text. The others are passed over without a
word. A record that is damaged is a failure with the byte where it begins, and `tape` finds the
way on.
"""

from collections.abc import Iterator
from hashlib import sha256

from tellings.model.document import Document, Failure, Given
from tellings.read.decode import decode
from tellings.read.message import Headers, headers, kind_and_charset, message
from tellings.read.source import Source
from tellings.read.tape import VERSION, Tape, tape
from tellings.read.unpack import Damaged

# A head is a dozen short lines.
_MOST_HEAD = 65_536
_KINDS = {
    "text/html": "text/html",
    "application/xhtml+xml": "text/html",
    "text/plain": "text/plain",
}


def read(source: Source) -> Iterator[Document | Failure]:
    r"""The documents of an archive.

    >>> from tellings.read.source import of_bytes
    >>> head = b"WARC/1.1\r\nWARC-Type: resource\r\nContent-Type: text/plain\r\n"
    >>> archive = head + b"Content-Length: 10\r\n\r\nRain fell.\r\n\r\n"
    >>> [(each.text, each.origin) for each in read(of_bytes(archive, "rain.warc"))]
    [('Rain fell.', 'rain.warc:0')]
    """
    archive = tape(source)
    going = True
    while going:
        place: str | None = None
        try:
            if not archive.begin():
                return
            place = archive.place()
            found = _record(archive, source)
            if found is not None:
                yield found
        except Damaged as error:
            where = f"at byte {place or archive.place()}"
            cure = "reading goes on with the next one"
            yield Failure(source.origin, f"{where}: a damaged record, {error.problem}; {cure}")
            going = archive.resume()


def _record(archive: Tape, source: Source) -> Document | Failure | None:
    """The document of the record that begins here, if it holds one."""
    origin, place = f"{source.origin}:{archive.name()}", archive.place()
    head = archive.head(b"\r\n\r\n", _MOST_HEAD)
    if not head.startswith(VERSION):
        raise Damaged("it does not begin with WARC/")
    fields = headers(head)
    length = fields.get("content-length", "")
    if not (length.isascii() and length.isdigit() and len(length) < 19):
        raise Damaged("it does not say how long it is")
    size = int(length)
    if not _wanted(fields) or size > source.settings.largest_input:
        archive.skip(size)
        _closed(archive)
        if not _wanted(fields):
            return None
        most = f"{source.settings.largest_input:,}"
        problem = f"at byte {place}: {size:,} bytes, {most} at most; passed over"
        return Failure(source.origin, problem)
    payload = archive.read(size)
    _closed(archive)
    try:
        return _document(fields, payload, origin, source.settings.largest_input)
    except Damaged as error:
        return Failure(source.origin, f"at byte {place}: {error.problem}; passed over")


def _closed(archive: Tape) -> None:
    if not archive.at_end():
        raise Damaged("it is longer than it says")


def _wanted(fields: Headers) -> bool:
    kind, _ = kind_and_charset(fields.get("content-type", ""))
    if fields.get("warc-type") == "response":
        return kind == "application/http"
    return fields.get("warc-type") in ("resource", "conversion") and kind in _KINDS


def _document(fields: Headers, payload: bytes, origin: str, largest: int) -> Document | None:
    declared = fields.get("content-type", "")
    if fields["warc-type"] == "response":
        answer = message(payload, largest, _KINDS)
        if answer is None:
            return None
        declared, payload = answer
    kind, charset = kind_and_charset(declared)
    media_type = _KINDS[kind]
    text, replaced = decode(payload, markup=media_type == "text/html", header=charset)
    if not text.strip():
        raise Damaged("a page without a text")
    digest = sha256(payload).hexdigest()
    given = Given(url=fields.get("warc-target-uri", "").strip("<>") or None)
    record = fields.get("warc-record-id", "").strip("<>") or None
    return Document(digest[:16], text, origin, digest, media_type, given, replaced, record=record)
