"""Clean: say what each part of a page is, and what the page says of itself."""

from tellings.clean import metadata
from tellings.clean.lines import paragraphs
from tellings.clean.looks import Block
from tellings.clean.metadata import Metadata
from tellings.clean.roles import label
from tellings.model.document import Article, Document, Dropped, Piece
from tellings.settings import DEFAULT, Settings
from tellings.view import View, identity


def clean(document: Document, *, settings: Settings = DEFAULT) -> Article:
    r"""The article: typed pieces in document order, and what they say of it.

    >>> page = "Dam breaks near Tarn\n\nBy Ana Brel\n\nThe dam broke early, police in Castria said."
    >>> article = clean(Document("1", page, "tarn.txt", ""))
    >>> [piece.role for piece in article.pieces], article.authors[0].name
    (['headline', 'byline', 'body'], 'Ana Brel')
    """
    if document.media_type == "text/html":
        return _page(document)
    view = identity(document.text)
    blocks = [Block(span) for span in paragraphs(view.text)]
    pieces = tuple(label(view.text, blocks, title=document.given.title))
    return _article(document, view, pieces, (), Metadata())


def _page(document: Document) -> Article:
    """The article of an HTML page."""
    from tellings.clean.content import blocks_of
    from tellings.clean.head_data import metadata_of
    from tellings.clean.page import read, view_of

    page = read(document.text)
    view, spans = view_of(page)
    data = metadata_of(page)
    blocks = blocks_of(page, view.text, spans)
    pieces = tuple(label(view.text, blocks, title=document.given.title or data.headline))
    return _article(document, view, pieces, tuple(page.dropped), data)


def _article(
    document: Document,
    view: View,
    pieces: tuple[Piece, ...],
    dropped: tuple[Dropped, ...],
    page: Metadata,
) -> Article:
    text, given = view.text, document.given
    return Article(
        document=document,
        view=view,
        pieces=pieces,
        dropped=dropped,
        language=metadata.language(text, pieces, page),
        publisher=metadata.publisher(text, pieces, given, page),
        headline=metadata.headline(text, pieces, given, page),
        authors=metadata.authors(text, pieces, page),
        published=metadata.published(text, pieces, given, page),
        modified=page.modified,
        url=given.url or page.url,
    )
