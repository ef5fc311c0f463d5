"""Reprinted copy is found whatever was cut or added, and two tellings are no copies."""

from tellings.group.shingles import copies, runs
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


def test_a_trimmed_copy_is_found() -> None:
    first, second = copies([runs(told(*WIRE)), runs(told(*WIRE[:2]))])

    assert first is None
    assert second is not None
    assert (second.of, second.share) == (0, 1.0)


def test_a_copy_inside_a_longer_article_is_found_with_its_share() -> None:
    _, second = copies([runs(told(*WIRE)), runs(told(*OTHER, *WIRE))])

    assert second is not None
    assert second.of == 0
    assert 0.5 < second.share < 1


def test_two_tellings_in_their_own_words_are_no_copies() -> None:
    assert copies([runs(told(*WIRE)), runs(told(*OTHER))]) == [None, None]


def test_of_two_originals_alike_the_earlier_is_named() -> None:
    *_, last = copies([runs(told(*WIRE))] * 3)

    assert last is not None
    assert last.of == 0


def test_what_stands_in_the_furniture_is_no_copy() -> None:
    foot = " ".join(WIRE)

    assert runs(told(*OTHER, ("footer", foot))) == runs(told(*OTHER))


def test_a_stub_is_compared_by_all_its_words() -> None:
    _, stub = copies([runs(told(*WIRE)), runs(told(("other", WIRE[0])))])

    assert stub is not None
    assert stub.of == 0


def test_the_hash_of_a_run_is_the_same_everywhere() -> None:
    assert runs(told("one two three four five")) == frozenset({1354651064})
