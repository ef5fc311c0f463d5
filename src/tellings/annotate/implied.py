"""Sources that a text leaves to its reader: the subject of a verb further on, who was announced
or spoke just before.

"Lind left the hall, calling it “a waste”" gives the words to Lind, "Lind made the following
remark:" announces her, and a paragraph that is nothing but words between marks goes on with
whoever the paragraph before it ended with.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import islice

from tellings import engine
from tellings.annotate.paragraphs import Paragraph, is_title, sentence_at
from tellings.lang import words
from tellings.model.span import Span
from tellings.words import tokens

# A paragraph between marks of so few words is a title or a shout.
SHOUT = 3
# Beside the words between marks stand a mark and a blank at most.
EDGE = 2
WORD = re.compile(r"\w+")
# A programme's name, with the marks before it or without, in front of what was told.
PROGRAMME = re.compile(
    r"[\"\u201c']{0,2}(?P<title>[A-Z][^\"\u201c\u201d.\n]{2,60}?),?[\"\u201d']{1,2} (?=that\b)"
)


def without_audience(text: str, said: Span) -> Span:
    """What is said without the programme it was said to: told "Meet the Harbour" that …"."""
    match = PROGRAMME.match(text, *said)
    if match and is_title(text, Span(*match.span("title"))):
        return Span(match.end(), said.end)
    return said


def alone(text: str, paragraph: Paragraph) -> bool:
    """Whether a paragraph is a sentence or more between marks, and nothing else."""
    if len(paragraph.marked) != 1:
        return False
    said, span = paragraph.marked[0], paragraph.span
    edges = said.start - span.start <= EDGE and span.end - said.end <= EDGE
    return edges and len(tokens(text, *said)) > SHOUT


def announcer(text: str, paragraph: Paragraph, reading: engine.Reading) -> Span | None:
    """Whom a paragraph that ends with a colon names first in its last sentence.

    Only where the network finds no attribution in it.
    """
    if text[paragraph.span.end - 1] != ":" or reading.attributions:
        return None
    last = Span(paragraph.sentences[-1].start, paragraph.span.end)
    return next(_people(text, last, reading.names), None)


def subject(
    text: str, paragraph: Paragraph, found: engine.Attribution, names: list[engine.Name]
) -> Span | None:
    """Who is the subject of a verb of speech that has words between marks and no source.

    Of words without marks it is left open: there the cue is a thing as often as not.
    """
    if found.cue is None or not _spoken(text, found.cue):
        return None
    if not any(_marked(paragraph, said) for said in found.content):
        return None
    before = _main_clause(text, Span(sentence_at(paragraph, found.cue).start, found.cue.start))
    opening = WORD.match(text, *before)
    if opening and opening[0].lower() in words("en", "speakers", "pronoun"):
        return Span(*opening.span())
    named = _people(text, before, names)
    return next((each for each in named if not any(s.meets(each) for s in found.content)), None)


def _main_clause(text: str, before: Span) -> Span:
    """What stands before a verb, without what comes before the subject: "After Osk left, Lind"."""
    opening = WORD.match(text, *before)
    if opening and opening[0].lower() in words("en", "speakers", "opening"):
        comma = text.find(", ", *before)
        return Span(comma + 2, before.end) if comma >= 0 else before
    return before


def _marked(paragraph: Paragraph, said: Span) -> bool:
    """Whether some of what is said stands between marks."""
    at = bisect_left(paragraph.marked, (said.end, 0)) - 1
    return at >= 0 and paragraph.marked[at].end > said.start


def _spoken(text: str, cue: Span) -> bool:
    verbs = words("en", "speakers", "speech")
    return any(match[0].lower() in verbs for match in WORD.finditer(text, *cue))


def _people(text: str, within: Span, names: list[engine.Name]) -> Iterator[Span]:
    """The persons named in a stretch, owners ("Lind's plan") left out."""
    first = bisect_left(names, within.start, key=lambda name: name.span.start)
    for name in islice(names, first, None):
        if name.span.end >= within.end:
            return
        if name.kind == "person" and text[name.span.end] in " ,(":
            yield name.span
