"""What a list says of stories is what their articles say, whatever happened to them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from command import SAMPLES
from stored import NOW, article, base, filled
from tellings.intake import placed
from tellings.store import Store, articles, changes, stories, views
from tellings.store.records import Moved
from tellings.store.views import View


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with base(tmp_path / "t.db") as store:
        filled(store, SAMPLES / "treaty", SAMPLES / "corpus.jsonl")
        yield store


def _counted(store: Store) -> list[tuple[object, ...]]:
    """What the list should say, counted over all articles."""
    return list(
        store.rows(
            "SELECT story, count(*), count(DISTINCT lower(publisher)), count(copy_of)"
            " FROM articles WHERE story IS NOT NULL GROUP BY story"
            " ORDER BY max(moment) IS NULL, max(moment) DESC, story"
        )
    )


def _listed(store: Store) -> list[tuple[object, ...]]:
    return [
        (each.id, each.articles, each.publishers, each.copies) for each in stories.listed(store)
    ]


def test_a_list_says_what_a_count_would(store: Store) -> None:
    assert _listed(store) == _counted(store)

    first, second = [each.id for each in stories.listed(store)][:2]
    moved = stories.members(store, first)
    stories.move(store, [Moved("merge", moved, first, second, second)], now=NOW)
    assert _listed(store) == _counted(store)

    stories.move(store, [Moved("split", moved[:1], second, first, first)], now=NOW)
    articles.keep(store, [article("Rain.", moved[1], publisher="Osk")], now=NOW)
    articles.keep(store, [article("A comet has two tails.", "undated")], now=NOW)
    list(placed(store, now=NOW))
    assert _listed(store) == _counted(store)


def test_the_list_goes_on_after_any_story(store: Store) -> None:
    articles.keep(store, [article(f"Comet {each} shines.", each) for each in "xyz"], now=NOW)
    list(placed(store, now=NOW))
    every = list(stories.listed(store))

    for at, each in enumerate(every):
        assert list(stories.listed(store, after=stories.mark(each))) == every[at + 1 :]


def test_a_story_has_another_number_after_each_change(store: Store) -> None:
    name = next(stories.listed(store)).id
    before = stories.led(store, name).changed

    articles.keep(store, [article("Rain.", stories.members(store, name)[0])], now=NOW)

    assert stories.led(store, name).changed == changes.last(store) > before


def test_a_view_is_there_for_what_it_was_made_from_only(store: Store) -> None:
    name = next(stories.listed(store)).id
    view = View("page", "tag", b"packed")
    views.keep(store, name, "before", [View("page", "old", b"old"), View("record", "old", b"old")])
    views.keep(store, name, "now", [view])

    assert views.kept(store, name, "now") == (view,)
    assert views.kept(store, name, "before") == ()
