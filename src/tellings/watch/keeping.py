"""What an answer brings goes into the database, all of it in one transaction or nothing.

So a watch that ends anywhere, however it ends, is gone on with as if it had not: what was kept is
known, and what was not is brought again by the feed, whose marks are kept last.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import NamedTuple

from tellings.errors import FetchError
from tellings.model.document import Article, Document, Failure, Given, Note, Publisher
from tellings.pipeline import annotated, cleaned, revised
from tellings.read import answered
from tellings.read.fetch import Fetched
from tellings.settings import Settings
from tellings.store import Store, articles, feeds
from tellings.store.feeds import FeedRow, ItemRow
from tellings.watch.entries import Entry, entries, is_whole, words
from tellings.watch.fetching import Look, Page
from tellings.watch.opml import Feed
from tellings.watch.schedule import DAY, Pace, after_failure, after_news, after_nothing, again

# What of the fields of an article a reader sees.
_SHOWN = ("headline", "dateline", "authors")
# Answers after which a page is not asked for again.
_GONE = (401, 402, 403, 404, 410, 451)


class Looked(NamedTuple):
    """What a look at a feed brought: the feed as it is now, pages to read, what is to be said.

    The feed is to be kept (`Keeping.settled`) once its pages are, or it would not bring them again.
    """

    feed: FeedRow
    pages: tuple[Page, ...]
    said: tuple[Failure | Note, ...]


class Keeping:
    """What came back, kept; ``now`` is when it came."""

    def __init__(self, store: Store, settings: Settings) -> None:
        self._store, self._settings = store, settings

    def looked(self, job: Look, answer: Fetched | FetchError, now: float) -> Looked:
        """What a look at a feed brings. What it brings whole is kept already."""
        feed = job.feed._replace(looked=moment(now), problem=None)
        if isinstance(answer, FetchError):
            return _failed(feed, answer, now)
        said: list[Failure | Note] = []
        if answer.moved and answer.moved != feed.url:
            said.append(Note(feed.url, f"has moved to {answer.moved}, asked from now on"))
            feed = feed._replace(url=answer.moved)
            with self._store.transaction():
                feeds.put_feed(self._store, feed, job.feed.url)
        digest = sha256(answer.body).hexdigest()
        if answer.unchanged or digest == feed.sha256:
            return Looked(_paced(feed, after_nothing(_pace(feed), now)), (), tuple(said))
        found = list(answered(answer, feed.url, settings=self._settings, wanted="feed"))
        said += [each for each in found if isinstance(each, Failure)]
        documents = [each for each in found if isinstance(each, Document)]
        if not documents:
            problem = next((each.problem for each in said if isinstance(each, Failure)), None)
            feed = _paced(feed._replace(problem=problem), after_failure(_pace(feed), now))
            return Looked(feed, (), tuple(said))
        with self._store.transaction():
            steps = [self._entered(each, feed, now) for each in entries(documents, feed.url)]
        after = after_news if any(step is not None for step in steps) else after_nothing
        feed = feed._replace(sha256=digest, **answer.marks._asdict())
        pages = tuple(step for step in steps if isinstance(step, Page))
        return Looked(_paced(feed, after(_pace(feed), now)), pages, tuple(said))

    def settled(self, feed: FeedRow) -> None:
        """All that a look at the feed brought is kept."""
        with self._store.transaction():
            feeds.put_feed(self._store, feed)

    def paged(
        self, job: Page, answer: Fetched | FetchError, now: float
    ) -> Iterator[Failure | Note]:
        """What became of the page of an item; where it cannot be had, its teaser is kept."""
        if isinstance(answer, FetchError):
            due = self._without(job, now, None if _is_final(answer) else answer.wait or 0.0)
            kept = "what was read before is kept" if job.known else "its words in the feed are kept"
            yield Failure(job.url, f"{_what(answer)}; {kept}, and it is {_again(due)}")
            return
        if answer.unchanged and job.known:
            self._read(job.known, now)
            return
        found = list(answered(answer, job.url, settings=self._settings))
        document = next((each for each in found if isinstance(each, Document)), None)
        if document is None:
            yield from (each for each in found if isinstance(each, Failure))
            self._without(job, now, 0.0)
            return
        article = self._article(job, document)
        if words(article) < self._least(job):
            yield Note(job.url, "fewer words than the feed has; those of the feed are kept")
            self._without(job, now, 0.0)
            return
        url = answer.moved or job.url
        self._whole(job, article, now, ItemRow("", "", url, "", True, now, *answer.marks))

    def _entered(self, entry: Entry, feed: FeedRow, now: float) -> Page | Entry | None:
        """The page to read of an item, the item if it is kept, nothing if it is not new."""
        known = feeds.item(self._store, entry.item)
        if known is None:
            article = cleaned(entry.document, settings=self._settings)
            if entry.url and not is_whole(article):
                return Page(entry.url, feed.url, entry)
            row = ItemRow(entry.item, "", None, entry.said, True, now)
            self._kept(article, row, feed.url, now)
        elif known.said == entry.said:
            return None
        elif known.url:  # its page is read: the feed says that it has changed
            feeds.put_item(self._store, known._replace(said=entry.said, due=now))
        else:
            document = replace(entry.document, id=known.article)
            article = cleaned(document, settings=self._settings)
            self._kept(article, known._replace(said=entry.said), feed.url, now)
        return entry

    def _kept(self, article: Article, row: ItemRow, feed: str, now: float) -> None:
        """Keep an article, new or with another text, and that it was seen; inside a transaction."""
        name, kind = articles.known(self._store, article), "new"
        if name:
            before = articles.document(self._store, name)
            was = feeds.item(self._store, row.item)
            kind = "whole" if was and row.whole and not was.whole else "changed"
            if kind == "changed" and not differs(before, article):
                feeds.put_item(self._store, row._replace(article=name))
                return
        (taken,) = articles.keep(self._store, [article], now=moment(now), fresh=True)
        feeds.put_item(self._store, row._replace(article=taken.id))
        if taken.how != "known":
            feeds.see(self._store, moment(now), kind, taken.id, taken.revision, feed)

    def _whole(self, job: Page, article: Article, now: float, read: ItemRow) -> None:
        """The whole article is there."""
        known, entry = job.known, job.entry
        first = known.first if known else now
        said = known.said if known else entry.said if entry else ""
        name = known.item if known else entry.item if entry else ""
        due = again(first, now)
        with self._store.transaction():
            row = read._replace(item=name, said=said, first=first, due=due)
            self._kept(article, row, job.feed, now)

    def _without(self, job: Page, now: float, wait: float | None) -> float | None:
        """The page cannot be had now; when it is asked for again: with no ``wait`` never."""
        first = job.known.first if job.known else now
        due = None if wait is None else again(first, now, wait)
        with self._store.transaction():
            if job.known:
                feeds.put_item(self._store, job.known._replace(due=due))
            elif job.entry:
                row = ItemRow(job.entry.item, "", job.url, job.entry.said, False, now, due=due)
                article = cleaned(job.entry.document, settings=self._settings)
                self._kept(article, row, job.feed, now)
        return due

    def _read(self, known: ItemRow, now: float) -> None:
        with self._store.transaction():
            feeds.put_item(self._store, known._replace(due=again(known.first, now)))

    def _article(self, job: Page, document: Document) -> Article:
        """The article of a page; what the page does not say of itself the feed does."""
        name = job.known.article if job.known else job.entry.document.id if job.entry else ""
        document = replace(document, id=name)
        beside = self._given(job)
        article = cleaned(document, settings=self._settings)
        given = replace(
            document.given,
            publisher=None if _is_said(article.publisher) else beside.publisher,
            published=None if article.published.value else beside.published,
        )
        if given == document.given:
            return article
        return cleaned(replace(document, given=given), settings=self._settings)

    def _given(self, job: Page) -> Given:
        if job.entry:
            return job.entry.document.given
        return articles.document(self._store, job.known.article).given if job.known else Given()

    def _least(self, job: Page) -> int:
        """So many words the page has at least, if the article is on it: those of the teaser."""
        if job.entry:
            return words(cleaned(job.entry.document, settings=self._settings))
        if job.known and not job.known.whole:
            return words(cleaned(articles.document(self._store, job.known.article)))
        return 1


def followed(feed: Feed, at: str) -> FeedRow:
    """A feed that is new, and due at once."""
    pace = Pace()
    marks = {"etag": "", "modified": "", "sha256": ""}
    return FeedRow(
        feed.url, feed.title, at, None, None, **marks, pace=pace.interval, failures=0, due=pace.due
    )


def _failed(feed: FeedRow, error: FetchError, now: float) -> Looked:
    """A feed that cannot be had is asked less and less, and if it is gone, no more."""
    if error.status == 410:
        problem = "gone for good (status 410) and not asked any more; take it off with --remove"
        feed = feed._replace(problem=problem, due=None)
    else:
        pace = after_failure(_pace(feed), now, DAY if error.refused else error.wait)
        problem = f"{_what(error)}; check the address, it is {_again(pace.due)}"
        feed = _paced(feed._replace(problem=problem), pace)
    return Looked(feed, (), (Failure(feed.url, problem),))


def _what(error: FetchError) -> str:
    """What went wrong, without the cure of somebody who gave one address."""
    return error.problem.partition("; ")[0]


def _again(due: float | None) -> str:
    return "not asked for again" if due is None else f"asked for again at {moment(due)}"


def differs(before: Document, after: Article) -> bool:
    """Whether a reader can see that it is another text: a later hour of change alone is none."""
    if _shown(cleaned(before)) == _shown(after):
        return False
    found = revised(annotated(before), annotated(after.document))
    told = found.words or found.sentences or found.quotations
    return bool(told) or any(each.about in _SHOWN for each in found.fields)


def _is_said(publisher: Publisher | None) -> bool:
    """Whether the page says it; the name of its host only stands for it."""
    return publisher is not None and publisher.basis != "inferred"


def _shown(article: Article) -> list[tuple[str, str]]:
    return [(each.role, article.text[slice(*each.span)]) for each in article.pieces]


def _pace(feed: FeedRow) -> Pace:
    return Pace(feed.pace, feed.failures, feed.due or 0.0)


def _paced(feed: FeedRow, pace: Pace) -> FeedRow:
    return feed._replace(pace=pace.interval, failures=pace.failures, due=pace.due)


def _is_final(error: FetchError) -> bool:
    return error.refused or error.status in _GONE


def moment(now: float) -> str:
    """The time as the database keeps it.

    >>> moment(86400.5)
    '1970-01-02T00:00:00Z'
    """
    return datetime.fromtimestamp(int(now), UTC).isoformat().replace("+00:00", "Z")
