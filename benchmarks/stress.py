"""Pages that are hard on a parser, made from nothing, and what a reader of them should see.

Each case is a pure function of a size, so that it can be run at half and at full size. The
article is invented prose; around or inside it stands what makes the page hard.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from random import Random
from typing import NamedTuple

# What a browser shows for a NUL in text is nothing; some tools write the replacement character.
UNSEEN = re.compile("[\0\ufffd]")
FILLERS = {
    "body": ("council", "harbour board", "ministry", "union", "court", "water board", "committee"),
    "place": ("Norwia", "Castria", "Tarn", "Ostrel", "Lower Mire", "Belport", "Sundavik"),
    "did": ("decided", "announced", "confirmed", "denied", "told reporters", "warned", "wrote"),
    "day": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "thing": ("bridge", "dam", "ferry", "school", "railway", "market", "old mill", "river wall"),
    "done": ("mended", "closed", "rebuilt", "sold", "inspected", "moved", "opened again"),
    "name": ("Ana Brel", "Teodor Vance", "Milo Estern", "Ruta Halvik", "Sela Dorn", "Ivo Marek"),
}
SENTENCES = (
    "The {body} of {place} {did} on {day} that the {thing} would be {done} within {number} days.",
    "{name}, who lives near the {thing}, said that {number} people had asked the {body} for it.",
    "It was not clear on {day} whether the {thing} in {place} could be {done} before the winter.",
    "Of the {number} letters that reached the {body}, most said the {thing} should be {done}.",
    "A spokeswoman for the {body} {did} that {name} had been asked about it {number} times.",
)


class Page(NamedTuple):
    """The markup of a page, and the words of its article."""

    markup: str
    article: str


class Case(NamedTuple):
    """A hard page: what is hard about it, how much of it, and the function that makes it."""

    name: str
    size: int
    make: Callable[[int], Page]


def prose(paragraphs: int, seed: int = 3) -> list[str]:
    """So many paragraphs of some fifty words, no two alike."""
    chance = Random(seed)
    told = []
    for _ in range(paragraphs):
        chosen = (chance.choice(SENTENCES) for _ in range(4))
        told.append(" ".join(_sentence(each, chance) for each in chosen))
    return told


def _sentence(pattern: str, chance: Random) -> str:
    fillers = {key: chance.choice(words) for key, words in FILLERS.items()}
    return pattern.format(number=chance.randrange(3, 99_999), **fillers)


def prose_of(characters: int, seed: int = 3) -> list[str]:
    """Paragraphs of at least so many characters together."""
    return prose(characters // 300, seed)


def words(text: str) -> Counter[str]:
    """How often each word occurs, characters that are not shown left out."""
    return Counter(re.findall(r"\w+", UNSEEN.sub("", text)))


def kept(article: str, found: str) -> tuple[float, float]:
    """Shares of the article's words: those that came back, and those that came back beside it.

    >>> kept("the dam broke early", "the the dam broke advertisement")
    (0.75, 0.5)
    """
    ours, theirs = words(article), words(found)
    both = (ours & theirs).total()
    return both / ours.total(), (theirs.total() - both) / ours.total()


def _told(paragraphs: Iterable[str]) -> str:
    return "".join(f"<p>{each}</p>\n" for each in paragraphs)


def _page(body: str, article: Iterable[str], head: str = "", foot: str = "") -> Page:
    """A page as a publisher would send it, with this as the body of its article."""
    markup = (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">\n'
        f"<title>Talks on the dam go on</title>\n{head}</head>\n<body>\n"
        '<nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav>\n'
        f"<article>\n<h1>Talks on the dam go on</h1>\n{body}\n</article>\n"
        f"{foot}<footer>All rights reserved</footer>\n</body></html>\n"
    )
    return Page(markup, "\n".join(article))


def _around(middle: str, inside: Iterable[str] = (), head: str = "") -> Page:
    """Four paragraphs, what is hard (and the paragraphs in it), four paragraphs."""
    before, after = prose(4, 1), prose(4, 2)
    body = f"{_told(before)}{middle}\n{_told(after)}"
    return _page(body, [*before, *inside, *after], head)


def nested(size: int) -> Page:
    """Elements in elements, with paragraphs before, in the innermost, and after."""
    inside = prose(4)
    return _around("<div>" * size + _told(inside) + "</div>" * size, inside)


def nested_inline(size: int) -> Page:
    """The same with elements of running text, within one paragraph."""
    (inside,) = prose(1)
    return _around(f"<p>{'<b>' * size}{inside}{'</b>' * size}</p>", [inside])


def _script(size: int) -> str:
    """A script of so many characters that writes markup, as those of publishers do."""
    line = 'window.state.push({"a":[1,2,3],"html":"<p>Read more about it here.<\\/p><div>"});\n'
    return f"<script>\n{line * (size // len(line))}</script>"


def script_in_head(size: int) -> Page:
    """A long script before the article."""
    return _around("", head=_script(size))


def script_in_body(size: int) -> Page:
    """A long script between two paragraphs of the article."""
    return _around(_script(size))


def links(size: int) -> Page:
    """A list of links after the article."""
    told = prose(8)
    items = "".join(f'<li><a href="/s/{at}">Story number {at}</a></li>\n' for at in range(size))
    return _page(_told(told), told, foot=f"<aside><ul>\n{items}</ul></aside>\n")


def repeated(size: int) -> Page:
    """One paragraph over and over: all of it is the article."""
    told = prose(1) * size
    return _page(_told(told), told)


def nulls(size: int) -> Page:
    """So many paragraphs with a NUL inside a word and one between words."""
    told = prose(size)
    return _page(_told(each.replace(" the ", " t\0he \0", 1) for each in told), told)


def paragraphs(size: int) -> Page:
    """A body of so many characters."""
    told = prose_of(size)
    return _page(_told(told), told)


def paragraph(size: int) -> Page:
    """The same as one paragraph."""
    told = " ".join(prose_of(size))
    return _page(_told([told]), [told])


def open_tags(size: int) -> Page:
    """Tags that begin and never end."""
    return _around("<a " * (size // 3))


def open_declarations(size: int) -> Page:
    """Declarations that begin and never end."""
    return _around("<![<<<" * (size // 6))


def open_comments(size: int) -> Page:
    """A comment that begins after the article, and begins again, and never ends."""
    told = prose(8)
    return _page(_told(told) + "<!-- note " * (size // 10), told)


def attributes(size: int) -> Page:
    """An element of many attributes around a paragraph."""
    inside = prose(1)
    given = " ".join(f'data-a{at}="{at}"' for at in range(size))
    return _around(f"<div {given}>{_told(inside)}</div>", inside)


CASES = (
    Case("300 nested elements", 300, nested),
    Case("100,000 nested elements", 100_000, nested),
    Case("100,000 nested inline elements", 100_000, nested_inline),
    Case("12 MB script in the head", 12_000_000, script_in_head),
    Case("12 MB script in the body", 12_000_000, script_in_body),
    Case("50,000 links", 50_000, links),
    Case("the same paragraph 20 times", 20, repeated),
    Case("NUL bytes in 40 paragraphs", 40, nulls),
    Case("5 MB body", 5_000_000, paragraphs),
    Case("5 MB in one paragraph", 5_000_000, paragraph),
    Case("`<a <a <a`, 200 kB", 200_000, open_tags),
    Case("`<![<<<`, 200 kB", 200_000, open_declarations),
    Case("comments never closed, 200 kB", 200_000, open_comments),
    Case("100,000 attributes in one tag", 100_000, attributes),
)


def case(name: str) -> Case:
    """The case of this name."""
    return next(each for each in CASES if each.name == name)
