"""The same words between marks, printed with a difference inside: a rule of conflict.

Quotations are looked at as printed, not as annotated: two stretches between marks that share a
run of words are laid side by side, and what differs between words that both print is told. A
difference that the publisher has marked (brackets, dots) or that is one of style is none, and
words that some telling prints both ways were said twice.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from rapidfuzz.distance import Indel

from tellings.compare.matters import Evidence, conflict
from tellings.lang import table, words
from tellings.marks import regions
from tellings.model.annotation import Annotated
from tellings.model.comparison import Conflict, Severity, Side
from tellings.model.document import TOLD
from tellings.model.span import Span
from tellings.stems import is_content
from tellings.words import Token, tokens

# Two stretches are laid side by side if they share so many words in a row.
RUN = 3
# A run of words that more stretches than this have leads nowhere: a slogan, a name.
COMMON = 40
# Of a longer stretch only so many words are compared.
LONGEST = 400
# More words than this on one side are another sentence, not a change of one.
CHANGED = 5
# So many words that both print stand around a change, so many of them with content.
AROUND, TELLING = 4, 2
# Looked at are so many words on each side, and this share of them is the same.
REACH, DENSE = 8, 0.6
# ... or they are most of the shorter stretch.
MOST = 0.7
# A stretch of so many words is laid beside the like part of a much longer one, with a few more.
SHORT, SLACK = 10, 2
# A difference is known by so many words behind it (or before it, where none follow).
BESIDE = 2
# What a publisher shows a change of the words with.
MARKS = ("[", "]", "(", ")", "...", ". .", "\u2026")


class Printed(NamedTuple):
    """A stretch between marks, and the tellings that print exactly it (by index)."""

    words: tuple[str, ...]
    places: list[tuple[int, Span]]


class Change(NamedTuple):
    """What stands in one stretch for what in another, by indexes of words; either may be none."""

    a: tuple[int, int]
    b: tuple[int, int]


Step = tuple[bool, Change]  # whether both print it
Way = tuple[tuple[str, ...], tuple[str, ...]]


def reworded(evidence: Evidence) -> Iterator[Conflict]:
    """Words between marks that differ inside a run of words both tellings print."""
    tellings = evidence.alignment.tellings
    found = _printed(tellings)
    said = _said(found, len(tellings))
    told: dict[tuple[Way, ...], dict[tuple[int, Span], str]] = {}

    @cache  # in a crowd one change is asked about again and again
    def both_ways(way: Way, lead: str | None) -> bool:
        return any(_holds(each, way, lead) for each in said)

    for a, b in _beside(found):
        told_apart = [
            known
            for change in _changes(a, b)
            if not _marked(tellings, a, change.a) and not _marked(tellings, b, change.b)
            for known in (_known(a, b, change),)
            if not both_ways(_way(a, b, known), _lead(a, b, change))
        ]
        if told_apart:
            ways = [_way(a, b, known) for known in told_apart]
            sides = told.setdefault(
                tuple(sorted(way if way[0] < way[1] else way[::-1] for way in ways)), {}
            )
            for which, printed in enumerate((a, b)):
                parts = [known[which] for known in told_apart]
                sides.update({each: _as_printed(tellings, each, parts) for each in printed.places})
    for ways_told, places in told.items():
        sides_of = tuple(
            Side(tellings[at].id, (span,), span.of(tellings[at].text), value)
            for (at, span), value in sorted(places.items())
        )
        about = _speaker(tellings, places)
        yield conflict("wording", _severity(ways_told), about, sides_of, "quoted words differ")


def _said(found: Sequence[Printed], count: int) -> list[str]:
    """All words between marks of each telling, each stretch with blanks around it."""
    parts: list[list[str]] = [[] for _ in range(count)]
    for each in found:
        for at in sorted({at for at, _ in each.places}):
            parts[at].append(f" {' '.join(each.words)} ")
    return [f"|{'|'.join(each)}" for each in parts]


def _lead(a: Printed, b: Printed, change: Change) -> str | None:
    """The word right before a difference, if both have words of their own and more there."""
    (start, end), (first, last) = change
    if start in (0, end) or first == last or end == len(a.words) or last == len(b.words):
        return None
    before = a.words[start - 1]
    return None if before in words("en", "differences", "helping") else before


def _holds(said: str, way: Way, lead: str | None) -> bool:
    """Whether a telling prints both ways, behind the same word or at the start of a stretch.

    "They need a dam" is no other printing of "I need a dam".
    """
    if lead is None:
        return all(f" {' '.join(each)} " in said for each in way)
    return all(
        f" {lead} {' '.join(each)} " in said or f"| {' '.join(each)} " in said for each in way
    )


def _speaker(tellings: Sequence[Annotated], places: Mapping[tuple[int, Span], str]) -> str | None:
    """Whose words they are, by the first telling that names somebody."""
    for at, span in sorted(places):
        for quotation in tellings[at].quotations:
            if quotation.speaker_name and any(span.meets(each) for each in quotation.content):
                return f"words of {quotation.speaker_name}"
    return None


def _printed(tellings: Sequence[Annotated]) -> list[Printed]:
    """Every stretch between marks of three words or more, those of the same words as one."""
    found: dict[tuple[str, ...], Printed] = {}
    for at, telling in enumerate(tellings):
        for piece in telling.article.pieces:
            if piece.role not in TOLD:
                continue
            for region in regions(telling.text, *piece.span):
                words = tuple(token.norm for token in tokens(telling.text, *region)[:LONGEST])
                if len(words) >= RUN:
                    found.setdefault(words, Printed(words, [])).places.append((at, region))
    return list(found.values())


def _beside(found: Sequence[Printed]) -> Iterator[tuple[Printed, Printed]]:
    """Stretches of different tellings that share a run of words, each two once."""
    index: dict[tuple[str, ...], list[int]] = {}
    for at, each in enumerate(found):
        for run in {each.words[k : k + RUN] for k in range(len(each.words) - RUN + 1)}:
            index.setdefault(run, []).append(at)
    pairs = {
        (a, b)
        for members in index.values()
        if 1 < len(members) <= COMMON
        for k, b in enumerate(members)
        for a in members[:k]
    }
    for a, b in sorted(pairs):
        if not {at for at, _ in found[a].places} & {at for at, _ in found[b].places}:
            yield found[a], found[b]


def _changes(a: Printed, b: Printed) -> Iterator[Change]:
    """The differences inside runs that both print, less those of style."""
    steps = _near(a.words, b.words)
    for at, (same, change) in enumerate(steps):
        before, after = change.a, change.b
        ours, theirs = a.words[slice(*before)], b.words[slice(*after)]
        if same or max(len(ours), len(theirs)) > CHANGED or _plain(ours) == _plain(theirs):
            continue
        run = steps[at - 1][1].a if at else (0, 0)
        words = _telling(ours) and _telling(theirs)
        ends = at + 1 == len(steps) and bool(words) and run[1] - run[0] >= AROUND
        same_around, other = _around(a.words, steps, at)
        if at == 0 or not (ends or at + 1 < len(steps)) or len(same_around) < AROUND:
            continue
        size = len(ours) + len(theirs)
        if len(same_around) < max(size, DENSE * (len(same_around) + other)):
            continue
        whole = len(same_around) >= MOST * min(len(a.words), len(b.words))
        if len(_telling(same_around)) >= TELLING or whole:
            yield change


def _around(words: Sequence[str], steps: Sequence[Step], at: int) -> tuple[list[str], int]:
    """Of some words on each side of a difference: those both print, and how many others."""
    same: list[str] = []
    other = 0
    for way in (-1, 1):
        seen, near = 0, at + way
        while 0 <= near < len(steps) and seen < REACH:
            equal, change = steps[near]
            sizes = [end - start for start, end in change]
            if equal:
                run = words[slice(*change.a)]
                run = run[-(REACH - seen) :] if way < 0 else run[: REACH - seen]
                same += run
                seen += len(run)
            elif 0 < near < len(steps) - 1 or min(sizes) > 0:
                other += min(max(sizes), REACH - seen)
                seen += max(sizes)
            near += way
    return same, other


def _near(a: Sequence[str], b: Sequence[str]) -> list[Step]:
    """The steps of two stretches; a short one is laid beside the part of the other it is of.

    Laid beside the whole of a speech, "who paid for a gate" has its "a" in another sentence.
    """
    if min(len(a), len(b)) > SHORT or abs(len(a) - len(b)) < SHORT:
        return _steps(a, b)
    at, other = _shared(a, b)
    lows = (max(0, at - other - SLACK), max(0, other - at - SLACK))
    size = min(len(a), len(b))
    parts = [
        each[low : max(0, mine - theirs) + size + SLACK] if len(each) > size else each
        for each, low, mine, theirs in ((a, lows[0], at, other), (b, lows[1], other, at))
    ]
    first, second = (low if len(each) > size else 0 for each, low in ((a, lows[0]), (b, lows[1])))
    return [
        (same, Change((c.a[0] + first, c.a[1] + first), (c.b[0] + second, c.b[1] + second)))
        for same, c in _steps(*parts)
    ]


def _shared(a: Sequence[str], b: Sequence[str]) -> tuple[int, int]:
    """Where the first run stands that both have."""
    runs = {tuple(b[at : at + RUN]): at for at in range(len(b) - RUN, -1, -1)}
    return next(
        ((at, runs[run]) for at in range(len(a)) if (run := tuple(a[at : at + RUN])) in runs),
        (0, 0),
    )


def _steps(a: Sequence[str], b: Sequence[str]) -> list[Step]:
    """Stretches that are the same and stretches that are not, in turn."""
    found: list[Step] = []
    for step in Indel.opcodes(a, b):
        same = step.tag == "equal"
        change = Change((step.src_start, step.src_end), (step.dest_start, step.dest_end))
        if found and found[-1][0] == same:
            _, last = found.pop()
            change = Change((last.a[0], change.a[1]), (last.b[0], change.b[1]))
        found.append((same, change))
    return found


def _telling(norms: Sequence[str]) -> list[str]:
    return [norm for norm in norms if is_content(Token(0, 0, norm))]


def _plain(norms: Sequence[str]) -> str:
    """Words without what a publisher's style decides: contractions, figures, joined words."""
    styles = table("en", "style")["same"]
    whole = " ".join(styles.get(norm, norm) for norm in norms)
    return "".join(letter for letter in whole if letter.isalnum() or letter == "%")


