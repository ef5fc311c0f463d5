"""Plain text: one file, one document, its characters untouched (no newline is translated)."""

from collections.abc import Iterator
from hashlib import sha256

from tellings.model.document import Document, Failure
from tellings.read.decode import decode


def read(data: bytes, origin: str) -> Iterator[Document | Failure]:
    r"""The document of a text file.

    >>> [d.text for d in read(b"Rain fell.\r\n", "rain.txt")]
    ['Rain fell.\r\n']
    """
    yield document(data, origin, "text/plain")


def document(data: bytes, origin: str, media_type: str) -> Document | Failure:
    """One file as one document; a failure when nothing but blanks is in it."""
    text, replaced = decode(data, markup=media_type == "text/html")
    if not text.strip():
        return Failure(origin, "empty; give a file with the text of an article")
    digest = sha256(data).hexdigest()
    return Document(digest[:16], text, origin, digest, media_type, replaced=replaced)
