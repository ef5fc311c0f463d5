"""Every error names what failed, is caught by one name, and survives a process pool."""

import pickle
from pathlib import Path

import pytest

import tellings
from tellings import errors
from tellings.errors import (
    AskedError,
    BusyError,
    FetchError,
    GroupError,
    LanguageError,
    MissingError,
    OutputError,
    ReadError,
    ServeError,
    SpanError,
    SpoolError,
    StoreError,
    TellingsError,
)
from tellings.lang import table, words
from tellings.model.document import Failure

ERRORS: list[tuple[TellingsError, str]] = [
    (ReadError("castria.html", "empty; give a file with text"), "castria.html: empty; give a"),
    (FetchError("https://post.example/f", "busy; try again", 503, 60.0), "https://post.example/f:"),
    (SpanError("no characters 3-9 in a text of 5"), "no characters 3-9"),
    (SpoolError("the temporary file cannot be used (full)"), "the temporary file"),
    (GroupError("'a' was kept in another form"), "'a' was kept"),
    (BusyError("a.db: being written by tellings add"), "a.db: being written"),
    (MissingError("a.db: no story 'x'; see the list"), "a.db: no story"),
    (AskedError("'x' is no day; write it as 2026-03-09"), "'x' is no day"),
    (ServeError("127.0.0.1:80: cannot be listened on"), "127.0.0.1:80: cannot"),
    (StoreError("a.db: locked by another program"), "a.db: locked"),
    (OutputError("cannot write r.html: full; name another file"), "cannot write r.html"),
    (LanguageError("lang/en/cues.toml: no list 'said'"), "lang/en/cues.toml"),
]


@pytest.mark.parametrize(("error", "said"), ERRORS)
def test_an_error_says_what_and_where(error: TellingsError, said: str) -> None:
    assert str(error).startswith(said)


@pytest.mark.parametrize(("error", "said"), ERRORS)
def test_an_error_survives_pickling(error: TellingsError, said: str) -> None:
    back = pickle.loads(pickle.dumps(error))

    assert type(back) is type(error)
    assert str(back) == str(error)
    assert vars(back) == vars(error)


def test_every_error_is_tested_drawn_and_public() -> None:
    defined = {
        name
        for name, value in vars(errors).items()
        if isinstance(value, type) and issubclass(value, TellingsError)
    }

    assert defined == {type(error).__name__ for error, _ in ERRORS} | {"TellingsError"}
    assert all(name in (errors.__doc__ or "") for name in defined)
    assert defined <= set(tellings.__all__)


def test_a_read_error_keeps_its_values() -> None:
    error = ReadError("wire.txt", "empty")

    assert (error.origin, error.problem) == ("wire.txt", "empty")


def test_missing_language_data_is_named() -> None:
    with pytest.raises(LanguageError, match=r"lang/en/nothing\.toml"):
        table("en", "nothing")
    with pytest.raises(LanguageError, match="no list 'nothing'"):
        words("en", "abbreviations", "nothing")


def test_a_failure_is_a_value_that_reads_as_one_line(tmp_path: Path) -> None:
    missing = str(tmp_path / "not-there.txt")

    loaded = tellings.load([missing])

    assert loaded.documents == ()
    (failure,) = loaded.failures
    assert isinstance(failure, Failure)
    assert str(failure).startswith(f"{missing}: ")
    assert "\n" not in str(failure)
