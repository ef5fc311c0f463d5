"""HTML: one page, one document, its markup untouched; `clean` reads the markup."""

from collections.abc import Iterator

from tellings.model.document import Document, Failure
from tellings.read.source import Source
from tellings.read.text import document


def read(source: Source) -> Iterator[Document | Failure]:
    """The document of a page.

    >>> from tellings.read.source import of_bytes
    >>> [each.media_type for each in read(of_bytes(b"<p>Rain fell.</p>"))]
    ['text/html']
    """
    yield document(source, "text/html")
