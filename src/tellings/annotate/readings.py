"""An article as the engine reads it: its told paragraphs, and what is found in each."""

from typing import NamedTuple

from tellings import engine
from tellings.annotate.paragraphs import Paragraph, paragraphs
from tellings.model.document import Article
from tellings.model.span import Spans


class Read(NamedTuple):
    """A paragraph, and what the engine finds in it."""

    paragraph: Paragraph
    reading: engine.Reading


def readings(article: Article, sentences: Spans) -> tuple[Read, ...]:
    """The told paragraphs, in order, with who says what and who is named in them."""
    held = list(paragraphs(article, sentences))
    asked = [engine.Paragraph(p.span, at == 0, p.continues) for at, p in enumerate(held)]
    found = engine.read(article.text, asked)
    return tuple(Read(*each) for each in zip(held, found, strict=True))
