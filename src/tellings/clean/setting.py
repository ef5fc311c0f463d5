"""What the markup around a block says, in numbers: the part of its row that only HTML has.

Whether it stands in the article's container and how much of the page's paragraphs the elements
around it hold, what its element and class name, how it is linked and set, and whether the
page's own description of itself says the same.
"""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:  # a plain text needs the names of the numbers and no page
    from tellings.clean.page import Node, Page, Run

_ELEMENT_NAMES = (
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "figcaption", "caption", "td", "th",
    "blockquote", "div", "section", "article", "dd", "dt", "picture", "figure", "body", "pre",
    "header",
)  # fmt: skip
_ELEMENTS = {name: at for at, name in enumerate(_ELEMENT_NAMES)}
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
NAMED = (
    "promo", "ad", "comments", "nav", "footer", "credit", "caption", "bio", "byline", "published",
    "dek", "kicker", "headline",
)  # fmt: skip
NAMES = (
    "linked", "bold", "element", "p", "heading", "named", "hinted", "within", "node_share",
    "parent_share", "above_share", "far_above_share", "alike_share", "alike_count", "depth",
    "in_article", "in_body", "in_list", "in_figure", "aside", "in_header", "alt", "beside_last",
    "beside_next", "like_last_told", "like_next_told", "chunks", "title", "described",
    "describing",
)  # fmt: skip
# What the inside of an element is, told by the elements it stands in.
_AROUND = (
    frozenset({"article", "main"}),
    frozenset({"ul", "ol"}),
    frozenset({"figure", "picture"}),
    frozenset({"aside", "nav", "footer", "form"}),
    frozenset({"header", "hgroup"}),
)
_BITS = {name: 1 << bit for bit, names in enumerate(_AROUND) for name in names}


class Surroundings(NamedTuple):
    """What is known of a page's elements before its blocks are labelled.

    ``weights`` are the words of paragraphs in each element, ``named`` the role that its markup
    or that of one around it names, ``main`` the article's container, ``within`` all in it.
    """

    weights: Sequence[int]
    named: Sequence[str | None]
    main: int
    within: frozenset[int]


class Said(NamedTuple):
    """What the head of the page says of the article: words of its title and description."""

    title: str
    description: frozenset[str]


