"""Rules on words: quotations altered or continued otherwise, stronger verbs, names spelt apart."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from itertools import combinations, pairwise
from typing import NamedTuple

from rapidfuzz.distance import DamerauLevenshtein

from tellings.compare.beside import Sentence
from tellings.compare.matters import Evidence, Told, across, conflict
from tellings.lang import table, words
from tellings.model.alignment import Actor, Alignment
from tellings.model.annotation import Annotated
from tellings.model.comparison import Conflict, Reading, Side, Utterance
from tellings.model.span import Span
from tellings.stems import is_content, root, stem
from tellings.words import Token, tokens

# A fragment of so many words or fewer is looked at for how the publisher goes on.
FRAGMENT = 4
# So many words behind a fragment say how it goes on.
AHEAD = 4
REACH = 40
# Of the next words with content behind two verbs so many are the same, if they are of one thing.
NEXT, SAME = 3, 2
# ... and their sentences are so like.
SAME_THING = 0.25
# Of one scale so many sentences are compared.
MOST = 48


class Stand(NamedTuple):
    """A word of a scale in a sentence: its step, and the stems that follow."""

    sentence: Sentence
    step: int
    word: str
    behind: frozenset[str]


def _printed(reading: Reading) -> Side:
    return Side(reading.article, reading.spans, reading.text, reading.text)


def continued(evidence: Evidence) -> Iterator[Conflict]:
    """A quoted fragment that one telling goes on from in words the fuller printing has not."""
    tellings = {each.id: each for each in evidence.alignment.tellings}
    for utterance in evidence.alignment.utterances:
        for pair in utterance.pairs:
            a, b = utterance.readings[pair.a], utterance.readings[pair.b]
            if "paraphrased" in pair.level or a.article == b.article:
                continue
            for short, long in ((a, b), (b, a)):
                if found := _goes_on(tellings, short, long):
                    yield conflict(
                        "wording",
                        "tension",
                        _about(utterance),
                        found,
                        "fragment continued otherwise",
                    )


def _about(utterance: Utterance) -> str | None:
    return f"words of {utterance.speaker}" if utterance.speaker else None


def _goes_on(
    tellings: dict[str, Annotated], short: Reading, long: Reading
) -> tuple[Side, ...] | None:
    """The stretches behind the fragment, where they open with one word and then part."""
    fragment = [token.norm for token in tokens(short.text)]
    if not 0 < len(fragment) <= FRAGMENT or len(short.spans) != 1:
        return None
    text = tellings[short.article].text
    ours = _behind(text, short.spans[0].end)
    theirs = _after(fragment, tokens(long.text))
    if (
        not ours
        or not theirs
        or ours[0].norm != theirs[0].norm
        or ours[0].norm in words("en", "differences", "joining")
    ):
        return None
    mine = [stem(token.norm) for token in ours if is_content(token)]
    others = [stem(token.norm) for token in theirs if is_content(token)]
    if not mine or not others or mine[0] in others:
        return None
    span = Span(short.spans[0].start, ours[-1].end)
    value = text[ours[0].start : ours[-1].end]
    return Side(short.article, (span,), span.of(text), value), _printed(long)


def _after(fragment: list[str], fuller: list[Token]) -> list[Token]:
    """The next words behind the first place of a fragment in a fuller printing."""
    words = [token.norm for token in fuller]
    size = len(fragment)
    at = next((k for k in range(len(words)) if words[k : k + size] == fragment), None)
    return [] if at is None else fuller[at + size :][:AHEAD]


def _behind(text: str, end: int) -> list[Token]:
    """The next words of the sentence, up to the first that carries content."""
    found: list[Token] = []
    for token in tokens(text, end, min(end + REACH, len(text)))[:AHEAD]:
        if any(mark in text[end : token.start] for mark in ".,;:!?\n"):
            break
        found.append(token)
        if is_content(token):
            break
    return found


def strength(evidence: Evidence) -> Iterator[Conflict]:
    """Aligned claims that use verbs of different weight for the same act."""
    scales = _scales()
    for matter in evidence.matters:
        stood = {id(told): _stands(told, scales) for told in matter}
        for a, b in across(matter):
            for name, first in stood[id(a)].items():
                second = stood[id(b)].get(name)
                if second is not None and first != second:
                    steps = scales[name]
                    sides = (a.side(_word(a, steps[first])), b.side(_word(b, steps[second])))
                    yield conflict("strength", "tension", name, sides, "stronger word on one side")


def stronger(evidence: Evidence) -> Iterator[Conflict]:
    """Like sentences that use verbs of different weight for what is done with the same thing.

    Claims that are not surely one may be put apart by just this: that the words are others.
    """
    scales = _scales()
    index = {
        word: (name, at)
        for name, steps in scales.items()
        for at, step in enumerate(steps)
        for word in step
    }
    stood: dict[str, list[Stand]] = {}
    for sentence in evidence.beside.sentences:
        for name, stand in _stands_of(sentence, index).items():
            stood.setdefault(name, []).append(stand)
    for name, found in stood.items():
        for a, b in combinations(found[:MOST], 2):
            if (
                a.step != b.step
                and a.sentence.telling.id != b.sentence.telling.id
                and len(a.behind & b.behind) >= SAME
                and evidence.beside.likeness(a.sentence, b.sentence) >= SAME_THING
            ):
                sides = (a.sentence.side(a.word), b.sentence.side(b.word))
                yield conflict(
                    "strength", "tension", name, sides, "stronger word for the same thing"
                )


def _stands_of(sentence: Sentence, index: Mapping[str, tuple[str, int]]) -> dict[str, Stand]:
    """Where a sentence stands on each scale, but for those on which it stands twice."""
    text = sentence.telling.text
    line = tokens(text, *sentence.span)
    found: dict[str, list[Stand]] = {}
    for at, token in enumerate(line):
        if token_at := index.get(root(token.norm)):
            name, step = token_at
            rest = [stem(each.norm) for each in line[at + 1 :] if is_content(each)][:NEXT]
            word = text[token.start : token.end]
            found.setdefault(name, []).append(Stand(sentence, step, word, frozenset(rest)))
    return {name: stands[0] for name, stands in found.items() if len({s.step for s in stands}) == 1}


def _scales() -> dict[str, list[frozenset[str]]]:
    """The steps of each scale as stems."""
    return {
        line["name"]: [frozenset(root(word) for word in step.split()) for step in line["steps"]]
        for line in table("en", "strength")["scale"]
    }


def _stands(told: Told, scales: dict[str, list[frozenset[str]]]) -> dict[str, int]:
    """The one step of each scale that a claim's words stand on, and no other of its sentence."""
    text = told.telling.text
    spans = told.claim.spans
    at = bisect_right(told.telling.sentences, spans[0].start, key=lambda each: each.start)
    around = told.telling.sentences[max(0, at - 1) : at]
    said, sentence = (
        {root(token.norm) for span in stretches for token in tokens(text, *span)}
        for stretches in (spans, (*spans, *around))
    )
    found = {}
    for name, steps in scales.items():
        on = [at for at, step in enumerate(steps) if step & sentence]
        if len(on) == 1 and steps[on[0]] & said:
            found[name] = on[0]
    return found


