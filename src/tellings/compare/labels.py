"""What each telling calls the same actor or thing.

Actors by the forms their mentions print; states with the seats and nouns that stand for their
governments ("Downing Street", "the regime"); and the things news has several words for
(``lang/en/labels.toml``). Listed only where the tellings' choices differ.
"""

import re
from collections.abc import Iterator, Sequence

from tellings.compare.described import described
from tellings.lang import patterns, words
from tellings.model.alignment import Actor, Alignment
from tellings.model.annotation import Annotated
from tellings.model.comparison import Label, Use
from tellings.model.span import Span
from tellings.states import states_in
from tellings.words import normal

# Words before a name that are printed with it: titles and roles, up to so many characters.
BEFORE = re.compile(
    r"\b(?:(?:[A-Z][\w.’'-]*|prime|foreign|deputy|former|acting|the|The|a|an) ){1,5}\Z"
)
Printed = tuple[str, Span]


def labels(alignment: Alignment) -> tuple[Label, ...]:
    """The labels: actors in their order, then states, then things."""
    tellings = {each.id: each for each in alignment.tellings}
    found = [(actor.id, actor.name, list(_of_actor(actor, tellings))) for actor in alignment.actors]
    found += list(_of_states(alignment))
    found += list(_of_things(alignment.tellings))
    made = (_label(entity, name, printed, tellings) for entity, name, printed in found)
    return tuple(label for label in made if label)


def _label(
    entity: str, name: str, printed: list[tuple[str, Span]], tellings: dict[str, Annotated]
) -> Label | None:
    """The uses by article and form; none where all articles print the same forms."""
    forms: dict[str, dict[str, list[Span]]] = {}
    shown: dict[str, str] = {}
    for article, span in printed:
        text = span.of(tellings[article].text)
        form = " ".join(normal(part) for part in text.split()).removeprefix("the ")
        shown.setdefault(form, text)
        forms.setdefault(article, {}).setdefault(form, []).append(span)
    if len(forms) < 2 or len({frozenset(each) for each in forms.values()}) < 2:
        return None
    uses = tuple(
        Use(article, tuple(spans), spans[0].of(tellings[article].text), len(spans))
        for article in tellings
        for form, spans in sorted(forms.get(article, {}).items(), key=lambda e: (-len(e[1]), e[0]))
    )
    return Label(entity, name, uses)


def _of_actor(actor: Actor, tellings: dict[str, Annotated]) -> Iterator[tuple[str, Span]]:
    entities = {(t.id, e.id): e for t in tellings.values() for e in t.entities}
    for member in actor.members:
        telling = tellings[member[0]]
        for mention in entities[member].mentions:
            if mention.form == "pronoun":
                continue
            before = BEFORE.search(
                telling.text[max(0, mention.span.start - 60) : mention.span.start]
            )
            start = mention.span.start
            if actor.kind == "person" and mention.form == "name" and before:
                start -= len(_title(before[0]))
            yield member[0], Span(start, mention.span.end)
            if mention.form == "name" and actor.kind in ("person", "organisation"):
                person = actor.kind == "person"
                for span in described(telling.text, mention.span, telling.sentences, person):
                    yield member[0], span


def _title(before: str) -> str:
    """The words before a name less those that only open the sentence ("While President")."""
    kept = before
    for word in before.split():
        if word.endswith(".") and len(word) > 2 and word not in words("en", "names", "title"):
            kept = kept[kept.index(word) + len(word) :].lstrip()  # the last sentence's
    if kept.strip().lower() in ("the", "a", "an"):
        return ""
    while kept and kept.split()[0] in words("en", "names", "common"):
        kept = kept[len(kept.split()[0]) :].lstrip()
    return kept


def _of_states(alignment: Alignment) -> Iterator[tuple[str, str, list[tuple[str, Span]]]]:
    """For each state the seats and nouns that stand for those who rule it."""
    found: dict[str, list[tuple[str, Span]]] = {}
    for telling in alignment.tellings:
        for pattern in patterns("en", "labels", "government"):
            for match in pattern.regex.finditer(telling.text):
                if not _told(telling, match.start()):
                    continue
                state = next(states_in(match[0]), None) or _ruled(alignment, telling, match)
                if state:
                    found.setdefault(state, []).append((telling.id, Span(*match.span())))
    for actor in alignment.actors:
        if actor.kind != "person" and actor.state:
            members = {each.id: each for each in alignment.tellings}
            found.setdefault(actor.state, []).extend(_of_actor(actor, members))
    for state in sorted(found):
        yield f"state {state}", state, sorted(dict.fromkeys(found[state]))


def _ruled(alignment: Alignment, telling: Annotated, match: re.Match[str]) -> str | None:
    """The state of the person a government is named after ("Lind's government")."""
    mentions = {
        mention.span.start: entity.id for entity in telling.entities for mention in entity.mentions
    }
    inside = [mentions[at] for at in range(*match.span()) if at in mentions]
    for actor in alignment.actors:
        if actor.state and any((telling.id, each) in actor.members for each in inside):
            return actor.state
    return None


def _told(telling: Annotated, at: int) -> bool:
    return any(sentence.start <= at < sentence.end for sentence in telling.sentences)


def _of_things(tellings: Sequence[Annotated]) -> Iterator[tuple[str, str, list[tuple[str, Span]]]]:
    for pattern in patterns("en", "labels", "thing"):
        found = [
            (telling.id, Span(sentence.start + match.start(), sentence.start + match.end()))
            for telling in tellings
            for sentence in telling.sentences
            for match in pattern.regex.finditer(sentence.of(telling.text))
        ]
        yield f"thing {pattern.name}", pattern.name, found
