"""Stories are made before someone asks for them: those told last, when something happened to them.

One at a time, when a process has nothing to do, and for half of the time at most: an import that
goes on for hours changes them again and again.
"""

import asyncio
import time
from contextlib import suppress

from starlette.exceptions import HTTPException

from tellings.errors import StoreError
from tellings.serve.made import Made
from tellings.serve.serving import Serving
from tellings.serve.watching import Watching
from tellings.store import Store, stories

# So many stories, of two articles or more: what the first pages of the list show.
STORIES = 100
# Seconds to look for news, and between two looks whether a process is idle.
PATIENCE, PAUSE = 60.0, 0.5


async def warm(serving: Serving, made: Made, watching: Watching) -> None:
    """Make what is new, again and again."""
    seen = -1
    while True:
        if not await watching.news(seen, PATIENCE):
            continue
        seen = watching.last or 0
        start = time.monotonic()
        with suppress(StoreError):
            for name in await serving.asked(_recent):
                await _make(serving, made, name)
        await asyncio.sleep(max(PAUSE, time.monotonic() - start))


def _recent(store: Store) -> list[str]:
    return [each.id for each in stories.listed(store, STORIES, least=2)]


async def _make(serving: Serving, made: Made, name: str) -> None:
    led = await made.led(name, None)
    if await made.is_made(led):
        return
    while not serving.workers.is_idle:
        await asyncio.sleep(PAUSE)
    with suppress(HTTPException):
        await made.story(led, ahead=True)
