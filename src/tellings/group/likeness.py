"""How alike articles are: TF-IDF cosine, found through an inverted index, fading with time.

An article is weighed when it comes in, by what has come in before, and keeps its weights: what
comes later changes nothing that was said. A share of imagined articles keeps the first real
ones from being weighed by a handful.
"""

import math
from collections import defaultdict

from tellings.group.profiles import Profile

# Found on the dev stories: with 200 imagined articles b-cubed F1 is 1 point better at arrival.
IMAGINED = 200
# So many articles learned are a fair sample of all stems: without the stems of a single article
# b-cubed F1 of the dev stories is 1 to 2 points better.
MANY = 100
# Days after which likeness has fallen to a third. 7 is best on stories of one to three days.
FADING = 7.0
# Less likeness than this is none.
LEAST = 0.03


class Index:
    """The articles so far; `add` says how alike the new one is to each of them."""

    def __init__(self) -> None:
        self._days: list[float | None] = []
        self._learned = 0
        self._frequency: defaultdict[str, int] = defaultdict(int)
        self._postings: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)

    def learn(self, profile: Profile) -> None:
        """Count the stems of an article that comes later, to weigh all by the whole."""
        self._learned += 1
        for stem in profile.weights:
            self._frequency[stem] += 1

    def add(self, profile: Profile) -> dict[int, float]:
        """The likeness to each earlier article, by its place in the order of coming."""
        if not self._learned:
            for stem in profile.weights:
                self._frequency[stem] += 1
        vector = self._vector(profile)
        found: defaultdict[int, float] = defaultdict(float)
        for stem, weight in vector.items():
            for place, other in self._postings[stem]:
                found[place] += weight * other
        new = len(self._days)
        for stem, weight in vector.items():
            self._postings[stem].append((new, weight))
        self._days.append(profile.day)
        faded = ((place, self._fade(likeness, place)) for place, likeness in found.items())
        return {place: likeness for place, likeness in faded if likeness > LEAST}

    def _vector(self, profile: Profile) -> dict[str, float]:
        total = (self._learned or len(self._days) + 1) + IMAGINED + 1
        # Among many, a stem known to be in no other article says nothing; among a few, it says
        # that this one tells of something else.
        alone = 1 if self._learned >= MANY else 0
        weighed = {
            stem: weight * math.log(total / (self._frequency[stem] + 0.5))
            for stem, weight in profile.weights.items()
            if self._frequency[stem] > alone
        }
        length = math.sqrt(math.fsum(weight * weight for weight in weighed.values())) or 1.0
        return {stem: weight / length for stem, weight in weighed.items()}

    def _fade(self, likeness: float, place: int) -> float:
        then, now = self._days[place], self._days[-1]
        if then is None or now is None:
            return likeness
        return likeness * math.exp(-abs(now - then) / FADING)
