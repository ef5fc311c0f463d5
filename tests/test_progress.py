"""Progress shows on a terminal, once work has taken its time, and changes nothing else."""

import io
import sys

import pytest

from tellings import progress
from tellings.progress import watched


class Terminal(io.StringIO):
    """Standard error as a terminal."""

    def isatty(self) -> bool:
        """It is one."""
        return True


@pytest.mark.parametrize("total", [None, 3])
def test_a_terminal_shows_how_many_have_come(
    monkeypatch: pytest.MonkeyPatch, total: int | None
) -> None:
    monkeypatch.setattr(progress, "_PATIENCE", 0.0)
    monkeypatch.setattr(sys, "stderr", terminal := Terminal())

    items = list(watched("abc", "letters", total))

    assert items == ["a", "b", "c"]
    assert "letters" in terminal.getvalue()


def test_short_work_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", terminal := Terminal())

    assert list(watched("abc", "letters")) == ["a", "b", "c"]
    assert terminal.getvalue() == ""


def test_a_pipe_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "_PATIENCE", 0.0)
    monkeypatch.setattr(sys, "stderr", pipe := io.StringIO())

    assert list(watched("abc", "letters")) == ["a", "b", "c"]
    assert pipe.getvalue() == ""


def test_what_fails_meanwhile_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "_PATIENCE", 0.0)
    monkeypatch.setattr(sys, "stderr", Terminal())

    with pytest.raises(ZeroDivisionError):
        list(watched((1 // number for number in (1, 0)), "quotients"))


def test_results_go_to_standard_output_and_the_bar_goes_before_them(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(progress, "_PATIENCE", 0.0)
    monkeypatch.setattr(sys, "stderr", terminal := Terminal())

    shown = []
    for each in watched("abc", "letters", last=lambda letter: letter == "c"):
        print(each)
        shown.append(len(terminal.getvalue()))

    assert capsys.readouterr().out == "a\nb\nc\n"
    assert "letters" in terminal.getvalue()
    assert len(terminal.getvalue()) == shown[-1], "nothing is drawn after the last"
