"""Everything that is found in one article, step by step in the order they need each other."""

from dataclasses import replace

from tellings.annotate.claims import claims
from tellings.annotate.entities import entities
from tellings.annotate.published import beside, inferred
from tellings.annotate.quantities import quantities
from tellings.annotate.quotations import between_marks, quotations
from tellings.annotate.readings import readings
from tellings.annotate.resolve import resolved
from tellings.annotate.sentences import sentences
from tellings.annotate.times import expressions
from tellings.lang import languages
from tellings.lang.detect import leans_to
from tellings.model.annotation import Annotated
from tellings.model.document import Article


def annotate(article: Article) -> Annotated:
    """The article with its sentences, entities, quotations, times, quantities and claims.

    An article that does not say when it came out is dated from its own words where they allow
    one day only. Of a language there is no data for, only what stands between marks is told,
    and of nobody.
    """
    found = sentences(article)
    if not _known(article):
        return Annotated(article, found, (), between_marks(article, found), (), (), ())
    unresolved = expressions(article, found)
    if article.published.value is None and (published := inferred(article, unresolved)):
        article = replace(article, published=published)
    times = resolved(article, unresolved, article.published.value)
    numbers = quantities(article, found, times)
    read = readings(article, found)
    named = entities(article, found, read)
    quoted = quotations(article, read, named, times)
    return Annotated(
        article=article,
        sentences=found,
        entities=named,
        quotations=quoted,
        times=times,
        quantities=numbers,
        claims=claims(article, found, named, quoted, times, numbers),
    )


def _known(article: Article) -> bool:
    """Whether there is data for the language; a text too short to tell must lean to one."""
    if article.language is not None:
        return article.language in languages()
    return any(leans_to(each, article.text) for each in languages())


def dated(found: Annotated, day: str) -> Annotated:
    """An article that does not say when it came out, dated next to another telling's ISO day.

    Only what hangs on the day is read again: its times, and when its quotations were said.
    """
    if not _known(found.article):
        return found
    unresolved = expressions(found.article, found.sentences)
    published = beside(found.article, unresolved, day)
    if published is None:
        return found
    article = replace(found.article, published=published)
    times = resolved(article, unresolved, published.value)
    quoted = quotations(article, readings(article, found.sentences), found.entities, times)
    return replace(found, article=article, times=times, quotations=quoted)
