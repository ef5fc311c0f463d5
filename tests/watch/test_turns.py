"""Turns: one request at a time to a host, a gap after it, and no host waits for another."""

from hypothesis import given
from hypothesis import strategies as st

from tellings.watch.turns import GAP, LONGEST_GAP, Turns

POST, DISPATCH = "https://post.example/feed", "https://dispatch.example/feed"


def _turns(*urls: str) -> Turns[str]:
    turns: Turns[str] = Turns()
    for each in urls:
        turns.add(each, each)
    return turns


def test_two_hosts_are_asked_at_once_and_one_host_is_not() -> None:
    turns = _turns(POST, f"{POST}/2", DISPATCH)

    assert list(turns.ready(0.0)) == [POST, DISPATCH]
    assert list(turns.ready(100.0)) == []


def test_after_an_answer_a_host_is_left_alone_for_a_moment() -> None:
    turns = _turns(POST, f"{POST}/2")
    list(turns.ready(0.0))
    turns.done(POST, 5.0)

    assert list(turns.ready(5.0 + GAP - 0.01)) == []
    assert turns.next() == 5.0 + GAP
    assert list(turns.ready(5.0 + GAP)) == [f"{POST}/2"]


def test_the_gap_a_host_asks_for_is_kept_to_within_reason() -> None:
    turns = _turns(POST, f"{POST}/2", DISPATCH, f"{DISPATCH}/2")
    list(turns.ready(0.0))
    turns.done(POST, 0.0, gap=30.0)
    turns.done(DISPATCH, 0.0, gap=1e9)

    assert list(turns.ready(29.0)) == []
    assert list(turns.ready(30.0)) == [f"{POST}/2"]
    assert list(turns.ready(LONGEST_GAP)) == [f"{DISPATCH}/2"]


def test_no_more_begin_than_there_is_room_for() -> None:
    turns = _turns(POST, DISPATCH)

    assert list(turns.ready(0.0, most=1)) == [POST]
    assert turns.busy == 1
    assert len(turns) == 1


def test_a_port_is_another_host_and_a_name_in_the_address_is_not() -> None:
    turns = _turns("http://a.example:1/x", "http://a.example:2/x", "http://ada:pw@a.example:1/y")

    assert len(list(turns.ready(0.0))) == 2


@given(st.lists(st.sampled_from("abc"), max_size=30))
def test_every_job_has_its_turn_in_the_order_of_its_host(names: list[str]) -> None:
    turns: Turns[tuple[str, int]] = Turns()
    for number, name in enumerate(names):
        turns.add(f"https://{name}.example/", (name, number))

    now, served = 0.0, []
    while len(turns):
        begun = list(turns.ready(now))
        assert len({name for name, _ in begun}) == len(begun)
        served += begun
        for name, _ in begun:
            turns.done(f"https://{name}.example/", now)
        now = turns.next() or now

    assert sorted(served, key=lambda each: each[1]) == [(n, i) for i, n in enumerate(names)]
    for name in "abc":
        numbers = [number for each, number in served if each == name]
        assert numbers == sorted(numbers)
