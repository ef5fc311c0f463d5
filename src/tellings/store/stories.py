"""Stories: which articles tell them, what became of them, and which story an id leads to."""

import json
from collections.abc import Iterable, Iterator

from tellings.errors import MissingError, StoreError
from tellings.store import Store, first
from tellings.store.changes import UNDATED, Happened, happen, touch
from tellings.store.moments import moment
from tellings.store.records import Led, Moved, Placed, Remembered, StoryFound, StoryRow, Wanting

# An id that was cut short names a story if no other begins so; so many are named if others do.
_NAMED = 5


def waiting(store: Store) -> int:
    """How many articles that is still to be done for."""
    return int(first(store, "SELECT count(*) FROM articles WHERE place IS NULL"))


def state(store: Store) -> tuple[int, int]:
    """A mark that is another one when an article was put into a story, or was moved."""
    last = first(store, "SELECT max(place) FROM articles")
    moved = first(store, "SELECT max(number) FROM story_log")
    return last or 0, moved or 0


def unplaced(store: Store) -> Iterator[str]:
    """Articles that have no story yet, in the order of publication (the undated last, by id)."""
    found = store.rows(
        "SELECT id FROM articles WHERE place IS NULL ORDER BY moment IS NULL, moment, id"
    )
    for (name,) in found:
        yield name


def place(store: Store, placed: Iterable[Placed], known: int) -> None:
    """Put articles into their stories, in the order of arrival, in one transaction.

    ``known`` is how many articles the stream still knows then: the last ones that arrived.
    """
    changes = []
    with store.transaction():
        last = first(store, "SELECT max(place) FROM articles") or 0
        number = last
        for number, each in enumerate(placed, last + 1):
            _open(store, each.story, each.running)
            store.run(
                "UPDATE articles SET story = ?, place = ?, copy_of = ?, copy_share = ?"
                " WHERE id = ?",
                (each.story, number, each.copy_of, each.copy_share, each.id),
            )
            store.run(
                "INSERT INTO profiles SELECT article, ? FROM articles WHERE id = ?",
                (each.kept, each.id),
            )
            kind = "story" if each.story == each.id else "article"
            changes.append(Happened(kind, each.story, each.id))
        happen(store, changes)
        note(store, "repair", "due")
        note(store, "window", str(number - known + 1))


def _open(store: Store, story: str, running: str | None) -> None:
    store.run(
        "INSERT INTO stories (id, running) VALUES (?, ?) ON CONFLICT (id) DO NOTHING",
        (story, running),
    )


def remembered(store: Store) -> Iterator[Remembered]:
    """Those that the stream still knew, in the order of arrival: what it is restored from."""
    found = store.stream(
        "SELECT articles.id, story, running, profile FROM articles JOIN profiles USING (article)"
        " JOIN stories ON stories.id = story WHERE place >= ? ORDER BY place",
        (int(noted(store, "window") or 0),),
    )
    for name, story, running, kept in found:
        yield Remembered(name, story, running, bytes(kept))


def move(store: Store, changes: Iterable[Moved], *, now: str) -> None:
    """Merges and splits, and that nothing is left to be looked at, in one transaction."""
    with store.transaction():
        for each in changes:
            _open(store, each.new, each.running)
            store.run(
                "UPDATE stories SET merged_into = NULL, running = ? WHERE id = ?",
                (each.running, each.new),
            )
            store.many(
                "UPDATE articles SET story = ? WHERE id = ?",
                [(each.new, name) for name in each.articles],
            )
            store.run(
                "INSERT INTO story_log (changed, kind, old, new, articles) VALUES (?, ?, ?, ?, ?)",
                (now, each.kind, each.old, each.new, json.dumps(each.articles)),
            )
            if each.kind == "merge":
                _lead(store, each.old, each.new)
            log = first(store, "SELECT max(number) FROM story_log")
            happen(store, [Happened(each.kind, each.new, log=log)])
            touch(store, each.old)
        note(store, "repair", "done")


def _lead(store: Store, old: str, new: str) -> None:
    """Let a story that has gone lead to another, with the articles the stream has forgotten."""
    store.run("UPDATE articles SET story = ? WHERE story = ?", (new, old))
    store.run("UPDATE stories SET merged_into = ? WHERE id = ? AND merged_into IS NULL", (new, old))


def note(store: Store, key: str, value: str) -> None:
    """Keep a word on how far a run has come."""
    store.run(
        "INSERT INTO state VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (key, value),
    )


def noted(store: Store, key: str) -> str | None:
    """What was kept under this key."""
    found: str | None = first(store, "SELECT value FROM state WHERE key = ?", (key,))
    return found


