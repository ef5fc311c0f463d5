"""Rules on what is told as planned, with a reserve, or of a part only.

They look at sentences (`beside`), since what differs is often outside of what is claimed: one
telling has "was expected to be charged", the other "was charged".
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from tellings.compare.beside import Beside, Sentence
from tellings.compare.matters import Evidence, conflict, later
from tellings.lang import patterns, table, words
from tellings.model.alignment import Alignment
from tellings.model.comparison import Conflict, Severity, Side
from tellings.model.span import Span
from tellings.stems import is_content, root, stem
from tellings.words import Token, tokens

# Two sentences with the same person and verb tell of one deed if they are so like, two without
# if they are so like.
SAME_DEED, SAME_THING = 0.12, 0.3
# So many words before a verb say whether it is planned, so many behind a reserve what it is of.
BEFORE, BEHIND = 8, 5
# Of one person and verb so many sentences are looked at.
DEEDS = 12


# Words before a verb that make it one of the passive.
PASSIVE = re.compile(r"\b(?:be|been|is|are|was|were|being)(?: \w+ly)?\Z")


class Deed(NamedTuple):
    """A verb in a sentence: whether it is to come or done, and whether in the passive."""

    sentence: Sentence
    planned: bool
    suffered: bool
    verb: Token


def planned(evidence: Evidence) -> Iterator[Conflict]:
    """What somebody will do in one telling and has done in another."""
    beside = evidence.beside
    found: dict[tuple[str, str], list[Deed]] = {}
    people = _people(evidence.alignment)
    for sentence in beside.sentences:
        for key, deed in _deeds(sentence, people):
            found.setdefault(key, []).append(deed)
    told: set[tuple[tuple[str, Span], tuple[str, Span]]] = set()
    for deeds in found.values():
        plans = [each for each in deeds if each.planned][:DEEDS]
        done = [each for each in deeds if not each.planned][:DEEDS]
        for a in plans:
            for b in done:
                places = (a.sentence.place, b.sentence.place)
                if places[0][0] == places[1][0] or places in told or a.suffered != b.suffered:
                    continue
                if _both(beside, a, b, done):
                    continue
                if beside.likeness(a.sentence, b.sentence) >= SAME_DEED:
                    told.add(places)
                    yield _to_come_and_done(a, b)


def _both(beside: Beside, plan: Deed, other: Deed, done: list[Deed]) -> bool:
    """Whether the telling of a plan tells the deed, too."""
    return any(
        each.sentence.telling.id == plan.sentence.telling.id
        and beside.likeness(each.sentence, other.sentence) >= SAME_DEED
        for each in done
    )


def _to_come_and_done(a: Deed, b: Deed) -> Conflict:
    sides = tuple(each.sentence.side(_phrase(each.sentence, each.verb)) for each in (a, b))
    severity: Severity = "update" if later(a.sentence.telling, b.sentence.telling) else "tension"
    about = b.sentence.telling.text[b.verb.start : b.verb.end]
    return conflict("sequence", severity, about, sides, "to come in one telling, done in another")


def _phrase(sentence: Sentence, verb: Token) -> str:
    before = tokens(sentence.telling.text, sentence.span.start, verb.start)[-3:]
    start = before[0].start if before else verb.start
    return sentence.telling.text[start : verb.end]


def _people(alignment: Alignment) -> dict[str, list[tuple[int, str]]]:
    """For each article where persons of the story are named, with the surname.

    Whether "Mr. Lind" and "Teresa Lind Jr." are one is not always seen; in two like sentences
    they are.
    """
    surnames = {
        member: _surname(actor.name)
        for actor in alignment.actors
        if actor.kind == "person"
        for member in actor.members
    }
    return {
        telling.id: sorted(
            (mention.span.end, surnames[telling.id, entity.id])
            for entity in telling.entities
            if (telling.id, entity.id) in surnames
            for mention in entity.mentions
            # "Lind's lawyer will go": somebody else does.
            if not telling.text.startswith(("'s", "\u2019s", "'", "\u2019"), mention.span.end)
        )
        for telling in alignment.tellings
    }


def _surname(name: str) -> str:
    parts = [
        each for each in name.lower().split() if each.rstrip(".") not in ("jr", "sr", "ii", "iii")
    ]
    return parts[-1] if parts else name


def _deeds(
    sentence: Sentence, people: dict[str, list[tuple[int, str]]]
) -> Iterator[tuple[tuple[str, str], Deed]]:
    """The verbs of a sentence outside of marks, by the persons named before them and stem."""
    text = sentence.telling.text
    named = [
        each
        for each in people[sentence.telling.id]
        if sentence.span.start < each[0] <= sentence.span.end
    ]
    if not named:
        return
    quoted = sentence.quoted()
    line = tokens(text, *sentence.span)
    for at, token in enumerate(line):
        word = text[token.start : token.end]
        if len(word) < 4 or not word.islower() or word in words("en", "differences", "idle"):
            continue
        actors = {actor for end, actor in named if end <= token.start}
        if not actors or any(span.start <= token.start < span.end for span in quoted):
            continue
        before = " ".join(each.norm for each in line[max(0, at - BEFORE) : at])
        to_come = any(each.regex.search(before) for each in patterns("en", "differences", "plan"))
        irregular = table("en", "differences")["past"].get(word)
        past = word.endswith("ed") or irregular is not None
        if not to_come and (
            not past
            or any(each.regex.search(before) for each in patterns("en", "differences", "open"))
        ):
            continue
        for actor in sorted(actors):
            yield (
                (actor, root(irregular or token.norm)),
                Deed(sentence, to_come, bool(PASSIVE.search(before)), token),
            )


def reserved(evidence: Evidence) -> Iterator[Conflict]:
    """What one telling says with a reserve and another without."""
    beside = evidence.beside
    for sentence, match, behind in _cues(beside, "reserve"):
        for other in beside.like(sentence, SAME_THING, behind):
            if (
                behind[:1]
                and behind[0] in other.bag
                and len(other.bag.intersection(behind)) > 1
                and not _has(other, "reserve")
            ):
                sides = (sentence.side(match), other.side("no reserve"))
                yield conflict(
                    "confirmation", "tension", match, sides, "with a reserve on one side only"
                )
                break


def parts(evidence: Evidence) -> Iterator[Conflict]:
    """A part of something named in one telling, the whole of it in another."""
    beside = evidence.beside
    for sentence, match, behind in _cues(beside, "part"):
        for other in beside.like(sentence, SAME_THING, behind):
            if len(behind) > 1 and other.bag.issuperset(behind) and not _has(other, "part"):
                sides = (sentence.side(match), other.side("the whole"))
                yield conflict(
                    "wording", "tension", match, sides, "a part in one telling, all in another"
                )


def untold(evidence: Evidence) -> Iterator[Conflict]:
    """What one telling says was not told (where, when), and another telling tells."""
    beside = evidence.beside
    for kind, find in (("where", _places), ("when", _days)):
        for sentence, match, behind in _cues(beside, f"untold_{kind}"):
            sides: dict[str, Side] = {}
            for other in beside.about(behind[0], sentence) if behind else ():
                told = [span for span in find(other) if _near(other, span, behind[0])]
                if told and beside.likeness(sentence, other) >= SAME_DEED:
                    sides.setdefault(other.telling.id, other.side(told[0].of(other.telling.text)))
            if sides:
                yield conflict(
                    "confirmation",
                    "tension",
                    f"{match} {behind[0]}",
                    (sentence.side(match), *sides.values()),
                    "left open in one telling, told in another",
                )


def _places(sentence: Sentence) -> list[Span]:
    return [
        mention.span
        for entity in sentence.telling.entities
        if entity.kind == "place"
        for mention in entity.mentions
        if sentence.span.holds(mention.span)
    ]


def _days(sentence: Sentence) -> list[Span]:
    return [each.span for each in sentence.times() if each.type in ("DATE", "TIME") and each.start]


def _near(sentence: Sentence, span: Span, about: str) -> bool:
    """Whether a place or day stands a few words behind what it is told of."""
    before = tokens(sentence.telling.text, sentence.span.start, span.start)[-BEFORE:]
    return any(stem(each.norm) == about for each in before)


def _cues(beside: Beside, kind: str) -> Iterator[tuple[Sentence, str, list[str]]]:
    """The sentences with a word of a kind outside of marks, and the stems right behind it."""
    for sentence in beside.sentences:
        for pattern in patterns("en", "differences", kind):
            for match in pattern.regex.finditer(sentence.telling.text, *sentence.span):
                if any(span.start <= match.start() < span.end for span in sentence.quoted()):
                    continue
                text = sentence.telling.text
                behind = tokens(text, match.end(), min(sentence.span.end, match.end() + 80))[
                    :BEHIND
                ]
                if kind == "part":
                    behind = _name(text, behind)
                yield sentence, match[0], [stem(each.norm) for each in behind if is_content(each)]


def _name(text: str, found: list[Token]) -> list[Token]:
    """The words of a name at the start of some words: capitals, and what joins them."""
    capitals = [at for at, each in enumerate(found) if text[each.start].isupper()]
    return found[: capitals[-1] + 1] if capitals[:1] == [0] else []


def _has(sentence: Sentence, kind: str) -> bool:
    return any(p.regex.search(sentence.text) for p in patterns("en", "differences", kind))
