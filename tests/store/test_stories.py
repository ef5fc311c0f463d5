"""Stories of the database: merged, split, found by old ids, and the same whatever the order."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from command import SAMPLES, records, said
from stored import NOW, article, base, filled
from tellings.errors import StoreError
from tellings.intake import placed
from tellings.model.document import Article, Document, Given
from tellings.pipeline import cleaned
from tellings.store import Store, articles, check, first, stories
from tellings.store.records import Moved
from tellings.store.tables import records as exported


@pytest.fixture
def store(where: str) -> Iterator[Store]:
    with base(where) as store:
        filled(store, SAMPLES / "corpus.jsonl")
        yield store


def _named(store: Store, begins: str) -> str:
    return next(each.id for each in stories.listed(store) if each.id.startswith(begins))


def test_the_stories_of_the_samples_are_found_and_counted(store: Store) -> None:
    listed = list(stories.listed(store))

    assert [each.id.partition("-")[0] for each in listed] == ["trial", "flood", "treaty"]
    assert [each.articles for each in listed] == [3, 3, 4]
    assert [each.publishers for each in listed] == [3, 3, 4]
    assert [each.last_published for each in listed] == sorted(
        (each.last_published for each in listed), key=str, reverse=True
    )
    assert [each.id for each in stories.listed(store, limit=1)] == [listed[0].id]
    assert [each.articles for each in stories.listed(store, least=4)] == [4]


def test_an_id_that_was_merged_leads_to_the_story_and_says_so(store: Store) -> None:
    old, new = _named(store, "flood"), _named(store, "treaty")
    members = stories.members(store, old) + stories.members(store, new)
    move = Moved("merge", stories.members(store, old)[:1], old, new, new)

    stories.move(store, [move], now=NOW)

    found = stories.found(store, old)
    assert (found.id, found.said) == (new, f"{old} was merged into the story {new}")
    assert sorted(found.articles) == sorted(members)
    assert list(check.damage(store)) == []
    logged = store.row("SELECT changed, kind, old, new, articles FROM story_log")
    assert logged == (NOW, "merge", old, new, json.dumps(move.articles))


def test_a_split_makes_a_story_of_its_own_and_the_old_id_stays(store: Store) -> None:
    old = _named(store, "treaty")
    *stay, go = stories.members(store, old)

    stories.move(store, [Moved("split", (go,), old, go, old)], now=NOW)

    assert stories.found(store, old).articles == tuple(stay)
    assert stories.found(store, go).articles == (go,)
    assert list(check.damage(store)) == []


def test_merged_and_merged_again_leads_on_and_back_apart_ends(store: Store) -> None:
    a, b, c = (_named(store, each) for each in ("flood", "treaty", "trial"))
    stories.move(store, [Moved("merge", stories.members(store, a), a, b, b)], now=NOW)
    stories.move(store, [Moved("merge", stories.members(store, b), b, c, c)], now=NOW)
    everything = stories.found(store, a)
    again = tuple(each for each in everything.articles if each.startswith("flood"))

    stories.move(store, [Moved("split", again, c, a, a)], now=NOW)

    assert everything.id == c
    assert stories.found(store, a) == (a, None, again)
    assert stories.found(store, b).id == c


def test_as_much_of_an_id_as_no_other_has_is_enough(store: Store) -> None:
    whole = _named(store, "treaty")

    assert stories.found(store, "treat").id == whole
    with pytest.raises(StoreError, match=r"'t' begins treaty-.*, trial-.*; give more of the id"):
        stories.found(store, "t")
    for unknown in ("", "osk", "%", "_"):
        with pytest.raises(StoreError, match="tellings stories lists them"):
            stories.found(store, unknown)


def test_an_article_leads_to_its_story(store: Store) -> None:
    found = stories.found(store, "treaty-norwia-courier")

    assert "treaty-norwia-courier" in found.articles
    assert found.said is None or "is an article of the story" in found.said


def test_later_articles_join_the_stories_that_are_there(where: str) -> None:
    with base(where) as store:
        for name in ("treaty", "flood"):
            filled(store, *sorted((SAMPLES / name).glob("*.txt"))[:2])
        before = {each.id for each in stories.listed(store)}

        filled(store, SAMPLES / "treaty", SAMPLES / "flood")

        assert {each.id for each in stories.listed(store)} == before
        assert sorted(each.articles for each in stories.listed(store)) == [3, 4]


def test_what_was_kept_but_has_no_story_gets_one_with_the_next_run(where: str) -> None:
    with base(where) as store:
        articles.keep(store, [article("Rain fell on Osk.")], now=NOW)
        assert [each.what for each in check.unfinished(store)] == [
            "articles without a story: 1",
            "articles that are not annotated: 1",
        ]
        assert first(store, "SELECT story FROM articles") is None

        list(placed(store, now=NOW))

        assert first(store, "SELECT story FROM articles") == "a"


def _content(store: Store) -> str:
    return json.dumps(list(exported(store, text=True)))


def test_the_database_is_the_same_whatever_the_order_and_the_workers(tmp_path: Path) -> None:
    lines = (SAMPLES / "corpus.jsonl").read_text("utf-8").splitlines()
    many = [
        json.loads(line) | {"id": f"{number}-{at}", "text": f"{json.loads(line)['text']}\n\n{at}"}
        for number in range(8)
        for at, line in enumerate(lines)
        if "text" in json.loads(line)
    ]
    for name, each in (("one", many), ("other", many[::-1])):
        (tmp_path / f"{name}.jsonl").write_text("\n".join(map(json.dumps, each)), "utf-8")
    seeds = (SAMPLES / "treaty", SAMPLES / "flood")

    with base(tmp_path / "one.db") as one, base(tmp_path / "other.db") as other:
        filled(one, tmp_path / "one.jsonl", *seeds)
        filled(other, *seeds[::-1], tmp_path / "other.jsonl", workers=2)
        first_one, first_other = _content(one), _content(other)

    assert len(many) > 64, "fewer are not worth a process, and none would be started"
    assert first_one == first_other.replace("/other.jsonl", "/one.jsonl")


def test_a_comparison_is_kept_and_is_what_compare_prints(where: str) -> None:
    said("add", SAMPLES / "treaty", "--db", where)
    (listed,) = records(said("stories", "--db", where, "--format", "json"))

    printed = [said("story", listed["id"], "--db", where, "--format", "json") for _ in range(2)]

    (direct,) = records(said("compare", SAMPLES / "treaty", "--format", "json"))
    assert printed[0].stdout == printed[1].stdout
    (record,) = records(printed[1])
    assert record == direct | {"story": direct["story"] | {"id": listed["id"]}}
    with base(where) as store:
        assert first(store, "SELECT count(*) FROM comparisons") == 1


def _dated(number: int, month: int) -> Article:
    text = f"Ferry {number} of {month} sinks\n\nThe ferry {number} sank in the bay of Tarn."
    given = Given(published=f"2026-{month:02}-{number + 1:02}")
    return cleaned(
        Document(f"{month}-{number:02}", text, "made-up", f"{month}{number}", given=given)
    )


def test_what_the_stream_has_forgotten_is_not_read_again(tmp_path: Path) -> None:
    old, new = ([_dated(number, month) for number in range(28)] for month in (1, 3))
    with base(tmp_path / "one.db") as one, base(tmp_path / "two.db") as two:
        articles.keep(one, [*old, *new], now=NOW)
        in_one = list(placed(one, now=NOW, repair=False))
        articles.keep(two, old, now=NOW)
        in_two = list(placed(two, now=NOW, repair=False))
        articles.keep(two, new, now=NOW)
        in_two += placed(two, now=NOW, repair=False)

        remembered = [each.id for each in stories.remembered(one)]

    assert [(each.id, each.story) for each in in_two] == [(each.id, each.story) for each in in_one]
    assert 0 < len(remembered) < len(in_one)
    assert remembered == [each.id for each in in_one][-len(remembered) :]
