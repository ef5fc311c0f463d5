"""Put the printings of one utterance together and say how alike each two are.

Sentences between marks are linked first, and those that are printed in a row are one printing
(`runs`); what a telling gives in its own words is then put to them (`links`). Words in a
publisher's own words never put two quotations together: too few links leave an utterance split,
a wrong one merges two.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from tellings.align.actors import Actors
from tellings.align.evidence import is_telling
from tellings.align.levels import changes, level, shared_run
from tellings.align.likeness import Weights, groups
from tellings.align.links import Scored, quoted_links, told_links
from tellings.align.notes import note
from tellings.align.printings import Printing, printings
from tellings.align.runs import joined, parted, rows
from tellings.model.annotation import Annotated
from tellings.model.comparison import CROWD, LevelName, Pair, Reading, Utterance

# Two printings of one utterance that share less of the shorter than this form no pair.
SHARED = 0.34

Link = tuple[int, int]


class Joined(NamedTuple):
    """Printings of a story, each different one of an article once, sentences in a row as one.

    ``again`` are the repeats of each; ``quoted`` links two that give the same words between marks.
    """

    found: Sequence[Printing]
    again: Sequence[Sequence[Printing]]
    quoted: Sequence[Scored]


def utterances(
    tellings: Sequence[Annotated], actors: Actors, known: Weights
) -> tuple[Utterance, ...]:
    """The utterances of a story that two printings or more give, in order of appearance."""
    every = [each for telling in tellings for each in printings(telling, actors)]
    found, again, quoted = in_rows(tellings, every, known)
    told = {(each.a, each.b): each.score for each in told_links(found, quoted, known)}
    beside: dict[int, list[int]] = {}
    for a, b in [*told, *((each.a, each.b) for each in quoted)]:
        beside.setdefault(a, []).append(b)
    made = []
    for members in _sets(found, quoted, told):
        firsts, place = [found[at] for at in members], {at: k for k, at in enumerate(members)}
        linked = [
            (place[at], place[other])
            for at in members
            for other in beside.get(at, ())
            if other in place
        ]
        wanted = [
            (a, b)
            for a, b in _compared(firsts, linked)
            if (members[a], members[b]) in told or _share_words(firsts[a], firsts[b])
        ]
        made.append(_utterance(firsts, wanted, [again[at] for at in members]))
    order = {telling.id: at for at, telling in enumerate(tellings)}
    kept = [each for each in made if each.pairs]
    kept.sort(key=lambda each: (-_carried(each), _place(each, order)))
    return tuple(_numbered(kept))


def _compared(found: Sequence[Printing], linked: Iterable[Link]) -> Iterable[Link]:
    """Which printings of an utterance are compared: each two, or in a crowd each with one.

    In a crowd that is, as in an edition, the first printing of the same words, and of these each
    with the fullest and with those it was linked to.
    """
    if len({each.article for each in found}) <= CROWD:
        return combinations(range(len(found)), 2)
    firsts: dict[tuple[bool, tuple[str, ...]], int] = {}
    copies = set()
    for at, each in enumerate(found):
        first = firsts.setdefault((each.quoted, each.words), at)
        if first != at:
            copies.add((first, at))
    fullest = max(firsts.values(), key=lambda at: (found[at].quoted, len(found[at].words), -at))
    stars = {(min(at, fullest), max(at, fullest)) for at in firsts.values() if at != fullest}
    known = set(firsts.values())
    return sorted(copies | stars | {each for each in linked if known.issuperset(each)})


def in_rows(tellings: Sequence[Annotated], every: Iterable[Printing], known: Weights) -> Joined:
    """The printings with the sentences between marks that stand in a row put together."""
    ranked = _in_order(tellings, every)
    sentences = [each for each in ranked if each.quoted]
    repeats = _repeats(sentences)
    firsts = [each for each, first in zip(sentences, repeats, strict=True) if first is None]
    number = _numbers(firsts, known)
    for each, first in zip(sentences, repeats, strict=True):
        if first is not None and id(sentences[first]) in number:
            number[id(each)] = number[id(sentences[first])]
    made: list[Printing] = [each for each in ranked if not each.quoted]
    gives: dict[int, set[int]] = {}
    for text, row in _parted(tellings, sentences, number):
        made.append(joined(text, row))
        gives[id(made[-1])] = {number[id(each)] for each in row if id(each) in number}
    made = _in_order(tellings, made)
    again: dict[int, list[Printing]] = {}
    for each, first in zip(made, _repeats(made), strict=True):
        again.setdefault(id(each if first is None else made[first]), []).append(each)
    found = [each for each in made if id(each) in again]
    return Joined(found, [again[id(each)][1:] for each in found], _row_links(found, gives))


def _numbers(sentences: Sequence[Printing], known: Weights) -> dict[int, int]:
    """One number (by ``id``) for all sentences that give the same words; none for a lone one."""
    links = quoted_links(sentences, known)
    return {
        id(sentences[member]): at
        for at, members in enumerate(groups(len(sentences), ((a, b) for _, a, b in links)))
        if len(members) > 1
        for member in members
    }


def _row_links(found: Sequence[Printing], gives: Mapping[int, set[int]]) -> list[Scored]:
    """Rows that hold a sentence of the same words."""
    holders: dict[int, list[int]] = {}
    for at, each in enumerate(found):
        for number in gives.get(id(each), ()):
            holders.setdefault(number, []).append(at)
    links = {(held[0], other) for held in holders.values() for other in held[1:]}
    return [Scored(0, a, b) for a, b in sorted(links)]


def _parted(
    tellings: Sequence[Annotated], sentences: Sequence[Printing], number: Mapping[int, int]
) -> Iterator[tuple[str, list[Printing]]]:
    texts = {telling.id: telling.text for telling in tellings}
    of: dict[str, list[Printing]] = {}
    for each in sentences:
        of.setdefault(each.article, []).append(each)
    placed = [list(rows(texts[article], held)) for article, held in of.items()]
    for row in parted(texts, placed, number):
        yield texts[row[0].article], row


def _sets(
    found: Sequence[Printing], quoted: Sequence[Scored], told: Mapping[Link, int]
) -> list[list[int]]:
    """Printings of one utterance: own words, the surest first, never join two quotations."""
    member_of: dict[int, list[int]] = {}
    for members in groups(len(found), ((each.a, each.b) for each in quoted)):
        member_of.update((at, members) for at in members)
    marked = {at for at, each in enumerate(found) if each.quoted}
    for (a, b), _ in sorted(told.items(), key=lambda each: (-each[1], each[0])):
        left, right = member_of[a], member_of[b]
        if left is right or (not marked.isdisjoint(left) and not marked.isdisjoint(right)):
            continue
        both = sorted(left + right)
        member_of.update((at, both) for at in both)
    return [members for at, members in sorted(member_of.items()) if members[0] == at]


def _in_order(tellings: Sequence[Annotated], found: Iterable[Printing]) -> list[Printing]:
    order = {telling.id: at for at, telling in enumerate(tellings)}
    return sorted(found, key=lambda each: (order[each.article], each.spans, not each.quoted))


def _repeats(every: Sequence[Printing]) -> list[int | None]:
    """For each printing the index of the first with the same words in its article, if not itself.

    Repeats are compared with their first alone: a slogan printed a thousand times has a
    thousand pairs, not half a million.
    """
    firsts: dict[tuple[str, bool, tuple[str, ...]], int] = {}
    found: list[int | None] = []
    for at, each in enumerate(every):
        first = firsts.setdefault((each.article, each.quoted, each.words), at)
        found.append(None if first == at else first)
    return found


def _carried(utterance: Utterance) -> int:
    return len({reading.article for reading in utterance.readings})


def _place(utterance: Utterance, order: dict[str, int]) -> tuple[int, int]:
    return min((order[each.article], each.spans[0].start) for each in utterance.readings)


def _numbered(found: Sequence[Utterance]) -> Iterator[Utterance]:
    for at, each in enumerate(found, 1):
        yield Utterance(f"u{at}", each.speaker, each.readings, each.pairs, each.fullest)


def _utterance(
    firsts: Sequence[Printing], pairs: Sequence[Link], repeats: Sequence[Sequence[Printing]]
) -> Utterance:
    """One utterance of linked printings; each is paired with its own repeats, too."""
    members, wanted = list(firsts), list(pairs)
    for at, again in enumerate(repeats):
        wanted += [(at, len(members) + k) for k in range(len(again) if firsts[at].quoted else 0)]
        members += again
    fullest = max(
        range(len(members)),
        key=lambda at: (members[at].quoted, len(members[at].words), -at),
    )
    return Utterance(
        id="",
        speaker=_speaker(members, fullest),
        readings=tuple(_reading(each) for each in members),
        pairs=tuple(_pair(a, b, members) for a, b in wanted),
        fullest=fullest,
    )


def _reading(printing: Printing) -> Reading:
    quotation = printing.quotation
    form = quotation.kind if printing.quoted else "indirect"
    return Reading(
        article=printing.article,
        quotation=quotation.id,
        form=form,
        spans=printing.spans,
        text=printing.text,
        speaker=quotation.speaker_name,
        piece=quotation.piece,
        said=quotation.said,
    )


def _share_words(a: Printing, b: Printing) -> bool:
    """Whether two printings between marks share enough words to be compared."""
    if not (a.quoted and b.quoted):
        return False
    start, _, size = shared_run(a.words, b.words)
    telling = any(map(is_telling, a.words[start : start + size]))
    return telling and size >= SHARED * min(len(a.words), len(b.words))


def _pair(a: int, b: int, members: Sequence[Printing]) -> Pair:
    first, second = members[a], members[b]
    steps = changes(first.words, second.words)
    name: LevelName = "paraphrased"
    if first.quoted and second.quoted:
        name = level(first.words, second.words, steps)
        if name != "verbatim" and "[" in first.text + second.text and _bracketed(first, second):
            name = "altered"
    said = note(name, first.words, second.words, steps, (first.text, second.text))
    diff = tuple(
        (
            step.op,
            " ".join(first.words[step.a_start : step.a_end]),
            " ".join(second.words[step.b_start : step.b_end]),
        )
        for step in steps
    )
    return Pair(a, b, name, said, diff if name != "paraphrased" else ())


def _bracketed(a: Printing, b: Printing) -> bool:
    """Whether one side has a word in brackets that the other has without, or not at all."""
    return ("[" in a.text) != ("[" in b.text)


def _speaker(members: Sequence[Printing], fullest: int) -> str | None:
    """The person most readings name, before a state or an office; the fullest reading decides.

    (The fullest reading's person before: 89.0 in 100 speakers of the development stories, #5.)
    """
    people = [each.actor.name for each in members if each.actor and each.actor.kind == "person"]
    if people:
        named = members[fullest].actor
        first = named.name if named else None
        return max(sorted(set(people)), key=lambda name: (people.count(name), name == first))
    named = members[fullest].actor
    given = (each.quotation.speaker_name for each in members if each.quotation.speaker_name)
    return named.name if named else next(given, None)
