"""Labelled pairs out of stories that people aligned, as `tellings` sees them.

A story is a JSON record with ``articles`` (letter: ``text`` and what is known of it),
``shared_claims`` (each with its ``places``: article and spans) and ``only_claims`` (one place
each). Gold lists a few claims a story, so that a pair is an example only if gold speaks of one of
its ends; a sentence pair file has ``a``, ``b`` and ``label`` on each line.
"""

import gzip
import json
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from tellings.align import claims as aligning
from tellings.align.actors import Actors, actors
from tellings.align.likeness import Weights, weights
from tellings.align.pairs import Node, best, chosen, links, pairs
from tellings.align.printings import sentence_bags
from tellings.align.sentences import Sentences, compared
from tellings.align.told import Told
from tellings.align.utterances import utterances
from tellings.model.annotation import Annotated
from tellings.model.comparison import Utterance
from tellings.pipeline import annotated, load
from tellings.stems import stems
from tellings.words import tokens

Record = dict[str, Any]
Row = tuple[tuple[int, ...], int]
Words = frozenset[int]
KNOWN_OF_ARTICLES = ("title", "publisher", "url", "date")


class Place(NamedTuple):
    """Some words of one telling, by the place where each begins."""

    telling: int
    words: Words

    def meets(self, other: "Place") -> bool:
        """About the same words: half of the smaller one is shared."""
        smaller = min(len(self.words), len(other.words))
        same = self.telling == other.telling
        return same and 2 * len(self.words & other.words) >= max(1, smaller)


class Story(NamedTuple):
    """The tellings of a story, its shared claims and those of one telling, as places."""

    name: str
    tellings: tuple[Annotated, ...]
    shared: tuple[tuple[Place, ...], ...]
    only: tuple[Place, ...]
    actors: Actors
    known: Weights
    said: tuple[Utterance, ...]


def stories(folder: Path) -> list[Story]:
    """All stories of a folder, annotated, in the order of their files."""
    return [_story(json.loads(path.read_bytes()), folder) for path in sorted(folder.glob("*.json"))]


def _story(record: Record, folder: Path) -> Story:
    letters = sorted(record["articles"])
    with tempfile.TemporaryDirectory() as place:
        lines = []
        for letter in letters:
            article = record["articles"][letter]
            given = {key: article[key] for key in KNOWN_OF_ARTICLES if article.get(key)}
            lines.append(json.dumps({"id": letter, "text": article["text"], **given}))
        corpus = Path(place) / "story.jsonl"
        corpus.write_text("\n".join(lines))
        documents = {each.id: each for each in load([str(corpus)]).documents}
    tellings = tuple(annotated(documents[letter]) for letter in letters)

    def at(entry: Record) -> Place:
        number = letters.index(entry["article"])
        return _place(number, tellings[number].text, entry["spans"])

    shared = tuple(tuple(map(at, each["places"])) for each in record["shared_claims"])
    return story(record["story"], tellings, shared, tuple(map(at, record["only_claims"])))


def story(
    name: str,
    tellings: tuple[Annotated, ...],
    shared: tuple[tuple[Place, ...], ...],
    only: tuple[Place, ...],
) -> Story:
    """With what is found in it before its claims are aligned."""
    found = actors(tellings)
    known = weights(sentence_bags(tellings))
    said = utterances(tellings, found, known)
    return Story(name, tellings, shared, only, found, known, said)


def _place(telling: int, text: str, spans: Sequence[Sequence[int]]) -> Place:
    return Place(telling, frozenset(t.start for span in spans for t in tokens(text, *span)))


