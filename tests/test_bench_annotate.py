"""The comparison of attributions: its floors, tables and processes, without the other tools."""

import gzip
import json
import re
import tomllib
from pathlib import Path
from typing import Any

import annotate_alone
import floors
import parse_rules
import pytest
import tables
from annotate_alone import Round
from attributors import TOOLS, YARDSTICK, named, releases

import annotate
from annotate import Measured

PAGE = annotate.PAGE.read_text("utf-8")
TEXT = "“The dam is safe,” Teresa Quint said.\n\nNobody answered."
ARTICLE = {"id": "a", "text": TEXT, "published": "2026-05-02"}
FLOORS = """# By hand.

[abc]
name = "one"

[abc.floors]
"pair_50/all" = 50.0
"cue_piece" = 40.5

[def.floors]
"pair_50/all" = 10.0
"""


# Each word of the parse below that depends on another.
HEADS = {"It": "holds", "holds": "said", "Quint": "said"}


class Token:
    """A word of a parse, as far as the rules look at it."""

    def __init__(self, doc: "Doc", at: int, start: int, word: str) -> None:
        self.i, self.idx, self.text, self.doc = at, start, word, doc
        self.lower_, self.is_alpha = word.lower(), word.isalpha()
        self.lemma_ = {"said": "say"}.get(word, word)
        self.pos_ = "VERB" if word in HEADS.values() else "X"
        self.dep_ = {"holds": "ccomp", "Quint": "nsubj"}.get(word, "dep")

    def __len__(self) -> int:
        return len(self.text)

    @property
    def children(self) -> list["Token"]:
        """The words that depend on it."""
        return [each for each in self.doc if HEADS.get(each.text) == self.text]

    @property
    def subtree(self) -> list["Token"]:
        """It and all below it."""
        return [self, *(below for each in self.children for below in each.subtree)]


class Doc(list[Token]):
    """A text and its words."""

    text = ""


def parsed(text: str) -> Doc:
    """The words of a text in which blanks stand between all of them."""
    doc = Doc()
    doc.text = text
    words = re.finditer(r"\S+", text)
    doc.extend(Token(doc, at, each.start(), each[0]) for at, each in enumerate(words))
    return doc


def test_a_floor_is_raised_and_never_lowered() -> None:
    written = floors.raised(FLOORS, "abc", {"pair_50/all": 52.49, "cue_piece": 12.0})

    assert floors.floors(written, "abc") == {"pair_50/all": 52.4, "cue_piece": 40.5}


def test_raising_the_floors_of_a_corpus_leaves_all_else_as_it_is() -> None:
    written = floors.raised(FLOORS, "abc", {"pair_50/all": 52.0})

    assert written == FLOORS.replace('all" = 50.0', 'all" = 52.0')
    assert floors.raised(FLOORS, "another", {"pair_50/all": 99.0}) == FLOORS


def test_a_figure_below_its_floor_is_named_and_so_is_a_missing_one() -> None:
    limits = {"pair_50/all": 50.0, "cue_piece": 40.5, "marks_speaker": 1.0}

    missed = floors.below(limits, {"pair_50/all": 49.99, "cue_piece": 40.5})

    assert missed == [
        "pair_50/all 49.99 is below its floor 50.0",
        "marks_speaker: no such figure",
    ]


def test_a_packed_corpus_has_the_digest_of_what_it_holds(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"words")
    (tmp_path / "a.gz").write_bytes(gzip.compress(b"words"))

    assert floors.digest(tmp_path / "a") == floors.digest(tmp_path / "a.gz")


def test_every_corpus_of_the_floors_has_all_figures_of_the_table() -> None:
    kept = tomllib.loads(floors.FILE.read_text("utf-8"))

    assert kept
    for of, corpus in kept.items():
        assert len(bytes.fromhex(of)) == 32
        assert corpus["floors"].keys() == annotate.FIGURES.keys()
        assert all(0 < value < 100 for value in corpus["floors"].values())


