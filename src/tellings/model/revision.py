"""What a publisher changed of an article between two of its versions.

Each `Change` has the place in the version before, in the version after, or in both. Spans count
in the ``text`` of the version that the place names.
"""

from dataclasses import dataclass
from typing import Literal

from tellings.model.annotation import Annotated, QuotationKind
from tellings.model.comparison import LevelName, Place

Op = Literal["added", "dropped", "changed", "moved"]
Steps = tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is not as it was.

    ``about`` is the field, the speaker, the holder, what is counted, or the role of a paragraph.
    ``was`` and ``now`` are what was read there, where that is not the words themselves (the value
    of a figure, the stance of a claim). ``form`` is that of a quotation. ``diff`` is
    ``(op, words before, words after)`` as in a `Pair`, with op ``equal``, ``cut``, ``added`` or
    ``changed``.
    """

    op: Op
    about: str | None
    before: Place | None
    after: Place | None
    was: str | None = None
    now: str | None = None
    form: QuotationKind | None = None
    level: LevelName | None = None
    note: str | None = None
    diff: Steps = ()


@dataclass(frozen=True, slots=True)
class Version:
    """An article as it stood once; ``words`` counts the words of its telling."""

    article: str
    origin: str
    sha256: str
    headline: str | None
    published: str | None
    modified: str | None
    words: int


@dataclass(frozen=True, slots=True)
class Revision:
    """All that changed from one version to the next, each list in the order of the new text.

    ``fields`` are headline, authors, dateline, days and the like; ``paragraphs`` those that only
    one version has, ``sentences`` what changed in the others, and ``words`` all stretches that
    differ. ``articles`` are not part of the record.
    """

    before: Version
    after: Version
    words_added: int
    words_dropped: int
    fields: tuple[Change, ...]
    figures: tuple[Change, ...]
    quotations: tuple[Change, ...]
    claims: tuple[Change, ...]
    paragraphs: tuple[Change, ...]
    sentences: tuple[Change, ...]
    words: tuple[Change, ...]
    articles: tuple[Annotated, Annotated]

    @property
    def empty(self) -> bool:
        """Whether nothing that a reader can see has changed."""
        return not (self.fields or self.words or self.sentences or self.quotations)
