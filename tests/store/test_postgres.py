"""PostgreSQL: what differs from SQLite, and errors that say what helps."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stored import NOW, article, base, database
from tellings.errors import StoreError
from tellings.store import articles, first, opened
from tellings.store.postgres import _back, _phrase, _value, _vector


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    with database("postgres", tmp_path) as name:
        yield name


@given(st.text(alphabet="ab\0\ufdd0\ufdd1\ufdd2"))
def test_a_text_with_a_nul_comes_back_as_it_was(text: str) -> None:
    kept = _value(text)

    assert "\0" not in kept
    assert _back(kept) == text


@given(st.text())
def test_words_are_no_syntax(text: str) -> None:
    vector, phrase = _vector(text), _phrase(text)

    assert vector.count("'") % 2 == 0
    assert "\\" not in vector + phrase


def test_a_database_of_a_newer_version_is_refused(server: str) -> None:
    with base(server) as store:
        store.run("UPDATE form SET version = 99")

    with pytest.raises(StoreError, match=r"made by a newer version of tellings \(form 99, "):
        opened(server)


def test_a_database_that_was_not_made_is_not_made_by_reading(server: str) -> None:
    for _ in range(2):
        with pytest.raises(StoreError, match="no database of tellings here; tellings add makes"):
            opened(server)


def test_two_writers_at_once_are_told_of_one_another(server: str) -> None:
    with base(server) as one, base(server) as other:
        with (
            one.writing("tellings add"),
            pytest.raises(StoreError, match=r"written by tellings add \(process \d+, since .*wait"),
            other.writing("tellings watch", patience=0),
        ):
            pass
        with other.writing("tellings watch", patience=0):
            assert articles.keep(other, [article("Rain fell.")], now=NOW)[0].how == "new"
        assert first(one, "SELECT count(*) FROM articles") == 1


def test_a_server_that_does_not_answer_is_named_without_the_password() -> None:
    pytest.importorskip("psycopg")

    with pytest.raises(StoreError, match="no server answers; start it") as caught:
        opened("postgresql://ann:secret@127.0.0.1:1/news")

    assert "secret" not in str(caught.value)


def test_without_psycopg_the_cure_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)

    with pytest.raises(StoreError, match=r"pip install '\.\[postgres\]'"):
        opened("postgresql://127.0.0.1:1/news")


def test_a_very_long_text_is_kept_whole_and_its_words_are_found(server: str) -> None:
    text = "Rain fell. " + " ".join(f"word{number}" for number in range(200_000))
    with base(server) as store:
        articles.keep(store, [article(text)], now=NOW)

        assert articles.document(store, "a").text == text
