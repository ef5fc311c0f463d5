"""Articles that are posted: kept at once, put into their stories and annotated right after.

Keeping waits for no import: it is a transaction as any other. What follows is for one process at
a time; while another does it, it is tried again until it is done.
"""

import asyncio
import io
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from tellings.errors import StoreError
from tellings.intake import taken
from tellings.model.document import Failure
from tellings.serve import work
from tellings.serve.serving import Serving
from tellings.store.records import Taken

# Seconds until what another process kept us from is tried again.
AGAIN = 5.0


class Posting:
    """What is posted to one server. To be used by one event loop."""

    def __init__(self, serving: Serving) -> None:
        self._serving = serving
        self._due = asyncio.Event()
        self._due.set()  # what a server before this one has left undone

    async def keep(self, data: bytes) -> dict[str, Any]:
        """What became of each article that was sent, once it is on the disk."""
        found = await run_in_threadpool(_kept, self._serving, data)
        if found["articles"]:
            self._due.set()
        return found

    async def follow(self) -> None:
        """Stories and annotations for what was kept, again and again."""
        while True:
            await self._due.wait()
            self._due.clear()
            database, now = self._serving.options.database, self._serving.now()
            try:
                await self._serving.workers.make(work.follow, database, now)
            except (StoreError, HTTPException):
                self._due.set()
                await asyncio.sleep(AGAIN)


def _kept(serving: Serving, data: bytes) -> dict[str, Any]:
    given, settings = io.BytesIO(data), serving.options.settings
    with serving.writer() as store:
        steps = list(taken(store, ["-"], now=serving.now(), stdin=given, settings=settings))
    return {
        "articles": [each._asdict() for each in steps if isinstance(each, Taken)],
        "problems": [str(each) for each in steps if isinstance(each, Failure)],
    }