def settings_of(
    page: "Page",
    wanted: Sequence[int],
    around: Surroundings,
    told: Sequence[int],
    texts: Sequence[str],
    said: Said,
) -> list[tuple[int, ...]]:
    """The numbers of the wanted runs; ``told`` are the words of each that reads as a paragraph."""
    inside, depths = _inside(page.nodes)
    kinds = _kinds(page, wanted)
    counts, words = Counter(kinds), Counter[object]()
    for kind, size in zip(kinds, told, strict=True):
        words[kind] += size
    total = max(sum(told), 1)
    last, following = _paragraphs(told)
    made = []
    for at in wanted:
        run = page.runs[at]
        node = page.nodes[run.node]
        ups = _ups(page.nodes, run.node)
        flags = inside[run.node]
        made.append(
            (
                100 * run.linked // max(run.size, 1),
                100 * run.bold // max(run.size, 1),
                _ELEMENTS.get(node.name, len(_ELEMENTS)),
                node.name == "p",
                node.name in _HEADINGS,
                _named(around.named[run.node]),
                _hinted(run),
                run.node in around.within,
                *(100 * around.weights[each] // total for each in ups),
                100 * words[kinds[at]] // total,
                min(counts[kinds[at]], 60),
                depths[run.node] - depths[around.main],
                flags & 1 > 0,
                flags & 32 > 0,
                flags & 2 > 0,
                flags & 4 > 0,
                flags & 8 > 0,
                flags & 16 > 0,
                not run.size,
                _beside(page, at, at - 1),
                _beside(page, at, at + 1),
                last[at] >= 0 and kinds[last[at]] == kinds[at],
                following[at] >= 0 and kinds[following[at]] == kinds[at],
                min(len(run.chunks), 9),
                *_described(texts[at], said),
            )
        )
    return made


def _inside(nodes: "Sequence[Node]") -> tuple[list[int], list[int]]:
    """For each element a bit for each of `_AROUND` (and one for the body) and its depth."""
    flags, depths = [0] * len(nodes), [0] * len(nodes)
    for at in range(1, len(nodes)):
        node = nodes[at]
        found = flags[node.parent] | _BITS.get(node.name, 0)
        if node.itemprop == "articleBody":
            found |= 32
        flags[at], depths[at] = found, depths[node.parent] + 1
    return flags, depths


def _kinds(page: "Page", wanted: Sequence[int]) -> list[object]:
    """The kind of each run; where no wanted one has elements of its names, these will do."""
    names = [_names(page.nodes, run.node) for run in page.runs]
    asked = {names[at] for at in wanted}
    known: dict[int, object] = {}
    kinds: list[object] = []
    for run, named in zip(page.runs, names, strict=True):
        if named in asked and run.node not in known:
            known[run.node] = _kind(page.nodes, run.node)
        kinds.append(known.get(run.node, named))
    return kinds


def _names(nodes: "Sequence[Node]", at: int) -> tuple[str, str]:
    """The name of an element and that of the one around it."""
    return nodes[at].name, nodes[max(nodes[at].parent, 0)].name


def _kind(nodes: "Sequence[Node]", at: int) -> object:
    """What makes two blocks of a page alike: the names and classes of the two elements around."""
    node = nodes[at]
    above = nodes[max(node.parent, 0)]
    return node.name, node.words, above.name, above.words


def _ups(nodes: "Sequence[Node]", at: int) -> list[int]:
    """The element and the three around it."""
    found = [at]
    for _ in range(3):
        at = nodes[at].parent if nodes[at].parent > 0 else at
        found.append(at)
    return found


def _named(role: str | None) -> int:
    return NAMED.index(role) if role in NAMED else -1


def _hinted(run: "Run") -> int:
    """Whether an inline element of the block names a part of the head or of a picture."""
    marks = run.marks if run.inline else ()
    names = ("author", "byline", "time", "credit", "caption", "copyright")
    return next((at for at, name in enumerate(names) if name in marks), -1)


def _beside(page: "Page", at: int, other: int) -> int:
    """Whether a neighbouring block stands in the same element, or in one beside it."""
    if not 0 <= other < len(page.runs):
        return -1
    one, two = page.runs[at].node, page.runs[other].node
    if one == two:
        return 2
    return int(page.nodes[one].parent == page.nodes[two].parent)


def _paragraphs(told: Sequence[int]) -> tuple[list[int], list[int]]:
    """For each block the paragraph before and behind it; -1 if there is none."""
    last, following = [-1] * len(told), [-1] * len(told)
    near = -1
    for at, words in enumerate(told):
        last[at] = near
        near = at if words else near
    near = -1
    for at in range(len(told) - 1, -1, -1):
        following[at] = near
        near = at if told[at] else near
    return last, following


def _described(text: str, said: Said) -> tuple[int, int, int]:
    """Whether it is the title; which share of its words the description has, and the reverse."""
    if len(text) > 1500:
        return 0, 0, 0
    called = is_called(text, said.title)
    if not said.description:
        return called, 0, 0
    words = frozenset(each for each in text.lower().split() if len(each) > 3)
    both = len(words & said.description)
    return (
        called,
        100 * both // max(len(words), 1),
        100 * both // len(said.description),
    )


def is_called(text: str, title: str) -> bool:
    """Whether a text is a title, given in `bare_letters`: most differ in the first letter."""
    if len(text) < len(title) or not may_begin(text, title):
        return False
    return bare_letters(text) == title


def may_begin(text: str, title: str) -> bool:
    """Whether a title, given in `bare_letters`, can begin as a text does."""
    return title != "" and (not text[0].isalnum() or text[0].lower()[0] == title[0])


def bare_letters(text: str) -> str:
    """Letters and digits only, in small letters.

    >>> bare_letters("Dam breaks: 14 hurt")
    'dambreaks14hurt'
    """
    return "".join(filter(str.isalnum, text.lower()))
