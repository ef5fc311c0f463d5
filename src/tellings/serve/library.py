"""What the pages and the API ask the database for: a part of a list, and where the next begins."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from typing import NamedTuple

from starlette.exceptions import HTTPException

from tellings.store import Store, stories
from tellings.store.records import StoryRow, Wanting


class Listed(NamedTuple):
    """Some stories, and the mark of the next ones; none if these are the last."""

    rows: tuple[StoryRow, ...]
    following: str | None


def listed(store: Store, after: str, least: int, size: int, among: Wanting | None = None) -> Listed:
    """So many stories from a mark on, the one told last first; only of those ``among``."""
    rows = tuple(stories.listed(store, size + 1, least, _read(after), among))
    if len(rows) <= size:
        return Listed(rows, None)
    return Listed(rows[:size], _mark(rows[size - 1]))


def _mark(row: StoryRow) -> str:
    return urlsafe_b64encode(json.dumps(stories.mark(row)).encode()).decode()


def _read(mark: str) -> tuple[float | None, str] | None:
    if not mark:
        return None
    try:
        moment, name = json.loads(urlsafe_b64decode(mark.encode("ascii")))
        if isinstance(name, str) and (moment is None or isinstance(moment, int | float)):
            return moment, name
    except (ValueError, TypeError, Error):
        pass
    raise HTTPException(422, "after: not a mark that this server gave; begin without it")
