"""A stream says at once where an article belongs, and can be stopped and taken up anywhere."""

from itertools import pairwise

import pytest
from newsroom import news

from tellings.errors import GroupError
from tellings.group import WINDOW, Arrival, Change, Kept, Stream
from tellings.model.document import Article
from told import told

# Over twice the window, so that the first have left when the last come.
NEWS = news(40, days=2 * WINDOW)


def _kept(found: list[Arrival], changes: tuple[Change, ...] = ()) -> list[Kept]:
    """What a database gives back after it has written down arrivals and changes."""
    places = {each.id: (each.story, each.running) for each in found}
    for change in changes:
        places.update(dict.fromkeys(change.articles, (change.new, change.running)))
    return [Kept(each.id, *places[each.id], each.kept) for each in found]


def _played(articles: list[Article]) -> tuple[Stream, list[Arrival]]:
    stream = Stream()
    return stream, [stream.arrive(each) for each in articles]


def test_an_article_joins_the_story_of_an_earlier_one() -> None:
    _, found = _played(NEWS)

    first = {each.id: at for at, each in enumerate(found)}
    assert all(first[each.story] <= first[each.id] for each in found)
    assert sum(each.story[:4] == each.id[:4] for each in found) > 0.7 * len(found)


def test_a_story_is_of_one_running_story() -> None:
    _, found = _played(NEWS)

    running = {each.story: each.running for each in found}
    assert all(each.running == running[each.story] for each in found)
    assert len(set(running.values())) <= len(running)


@pytest.mark.parametrize("stopped", [0, 1, 30, 77, 119])
def test_a_stream_taken_up_anywhere_goes_on_as_if_it_had_never_stopped(stopped: int) -> None:
    _, expected = _played(NEWS)

    again = Stream.restored(_kept(expected[:stopped]))

    assert [again.arrive(each) for each in NEWS[stopped:]] == expected[stopped:]


def test_a_stream_taken_up_from_its_window_alone_goes_on_as_well() -> None:
    stream, expected = _played(NEWS[:100])
    known = len(stream)

    again = Stream.restored(_kept(expected)[-known:])

    assert known < 100
    assert [again.arrive(each) for each in NEWS[100:]] == [
        stream.arrive(each) for each in NEWS[100:]
    ]


def test_a_stream_taken_up_after_a_repair_goes_on_as_well() -> None:
    stream, found = _played(NEWS[:60])
    changes = stream.repair()

    again = Stream.restored(_kept(found, changes))

    assert again.stories() == stream.stories()
    assert [again.arrive(each) for each in NEWS[60:]] == [stream.arrive(each) for each in NEWS[60:]]
    assert again.repair() == stream.repair()


def test_a_stream_taken_up_knows_a_story_that_goes_by_the_id_of_a_later_article() -> None:
    _, found = _played(NEWS[:3])
    kept = [each._replace(story=found[2].id) for each in _kept(found)]

    again = Stream.restored(kept)

    assert {story for _, story in again.stories()} == {found[2].id}
    assert again._window.size(2) == 3


def test_articles_leave_after_the_window_and_a_wrong_date_makes_none_leave() -> None:
    stream, _ = _played(NEWS)
    before = len(stream)
    stream.arrive(told("A clock that went wrong in Velm.", name="wrong", day="2099-01-01"))

    assert 25 <= before < 0.7 * len(NEWS)
    assert len(stream) >= before - 1


def test_what_a_stream_holds_stops_growing_once_articles_leave() -> None:
    stream = Stream()
    sizes = []
    for article in news(300, days=10 * WINDOW):
        stream.arrive(article)
        sizes.append(len(stream))

    assert max(sizes[450:]) <= max(sizes[:450]) + 3


def test_undated_articles_are_beside_all_that_is_known() -> None:
    stream, found = _played(NEWS[:30])
    told_again = told(NEWS[29].text, name="undated")

    arrival = stream.arrive(told_again)

    assert arrival.story == found[29].story


def test_repair_changes_nothing_twice() -> None:
    stream, _ = _played(NEWS[:60])
    stream.repair()

    assert stream.repair() == ()


def test_what_changes_leads_from_the_stories_before_to_those_after() -> None:
    stream, _ = _played(NEWS[:60])
    before = dict(stream.stories())

    changes = stream.repair()

    for change in changes:
        assert all(before[name] == change.old for name in change.articles)
        before.update(dict.fromkeys(change.articles, change.new))
    assert before == dict(stream.stories())


def test_every_story_goes_by_the_id_of_one_of_its_articles() -> None:
    stream, _ = _played(NEWS[:60])
    stream.repair()

    stories = dict(stream.stories())
    assert all(stories.get(story, story) == story for story in stories.values())


def test_an_old_id_leads_to_the_story_it_was_merged_into() -> None:
    stream, found = _played(NEWS[:60])
    window = stream._window
    number = next(n for n in window.numbers() if window.story(n) != n)
    story, name = window.name(window.story(number)), window.name(number)
    window.put(number, number, number)  # as if it had opened a story of its own

    changes = stream.repair()

    merged = [each for each in changes if each.kind == "merge" and each.old == name]
    assert [(each.articles, each.new) for each in merged] == [((name,), story)]
    assert found


def test_kept_bytes_of_another_version_are_refused_by_name() -> None:
    with pytest.raises(GroupError, match="'a' was kept in another form"):
        Stream.restored([Kept("a", "a", "a", b"\xffnonsense")])


def test_kept_bytes_that_are_cut_off_are_refused_by_name() -> None:
    (only,) = _kept([Stream().arrive(NEWS[0])])

    with pytest.raises(GroupError, match="kept of 's000-0' is cut off"):
        Stream.restored([only._replace(kept=only.kept[:-1])])


def test_articles_are_in_the_order_of_publication() -> None:
    days = [each.published.value or "" for each in NEWS]

    assert all(one <= other for one, other in pairwise(days))