class Seen:
    """A story as the aligner sees it, with the places of its claims and sentences."""

    def __init__(self, story: Story) -> None:
        tellings = story.tellings
        self.story = story
        self.sentences = Sentences(tellings, story.known)
        every = aligning.claim_nodes(tellings, story.actors, self.sentences)
        self.nodes = [each[0] for each in aligning._repeats(every)]
        self.pairs = pairs(self.nodes, self.sentences, aligning._spoken(tellings, story.said))
        self.places = [self._of(node) for node in self.nodes]
        self.sentence_places = [
            _place(
                each.telling,
                tellings[each.telling].text,
                [tellings[each.telling].sentences[each.at]],
            )
            for each in self.sentences.all
        ]

    def _of(self, node: Node) -> Place:
        return _place(node.telling, self.story.tellings[node.telling].text, node.claim.spans)

    def sentence_rows(self) -> Iterator[Row]:
        """Sentence pairs of which gold speaks."""
        names = [self._named(place) for place in self.sentence_places]
        for a, b in self.sentences.pairs:
            if (label := self._label(names, a, b, self.sentence_places)) is not None:
                one, other = self.sentences.all[a], self.sentences.all[b]
                yield compared(one.bag, other.bag, self.sentences.known), label

    def claim_rows(self) -> Iterator[Row]:
        """Pairs of claims of which gold speaks, by what they share."""
        names = [self._named(place) for place in self.places]
        for pair in self.pairs:
            if (label := self._label(names, pair.a, pair.b, self.places)) is not None:
                yield pair.features, label

    def choice_rows(self) -> Iterator[Row]:
        """The same pairs, beside their rivals."""
        names = [self._named(place) for place in self.places]
        for pair, features in chosen(self.pairs, self.nodes):
            if (label := self._label(names, pair.a, pair.b, self.places)) is not None:
                yield features, label

    def told_rows(self) -> Iterator[Row]:
        """Each claim that gold speaks of, in each other telling: whether it carries it."""
        tellings = range(len(self.story.tellings))
        reach = best(links(self.pairs, self.nodes), self.nodes)
        told = Told(self.sentences, len(tellings), reach)
        for at, (node, place) in enumerate(zip(self.nodes, self.places, strict=True)):
            shared = [each for each in self.story.shared if any(p.meets(place) for p in each)]
            lone = any(each.meets(place) for each in self.story.only)
            for telling in tellings:
                carried = any(p.telling == telling for each in shared for p in each)
                # Of a shared claim gold does not say that a third telling lacks it.
                if telling != node.telling and (carried or (lone and not shared)):
                    yield told.features(at, node, telling), int(carried)

    def _named(self, place: Place) -> tuple[frozenset[int], bool]:
        shared = self.story.shared
        found = (at for at, each in enumerate(shared) if any(p.meets(place) for p in each))
        return frozenset(found), any(each.meets(place) for each in self.story.only)

    def _label(
        self, names: Sequence[tuple[frozenset[int], bool]], a: int, b: int, at: Sequence[Place]
    ) -> int | None:
        (mine, alone), (theirs, lone) = names[a], names[b]
        if mine & theirs:
            return 1
        if alone or lone:
            return 0
        ends = ((mine, at[b]), (theirs, at[a]))
        partner = any(
            each.telling == end.telling
            for found, end in ends for name in found for each in self.story.shared[name]
        )  # fmt: skip
        return 0 if partner else None


def sentence_pairs(path: Path) -> list[tuple[str, Row]]:
    """The pairs of a file by their topic, words weighed by the sentences of the topic."""
    by_topic: dict[str, list[Record]] = {}
    for line in gzip.decompress(path.read_bytes()).splitlines():
        record = json.loads(line)
        topic = record.get("topic") or record["da"].split("_")[0]
        by_topic.setdefault(topic, []).append(record)
    found = []
    for topic, records in sorted(by_topic.items()):
        texts = sorted({each[end] for each in records for end in "ab"})
        bags = {text: frozenset(stems(text)) for text in texts}
        known = weights(bags.values())
        for each in records:
            features = compared(bags[each["a"]], bags[each["b"]], known)
            found.append((topic, (features, int(each["label"]))))
    return found
