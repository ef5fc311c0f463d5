"""An invented story told three times: its articles, annotated by hand.

The second telling is an HTML page, so that its text and its document count differently. The
places are found by their words, so that a test can change the words around them.
"""

import hashlib

from tellings.model.annotation import (
    Annotated,
    Claim,
    Entity,
    Link,
    Mention,
    Quantity,
    Quotation,
    TimeExpression,
)
from tellings.model.document import (
    Article,
    Author,
    Document,
    Dropped,
    Piece,
    Published,
    Publisher,
    Role,
)
from tellings.model.span import Span, Spans
from tellings.view import Edit, edited, identity

DISPATCH = """Harbour Dispatch

Norwia to repair Tarn dam after 14 homes flooded

By Ilse Marrow

Water minister Orel Vant said on Monday that "we will mend the dam, and we will mend it before \
the autumn rains." Fourteen homes in the valley were flooded.

"No one warned us," said Mira Holt, a baker, who lost her shop.

Castria's regime denied that it had opened the sluices.

Read more: Ten dams to see this summer"""

# The characters of the page; its view is the same text with the markup cut out.
MONITOR = """<html><body><h1>Minister: dam to be mended &amp; paid for</h1>\
<p>Water minister Orel Vant told the Castria Monitor on Tuesday that “they will mend the dam \
before the autumn rains.”</p>\
<p>Sixteen homes were flooded, the ministry said. The government in Castria would neither \
confirm nor deny that it had opened the sluices.</p><script>x()</script></body></html>"""

WIRE = """Norwia to repair Tarn dam

Water minister Orel Vant said that the dam would be mended before autumn, adding: "we will mend \
the dam".

Vant demanded that Castria keep its sluices shut until October."""

ROLES: dict[str, list[tuple[Role, str]]] = {
    "dispatch": [
        ("kicker", "Harbour Dispatch"),
        ("headline", "Norwia to repair … homes flooded"),
        ("byline", "By Ilse Marrow"),
        ("body", "Water minister … flooded."),
        ("body", '"No one … shop.'),
        ("body", "Castria's regime … sluices."),
        ("promo", "Read more: … this summer"),
    ],
    "monitor": [
        ("headline", "Minister: … for"),
        ("body", "Water minister … rains.”"),
        ("body", "Sixteen … sluices."),
    ],
    "wire": [
        ("headline", "Norwia to repair Tarn dam"),
        ("body", 'Water minister … dam".'),
        ("body", "Vant demanded … October."),
    ],
}


def spans(text: str, *parts: str) -> Spans:
    """Where each part first stands; ``first … last`` is a stretch by its two ends."""
    found = []
    for part in parts:
        first, _, last = part.partition(" … ")
        start = text.index(first)
        end = text.index(last, start) + len(last) if last else start + len(first)
        found.append(Span(start, end))
    return tuple(found)


def one(text: str, part: str) -> Span:
    """Where the part first stands."""
    return spans(text, part)[0]


def article(name: str, raw: str, publisher: str) -> Article:
    """An article of these characters; those of a page with their markup cut out."""
    view = edited(raw, _markup(raw)) if raw.startswith("<") else identity(raw)
    text = view.text
    pieces = tuple(Piece(role, one(text, part)) for role, part in ROLES[name])
    is_page = raw.startswith("<")
    return Article(
        document=Document(
            id=name,
            text=raw,
            origin=f"samples/{name}.{'html' if is_page else 'txt'}",
            sha256=hashlib.sha256(raw.encode("utf-8", "replace")).hexdigest(),
            media_type="text/html" if is_page else "text/plain",
        ),
        view=view,
        pieces=pieces,
        dropped=(Dropped(one(raw, "<script> … </script>"), "script"),) if is_page else (),
        language="en",
        publisher=Publisher(publisher, "stated", pieces[0].span if name == "dispatch" else None),
        headline=text[slice(*next(each.span for each in pieces if each.role == "headline"))],
        authors=(Author("Ilse Marrow", one(text, "Ilse Marrow")),) if name == "dispatch" else (),
        published=Published("2031-05-12", "inferred"),
        url="https://monitor.example/dam" if is_page else None,
    )