def _word(told: Told, step: frozenset[str]) -> str:
    return next(
        told.telling.text[token.start : token.end]
        for span in told.claim.spans
        for token in tokens(told.telling.text, *span)
        if root(token.norm) in step
    )


def spelling(evidence: Evidence) -> Iterator[Conflict]:
    """A person or place whose name two tellings spell with one or two letters' difference."""
    alike: dict[tuple[str, ...], list[Actor]] = {}
    for actor in evidence.alignment.actors:
        parts = actor.name.split()
        for at in range(len(parts)):
            rest = (*parts[:at], parts[at][0], *parts[at + 1 :])
            alike.setdefault((actor.kind, str(at), *rest), []).append(actor)
    for actors in alike.values():
        for a, b in pairwise(actors):
            if a.kind == "other" or not _one_name(a.name, b.name):
                continue
            if not {m[0] for m in a.members} & {m[0] for m in b.members}:
                sides = (_named(evidence.alignment, a), _named(evidence.alignment, b))
                yield conflict("name", "granularity", a.name, sides, "name spelt in two ways")


def _one_name(a: str, b: str) -> bool:
    first, second = a.split(), b.split()
    if not 1 < len(first) == len(second) or first[0][0] != second[0][0]:
        return False
    differing = [(x, y) for x, y in zip(first, second, strict=True) if x != y]
    if len(differing) != 1:
        return False
    x, y = differing[0]
    if x.rstrip("s") == y.rstrip("s") or "-" in x + y:
        return False
    return min(len(x), len(y)) >= 5 and DamerauLevenshtein.distance(x, y) <= 1 + (len(x) > 8)


def _named(alignment: Alignment, actor: Actor) -> Side:
    article, entity = actor.members[0]
    telling = next(each for each in alignment.tellings if each.id == article)
    found = next(each for each in telling.entities if each.id == entity)
    mention = next((each for each in found.mentions if each.form == "name"), found.mentions[0])
    return Side(article, (mention.span,), mention.text, actor.name)
