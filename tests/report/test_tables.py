"""The tables: nothing capped, places that hold, cells no spreadsheet runs and all can read."""

import csv
import json
from io import StringIO
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report.hostile import poisoned
from report.invented import comparison
from tellings.commands.reports import TABLES as OFFERED
from tellings.model.comparison import Comparison, LevelName
from tellings.report.csv import ACTIVE, cell, told, written
from tellings.report.plain import harmless
from tellings.report.tables import PARAPHRASED, PLACE, TABLES, report, tables


def rows(name: str, made: Comparison) -> list[dict[str, str]]:
    """A table as a program reads it back."""
    return list(csv.DictReader(StringIO(report(made, name), newline="")))


def test_the_command_offers_every_table() -> None:
    assert tuple(TABLES) == OFFERED
    assert PARAPHRASED == "paraphrased" in get_args(LevelName)


@pytest.mark.parametrize("name", TABLES)
def test_every_row_has_a_place_whose_words_stand_there(name: str) -> None:
    made = comparison()
    documents = {each.id: each.article.document for each in made.articles}

    found = rows(name, made)

    assert found
    assert {tuple(each)[:5] for each in found} == {PLACE}
    for each in found:
        document = documents[each["article"]]
        spans = json.loads(each["spans"])
        assert (spans[0][0], spans[-1][1]) == (int(each["start"]), int(each["end"]))
        if document.media_type == "text/plain":
            words = [document.text[start:end] for start, end in spans]
            assert each["text"] in (" ".join(words), words[0])  # of a name used often: the first


def test_no_finding_is_left_out() -> None:
    made = comparison()
    counts = {each.name: len(each.rows) for each in tables(made)}

    assert counts == {
        "tellings": len(made.tellings),
        "quotations": sum(len(each.quotations) for each in made.articles),
        "readings": sum(len(each.readings) for each in made.utterances),
        "claims": sum(len(each.readings) for each in made.claims),
        "conflicts": sum(len(each.sides) for each in made.conflicts),
        "alignments": sum(len(each.pairs) for each in made.utterances),
        "positions": sum(len(each.readings) for each in made.positions),
        "timeline": sum(len(each.readings) for each in made.timeline),
        "labels": sum(len(each.uses) for each in made.labels),
    }


def test_a_pair_has_both_places_its_level_and_the_words_that_differ() -> None:
    first, second, *_ = rows("alignments", comparison())

    assert first["level"] == "altered"
    assert first["diff"].startswith("[-we-] {+they+} will mend the dam [-and we will mend it-]")
    assert first["other_article"] == "monitor"
    assert first["other_spans"] == f"[[{first['other_start']},{first['other_end']}]]"
    assert (second["level"], second["diff"]) == ("paraphrased", "")


@pytest.mark.parametrize("name", TABLES)
def test_no_cell_of_a_hostile_story_is_run_or_steers_a_terminal(name: str) -> None:
    text = report(poisoned(), name)

    assert text.encode("utf-8")
    for row in csv.reader(StringIO(text, newline="")):
        for each in row:
            assert not each.startswith(tuple(char for char in ACTIVE if char != "'"))
            assert harmless(each.replace("\r\n", "\n")) == each.replace("\r\n", "\n")


@pytest.mark.parametrize("active", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\r\n=x", "＝1", "'tis"])
def test_a_cell_that_would_be_run_is_text_and_can_be_read_back(active: str) -> None:
    assert cell(active) == f"'{active}"
    assert told(cell(active)) == active


@given(st.lists(st.lists(st.text(max_size=12), min_size=2, max_size=2), max_size=5))
def test_whatever_the_cells_hold_they_come_back(given: list[list[str]]) -> None:
    text = written(("a", "b"), given)

    found = [[told(each) for each in row] for row in csv.reader(StringIO(text, newline=""))]

    wanted = [["\r\n".join(map(harmless, each.split("\r\n"))) for each in row] for row in given]
    assert found == [["a", "b"], *wanted]
