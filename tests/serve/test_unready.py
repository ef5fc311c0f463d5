"""A story that is still being compared: what is known of it is shown at once, and nobody waits."""

import asyncio
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

import pytest

from browsed import Page
from command import SAMPLES
from standing import Server, standing
from stored import NOW, base, filled
from tellings.serve import made, pages, served
from tellings.serve.serving import Options, Serving
from tellings.store import opened, stories

STORY = "treaty-harbour-dispatch"


async def _never(*_: object) -> None:
    """Nothing is made ahead."""


@pytest.fixture
def filled_one(tmp_path: Path) -> str:
    path = tmp_path / "t.db"
    with base(path) as store:
        filled(store, SAMPLES / "corpus.jsonl")
    return str(path)


@pytest.fixture
def hasty(filled_one: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A server that lets nobody wait for a story."""
    monkeypatch.setattr(served, "warm", _never)
    monkeypatch.setattr(served, "PATIENCE", 0)
    monkeypatch.setattr(pages, "PATIENCE", 0)
    with standing(filled_one) as server:
        yield server


def _in_the_end(server: Server, path: str) -> int:
    """The status once it is ready."""
    for _ in range(300):
        if (status := server.client.get(path).status_code) not in (202, 503):
            return status
        time.sleep(0.1)
    return 0


def test_what_is_known_is_shown_until_the_story_is_compared(hasty: Server) -> None:
    for path in (f"/stories/{STORY}", f"/embed/{STORY}"):
        answer = hasty.client.get(path)
        if path.startswith("/stories/"):
            assert answer.status_code == 202
            assert answer.headers["retry-after"] == answer.headers["refresh"] == str(made.AGAIN)
            assert "etag" not in answer.headers
            page = Page(answer.text)
            links = {names["href"] for tag, names in page.elements if tag == "a"}
            assert {f"/articles/{STORY}", "?"} <= links
            assert "articles are being compared" in page.shown
            assert "Harbour Dispatch" in page.shown

    assert _in_the_end(hasty, f"/stories/{STORY}") == 200
    assert "being compared" not in hasty.client.get(f"/stories/{STORY}").text
    assert hasty.client.get(f"/embed/{STORY}").status_code == 200


def test_a_program_is_told_when_to_ask_again(hasty: Server) -> None:
    answer = hasty.client.get(f"/api/stories/{STORY}")

    assert answer.status_code == 503
    assert answer.headers["retry-after"] == str(made.AGAIN)
    assert "ask again" in answer.json()["problem"]
    assert _in_the_end(hasty, f"/api/stories/{STORY}") == 200


def test_a_story_of_many_keeps_no_process_from_others(
    filled_one: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(made, "MANY", 1)

    async def refused(*_: Any) -> NoReturn:  # noqa: ANN401
        raise AssertionError

    async def asked() -> bytes:
        serving = Serving(Options(filled_one, 1), lambda: NOW)
        monkeypatch.setattr(serving.workers, "make", refused)
        try:
            store = opened(filled_one)
            led = stories.led(store, STORY)
            store.close()
            return (await made.Made(serving).story(led)).page.plain
        finally:
            serving.close()

    assert b"Harbour Dispatch" in asyncio.run(asked())
