"""Web Annotations: the vocabulary's own words, and selectors that cut out what they say."""

import html
import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from report.articles import MONITOR
from report.hostile import poisoned
from report.invented import comparison
from tellings.model.comparison import Comparison
from tellings.report.annotations import AROUND, collection, report
from tellings.report.naming import digest_name

Json = Any  # whatever JSON can hold
WORDS = tomllib.loads(
    (Path(__file__).parent / "vocabularies" / "webannotation.toml").read_text("utf-8")
)
MADE = {"plain": comparison, "hostile": poisoned}


def nodes(value: Json) -> Iterator[dict[str, Json]]:
    """Every object of a document, outer ones first."""
    if isinstance(value, dict):
        yield value
        for each in value.values():
            yield from nodes(each)
    elif isinstance(value, list):
        for each in value:
            yield from nodes(each)


def targets(made: Comparison) -> Iterator[tuple[str, Json]]:
    """The document's characters and a target in it, for every target."""
    documents = {}
    for each in made.articles:
        document = each.article.document
        documents[digest_name(document.sha256)] = document.text
        documents[each.article.url or ""] = document.text
    for item in json.loads(report(made))["first"]["items"]:
        given = item["target"]
        for target in given if isinstance(given, list) else [given]:
            yield documents[target["source"]["id"]], target


def faults(node: dict[str, Json]) -> Iterator[str]:
    """What of an object is not as the Recommendation has it."""
    rules = WORDS[node["type"]]
    yield from (f"{node['type']} lacks {key}" for key in rules["must"] if key not in node)
    allowed = {*rules["must"], *rules["may"]}
    yield from (f"{node['type']} has no {key}" for key in node if key not in allowed)
    for key in ("motivation", "purpose"):
        if key in node and node[key] not in WORDS["motivations"]:
            yield f"{node[key]} is no {key}"


@pytest.mark.parametrize("name", MADE)
def test_every_object_has_the_keys_of_its_class_and_no_other(name: str) -> None:
    made = json.loads(report(MADE[name]()))

    assert [fault for node in nodes(made) for fault in faults(node)] == []


def test_a_word_that_is_not_in_the_vocabulary_would_be_seen() -> None:
    node = {"type": "TextQuoteSelector", "prefix": "a", "level": "verbatim", "purpose": "judging"}

    assert len(list(faults(node))) == 4


def test_every_reading_claim_and_side_is_annotated_once() -> None:
    made = comparison()
    printed = [each for u in made.utterances for each in u.readings]
    printed += [each for c in made.claims for each in c.readings]  # type: ignore[misc]
    printed += [each for x in made.conflicts for each in x.sides]  # type: ignore[misc]

    record = collection(made)

    items = record["first"]["items"]
    assert record["total"] == len(items) == len(printed)
    assert len({each["id"] for each in items}) == len(items)


@pytest.mark.parametrize("name", MADE)
def test_both_selectors_cut_the_quoted_words_out_of_the_source(name: str) -> None:
    for text, target in targets(MADE[name]()):
        position, quote = target["selector"]

        cut = text[position["start"] : position["end"]]

        if text.startswith("<html>"):
            cut = html.unescape(re.sub("<[^>]*>", "", cut))
            assert cut.split() == quote["exact"].split()
        else:
            assert cut == quote["exact"]
            assert text[: position["start"]].endswith(quote["prefix"])
            assert text[position["end"] :].startswith(quote["suffix"])
            assert text.count(quote["prefix"] + quote["exact"] + quote["suffix"]) == 1


def test_the_words_around_are_few() -> None:
    for _, target in targets(poisoned()):
        quote = target["selector"][1]
        assert max(len(quote["prefix"]), len(quote["suffix"])) <= AROUND


def test_a_paraphrase_is_not_called_a_quotation() -> None:
    items = collection(comparison())["first"]["items"]

    (told,) = [
        each["body"][0]["value"]
        for each in items
        if "dam would be mended" in json.dumps(each["target"])
    ]

    assert told == "paraphrase"


def test_every_link_leads_to_an_annotation() -> None:
    record = collection(comparison())
    links = {node["source"] for node in nodes(record) if node.get("purpose") == "linking"}

    assert links
    assert links <= {each["id"] for each in record["first"]["items"]}


def test_a_page_is_named_by_its_address_and_the_bytes_that_were_read() -> None:
    made = comparison()
    sha256 = made.articles[1].article.document.sha256

    found = [target for text, target in targets(made) if text == MONITOR]

    assert {each["source"]["id"] for each in found} == {"https://monitor.example/dam"}
    assert {each["state"]["cached"] for each in found} == {digest_name(sha256)}


def test_an_address_with_what_no_address_has_is_made_one() -> None:
    made = comparison()
    page = made.articles[1]
    odd = replace(page.article, url="https://monitor.example/a b\u202e\ud800<x>")
    articles = (made.articles[0], replace(page, article=odd), made.articles[2])

    text = report(replace(made, articles=articles))

    assert "https://monitor.example/a%20b%E2%80%AE?%3Cx%3E" in text
