"""Clean: say what each part of a page is, and what the page says of itself."""

from typing import NamedTuple

from tellings.clean import metadata
from tellings.clean.lines import paragraphs
from tellings.clean.looks import Block
from tellings.clean.publishers import relabelled
from tellings.clean.roles import label
from tellings.model.document import Article, Candidate, Document, Dropped
from tellings.settings import DEFAULT, Settings
from tellings.view import View, identity


def clean(document: Document, *, settings: Settings = DEFAULT) -> Article:
    r"""The article: typed pieces in document order, and what they say of it.

    >>> page = "Dam breaks near Tarn\n\nBy Ana Brel\n\nThe dam broke early, police in Castria said."
    >>> article = clean(Document("1", page, "tarn.txt", ""))
    >>> [piece.role for piece in article.pieces], article.authors[0].name
    (['headline', 'byline', 'body'], 'Ana Brel')
    """
    layout = laid_out(document)
    labelled = label(layout.view.text, layout.blocks, title=layout.title)
    url, day = metadata.house_of(document.given, layout.head)
    pieces = relabelled(layout.view.text, labelled, url, day)
    page = document.media_type == "text/html"
    found = metadata.facts(layout.view.text, pieces, document.given, layout.head, page)
    return Article(document, layout.view, pieces, layout.dropped, **found._asdict())


class Layout(NamedTuple):
    """A page laid out for the labeller: its readable text, its blocks, what its head says."""

    view: View
    blocks: list[Block]
    title: str | None
    dropped: tuple[Dropped, ...] = ()
    head: tuple[Candidate, ...] = ()


def laid_out(document: Document) -> Layout:
    """The blocks of a document: the elements of an HTML page, the lines of a plain text."""
    title = document.given.title
    if document.media_type != "text/html":
        view = identity(document.text)
        return Layout(view, [Block(span) for span in paragraphs(view.text)], title)
    from tellings.clean.content import blocks_of
    from tellings.clean.page import read, view_of
    from tellings.clean.sources import head_of, shown

    page = read(document.text)
    view, spans = view_of(page)
    head = (*head_of(page, document.given.url), *shown(page, view.text, spans))
    title = title or metadata.title_of(head)
    return Layout(view, blocks_of(page, view.text, spans, title), title, tuple(page.dropped), head)
