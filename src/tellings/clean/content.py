"""Which blocks of a page are its article: what the markup says, and where the paragraphs are.

The words of class and id name furniture; a part so named that holds most of the page's
paragraphs is no furniture but a careless name. The article's container is found by going down
from the root as long as one child holds nearly all the paragraphs of the core.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from tellings.clean.looks import Block, Look, look
from tellings.clean.page import Node, Page, Run, marks
from tellings.clean.sheet import find_core
from tellings.model.document import Role
from tellings.model.span import Span

# A part that holds more of the page's paragraphs than this is not what its class says.
_MOST_OF_IT = 0.3
# Readers may write more than the reporter.
_MOST_COMMENTS = 0.85
# Chunks of an article that all carry the same word together hold more than this.
_CARELESS = 0.5
# Going down stops where no child holds this share of the core's paragraphs.
_NEARLY_ALL = 0.85
# A block with more of its letters linked is a list of links, not a paragraph.
_LINKED = 0.6
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
# What the vocabulary's words that are no roles come to.
_AS_ROLE: dict[str, Role] = {"ad": "promo", "comments": "other"}
# Roles that the head of an article has: outside of it they are other articles' cards.
HEAD: frozenset[Role] = frozenset({"byline", "published", "dek", "kicker"})


def blocks_of(page: Page, text: str, spans: Sequence[Span]) -> list[Block]:
    """A block for each run of the page, with the role its markup gives it."""
    looks = [look(span.of(text), Block(span)) for span in spans]
    told = [
        each.words if each.told and run.linked <= 0.5 * run.size else 0
        for each, run in zip(looks, page.runs, strict=True)
    ]
    weights = _weights(page, told)
    named = _named(page, weights)
    hints = [_hint(page, run, each, named) for run, each in zip(page.runs, looks, strict=True)]
    blocks = [
        Block(each.block.span, hint, page.nodes[run.node].name == "h1" or hint == "headline")
        for each, hint, run in zip(looks, hints, page.runs, strict=True)
    ]
    return _inside(page, blocks, looks, told)


def _weights(page: Page, told: Sequence[int]) -> list[int]:
    """The words of paragraphs in each element; an element comes behind its parent."""
    weights = [0] * len(page.nodes)
    for run, words in zip(page.runs, told, strict=True):
        weights[run.node] += words
    for at in range(len(weights) - 1, 0, -1):
        weights[page.nodes[at].parent] += weights[at]
    return weights


def _named(page: Page, weights: list[int]) -> list[str | None]:
    """The role each element's markup, or that of one around it, names."""
    careless = _careless(page, weights)
    found: list[str | None] = [None] * len(page.nodes)
    for at in range(1, len(page.nodes)):
        node = page.nodes[at]
        own = _own(node, careless)
        if weights[at] > (_MOST_COMMENTS if own == "comments" else _MOST_OF_IT) * weights[0]:
            own = None
        around = found[node.parent]
        # The outer name holds, but within a caption, a bio or a byline the finer one does.
        finer = own is not None and around in ("caption", "byline", "bio", "dek")
        found[at] = own if around is None or finer else around
    return found


def _careless(page: Page, weights: list[int]) -> frozenset[str]:
    """Words of the vocabulary that stand at several elements with most of the paragraphs."""
    held: Counter[str] = Counter()
    vocabulary = {word for word, role in marks("class").items() if role != "comments"}
    for node, weight in zip(page.nodes[1:], weights[1:], strict=True):
        if 0 < weight <= _MOST_OF_IT * weights[0]:
            for word in node.words & vocabulary - page.nodes[node.parent].words:
                held[word] += weight
    return frozenset(word for word, weight in held.items() if weight > _CARELESS * weights[0])


def _own(node: Node, careless: frozenset[str]) -> str | None:
    if node.itemprop in marks("itemprop"):
        return marks("itemprop")[node.itemprop]
    if node.name in marks("element"):
        return marks("element")[node.name]
    vocabulary = marks("class")
    hits = [vocabulary[word] for word in node.words - careless if word in vocabulary]
    return min(hits, key=_ranks().__getitem__) if hits else None


def _ranks() -> dict[str, int]:
    return {role: rank for rank, role in enumerate(dict.fromkeys(marks("class").values()))}


def _hint(page: Page, run: Run, each: Look, named: list[str | None]) -> Role | None:
    if "alt" in run.marks and not run.size:
        return "alt"
    name = named[run.node]
    if name is None and each.words < 30:
        vocabulary = marks("class")
        inline = [vocabulary[word] for word in run.marks if word in vocabulary]
        name = min(inline, key=_ranks().__getitem__) if inline else None
        if name not in ("byline", "published", "credit", "caption"):
            name = None
    if name is not None:
        return _checked(_AS_ROLE.get(name, name), each)  # type: ignore[arg-type]
    element = page.nodes[run.node].name
    if run.linked > _LINKED * run.size and not each.block.heading:
        if element in _HEADINGS or element == "p" or each.words > 4:
            return None if element == "h1" else "teaser"
        return "nav"
    return None


def _checked(role: Role, each: Look) -> Role | None:
    """A name in the markup is believed only of a block that can be what it says."""
    if role in ("byline", "published", "credit", "kicker") and each.words > 30:
        return None
    if role == "caption" and each.credit == 0:
        return "credit"
    if role == "dek" and each.words > 80:
        return None
    return role


def _inside(page: Page, blocks: list[Block], looks: list[Look], told: Sequence[int]) -> list[Block]:
    """The blocks, those outside of the article's container marked as furniture."""
    start, stop = find_core([_with(each, block) for each, block in zip(looks, blocks, strict=True)])
    kept = [
        words if start <= at < stop and blocks[at].hint is None else 0
        for at, words in enumerate(told)
    ]
    weights = _weights(page, kept)
    main = _container(page, weights)
    within = _descendants(page, main)
    made = []
    for block, run, each in zip(blocks, page.runs, looks, strict=True):
        inside = run.node in within
        hint = block.hint
        if not inside and hint is None and each.told:
            hint = "other"
        made.append(Block(block.span, hint, block.heading))
    return made


def _with(each: Look, block: Block) -> Look:
    return replace(each, block=block)


def _container(page: Page, weights: list[int]) -> int:
    children: dict[int, list[int]] = {}
    for at in range(1, len(page.nodes)):
        if weights[at]:
            children.setdefault(page.nodes[at].parent, []).append(at)
    at = 0
    while True:
        best = max(children.get(at, ()), key=lambda each: (weights[each], -each), default=None)
        if best is None or weights[best] < _NEARLY_ALL * weights[at]:
            return at
        if page.nodes[best].name in ("p", "li", "blockquote"):
            return at
        at = best


def _descendants(page: Page, main: int) -> set[int]:
    inside = {main}
    for at in range(main + 1, len(page.nodes)):
        if page.nodes[at].parent in inside:
            inside.add(at)
    return inside
