"""What a comparison by words alone finds: the lexical baseline of `compare.py`.

Sentences and stretches between marks are put together by the cosine of their words, weighed by how
rare they are; two sentences that are put together and print other numbers, or of which one has a
negation, are a conflict. It knows no speakers, days, names or stems, and is written to be beaten.
"""

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

Record = dict[str, Any]

WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")
SENTENCE = re.compile(r"[^\n.!?]+(?:[.!?](?!\s|$)[^\n.!?]*)*[.!?]*[\"\u201d\u2019]?")
QUOTED = re.compile(r"\u201c([^\u201d\n]{12,})\u201d|\"([^\"\n]{12,})\"")
NEGATION = frozenset(["not", "no", "never", "none", "nobody", "without", "neither", "nor"])
# Cosines from which two stretches are put together.
CLAIMS, QUOTES = 0.35, 0.5


class Stretch(NamedTuple):
    """Some words of an article."""

    article: str
    span: tuple[int, int]
    words: tuple[str, ...]

    def place(self, texts: Mapping[str, str]) -> Record:
        """As a record of a comparison points to it."""
        return {
            "article": self.article,
            "spans": [list(self.span)],
            "text": texts[self.article][slice(*self.span)],
        }


def comparison(articles: Sequence[tuple[str, str]]) -> Record:
    """The comparison of some articles, given as (id, text)."""
    texts = dict(articles)
    sentences = [each for name, text in articles for each in _stretches(name, text, SENTENCE)]
    quoted = [each for name, text in articles for each in _stretches(name, text, QUOTED)]
    linked = list(_linked(sentences, CLAIMS))
    return {
        "tellings": [{"article": name} for name in texts],
        "utterances": [_utterance(a, b, texts) for a, b in _linked(quoted, QUOTES)],
        "claims": [*_claims(sentences, linked, texts)],
        "conflicts": [*_conflicts(linked, texts)],
    }


def _stretches(name: str, text: str, pattern: re.Pattern[str]) -> Iterator[Stretch]:
    for match in pattern.finditer(text):
        group = match.lastindex or 0
        words = tuple(w.lower().replace("\u2019", "'") for w in WORD.findall(match[group]))
        if len(words) > 2:
            yield Stretch(name, match.span(group), words)


def _linked(stretches: Sequence[Stretch], least: float) -> Iterator[tuple[Stretch, Stretch]]:
    """Stretches of two articles of which each is the other's likest there."""
    counts = Counter(word for each in stretches for word in set(each.words))
    weight = {word: math.log(len(stretches) / count) for word, count in counts.items()}
    best: dict[tuple[int, str], tuple[float, int]] = {}
    for at, a in enumerate(stretches):
        for to, b in enumerate(stretches):
            if a.article != b.article and (score := _cosine(a, b, weight)) >= least:
                key = (at, b.article)
                best[key] = max(best.get(key, (0.0, -1)), (score, -to))
    for (at, _), (_, to) in sorted(best.items()):
        if at < -to and best.get((-to, stretches[at].article), (0.0, 1))[1] == -at:
            yield stretches[at], stretches[-to]


def _cosine(a: Stretch, b: Stretch, weight: Mapping[str, float]) -> float:
    shared = set(a.words) & set(b.words)
    sizes = [sum(weight[word] ** 2 for word in set(each.words)) for each in (a, b)]
    return sum(weight[word] ** 2 for word in shared) / math.sqrt(sizes[0] * sizes[1] or 1.0)


def _utterance(a: Stretch, b: Stretch, texts: Mapping[str, str]) -> Record:
    short, long = sorted((" ".join(a.words), " ".join(b.words)), key=len)
    level = "verbatim" if short == long else "trimmed" if short in long else "altered"
    readings = [a.place(texts), b.place(texts)]
    return {"speaker": None, "readings": readings, "pairs": [{"a": 0, "b": 1, "level": level}]}


def _claims(
    sentences: Sequence[Stretch],
    linked: Sequence[tuple[Stretch, Stretch]],
    texts: Mapping[str, str],
) -> Iterator[Record]:
    joined = {each for pair in linked for each in pair}
    for pair in linked:
        yield {"readings": [each.place(texts) for each in pair], "not_found_in": []}
    for each in sentences:
        if each not in joined:
            others = [name for name in texts if name != each.article]
            yield {"readings": [each.place(texts)], "not_found_in": others}


def _conflicts(
    linked: Sequence[tuple[Stretch, Stretch]], texts: Mapping[str, str]
) -> Iterator[Record]:
    for a, b in linked:
        numbers = [{word for word in each.words if word[0].isdigit()} for each in (a, b)]
        negated = [any(w in NEGATION or w.endswith("n't") for w in each.words) for each in (a, b)]
        kind = "number" if all(numbers) and not numbers[0] & numbers[1] else "polarity"
        if kind == "number" or negated[0] != negated[1]:
            sides = [each.place(texts) | {"value": ""} for each in (a, b)]
            yield {"type": kind, "severity": "conflict", "about": None, "sides": sides}
