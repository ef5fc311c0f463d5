"""Stories at arrival: each article joins the story it is most like, or opens one.

A story is as like an article as its members are on average; nothing is ever taken back.
"""

import math
from collections import defaultdict
from collections.abc import Iterable

from tellings.group.likeness import Index
from tellings.group.profiles import Profile

# Average likeness from which an article belongs to a story; dated articles fade (`likeness`).
# Found on the dev stories, whose b-cubed F1 is within 1 point from 0.16 to 0.20 and 0.23 to 0.27.
ENOUGH = 0.18
ENOUGH_UNDATED = 0.25
# Where no day parts them, look-alikes grow with the number of articles: 0.25 is best for some 800
# of them, 0.31 for 4,000.
MANY, STEEPNESS, MOST = 800, 0.035, 0.33


def enough(profile: Profile, articles: int, dated: float = ENOUGH) -> float:
    """The least average likeness for this one of so many articles."""
    if profile.day is not None:
        return dated
    more = max(0.0, math.log(max(articles, 1) / MANY))
    return min(MOST, ENOUGH_UNDATED + STEEPNESS * more)


def arrived(profiles: Iterable[Profile]) -> list[int]:
    """For each article, in the order of coming, the place of its story's first one."""
    index = Index()
    story: list[int] = []
    sizes: defaultdict[int, int] = defaultdict(int)
    for place, profile in enumerate(profiles):
        likeness: defaultdict[int, float] = defaultdict(float)
        for other, alike in index.add(profile).items():
            likeness[story[other]] += alike
        average = ((alike / sizes[first], -first) for first, alike in likeness.items())
        best, first = max(average, default=(0.0, 0))
        story.append(-first if best >= enough(profile, place) else place)
        sizes[story[place]] += 1
    return story
