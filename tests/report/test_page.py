"""Paragraphs and tables on a page of any width."""

from io import StringIO

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from tellings.report.page import Page, Paragraph, Table, wrapped


def _printed(width: int, *blocks: Paragraph | Table) -> list[str]:
    sink = StringIO()
    page = Page(Console(file=sink, width=width, color_system=None))
    for block in blocks:
        page.add(block)
    page.print()
    return sink.getvalue().splitlines()


def _rows(text: str, width: int) -> list[str]:
    return ["".join(part for part, _ in row) for row in wrapped(((text, ""),), width)]


def test_a_paragraph_breaks_between_words_and_hangs_where_it_is_set_in() -> None:
    block = Paragraph((("The dam above Tarn ", ""), ("broke early on Monday", "bold")), 3)

    assert _printed(23, block) == ["   The dam above Tarn", "   broke early on", "   Monday"]


def test_a_word_longer_than_the_row_is_broken() -> None:
    assert _rows("at harbour-dispatch.example today", 12) == [
        "at",
        "harbour-disp",
        "atch.example",
        "today",
    ]


def test_letters_of_double_width_take_two_places() -> None:
    assert _rows("ダムが決壊 した", 6) == ["ダムが", "決壊", "した"]


def test_an_empty_paragraph_is_an_empty_row() -> None:
    assert _printed(20, Paragraph((("one", ""),)), Paragraph(()), Paragraph((("two", ""),))) == [
        "one",
        "",
        "two",
    ]


@given(st.text(st.sampled_from("ab -\u00a0é決\u0301"), max_size=60), st.integers(2, 12))
def test_no_row_is_too_wide_and_nothing_but_blanks_is_lost(text: str, width: int) -> None:
    rows = _rows(text, width)

    assert all(cell_len(row) <= width for row in rows)
    assert "".join("".join(rows).split()) == "".join(text.split())


def test_cells_stand_below_their_heads_and_figures_end_together() -> None:
    rows = ((("Harbour Dispatch", ""), ("7", "")), (("Tarn", ""), ("12", "")))
    table = Table(("Publisher", "Words"), rows, frozenset({1}))

    assert _printed(40, table) == [
        "Publisher         Words",
        "───────────────────────",
        "Harbour Dispatch      7",
        "Tarn                 12",
    ]


def test_the_widest_column_gives_way_and_heads_stand_at_the_foot() -> None:
    rows = ((("Harbour Dispatch", ""), ("7", "")),)
    table = Table(("Publisher", "quotations shared"), rows, frozenset({1}))

    assert _printed(21, table) == [
        "           quotations",
        "Publisher      shared",
        "─────────────────────",
        "Harbour             7",
        "Dispatch             ",
    ]
