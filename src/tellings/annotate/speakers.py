"""Who a source phrase is: the entity of the article, and the name to print.

The head of the phrase decides: "the mayor's adviser, Ada Lind" is Lind, "a spokesman for the
mayor" is nobody the article names, and is printed as described.
"""

import re
import sys
from bisect import bisect_left, bisect_right
from functools import cache
from typing import NamedTuple

from tellings.annotate.joining import given
from tellings.lang import table, words
from tellings.model.annotation import Entity, Mention
from tellings.model.span import Span, Spans
from tellings.states import states_in

HELD = re.compile(
    r"\b(?:for|of|at|from|in|with|to|by|on|near|about)\s+(?:[\w’'.-]+\s+){0,4}\Z", re.I
)
POSSESSIVE = re.compile(r"\A(?:['’]s?)(?:\s|\Z)")
ARTICLE = re.compile(r"\A(?:the|an?)\s+", re.IGNORECASE)
NOUN = re.compile(r"\s+([a-z]\w*)")


# Between a name and the "which" that takes it up stand a comma and a blank.
BESIDE = 3
# "'s" and a mark.
OWNED = 3
# Who is meant stands in so many sentences before, and of one without end within so many characters.
SENTENCES = 8
REACH = 600
# Of these the first person of the sentence is meant, of the others the nearest.
SUBJECT = ("he", "she")
RELATIVE = re.compile(r"\b(?:in|on|at|during|for) (?:which|whom) \Z")
# Between a name and its "who": a comma, "(R-Tarn)", "of Tarn", or "a pilot of twenty years".
ADDED = re.compile(
    r"(?:\s?[,\u2013\u2014-]{1,2}\s(?:an?|the)\s[^,.;:]{1,70}|(?:[\s,]|\([^()]{0,40}\)|of\s|[A-Z0-9][\w.-]*+){0,12})"
)
# Before the subject of a sentence: what joins it to another, the title.
OPENING = re.compile(
    r"\W{0,3}(?:(?!\w+ing\b)[A-Z][\w.'\u2019-]*[\s,]+|(?:the|a|an|former|of|and|mayor|president)\s+){0,8}"
)
Speaker = tuple[str | None, str | None]


class Place(NamedTuple):
    """Where a source stands: its sentence, what is said in it, the sentences of its paragraph,
    and from where on these may name who is meant.
    """

    sentence: Span
    said: Spans
    before: Spans
    since: int


