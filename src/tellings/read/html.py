"""HTML: one page, one document, its markup untouched; `clean` reads the markup."""

from collections.abc import Iterator

from tellings.model.document import Document, Failure
from tellings.read.text import document


def read(data: bytes, origin: str) -> Iterator[Document | Failure]:
    """The document of a page.

    >>> [d.media_type for d in read(b"<p>Rain fell.</p>", "rain.html")]
    ['text/html']
    """
    yield document(data, origin, "text/html")
