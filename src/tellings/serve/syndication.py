"""The stories as a feed: those told last, each with everyone who tells it."""

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from tellings.report.rss import Item, Told, rss
from tellings.serve.answers import tagged
from tellings.serve.served import serving_of
from tellings.store import Store, stories
from tellings.store.records import StoryRow

router = APIRouter(include_in_schema=False)
# So many stories: a reader that looks once a day misses none of a small house's.
ITEMS = 50
# So many tellings of each are listed.
TELLINGS = 100


@router.get("/stories.rss")
def feed(request: Request, least: int = Query(1, ge=1, le=2**53)) -> Response:
    """RSS 2.0 of the stories of at least so many articles."""
    serving = serving_of(request)
    found = stories.listed(serving.store, ITEMS, least)
    items = [_item(serving.store, each) for each in found]
    # A reader that knows a story by its address must find it there from wherever it asks.
    base = serving.options.base or str(request.base_url)
    body = "\n".join(rss(items, base=base)).encode("utf-8", "replace")
    return tagged(request, body, "application/rss+xml; charset=utf-8")


def _item(store: Store, row: StoryRow) -> Item:
    rows = store.rows(
        "SELECT publisher, headline, published, url FROM articles WHERE story = ?"
        " ORDER BY moment IS NULL, moment, id LIMIT ?",
        (row.id, TELLINGS),
    )
    return Item(row.id, row.headline, row.last_published, tuple(Told(*each) for each in rows))