class Speakers:
    """The entities of an article, asked by the place of a source phrase."""

    def __init__(self, text: str, entities: tuple[Entity, ...]) -> None:
        self._text = text
        self._by_id = {each.id: each for each in entities}
        self._mentions: list[tuple[Span, Mention, Entity]] = sorted(
            ((m.span, m, e) for e in entities for m in e.mentions), key=lambda each: each[0]
        )
        self._starts = [span.start for span, _, _ in self._mentions]
        self._gender = {each.id: _gender(each) for each in entities}
        self._states: dict[str, list[Entity]] = {}
        for each in entities:
            if each.kind != "person" and each.name.removeprefix("the ") not in _seats():
                for state in states_in(each.name):
                    self._states.setdefault(state, []).append(each)

    def of(self, source: Span, last: str | None, place: Place) -> Speaker:
        """The entity (or none) and the name of a source; ``last`` spoke last before."""
        said = source.of(self._text)
        if said.lower() in ("which", "that"):
            return self._antecedent(source, place.sentence)
        if said.lower() in words("en", "speakers", "pronoun"):
            return self._pronoun(said.lower(), source, last, place)
        if (found := self._head(source) or self._people_of(said)) is not None:
            return found.id, found.name
        name = ARTICLE.sub("", said).strip(" ,")
        return None, name or None

    def _inside(self, start: int, end: int) -> list[tuple[Span, Mention, Entity]]:
        return self._mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def _head(self, source: Span) -> Entity | None:
        """The first person named who owns nothing and is in no "of …"; else the first named."""
        found = [each for each in self._inside(*source) if each[1].form != "pronoun"]
        free = [
            each
            for each in found
            if not self._owns(source, each[0]) and not self._held(source, each[0])
        ]
        people = [
            e for span, _, e in free if e.kind == "person" and not self._modifies(source, span)
        ]
        if people:
            return people[0]
        if free and self._is_whole(source, free[0][0], free[0][2]):
            return self._state_of(free[0][2])
        return None

    def _state_of(self, entity: Entity) -> Entity:
        """The state for its seat, if the article names it: "Moscow said" is Russia's word."""
        if entity.kind == "person":
            return entity
        state = next(states_in(entity.name.removesuffix("s")), "")
        return next((e for e in self._states.get(state, []) if e.name != entity.name), entity)

    def _people_of(self, said: str) -> Entity | None:
        """The state of "the Russians", if the article names it."""
        word = ARTICLE.sub("", said)
        known = self._states.get(next(states_in(word.removesuffix("s")), ""), [])
        return known[0] if known and " " not in word else None

    def _owns(self, source: Span, span: Span) -> bool:
        """Whether a name in a source owns what follows: "Lind's aide", and not "Lind's" alone."""
        return self._possessive(span) and source.end - span.end > OWNED

    def _possessive(self, span: Span) -> bool:
        return bool(POSSESSIVE.match(self._text[span.end : span.end + 3]))

    def _modifies(self, source: Span, span: Span) -> bool:
        """Whether a noun follows, so that the name only describes: "a Lind campaign official"."""
        following = NOUN.match(self._text, span.end, source.end)
        closed = words("en", "speakers", "bound") | words("en", "speakers", "preposition")
        closed |= words("en", "speakers", "relative") | {"and"}
        return following is not None and following[1] not in closed

    def _held(self, source: Span, span: Span) -> bool:
        return bool(HELD.search(self._text[source.start : span.start]))

    def _is_whole(self, source: Span, span: Span, entity: Entity) -> bool:
        """Whether the phrase is this name, give or take an article: not "Norwian officials"."""
        rest = (
            ARTICLE.sub("", self._text[source.start : span.start])
            + self._text[span.end : source.end]
        )
        plain = rest.strip(" ,")
        return not plain or plain[0].isupper() or rest.lstrip().startswith(",")

    def _antecedent(self, source: Span, unit: Span) -> Speaker:
        """The one named last before "which" in its sentence, if its name ends there."""
        found = self._inside(unit.start, source.start)
        if found and source.start - found[-1][0].end <= BESIDE:
            return found[-1][2].id, found[-1][2].name
        return None, None

    def _pronoun(self, word: str, source: Span, last: str | None, place: Place) -> Speaker:
        """Whom a pronoun means: of the sentence, of the paragraph before it, or who spoke last."""
        if word == "who":
            beside = self._beside(
                Span(max(place.sentence.start, source.start - REACH), source.start)
            )
            return (beside.id, beside.name) if beside else (None, None)
        found = self._meant(word, source, place)
        if found is None and last and self._fits(word, last):
            found = self._by_id[last]
        if found is None and word in _male() | _female():
            found = next((e for _, m, e in self._inside(*source) if m.form == "pronoun"), None)
        return (found.id, found.name) if found else (None, None)

    def _meant(self, word: str, source: Span, place: Place) -> Entity | None:
        sentence = Span(max(place.sentence.start, source.start - REACH), source.start)
        if word not in _male() | _female():
            return None
        if word in SUBJECT and not RELATIVE.search(self._text, *_last(sentence, 12)):
            first = self._free(sentence, place.said)[:1]
            named = [each for each in first if self._opens(sentence, each[0])]
        else:
            named = [n for n in self._named(sentence) if not _inside_one(n[0], place.said)]
        if fitting := [e for _, e in named if self._fits(word, e.id)]:
            return fitting[-1]
        stop = bisect_left(place.before, (place.sentence.start, 0))
        for before in reversed(place.before[max(0, stop - SENTENCES) : stop]):
            if before.start < place.since:
                return None
            within = Span(max(before.start, before.end - REACH), before.end)
            if fitting := [e for _, e in self._named(within) if self._fits(word, e.id)]:
                return fitting[0]
        return None

    def _beside(self, before: Span) -> Entity | None:
        """The person whose name ends right before "who": no one for "the officials, who"."""
        for span, mention, entity in reversed(self._inside(*before)):
            if entity.kind == "person" and mention.form == "name":
                between = self._text[span.end : before.end]
                return entity if ADDED.fullmatch(between) else None
        return None

    def _opens(self, sentence: Span, span: Span) -> bool:
        """Whether a name is the first thing of its sentence: "When Mayor Osk left, he said"."""
        return bool(OPENING.fullmatch(self._text, sentence.start, span.start))

    def _named(self, within: Span) -> list[tuple[Span, Entity]]:
        """The persons a stretch names: those in no one's shadow, else all but owners, else all."""
        if free := self._free(within, ()):
            return free
        found = self._people(within)
        return [each for each in found if not self._possessive(each[0])] or found

    def _free(self, within: Span, said: Spans) -> list[tuple[Span, Entity]]:
        """The persons named, without those in what is said, those who own something ("Lind's
        plan"), stand behind a preposition ("At a dinner with Lind") or before a noun ("the Lind
        campaign").
        """
        return [
            (span, entity)
            for span, entity in self._people(within)
            if not _inside_one(span, said)
            and not self._possessive(span)
            and not self._held(within, span)
            and not self._before_noun(span)
        ]

    def _people(self, within: Span) -> list[tuple[Span, Entity]]:
        return [
            (span, entity)
            for span, mention, entity in self._inside(*within)
            if entity.kind == "person" and mention.form == "name"
        ]

    def _before_noun(self, span: Span) -> bool:
        following = NOUN.match(self._text, span.end)
        return following is not None and following[1] in words("en", "speakers", "led")

    def _fits(self, word: str, entity: str) -> bool:
        """Whether a pronoun may stand for an entity: one for one, a thing for a thing."""
        known = self._by_id[entity]
        if word in _male() | _female():
            wanted = "m" if word in _male() else "f"
            return known.kind == "person" and self._gender[entity] in ("", wanted)
        if word in ("it", "its"):
            return known.kind != "person"
        return known.kind == "organisation" or word not in ("they", "their", "them")


@cache
def _seats() -> frozenset[str]:
    """The places that stand for governments, and the words for their people."""
    states = table("en", "states")["state"]
    seats = (seat.removeprefix("the ") for state in states for seat in state["seats"])
    return frozenset(seats) | {state["adjective"] for state in states}


def _male() -> frozenset[str]:
    return words("en", "speakers", "male")


def _female() -> frozenset[str]:
    return words("en", "speakers", "female")


def _last(within: Span, size: int) -> Span:
    return Span(max(within.start, within.end - size), within.end)


def _inside_one(span: Span, stretches: Spans) -> bool:
    at = bisect_right(stretches, (span.start, sys.maxsize)) - 1
    return at >= 0 and stretches[at].holds(span)


def _gender(entity: Entity) -> str:
    """From the first name, then from the pronouns that stand for someone; "" while none does."""
    if found := next((g for m in entity.mentions if (g := given(m.text))), given(entity.name)):
        return found
    said = [mention.text.lower() for mention in entity.mentions if mention.form == "pronoun"]
    male = sum(1 for word in said if word in _male())
    female = sum(1 for word in said if word in _female())
    return "m" if male > female else "f" if female > male else ""
