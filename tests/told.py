"""Articles for the tests of annotate and group: an invented body, and what stands around it."""

from tellings.model.document import Article, Document, Piece, Published, Role
from tellings.model.span import Span
from tellings.view import identity


def told(*pieces: str | tuple[Role, str], name: str = "1", day: str | None = None) -> Article:
    """The article of these pieces, one a line; a piece without a role is body."""
    text = ""
    made: list[Piece] = []
    for role, words in _with_roles(pieces):
        if words:
            made.append(Piece(role, Span(len(text), len(text) + len(words))))
        text += words + "\n"
    headline = next((words for role, words in _with_roles(pieces) if role == "headline"), None)
    published = Published(day, "given") if day else Published()
    document = Document(name, text, "made up", name)
    return Article(document, identity(text), tuple(made), headline=headline, published=published)


def _with_roles(pieces: tuple[str | tuple[Role, str], ...]) -> list[tuple[Role, str]]:
    return [("body", piece) if isinstance(piece, str) else piece for piece in pieces]
