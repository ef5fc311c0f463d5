"""Watches that are killed at random moments: what they had told, and what is there in the end."""

import random
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from command import Record
from killing import Ended, Trial, content, ended, ids, start
from served import site
from tellings.store import opened
from tellings.store.feeds import follow
from tellings.watch.keeping import followed
from tellings.watch.opml import Feed
from watch.followed import LONG, feed, item, page

# Feeds on hosts of their own, each of some whole articles and one whose page is to be fetched.
_HOSTS, _ITEMS = 3, 4


@contextmanager
def sites() -> Iterator[list[str]]:
    """The addresses of the feeds."""
    urls: list[str] = []

    def serve(number: int) -> Iterator[None]:
        answers = {"/page": page(f"Snow {number}", f"Snow fell on day {number}.", LONG)}
        with site(answers) as served:
            rain = [
                item(f"Rain {number}-{day}", f"On day {day} it rained on Tarn {number}. {LONG}")
                for day in range(_ITEMS)
            ]
            answers["/feed"] = feed(*rain, item("Snow", "Snow.", f"{served.url}/page"))
            urls.append(f"{served.url}/feed")
            yield

    running = [serve(number) for number in range(_HOSTS)]
    for each in running:
        next(each)
    try:
        yield urls
    finally:
        for each in running:
            with suppress(StopIteration):
                next(each)


def watch(base: Path, seconds: float | None = None) -> Ended:
    """One look at each feed, killed after so many seconds if it is not done by then."""
    command = ("watch", "--db", base, "--once", "--allow-private", "--format", "json")
    return ended(start(*command), seconds)


def watch_often(folder: Path, times: int, seed: int) -> Trial:
    """Watch into new databases, killed at random moments, until there were so many kills."""
    chance = random.Random(seed)
    kills, restart, round, length = 0, 0.0, 0, 3.0
    with sites() as urls:
        while kills < times:
            round += 1
            base = folder / f"w{round}.db"
            _followed(base, urls)
            told: Counter[str] = Counter()
            done, cut = False, 0
            while not done:
                seconds = chance.uniform(0.1, length) if kills < times else None
                found = watch(base, seconds)
                done = found.status is not None
                kills, cut = kills + (not done), cut + (not done)
                told.update(found.acknowledged)
                began = time.monotonic()
                lost = set(told) - ids(base)
                restart = max(restart, time.monotonic() - began)
                if lost:
                    raise AssertionError(f"lost: {sorted(lost)}")
            _checked(base, told, cut)
            base.unlink()
    return Trial(frozenset(told), kills, restart)


def _followed(base: Path, urls: list[str]) -> None:
    store = opened(str(base), make=True)
    follow(store, [followed(Feed(url), "2031-05-14T12:00:00Z") for url in urls])
    store.close()


def _checked(base: Path, told: "Counter[str]", cut: int) -> None:
    """All articles once, each told, and no line twice but those it was killed at."""
    found: list[Record] = content(base)
    if len(found) != _HOSTS * (_ITEMS + 1):
        raise AssertionError(f"{len(found)} articles: {[each['headline'] for each in found]}")
    if again := [each["id"] for each in found if each["revision"] != 1]:
        raise AssertionError(f"there twice: {again}")
    if set(told) != {each["id"] for each in found}:
        raise AssertionError("not all were told")
    if sum(told.values()) - len(found) > cut:
        raise AssertionError(f"told again: {told.most_common(cut + 1)}")
