"""A stream says at once where an article belongs, and can be stopped and taken up anywhere."""

import pytest

from tellings.errors import GroupError
from tellings.group import Arrival, Kept, Stream
from tellings.model.document import Article
from told import told

NEWS = (
    ("a", "2031-02-10", "The dam above Tarn broke early on Monday and four houses washed away."),
    ("b", "2031-02-10", "Castria and Norwia signed a fishing treaty in Brenn after herring talks."),
    ("c", "2031-02-11", "Four houses washed away when the dam above Tarn broke, police said."),
    ("d", "2031-02-11", "The herring treaty between Norwia and Castria was signed in Brenn."),
    ("e", "2031-02-12", "Castria and Norwia signed a fishing treaty in Brenn after herring talks."),
)


def _articles() -> list[Article]:
    return [told(text, name=name, day=day) for name, day, text in NEWS]


def _kept(found: list[Arrival]) -> list[Kept]:
    return [Kept(each.id, each.story, each.running, each.kept) for each in found]


def test_articles_join_the_story_of_an_earlier_one() -> None:
    stream = Stream()

    found = [stream.arrive(each) for each in _articles()]

    assert [each.story for each in found] == ["a", "b", "a", "b", "b"]


def test_a_copy_is_in_the_story_of_its_original() -> None:
    stream = Stream()

    *_, last = [stream.arrive(each) for each in _articles()]

    assert (last.copy_of, last.copy_share, last.story) == ("b", 1.0, "b")


@pytest.mark.parametrize("stopped", range(len(NEWS) + 1))
def test_a_stream_taken_up_anywhere_goes_on_as_if_it_had_never_stopped(stopped: int) -> None:
    stream = Stream()
    expected = [stream.arrive(each) for each in _articles()]

    again = Stream.restored(_kept(expected[:stopped]))

    assert [again.arrive(each) for each in _articles()[stopped:]] == expected[stopped:]


def test_what_was_kept_in_an_unknown_form_is_refused_by_name() -> None:
    with pytest.raises(GroupError, match="'a' was kept in another form"):
        Stream.restored([Kept("a", "a", "a", b"\xffnonsense")])
