"""What one server holds, and how a request comes by it."""

import asyncio
import logging
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager, suppress
from typing import Any, NamedTuple

from anyio.to_thread import current_default_thread_limiter
from fastapi import Request

from tellings.serve import work
from tellings.serve.made import Made
from tellings.serve.posting import Posting
from tellings.serve.serving import Serving
from tellings.serve.warming import warm
from tellings.serve.watching import Watching
from tellings.store.records import Led

# Threads that ask the database, each with a connection and some megabytes of its pages.
THREADS = 16
# Seconds in which a story must be made for a record of it to be waited for.
PATIENCE = 30.0


class Served(NamedTuple):
    """What is served, the changes it is watched for, what was made of it, and what is posted."""

    serving: Serving
    watching: Watching
    made: Made
    posting: Posting

    async def led(self, name: str) -> Led:
        """The story an id leads to."""
        return await self.made.led(name, self.watching.last)

    async def story(self, name: str) -> work.Story:
        """That story, made. `UnreadyError` if that takes longer than a program waits."""
        return await self.made.story(await self.led(name), PATIENCE)


@asynccontextmanager
async def holding(serving: Serving) -> AsyncIterator[Served]:
    """All of it, with what goes on in the background, as long as the server runs."""
    current_default_thread_limiter().total_tokens = THREADS
    serving.workers.start()
    made, watching, posting = Made(serving), Watching(serving), Posting(serving)
    tasks = []
    if serving.options.database is not None:
        for each in (watching.run(), warm(serving, made, watching), posting.follow()):
            tasks.append(asyncio.create_task(_lasting(each)))
    try:
        yield Served(serving, watching, made, posting)
    finally:
        for task in tasks:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
        serving.close()


async def _lasting(work: Coroutine[Any, Any, None]) -> None:
    """Work that never ends; if it does, the log says why."""
    try:
        await work
    except Exception:
        logging.getLogger("uvicorn.error").exception("what goes on in the background has ended")


def served_of(request: Request) -> Served:
    """What the server that was asked holds."""
    found: Served = request.app.state.served
    return found


def serving_of(request: Request) -> Serving:
    """The database and the workers of it."""
    return served_of(request).serving
