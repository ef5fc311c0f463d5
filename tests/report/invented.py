"""The invented story compared by hand: every kind of finding occurs in it."""

from report.articles import DISPATCH, MONITOR, WIRE, dispatch, monitor, spans, wire
from tellings.model.annotation import Annotated, Quotation, Stance
from tellings.model.comparison import (
    AlignedClaim,
    ClaimOrigin,
    ClaimReading,
    Comparison,
    Conflict,
    Coverage,
    Headline,
    Label,
    Origin,
    Pair,
    Place,
    Position,
    Reading,
    Side,
    StoryHeader,
    Telling,
    TimelineEntry,
    Use,
    Utterance,
)
from tellings.model.span import Spans


def comparison(
    first: str = DISPATCH, second: str = MONITOR, third: str = WIRE, note: str = "made by hand"
) -> Comparison:
    """The whole of it."""
    articles = (dispatch(first), monitor(second), wire(third))
    texts = {each.id: each.text for each in articles}

    def place(name: str, part: str) -> Place:
        where = spans(texts[name], part)
        return Place(name, where, texts[name][slice(*where[0])])

    def carries(name: str, part: str, holder: tuple[str, ...] = ()) -> ClaimReading:
        found = place(name, part)
        stance: Stance = "denies" if "denied" in found.text else "says" if holder else "narrates"
        return ClaimReading(name, found.spans, found.text, "c1", holder, stance)

    def side(name: str, part: str, value: str) -> Side:
        found = place(name, part)
        return Side(name, found.spans, found.text, value)

    homes = (
        carries("dispatch", "Fourteen … flooded."),
        carries("monitor", "Sixteen … said.", ("the ministry",)),
    )
    denial = (carries("dispatch", "Castria's regime … sluices.", ("Castria",)),)
    demand = place("wire", "Castria keep … October")
    headlines = [next(p for p in each.article.pieces if p.role == "headline") for each in articles]
    return Comparison(
        story=StoryHeader("s1", articles[0].article.headline, "2031-05-12", "2031-05-13"),
        tellings=tuple(
            Telling(
                article=each.id,
                publisher=each.article.publisher,
                headline=each.article.headline,
                published=each.article.published,
                words=len(each.text.split()),
                copy_of="dispatch" if each.id == "wire" else None,
            )
            for each in articles
        ),
        utterances=(_utterance(articles),),
        claims=(
            AlignedClaim(
                "c1",
                homes[0].text,
                homes,
                ("dispatch", "monitor"),
                ("wire",),
                (ClaimOrigin("the ministry", "statement"),),
                1,
            ),
            AlignedClaim("c2", denial[0].text, denial, ("dispatch",), ("monitor", "wire"), (), 1),
        ),
        conflicts=(
            Conflict(
                "x1",
                "number",
                "conflict",
                "homes flooded",
                (side("dispatch", "Fourteen", "14"), side("monitor", "Sixteen", "16")),
                "count-of-one-thing",
            ),
        ),
        labels=(
            Label(
                "a2",
                "Castria",
                (
                    Use("dispatch", *_words(place("dispatch", "Castria's regime")), 1),
                    Use("monitor", *_words(place("monitor", "government in Castria")), 2),
                ),
            ),
        ),
        headlines=tuple(
            Headline(each.id, (piece.span,), each.text[slice(*piece.span)], own)
            for each, piece, own in zip(
                articles, headlines, (("flooded",), ("Minister",), ()), strict=True
            )
        ),
        positions=(Position("Orel Vant", "demand", demand.text, (demand,)),),
        timeline=(
            TimelineEntry(
                "2031-05-12",
                "2031-05-12",
                "day",
                "Vant speaks of the dam",
                (place("dispatch", "Monday"),),
            ),
        ),
        origins=(Origin("o1", "the ministry", "statement", ("monitor",)),),
        coverage=Coverage(
            ("dispatch", "monitor", "wire"),
            (("u1", (1, 1, 2)),),
            (("c1", (1, 1, 0)), ("c2", (1, 0, 0))),
        ),
        articles=articles,
        notes=(note,),
    )


def _words(place: Place) -> tuple[Spans, str]:
    return place.spans, place.text


def _utterance(articles: tuple[Annotated, ...]) -> Utterance:
    """Four readings: full, altered on the page, and the wire's two."""
    first, second, third = (each.quotations for each in articles)
    readings = (
        _reading(articles[0], first[0]),
        _reading(articles[1], second[0]),
        _reading(articles[2], third[0]),
        _reading(articles[2], third[1]),
    )
    return Utterance(
        "u1",
        "Orel Vant",
        readings,
        (
            Pair(
                0,
                1,
                "altered",
                "'we' / 'they'; 5 words left out",
                (
                    ("changed", "we", "they"),
                    ("equal", "will mend the dam", "will mend the dam"),
                    ("cut", "and we will mend it", ""),
                    ("equal", "before the autumn rains", "before the autumn rains"),
                ),
            ),
            Pair(0, 2, "paraphrased", "in other words", ()),
            Pair(
                0,
                3,
                "trimmed",
                "the first prints 9 words more at the end",
                (
                    ("equal", "we will mend the dam", "we will mend the dam"),
                    ("cut", "and we will mend it before the autumn rains", ""),
                ),
            ),
            Pair(1, 2, "paraphrased", "in other words", ()),
        ),
        0,
    )


def _reading(telling: Annotated, quotation: Quotation) -> Reading:
    return Reading(
        article=telling.id,
        quotation=quotation.id,
        form=quotation.kind,
        spans=quotation.content,
        text=" ".join(span.of(telling.text) for span in quotation.content),
        speaker=quotation.speaker_name,
        said=quotation.said,
    )
