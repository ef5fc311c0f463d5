"""The terminal report: any width, no colour needed, nothing taken for markup."""

from io import StringIO

import pytest
from rich.console import Console

from report.hostile import HOSTILE, poisoned
from report.invented import comparison
from tellings.report.text import report, show


def drawn(width: int, *, hostile: bool = False, colour: bool = False) -> str:
    sink = StringIO()
    made = poisoned() if hostile else comparison()
    console = Console(file=sink, width=width, force_terminal=colour, legacy_windows=False)
    show(made, console)
    return sink.getvalue()


@pytest.mark.parametrize("width", [60, 80, 120, 400])
@pytest.mark.parametrize("hostile", [False, True])
def test_no_line_is_wider_than_the_terminal(width: int, hostile: bool) -> None:
    lines = drawn(width, hostile=hostile).splitlines()

    assert max(map(len, lines)) <= width


def test_words_that_differ_are_marked_without_colour() -> None:
    text = report(comparison())

    assert "[-we-] {+they+} will mend the dam [-and we will mend it-]" in text


def test_colour_comes_from_us_alone() -> None:
    text = drawn(100, hostile=True, colour=True)

    assert "\x1b[" in text
    assert "\x1b[31mred" not in text
    assert "\x9b" not in text


def test_source_text_is_not_read_as_markup_of_the_terminal_library() -> None:
    text = drawn(400, hostile=True)

    assert "[bold]rich[/bold] :smile:" in text
    assert HOSTILE not in text


def test_pairs_are_named_by_letters_level_and_note() -> None:
    text = report(comparison())

    assert "A-B altered: 'we' / 'they'; 5 words left out" in text
    assert "A-C2 trimmed: A prints 9 words more at the end" in text
    assert "B-C1 paraphrased: in other words" in text