def _markup(raw: str) -> list[Edit]:
    edits, at = [], 0
    while at < len(raw):
        if raw.startswith("<script>", at):
            end = raw.index("</script>", at) + len("</script>")
            edits.append(Edit(Span(at, end)))
        elif raw[at] == "<":
            end = raw.index(">", at) + 1
            edits.append(Edit(Span(at, end), "\n\n" if raw.startswith("</", at) else ""))
        elif raw.startswith("&amp;", at):
            end = at + 5
            edits.append(Edit(Span(at, end), "&"))
        else:
            end = at + 1
        at = end
    return edits


def dispatch(raw: str = DISPATCH) -> Annotated:
    """The first telling, with a record of every kind."""
    found = article("dispatch", raw, "Harbour Dispatch")
    text = found.text
    vant = Mention(one(text, "Orel Vant"), "Orel Vant", "name")
    return Annotated(
        article=found,
        sentences=spans(text, "Norwia … homes flooded", 'Water … rains."', "Fourteen … flooded."),
        entities=(Entity("e1", "Orel Vant", "person", (vant,)),),
        quotations=(
            Quotation(
                id="q1",
                kind="direct",
                content=spans(text, "we will mend the dam, … autumn rains."),
                cue=spans(text, "said"),
                source=spans(text, "Water minister Orel Vant"),
                speaker="e1",
                speaker_name="Orel Vant",
                chain=(Link(None, "press-conference", None),),
                said="2031-05-12",
            ),
            Quotation(
                id="q2",
                kind="direct",
                content=spans(text, "No one warned us,"),
                cue=spans(text, "said Mira"),
                source=spans(text, "Mira Holt"),
                speaker_name="Mira Holt",
            ),
            Quotation(id="q3", kind="direct", content=spans(text, "Ten dams"), scare=True),
        ),
        times=(
            TimeExpression(
                "t1",
                one(text, "Monday"),
                "Monday",
                "DATE",
                "2031-05-12",
                "2031-05-12",
                "2031-05-12",
                "publication",
            ),
        ),
        quantities=(
            Quantity("n1", one(text, "14 homes"), "14 homes", 14.0, "home", "exact", "homes"),
            Quantity("n2", one(text, "Fourteen"), "", (3.5, None), None, "range", None),
        ),
        claims=(
            Claim(
                id="c1",
                spans=spans(text, "Fourteen … flooded."),
                text="Fourteen homes in the valley were flooded.",
                holder=(),
                stance="narrates",
                polarity="+",
                condition=False,
                entities=(),
                times=(),
                quantities=("n2",),
                piece="body",
            ),
        ),
    )


def plain(name: str, raw: str, publisher: str, quotations: tuple[Quotation, ...]) -> Annotated:
    """A telling with its quotations alone."""
    return Annotated(article(name, raw, publisher), (), (), quotations, (), (), ())


def monitor(raw: str = MONITOR) -> Annotated:
    """The page."""
    text = article("monitor", raw, "Castria Monitor").text
    content = spans(text, "they will … rains.")
    quotations = (Quotation("q1", "mixed", content, speaker_name="Orel Vant"),)
    return plain("monitor", raw, "Castria Monitor", quotations)


def wire(raw: str = WIRE) -> Annotated:
    """The wire copy: the dam once in its own words, once quoted."""
    quotations = (
        Quotation("q1", "indirect", spans(raw, "the dam would … autumn"), speaker_name="Orel Vant"),
        Quotation("q2", "direct", spans(raw, "we will mend the dam"), speaker_name="Vant"),
    )
    return plain("wire", raw, "Tarn Wire", quotations)
