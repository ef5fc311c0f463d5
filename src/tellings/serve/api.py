"""The API: the records of the contract over HTTP, in pages that follow one another without end.

Whatever is listed comes with ``next``, where to go on from, none at the end. What is posted is
answered when it is on the disk; its story and what is found in it follow.
"""

import json
import re
from functools import lru_cache
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import Response

from tellings.errors import MissingError
from tellings.report.json import SCHEMA, dumps
from tellings.report.schema import schema as schema_of
from tellings.serve import work
from tellings.serve.addressed import Id
from tellings.serve.answers import JSON, kept, tagged
from tellings.serve.asking import Wanted
from tellings.serve.described import BODY, ERRORS, answers, description
from tellings.serve.library import listed
from tellings.serve.packing import Packed
from tellings.serve.served import served_of, serving_of
from tellings.store import annotations, articles
from tellings.store.search import search as searched

router = APIRouter(prefix="/api", responses=ERRORS)
Part = Literal[
    "utterances", "claims", "conflicts", "positions", "timeline", "labels", "headlines", "origins",
    "tellings",
]  # fmt: skip
Size = Annotated[int, Query(ge=1, le=500, description="so many at most")]
Skip = Annotated[int, Query(ge=0, le=2**53, description="leave out so many, those before")]
After = Annotated[str, Query(max_length=1000, description="the `next` of the answer before")]
Least = Annotated[int, Query(ge=1, le=2**53, description="told by so many articles or more")]


# How a record begins, or a list of them.
RECORDS = re.compile(rb"(\xef\xbb\xbf)?\s*(\[\s*)?\{")
LIST = re.compile(rb"(\xef\xbb\xbf)?\s*\[")


def _json(request: Request, record: dict[str, Any], status: int = 200) -> Response:
    cache = "no-cache" if status == 200 else "no-store"
    body = dumps({"schema": SCHEMA} | record).encode("utf-8")
    return tagged(request, body, JSON, status, cache)


@router.get("/stories", responses=answers("stories"))
def stories(request: Request, after: After = "", limit: Size = 50, least: Least = 1) -> Response:
    """The stories, the one told last first, of at least so many articles."""
    rows, following = listed(serving_of(request).store, after, least, limit)
    return _json(request, {"stories": [each._asdict() for each in rows], "next": following})


@router.get("/stories/{id}", responses=answers("comparison"))
async def story(request: Request, id: Id) -> Response:
    """The comparison of a story; an id that was merged leads to the story it is in."""
    made = await served_of(request).story(id)
    return kept(request, made.record, JSON)


@router.get("/stories/{id}/{part}", responses=answers("part"))
async def part(request: Request, id: Id, part: Part, skip: Skip = 0, limit: Size = 100) -> Response:
    """One kind of finding of a story, in the order of its record."""
    made = await served_of(request).story(id)
    record = await run_in_threadpool(_opened, made.record)
    every: list[Any] = record[part]
    following = skip + limit if skip + limit < len(every) else None
    entries = every[skip : skip + limit]
    return _json(request, {part: entries, "total": len(every), "next": following})


@lru_cache(2)
def _opened(record: Packed) -> dict[str, Any]:
    """The record whose parts are asked for one after the other."""
    found: dict[str, Any] = json.loads(record.plain)
    return found


@router.get("/articles/{id}", responses=answers("annotated"))
def article(request: Request, id: Id) -> Response:
    """The annotated article."""
    store = serving_of(request).store
    record = annotations.record(store, id)
    if record is None:
        _known(request, id)
        problem = "the article is not annotated yet; ask again in a moment"
        raise HTTPException(409, problem, {"retry-after": "2"})
    return tagged(request, dumps(record).encode("utf-8"), JSON)


def _known(request: Request, id: str) -> None:
    if articles.row_of(serving_of(request).store, id) is None:
        raise MissingError(f"no article {id!r}; see /api/search")


@router.get("/articles/{id}/text", responses=answers("text"))
def text(
    request: Request, id: Id, revision: Annotated[int | None, Query(ge=1, le=2**53)] = None
) -> Response:
    """The exact text that all places count in."""
    document = articles.document(serving_of(request).store, id, revision)
    # What was decoded can hold half a pair of UTF-16, which no other can read: one character each.
    body = document.text.encode("utf-8", "replace")
    return tagged(request, body, "text/plain; charset=utf-8")


@router.get("/articles/{id}/revisions", responses=answers("revisions"))
def revisions(request: Request, id: Id) -> Response:
    """The texts an article was seen with, from the first."""
    _known(request, id)
    found = articles.revisions(serving_of(request).store, id)
    return _json(request, {"article": id, "revisions": [each._asdict() for each in found]})


@router.get("/search", responses=answers("search"))
def search(
    request: Request, wanted: Annotated[Wanted, Query()], skip: Skip = 0, limit: Size = 20
) -> Response:
    """Places where words and "phrases" stand, the newest first."""
    if wanted.is_empty:
        raise HTTPException(422, "q: nothing to look for; give words or a filter")
    found = searched(serving_of(request).store, wanted.query(limit, skip))
    hits = [
        {"article": each.article._asdict(), "spans": [list(span) for span in each.spans],
         "text": each.text, "speaker": each.speaker}
        for each in found.hits
    ]  # fmt: skip
    following = skip + limit if skip + limit < found.total else None
    return _json(request, {"hits": hits, "total": found.total, "next": following})


async def _sent(request: Request) -> bytes:
    """What was sent; what is said to be JSON is no plain text that only looks odd."""
    data = await request.body()
    if not data.strip():
        raise HTTPException(400, 'nothing was sent; send {"text": "..."} or one such a line')
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == JSON and not RECORDS.match(data):
        raise HTTPException(400, 'no record: send {"text": "..."}, or plain text as text/plain')
    if kind == JSON and LIST.match(data):
        return await run_in_threadpool(_a_line_each, data)
    return data


def _a_line_each(data: bytes) -> bytes:
    """The entries of a list, one a line: a list without texts is read as plain text elsewhere."""
    try:
        every = json.loads(data)
    except (ValueError, RecursionError):
        raise HTTPException(400, "this is no JSON; send records in a list, or one a line") from None
    return "\n".join(map(json.dumps, every)).encode("ascii")


@router.post("/articles", status_code=201, responses=answers("kept"), openapi_extra=BODY)
async def post(request: Request) -> Response:
    """Keep articles: a record, one a line, a page, a feed or plain text. Answered when durable.

    What is sent again is there once: an article with the same id and text is known.
    """
    data = await _sent(request)
    record = await served_of(request).posting.keep(data)
    if not record["articles"]:
        raise HTTPException(400, "; ".join(record["problems"]) or "there is no article in this")
    return _json(request, record, 201)


@router.post("/compare", responses=answers("comparison"), openapi_extra=BODY)
async def compare(request: Request) -> Response:
    """The comparison of what is sent; nothing of it is kept."""
    given = [("sent", await _sent(request))]
    serving = serving_of(request)
    settings = serving.options.settings
    found = await serving.workers.make(work.compared_record, given, settings)
    if found.body is None:
        raise HTTPException(400, "; ".join(found.problems) or "there is no article in this")
    return kept(request, found.body, JSON, "no-store")


@router.get("/schema", responses=answers("schema"))
def schema(request: Request) -> Response:
    """The JSON Schema of every record."""
    return tagged(request, dumps(schema_of()).encode("utf-8"), "application/schema+json")


@router.get("/openapi.json", include_in_schema=False)
def openapi(request: Request) -> Response:
    """The description of all this."""
    return tagged(request, dumps(description(request.app.openapi())).encode("utf-8"), JSON)
