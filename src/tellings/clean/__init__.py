"""Clean: say what each part of a page is, and what the page says of itself."""

from tellings.clean import metadata
from tellings.clean.lines import paragraphs
from tellings.clean.looks import Block
from tellings.clean.roles import label
from tellings.model.document import Article, Candidate, Document, Dropped, Piece
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
    return _article(document, view, pieces, (), ())


def _page(document: Document) -> Article:
    """The article of an HTML page."""
    from tellings.clean.content import blocks_of
    from tellings.clean.page import read, view_of
    from tellings.clean.sources import head_of, shown

    page = read(document.text)
    view, spans = view_of(page)
    head = (*head_of(page, document.given.url), *shown(page, view.text, spans))
    blocks = blocks_of(page, view.text, spans)
    title = document.given.title or metadata.title_of(head)
    pieces = tuple(label(view.text, blocks, title=title))
    return _article(document, view, pieces, tuple(page.dropped), head)


def _article(
    document: Document,
    view: View,
    pieces: tuple[Piece, ...],
    dropped: tuple[Dropped, ...],
    head: tuple[Candidate, ...],
) -> Article:
    page = document.media_type == "text/html"
    found = metadata.facts(view.text, pieces, document.given, head, page)
    return Article(document, view, pieces, dropped, **found._asdict())
