"""Invented news for the tests of the stream: stories of a few days, each told in other words."""

import random
from datetime import UTC, datetime, timedelta

from tellings.model.document import Article
from told import told

PLACES = ("Tarn", "Brenn", "Castria", "Norwia", "Velm", "Ostrand", "Lirra", "Quell", "Harn", "Dorn")
THINGS = (
    "dam", "bridge", "ferry", "harbour", "orchard", "library", "tower", "tram", "market", "museum",
    "quarry", "lighthouse", "mill", "vineyard", "opera", "chapel", "bakery", "canal", "stadium",
)  # fmt: skip
DEEDS = ("burned", "opened", "flooded", "closed", "sold", "rebuilt", "robbed", "collapsed")
FILLING = (
    "council", "mayor", "police", "witnesses", "morning", "evening", "crowd", "inquiry", "builder",
    "insurers", "repairs", "money", "neighbours", "vote", "meeting", "road", "winter", "storm",
    "engineers", "plans", "letter", "court", "keeper", "visitors",
)  # fmt: skip
FIRST = datetime(2031, 1, 1, tzinfo=UTC)


def news(stories: int, *, days: float, seed: int = 1) -> list[Article]:
    """Articles of so many stories over so many days, three a story, in the order of publication."""
    draw = random.Random(seed)
    found = []
    for story in range(stories):
        place, thing, deed = draw.choice(PLACES), draw.choice(THINGS), draw.choice(DEEDS)
        own = [f"{draw.choice(PLACES)}{draw.choice(THINGS)}".capitalize() for _ in range(6)]
        start = days * story / stories
        for telling in range(3):
            words = draw.sample(own, 4) + draw.sample(FILLING, 8) + [thing, deed]
            draw.shuffle(words)
            moment = FIRST + timedelta(days=start + telling * 0.3)
            day = moment.isoformat(timespec="minutes")
            head = f"{thing.capitalize()} of {place} {deed}"
            name = f"s{story:03}-{telling}"
            found.append(told(("headline", head), " ".join(words) + ".", name=name, day=day))
    return sorted(found, key=lambda each: (each.published.value or "", each.id))
