"""Records: as the schema has them, with spans of the document, in any text."""

import html
import json
import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report.articles import dispatch, monitor, spans
from report.held import faults
from report.hostile import poisoned
from report.invented import comparison
from tellings.report.json import (
    annotated_record,
    article_record,
    comparison_record,
    dumps,
    membership_record,
)
from tellings.report.revision import revision_record
from tellings.report.schema import schema
from tellings.revise import revise

Json = Any  # whatever JSON can hold
RECORDS = {
    "article": article_record(monitor().article),
    "annotated": annotated_record(dispatch()),
    "comparison": comparison_record(comparison()),
    "membership": membership_record("b", "s1", None, 0.25),
    "revision": revision_record(revise(dispatch(), monitor())),
}


@pytest.mark.parametrize("name", list(RECORDS))
def test_a_record_is_as_the_schema_has_it_and_holds_no_key_beside_it(name: str) -> None:
    root = schema()
    record = json.loads(dumps(RECORDS[name]))

    found = list(faults(record, root["$defs"][name], root))

    assert found == []


@pytest.mark.parametrize("name", list(RECORDS))
def test_a_record_that_lacks_a_key_is_not_as_the_schema_has_it(name: str) -> None:
    root = schema()
    record = json.loads(dumps(RECORDS[name]))
    del record["schema"]

    assert list(faults(record, root["$defs"][name], root)) == ["$.schema is missing"]


def test_the_schema_names_only_definitions_it_has() -> None:
    root = schema()

    named = set(re.findall(r'"#/\$defs/(\w+)"', dumps(root)))

    assert named <= set(root["$defs"])


def test_spans_of_a_plain_text_say_their_text_to_the_character() -> None:
    telling = dispatch()
    document = telling.article.document.text

    record = annotated_record(telling)

    for each in [*record["pieces"], *record["times"], *record["quantities"]]:
        assert document[slice(*each["span"])] == each["text"]
    for claim in record["claims"]:
        assert [document[slice(*span)] for span in claim["spans"]] == [claim["text"]]


def test_spans_of_a_page_stand_for_their_text_with_the_markup_dropped() -> None:
    article = monitor().article

    record = article_record(article)

    for piece in record["pieces"]:
        markup = article.document.text[slice(*piece["span"])]
        assert html.unescape(re.sub("<[^>]*>", "", markup)).split() == piece["text"].split()


def test_what_was_dropped_keeps_its_place_in_the_document() -> None:
    article = monitor().article

    (dropped,) = article_record(article)["dropped"]

    assert article.document.text[slice(*dropped["span"])].startswith("<script>")


def places(value: Json) -> list[dict[str, Any]]:
    """Every place of a record."""
    if isinstance(value, list):
        return [place for each in value for place in places(each)]
    if not isinstance(value, dict):
        return []
    own = [value] if "spans" in value and "article" in value else []
    return own + [place for each in value.values() for place in places(each)]


def test_every_place_of_a_comparison_lies_in_its_document() -> None:
    made = comparison()
    documents = {each.id: each.article.document.text for each in made.articles}

    found = places(comparison_record(made))

    assert len(found) > 15
    for place in found:
        for start, end in place["spans"]:
            assert 0 <= start < end <= len(documents[place["article"]])


@pytest.mark.parametrize(
    ("value", "written"),
    [(14.0, 14), (3.5, 3.5), (float("inf"), None), (1e300, 1e300), ((2.0, None), [2, None])],
)
def test_a_number_is_written_as_json_can_hold_it(value: Json, written: Json) -> None:
    telling = dispatch()
    quantity = replace(telling.quantities[0], value=value)

    record = annotated_record(replace(telling, quantities=(quantity,)))

    assert json.loads(dumps(record))["quantities"][0]["value"] == written


@given(st.text(st.characters(codec=None)))
def test_any_text_is_written_on_one_line_and_read_back(text: str) -> None:
    written = dumps({"text": text})

    assert json.loads(written) == {"text": text}
    assert len(written.splitlines()) == 1
    assert written.encode("utf-8")


def test_a_name_has_its_first_place_and_all_its_mentions() -> None:
    made = comparison()
    text = made.articles[0].text
    both = (*spans(text, "Castria's regime"), *spans(text, "Orel"))
    use = replace(made.labels[0].uses[0], spans=both, count=2)
    label = replace(made.labels[0], uses=(use,))

    (found,) = comparison_record(replace(made, labels=(label,)))["labels"][0]["uses"]

    assert found["spans"] == [list(both[0])]
    assert found["text"] == "Castria's regime"
    assert found["mentions"] == [list(each) for each in both]


@pytest.mark.parametrize("stored", ["", "shop baker", "a baker, ... shop"])
def test_the_text_of_several_spans_holds_the_words_of_each_in_order(stored: str) -> None:
    telling = dispatch()
    parts = spans(telling.text, "a baker,", "shop")
    claim = replace(telling.claims[0], spans=parts, text=stored)

    (found,) = annotated_record(replace(telling, claims=(claim,)))["claims"]

    assert found["text"] == (stored if "..." in stored else "a baker, shop")


def test_an_indented_record_says_the_same() -> None:
    record = comparison_record(poisoned())

    assert json.loads(dumps(record, indent=True)) == json.loads(dumps(record))
