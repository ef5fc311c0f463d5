"""Stories that were made: in memory and in the database, by what they were made from.

A story is made again when something happened to it, or when tellings or its templates are others.
While nothing at all has happened in the database, no story is looked up in it again.
"""

import asyncio
from contextlib import suppress
from hashlib import sha256
from typing import NamedTuple

from starlette.exceptions import HTTPException

from tellings.errors import StoreError
from tellings.serve import work
from tellings.serve.packing import Packed
from tellings.serve.serving import KEPT, Cache, Serving
from tellings.serve.site import digest
from tellings.serve.workers import BeyondError
from tellings.store import Store, stories, views
from tellings.store.records import Led
from tellings.store.views import View
from tellings.version import __version__

# So many ids are remembered with the story each leads to.
NAMES = 10_000
# A story of more articles is made behind: it would keep a process from all others for minutes.
MANY = 60
# Seconds after which to ask again for a story that is being made.
AGAIN = 10


class UnreadyError(HTTPException):
    """A story is still being made; it will be there."""


class _Known(NamedTuple):
    """The story an id led to when this was the last change in the database."""

    change: int
    led: Led


class _Kept(NamedTuple):
    key: str
    story: work.Story


class Made:
    """The stories of one server. To be used by one event loop."""

    def __init__(self, serving: Serving) -> None:
        self._serving = serving
        self._kept = Cache[_Kept](KEPT, lambda each: sum(len(part.body) for part in each.story))
        self._known = Cache[_Known](NAMES, lambda _: 1)
        self._making: dict[str, asyncio.Task[work.Story]] = {}
        self._beyond: dict[str, tuple[str, BeyondError]] = {}
        self._from = sha256(f"{__version__} {digest()}".encode()).hexdigest()[:16]

    async def led(self, name: str, change: int | None) -> Led:
        """The story an id leads to, looked up once while this is the last change."""
        known = self._known.get(name)
        if change is None or known is None or known.change != change:
            led = await self._serving.asked(stories.led, name)
            if change is None:
                return led
            known = _Known(change, led)
            self._known.put(name, known)
        return known.led

    async def story(
        self, led: Led, patience: float | None = None, *, ahead: bool = False
    ) -> work.Story:
        """The story as it is now; made once, however many ask for it at the same time.

        `UnreadyError` if it is not there in so many seconds. What is made ``ahead`` of being
        asked for takes no process from those who wait.
        """
        key = f"{led.changed} {self._from}"
        kept = self._kept.get(led.id)
        if kept is not None and kept.key == key:
            return kept.story
        if (beyond := self._beyond.get(led.id)) and beyond[0] == key:
            raise beyond[1]
        task = self._making.get(f"{led.id} {key}")
        if task is None:
            task = asyncio.create_task(self._made(led.id, key, ahead))
            self._making[f"{led.id} {key}"] = task
            task.add_done_callback(lambda _: self._making.pop(f"{led.id} {key}"))
            # Whoever asked may have gone by the time it fails.
            task.add_done_callback(lambda task: task.cancelled() or task.exception())
        # Who goes away early does not take it from the others.
        done, _ = await asyncio.wait({task}, timeout=patience)
        if not done:
            problem = "the story is being compared; ask again in a moment"
            raise UnreadyError(503, problem, {"retry-after": str(AGAIN)})
        return task.result()

    async def _made(self, name: str, key: str, ahead: bool) -> work.Story:
        found = await self._serving.asked(_stored, name, key)
        if found is None:
            database = self._serving.options.database
            members = await self._serving.asked(stories.members, name)
            serving = self._serving
            workers = serving.behind if ahead or len(members) > MANY else serving.workers
            try:
                found = await workers.make(work.story, database, name, members)
            except BeyondError as error:
                self._beyond[name] = (key, error)
                raise
            # Kept for the next server only; a database that cannot be written now does without.
            with suppress(StoreError):
                await self._serving.asked(views.keep, name, key, _views(found))
        self._kept.put(name, _Kept(key, found))
        return found

    async def is_made(self, led: Led) -> bool:
        """Whether it is in memory or in the database as it is now, or cannot be made."""
        key = f"{led.changed} {self._from}"
        kept = self._kept.get(led.id)
        if kept is not None and kept.key == key:
            return True
        if (beyond := self._beyond.get(led.id)) and beyond[0] == key:
            return True
        return await self._serving.asked(_stored, led.id, key) is not None


def _stored(store: Store, name: str, key: str) -> work.Story | None:
    found = {each.part: Packed(each.tag, each.body) for each in views.kept(store, name, key)}
    return work.Story(**found) if set(found) == set(work.Story._fields) else None


def _views(story: work.Story) -> list[View]:
    return [View(part, *each) for part, each in story._asdict().items()]
