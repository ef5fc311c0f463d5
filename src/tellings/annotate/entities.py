"""Who and what an article names, with every place that names or stands for them.

Short names are joined to the last full name that ends in them; roles ("the Norwian leader") to
the person whose titles fit; pronouns to the last person named before them of fitting gender.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from tellings import engine
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
# From this length on a surname may be misspelt by two letters swapped.
LONG_SURNAME = 7


@dataclass(slots=True)
class Known:
    """An entity as it grows while the article is read."""

    name: str
    kind: EntityKind
    titles: list[str] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    gender: str = ""


def entities(article: Article, sentences: Spans, read: tuple[Read, ...]) -> tuple[Entity, ...]:
    """The entities of an article in the order of their first mention."""
    text = article.text
    named = _voted(list(names(text, sentences)), [n for each in read for n in each.reading.names])
    known = _joined(text, named)
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


def _joined(text: str, named: list[Named]) -> list[Known]:
    """Names put together; the full forms first, so that a headline's surname finds its owner."""
    full: dict[str, Known] = {}
    by_last: dict[str, list[tuple[int, Known]]] = {}
    spelt: dict[str, Known] = {}
    for each in named:
        if each.kind == "person" and " " in each.text.replace("\u00a0", " "):
            known = spelt.get(_letters(each.text)) or full.get(each.text)
            known = known or full.setdefault(each.text, Known(each.text, "person"))
            spelt.setdefault(_letters(each.text), known)
            by_last.setdefault(each.text.split()[-1], []).append((each.span.start, known))
    order: list[Known] = list(full.values())
    for each in named:
        entity = _owner(each, full, spelt, by_last)
        if entity is None:
            entity = full[each.text] = Known(each.text, each.kind)
            order.append(entity)
        if each.title:
            entity.titles.append(each.title.lower())
            entity.kind = "person" if entity.kind == "other" else entity.kind
        entity.titles += _described(text, each)
        entity.mentions.append(Mention(each.span, each.text, "name"))
        entity.gender = entity.gender or _gender(each)
    return [each for each in order if each.mentions]


def _letters(name: str) -> str:
    """What a name and its misspelling have in common: the first name, the surname's letters.

    Two letters of a long surname are easily swapped; of a short one they make another name.

    >>> _letters("Ada Lindqvist") == _letters("Ada Linqdvist"), _letters("Ada Lind")
    (True, 'Ada Lind')
    """
    first, last = name.split()[0], name.split()[-1]
    return f"{first} {''.join(sorted(last))}" if len(last) >= LONG_SURNAME else name


def _owner(
    each: Named,
    full: dict[str, Known],
    spelt: dict[str, Known],
    by_last: dict[str, list[tuple[int, Known]]],
) -> Known | None:
    if each.text in full:
        return full[each.text]
    last = each.text.split()[-1]
    owners = by_last.get(last, [])
    if each.kind == "person" and " " in each.text:
        return spelt.get(_letters(each.text))
    if not owners and last.isupper():
        owners = by_last.get(last.capitalize(), [])  # the label of a transcript: "LIND:"
    if not owners or " " in each.text:
        return None
    before = [entity for start, entity in owners if start <= each.span.start]
    return before[-1] if before else owners[0][1]


# "the mayor of Tarn, " before a name, and ", the mayor of Tarn" behind one.
OF_BEFORE = re.compile(r"\b(\w+) of (?:the )?(?:[A-Z][\w.'\u2019-]* ?){1,4},? ?\Z")


WORD = re.compile(r"[\w'’-]+")


@cache
def _behind() -> re.Pattern[str]:
    roles = "|".join(sorted(words("en", "names", "role")))
    return re.compile(rf", ((?:(?!(?:and|who|said)\b)[\w.'\u2019-]+ ){{0,4}}?)({roles})\b")


def _described(text: str, each: Named) -> list[str]:
    """Role words beside a name: "Harbour spokesperson Ada Lind", "Ada Lind, a pilot"."""
    roles = words("en", "names", "role")
    stretch = text[max(0, each.span.start - 60) : each.span.start]
    before = WORD.findall(stretch)
    found = []
    if before and before[-1] in roles:
        found.append(" ".join(before[-3:]).lower())
    elif (match := OF_BEFORE.search(stretch)) and match[1] in roles:
        found.append(match[1])
    behind = _behind().match(text, each.span.end, each.span.end + 60)
    if behind:
        found.append(f"{behind[1]}{behind[2]}".lower())
    return found


def _gender(each: Named) -> str:
    first = each.text.split()[0]
    if "Mr" in each.title or "Sir" in each.title or first in words("en", "names", "male"):
        return "m"
    if any(t in each.title for t in ("Mrs", "Ms", "Dame")) or first in words(
        "en", "names", "female"
    ):
        return "f"
    return ""


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
    return re.compile(rf"\b[Tt]he (?:(?:{kinds}) )?(?:former )?(?:prime |foreign )?(?:{roles})\b")


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
    for each in (*recent[: -NEAR_MENTIONS - 1 : -1], *people[:NEAR_MENTIONS]):
        if any(_fits(parts, title) for title in each.titles):
            return each
    return None


def _fits(parts: list[str], title: str) -> bool:
    """Whether a role fits a title: the same noun and no other nationality."""
    noun, kinds = parts[-1], parts[:-1]
    leads = noun == "leader" and any(each in title for each in words("en", "names", "leader"))
    return (noun in title.split() or leads) and all(kind in title.split() for kind in kinds)
