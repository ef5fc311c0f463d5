"""The pages: the stories and one of them, articles and their versions, a search, a comparison.

They are whole without JavaScript. A story's page is made once by a worker and kept; the others
are made as they are asked for.
"""

from collections.abc import Sequence
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Query, Request
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from tellings.serve import answers, work
from tellings.serve.addressed import Id
from tellings.serve.answers import HTML, tagged
from tellings.serve.arrivals import arrivals
from tellings.serve.asking import Listing, Wanted
from tellings.serve.forms import NOTHING, Pasted, pasted
from tellings.serve.guard import Rules
from tellings.serve.library import listed
from tellings.serve.made import AGAIN, UnreadyError
from tellings.serve.served import served_of, serving_of
from tellings.serve.site import STATIC, address, page, static
from tellings.store import Store
from tellings.store import articles as stored
from tellings.store.records import ArticleRow
from tellings.store.search import MANY, stories_of
from tellings.store.search import search as searched
from tellings.store.stories import counted, members

router = APIRouter(include_in_schema=False)
TYPES = {
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml",
}
FOREVER = "public, max-age=31536000, immutable"
# A page of a list: more are a click away.
SCREEN = 30
# Seconds in which a story must be made for a reader to wait for it before anything is shown.
PATIENCE = 2.0

# Bytes that the guard lets through.
LARGEST = Rules(frozenset()).largest

Text = Annotated[str, Query(max_length=500)]


def shown(
    request: Request,
    template: str,
    view: dict[str, Any],
    status: int = 200,
    cache: str = "no-cache",
) -> Response:
    """A page made of a template; not sent again to who has it."""
    serving = serving_of(request)
    common = {"kept": serving.options.database is not None, "path": request.url.path}
    return tagged(request, page(template, common | view), HTML, status, cache)


def problem(request: Request, status: int, said: str, headers: dict[str, str]) -> Response:
    """The page of an error."""
    found = shown(request, "problem.html", {"status": status, "said": said}, status)
    found.headers.update(headers)
    return found


@router.get("/static/{digest}/{name}")
def file(request: Request, digest: str, name: str) -> Response:
    """A style sheet or script."""
    if name not in STATIC:
        raise HTTPException(404)
    kind = TYPES[name.rpartition(".")[2]]
    # What another version asks for by another digest is not to be kept for good.
    cache = FOREVER if address(name) == request.url.path else "no-cache"
    return tagged(request, static(name), kind, cache=cache)


@router.get("/embed.js")
def embedding(request: Request) -> Response:
    """The script that puts a story on another page, under an address that stays."""
    return tagged(request, static("embed.js"), TYPES["js"])


@router.get("/")
def home(request: Request, asked: Annotated[Listing, Query()]) -> Response:
    """The stories, the one told last first; without a database, where to paste articles."""
    serving = serving_of(request)
    if serving.options.database is None:
        return RedirectResponse("/compare", 303)
    among = stories_of(serving.store, asked.query()) if asked.is_narrow else None
    rows, following = listed(serving.store, asked.after, asked.least, SCREEN, among)
    view = {
        "rows": arrivals(serving.store, rows), "asked": asked,
        "total": counted(serving.store, asked.least, among),
        "onward": asked.onward(following) if following else "",
    }  # fmt: skip
    return shown(request, "stories.html", view)


@router.get("/compare")
def paste(request: Request) -> Response:
    """Where articles are pasted or dropped."""
    return _form(request, NOTHING, ())


@router.post("/compare")
async def compare(request: Request) -> Response:
    """The comparison of what was pasted; nothing of it is kept."""
    serving = serving_of(request)
    given = await pasted(request)
    if not given.parts:
        nothing = "nothing to compare: paste the text of two articles, or choose files"
        return _form(request, given, (nothing,), 400)
    kept, settings = serving.options.database is not None, serving.options.settings
    found = await serving.workers.make(work.compared_page, given.parts, kept, settings)
    if found.body is None:
        return _form(request, given, found.problems, 400)
    return answers.kept(request, found.body, HTML, "no-store")


def _form(request: Request, given: Pasted, problems: Sequence[str], status: int = 200) -> Response:
    """The form to paste into, with what was in it and what was wrong with that."""
    view = {"problems": problems, "texts": given.again, "largest": LARGEST}
    return shown(request, "compare.html", view, status)


