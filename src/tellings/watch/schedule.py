"""When to look at a feed again, and when to read an article again. Pure: the time is given.

Moments and lengths of time are seconds. Nothing is drawn by lot: feeds that begin together are
kept apart by the turns of their hosts.
"""

from typing import NamedTuple

MINUTE, HOUR, DAY = 60.0, 3600.0, 86_400.0
# Between two looks at a feed: at first, where each look brings something, and where none does.
FIRST, LEAST, MOST = 15 * MINUTE, 5 * MINUTE, 6 * HOUR
# Something new: twice as often. Nothing: half as long again; ten looks lead from FIRST to MOST.
FASTER, SLOWER = 0.5, 1.5
# After a failure, and the longest wait that doubling it leads to.
RETRY, LONGEST_RETRY = 15 * MINUTE, DAY
# An article is read again so long after it was first seen, and then no more: most corrections
# are made on the first day.
AGAIN = (15 * MINUTE, HOUR, 4 * HOUR, DAY, 3 * DAY)


class Pace(NamedTuple):
    """How often a feed is looked at, how often it has failed in a row, and when it is due."""

    interval: float = FIRST
    failures: int = 0
    due: float = 0.0


def after_news(pace: Pace, now: float) -> Pace:
    """The feed brought something.

    >>> after_news(Pace(3600.0), now=100.0)
    Pace(interval=1800.0, failures=0, due=1900.0)
    """
    return _kept(pace.interval * FASTER, now)


def after_nothing(pace: Pace, now: float) -> Pace:
    """The feed was there and brought nothing.

    >>> after_nothing(Pace(3600.0), now=100.0)
    Pace(interval=5400.0, failures=0, due=5500.0)
    """
    return _kept(pace.interval * SLOWER, now)


def _kept(interval: float, now: float) -> Pace:
    interval = min(max(interval, LEAST), MOST)
    return Pace(interval, 0, now + interval)


def after_failure(pace: Pace, now: float, wait: float | None = None) -> Pace:
    """The feed could not be had; ``wait`` is what its server asks for, which is kept to.

    >>> after_failure(Pace(3600.0, failures=1), now=100.0)
    Pace(interval=3600.0, failures=2, due=1900.0)
    >>> after_failure(Pace(3600.0), now=100.0, wait=7200.0).due
    7300.0
    """
    # 2 ** 7 quarters of an hour are more than a day: the power need not grow with the failures.
    retry = min(RETRY * 2.0 ** min(pace.failures, 7), LONGEST_RETRY)
    return Pace(pace.interval, pace.failures + 1, now + max(retry, wait or 0.0))


def again(first: float, now: float, wait: float | None = None) -> float | None:
    """When an article that was first seen then is to be read next; never, once it is old.

    Readings that were missed are made up by one. ``wait`` is what its server asks for.

    >>> again(first=0.0, now=0.0), again(first=0.0, now=1000.0), again(first=0.0, now=300_000.0)
    (900.0, 3600.0, None)
    """
    due = next((first + each for each in AGAIN if first + each > now), None)
    return due if due is None else max(due, now + (wait or 0.0))
