"""Plain text: one file, one document, its characters untouched (no newline is translated)."""

from collections.abc import Iterator
from hashlib import sha256

from tellings.errors import ReadError
from tellings.model.document import Document, Failure, Given
from tellings.read.decode import decode
from tellings.read.source import Source


def read(source: Source) -> Iterator[Document | Failure]:
    r"""The document of a text file.

    >>> from tellings.read.source import of_bytes
    >>> [each.text for each in read(of_bytes(b"Rain fell.\r\n"))]
    ['Rain fell.\r\n']
    """
    yield document(source, "text/plain")


def document(source: Source, media_type: str) -> Document:
    """A whole source as one document."""
    data = source.whole()
    text, replaced = decode(data, markup=media_type == "text/html", header=source.charset)
    if not text.strip():
        raise ReadError(source.origin, "empty; give a file with the text of an article")
    digest = sha256(data).hexdigest()
    given = Given(url=source.url) if source.url else Given()
    return Document(digest[:16], text, source.origin, digest, media_type, given, replaced)
