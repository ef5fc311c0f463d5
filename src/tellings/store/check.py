"""Look whether the database still holds what it was given.

The database itself is asked first. Then every text must have the digest it was kept with, every
place must lie in its text (in a plain text, its words must stand there), every revision and story
must lead to something, and nothing that was begun should be left undone.
"""

import json
from collections.abc import Iterator
from typing import NamedTuple

from tellings.store import Store, annotations, first, stories
from tellings.store.articles import text_digest

_RESTORE = "restore the database from a copy, or add the articles to a new one"
_AGAIN = "run tellings add with any input, it goes on with them"


class Problem(NamedTuple):
    """Something that is wrong, and what helps."""

    what: str
    cure: str

    def __str__(self) -> str:
        return f"{self.what}; {self.cure}"


def counts(store: Store) -> dict[str, int]:
    """How many rows the tables have that a reader knows by name."""
    names = ("articles", "documents", "stories", "quotations", "claims", "entities")
    return {name: int(first(store, f"SELECT count(*) FROM {name}")) for name in names}


def damage(store: Store) -> Iterator[Problem]:
    """What the database and its tables say of themselves."""
    for each in store.problems():
        yield Problem(each, _RESTORE)
    for what, sql in _LEADING.items():
        for (name,) in store.rows(sql):
            yield Problem(f"{what}: {name}", _RESTORE)
    indexed, kept = (
        first(store, f"SELECT count(*) FROM {table}") for table in ("article_words", "documents")
    )
    if indexed != kept:
        yield Problem(f"words of {indexed:,} texts are kept, but {kept:,} texts", _RESTORE)


# What must not be there, and how it is found.
_LEADING = {
    "an article whose text is not that of its last revision": (
        "SELECT articles.id FROM articles LEFT JOIN revisions"
        " ON revisions.article = articles.article AND revisions.revision = articles.revision"
        " WHERE revisions.document IS NULL OR revisions.document <> articles.document"
        " ORDER BY articles.id"
    ),
    "an article that lacks one of its revisions": (
        "SELECT id FROM articles WHERE revision <>"
        " (SELECT count(*) FROM revisions WHERE revisions.article = articles.article) ORDER BY id"
    ),
    "a copy of an article that is not there": (
        "SELECT id FROM articles WHERE copy_of IS NOT NULL"
        " AND copy_of NOT IN (SELECT id FROM articles) ORDER BY id"
    ),
    "a story without articles that leads to no other": (
        "SELECT id FROM stories WHERE merged_into IS NULL"
        " AND id NOT IN (SELECT story FROM articles WHERE story IS NOT NULL) ORDER BY id"
    ),
    "two articles with one place in the order of arrival": (
        "SELECT min(id) FROM articles WHERE place IS NOT NULL"
        " GROUP BY place HAVING count(*) > 1 ORDER BY 1"
    ),
}


def texts(store: Store) -> Iterator[Problem | None]:
    """For each text what is wrong with it, or nothing; its places are looked at, too."""
    sql = (
        "SELECT document, article, documents.id, text, text_sha256, media_type"
        " FROM documents LEFT JOIN articles USING (document) ORDER BY document"
    )
    for _, article, name, text, digest, media_type in store.stream(sql):
        if text_digest(text) != digest:
            yield Problem(f"the text of {name} is not the one that was kept", _RESTORE)
        elif wrong := _misplaced(store, article, text, plain=media_type == "text/plain"):
            yield Problem(f"{wrong} of {name} is not where its places say", _RESTORE)
        else:
            yield None


def _misplaced(store: Store, article: int | None, text: str, *, plain: bool) -> str | None:
    """What was found in an article and is not there."""
    for table in ("quotations", "claims", "entities"):
        words = "NULL" if table == "entities" else "text"
        sql = f"SELECT id, spans, {words} FROM {table} WHERE article = ?"
        for name, packed, said in list(store.rows(sql, (article,))):
            spans = json.loads(packed)
            if not all(0 <= start < end <= len(text) for start, end in spans):
                return str(name)
            if plain and table == "quotations":
                there = " ".join(text[start:end] for start, end in spans)
                if there != said:
                    return str(name)
    return None


def unfinished(store: Store) -> Iterator[Problem]:
    """What a run that was ended has left to do."""
    if left := stories.waiting(store):
        yield Problem(f"articles without a story: {left:,}", _AGAIN)
    elif stories.noted(store, "repair") == "due":
        yield Problem("the stories were not looked at again after the last articles", _AGAIN)
    if left := annotations.waiting(store):
        yield Problem(f"articles that are not annotated: {left:,}", _AGAIN)
