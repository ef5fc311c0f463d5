"""The citable block: the words of the source, and nothing of ours but commas and names."""

import re

import pytest

from report.hostile import poisoned
from report.invented import comparison
from tellings.errors import OutputError
from tellings.report.citation import report


def test_a_block_has_words_speaker_publisher_headline_date_address_place_and_digest() -> None:
    made = comparison()
    page = made.articles[1].article.document
    start = page.text.index("they will")
    end = page.text.index("rains.”", start) + len("rains.")

    blocks = report(made, ["u1"]).split("\n\n")

    assert blocks[0] == "u1  Orel Vant"
    assert blocks[2].split("\n") == [
        "“they will mend the dam before the autumn rains.”",
        "Orel Vant, Castria Monitor, “Minister: dam to be mended & paid for”,"
        " 2031-05-12 (inferred)",
        "https://monitor.example/dam",
        f"samples/monitor.html, characters {start}-{end}, SHA-256 {page.sha256}",
    ]


def test_a_paraphrase_has_no_marks_and_is_said_to_be_one() -> None:
    (block,) = [each for each in report(comparison(), ["u1"]).split("\n\n") if "would" in each]

    words, who, *_ = block.split("\n")

    assert words == "the dam would be mended before autumn"
    assert who.startswith("Orel Vant (in the publisher's own words), Tarn Wire, ")


def test_a_quotation_that_one_telling_carries_can_be_cited_too() -> None:
    text = report(comparison(), ["a-q2", "a-q2"])

    assert text.count("“No one warned us,”") == 1
    assert "Mira Holt, Harbour Dispatch" in text


def test_an_id_that_is_not_there_is_named_beside_those_that_are() -> None:
    with pytest.raises(OutputError, match=r"no utterance u9 .*; the ids are u1, a-q2"):
        report(comparison(), ["u1", "u9"])


def test_a_hostile_source_keeps_to_its_lines() -> None:
    text = report(poisoned(), ["u1"])

    assert re.findall("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", text) == []
    assert all(3 <= len(block.split("\n")) <= 4 for block in text.split("\n\n")[1:])
