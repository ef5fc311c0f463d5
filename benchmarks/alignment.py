"""How claims and sentences are aligned: beside baselines, and how the work grows.

    python benchmarks/alignment.py pairs FILE...   sentence pairs with labels: average precision
    python benchmarks/alignment.py growth          scored pairs and seconds for 25 to 1,600 articles

A file of pairs holds records with ``a``, ``b``, ``label``, and a ``topic`` or the names ``da`` and
``db`` of two documents. The baselines are: yes to all, and the cosine of character n-grams (three
to five within words) weighed by their rarity.
"""

import gzip
import json
import math
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random
from time import process_time
from typing import Any

from speed import WORDS, paragraphs

from tellings.align import align
from tellings.align.actors import actors
from tellings.align.claims import claim_nodes
from tellings.align.likeness import weights
from tellings.align.pairs import pairs
from tellings.align.printings import sentence_bags
from tellings.align.scores import linear
from tellings.align.sentences import Sentences, compared
from tellings.model.annotation import Annotated
from tellings.model.document import Document, Given
from tellings.pipeline import annotated
from tellings.stems import stems

Record = dict[str, Any]
SIZES = (25, 50, 100, 200, 400, 800, 1600)
TELLINGS = 5
# Of the paragraphs of a telling so many in ten stand in the others, too.
COMMON = 4


def average_precision(scores: Sequence[float], labels: Sequence[int]) -> float:
    """The mean precision at each right one, in percent; ties stand in the order least good."""
    ranked = sorted(zip(scores, labels, strict=True), key=lambda each: (-each[0], each[1]))
    right, total = 0, 0.0
    for at, (_, label) in enumerate(ranked, 1):
        right += label
        total += label * right / at
    return 100 * total / max(1, right)


def grams(text: str) -> Counter[str]:
    """Runs of three to five characters within the words, a blank on either side."""
    words = [f" {word} " for word in text.lower().split()]
    return Counter(
        word[at : at + size]
        for word in words
        for size in (3, 4, 5)
        for at in range(len(word) - size + 1)
    )


def characters(records: Sequence[Record]) -> list[float]:
    """The baseline: cosines of character n-grams, weighed by the rarity in the file."""
    texts = sorted({each[end] for each in records for end in "ab"})
    counted = {text: grams(text) for text in texts}
    spread = Counter(gram for each in counted.values() for gram in each)
    rare = {gram: 1 + math.log((1 + len(texts)) / (1 + many)) for gram, many in spread.items()}
    vectors = {
        text: {gram: many * rare[gram] for gram, many in found.items()}
        for text, found in counted.items()
    }
    size = {text: math.sqrt(sum(v * v for v in each.values())) for text, each in vectors.items()}

    def cosine(a: str, b: str) -> float:
        mine, theirs = vectors[a], vectors[b]
        shared = sum(mine[gram] * theirs[gram] for gram in mine.keys() & theirs.keys())
        return shared / (size[a] * size[b] or 1)

    return [cosine(each["a"], each["b"]) for each in records]


def ours(records: Sequence[Record]) -> list[float]:
    """The score of `tellings` for two sentences, words weighed by the sentences of the topic."""
    topics: dict[str, set[str]] = {}
    for each in records:
        topics.setdefault(_topic(each), set()).update((each["a"], each["b"]))
    bags = {text: frozenset(stems(text)) for texts in topics.values() for text in texts}
    known = {name: weights(bags[text] for text in sorted(texts)) for name, texts in topics.items()}
    weigh = linear("sentence")
    return [
        weigh.score(compared(bags[each["a"]], bags[each["b"]], known[_topic(each)]))
        for each in records
    ]


def _topic(record: Record) -> str:
    return str(record.get("topic") or record["da"].split("_")[0])


# Which pairs are asked for: all, or of those that are none only the ones of one event or of two.
KINDS: tuple[tuple[str, Callable[[Record], bool]], ...] = (
    ("all", lambda each: True),
    ("none within one event", lambda each: each["label"] or each["same_subtopic"]),
    ("none of a look-alike event", lambda each: each["label"] or not each["same_subtopic"]),
)


def sentence_pairs(paths: Sequence[Path]) -> Iterator[str]:
    """A line for each file and kind: pairs, always yes, character n-grams, ours."""
    for path in paths:
        records = [json.loads(line) for line in gzip.decompress(path.read_bytes()).splitlines()]
        baseline, found = characters(records), ours(records)
        for kind, wanted in KINDS if "same_subtopic" in records[0] else KINDS[:1]:
            taken = [at for at, each in enumerate(records) if wanted(each)]
            labels = [records[at]["label"] for at in taken]
            figures = (
                100 * sum(labels) / len(labels),
                average_precision([baseline[at] for at in taken], labels),
                average_precision([found[at] for at in taken], labels),
            )
            shown = "".join(f"{each:8.1f}" for each in figures)
            print(f"{path.name.split('.')[0]:28} {kind:28} {len(labels):6}{shown}")
            yield shown


def stories(articles: int) -> list[list[Annotated]]:
    """Stories of a few tellings that share some of their paragraphs, in words of their own."""
    chance = Random(2026)
    pool = paragraphs()
    found = []
    for number in range(articles // TELLINGS):
        shared = [chance.choice(pool) for _ in range(COMMON)]
        story = []
        for letter in range(TELLINGS):
            told, count = list(shared), sum(len(each.split()) for each in shared)
            while count < WORDS:
                told.append(" ".join(f"{word}" for word in chance.choice(pool).split()))
                count += len(told[-1].split())
            chance.shuffle(told)
            name = f"s{number}t{letter}"
            text = "\n\n".join([f"Talks on dam {number} go on as the river rises", *told])
            given = Given(published=f"2026-05-{letter + 1:02}", publisher=f"House {letter}")
            story.append(annotated(Document(name, text, name, "", given=given)))
        found.append(story)
    return found


def scored(tellings: Sequence[Annotated]) -> int:
    """How many pairs of sentences and of claims are given a score."""
    sentences = Sentences(tellings, weights(sentence_bags(tellings)))
    nodes = claim_nodes(tellings, actors(tellings), sentences)
    return len(sentences.pairs) + len(pairs(nodes, sentences, frozenset()))


def growth() -> Iterator[str]:
    """Scored pairs and seconds of the processor by articles: in stories of five, and in one."""
    every = stories(SIZES[-1])
    flat = [telling for story in every for telling in story]
    for name, most in (("stories of five", SIZES[-1]), ("one story", 400)):
        counts = []
        for size in (each for each in SIZES if each <= most):
            one = name == "one story"
            told = [flat[:size]] if one else every[: size // TELLINGS]
            start = process_time()
            for story in told:
                align(story)
            seconds = process_time() - start
            counts.append((size, sum(map(scored, told))))
            shown = f"{name:16} {size:5} articles {counts[-1][1]:9} pairs {seconds:7.2f} s"
            print(shown, flush=True)
            yield shown
        (few, least), (many, largest) = counts[0], counts[-1]
        print(f"{name:16} exponent {math.log(largest / least) / math.log(many / few):.2f}")


def main() -> None:
    """Print what was asked for."""
    if sys.argv[1:2] == ["pairs"]:
        print(f"{'file':28} {'pairs that are no match':28}  pairs  always   chars    ours")
        list(sentence_pairs([Path(each) for each in sys.argv[2:]]))
    elif sys.argv[1:2] == ["growth"]:
        list(growth())
    else:
        print(__doc__)


if __name__ == "__main__":
    main()
