"""What a window knows is found by number, and its memory goes with the articles that leave."""

import numpy as np

from tellings.group.keeping import Record
from tellings.group.slots import Slots
from tellings.group.window import Window


def _filled(count: int) -> Window:
    window = Window()
    for number in range(count):
        stems = np.array([number << 12 | 40], dtype=np.uint32)
        window.add(f"a{number}", Record(float(number), 0.0, None, stems, stems), -1)
    return window


def _bytes(window: Window) -> int:
    arrays = [each for each in vars(window).values() if isinstance(each, np.ndarray)]
    ids = window._ids
    return sum(each.nbytes for each in arrays) + ids._ends.nbytes + len(ids._packed)


def test_memory_goes_with_the_articles_that_leave() -> None:
    window = _filled(20_000)
    full = _bytes(window)

    for _ in range(19_900):
        window.leave()

    assert _bytes(window) < full / 8
    assert [window.name(number) for number in window.numbers()][:2] == ["a19900", "a19901"]


def test_a_story_is_known_while_it_is_told_and_no_longer() -> None:
    window = _filled(5_000)
    window.put(4_999, 10, 20)
    for _ in range(4_999):
        window.leave()

    assert (window.name(10), window.name(20), window.size(10)) == ("a10", "a20", 1)
    assert set(window._old_ids) == {10, 20}


def test_an_article_is_found_by_its_number_after_others_left() -> None:
    window = _filled(5_000)
    for _ in range(4_000):
        window.leave()

    found = window.stems(np.array([4_000, 4_999]))

    assert (found[:, 0] >> 12).tolist() == [4_000, 4_999]
    assert window.days(np.array([4_321])).tolist() == [4_321.0]


def test_of_a_key_the_newest_holders_are_known_and_no_more() -> None:
    slots = Slots(8, 4)
    for number in range(10):
        slots.add(np.array([3, 5]), number)

    which, holders = slots.holders(np.array([5, 6]), first=0)

    assert sorted(holders.tolist()) == [6, 7, 8, 9]
    assert set(which.tolist()) == {0}


def test_holders_that_have_left_are_passed_over() -> None:
    slots = Slots(8, 4)
    for number in range(4):
        slots.add(np.array([3]), number)

    _, holders = slots.holders(np.array([3]), first=2)

    assert sorted(holders.tolist()) == [2, 3]


def test_keys_of_one_row_are_told_apart() -> None:
    slots = Slots(8, 4)
    slots.add(np.array([3]), 1)
    slots.add(np.array([11]), 2)

    _, holders = slots.holders(np.array([11]), first=0)

    assert holders.tolist() == [2]
