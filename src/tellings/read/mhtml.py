"""MHTML: a saved page with its pictures; its first HTML part is the document.

The date of the file is the day it was saved and its subject the title of the window, so neither
is taken for the article's.
"""

from collections.abc import Iterator
from email.errors import MessageError
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32
from hashlib import sha256

from tellings.errors import ReadError
from tellings.model.document import Document, Failure, Given
from tellings.read.decode import decode
from tellings.read.source import Source

_KINDS = ("text/html", "application/xhtml+xml", "text/plain")


def read(source: Source) -> Iterator[Document | Failure]:
    r"""The document of a saved page.

    >>> from tellings.read.source import of_bytes
    >>> head = b"Content-Type: multipart/related; boundary=b\n\n--b\n"
    >>> page = head + b"Content-Type: text/html\n\n<p>Rain."
    >>> [each.text for each in read(of_bytes(page))]
    ['<p>Rain.']
    """
    data = source.whole()
    part = _page(data, source.origin)
    body = part.get_payload(decode=True)
    if not isinstance(body, bytes) or not body.strip():
        raise ReadError(source.origin, "a saved page without a text; save the page as HTML")
    html = part.get_content_type() != "text/plain"
    text, replaced = decode(body, markup=html, header=_charset(part))
    digest = sha256(data).hexdigest()
    given = Given(url=_address(part) or source.url)
    media_type = "text/html" if html else "text/plain"
    yield Document(digest[:16], text, source.origin, digest, media_type, given, replaced)


def _page(data: bytes, origin: str) -> Message:
    """The part that is the page: the first of HTML, else the first of plain text."""
    try:
        parts = list(BytesParser(policy=compat32).parsebytes(data).walk())
    except (MessageError, RecursionError, ValueError, LookupError) as error:
        raise ReadError(origin, "a damaged MHTML file; save the page as HTML") from error
    for kind in _KINDS:
        for each in parts:
            if each.get_content_type() == kind:
                return each
    raise ReadError(origin, "an MHTML file without a page in it; save the page as HTML")


def _charset(part: Message) -> str | None:
    try:
        return part.get_content_charset()
    except (ValueError, LookupError):
        return None


def _address(part: Message) -> str | None:
    found = str(part.get("Content-Location", "")).strip()
    return found if found.lower().startswith(("http://", "https://")) else None
