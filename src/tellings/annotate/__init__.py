"""Everything that is found in one article, step by step in the order they need each other."""

from dataclasses import replace

from tellings.annotate.claims import claims
from tellings.annotate.entities import entities
from tellings.annotate.published import beside as published_beside
from tellings.annotate.published import inferred
from tellings.annotate.quantities import quantities
from tellings.annotate.quotations import quotations
from tellings.annotate.resolve import resolved
from tellings.annotate.sentences import sentences
from tellings.annotate.times import Expression, expressions
from tellings.model.annotation import Annotated
from tellings.model.document import Article


def annotate(article: Article, *, beside: str | None = None) -> Annotated:
    """The article with its sentences, entities, quotations, times, quantities and claims.

    An article that does not say when it came out is dated from its own words where they allow
    one day only, else next to ``beside``, the ISO day of another telling of the same story.
    """
    found = sentences(article)
    unresolved = expressions(article, found)
    article = _dated(article, unresolved, beside)
    times = resolved(article, unresolved, article.published.value)
    numbers = quantities(article, found, times)
    named = entities(article, found)
    quoted = quotations(article, found, named, times)
    return Annotated(
        article=article,
        sentences=found,
        entities=named,
        quotations=quoted,
        times=times,
        quantities=numbers,
        claims=claims(article, found, named, quoted, times, numbers),
    )


def _dated(article: Article, unresolved: tuple[Expression, ...], day: str | None) -> Article:
    if article.published.value is not None:
        return article
    published = inferred(article, unresolved)
    if published is None and day is not None:
        published = published_beside(article, unresolved, day)
    return article if published is None else replace(article, published=published)
