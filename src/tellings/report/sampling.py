"""A draw of results for hand coding: each with a question, its words in context, and blanks.

What is drawn depends on the seed and on the results alone: each is numbered by a digest of its
kind, its places and what is said of them, and those with the smallest digests under the seed
are taken. So any machine draws the same, in whatever order the comparison came, and a larger
draw holds the smaller one.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import pairwise
from typing import NamedTuple

from tellings.model.document import Article
from tellings.model.span import Span
from tellings.report.csv import Cell
from tellings.report.json import Record
from tellings.report.plain import line
from tellings.report.tables import spans_cell

SEED = 1
# So many characters before and after the words are shown: about three lines of a newspaper.
AROUND = 240
ANSWERS = "yes / no / unsure"
SIDE = ("publisher", "before", "text", "after", "article", "spans", "origin")
COLUMNS = (
    "id", "kind", "question", "answers", "coder_1", "coder_2", "comment", "said_of_it",
    *(f"first_{each}" for each in SIDE), *(f"second_{each}" for each in SIDE), "finding", "story",
)  # fmt: skip
QUESTIONS = {
    "utterances": "Do both give the same thing, said by the same speaker on the same occasion?",
    "levels": "Is this the right level for the two?",
    "speakers": "Is it said by this speaker?",
    "claims": "Do both say the same thing to be so?",
    "only": "Is this said in none of the other tellings, in whatever words?",
    "conflicts": "Do the two differ in this, about one and the same thing?",
}


class Unit(NamedTuple):
    """One result to be judged: its places (one or two) and what is said of them."""

    kind: str
    finding: str
    story: str
    said: str
    places: tuple[Record, ...]

    @property
    def id(self) -> str:
        """Digits of the digest of all that is judged; a letter first, or it may be a number."""
        places = sorted(f"{each['article']} {spans_cell(each['spans'])}" for each in self.places)
        judged = "\n".join((self.kind, self.said, *places))
        return f"r{sha256(judged.encode(errors='replace')).hexdigest()[:11]}"


class Drawn(NamedTuple):
    """The units of a kind that were drawn, and of how many."""

    kind: str
    units: tuple[Unit, ...]
    size: int


def draw(
    comparisons: Sequence[Record], kinds: Sequence[str], size: int, seed: int = SEED
) -> list[Drawn]:
    """So many units of each kind, or all there are; in the order of the draw."""
    drawn = []
    for kind in (each for each in QUESTIONS if each in kinds):
        units = {each.id: each for record in comparisons for each in UNITS[kind](record)}
        order = sorted(units, key=lambda id: sha256(f"{seed} {id}".encode()).hexdigest())
        drawn.append(Drawn(kind, tuple(units[each] for each in order[:size]), len(units)))
    return drawn


def rows(
    drawn: Sequence[Drawn], comparisons: Sequence[Record], articles: Mapping[str, Article]
) -> Iterator[tuple[Cell, ...]]:
    """A row a unit under `COLUMNS`; the context is blank where the article is not given."""
    tellings = {each["article"]: each for record in comparisons for each in record["tellings"]}
    for each in drawn:
        for unit in each.units:
            told: list[Cell] = [unit.id, unit.kind, QUESTIONS[unit.kind], ANSWERS]
            told += ["", "", "", line(unit.said)]
            for place in unit.places:
                told += _side(place, tellings[place["article"]], articles)
            told += [""] * len(SIDE) * (2 - len(unit.places))
            yield *told, unit.finding, unit.story


def _side(place: Record, telling: Record, articles: Mapping[str, Article]) -> list[Cell]:
    article = articles.get(place["article"])
    before, after = context(article, place["spans"]) if article else ("", "")
    publisher = (telling["publisher"] or {}).get("name") or ""
    words = line(publisher), before, line(place["text"]), after
    return [*words, place["article"], spans_cell(place["spans"]), line(telling["origin"])]


def context(article: Article, spans: Sequence[Sequence[int]]) -> tuple[str, str]:
    """What a reader sees before and after a place of the document, on one line each."""
    if not spans:
        return "", ""
    text = article.text
    start, end = _seen(article, spans[0][0]), _seen(article, spans[-1][1])
    first, last = max(start - AROUND, 0), min(end + AROUND, len(text))
    before, after = line(text[first:start]), line(text[end:last])
    return f"{'…' if first else ''}{before}", f"{after}{'…' if last < len(text) else ''}"


def _seen(article: Article, at: int) -> int:
    """Where in the readable text what stands there in the document is; places only go up."""
    low, high = 0, len(article.text)
    while low < high:
        middle = (low + high) // 2
        if article.view.raw(Span(middle, middle + 1)).start < at:
            low = middle + 1
        else:
            high = middle
    return low


def _pairs(record: Record, kind: str) -> Iterator[Unit]:
    story = record["story"]["id"]
    for each in record["utterances"]:
        for pair in each["pairs"]:
            places = each["readings"][pair["a"]], each["readings"][pair["b"]]
            said = pair["level"] if kind == "utterances" else f"{pair['level']}: {pair['note']}"
            yield Unit(kind, each["id"], story, said, places)


def _utterances(record: Record) -> Iterator[Unit]:
    return _pairs(record, "utterances")


def _levels(record: Record) -> Iterator[Unit]:
    return _pairs(record, "levels")


def _speakers(record: Record) -> Iterator[Unit]:
    for each in record["utterances"]:
        for reading in each["readings"]:
            if each["speaker"]:
                yield Unit(
                    "speakers", each["id"], record["story"]["id"], each["speaker"], (reading,)
                )


def _claims(record: Record) -> Iterator[Unit]:
    """Neighbours among the readings, so that a claim of many is not judged by one wording."""
    for each in record["claims"]:
        for first, second in pairwise(each["readings"]):
            if first["article"] != second["article"]:
                yield Unit("claims", each["id"], record["story"]["id"], "", (first, second))


def _only(record: Record) -> Iterator[Unit]:
    for each in record["claims"]:
        if len(each["carried_by"]) == 1 and each["not_found_in"]:
            others = len(each["not_found_in"])
            said = f"not found in {others} other telling{'s' if others > 1 else ''}"
            yield Unit("only", each["id"], record["story"]["id"], said, (each["readings"][0],))


def _conflicts(record: Record) -> Iterator[Unit]:
    for each in record["conflicts"]:
        about = f" about {each['about']}" if each["about"] else ""
        for first, second in pairwise(each["sides"]):
            values = f"{first['value']} / {second['value']}"
            said = f"{each['severity']} of {each['type']}{about}: {values}"
            yield Unit("conflicts", each["id"], record["story"]["id"], said, (first, second))


UNITS: dict[str, Callable[[Record], Iterator[Unit]]] = {
    "utterances": _utterances,
    "levels": _levels,
    "speakers": _speakers,
    "claims": _claims,
    "only": _only,
    "conflicts": _conflicts,
}
