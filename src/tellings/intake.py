"""Intake: take articles into a database, in three phases that can each be gone on with.

Read, clean and keep; then put those without a story into theirs, in the order of publication;
then annotate. Each works off what is still to be done, in transactions, so that a run that was
ended anywhere is finished by the next one, and nothing is lost or there twice.
"""

import time
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO, TypeVar

from tellings.errors import GroupError, StoreError
from tellings.group import Stream
from tellings.model.document import Article, Document, Failure, Note
from tellings.pipeline import annotated, cleaned, read, resumed
from tellings.settings import DEFAULT, Settings
from tellings.store import Store, annotations, articles, stories
from tellings.store.annotations import Noted, noted
from tellings.store.records import Moved, Placed, Taken
from tellings.version import __version__
from tellings.workers import spread

Item = TypeVar("Item")
# A transaction ends after so many articles, or after so many seconds: it waits for the disk, and
# what is not yet in it is done again after a crash.
BATCH, SECONDS = 500, 2.0


def taken(
    store: Store,
    inputs: Sequence[str],
    *,
    now: str,
    workers: int = 1,
    stdin: BinaryIO | None = None,
    settings: Settings = DEFAULT,
) -> Iterator[Taken | Failure | Note]:
    """Read, clean and keep: what became of each article comes once it is on the disk.

    Inputs are read in the order of their names: of two texts of one article, that makes the
    second a revision of the first whatever the order in which they were named.
    """
    steps = spread(_cleaned, read(sorted(inputs), stdin=stdin, settings=settings), workers)
    for batch in batches(steps, BATCH):
        yield from (each for each in batch if not isinstance(each, Article))
        found = [each for each in batch if isinstance(each, Article)]
        if found:
            yield from articles.keep(store, found, now=now)


def _cleaned(step: Document | Failure | Note) -> Article | Failure | Note:
    return cleaned(step) if isinstance(step, Document) else step


def placed(
    store: Store,
    *,
    now: str,
    workers: int = 1,
    stream: Stream | None = None,
    repair: bool = True,
) -> Iterator[Placed]:
    """Put each article without a story into its own, by what arrived before it; then look again.

    ``stream`` is the one of all articles that have a story, where it is at hand. To look again,
    ``repair``, takes as long as to place all articles of the last days.
    """
    waiting = list(stories.unplaced(store))
    if waiting or (repair and stories.noted(store, "repair") == "due"):
        stream = stream or stream_of(store)
        found = spread(cleaned, articles.documents(store, waiting), workers)
        for batch in batches(found, BATCH):
            arrived = [Placed(*stream.arrive(each)) for each in batch]
            stories.place(store, arrived, len(stream))
            yield from arrived
        if repair:
            stories.move(store, (Moved(*each) for each in stream.repair()), now=now)


def stream_of(store: Store) -> Stream:
    """The stream of stories as it was when the last article had its story."""
    try:
        return resumed(stories.remembered(store))
    except GroupError as error:
        raise StoreError(
            f"{store.name}: kept by another version of tellings ({error}); use that version, or"
            " add the articles to a new database"
        ) from error


def noticed(store: Store, *, workers: int = 1) -> Iterator[Noted]:
    """Annotate each article that is not, and keep what is found."""
    waiting = list(annotations.unannotated(store))
    found = spread(_noted, articles.documents(store, waiting), workers)
    for batch in batches(found, BATCH):
        annotations.annotate(store, batch, version=__version__)
        yield from batch


def _noted(document: Document) -> Noted:
    return noted(annotated(document))


def batches(
    items: Iterable[Item], size: int = BATCH, seconds: float = SECONDS
) -> Iterator[list[Item]]:
    """Lists of so many items, or of those that came in so many seconds.

    >>> list(batches("abc", 2))
    [['a', 'b'], ['c']]
    """
    batch: list[Item] = []
    start = time.monotonic()
    for each in items:
        batch.append(each)
        if len(batch) >= size or time.monotonic() - start > seconds:
            yield batch
            batch, start = [], time.monotonic()
    if batch:
        yield batch
