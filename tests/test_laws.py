"""What holds of the line whatever the text: it never raises, and every place is its characters."""

from collections.abc import Iterator
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from command import SAMPLES, Record
from tellings import Document, annotated, compared
from tellings.report import REPORTS
from tellings.report.json import annotated_record, comparison_record, dumps

FILES = sorted(path for path in SAMPLES.glob("*/*") if path.suffix in (".txt", ".html"))
# What news is made of, and what breaks it: the pieces hypothesis builds its pages from.
_NEWS = (
    "Elin Marsk|said|\"|“|”|'|’|Monday|March 9, 2026|last week|three years ago|400|2.1 billion|some"
    "|guards|.|,|;|:|?|...|—|(|)|[|the dam|Castria|Teresa Quint|told|denied|would not confirm|that"
    "|unless|until|he|she|they|Mr.|U.N.|By|Photo:|©|\n|\n\n|\r\n|\u2028|\x00|\ud800|é|\u200b|🌊|%|$"
    "|1|and|but|because|We will go|no|not|killed|at least|neither|nor|deny|according to|READ MORE:"
)
_MARKUP = (
    "<p>|</p>|<b>|</b>|<br>|<h1>|</h1>|<figure>|<figcaption>|</figure>|<script>|</script>|<!--|-->"
    "|<li>|</ul>|<|>|&amp;|&quot;|&#8220;|&#x110000;|&|<div class=|'|\"|/>|<title>|<time datetime="
    "|<article>|</article>|<!DOCTYPE html>|<meta name=author content=|]]>|<svg>|<template>|<body>"
)
BITS, TAGS = _NEWS.split("|"), _MARKUP.split("|")
news = st.lists(st.sampled_from(BITS), max_size=60).map(" ".join)
pages = st.one_of(st.text(max_size=200), news)
markup = st.lists(st.sampled_from(BITS + TAGS), max_size=60).map(" ".join)
some = settings(max_examples=100, deadline=None)


def _document(text: str, media_type: str = "text/plain") -> Document:
    digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Document(digest[:16], text, "made up", digest, media_type)


def _stretches(record: Any) -> Iterator[tuple[list[list[int]], str | None]]:  # noqa: ANN401
    """Each place of a record: its spans, and its text if it shows one."""
    if isinstance(record, dict):
        span = [record["span"]] if record.get("span") else []
        if spans := record.get("spans") or span:
            yield spans, record.get("text")
    for each in record.values() if isinstance(record, dict) else record:
        if isinstance(each, dict | list):
            yield from _stretches(each)


def _holds(record: Record, text: str, plain: bool) -> None:
    for spans, shown in _stretches(record):
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert all(a[1] <= b[0] for a, b in pairwise(spans))
        if plain and shown is not None and len(spans) == 1:
            assert text[slice(*spans[0])] == shown


def _covers(record: Record, text: str) -> None:
    """Pieces are in order and apart, and hold every character that is no blank."""
    spans = [each["span"] for each in record["pieces"]]
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    held = {at for start, end in spans for at in range(start, end)}
    assert all(at in held for at, char in enumerate(text) if not char.isspace())


@some
@given(pages)
def test_every_place_of_an_annotated_text_is_its_characters(text: str) -> None:
    record = annotated_record(annotated(_document(text)))

    _holds(record, text, plain=True)
    _covers(record, text)
    assert dumps(record).encode("utf-8")


@some
@given(markup)
def test_every_place_of_a_page_lies_in_its_markup(text: str) -> None:
    record = annotated_record(annotated(_document(text, "text/html")))

    _holds(record, text, plain=False)
    assert all(0 <= s < e <= len(text) for s, e in (each["span"] for each in record["dropped"]))


@some
@given(pages)
def test_ids_are_told_apart_and_records_are_in_order(text: str) -> None:
    found = annotated(_document(text))

    for records in (found.entities, found.quotations, found.times, found.quantities, found.claims):
        ids = [each.id for each in records]
        assert len(ids) == len(set(ids))
    starts = [each.content[0].start for each in found.quotations]
    assert starts == sorted(starts)
    assert list(found.sentences) == sorted(found.sentences)


@some
@given(pages, pages)
def test_any_two_texts_can_be_compared_and_reported(a: str, b: str) -> None:
    texts = {each.id: each for each in map(_document, (a, b))}
    found = [annotated(document) for _, document in sorted(texts.items())]

    comparison = compared(found)

    record = comparison_record(comparison)
    assert {each["article"] for each in record["tellings"]} == set(texts)
    for each in _places(record):
        text = texts[each["article"]].text
        assert all(0 <= start < end <= len(text) for start, end in each["spans"])
        if len(each["spans"]) == 1:
            assert text[slice(*each["spans"][0])] == each["text"]


def _places(record: Any) -> Iterator[Record]:  # noqa: ANN401 - a value of JSON
    if isinstance(record, dict) and record.get("spans"):
        yield record
    for each in record.values() if isinstance(record, dict) else record:
        if isinstance(each, dict | list):
            yield from _places(each)


@settings(max_examples=25, deadline=None)
@given(pages, pages, st.sampled_from(sorted(REPORTS)))
def test_any_two_texts_make_a_report_that_can_be_written(a: str, b: str, style: str) -> None:
    documents = {each.id: each for each in map(_document, (a, b))}
    found = [annotated(document) for _, document in sorted(documents.items())]

    printed = REPORTS[style](compared(found))

    assert printed.encode("utf-8")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_laws_hold_of_the_samples(path: Path) -> None:
    text = path.read_bytes().decode()
    plain = path.suffix == ".txt"

    record = annotated_record(annotated(_document(text, "text/plain" if plain else "text/html")))

    assert record["sentences"]
    _holds(record, text, plain)
    if plain:
        _covers(record, text)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_text_read_twice_gives_the_same_record(path: Path) -> None:
    media_type = "text/plain" if path.suffix == ".txt" else "text/html"
    document = _document(path.read_bytes().decode(), media_type)

    one, other = (dumps(annotated_record(annotated(document))) for _ in range(2))

    assert one == other


def test_a_half_of_a_sample_never_raises() -> None:
    text = FILES[0].read_bytes().decode()

    for end in range(0, len(text), 97):
        record = annotated_record(annotated(_document(text[:end])))
        _holds(record, text[:end], plain=True)


# Each is a text over which a pattern or a loop may run from every place to the end; how long
# that takes is measured by benchmarks/speed.py, that it ends and keeps the laws is tested here.
WEARY = (
    "A", "a ", '"', "'a ", "“", "(", "1,2", "- ", "said ", "that he said ", "according to ",
    '"We go, he said. ', "Mr. ", "Elin Marsk, ", "on Sunday, March ", "2 million ", "<a ", "&amp",
    "and the river rose ", "told the ", "unless ", "“We go,” he said. ", " \n", "©", "a.b.", "\t",
)  # fmt: skip
LENGTH = 10_000


@pytest.mark.parametrize("bit", WEARY, ids=repr)
@pytest.mark.parametrize("media_type", ["text/plain", "text/html"])
def test_a_weary_text_keeps_the_laws(bit: str, media_type: str) -> None:
    text = "Rain at Osk\n\n" + bit * (LENGTH // len(bit))

    one, other = (annotated(_document(each, media_type)) for each in (text, text + "b"))
    comparison = compared([one, other])

    _holds(annotated_record(one), text, plain=media_type == "text/plain")
    assert [each.article for each in comparison.tellings] == sorted([one.id, other.id])