@router.get("/stories/{name}")
async def story(request: Request, name: Id) -> Response:
    """One story, side by side; an id that was merged leads to the story it is in."""
    served = served_of(request)
    led = await served.led(name)
    if led.id != name:  # for now: stories that were merged may be split again
        return RedirectResponse(f"/stories/{quote(led.id, safe='')}", 302)
    try:
        made = await served.made.story(led, PATIENCE)
    except UnreadyError:
        return await _unready(request, led.id)
    return answers.kept(request, made.page, HTML)


@router.get("/embed/{name}")
async def embedded(request: Request, name: Id) -> Response:
    """The story for a frame on another page."""
    served = served_of(request)
    led = await served.led(name)
    try:
        made = await served.made.story(led, PATIENCE)
    except UnreadyError:
        return await _unready(request, led.id)
    return answers.kept(request, made.embedded, HTML)


async def _unready(request: Request, story: str) -> Response:
    """What is known of a story without a comparison; a browser looks again by itself."""
    rows = await serving_of(request).asked(_told, story)
    headline = next((each.headline for each in rows if each.headline), None)
    view = {"rows": rows, "headline": headline, "again": AGAIN}
    found = shown(request, "comparing.html", view, 202, "no-store")
    again = str(AGAIN)
    found.headers.update({"retry-after": again, "refresh": again})
    return found


def _told(store: Store, story: str) -> list[ArticleRow]:
    rows = [stored.row_of(store, each) for each in members(store, story)]
    known = [each for each in rows if each is not None]
    return sorted(known, key=lambda each: (each.published or "9999", each.id))


@router.get("/search")
def search(
    request: Request,
    wanted: Annotated[Wanted, Query()],
    skip: Annotated[int, Query(ge=0, le=MANY)] = 0,
) -> Response:
    """Places where words stand, so many on a page."""
    view: dict[str, Any] = {"asked": wanted, "found": None, "skip": skip, "onward": ""}
    if not wanted.is_empty:
        found = searched(serving_of(request).store, wanted.query(SCREEN, skip))
        end = skip + len(found.hits)
        onward = wanted.onward(end) if skip < end < found.total else ""
        view |= {"found": found, "onward": onward, "many": found.total >= MANY}
    return shown(request, "search.html", view)


@router.get("/articles/{name}")
def article(request: Request, name: Id, at: Text = "") -> Response:
    """An article as it was kept, with a stretch of it lit up; and the versions it was seen in."""
    store = serving_of(request).store
    row, document = stored.row_of(store, name), stored.document(store, name)
    start, end = _stretch(at, len(document.text))
    text = document.text
    view = {
        "row": row, "document": document, "at": at if end else "",
        "text": (text[:start], text[start:end], text[end:]),
        "revisions": stored.revisions(store, name),
    }  # fmt: skip
    return shown(request, "article.html", view)


@router.get("/articles/{name}/revisions")
async def revisions(
    request: Request,
    name: str,
    before: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
    after: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
) -> Response:
    """What was changed from one version to another, the last two if not said."""
    serving = serving_of(request)
    row = await serving.asked(stored.row_of, name)
    if row is None:
        raise HTTPException(404, f"no article {name!r}; see the search")
    found = await serving.asked(stored.revisions, name)
    after = after or len(found)
    before = before or max(1, after - 1)
    if max(before, after) > len(found):
        raise HTTPException(404, f"this article has {len(found)} versions; choose among them")
    view = {
        "kept": True, "path": request.url.path, "row": row, "versions": found[::-1],
        "pair": (before, after), "found": None,
    }  # fmt: skip
    if before == after:
        return tagged(request, page("revisions.html", view), HTML)
    given = (serving.options.database, name, (before, after), view)
    return answers.kept(request, await serving.workers.make(work.revised_page, *given), HTML)


def _stretch(at: str, size: int) -> tuple[int, int]:
    """The start and end in ``120-180``; nothing if it is none of this text."""
    first, _, last = at.partition("-")
    if not (first.isdecimal() and last.isdecimal()):
        return 0, 0
    start, end = int(first[:12]), int(last[:12])
    return (start, end) if start < end <= size else (0, 0)
