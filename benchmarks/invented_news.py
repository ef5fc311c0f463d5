"""News made from the samples, as much of it as is asked for, the same every time.

A story takes paragraphs of the samples and puts its own names and its own words into them; each
of its tellings takes some of its sentences, in another order. So texts of a story are alike, and
every story brings words that nobody had before it, as news does. A million articles would take
hours to write out: `multiplied` makes as many out of what is kept of some.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from random import Random

import numpy as np
from speed import paragraphs

from tellings.group import Arrival, Kept
from tellings.group.keeping import packed, unpacked
from tellings.model.document import Article, Document, Piece, Published
from tellings.model.span import Span
from tellings.view import identity

TELLINGS = 4
SENTENCES = 34
# Of the words of five letters and more, so many in a hundred are the story's own.
OWN = 20
FIRST = datetime(2031, 1, 1, tzinfo=UTC)
_SYLLABLES = "ba de fo gu hi ka le mo nu pi ra se to vu wi za".split()  # noqa: SIM905


def articles(count: int, *, days: float, seed: int = 6) -> Iterator[Article]:
    """So many articles over so many days, in the order of publication; some 450 words each."""
    sentences = [each for text in paragraphs() for each in re.split(r"(?<=[.!?]) ", text)]
    made = (
        (story / count * TELLINGS * days + telling * 0.2, story, telling)
        for story in range(-(-count // TELLINGS))
        for telling in range(TELLINGS)
    )
    for at, story, telling in sorted(made)[:count]:
        own = Random(f"{seed} {story}")
        chosen = own.sample(sentences, SENTENCES)
        known: dict[str, str] = {}
        told = [_own(each, own, known) for each in chosen]
        some = Random(f"{seed} {story} {telling}")
        yield _article(f"{seed}-{story}-{telling}", some.sample(told, SENTENCES - 6), at)


def _own(sentence: str, draw: Random, known: dict[str, str]) -> str:
    """The sentence with the names and some of the words of this story."""

    def word(match: re.Match[str]) -> str:
        printed = match[0]
        if printed not in known:
            name = match.start() > 0 and printed[0].isupper()
            changed = name or (len(printed) > 4 and draw.randrange(100) < OWN)
            invented = "".join(draw.choices(_SYLLABLES, k=4))
            known[printed] = (invented.capitalize() if name else invented) if changed else printed
        return known[printed]

    return re.sub(r"[^\W\d_]{3,}", word, sentence)


def _article(name: str, sentences: list[str], day: float) -> Article:
    head, text = sentences[0][:70], " ".join(sentences)
    whole = f"{head}\n{text}"
    pieces = (
        Piece("headline", Span(0, len(head))),
        Piece("body", Span(len(head) + 1, len(whole))),
    )
    published = Published((FIRST + timedelta(days=day)).isoformat(), "given")
    document = Document(name, whole, "made up", name)
    return Article(document, identity(whole), pieces, headline=head, published=published)


def multiplied(found: Iterable[Arrival], times: int, *, days: float) -> Iterator[Kept]:
    """What is kept of articles, so many times over so many days, each time with other stems.

    Half of the stems, those that say most, and all runs are numbers that no other time has but
    by chance; the others stay, as the common words of the news do.
    """
    originals = [(each, unpacked(each.id, each.kept)) for each in found]
    for at in range(times):
        for number, (each, record) in enumerate(originals):
            day = 365 * 61 + days * (at + number / len(originals)) / times
            half = len(record.stems) // 2
            stems = record.stems.copy()
            stems[:half] = stems[:half] ^ np.uint32((at * 2654435761 % (1 << 20)) << 12)
            runs = record.runs ^ np.uint32(at * 40503 * 2 % (1 << 32))
            changed = record._replace(day=day, clock=day, copy_of=None, stems=stems, runs=runs)
            yield Kept(
                f"{at}-{each.id}", f"{at}-{each.story}", f"{at}-{each.running}", packed(changed)
            )
