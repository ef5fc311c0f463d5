"""The application: the pages and the API behind the guard."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import ASGIApp

from tellings.errors import AskedError, BusyError, MissingError, StoreError
from tellings.serve import api, described, events, pages, syndication
from tellings.serve.addressed import Addressed
from tellings.serve.guard import Guard, Rules, answer
from tellings.serve.served import holding
from tellings.serve.serving import Serving
from tellings.version import __version__

# What an error of the database is answered with, and after how many seconds to try again.
STATUSES: tuple[tuple[type[StoreError], int, str | None], ...] = (
    (MissingError, 404, None),
    (AskedError, 422, None),
    (BusyError, 503, "5"),
    (StoreError, 500, None),
)


def application(serving: Serving, rules: Rules) -> ASGIApp:
    """The whole server, ready to be run."""

    @asynccontextmanager
    async def life(site: FastAPI) -> AsyncIterator[None]:
        async with holding(serving) as served:
            site.state.served = served
            yield

    site = FastAPI(
        title="tellings",
        version=__version__,
        description=described.DESCRIPTION,
        openapi_url=None,
        lifespan=life,
        redirect_slashes=False,
    )
    for part in (api.router, events.router, syndication.router, pages.router):
        site.include_router(part)
    site.add_exception_handler(HTTPException, _refused)
    site.add_exception_handler(RequestValidationError, _misread)
    site.add_exception_handler(StoreError, _unserved)
    site.add_exception_handler(Exception, _broken)
    return Guard(Addressed(site), rules)


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    problem = error.detail
    if problem == "Not Found":
        problem = "there is nothing at this address; see / for the pages and /api/openapi.json"
    return _said(request, error.status_code, problem, dict(error.headers or {}))


def _misread(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    where = ".".join(str(each) for each in first["loc"][1:])
    return _said(request, 422, f"{where}: {first['msg'].lower()}")


def _unserved(request: Request, error: Exception) -> Response:
    """What the database says is wrong, without the name of its file: no business of the asker's."""
    status, again = next((n, again) for kind, n, again in STATUSES if isinstance(error, kind))
    name = request.app.state.served.serving.options.database
    said = str(error).removeprefix(f"{name}: ")
    return _said(request, status, said, {"retry-after": again} if again else None)


def _broken(request: Request, error: Exception) -> Response:
    return _said(request, 500, "something is wrong with the server; what it printed says what")


def _said(
    request: Request, status: int, problem: str, headers: dict[str, str] | None = None
) -> Response:
    path = request.url.path
    if path.startswith(("/api/", "/static/")):
        return answer(path, status, problem, headers or {})
    return pages.problem(request, status, problem, headers or {})
