"""Who and what an article names, with every place that names or stands for them.

Short names are joined to the last full name that ends in them; roles ("the Norwian leader") to
the person whose titles fit; pronouns to the last person named before them of fitting gender.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from functools import cache

from tellings import engine
from tellings.annotate.joining import Known, joined
from tellings.annotate.names import Named, names
from tellings.annotate.readings import Read
from tellings.lang import table, words
from tellings.model.annotation import Entity, EntityKind, Form, Mention
from tellings.model.document import Article
from tellings.model.span import Span, Spans

PRONOUN = re.compile(r"\b(?:[Hh]e|[Ss]he|[Hh]is|[Hh]er|[Hh]im)\b")
# How many persons back a pronoun may look for one of its gender.
NEAR_PERSONS = 6
# A role may stand for one of so many last mentions of persons.
NEAR_MENTIONS = 200


def entities(article: Article, sentences: Spans, read: tuple[Read, ...]) -> tuple[Entity, ...]:
    """The entities of an article in the order of their first mention."""
    text = article.text
    named = _voted(list(names(text, sentences)), [n for each in read for n in each.reading.names])
    known = joined(text, named)
    captions = [piece.span for piece in article.pieces if piece.role == "caption"]
    _stand_ins(text, sentences, known, captions)
    known.sort(key=lambda each: each.mentions[0].span)
    return tuple(
        Entity(f"e{at}", each.name, each.kind, tuple(sorted(each.mentions, key=_start)))
        for at, each in enumerate(known, 1)
    )


def _voted(named: list[Named], seen: list[engine.Name]) -> list[Named]:
    """The names with the kind that the network gives them most often, where rules only guess."""
    starts = [name.span.start for name in seen]
    votes: dict[str, Counter[str]] = {}
    for each in named:
        if each.kind == "place":  # "in Tarn": a vote like another
            votes.setdefault(each.text, Counter())["place"] += 1
        first = bisect_right(starts, each.span.start) - 1
        for name in seen[max(0, first) : first + 2]:
            if name.span.meets(each.span) and name.kind in KINDS:
                votes.setdefault(each.text, Counter())[name.kind] += 1
    return [
        each._replace(kind=KINDS[votes[each.text].most_common(1)[0][0]])
        if each.guessed and each.text in votes
        else each
        for each in named
    ]


KINDS: dict[str, EntityKind] = {
    "person": "person", "organisation": "organisation", "place": "place", "other": "other",
}  # fmt: skip


def _start(mention: Mention) -> Span:
    return mention.span


def _stand_ins(text: str, sentences: Spans, known: list[Known], captions: list[Span]) -> None:
    """Add the roles and pronouns that stand for the persons known.

    Who a caption names is not who the next paragraph's "he" is.
    """
    people = [each for each in known if each.kind == "person"]
    if not people:
        return
    spoken = sorted(
        (
            (mention.span.start, each)
            for each in people
            for mention in each.mentions
            if not _within(mention.span, captions)
        ),
        key=lambda pair: pair[0],
    )
    at, recent = 0, list[Known]()
    for sentence in sentences:
        for span, form in _candidates(text, sentence):
            while at < len(spoken) and spoken[at][0] < span.start:
                recent.append(spoken[at][1])
                at += 1
            owner = _fitting(span.of(text), form, recent, people)
            if owner:
                owner.mentions.append(Mention(span, span.of(text), form))
                if form == "pronoun":
                    owner.gender = owner.gender or _pronoun_gender(span.of(text))


def _within(span: Span, stretches: list[Span]) -> bool:
    at = bisect_right(stretches, span) - 1
    return any(stretch.holds(span) for stretch in stretches[max(0, at) : at + 2])


@cache
def _role() -> re.Pattern[str]:
    roles = "|".join(sorted(words("en", "names", "role")))
    adjectives = {state["adjective"] for state in table("en", "states")["state"]}
    kinds = "|".join(re.escape(each) for each in sorted(adjectives))
    duties = "|".join(sorted(words("en", "names", "duty")))
    return re.compile(rf"\b[Tt]he (?:(?:{kinds}) )?(?:former )?(?:(?:{duties}) )?(?:{roles})\b")


def _candidates(text: str, sentence: Span) -> Iterator[tuple[Span, Form]]:
    found: list[tuple[Span, Form]] = [
        (Span(*m.span()), "pronoun") for m in PRONOUN.finditer(text, *sentence)
    ]
    found += [(Span(*m.span()), "nominal") for m in _role().finditer(text, *sentence)]
    yield from sorted(found)


def _pronoun_gender(word: str) -> str:
    return "f" if word.lower() in ("she", "her") else "m"


def _fitting(words_: str, form: Form, recent: list[Known], people: list[Known]) -> Known | None:
    if form == "pronoun":
        wanted = _pronoun_gender(words_)
        for each in recent[: -NEAR_PERSONS - 1 : -1]:
            if each.gender in ("", wanted):
                return each
        return None
    parts = words_.lower().removeprefix("the ").split()
    former: Known | None = None
    for each in (*recent[: -NEAR_MENTIONS - 1 : -1], *people[:NEAR_MENTIONS]):
        fitting = [title for title in each.titles if _fits(parts, title)]
        if any("former" not in title or "former" in parts for title in fitting):
            return each
        former = former or (each if fitting else None)
    return former


def _fits(parts: list[str], title: str) -> bool:
    """Whether a role fits a title: the same noun and no other nationality."""
    noun, kinds = parts[-1], parts[:-1]
    leads = noun == "leader" and any(each in title for each in words("en", "names", "leader"))
    return (noun in title.split() or leads) and all(kind in title.split() for kind in kinds)
