"""What is found in one article: entities, quotations, times, quantities, claims.

Every span counts in ``article.text``. Records are in document order and carry ids that are
unique within their article (``e1``, ``q1``, ``t1``, ``n1``, ``c1``).
"""

from dataclasses import dataclass
from typing import Literal

from tellings.model.document import Article, Role
from tellings.model.span import Span, Spans

EntityKind = Literal["person", "organisation", "place", "other"]
Form = Literal["name", "nominal", "pronoun"]
QuotationKind = Literal["direct", "indirect", "mixed"]
ChainKind = Literal[
    "outlet", "wire", "statement", "speech", "press-conference", "interview", "document",
    "social", "broadcast", "anonymous",
]  # fmt: skip
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
Bound = Literal["exact", "about", "at-least", "at-most", "range"]
Stance = Literal[
    "says", "confirms", "claims", "denies", "refuses", "neither-confirms-nor-denies", "demands",
    "offers", "threatens", "predicts", "asks", "narrates",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in the text that names or stands for someone."""

    span: Span
    text: str
    form: Form


@dataclass(frozen=True, slots=True)
class Entity:
    """The one named; ``name`` is the fullest form the article prints."""

    id: str
    name: str
    kind: EntityKind
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """One step of a source chain: who had it from where ("told the radio", "in a statement")."""

    name: str | None
    kind: ChainKind
    span: Span | None


@dataclass(frozen=True, slots=True)
class Quotation:
    """An attribution in PARC's three parts: source (who), cue (said) and content (what).

    ``content`` is without its marks; several spans are one thing the reporter interrupted.
    ``scare`` is true for words in marks that nobody is said to have said.
    """

    id: str
    kind: QuotationKind
    content: Spans
    cue: Spans = ()
    source: Spans = ()
    speaker: str | None = None
    speaker_name: str | None = None
    chain: tuple[Link, ...] = ()
    said: str | None = None
    scare: bool = False
    piece: Role = "body"


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A TIMEX3: ``value`` is its ISO 8601 value, ``start`` and ``end`` the days it spans.

    ``start`` and ``end`` are ISO dates, both included; ``anchor`` says what it was resolved
    against: ``publication``, ``absolute``, ``narrative`` or ``none``.
    """

    id: str
    span: Span
    text: str
    type: TimeType
    value: str | None
    start: str | None = None
    end: str | None = None
    anchor: str = "none"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of something: ``value`` is a number or, for a range, its two ends.

    An open end of a range is null ("several houses" is 3 or more).
    """

    id: str
    span: Span
    text: str
    value: float | tuple[float | None, float | None]
    unit: str | None
    bound: Bound
    of: str | None


@dataclass(frozen=True, slots=True)
class Claim:
    """What is said to be so, by whom, and how.

    ``holder`` is the chain of those who say it, the publisher's own narration being empty;
    ``entities``, ``times`` and ``quantities`` are ids of this article's records.
    """

    id: str
    spans: Spans
    text: str
    holder: tuple[str, ...]
    stance: Stance
    polarity: Literal["+", "-"]
    condition: bool
    entities: tuple[str, ...]
    times: tuple[str, ...]
    quantities: tuple[str, ...]
    piece: Role
    quotation: str | None = None


@dataclass(frozen=True, slots=True)
class Annotated:
    """An article with all of it, in document order."""

    article: Article
    sentences: Spans
    entities: tuple[Entity, ...]
    quotations: tuple[Quotation, ...]
    times: tuple[TimeExpression, ...]
    quantities: tuple[Quantity, ...]
    claims: tuple[Claim, ...]

    @property
    def id(self) -> str:
        """The article's."""
        return self.article.id

    @property
    def text(self) -> str:
        """The text in which every span counts."""
        return self.article.text
