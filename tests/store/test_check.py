"""`tellings check` finds each kind of damage, and says what helps."""

from pathlib import Path

import pytest

from command import SAMPLES, said
from stored import NOW, article, base, filled
from tellings.store import Store, articles, check


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with base(tmp_path / "t.db") as store:
        filled(store, SAMPLES / "treaty")
    return tmp_path / "t.db"


def _problems(store: Store) -> list[str]:
    found = [*check.damage(store), *filter(None, check.texts(store))]
    return [each.what for each in found]


def test_a_sound_database_is_said_to_be_sound(path: Path) -> None:
    result = said("check", "--db", path)

    assert result.exit_code == 0
    assert "articles 4, documents 4, stories 1" in result.stdout
    assert "no damage" in result.stdout


DAMAGE = {
    "is not the one that was kept": "UPDATE documents SET text = text || ' ' WHERE document = 1",
    "is not where its places say": "UPDATE quotations SET spans = '[[0,99999]]' WHERE id = 'q1'",
    "q1 of": "UPDATE quotations SET text = 'We shall sign.' WHERE id = 'q1'",
    "e1 of": "UPDATE entities SET spans = '[[-3,4]]' WHERE id = 'e1'",
    "lacks one of its revisions": "UPDATE articles SET revision = 2 WHERE article = 1",
    "that of its last revision": "UPDATE revisions SET revision = 7 WHERE article = 1",
    "a copy of an article that is not": "UPDATE articles SET copy_of = 'none' WHERE article = 1",
    "points to a row of": "UPDATE articles SET story = 'none' WHERE article = 1",
    "leads to no other": "INSERT INTO stories (id) VALUES ('empty')",
    "one place in the order": "UPDATE articles SET place = 1 WHERE article IN (1, 2)",
    "are not those of its rows": "UPDATE quotations SET text = 'Rain' WHERE quotation = 1",
    "words of 5 texts are kept": "INSERT INTO article_words (rowid, body) VALUES (99, 'rain')",
}


@pytest.mark.parametrize("what", DAMAGE)
def test_damage_is_found(path: Path, what: str) -> None:
    with base(path) as store:
        store.run("PRAGMA foreign_keys = OFF")
        store.run(DAMAGE[what])

        assert any(what in each for each in _problems(store)), _problems(store)

    result = said("check", "--db", path)
    assert result.exit_code == 1
    assert "restore the database from a copy" in result.stdout


def test_what_is_left_to_do_is_said_and_is_no_damage(path: Path) -> None:
    with base(path) as store:
        articles.keep(store, [article("Rain fell on Osk.")], now=NOW)

    result = said("check", "--db", path)

    assert result.exit_code == 0
    assert "articles that are not annotated: 1; run tellings add with any input" in result.stdout
