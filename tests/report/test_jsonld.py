"""JSON-LD: types and properties of schema.org alone, and no paraphrase among quotations."""

import json
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from report.hostile import poisoned
from report.invented import comparison
from tellings.model.document import Published
from tellings.report.jsonld import graph, report

Json = Any  # whatever JSON can hold
WORDS = tomllib.loads(
    (Path(__file__).parent / "vocabularies" / "schemaorg.toml").read_text("utf-8")
)
PLAIN = {"Text": str, "URL": str, "Date": str, "DateTime": str, "Number": int, "Integer": int}
MADE = {"plain": comparison, "hostile": poisoned}


def kinds(type: str) -> Iterator[str]:
    """The type and all that it is a kind of."""
    yield type
    if "kind" in WORDS[type]:
        yield from kinds(WORDS[type]["kind"])


def faults(node: Json, named: dict[str, str]) -> Iterator[str]:
    """What of a node, and of those in it, schema.org does not have."""
    type = node["@type"]
    ranges = {key: value for kind in kinds(type) for key, value in WORDS[kind].items()}
    for key, given in node.items():
        if key in ("@type", "@id"):
            continue
        if key not in ranges or key == "kind":
            yield f"{type} has no {key}"
            continue
        for each in given if isinstance(given, list) else [given]:
            yield from _value(each, ranges[key], f"{type}.{key}", named)


def _value(value: Json, wanted: list[str], at: str, named: dict[str, str]) -> Iterator[str]:
    if not isinstance(value, dict):
        if not any(isinstance(value, PLAIN[each]) for each in wanted if each in PLAIN):
            yield f"{at} may not be {value!r}"
        return
    if set(value) == {"@id"}:
        found = named.get(value["@id"])
    else:
        found = value["@type"]
        yield from faults(value, named)
    if found is None or not set(kinds(found)) & set(wanted):
        yield f"{at} may not be a {found}"


@pytest.mark.parametrize("name", MADE)
def test_every_node_has_properties_of_its_type_with_values_of_their_types(name: str) -> None:
    made = json.loads(report(MADE[name]()))
    named = {each["@id"]: each["@type"] for each in made["@graph"]}

    assert made["@context"] == "https://schema.org"
    assert len(named) == len(made["@graph"])
    assert [fault for node in made["@graph"] for fault in faults(node, named)] == []


def test_an_invented_property_would_be_seen() -> None:
    node = {
        "@type": "Quotation",
        "level": "verbatim",
        "spokenByCharacter": {"@type": "Claim"},
        "appearance": {"@id": "x"},
        "text": 3,
    }

    assert len(list(faults(node, {}))) == 4


def test_only_words_between_marks_are_quotations() -> None:
    nodes = graph(comparison())["@graph"]
    texts = {type: [each["text"] for each in nodes if each["@type"] == type]
             for type in ("Quotation", "Claim")}  # fmt: skip

    assert "we will mend the dam" in texts["Quotation"]
    assert "No one warned us," in texts["Quotation"]
    assert "the dam would be mended before autumn" in texts["Claim"]
    assert "the dam would be mended before autumn" not in texts["Quotation"]


def test_a_person_speaks_and_who_is_not_known_to_be_one_is_credited() -> None:
    nodes = graph(comparison())["@graph"]

    (vant,) = [each for each in nodes if each["@type"] == "Quotation" and "autumn" in each["text"]
               and each["text"].startswith("we")]  # fmt: skip
    (holt,) = [each for each in nodes if each.get("text") == "No one warned us,"]

    assert vant["spokenByCharacter"] == {"@type": "Person", "name": "Orel Vant"}
    assert holt["creditText"] == "Mira Holt"
    assert "spokenByCharacter" not in holt


def test_a_claim_names_where_it_appears_and_where_first() -> None:
    made = comparison()
    later = replace(made.tellings[1], published=Published("2031-05-13", "stated"))
    dated = replace(made, tellings=(made.tellings[0], later, made.tellings[2]))

    claims = [
        next(each for each in graph(one)["@graph"] if each.get("appearance"))
        for one in (made, dated)
    ]

    articles = [each["@id"] for each in graph(made)["@graph"] if each["@type"] == "NewsArticle"]
    assert [each["isPartOf"]["@id"] for each in claims[0]["appearance"]] == articles[:2]
    assert "firstAppearance" not in claims[0]  # both came out on the same day
    assert claims[1]["firstAppearance"] == {"@id": articles[0]}


def test_a_copy_is_based_on_its_original() -> None:
    articles = [each for each in graph(comparison())["@graph"] if each["@type"] == "NewsArticle"]

    assert articles[2]["isBasedOn"] == {"@id": articles[0]["@id"]}
    assert articles[1]["@id"] == "https://monitor.example/dam"
