"""Which printings give one utterance: candidates from an index, weighed by trees.

Two printings are candidates if they share a word that is not everywhere, and each has so many of
them at most, those that share the rarest words. What a tree sees of two printings is what they
share and how far each is ahead of its rivals in the other's telling.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from tellings.align.evidence import (
    NAMED,
    OTHER,
    QUOTED,
    TOLD,
    Seen,
    close,
    is_telling,
    quoted_evidence,
    speakers,
    told_evidence,
)
from tellings.align.levels import shared_run
from tellings.align.likeness import Index, Weights, groups, likeness
from tellings.align.printings import Printing
from tellings.errors import LanguageError
from tellings.forest import Forest, planted
from tellings.model.comparison import CROWD

# Candidates of one printing: 40 find the same pairs of the development stories, 8 lose some (#5).
MOST = 12
# Printings that share a word are looked at from the rarest word on, until there are so many.
POOL = 400
# The score of two printings of one wording.
SURE = 10_000
# A run of so many words, so many of them telling, is no chance and anchors what stands near it.
RUN = 6
TELLING = 3
# A run of so many words is one utterance even where the tellings name two speakers.
LONG_RUN = 10
# Own words of a speaker who is not known to be the same must be as like as this.
ALIKE = 0.5
# Those of the same speaker, too, unless words that both quote stand near: it costs no pair of
# the development stories up to 0.35. The trees alone put two conditions of one man together (#5).
LEAST_ALIKE = 0.3
# Quoted words within so many lines (blank ones count) are near.
NEAR = 2

# Quoted words that share nothing but grammar are no candidates.
_TELLING = QUOTED.index("telling")
Row = list[int]
Evidence = Callable[[Seen, Seen, Weights], Row]
Settled = frozenset[tuple[str, str, str]]


class Scored(NamedTuple):
    """Two printings by their index, and 1024 for each unit of the log odds that they are one."""

    score: int
    a: int
    b: int


class Setting(NamedTuple):
    """Printings to be linked, and what is known before any two are weighed.

    ``anchors`` are for each the numbers of the linked quoted words near it; ``done`` is `settled`.
    """

    found: Sequence[Printing]
    anchors: Sequence[frozenset[int]]
    known: Weights
    done: Settled = frozenset()


class Trees(NamedTuple):
    """A forest, and the score from which two printings are one."""

    forest: Forest
    enough: int


@cache
def trees() -> Mapping[str, Trees]:
    """The forests that ship: ``quoted`` and ``told``.

    Raises:
        LanguageError: they were grown for other numbers than the code makes.

    """
    data = json.loads(files("tellings.align").joinpath("links.json").read_text("utf-8"))
    found = {}
    for name, names in (("quoted", QUOTED), ("told", TOLD)):
        if tuple(data[name]["features"]) != names:
            raise LanguageError(f"links.json: {name} was grown for other features; grow it anew")
        found[name] = Trees(planted([data[name]["trees"]]), data[name]["enough"])
    return found


def quoted_links(found: Sequence[Printing], known: Weights) -> list[Scored]:
    """Printings between marks that give the same words."""
    firsts, copies = _wordings(found)
    some = [found[at] for at in firsts]
    sure = [
        Scored(0, a, b) for a, b, size in _runs(some, known)
        if speakers(some[a], some[b]) != OTHER
        or (size >= LONG_RUN and 2 * size >= min(len(some[a].words), len(some[b].words)))
    ]  # fmt: skip
    weighed = _links("quoted", Setting(some, quoted_anchors(some, known), known))
    return [*copies, *(Scored(score, firsts[a], firsts[b]) for score, a, b in [*sure, *weighed])]


def told_links(found: Sequence[Printing], quoted: Sequence[Scored], known: Weights) -> list[Scored]:
    """Printings that give one thing of which one at least is in the publisher's own words."""
    firsts, copies = _wordings(found)
    anchors = told_anchors(found, quoted)
    some, near = [found[at] for at in firsts], [anchors[at] for at in firsts]
    weighed = _links("told", Setting(some, near, known, settled(found, quoted)))
    return [
        *(each for each in copies if not found[each.a].quoted),
        *(Scored(score, firsts[a], firsts[b]) for score, a, b in weighed
          if not near[a].isdisjoint(near[b])
          or likeness(some[a].bag, some[b].bag, known) >= LEAST_ALIKE),
    ]  # fmt: skip


def _wordings(found: Sequence[Printing]) -> tuple[list[int], list[Scored]]:
    """Of a crowd of tellings the first printing of each wording of a speaker, and its copies.

    What a hundred tellings took from one agency is weighed once.
    """
    if len({each.article for each in found}) <= CROWD:
        return list(range(len(found))), []
    firsts: dict[object, int] = {}
    copies = []
    for at, each in enumerate(found):
        who = each.actor.id if each.actor else each.quotation.speaker_name
        first = firsts.setdefault((each.quoted, each.words, who), at)
        if first != at and any(map(is_telling, each.words)):
            copies.append(Scored(SURE, first, at))
    return list(firsts.values()), copies


def quoted_anchors(found: Sequence[Printing], known: Weights) -> list[frozenset[int]]:
    """For each printing the numbers of the long shared runs that stand near it."""
    return _anchors(found, ((a, b) for a, b, _ in _runs(found, known)))


