"""Articles of one story come together, strangers stay apart, and nothing depends on the order."""

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tellings.group import Membership, group
from tellings.model.document import Article
from told import told

DAM = "The dam above Tarn broke early on Monday and four houses in the valley were washed away."
FLOOD = "Four houses of the valley were washed away when the dam above Tarn broke, police said."
FLOOD_AGAIN = "The dam above Tarn broke and washed four houses away in the valley, police said."
TREATY = "Castria and Norwia signed a fishing treaty in Brenn after nine years of herring talks."
SIGNED = "The herring fishing treaty between Norwia and Castria was signed at last in Brenn."


def _article(name: str, text: str, day: str | None, headline: str = "") -> Article:
    return told(("headline", headline), text, name=name, day=day)


NEWS = (
    _article("a", DAM, "2031-02-10", "Dam above Tarn breaks"),
    _article("b", TREATY, "2031-02-10", "Castria and Norwia sign treaty"),
    _article("c", FLOOD, "2031-02-11", "Tarn dam breaks, houses washed away"),
    _article("d", SIGNED, "2031-02-11", "Fishing treaty signed"),
)


def _stories(found: tuple[Membership, ...]) -> dict[str, str]:
    return {each.id: each.story for each in found}


@pytest.mark.parametrize("batch", [False, True])
def test_tellings_of_one_story_come_together(batch: bool) -> None:
    assert _stories(group(NEWS, batch=batch)) == {"a": "a", "b": "b", "c": "a", "d": "b"}


@pytest.mark.parametrize("batch", [False, True])
def test_the_order_in_which_articles_are_given_changes_nothing(batch: bool) -> None:
    expected = group(NEWS, batch=batch)

    assert all(group(order, batch=batch) == expected for order in permutations(NEWS))


def test_articles_come_out_in_the_order_of_publication_the_undated_last() -> None:
    undated = _article("0", DAM, None)

    assert [each.id for each in group((undated, *NEWS))] == ["a", "b", "c", "d", "0"]


def test_an_article_that_comes_later_changes_no_story_that_was_told() -> None:
    before = _stories(group(NEWS[:3]))

    after = _stories(group(NEWS))

    assert {name: after[name] for name in before} == before


def test_likeness_fades_with_time() -> None:
    late = _article("z", FLOOD_AGAIN, "2032-02-11", "Tarn dam breaks, houses washed away")

    assert _stories(group((*NEWS, late)))["z"] == "z"


def test_no_articles_are_no_stories() -> None:
    assert group(()) == ()


@given(st.lists(st.text(max_size=80), max_size=6), st.booleans())
@settings(max_examples=60, deadline=None)
def test_every_article_is_in_the_story_of_an_article(texts: list[str], batch: bool) -> None:
    articles = tuple(_article(str(at), text, None) for at, text in enumerate(texts))

    found = group(articles, batch=batch)

    names = {each.id for each in found}
    assert len(found) == len(texts)
    assert all(each.story in names and 0 <= each.copy_share <= 1 for each in found)
