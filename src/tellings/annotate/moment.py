"""From where a time expression is read: the publication day, what was told before, the tense.

`Frame` is what a reader of `resolve` knows beside the words; `Reading` is what it answers.
"""

from datetime import date
from typing import NamedTuple

from tellings.annotate.timex import days_of
from tellings.lang import Pattern, patterns
from tellings.model.span import Span

# How many characters beside an expression are looked at for its verb.
NEAR = 100


class Reading(NamedTuple):
    """A value and what it was worked out from; ``start`` and ``end`` if not the value's own."""

    value: str | None
    anchor: str = "none"
    type: str = "DATE"
    start: date | None = None
    end: date | None = None


UNKNOWN = Reading(None)


class Frame(NamedTuple):
    """What an expression is read against.

    ``told`` is the value last told in the article, ``told_quarter`` the last quarter;
    ``historic`` is true where an article tells of years long past and a bare month belongs
    to the year told last.
    """

    text: str
    span: Span
    sentence: Span
    language: str
    published: date | None
    told: str | None
    told_quarter: str | None
    historic: bool

    @property
    def told_day(self) -> date | None:
        """The first day of what was told last."""
        days = days_of(self.told) if self.told else None
        return days[0] if days else None

    @property
    def base(self) -> date | None:
        """What a bare month or day is read against."""
        if self.historic:
            return self.told_day or self.published
        return self.published

    @property
    def base_anchor(self) -> str:
        """The name of `base`."""
        return "narrative" if self.historic and self.told_day else "publication"

    def tense(self, near: int = NEAR) -> int:
        """1 if the verb beside it looks ahead, -1 if back, 0 if neither is to be seen.

        The nearest telling words before the expression decide, else the nearest after it,
        within ``near`` characters.
        """
        ahead, behind = patterns(self.language, "times", "tense")
        start = max(self.sentence.start, self.span.start - near)
        coming = _last(ahead, self.text, start, self.span.start)
        gone = _last(behind, self.text, start, self.span.start)
        if coming != gone:
            return 1 if coming > gone else -1
        stop = min(self.sentence.end, self.span.end + near)
        will = ahead.regex.search(self.text, self.span.end, stop)
        did = behind.regex.search(self.text, self.span.end, stop)
        if will and did:
            return 1 if will.start() <= did.start() else -1
        return 1 if will else -1 if did else 0


def _last(pattern: Pattern, text: str, start: int, end: int) -> int:
    """Where the last match ends; of two that end together, the longer says more."""
    found = -1
    for match in pattern.regex.finditer(text, start, end):
        found = match.end() * 100 + min(99, len(match[0]))
    return found