def told_anchors(found: Sequence[Printing], quoted: Sequence[Scored]) -> list[frozenset[int]]:
    """For each printing the numbers of the linked quoted words that stand near it."""
    return _anchors(found, ((each.a, each.b) for each in quoted))


def settled(found: Sequence[Printing], quoted: Sequence[Scored]) -> Settled:
    """Quotations, by article and id, whose words between marks another article is known to give.

    The clause around them would only say the same of that article again.
    """
    made = set()
    for _, a, b in quoted:
        for one, other in ((found[a], found[b]), (found[b], found[a])):
            made.add((one.article, one.quotation.id, other.article))
    return frozenset(made)


def _links(name: str, setting: Setting) -> list[Scored]:
    forest, enough = trees()[name]
    return [
        Scored(score, a, b)
        for a, b, row in rows(name, setting)
        if (score := forest.scores(row)[0]) >= enough
    ]


def rows(name: str, setting: Setting) -> Iterator[tuple[int, int, Row]]:
    """The candidates by their indexes, and the numbers a tree sees of them."""
    found, anchors, known, done = setting
    evidence, names = (quoted_evidence, QUOTED) if name == "quoted" else (told_evidence, TOLD)
    seen = [Seen(each, each.context - each.bag, near)
            for each, near in zip(found, anchors, strict=True)]  # fmt: skip
    made = {
        (a, b): row
        for a, b in _candidates(found, anchors, known, quoted=name == "quoted")
        if (name == "quoted" or not _strangers(found[a], found[b], known))
        and not (_is_done(found[a], found[b], done) or _is_done(found[b], found[a], done))
        and (row := evidence(seen[a], seen[b], known))
        and (name == "told" or row[_TELLING])
    }
    looks = {pair: close(row, names) for pair, row in made.items()}
    rivals: defaultdict[tuple[int, str], list[int]] = defaultdict(list)
    for (a, b), look in looks.items():
        rivals[a, found[b].article].append(look)
        rivals[b, found[a].article].append(look)
    for each in rivals.values():
        each.sort(reverse=True)
    for (a, b), row in made.items():
        look = looks[a, b]
        sides = [rivals[a, found[b].article], rivals[b, found[a].article]]
        leads = sorted(look - _best_other(look, side) for side in sides)
        yield a, b, [*row, leads[1], leads[0], sum(each >= 0 for each in leads),
                     sum(map(len, sides))]  # fmt: skip


def _strangers(a: Printing, b: Printing, known: Weights) -> bool:
    """Whether two speakers are not known to be one, and the words do not make up for it.

    A false paraphrase puts words into a mouth: held out by story the links had precision 85 and
    F1 70.3 without this, 88 and 69.3 with it (#5).
    """
    return speakers(a, b) > NAMED and likeness(a.bag, b.bag, known) < ALIKE


def _is_done(a: Printing, b: Printing, done: Settled) -> bool:
    return not a.quoted and (a.article, a.quotation.id, b.article) in done


def _best_other(look: int, looks: Sequence[int]) -> int:
    """The best look of a rival; 0 if there is none."""
    if looks[0] != look:
        return looks[0]
    return looks[1] if len(looks) > 1 else 0


def _candidates(
    found: Sequence[Printing],
    anchors: Sequence[frozenset[int]],
    known: Weights,
    *,
    quoted: bool,
) -> Iterator[tuple[int, int]]:
    """Pairs of different tellings, in order, each once."""
    index = Index([each.bag for each in found])
    near_by: defaultdict[int, list[int]] = defaultdict(list)
    for at, numbers in enumerate(anchors):
        for number in numbers:
            near_by[number].append(at)
    wanted: set[tuple[int, int]] = set()
    for at, each in enumerate(found):
        near = index.rarest(each.bag, POOL)
        if not quoted:
            near.update(*(near_by[number][:POOL] for number in sorted(anchors[at])))
        fit = [
            other for other in near
            if found[other].article != each.article
            and (each.quoted and found[other].quoted) == quoted
        ]  # fmt: skip
        if len(fit) > MOST:
            fit.sort(key=lambda other: (-known.shared(each.bag, found[other].bag), other))
        wanted.update((min(at, other), max(at, other)) for other in fit[:MOST])
    yield from sorted(wanted)


def _runs(found: Sequence[Printing], known: Weights) -> Iterator[tuple[int, int, int]]:
    """Printings that share a run of words no two speakers would, and the words in it."""
    for a, b in _candidates(found, (), known, quoted=True):
        start, _, size = shared_run(found[a].words, found[b].words)
        run = set(found[a].words[start : start + size])
        if size >= RUN and sum(map(is_telling, run)) >= TELLING:
            yield a, b, size


def _anchors(found: Sequence[Printing], links: Iterable[tuple[int, int]]) -> list[frozenset[int]]:
    """For each printing the numbers of the linked quoted words that stand near it."""
    lines: defaultdict[tuple[str, int], set[int]] = defaultdict(set)
    for number, members in enumerate(groups(len(found), links)):
        if len(members) > 1:
            for at in members:
                lines[found[at].article, found[at].paragraph].add(number)
    return [
        frozenset[int]().union(
            *(lines.get((each.article, each.paragraph + step), ())
              for step in range(-NEAR, NEAR + 1))
        )
        for each in found
    ]  # fmt: skip
