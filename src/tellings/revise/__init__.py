"""Two versions of one article: what its publisher changed, with the places in both.

Around the line and no stage of it: it says of two versions what `align` says of two publishers,
in the same levels and notes. A pure function, like the line.
"""

from tellings.model.annotation import Annotated
from tellings.model.comparison import Place
from tellings.model.revision import Revision, Version
from tellings.revise.fields import fields
from tellings.revise.findings import Both, claims, figures, in_order, quotations
from tellings.revise.pairs import paired
from tellings.revise.passages import alone, paragraphs, sentences, words
from tellings.revise.texts import Text, text_of
from tellings.revise.ways import steps_of, way


def revise(before: Annotated, after: Annotated) -> Revision:
    """What is in ``after`` not as it is in ``before``; what is the same is not told."""
    old, new = text_of(before), text_of(after)
    pairs = paired(old, new)
    steps = [steps_of(old, new, each) for each in pairs]
    both = Both(old, new, way(step for each in steps for step in each))
    lone = alone(both, pairs)
    stretches = in_order(words(both, pairs, steps, lone))
    return Revision(
        before=_version(old),
        after=_version(new),
        words_added=sum(_size(new, each.after) for each in stretches),
        words_dropped=sum(_size(old, each.before) for each in stretches),
        fields=tuple(fields(both)),
        figures=in_order(figures(both)),
        quotations=in_order(quotations(both)),
        claims=in_order(claims(both)),
        paragraphs=in_order(paragraphs(lone)),
        sentences=in_order(sentences(both, pairs, steps, lone)),
        words=stretches,
        articles=(before, after),
    )


def _version(text: Text) -> Version:
    article = text.annotated.article
    return Version(
        article=article.id,
        origin=article.document.origin,
        sha256=article.document.sha256,
        headline=article.headline,
        published=article.published.value,
        modified=article.modified,
        words=len(text.tokens),
    )


def _size(text: Text, place: Place | None) -> int:
    return len(text.within(place.spans)) if place else 0
