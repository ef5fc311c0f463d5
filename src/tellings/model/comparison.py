"""What a comparison says of several tellings of one story. Fields as in the contract.

Every entry has at least one `Place` for each telling it speaks of. Spans count in the
``text`` of the article that the place names.
"""

from dataclasses import dataclass
from typing import Literal

from tellings.model.annotation import Annotated, QuotationKind, Stance
from tellings.model.document import Published, Publisher, Role
from tellings.model.span import Spans

LevelName = Literal["verbatim", "trimmed", "spliced", "altered", "paraphrased"]
ConflictType = Literal[
    "number", "date", "place", "name", "attribution", "polarity", "confirmation", "sequence",
    "cause", "wording", "strength",
]  # fmt: skip
Severity = Literal["conflict", "tension", "granularity", "update"]
PositionKind = Literal[
    "demand", "condition", "offer", "refusal", "denial", "threat", "plan", "assessment"
]
OriginKind = str  # a ChainKind, "publisher" or "person"
# Of more tellings than this what many print alike is put together: weighed, compared, shown once.
CROWD = 12


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: the article, the spans, and the words a reader sees."""

    article: str
    spans: Spans
    text: str


@dataclass(frozen=True, slots=True)
class StoryHeader:
    """The story all tellings tell: the headline is one of theirs, never a made one."""

    id: str
    headline: str | None
    first_published: str | None
    last_published: str | None


@dataclass(frozen=True, slots=True)
class Telling:
    """One article as a member of the story; ``words`` counts the words of its telling."""

    article: str
    publisher: Publisher | None
    headline: str | None
    published: Published
    words: int
    copy_of: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """One printing of an utterance; ``quotation`` is its id in the annotated article."""

    article: str
    quotation: str | None
    form: QuotationKind
    spans: Spans
    text: str
    speaker: str | None = None
    piece: Role = "body"
    said: str | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two readings (indexes), how alike they are, and what was done to the words.

    ``diff`` holds ``(op, words of a, words of b)`` with op ``equal``, ``cut`` (only a has it),
    ``added`` (only b has it) or ``changed``.
    """

    a: int
    b: int
    level: LevelName
    note: str
    diff: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Utterance:
    """Something said once, with each printing of it; ``fullest`` indexes ``readings``."""

    id: str
    speaker: str | None
    readings: tuple[Reading, ...]
    pairs: tuple[Pair, ...]
    fullest: int


@dataclass(frozen=True, slots=True)
class ClaimReading:
    """One telling's wording of a claim, with the claim's id in the annotated article.

    ``sure`` is false if it is likely only that it says what most tellings of the claim say.
    """

    article: str
    spans: Spans
    text: str
    claim: str
    holder: tuple[str, ...]
    stance: Stance
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Origin:
    """Where something comes from, as the tellings name it; ``tellings`` are article ids."""

    id: str
    name: str | None
    kind: OriginKind
    tellings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ClaimOrigin:
    """An origin as a claim lists it."""

    name: str | None
    kind: OriginKind


@dataclass(frozen=True, slots=True)
class AlignedClaim:
    """One claim with everyone who carries it; ``text`` is the wording of one reading."""

    id: str
    text: str
    readings: tuple[ClaimReading, ...]
    carried_by: tuple[str, ...]
    not_found_in: tuple[str, ...]
    origins: tuple[ClaimOrigin, ...]
    independent_origins: int


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a conflict: its place and the value read there."""

    article: str
    spans: Spans
    text: str
    value: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two tellings that differ on one matter; ``rule`` names the rule that fired."""

    id: str
    type: ConflictType
    severity: Severity
    about: str | None
    sides: tuple[Side, ...]
    rule: str


@dataclass(frozen=True, slots=True)
class Use:
    """One publisher's name for something, and how often it prints it."""

    article: str
    spans: Spans
    text: str
    count: int


@dataclass(frozen=True, slots=True)
class Label:
    """The names the tellings use for one actor or thing."""

    entity: str
    name: str
    uses: tuple[Use, ...]


@dataclass(frozen=True, slots=True)
class Headline:
    """A telling's headline and the words of it that no other headline has."""

    article: str
    spans: Spans
    text: str
    own_words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Position:
    """What an actor demands, offers, refuses…, in the words of each telling."""

    actor: str
    kind: PositionKind
    text: str
    readings: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """Something dated: ISO days, both included; precision day, week, month, season or year."""

    start: str
    end: str | None
    precision: str
    text: str
    readings: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """Who carries what: rows are ids of utterances and claims, columns article ids."""

    articles: tuple[str, ...]
    utterances: tuple[tuple[str, tuple[int, ...]], ...]
    claims: tuple[tuple[str, tuple[int, ...]], ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """All findings of a story, in a fixed order, and the articles they point into."""

    story: StoryHeader
    tellings: tuple[Telling, ...]
    utterances: tuple[Utterance, ...]
    claims: tuple[AlignedClaim, ...]
    conflicts: tuple[Conflict, ...]
    labels: tuple[Label, ...]
    headlines: tuple[Headline, ...]
    positions: tuple[Position, ...]
    timeline: tuple[TimelineEntry, ...]
    origins: tuple[Origin, ...]
    coverage: Coverage
    articles: tuple[Annotated, ...]  # in the order of ``tellings``; not part of the record
    notes: tuple[str, ...] = ()  # what a reader should know of how it was made
