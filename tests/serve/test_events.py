"""Changes are told once each, in their order, to whoever comes back with the last one."""

import json
from pathlib import Path
from typing import Any

from standing import Server, standing
from stored import NOW, article, base
from tellings.intake import placed
from tellings.store import Store, articles, stories
from tellings.store.records import Moved

TOLD = {
    "Osk": "Rain burst the river wall after midnight.",
    "Tarn": "Teachers go on strike over their pensions.",
    "Halvik": "A painting stolen in 1988 hangs in a museum again.",
    "Belm": "The chess champion loses to a girl of twelve.",
    "Castra": "Copper prices fall as a mine reopens.",
    "Dorn": "An observatory finds a comet with two tails.",
}
Event = tuple[int, str, dict[str, Any]]


def _keep(path: Path, *names: str) -> None:
    with base(path) as store:
        _kept(store, *names)


def _kept(store: Store, *names: str) -> None:
    texts = {each: f"{TOLD[each]}\n\n{TOLD[each]} {each} is where it was." for each in names}
    articles.keep(store, [article(text, name) for name, text in texts.items()], now=NOW)
    list(placed(store, now=NOW))


def _told(server: Server, last: int | None) -> list[Event]:
    headers = {} if last is None else {"last-event-id": str(last)}
    address = "/api/changes?follow=false" + ("&after=0" if last is None else "")
    return _events(server.client.get(address, headers=headers).text)


def _events(text: str) -> list[Event]:
    found = []
    for block in text.split("\n\n"):
        fields = dict(line.split(": ", 1) for line in block.splitlines() if line[0] != ":")
        if fields:
            found.append((int(fields["id"]), fields["event"], json.loads(fields["data"])))
    return found


def test_nothing_is_missed_and_nothing_told_twice_whenever_one_leaves(tmp_path: Path) -> None:
    path = tmp_path / "t.db"
    told: list[Event] = []
    for names in (("Osk", "Tarn"), ("Halvik",), ("Belm", "Castra", "Dorn")):
        _keep(path, *names)
        with standing(str(path)) as server:  # another server each time
            told += _told(server, told[-1][0] if told else None)

    assert [number for number, _, _ in told] == [1, 2, 3, 4, 5, 6]
    assert {each["article"] for _, _, each in told} == {
        "Osk", "Tarn", "Halvik", "Belm", "Castra", "Dorn",
    }  # fmt: skip


def test_merges_and_splits_and_new_texts_are_told(tmp_path: Path) -> None:
    path = tmp_path / "t.db"
    with base(path) as store:
        _kept(store, "Osk", "Tarn")
        moves = [
            Moved("merge", ("Tarn",), "Tarn", "Osk", "Osk"),
            Moved("split", ("Tarn",), "Osk", "Tarn", "Tarn"),
        ]
        stories.move(store, moves, now=NOW)
        _kept(store, "Halvik")
        articles.keep(store, [article("Hail fell on Osk instead.", "Osk")], now=NOW)

    with standing(str(path)) as server:
        found = _told(server, None)

    kinds = [(kind, each["story"]) for _, kind, each in found]
    assert kinds == [
        ("story", "Osk"), ("story", "Tarn"), ("merge", "Osk"), ("split", "Tarn"),
        ("story", "Halvik"), ("revision", "Osk"),
    ]  # fmt: skip
    assert found[2][2] == {"story": "Osk", "old": "Tarn", "new": "Osk", "articles": ["Tarn"]}
    assert found[5][2]["revision"] == 2


def test_who_follows_is_told_as_it_happens(tmp_path: Path) -> None:
    path = tmp_path / "t.db"
    _keep(path, "Osk")
    with standing(str(path)) as server, server.client.stream("GET", "/api/changes") as answer:
        lines = answer.iter_lines()
        assert next(lines).startswith(":")  # what was there before is not told
        _keep(path, "Tarn")
        while not (line := next(lines)).startswith("id:"):
            pass

    assert line == "id: 2"


def test_a_number_that_is_none_is_as_if_there_were_none(tmp_path: Path) -> None:
    path = tmp_path / "t.db"
    _keep(path, "Osk")
    with standing(str(path)) as server:
        for number in ("9" * 39, "٣", "-1", "soon", "99"):
            headers = {b"last-event-id": number.encode("utf-8")}
            answer = server.client.get("/api/changes?follow=false", headers=headers)
            assert (answer.status_code, _events(answer.text)) == (200, []), number
