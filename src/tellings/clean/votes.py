"""Which of the candidates is believed: headline, days, publisher, language, address.

Candidates that say the same are one side, a side weighs what its sources weigh together, and
the heaviest side wins; a tie goes to the one that was named first. Weights say how often a
source is right about *this article*, in rough steps; they were not tuned to the decimal.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from tellings.clean.told import address, plain, tidy
from tellings.model.document import Candidate

# What came with the text outweighs all that is in it.
GIVEN = 20.0
# A meta tag no weight is named for.
OTHER = 1.0
# A side of this weight is said to disagree: one source that is made for the purpose.
HEAVY = 1.5

# The title element repeats the record or the search engine's title, a twitter tag the og tag.
HEADLINE: Mapping[str, float] = {
    "given title": GIVEN, "json-ld headline": 2, "meta og:title": 2, "title element": 1.5,
    "h1": 2, "headline piece": 2, "microdata headline": 2, "meta twitter:title": 0.5,
    "meta headline": 0.5,
}  # fmt: skip
TITLES = ("json-ld headline", "meta og:title")
SHOWN = ("headline piece", "h1", "microdata headline", "given title")
# Two sources of the head that agree with each other (without the copy that twitter's tag is).
AGREED = 3.5

# Names like "date" are used for any date; times and addresses are of any article of the page.
PUBLISHED: Mapping[str, float] = {
    "given published": GIVEN, "json-ld datePublished": 4, "meta article:published_time": 3,
    "meta datepublished": 2, "time published": 2, "published piece": 2, "byline piece": 1.5,
    "time datetime": 1, "url": 1, "meta last-modified-date": 0.5, "line before the text": 0.5,
}  # fmt: skip
MODIFIED: Mapping[str, float] = {
    "given modified": GIVEN, "json-ld dateModified": 3, "meta article:modified_time": 3,
}  # fmt: skip
PUBLISHER: Mapping[str, float] = {
    "given publisher": GIVEN, "meta og:site_name": 4, "json-ld publisher": 3,
    "meta application-name": 1.5, "bio piece": 1.2, "byline piece": 1.1, "footer piece": 1,
    "meta dc.publisher": 1.2, "meta publisher": 1, "url": 0.1,
}  # fmt: skip
# Nobody sets the attribute of a template for one article, so the words themselves are believed.
LANGUAGE: Mapping[str, float] = {
    "given language": GIVEN, "words of the text": 5, "html lang": 1.5,
}  # fmt: skip
# An address that the page names is the one it wants to be known by, unless it is another's.
URL: Mapping[str, float] = {"canonical": 3, "given url": 2, "meta og:url": 1.5}

_SITE = re.compile(r"\s+[|–—·•»:-]\s+|\s*\|\s*")
# Days told in two time zones differ by less.
_SAME_DAY = 15 * 3600


class Side(NamedTuple):
    """Candidates that say the same, and what they weigh together."""

    held: list[Candidate]
    weight: float


class Verdict(NamedTuple):
    """The candidate that is believed, its value, and whether another side is heavy, too."""

    winner: Candidate | None = None
    value: str = ""
    disputed: bool = False


def sides(
    candidates: Iterable[Candidate],
    weights: Mapping[str, float],
    same: Callable[[Candidate, Candidate], bool],
) -> list[Side]:
    """The candidates by what they say; a source that says one thing twice weighs once."""
    found: list[list[Candidate]] = []
    for each in candidates:
        home = next((held for held in found if same(held[0], each)), None)
        if home is None:
            found.append([each])
        else:
            home.append(each)
    return [
        Side(held, sum(weights.get(name, OTHER) for name in {each.source for each in held}))
        for held in found
    ]


def _verdict(best: Side | None, among: Sequence[Side], value: str = "") -> Verdict:
    if best is None:
        return Verdict()
    disputed = any(each is not best and each.weight >= HEAVY for each in among)
    return Verdict(best.held[0], value or best.held[0].value, disputed)


def headline(candidates: Sequence[Candidate], houses: frozenset[str]) -> Verdict:
    """The headline the page shows, if anything else on the page says the same.

    One that stands alone yields to two sources of the head that agree with each other: it is a
    logo, a rubric, or the title of a box. Of several that are shown the heaviest side wins.
    """
    bare = {id(each): _bare(each.value, candidates, houses) for each in candidates}
    # A logo is a heading, too.
    logos = [each for each in candidates if plain(bare[id(each)]) in houses]
    candidates = [each for each in candidates if each not in logos] or candidates
    _cut_rubrics(candidates, bare)
    words = {key: plain(value) or value for key, value in bare.items()}
    found = sides(candidates, HEADLINE, lambda a, b: words[id(a)] == words[id(b)])
    shown = [side for side in found if _any(side, SHOWN)]
    backed = [side for side in shown if side.weight - _weight(side, SHOWN) >= HEAVY]
    agreed = [side for side in found if not _any(side, SHOWN) and side.weight >= AGREED]
    given = [side for side in shown if side.weight >= GIVEN]
    among = given or backed or agreed or shown or found
    best = max(among, key=lambda side: side.weight, default=None)
    if best is None:
        return Verdict()
    held = sorted(best.held, key=lambda each: (*SHOWN, each.source).index(each.source))
    return _verdict(Side(held, best.weight), _others(found, best), bare[id(held[0])])


def _others(found: Sequence[Side], best: Side) -> list[Side]:
    return [side for side in found if side is not best]


def _any(side: Side, sources: Iterable[str]) -> bool:
    return any(each.source in sources for each in side.held)


def _weight(side: Side, sources: Iterable[str]) -> float:
    return sum(HEADLINE[name] for name in {e.source for e in side.held} if name in sources)


def _bare(value: str, candidates: Sequence[Candidate], houses: frozenset[str]) -> str:
    """A title without the name of the site behind it.

    What stands behind the last stroke is the site's if it is one of the page's names of its
    publisher, or if the rest is what another source gives as the title.
    """
    value = tidy(value)
    for _ in range(3):
        cuts = list(_SITE.finditer(value))
        if not cuts:
            return value
        head, tail = value[: cuts[-1].start()].strip(), plain(value[cuts[-1].end() :])
        named = tail in houses or tail.replace(" ", "") in houses
        known = plain(head)
        if not head or not (named or any(plain(tidy(each.value)) == known for each in candidates)):
            return value
        value = head
    return value


# Words of a rubric over a headline, and of the shortest headline one is looked for before.
_LONGEST_RUBRIC = 6
_SHORTEST_TITLE = 3


def _cut_rubrics(candidates: Sequence[Candidate], bare: dict[int, str]) -> None:
    """A shown line that ends in a title of the head is that title, with a rubric before it."""
    titles = [bare[id(each)] for each in candidates if each.source in TITLES]
    for each in candidates:
        if each.source not in SHOWN:
            continue
        line = plain(bare[id(each)]).split()
        for title in titles:
            size = len(words := plain(title).split())
            over = len(line) - size
            if size >= _SHORTEST_TITLE and 0 < over <= _LONGEST_RUBRIC and line[over:] == words:
                bare[id(each)] = title


def published(candidates: Sequence[Candidate]) -> Verdict:
    """The day most sources agree on, in the printing of the surest that has time and zone."""
    return _day(candidates, PUBLISHED)


def modified(candidates: Sequence[Candidate]) -> Verdict:
    """The last change, likewise."""
    return _day(candidates, MODIFIED)


def _day(candidates: Sequence[Candidate], weights: Mapping[str, float]) -> Verdict:
    found = sides(candidates, weights, _one_day)
    best = max(found, key=lambda side: side.weight, default=None)
    if best is None:
        return Verdict()
    first = max(best.held, key=lambda each: weights.get(each.source, OTHER))
    if weights.get(first.source, OTHER) < GIVEN:
        # The same day with time and zone says more, whoever prints it.
        first = max(
            best.held,
            key=lambda each: (
                each.value[:10] == first.value[:10],
                _fullness(each.value),
                weights.get(each.source, OTHER),
            ),
        )
    return _verdict(best, found)._replace(winner=first, value=first.value)


def _one_day(a: Candidate, b: Candidate) -> bool:
    if a.value[:10] == b.value[:10]:
        return True
    if len(a.value) == 10 or len(b.value) == 10:
        return False
    return abs((_instant(a.value) - _instant(b.value)).total_seconds()) < _SAME_DAY


def _instant(value: str) -> datetime:
    """The moment of an ISO value, for comparing: noon where no time is given, UTC where no zone."""
    found = datetime.fromisoformat(value)
    if len(value) == 10:
        found = found.replace(hour=12)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _fullness(value: str) -> int:
    """Date alone, with time, with time and zone."""
    return (len(value) > 10) + bool(re.search(r"T.*[+-]\d\d:\d\d$", value))


def publisher(candidates: Sequence[Candidate]) -> Verdict:
    """The house most sources name."""
    found = sides(candidates, PUBLISHER, _one_house)
    best = max(found, key=lambda side: side.weight, default=None)
    if best is None:
        return Verdict()
    held = sorted(best.held, key=lambda each: -PUBLISHER.get(each.source, OTHER))
    return _verdict(Side(held, best.weight), _others(found, best))


def _one_house(a: Candidate, b: Candidate) -> bool:
    """Whether one name is in the other: "Dispatch" and "The Dispatch", or its address."""
    first, second = sorted((plain(a.value), plain(b.value)), key=len)
    return first in second or first.replace(" ", "") in second.replace(" ", "")


def language(candidates: Sequence[Candidate]) -> Verdict:
    """The language of the words; where they are too few, the one most sources name."""
    found = sides(candidates, LANGUAGE, lambda a, b: a.value == b.value)
    return _verdict(max(found, key=lambda side: side.weight, default=None), found)


def url(candidates: Sequence[Candidate]) -> Verdict:
    """The canonical address, unless it is a front page or of another site than the one read."""
    given = next((each for each in candidates if each.basis == "given"), None)
    found = sides(candidates, URL, lambda a, b: address(a.value) == address(b.value))
    kept = [side for side in found if given is None or _may_stand_for(side, given)]
    best = max(kept, key=lambda side: max(URL[each.source] for each in side.held), default=None)
    return _verdict(best, found)


def _may_stand_for(side: Side, given: Candidate) -> bool:
    ours, theirs = address(given.value), address(side.held[0].value)
    return _site(ours) == _site(theirs) and ("/" in theirs or "/" not in ours)


# Names under which a country registers: what is before them is the site's.
_REGISTRIES = frozenset({"ac", "co", "com", "edu", "gov", "go", "ne", "net", "or", "org"})


def _site(url: str) -> list[str]:
    """The last parts of the host, those that one owner has."""
    parts = url.partition("/")[0].split(".")
    return parts[-3:] if len(parts) > 2 and parts[-2] in _REGISTRIES else parts[-2:]
