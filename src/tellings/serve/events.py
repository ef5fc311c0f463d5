"""What happens to stories, as it happens: server-sent events, from wherever one left off.

An event is a change as the database counts them: an article came into a story or began one, has
another text now, or stories were merged or split. Its id is its number, so that who comes back
with the last one (``Last-Event-ID``) misses nothing and is told nothing twice.
"""

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Header, Query, Request
from starlette.responses import StreamingResponse

from tellings.report.json import dumps
from tellings.serve.described import ERRORS, answers
from tellings.serve.served import Served, served_of
from tellings.store import Store, changes
from tellings.store.records import Change

router = APIRouter(prefix="/api", responses=ERRORS)
# Seconds between two lines that keep a connection open, and events that are read at once.
QUIET, BATCH = 15.0, 200
LARGEST = 2**53


@router.get("/changes", responses=answers("events"))
async def happening(
    request: Request,
    after: Annotated[int | None, Query(ge=0, le=LARGEST)] = None,
    last_event_id: Annotated[str | None, Header(max_length=40)] = None,
    follow: bool = True,
) -> StreamingResponse:
    """Changes after the one of this number, or only new ones; then those to come.

    The kind is the name of the event: `story`, `article`, `revision`, `merge` or `split`.
    """
    served = served_of(request)
    last = await served.watching.look()
    known = _number(last_event_id) if last_event_id else after
    # A number from another database tells nothing of this one.
    start = last if known is None or known > last else known
    events = _events(request, served, start, follow and not request.scope.get("head"))
    return StreamingResponse(events, 200, {"cache-control": "no-store"}, "text/event-stream")


def _number(said: str) -> int | None:
    return int(said) if said.isascii() and said.isdecimal() else None


async def _events(request: Request, served: Served, after: int, follow: bool) -> AsyncIterator[str]:
    yield ": changes of stories\n\n"
    while True:
        found = await served.serving.asked(_since, after)
        for each in found:
            after = each.number
            yield _event(each)
        if len(found) == BATCH:
            continue
        if not follow or served.watching.is_over or await request.is_disconnected():
            return
        if not await served.watching.news(after, QUIET):
            yield ": nothing new\n\n"


def _since(store: Store, after: int) -> list[Change]:
    return list(changes.since(store, after, BATCH))


def _event(change: Change) -> str:
    data = dumps({"story": change.story} | change.known)
    return f"id: {change.number}\nevent: {change.kind}\ndata: {data}\n\n"
