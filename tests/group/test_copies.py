"""Reprinted copy is found whatever was cut or added, and two tellings are no copies."""

import numpy as np

from tellings.group import Arrival, Stream, copied_places
from tellings.group.runs import runs
from tellings.model.document import Article, Publisher
from told import told

WIRE = (
    "The dam above Tarn broke early on Monday, and the water took four houses of the valley.",
    "Nobody was hurt, the police of Tarn said, because the innkeeper rang the bell in time.",
    "The council had been warned of the cracks two years before and had sent for a builder.",
    "It will meet on Friday to ask why the builder never came and who is to pay for the houses.",
)
OTHER = (
    "Four houses stood in the way of the water when the old dam gave way before dawn.",
    "An innkeeper who could not sleep saved the valley with the bell of the chapel.",
)


def _arrived(*articles: Article) -> list[Arrival]:
    stream = Stream()
    return [stream.arrive(each) for each in articles]


def _words(article: Article, spans: list[tuple[int, int]]) -> list[str]:
    return [article.text[start:end] for start, end in spans]


def test_a_trimmed_copy_is_found() -> None:
    first, second = _arrived(told(*WIRE, name="a"), told(*WIRE[:2], name="b"))

    assert first.copy_of is None
    assert (second.copy_of, second.copy_share, second.story) == ("a", 1.0, "a")


def test_an_article_that_holds_an_earlier_one_is_its_copy_with_its_share() -> None:
    _, second = _arrived(told(*WIRE, name="a"), told(*OTHER, *WIRE, name="b"))

    assert second.copy_of == "a"
    assert 0.5 < second.copy_share < 1


def test_two_tellings_in_their_own_words_are_no_copies() -> None:
    found = _arrived(told(*WIRE, name="a"), told(*OTHER, name="b"))

    assert [each.copy_of for each in found] == [None, None]


def test_of_two_originals_alike_the_earlier_is_named() -> None:
    *_, last = _arrived(*(told(*WIRE, name=name) for name in "abc"))

    assert last.copy_of == "a"


def test_what_stands_in_the_furniture_is_no_copy() -> None:
    foot = " ".join(WIRE)

    _, second = _arrived(told(*WIRE, name="a"), told(*OTHER, ("footer", foot), name="b"))

    assert second.copy_of is None


def test_a_stub_is_compared_by_all_its_words() -> None:
    _, stub = _arrived(told(*WIRE, name="a"), told(("other", WIRE[0]), name="b"))

    assert stub.copy_of == "a"


def test_a_run_is_the_same_number_everywhere() -> None:
    found = runs(np.arange(1, 13, dtype=np.int64))

    assert found.tolist() == [1645892194, 3240331264, 4003630842]


def test_the_places_of_a_copy_are_the_characters_of_both() -> None:
    copy = told(WIRE[1], OTHER[0], WIRE[0], name="b")
    wire = told(*WIRE, name="a")

    found = copied_places(copy, wire)

    same = [copy.text[slice(*each.here)] for each in found.places]
    assert same == [wire.text[slice(*each.there)] for each in found.places]
    assert [each[-14:] for each in same] == ["e bell in time", " of the valley"]
    assert _words(copy, list(found.added)) == [OTHER[0][:-1]]
    assert _words(wire, list(found.dropped)) == [WIRE[2] + "\n" + WIRE[3][:-1]]


def test_the_one_whose_agency_the_other_credits_is_the_original_whatever_the_days() -> None:
    wire = told(*WIRE, name="wire", day="2031-02-11")
    object.__setattr__(wire, "publisher", Publisher("Norwia Press Agency", "given"))
    copy = told(("byline", "By Norwia Press Agency"), *WIRE, name="copy", day="2031-02-10")

    assert copied_places(copy, wire).original == "wire"
    assert copied_places(wire, copy).original == "wire"


def test_else_the_earlier_one_is_the_original_and_of_one_day_neither() -> None:
    early, late = (told(*WIRE, name=day, day=day) for day in ("2031-02-10", "2031-02-11"))

    assert copied_places(late, early).original == "2031-02-10"
    assert copied_places(late, late).original is None