def listed(
    store: Store,
    limit: int | None = None,
    least: int = 1,
    after: tuple[float | None, str] | None = None,
    among: Wanting | None = None,
) -> Iterator[StoryRow]:
    """The stories, the one that was told last first, of at least so many articles.

    With ``after``, the last moment and the id of a story, only those behind it; with ``among``
    only those whose ids are found by it.
    """
    condition, given = _listed(least, among)
    values = [*given]
    if after is not None:
        told, name = UNDATED if after[0] is None else after[0], after[1]
        condition += " AND (told < ? OR (told = ? AND id > ?))"
        values += [told, told, name]
    sql = (
        "SELECT id, articles, publishers, copies, running FROM stories"
        f" WHERE {condition} ORDER BY told DESC, id"
    )
    if limit is not None:
        sql, values = f"{sql} LIMIT ?", [*values, limit]
    for story, articles, publishers, copies, running in list(store.rows(sql, values)):
        start, end, headline = _ends(store, story)
        yield StoryRow(story, headline, start, end, articles, publishers, copies, running)


def counted(store: Store, least: int = 1, among: Wanting | None = None) -> int:
    """How many stories `listed` would give."""
    condition, values = _listed(least, among)
    return int(first(store, f"SELECT count(*) FROM stories WHERE {condition}", values))


def _listed(least: int, among: Wanting | None) -> Wanting:
    if among is None:
        return "articles > 0 AND articles >= ?", (least,)
    return f"articles > 0 AND articles >= ? AND id IN ({among[0]})", (least, *among[1])


def mark(row: StoryRow) -> tuple[float | None, str]:
    """Where a story stands in the list: what `listed` goes on after."""
    return moment(row.last_published), row.id


def _ends(store: Store, story: str) -> tuple[str | None, str | None, str | None]:
    """When a story was told first and last, and the headline it began with."""
    sql = "SELECT {0} FROM articles WHERE story = ? AND {0} IS NOT NULL ORDER BY {1} LIMIT 1"
    start = first(store, sql.format("published", "moment IS NULL, moment, id"), (story,))
    end = first(store, sql.format("published", "moment IS NULL, moment DESC, id"), (story,))
    named = first(store, sql.format("headline", "moment IS NULL, moment, id"), (story,))
    return start, end, named


def found(store: Store, name: str) -> StoryFound:
    """The story an id leads to: its own, one it was taken into, an article's, or the start of one.

    `MissingError` if it leads to none, or to several.
    """
    there = led(store, name)
    return StoryFound(there.id, there.said, members(store, there.id))


def led(store: Store, name: str) -> Led:
    """What `found` gives, with the number of the story's last change instead of its articles."""
    meant, said = first(store, "SELECT id FROM stories WHERE id = ?", (name,)), None
    if meant is None and (article := store.row("SELECT story FROM articles WHERE id = ?", (name,))):
        meant, said = article[0], f"{name} is an article of the story {article[0]}"
        if meant is None:
            raise MissingError(f"{store.name}: {name} has no story yet; run tellings add again")
    if meant is None:
        meant = _begun(store, name)
        said = f"{name} begins an id of the story {meant}"
    story = _followed(store, meant)
    if story != meant:
        said = f"{meant} was merged into the story {story}"
    return Led(story, said, int(first(store, "SELECT changed FROM stories WHERE id = ?", (story,))))


def _begun(store: Store, name: str) -> str:
    """The one story whose id, or the id of one of whose articles, begins so."""
    sql = (
        "SELECT id FROM stories WHERE substr(id, 1, ?) = ? UNION"
        " SELECT story FROM articles WHERE substr(id, 1, ?) = ? AND story IS NOT NULL"
        " ORDER BY 1 LIMIT ?"
    )
    start = (len(name), name)
    begun = [each for (each,) in store.rows(sql, (*start, *start, _NAMED + 1))] if name else []
    if not begun:
        raise MissingError(f"{store.name}: no story {name!r}; tellings stories lists them")
    if len(begun) > 1:
        others = ", ".join(begun[:_NAMED]) + (" and others" if len(begun) > _NAMED else "")
        raise MissingError(f"{store.name}: {name!r} begins {others}; give more of the id")
    return str(begun[0])


def _followed(store: Store, story: str) -> str:
    seen = {story}
    while into := first(store, "SELECT merged_into FROM stories WHERE id = ?", (story,)):
        story = into
        if story in seen:
            raise StoreError(f"{store.name}: {story} leads to itself; run tellings check")
        seen.add(story)
    return story


def members(store: Store, story: str) -> tuple[str, ...]:
    """The articles of a story, by id."""
    found = store.rows("SELECT id FROM articles WHERE story = ? ORDER BY id", (story,))
    return tuple(name for (name,) in found)
