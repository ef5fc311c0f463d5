"""Stories looked at as a whole: the two groups most alike are joined, while they are alike enough.

Each article was asked about all others; what two say of each other is one number, the middle of
both. Groups are as alike as their articles are on average. Pairs that were never looked at count
as far apart, so that articles with nothing in common are never compared.
"""

import heapq
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from tellings.group.arrival import Change
from tellings.group.window import Whole, Window

# Points from which two groups are one: held-out B-cubed F1 of the dev stories is within a point
# from -50 to 0.
ENOUGH = -25
# An article that arrives alone among dated ones needs more: held out, allsides2021 and basil_packed
# have 90.2 and 94.7 at 25, 89.7 and 97.2 at 100, 89.9 and 97.2 at 120, 89.5 and 97.2 at 140.
ARRIVING = 120
# Where no day parts them, look-alikes grow with the number of articles: -50 for some 800 of them
# (ecbplus, held out: 92.4; 92.3 at -25, and 92.8 and 91.7 with points learned on it, too), 0 for
# 4,000 (allsides_probe: 80.2 at -25, 80.5 at 0 and at 25).
UNDATED, MANY, STEEPNESS = -50, 800, 30
# The points of a pair that was not looked at, and the most that any pair counts.
FAR, MOST = -400, 600


def enough(day: float | None, articles: int, dated: int = ENOUGH) -> int:
    """The least points for an article of this day, or none, among so many."""
    if day is not None:
        return dated
    return UNDATED + round(STEEPNESS * math.log(max(1.0, articles / MANY)))


Asked = Iterable[tuple[int, Whole, Whole]]


class _Groups:
    """Groups of articles, named by their first one, with the summed likeness between them."""

    def __init__(self, pairs: Asked, least: Mapping[int, int]) -> None:
        self.least = least
        self.members: dict[int, list[int]] = {}
        # Of each pair of groups what is known more than FAR, over all pairs of their articles.
        self.alike: dict[int, dict[int, int]] = {}
        asked: dict[int, dict[int, int]] = {}
        for number, numbers, likeness in pairs:
            self.members[number] = [number]
            asked[number] = dict(zip(numbers.tolist(), likeness.tolist(), strict=True))
        for number, others in asked.items():
            mine = self.alike.setdefault(number, {})
            for other, there in others.items():
                back = asked[other].get(number, there)
                both = (_bounded(there) + _bounded(back)) // 2 - FAR
                mine[other] = self.alike.setdefault(other, {})[number] = both

    def average(self, one: int, other: int) -> float:
        pairs = len(self.members[one]) * len(self.members[other])
        return FAR + self.alike[one].get(other, 0) / pairs

    def join(self, one: int, other: int) -> None:
        """Put the members of the other into the one."""
        for third, likeness in self.alike[other].items():
            self.alike[third].pop(other, None)
            if third != one:
                both = self.alike[one].get(third, 0) + likeness
                self.alike[one][third] = self.alike[third][one] = both
        self.alike[other] = {}
        self.members[one] += self.members[other]
        self.members[other] = []


def _bounded(likeness: int) -> int:
    return max(-MOST, min(MOST, likeness))


def repaired(
    pairs: Asked, links: Iterable[tuple[int, int]], least: Mapping[int, int]
) -> list[list[int]]:
    """The articles of each story, both in the order of arrival.

    ``links`` are never parted; ``least`` has the points from which each article is of a story.
    """
    groups = _Groups(pairs, least)
    where = {number: number for number in groups.members}
    for copy, original in links:
        one, other = sorted((where[copy], where[original]))
        if one != other:
            where.update(dict.fromkeys(groups.members[other], one))
            groups.join(one, other)
    _join_all(groups)
    return sorted(sorted(each) for each in groups.members.values() if each)


def _join_all(groups: _Groups) -> None:
    queue: list[tuple[float, int, int, int]] = []
    for one in groups.alike:
        _look(groups, one, queue, above=one)
    heapq.heapify(queue)
    while queue:
        _, one, other, size = heapq.heappop(queue)
        both = groups.members[one], groups.members[other]
        if all(both) and size == sum(map(len, both)):  # else one of them has grown since
            groups.join(one, other)
            _look(groups, one, queue, push=True)


def _look(
    groups: _Groups,
    one: int,
    queue: list[tuple[float, int, int, int]],
    *,
    above: int = -1,
    push: bool = False,
) -> None:
    """Queue the pairs of this group that are alike enough."""
    for other in groups.alike[one]:
        average = groups.average(one, other)
        if other > above and average >= max(groups.least[one], groups.least[other]):
            size = len(groups.members[one]) + len(groups.members[other])
            entry = (-average, min(one, other), max(one, other), size)
            heapq.heappush(queue, entry) if push else queue.append(entry)


def changes(window: Window, groups: Sequence[list[int]]) -> Iterator[Change]:
    """Give the articles of the window these stories, under ids that stay; what that changed."""
    ids = _ids(window, groups)
    runnings: dict[int, int] = {}
    moved: dict[tuple[int, int], list[int]] = {}
    for number, new in ids.items():
        if window.story(number) == new:
            runnings.setdefault(new, window.running(number))
        else:
            moved.setdefault((window.story(number), new), []).append(number)
    left = set(ids.values())
    for (old, new), numbers in moved.items():
        running = runnings.setdefault(new, window.running(numbers[0]))
        for number in numbers:
            window.put(number, new, running)
        articles = tuple(window.name(number) for number in numbers)
        kind: Literal["merge", "split"] = "split" if old in left else "merge"
        yield Change(kind, articles, *map(window.name, (old, new, running)))


def _ids(window: Window, groups: Sequence[list[int]]) -> dict[int, int]:
    """The story of each article: of the stories in a group the one that came first.

    A story stays with its first article, or if that has left, with the first that is known.
    Where no story stays, the first article opens one.
    """
    keeper: dict[int, int] = {}
    gone: dict[int, bool] = {}
    for number in window.numbers():
        story = window.story(number)
        if story == number:
            keeper[story], gone[story] = number, False
        elif story not in keeper:
            keeper[story], gone[story] = number, True
    home = {number: at for at, group in enumerate(groups) for number in group}
    kept: dict[int, int] = {}
    for story in sorted(keeper, key=lambda each: (not gone[each], keeper[each])):
        kept.setdefault(home[keeper[story]], story)
    named = [kept.get(at, group[0]) for at, group in enumerate(groups)]
    return {number: named[home[number]] for number in window.numbers()}
