"""Stories as a stream: each article joins the story it is most like, or opens one.

The stream is driven one article at a time, in the order of arrival, and says at once where an
article belongs. It forgets articles that left its window; whoever keeps what it said (`Arrival`)
can make it anew as it was (`Stream.restored`).
"""

import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterable

from tellings.errors import GroupError
from tellings.group.arrival import Arrival, Change, Kept
from tellings.group.likeness import Index
from tellings.group.profiles import Profile, profile
from tellings.group.shingles import Originals, runs
from tellings.model.document import Article

# Average likeness from which an article belongs to a story; dated articles fade (`likeness`).
# Found on the dev stories, whose b-cubed F1 is within 1 point from 0.16 to 0.20 and 0.23 to 0.27.
ENOUGH = 0.18
ENOUGH_UNDATED = 0.25
# Where no day parts them, look-alikes grow with the number of articles: 0.25 is best for some 800
# of them, 0.31 for 4,000.
MANY, STEEPNESS, MOST = 800, 0.035, 0.33
# A running story is looser.
RUNNING = 0.5
_VERSION = b"\x01"


def enough(profile: Profile, articles: int, dated: float = ENOUGH) -> float:
    """The least average likeness for this one of so many articles."""
    if profile.day is not None:
        return dated
    more = max(0.0, math.log(max(articles, 1) / MANY))
    return min(MOST, ENOUGH_UNDATED + STEEPNESS * more)


class Stream:
    """The stories of the articles so far."""

    def __init__(self) -> None:
        self._index = Index()
        self._originals = Originals()
        self._ids: list[str] = []
        self._story: list[str] = []
        self._running: list[str] = []
        self._sizes: Counter[str] = Counter()

    def arrive(self, article: Article) -> Arrival:
        """Where this one belongs; articles that come later change nothing of it."""
        return self._arrive(profile(article), runs(article))

    def _arrive(self, new: Profile, copied: frozenset[int]) -> Arrival:
        copy = self._originals.add(copied)
        best, place = self._likest(self._index.add(new))
        story = running = new.id
        least = enough(new, len(self._ids))
        if best >= least * RUNNING:
            running = self._running[place]
        if best >= least:
            story = self._story[place]
        if copy:
            story, running = self._story[copy.of], self._running[copy.of]
        self._put(new.id, story, running)
        return Arrival(
            id=new.id,
            story=story,
            running=running,
            copy_of=self._ids[copy.of] if copy else None,
            copy_share=copy.share if copy else 0.0,
            kept=_packed(new, copied),
        )

    def _put(self, name: str, story: str, running: str) -> None:
        self._ids.append(name)
        self._story.append(story)
        self._running.append(running)
        self._sizes[story] += 1

    def _likest(self, alike: dict[int, float]) -> tuple[float, int]:
        """The likeness of the likest story, and the place of its first article seen."""
        likeness: defaultdict[str, float] = defaultdict(float)
        first: dict[str, int] = {}
        for place, each in alike.items():
            likeness[self._story[place]] += each
            first[self._story[place]] = min(place, first.get(self._story[place], place))
        average = ((each / self._sizes[name], -first[name]) for name, each in likeness.items())
        best, place = max(average, default=(0.0, 0))
        return best, -place

    def repair(self) -> tuple[Change, ...]:
        """Look at the stories of the window again, as a whole; what was changed."""
        return ()

    @classmethod
    def restored(cls, kept: Iterable[Kept]) -> "Stream":
        """The stream as it was when these, in the order of arrival, had arrived."""
        stream = cls()
        for each in kept:
            known, copied = _unpacked(each.id, each.kept)
            stream._originals.add(copied)
            stream._index.add(known)
            stream._put(each.id, each.story, each.running)
        return stream


def _packed(new: Profile, copied: frozenset[int]) -> bytes:
    return _VERSION + json.dumps([new.day, new.weights, sorted(copied)]).encode()


def _unpacked(name: str, kept: bytes) -> tuple[Profile, frozenset[int]]:
    if kept[:1] != _VERSION:
        raise GroupError(f"{name!r} was kept in another form; group its article anew")
    day, weights, copied = json.loads(kept[1:])
    return Profile(name, day, weights), frozenset(copied)
