"""The number of the last change in the database, looked up for everybody at once.

Whoever waits for news is woken; nobody else asks the database whether there are any.
"""

import asyncio
from contextlib import suppress

from tellings.errors import StoreError
from tellings.serve.serving import Serving
from tellings.store import changes

# Seconds between two looks. What is shown is never older.
LOOK = 0.5


class Watching:
    """What is known of the last change. To be used by one event loop."""

    def __init__(self, serving: Serving) -> None:
        self._serving = serving
        self._news = asyncio.Event()
        self.last: int | None = None
        self.is_over = False
        serving.at_end.append(self._end)

    async def run(self) -> None:
        """Look, again and again."""
        while True:
            with suppress(StoreError):
                await self.look()
            await asyncio.sleep(LOOK)

    async def look(self) -> int:
        """The number of the last change, now."""
        number = await self._serving.asked(changes.last)
        if number != self.last:
            self.last = number
            self._wake()
        return number

    async def news(self, after: int, seconds: float) -> bool:
        """Whether there is a change after this one; waited for no longer than so many seconds."""
        if self.last is not None and self.last > after:
            return True
        with suppress(TimeoutError):
            await asyncio.wait_for(self._news.wait(), seconds)
        return self.last is not None and self.last > after

    def _end(self) -> None:
        """Wake whoever waits, for the last time: the server ends."""
        self.is_over = True
        self._wake()

    def _wake(self) -> None:
        self._news.set()
        self._news = asyncio.Event()
