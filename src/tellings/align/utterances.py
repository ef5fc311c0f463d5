"""Put the printings of one utterance together and say how alike each two are.

Quoted words are linked by the run of words they share; a fragment of a few words needs the
same speaker and a sentence that is like. What a telling gives in its own words is then put to
the utterance it is most like, if the speaker fits. No two are linked on likeness of meaning
that their words do not show: too few links leave an utterance split, a wrong one merges two.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from tellings.align.actors import Actors
from tellings.align.levels import changes, level, shared_run
from tellings.align.likeness import Index, Weights, contained, groups, likeness
from tellings.align.notes import note
from tellings.align.printings import Printing, may_be_one, printings, strangers
from tellings.lang import words
from tellings.model.annotation import Annotated
from tellings.model.comparison import LevelName, Pair, Reading, Utterance

# A run of so many words, so many of them telling, is no chance ("on the issue of marriage" is).
RUN = 6
TELLING = 3
# A run of so many words is one utterance even where the tellings name two speakers.
LONG_RUN = 10
# Two printings of one utterance that share less of the shorter than this form no pair.
SHARED = 0.34
# A quotation of so many words or fewer is a fragment.
FRAGMENT = 3
# Likeness (`likeness.likeness`) from which a paraphrase is put to an utterance, found on the
# development stories (#2): lower gains recall and loses precision faster.
PARAPHRASE = 0.38
# Likeness is lessened so where one speaker is only described and may be another: at 0.7 the pairs
# of the development stories were 59.0, at 0.5 59.8, at 0.35 60.4 (loose, F1; #4).
UNSURE = 0.35
# Likeness of the sentences around a fragment.
CONTEXT = 0.2

Link = tuple[int, int]


def utterances(
    tellings: Sequence[Annotated], actors: Actors, known: Weights
) -> tuple[Utterance, ...]:
    """The utterances of a story that two printings or more give, in order of appearance."""
    every = [each for telling in tellings for each in _in_order(printings(telling, actors))]
    repeats = _repeats(every)
    found = [each for each, first in zip(every, repeats, strict=True) if first is None]
    again: dict[int, list[Printing]] = {}
    for each, first in zip(every, repeats, strict=True):
        if first is not None:
            again.setdefault(id(every[first]), []).append(each)
    index = Index([each.bag for each in found])
    links = [*_quoted_links(found, index, known), *_paraphrase_links(found, index, known)]
    made = []
    for members in groups(len(found), links):
        firsts = [found[at] for at in members]
        made.append(_utterance(firsts, [again.get(id(each), []) for each in firsts], known))
    order = {telling.id: at for at, telling in enumerate(tellings)}
    kept = [each for each in made if each.pairs]
    kept.sort(key=lambda each: (-_carried(each), _place(each, order)))
    return tuple(_numbered(kept))


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


def _in_order(found: Iterable[Printing]) -> list[Printing]:
    return sorted(found, key=lambda each: (each.spans, not each.quoted))


def _carried(utterance: Utterance) -> int:
    return len({reading.article for reading in utterance.readings})


def _place(utterance: Utterance, order: dict[str, int]) -> tuple[int, int]:
    return min((order[each.article], each.spans[0].start) for each in utterance.readings)


def _numbered(found: Sequence[Utterance]) -> Iterator[Utterance]:
    for at, each in enumerate(found, 1):
        yield Utterance(f"u{at}", each.speaker, each.readings, each.pairs, each.fullest)


def _quoted_links(found: Sequence[Printing], index: Index, known: Weights) -> Iterator[Link]:
    for at, printing in enumerate(found):
        if not printing.quoted:
            continue
        for other in index.near(printing.bag):
            if other > at and found[other].quoted and _same_words(printing, found[other], known):
                yield at, other


def _same_words(a: Printing, b: Printing, known: Weights) -> bool:
    """Whether the words two printings share show that they print one utterance."""
    start, _, size = shared_run(a.words, b.words)
    run = a.words[start : start + size]
    telling = len({word for word in run if _is_telling(word)})
    if telling == 0:
        return False
    shorter = min(len(a.words), len(b.words))
    if not may_be_one(a, b):
        # Another speaker's words: only if the run is long and most of one printing.
        return size >= LONG_RUN and 2 * size >= shorter
    if size >= RUN and telling >= TELLING:
        return True
    if shorter > FRAGMENT and telling >= 2 and size >= 3 and size >= SHARED * shorter:
        return True
    if shorter > FRAGMENT and likeness(a.bag, b.bag, known) >= 0.5:
        return True
    near = likeness(a.context - a.bag, b.context - b.bag, known)
    return (size == shorter and near >= CONTEXT) or (size == shorter and telling >= 2)


def _is_telling(word: str) -> bool:
    return word.removesuffix("'s") not in words("en", "synonyms", "stop")


def _paraphrase_links(found: Sequence[Printing], index: Index, known: Weights) -> Iterator[Link]:
    """Each printing in own words with the one it is most like; never two quoted ones."""
    for at, printing in enumerate(found):
        if printing.quoted:
            continue
        best = max(
            (
                (_paraphrased(printing, found[other], known), -other)
                for other in index.near(printing.bag)
                if other != at and found[other].article != printing.article
            ),
            default=(0.0, 0),
        )
        if best[0] >= PARAPHRASE:
            yield at, -best[1]


def _paraphrased(a: Printing, b: Printing, known: Weights) -> float:
    """Likeness of two printings of which one is in own words; 0 if the speakers do not fit."""
    if not may_be_one(a, b) or len(a.bag & b.bag) < 2:
        return 0.0
    if any(each.quoted for each in (a, b)) and "mixed" in (a.quotation.kind, b.quotation.kind):
        return 0.0  # the words between the marks of a mixed one are compared, not the clause
    if a.actor is None and b.actor is None:
        return 0.0
    if not (a.quotation.source and b.quotation.source):
        return 0.0  # what nobody is said to say is nobody's paraphrase
    short, long = sorted((a.bag, b.bag), key=len)
    close = likeness(a.bag, b.bag, known)
    if len(short) >= 3:
        close = max(close, 0.6 * contained(short, long, known))
    return close * UNSURE if strangers(a, b) else close


def _utterance(
    firsts: Sequence[Printing], repeats: Sequence[Sequence[Printing]], known: Weights
) -> Utterance:
    """One utterance of linked printings; each is paired with the others and its own repeats."""
    members: list[Printing] = list(firsts)
    wanted = [
        (a, b)
        for a, b in combinations(range(len(firsts)), 2)
        if _is_pair(firsts[a], firsts[b], known)
    ]
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


def _is_pair(a: Printing, b: Printing, known: Weights) -> bool:
    if a.quoted and b.quoted:
        start, _, size = shared_run(a.words, b.words)
        telling = any(_is_telling(word) for word in a.words[start : start + size])
        return telling and size >= SHARED * min(len(a.words), len(b.words))
    if a.article == b.article:
        return False
    return likeness(a.bag, b.bag, known) >= 0.5 * PARAPHRASE


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
    """The person most readings name, before a state or an office; the fullest reading decides."""
    people = [each.actor.name for each in members if each.actor and each.actor.kind == "person"]
    if people:
        named = members[fullest].actor
        if named and named.kind == "person":
            return named.name
        return max(sorted(set(people)), key=people.count)
    named = members[fullest].actor
    given = (each.quotation.speaker_name for each in members if each.quotation.speaker_name)
    return named.name if named else next(given, None)