def test_tellings_gives_who_and_what_as_spans_of_the_text_of_the_record() -> None:
    (told,) = named("tellings").load()(ARTICLE)

    assert [TEXT[slice(*span)] for span in told["source"]] == ["Teresa Quint"]
    assert [TEXT[slice(*span)] for span in told["cue"]] == ["said"]
    assert "The dam is safe" in TEXT[slice(*told["content"][0])]


def test_a_tool_is_measured_in_a_process_of_its_own(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus.jsonl"
    corpus.write_text("".join(json.dumps(ARTICLE | {"id": name}) + "\n" for name in "abc"))

    got = annotate_alone.run("tellings", corpus, 2, 60)

    assert isinstance(got, Round)
    assert got.found.keys() == got.spent.keys() == {"a", "c"}
    assert len(got.found["a"]) == 1
    assert got.ready > 0
    assert got.peak > 1
    assert got.raised == 0


def test_a_tool_that_cannot_be_run_is_only_a_word_in_the_tables(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus.jsonl"
    corpus.write_text("")

    assert annotate_alone.run("no such tool", corpus, 1, 60) == "raises StopIteration"


def test_of_all_rounds_the_least_time_counts_and_the_figures_are_those_of_the_first() -> None:
    first = Round({"a": [{}], "b": []}, {"a": 2.0, "b": 1.0}, 0.5, 40.0, 1)
    later = Round({"a": []}, {"a": 1.5}, 0.6, 41.0, 0)

    got = annotate.joined([first, later])

    assert got == Measured({"a": [{}], "b": []}, 1, {"a": 1.5}, 0.5, 41.0)


def test_speed_is_told_in_articles_of_700_words_and_in_parses() -> None:
    articles: dict[str, dict[str, Any]] = {"a": {"text": "word " * 1400}}
    runs: dict[str, Measured | str] = {
        "tellings": Measured({}, 0, {"a": 0.1}, 0.25, 40.0),
        YARDSTICK: Measured({}, 0, {"a": 0.4}, 1.0, 240.0),
        "textacy, whole text": "crash",
    }

    rows = annotate.speed_table(runs, articles).splitlines()

    assert rows[2] == "| tellings | 20.0 | 4.00 | 0.25 | 40 |"
    assert rows[3] == f"| {YARDSTICK} | 5.0 | 1.00 | 1.00 | 240 |"
    assert rows[4] == "| textacy, whole text | crash | – | – | – |"


def test_the_parse_alone_has_a_speed_and_no_figures() -> None:
    got = Measured({}, 2, {"a": 0.1}, 0.25, 40.0)
    runs: dict[str, Measured | str] = {"tellings": got, YARDSTICK: got}
    figures = {"tellings": dict.fromkeys(annotate.FIGURES, 50.04)}

    rows = annotate.figures_table(figures, runs).splitlines()

    assert rows[2:] == [f"| tellings |{' 50.0 |' * len(annotate.FIGURES)} 2 |"]


def test_the_yardstick_is_a_tool_and_a_missing_package_has_no_version() -> None:
    assert not named(YARDSTICK).attributes
    assert releases(TOOLS[0]._replace(packages=("no-such-package-here",))) is None


@pytest.mark.parametrize("name", ["conditions", "figures", "speed"])
def test_the_page_of_the_docs_has_a_place_for_every_table(name: str) -> None:
    page = tables.put(PAGE, name, "| new |")

    assert f"<!-- table {name} -->\n| new |\n<!-- end -->" in page


def test_the_rules_over_a_parse_take_a_verb_its_subject_and_the_words_between_marks() -> None:
    doc = parsed("“ It holds , ” Quint said . “ All is well here . ”")

    (told,) = parse_rules.quotations(doc, 100)

    where = {
        role: [doc.text[start - 100 : end - 100] for start, end in spans]
        for role, spans in told.items()
    }
    assert where == {
        "content": ["It holds", "All is well here"],
        "cue": ["said"],
        "source": ["Quint"],
    }
