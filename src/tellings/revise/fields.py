"""What an article says of itself, in one version and in the other."""

from collections.abc import Iterator

from tellings.model.document import Article, Role
from tellings.model.revision import Change, Op
from tellings.model.span import Span, Spans
from tellings.revise.findings import Both, diff_of, differs


def fields(both: Both) -> Iterator[Change]:
    """Headline, dateline, authors, publisher and days, where they are not as they were."""
    old, new = both.old.annotated.article, both.new.annotated.article
    yield from _worded(both, "headline", (old.headline, new.headline))
    yield from _worded(both, "dateline", (_words(old, "dateline"), _words(new, "dateline")))
    for about, (was, left), (now, right) in (
        ("authors", _authors(old), _authors(new)),
        ("publisher", _publisher(old), _publisher(new)),
        ("published", _published(old), _published(new)),
        ("modified", (old.modified, ()), (new.modified, ())),
    ):
        if was != now:
            yield _change(both, about, was, now, left, right)


def _worded(both: Both, role: Role, words: tuple[str | None, str | None]) -> Iterator[Change]:
    """A line of which the words count, not its glyphs."""
    was, now = words
    places = [
        tuple(piece.span for piece in text.annotated.article.pieces if piece.role == role)[:1]
        for text in (both.old, both.new)
    ]
    left, right = places
    if left and right:
        diff = diff_of(both, left, right)
        if differs(diff):
            sides = both.old.place(left), both.new.place(right)
            yield Change("changed", role, *sides, diff=diff)
    elif (was and was.split()) != (now and now.split()):
        yield _change(both, role, was, now, left, right)


def _change(
    both: Both, about: str, was: str | None, now: str | None, left: Spans, right: Spans
) -> Change:
    op: Op = "added" if was is None else "dropped" if now is None else "changed"
    before = both.old.place(left) if left else None
    after = both.new.place(right) if right else None
    return Change(op, about, before, after, was, now)


def _words(article: Article, role: Role) -> str | None:
    span = next((each.span for each in article.pieces if each.role == role), None)
    return article.text[span.start : span.end] if span else None


def _authors(article: Article) -> tuple[str | None, Spans]:
    named = ", ".join(each.name for each in article.authors)
    return named or None, _known(*(each.span for each in article.authors))


def _publisher(article: Article) -> tuple[str | None, Spans]:
    publisher = article.publisher
    return (publisher.name, _known(publisher.span)) if publisher else (None, ())


def _published(article: Article) -> tuple[str | None, Spans]:
    """The day of publication; one that was only inferred is no statement of the article."""
    published = article.published
    if published.basis == "inferred":
        return None, ()
    return published.value, _known(published.span)


def _known(*spans: Span | None) -> Spans:
    return tuple(sorted(each for each in spans if each))
