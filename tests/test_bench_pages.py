"""The comparison with other tools: its generated pages and its tables, without the tools."""

from pathlib import Path

import alone
import pytest
import stress
import tables
from peers import TOOLS, YARDSTICK, release

from tellings.clean import clean
from tellings.model.document import Document

PAGE = (Path(__file__).parents[1] / "docs" / "pages.md").read_text("utf-8")
SMALL = 120
FIGURES = {"html": 97.04, "html_exact": 40.0, "headline": 90.0}


def test_no_two_paragraphs_are_alike() -> None:
    told = stress.prose(2000)

    assert len(set(told)) == 2000


def test_a_page_is_the_same_each_time() -> None:
    for case in stress.CASES:
        assert case.make(SMALL) == case.make(SMALL), case.name


@pytest.mark.parametrize("case", stress.CASES, ids=lambda case: case.name)
def test_the_words_of_the_article_stand_in_the_page(case: stress.Case) -> None:
    page = case.make(max(SMALL, case.size // 1000))

    share, _ = stress.kept(page.article, page.markup)

    assert share == 1.0


@pytest.mark.parametrize("case", stress.CASES, ids=lambda case: case.name)
def test_twice_the_size_is_a_longer_page(case: stress.Case) -> None:
    once, twice = (case.make(size).markup for size in (case.size // 10, case.size // 5))

    assert len(once) < len(twice)


def test_kept_counts_each_time_a_word_occurs() -> None:
    page = stress.repeated(20)

    share, added = stress.kept(page.article, stress.prose(1)[0])

    assert share == pytest.approx(1 / 20)
    assert added == 0


def test_a_nul_within_a_word_is_not_counted_against_a_tool() -> None:
    assert stress.kept("the dam", "t\0he \0dam") == (1.0, 0.0)
    assert stress.kept("the dam", "t\ufffdhe dam") == (1.0, 0.0)


def test_a_page_of_one_article_is_read() -> None:
    page = stress.paragraphs(5000)

    article = clean(Document("1", page.markup, "page.html", "", media_type="text/html"))

    text = article.view.text
    body = "\n".join(text[slice(*each.span)] for each in article.pieces if each.role == "body")
    assert stress.kept(page.article, body)[0] == 1.0


def test_a_hard_page_is_measured_in_a_process_of_its_own() -> None:
    found = alone.run("stress", "tellings", "the same paragraph 20 times", 60)

    assert found.keys() == {"half", "full", "kept", "added"}
    assert found["kept"] == 1.0


def test_a_tool_that_cannot_be_run_is_only_a_word_in_the_table() -> None:
    found = alone.run("stress", "tellings", "no such page", 60)

    assert found == {"end": "raises StopIteration"}


def test_a_cell_says_how_a_run_ended_and_never_rounds_a_loss_away() -> None:
    full = {"half": 1.0, "full": 2.0, "kept": 0.994, "added": 3.4}

    assert tables.stress_cell(full) == "99 % + 340 %, 2.00 s, 2.0"
    assert tables.stress_cell(full | {"end": "> 60 s"}) == "> 60 s"
    assert tables.stress_cell({}) == "–"


def test_a_time_too_short_says_nothing_about_growth() -> None:
    run = {"half": 0.001, "full": 0.009, "kept": 1.0, "added": 0.0}

    assert tables.growth(run) is None
    assert tables.came_through(run)


def test_the_stress_table_counts_what_each_tool_came_through() -> None:
    good = {"half": 1.0, "full": 2.0, "kept": 1.0, "added": 0.0}
    runs: dict[tuple[str, str], tables.Result] = {(tool, "x"): good for tool in "ab"}
    runs |= {("a", "y"): good, ("b", "y"): {"end": "crash"}}

    table = tables.stress_table(["x", "y"], ["a", "b"], runs)

    assert table.splitlines()[-1] == "| **all kept, time linear** | 2 of 2 | 1 of 2 |"
    assert "| y | 100 %, 2.00 s, 2.0 | crash |" in table


def test_a_tool_has_no_figure_for_what_it_does_not_give_and_a_row_if_it_failed() -> None:
    names = [tool.name for tool in TOOLS]
    figures = {name: FIGURES for name in names if name != "newspaper4k"}
    rates = {name: 80.0 if name == "tellings" else 40.0 for name in figures}

    table = tables.gold_table(TOOLS, figures, rates, {"tellings": 1}, {"newspaper4k": "crash"})

    rows = {row.split(" | ")[0].strip("| "): row for row in table.splitlines()}
    assert rows["tellings"] == "| tellings | 97.0 | 40.0 | 90.0 | 80 | 2.0 | yes | 1 |"
    assert rows["resiliparse"] == "| resiliparse | 97.0 | 40.0 | – | 40 | 1.0 | no | 0 |"
    assert rows["newspaper4k"] == "| newspaper4k | crash | – | – | – | – | – | – |"


def test_the_yardstick_is_a_tool_and_a_missing_package_has_no_version() -> None:
    named = {tool.name: tool for tool in TOOLS}

    assert YARDSTICK in named
    assert release(named[YARDSTICK]._replace(package="no-such-package-here")) is None


@pytest.mark.parametrize("name", ["conditions", "scrapinghub", "fundus", "note", "stress"])
def test_the_page_of_the_docs_has_a_place_for_every_table(name: str) -> None:
    page = tables.put(PAGE, name, "| new |")

    assert f"<!-- table {name} -->\n| new |\n<!-- end -->" in page
    assert page.count("<!-- end -->") == PAGE.count("<!-- end -->")


def test_a_page_without_the_place_is_refused() -> None:
    with pytest.raises(ValueError, match="no place for the table"):
        tables.put("nothing here", "stress", "| new |")
