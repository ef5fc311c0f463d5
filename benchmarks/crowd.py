"""One invented story as many publishers tell it: for reports that must stay readable and cheap.

Each telling takes some of a stock of paragraphs, the first ones oftener (so that a few things are
told by nearly all and most by few), prints quotations whole, cut or changed, now and then
another figure, and adds paragraphs of its own. Some are copies of an agency's. The seed is fixed:
the same number of tellings is the same text on every machine.
"""

import random
import tomllib
from collections.abc import Iterator
from pathlib import Path

SEED = 5
_DATA: dict[str, list[str]] = tomllib.loads(
    (Path(__file__).parent / "crowd.toml").read_text("utf-8")
)


def crowd(size: int) -> Iterator[dict[str, str]]:
    """So many tellings, as records of a corpus."""
    draw = random.Random(SEED)
    agency = _telling(draw, "The North Wire")
    for number in range(size):
        name = f"The {_DATA['towns'][number % 10]} {_DATA['papers'][number // 10 % 10]}"
        name += f" {number // 100 + 1}" if number >= 100 else ""
        copied = number % 12 == 7
        text = agency.replace("The North Wire", name) if copied else _telling(draw, name)
        day = f"2026-05-{5 + number % 3:02}"
        yield {"id": f"t{number:04}", "text": text, "publisher": name, "published": day}


def _telling(draw: random.Random, name: str) -> str:
    stock = [
        each for at, each in enumerate(_DATA["stock"]) if draw.random() < max(0.8 - 0.05 * at, 0.1)
    ]
    dead = draw.choices((17, 14, 19), (20, 2, 1))[0]
    headline = draw.choice((
        f"{dead} dead as sea wall at Halvik gives way",
        "Sea wall at Halvik gives way in storm",
        "Halvik flood: minister under pressure",
        f"Storm tide breaks Halvik's wall, {dead} killed",
    ))  # fmt: skip
    facts = {
        "dead": dead,
        "homes": draw.choices((900, 1200), (20, 1))[0],
        "soldiers": draw.choices((2000, 2500), (20, 1))[0],
        "when": draw.choice(("on Monday night", "late on Monday", "on Monday")),
    }
    body = [_printed(draw, each.format(**facts)) for each in stock]
    for _ in range(draw.randint(4, 8)):
        body.insert(draw.randint(1, len(body)), _own(draw))
    author = f"{draw.choice(_DATA['first'])} {draw.choice(_DATA['last'])}"
    return "\n\n".join([name, headline, f"By {author}", "May 5, 2026", *body]) + "\n"


def _printed(draw: random.Random, paragraph: str) -> str:
    """The paragraph with what is between its marks whole, cut, or with a word changed."""
    if "\u201c" not in paragraph:
        return paragraph
    said, _, rest = paragraph[1:].partition("\u201d")
    words = said.split()
    manner = draw.random()
    if manner < 0.25:
        words = [*words[: len(words) * 2 // 3]]
        words[-1] = words[-1].rstrip(",") + ","
    elif manner < 0.35:
        words[len(words) // 2] = draw.choice(("simply", "surely", "all"))
    return f"\u201c{' '.join(words)}\u201d{rest}"


def _own(draw: random.Random) -> str:
    return draw.choice(_DATA["own"]).format(
        name=f"{draw.choice(_DATA['first'])} {draw.choice(_DATA['last'])}",
        trade=draw.choice(_DATA["trades"]),
        town=draw.choice(_DATA["towns"]),
        place=draw.choice(_DATA["places"]),
        thing=draw.choice(_DATA["things"]),
        feet=draw.randint(2, 9),
        number=draw.randint(2, 40),
    )