def _known(a: Printed, b: Printed, change: Change) -> Change:
    """A difference with some of the words around it, to know it by."""
    found = []
    # What only one has behind the difference is no part of it.
    behind = min(BESIDE, len(a.words) - change.a[1], len(b.words) - change.b[1])
    bare = change.a[0] == change.a[1] or change.b[0] == change.b[1]
    before = BESIDE if bare or not behind else 0
    for start, end in change:
        found.append((max(0, start - before), end + behind))
    return Change(*found)


def _way(a: Printed, b: Printed, known: Change) -> Way:
    """The words of a difference as each has them."""
    return a.words[slice(*known.a)], b.words[slice(*known.b)]


def _as_printed(
    tellings: Sequence[Annotated], place: tuple[int, Span], parts: Sequence[tuple[int, int]]
) -> str:
    """The words of some differences as a telling prints them."""
    number, region = place
    text = tellings[number].text
    words = tokens(text, *region)
    return "; ".join(text[words[start].start : words[end - 1].end] for start, end in parts)


def _marked(tellings: Sequence[Annotated], printed: Printed, at: tuple[int, int]) -> bool:
    """Whether the publisher shows that something was done to the words here."""
    number, region = printed.places[0]
    text = tellings[number].text
    known = tokens(text, *region)
    start = known[at[0] - 1].end if at[0] else region.start
    end = known[at[1]].start if at[1] < len(printed.words) else region.end
    return any(mark in text[start:end] for mark in MARKS)


def _severity(ways: Sequence[Way]) -> Severity:
    """A word with content for another is a conflict, one more a tension, the rest exactness."""
    found = [[set(_telling(each)) for each in way] for way in ways]
    if any(first - second and second - first for first, second in found):
        return "conflict"
    return "tension" if any(first != second for first, second in found) else "granularity"
