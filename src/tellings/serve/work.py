"""What the processes of a server do: compare articles and make the pages of stories.

Each function takes and gives plain values, opens what it needs itself, and keeps nothing but
what it found in the articles of late.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any, NamedTuple

from tellings.intake import noticed, placed
from tellings.model.annotation import Annotated
from tellings.model.comparison import Comparison
from tellings.model.document import Document
from tellings.pipeline import Loaded, annotated, at_hand, compared, revised
from tellings.report.changes import changes_view
from tellings.report.json import comparison_record, dumps
from tellings.report.views import page_view
from tellings.serve.packing import Packed, packed
from tellings.serve.site import page
from tellings.settings import DEFAULT, Settings
from tellings.store import annotations, articles, opened, stories

Part = tuple[str, bytes]  # a name, and what came under it
# So many articles are not annotated again if their story is made again because another came.
REMEMBERED = 200
# Seconds to wait for another process that puts articles into stories.
PATIENCE = 5


@lru_cache(REMEMBERED)
def _annotated(document: Document) -> Annotated:
    return annotated(document)


def ready() -> None:
    """Load everything that is needed before someone waits for it."""
    texts = ("Rain fell on Osk.\n\nIt rained, the mayor said.", "Rain fell.\n\nIt rained in Osk.")
    parts = [(f"{at}.txt", text.encode("utf-8")) for at, text in enumerate(texts)]
    compared_page(parts, kept=False)


class Made(NamedTuple):
    """A comparison as it is answered with, and what could not be read."""

    body: Packed | None
    problems: tuple[str, ...]


def compared_page(parts: Sequence[Part], kept: bool, settings: Settings = DEFAULT) -> Made:
    """The page of a comparison of what was pasted; ``kept`` if there is a database beside it."""
    loaded = at_hand(parts, settings=settings)
    problems = _problems(loaded)
    if not loaded.documents:
        return Made(None, problems)
    comparison = compared([annotated(each) for each in loaded.documents])
    view = page_view(comparison) | {"problems": problems, "kept": kept, "path": "/compare"}
    view["notes"] = [*loaded.notes, *view["notes"]]
    return Made(packed(page("story_page.html", view)), problems)


def compared_record(parts: Sequence[Part], settings: Settings = DEFAULT) -> Made:
    """The record of a comparison of what was sent."""
    loaded = at_hand(parts, settings=settings)
    problems = _problems(loaded)
    if not loaded.documents:
        return Made(None, problems)
    comparison = compared([annotated(each) for each in loaded.documents])
    return Made(packed(_record(comparison)), problems)


def _record(comparison: Comparison) -> bytes:
    return dumps(comparison_record(comparison)).encode("utf-8")


def _problems(loaded: Loaded) -> tuple[str, ...]:
    return tuple(map(str, loaded.failures))


class Story(NamedTuple):
    """A story of the database, made: its page, its embedded view, and its record."""

    page: Packed
    embedded: Packed
    record: Packed


def follow(database: str, now: str) -> None:
    """Put what was kept into its stories and annotate it. `BusyError` if another does that."""
    store = opened(database)
    try:
        if stories.waiting(store) or annotations.waiting(store):
            with store.writing("tellings serve", patience=PATIENCE):
                list(placed(store, now=now))
                list(noticed(store))
    finally:
        store.close()


def story(database: str, name: str, members: Sequence[str]) -> Story:
    """The story of these articles, as the database has them now."""
    store = opened(database)
    try:
        documents = list(articles.documents(store, members))
    finally:
        store.close()
    made = compared([_annotated(each) for each in documents])
    made = replace(made, story=replace(made.story, id=name))
    view = page_view(made) | {"problems": (), "kept": True, "path": f"/stories/{name}"}
    bodies = (page("story_page.html", view), page("embedded.html", view), _record(made))
    return Story(*map(packed, bodies))


def revised_page(database: str, name: str, pair: tuple[int, int], view: dict[str, Any]) -> Packed:
    """The page of what changed in an article from one of its revisions to another."""
    store = opened(database)
    try:
        before, after = (articles.document(store, name, each) for each in pair)
    finally:
        store.close()
    revision = revised(_annotated(before), _annotated(after))
    return packed(page("revisions.html", view | {"found": changes_view(revision)}))
