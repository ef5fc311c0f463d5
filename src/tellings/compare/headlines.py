"""The headlines side by side, each with the words no other headline has."""

from tellings.model.alignment import Alignment
from tellings.model.annotation import Annotated
from tellings.model.comparison import Headline
from tellings.model.span import Span
from tellings.stems import is_content, stem
from tellings.words import tokens


def headlines(alignment: Alignment) -> tuple[Headline, ...]:
    """The headline of each telling that prints one, in the order of the tellings."""
    places = [(each, span) for each in alignment.tellings if (span := _place(each))]
    stems = {each.id: _stems(each, span) for each, span in places}
    return tuple(
        Headline(
            article=each.id,
            spans=(span,),
            text=span.of(each.text),
            own_words=_own(
                each, span, {s for key, v in stems.items() if key != each.id for s in v}
            ),
        )
        for each, span in places
    )


def _place(telling: Annotated) -> Span | None:
    pieces = telling.article.pieces
    return next((piece.span for piece in pieces if piece.role == "headline"), None)


def _stems(telling: Annotated, span: Span) -> set[str]:
    return {stem(token.norm) for token in tokens(telling.text, *span)}


def _own(telling: Annotated, span: Span, others: set[str]) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(
            telling.text[token.start : token.end]
            for token in tokens(telling.text, *span)
            if is_content(token) and stem(token.norm) not in others
        )
    )
