"""A comparison as flat tables: one row a place, whatever the finding has beside it in columns.

Every table has ``article``, ``start``, ``end``, ``spans`` and ``text``, as the JSON record has
them: code points of the document, from 0, the last not included. ``start`` and ``end`` are the
outer ends; ``spans`` names each span, as JSON. Who carries a claim is told by its
rows; the others are only counted, or the table would grow with the square of the tellings.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import get_args

from tellings.model.comparison import Comparison, LevelName
from tellings.report.csv import Cell, Table, written
from tellings.report.json import Record, annotated_record, comparison_record

Row = tuple[Cell, ...]
PLACE = ("article", "start", "end", "spans", "text")
# What a reading in other words is called; its words are never compared one by one.
PARAPHRASED = get_args(LevelName)[-1]


def report(comparison: Comparison, name: str) -> str:
    """One table, as CSV."""
    columns, rows = TABLES[name]
    return written(columns, rows(comparison_record(comparison), comparison))


def tables(comparison: Comparison) -> Iterator[Table]:
    """All of them, in the order of `TABLES`."""
    record = comparison_record(comparison)
    for name, (columns, rows) in TABLES.items():
        yield Table(name, columns, tuple(rows(record, comparison)))


def spans_cell(spans: Iterable[Sequence[int]]) -> str:
    """Spans as a cell has them: JSON, because a spreadsheet takes "10-12" for a day.

    >>> spans_cell([(120, 180), (190, 204)])
    '[[120,180],[190,204]]'
    """
    return f"[{','.join(f'[{start},{end}]' for start, end in spans)}]"


def diff_cell(diff: Iterable[tuple[str, str, str]]) -> str:
    """The words of a pair with [-what only the first has-] and {+what only the second has+}.

    >>> diff_cell([("changed", "we", "they"), ("equal", "will", "will"), ("cut", "soon", "")])
    '[-we-] {+they+} will [-soon-]'
    """
    runs = []
    for op, first, second in diff:
        if op == "equal":
            runs.append(first)
            continue
        runs += [f"[-{first}-]"] if first else []
        runs += [f"{{+{second}+}}"] if second else []
    return " ".join(runs)


def place(found: Record) -> Row:
    """The five columns of a place; blank where it has no span."""
    spans = found["spans"]
    ends = (spans[0][0], spans[-1][1]) if spans else (None, None)
    return found["article"], *ends, spans_cell(spans), found["text"]


def _tellings(record: Record, comparison: Comparison) -> Iterator[Row]:
    headlines = {each["article"]: each for each in record["headlines"]}
    for each, annotated in zip(record["tellings"], comparison.articles, strict=True):
        article, name = annotated.article, each["article"]
        blank = {"article": name, "spans": [], "text": each["headline"] or "", "own_words": []}
        headline = headlines.get(name, blank)
        publisher = each["publisher"] or {"name": None, "basis": None}
        yield (
            *place(headline),
            " ".join(headline["own_words"]),
            publisher["name"],
            publisher["basis"],
            each["published"]["value"],
            each["published"]["basis"],
            each["words"],
            each["copy_of"],
            article.language,
            article.url,
            each["origin"],
            article.document.sha256,
        )


def _quotations(record: Record, comparison: Comparison) -> Iterator[Row]:
    carriers: dict[tuple[str, str], dict[str, set[str]]] = {}
    for each in record["utterances"]:
        told = {reading["article"] for reading in each["readings"]}
        for reading in each["readings"]:
            key = reading["article"], reading["quotation"]
            carriers.setdefault(key, {})[each["id"]] = told
    for annotated in comparison.articles:
        texts = annotated.text
        found = annotated_record(annotated)["quotations"]
        for each, quotation in zip(found, annotated.quotations, strict=True):
            told_in = carriers.get((annotated.id, each["id"]), {})
            text = " ".join(texts[start:end] for start, end in quotation.content)
            yield (
                *place({"article": annotated.id, "spans": each["content"], "text": text}),
                each["id"],
                each["kind"],
                each["speaker_name"],
                spans_cell(each["source"]),
                spans_cell(each["cue"]),
                "; ".join(f"{link['name'] or 'not named'} ({link['kind']})"
                          for link in each["chain"]),
                each["said"],
                each["piece"],
                _truth(each["scare"]),
                " ".join(told_in),
                len({annotated.id}.union(*told_in.values())),
            )  # fmt: skip


def _readings(record: Record, comparison: Comparison) -> Iterator[Row]:
    for each in record["utterances"]:
        for at, reading in enumerate(each["readings"]):
            yield (
                *place(reading),
                each["id"],
                at,
                reading["quotation"],
                reading["form"],
                reading["speaker"],
                each["speaker"],
                reading["said"],
                reading["piece"],
                _truth(at == each["fullest"]),
            )


def _claims(record: Record, comparison: Comparison) -> Iterator[Row]:
    for each in record["claims"]:
        counts = len(each["carried_by"]), len(each["not_found_in"]), each["independent_origins"]
        origins = "; ".join(
            f"{one['name'] or 'not named'} ({one['kind']})" for one in each["origins"]
        )
        for reading in each["readings"]:
            holder = " < ".join(reading["holder"])
            yield (
                *place(reading),
                each["id"],
                each["text"],
                reading["claim"],
                holder,
                reading["stance"],
                _truth(reading["sure"]),
                *counts,
                origins,
            )


def _conflicts(record: Record, comparison: Comparison) -> Iterator[Row]:
    for each in record["conflicts"]:
        told = each["id"], each["type"], each["severity"], each["about"]
        for at, side in enumerate(each["sides"]):
            yield *place(side), *told, at, side["value"], each["rule"]


def _alignments(record: Record, comparison: Comparison) -> Iterator[Row]:
    for each in record["utterances"]:
        for pair in each["pairs"]:
            a, b = each["readings"][pair["a"]], each["readings"][pair["b"]]
            diff = "" if pair["level"] == PARAPHRASED else diff_cell(pair["diff"])
            yield (
                *place(a),
                *place(b),
                each["id"],
                pair["a"],
                pair["b"],
                pair["level"],
                pair["note"],
                diff,
            )


def _positions(record: Record, comparison: Comparison) -> Iterator[Row]:
    for at, each in enumerate(record["positions"], 1):
        for reading in each["readings"]:
            yield *place(reading), f"p{at}", each["actor"], each["kind"], each["text"]


def _timeline(record: Record, comparison: Comparison) -> Iterator[Row]:
    for at, each in enumerate(record["timeline"], 1):
        told = f"t{at}", each["start"], each["end"], each["precision"], each["text"]
        for reading in each["readings"]:
            yield *place(reading), *told


def _labels(record: Record, comparison: Comparison) -> Iterator[Row]:
    for each in record["labels"]:
        for use in each["uses"]:
            mentions = use | {"spans": use["mentions"]}
            yield *place(mentions), each["entity"], each["name"], use["count"]


def _truth(value: bool) -> str:
    return "yes" if value else "no"


Rows = Callable[[Record, Comparison], Iterator[Row]]
# Name to columns and rows: the files of ``--format csv``, and the choices of ``--table``.
TABLES: dict[str, tuple[tuple[str, ...], Rows]] = {
    "tellings": (
        (
            *PLACE, "own_words", "publisher", "publisher_basis", "published", "published_basis",
            "words", "copy_of", "language", "url", "origin", "sha256",
        ),
        _tellings,
    ),
    "quotations": (
        (
            *PLACE, "quotation", "kind", "speaker", "source_spans", "cue_spans", "chain", "said",
            "piece", "scare", "utterance", "carried_by",
        ),
        _quotations,
    ),
    "readings": (
        (
            *PLACE, "utterance", "reading", "quotation", "form", "speaker", "utterance_speaker",
            "said", "piece", "fullest",
        ),
        _readings,
    ),
    "claims": (
        (
            *PLACE, "claim", "claim_text", "article_claim", "holder", "stance", "sure",
            "carried_by", "not_found_in", "independent_origins", "origins",
        ),
        _claims,
    ),
    "conflicts": (
        (*PLACE, "conflict", "type", "severity", "about", "side", "value", "rule"),
        _conflicts,
    ),
    "alignments": (
        (
            *PLACE, *(f"other_{each}" for each in PLACE), "utterance", "reading", "other_reading",
            "level", "note", "diff",
        ),
        _alignments,
    ),
    "positions": ((*PLACE, "position", "actor", "kind", "position_text"), _positions),
    "timeline": (
        (*PLACE, "entry", "first_day", "last_day", "precision", "entry_text"),
        _timeline,
    ),
    "labels": ((*PLACE, "entity", "name", "count"), _labels),
}  # fmt: skip
