"""Who a source phrase is: the entity of the article, and the name to print.

The head of the phrase decides: "the mayor's adviser, Ada Lind" is Lind, "a spokesman for the
mayor" is nobody the article names, and is printed as described.
"""

import re
from bisect import bisect_left

from tellings.lang import words
from tellings.model.annotation import Entity, Mention
from tellings.model.span import Span

HELD = re.compile(r"\b(?:for|of|at|from|in|with|to|by|on|near|about)\s+(?:[\w’'.-]+\s+){0,4}\Z")
POSSESSIVE = re.compile(r"\A(?:['’]s?)(?:\s|\Z)")
ARTICLE = re.compile(r"\A(?:the|an?)\s+", re.IGNORECASE)
NOUN = re.compile(r"\s+([a-z]\w*)")


# Between a name and the "which" that takes it up stand a comma and a blank.
BESIDE = 3
Speaker = tuple[str | None, str | None]


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

    def of(self, source: Span, last: str | None, unit: Span, paragraph: int) -> Speaker:
        """The entity (or none) and the name of a source.

        ``last`` spoke last before; the paragraph of the source begins at ``paragraph``, earlier
        than that quotation if it is none of this paragraph's.
        """
        said = source.of(self._text)
        if said.lower() in ("which", "that"):
            return self._antecedent(source, unit)
        if said.lower() in words("en", "speakers", "pronoun"):
            return self._pronoun(said.lower(), source, last, Span(paragraph, unit.start + 1))
        head = self._head(source)
        if head is not None:
            return head.id, head.name
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
            if not self._possessive(each[0]) and not self._held(source, each[0])
        ]
        people = [
            e for span, _, e in free if e.kind == "person" and not self._modifies(source, span)
        ]
        if people:
            return people[0]
        if free and self._is_whole(source, free[0][0], free[0][2]):
            return free[0][2]
        return None

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

    def _pronoun(self, word: str, source: Span, last: str | None, before: Span) -> Speaker:
        """The one spoken of in this sentence for "who"; else who spoke or was named last."""
        if word == "who":
            here = self._named(before.end - 1, source.start)
            return (here[-1].id, here[-1].name) if here else (None, None)
        if word not in _male() | _female():
            return (last, self._by_id[last].name) if last and word != "it" else (None, None)
        nearer = [each for each in self._named(*before) if self._fits(word, each.id)]
        if nearer:
            return nearer[-1].id, nearer[-1].name
        if last and self._fits(word, last):
            return last, self._by_id[last].name
        for _, mention, entity in self._inside(*source):
            if mention.form == "pronoun":
                return entity.id, entity.name
        return None, None

    def _named(self, start: int, end: int) -> list[Entity]:
        """The persons a stretch names, owners ("Lind's plan") left out, in order."""
        return [
            entity
            for span, mention, entity in self._inside(start, end)
            if entity.kind == "person" and mention.form == "name" and not self._possessive(span)
        ]

    def _fits(self, word: str, entity: str) -> bool:
        wanted = "m" if word in _male() else "f"
        known = self._by_id[entity]
        return known.kind == "person" and self._gender[entity] in ("", wanted)


def _male() -> frozenset[str]:
    return words("en", "speakers", "male")


def _female() -> frozenset[str]:
    return words("en", "speakers", "female")


def _gender(entity: Entity) -> str:
    """From the pronouns that stand for someone; "" while none does."""
    said = [mention.text.lower() for mention in entity.mentions if mention.form == "pronoun"]
    male = sum(1 for word in said if word in _male())
    female = sum(1 for word in said if word in _female())
    first = entity.name.split()[0]
    if first in words("en", "names", "male"):
        return "m"
    if first in words("en", "names", "female"):
        return "f"
    return "m" if male > female else "f" if female > male else ""
