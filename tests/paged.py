"""Invented pages for the tests of metadata: a head, a body, and an article of two paragraphs."""

import json

from tellings.clean import clean
from tellings.model.document import Article, Document, Given

TEXT = (
    "<p>The dam above Tarn broke early on Monday, police in Castria said, and the water took "
    "the bridge, the mill and eleven houses with it before the first siren was heard.</p>"
    "<p>Nobody in the valley had been warned of it, the innkeeper said on Tuesday, although the "
    "wall had been looked at in March and had been found to be sound by three engineers.</p>"
)


def page(head: str = "", body: str = "", lang: str = "") -> str:
    """A page with this head and this before its text."""
    opened = f'<html lang="{lang}">' if lang else "<html>"
    return (
        f"<!DOCTYPE html>{opened}<head>{head}</head><body><main>{body}{TEXT}</main></body></html>"
    )


def told(markup: str, given: Given | None = None) -> Article:
    """The article of a page."""
    return clean(Document("1", markup, "made up", "", "text/html", given or Given()))


def jsonld(record: object) -> str:
    """A script with a record."""
    written = record if isinstance(record, str) else json.dumps(record)
    return f'<script type="application/ld+json">{written}</script>'


def meta(name: str, content: str) -> str:
    """A meta tag."""
    return f'<meta property="{name}" content="{content}">'


def news(**fields: object) -> str:
    """A script with a record of a news article."""
    return jsonld({"@context": "https://schema.org", "@type": "NewsArticle", **fields})


def names(article: Article) -> list[str]:
    """The names of its authors."""
    return [each.name for each in article.authors]


def said(article: Article, field: str) -> dict[str, str]:
    """What each source says, the first of each."""
    found: dict[str, str] = {}
    for each in article.candidates:
        if each.field == field:
            found.setdefault(each.source, each.value)
    return found
