"""Processes that are killed, take too long or are too few keep nobody from the others."""

import asyncio
import os
import signal
import time
from pathlib import Path

import pytest
from starlette.exceptions import HTTPException

from tellings.serve import workers
from tellings.serve.workers import TooLongError, Workers, within


def _killed() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _killed_once(path: str) -> str:
    if not Path(path).exists():
        Path(path).touch()
        time.sleep(0.5)  # others come to wait for the same process
        _killed()
    return "made"


def _busy(seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        pass


def test_who_is_killed_takes_nobody_along(tmp_path: Path) -> None:
    async def all_of_it() -> list[object]:
        made = Workers(1)
        try:
            once = str(tmp_path / "once")
            asked = (made.make(_killed_once, once), made.make(abs, -1), made.make(_killed))
            found = await asyncio.gather(*asked, return_exceptions=True)
            return [*found, await made.make(abs, -2)]
        finally:
            made.close()

    first, second, third, after = asyncio.run(all_of_it())

    assert (first, second, after) == ("made", 1, 2)
    assert isinstance(third, HTTPException)
    assert "memory" in third.detail


def test_more_than_can_wait_are_asked_to_come_again(monkeypatch: pytest.MonkeyPatch) -> None:
    async def all_of_it() -> list[object]:
        made = Workers(1)
        try:
            asked = [made.make(time.sleep, 0.01) for _ in range(4)]
            return await asyncio.gather(*asked, return_exceptions=True)
        finally:
            made.close()

    monkeypatch.setattr(workers, "WAITING", 2)
    found = asyncio.run(all_of_it())

    assert found[:3] == [None, None, None]
    assert isinstance(found[3], HTTPException)
    assert found[3].headers == {"retry-after": "5"}


def test_what_takes_too_long_is_ended() -> None:
    start = time.monotonic()

    with pytest.raises(TooLongError):
        within(0.1, _busy, (60,))

    assert time.monotonic() - start < 50
