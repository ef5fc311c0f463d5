"""Stories in a list: those of an article that is as asked for, and how many they are."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from command import SAMPLES
from stored import base, filled
from tellings.store import Store
from tellings.store.records import Query
from tellings.store.search import stories_of
from tellings.store.stories import counted, listed


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with base(tmp_path / "t.db") as store:
        filled(store, *sorted(SAMPLES.glob("*/*.txt")))
        yield store


@pytest.mark.parametrize(
    ("query", "said"),
    [
        (Query("shepherd"), ["Tarn"]),
        (Query('"shepherd was wounded"'), ["Tarn"]),
        (Query("wounded", publisher="meridian"), ["Tarn"]),
        (Query(publisher="Coast Tribune"), ["Arvenne"]),
        (Query(start="2026-05-01", end="2026-05-31"), ["Arvenne"]),
        (Query("shepherd", publisher="Coast Tribune"), []),
        (Query("zebra"), []),
        (Query("…"), []),
    ],
)
def test_a_story_is_listed_if_one_of_its_articles_is_as_asked_for(
    store: Store, query: Query, said: list[str]
) -> None:
    among = stories_of(store, query)

    found = list(listed(store, among=among))

    assert counted(store, among=among) == len(found) == len(said)
    assert all(word in (row.headline or "") for row, word in zip(found, said, strict=True))


def test_the_number_of_articles_is_that_of_the_story_not_of_what_was_found(store: Store) -> None:
    among = stories_of(store, Query(publisher="Meridian"))

    assert counted(store, 4, among) == 1
    assert counted(store, 5, among) == 0
