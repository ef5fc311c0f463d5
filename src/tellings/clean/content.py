"""Which blocks of a page are its article: what the markup says, and where the paragraphs are.

The words of class and id name furniture; a part so named that holds most of the page's
paragraphs is no furniture but a careless name. The article's container is found by going down
from the root as long as one child holds nearly all the paragraphs of the core.
"""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from tellings.clean.core import find_core
from tellings.clean.looks import Block, wide_words
from tellings.clean.markup import attributes, decoded
from tellings.clean.page import Node, Page, Run, marks
from tellings.clean.setting import Said, Surroundings, bare_letters, may_begin, settings_of
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
# A run of fewer characters is no paragraph.
_SHORT = 40
# A title of fewer characters may stand anywhere on a page.
_LEAST_TITLE = 12
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
# What the vocabulary's words that are no roles come to.
_AS_ROLE: dict[str, Role] = {"ad": "promo", "comments": "other"}
# The outer name holds, but within one of these the finer one does.
_COARSE = frozenset({"caption", "byline", "bio", "dek"})
# Outside of the article's container, what is named so is so: of 23,900 such blocks of the dev
# pages 4 belong to an article (#3).
_SURE = frozenset({"nav", "footer", "promo", "ad", "comments"})


def blocks_of(
    page: Page, text: str, spans: Sequence[Span], title: str | None = None
) -> list[Block]:
    """A block for each run of the page, with what its markup says of it."""
    texts = [span.of(text) for span in spans]
    told = [_told(run, each) for run, each in zip(page.runs, texts, strict=True)]
    weights = _weights(page, told)
    named = _named(page, weights)
    hints = [_hint(page, run, each, named) for run, each in zip(page.runs, texts, strict=True)]
    said = _said(page, title)
    headed = _headed(page, texts, said.title)
    main = _container(page, _weights(page, _of_core(told, hints, headed)))
    within = frozenset(_descendants(page, main))
    around = Surroundings(weights, named, main, within)
    made = []
    for at, (run, span) in enumerate(zip(page.runs, spans, strict=True)):
        hint, inside = hints[at], run.node in within
        if not inside and hint is None and told[at]:
            hint = "other"
        heading = page.nodes[run.node].name == "h1" or hint == "headline"
        sure = not inside and (named[run.node] in _SURE or hint in ("nav", "teaser"))
        made.append(Block(span, hint, heading, sure and not heading))
    opened = [at for at, block in enumerate(made) if not block.sure]
    numbers = settings_of(page, opened, around, told, texts, said)
    for at, row in zip(opened, numbers, strict=True):
        made[at] = made[at]._replace(setting=row)
    return made


def _told(run: Run, text: str) -> int:
    """The words of a run that reads as a paragraph; 0 of any other."""
    if run.size < _SHORT or run.linked > 0.5 * run.size or text.isupper():
        return 0
    words = len(text.split()) + wide_words(text)
    return words if words >= 24 or (words >= 8 and _FINISHED.search(text[-12:])) else 0


_FINISHED = re.compile(r"[.!?…:;。！？」』︒।؟](?:[\"'”’»)\]\s*]|\[\d+\])*$")


def _headed(page: Page, texts: Sequence[str], title: str) -> int:
    """Where the page prints its own title over the article; 0 if it does nowhere."""
    best = (0, 0)
    for at, (run, text) in enumerate(zip(page.runs, texts, strict=True)):
        if not _LEAST_TITLE <= len(text) <= 400 or not may_begin(text, title):
            continue
        bare = bare_letters(text)
        if bare and title.startswith(bare) and 2 * len(bare) >= len(title):
            best = max(best, (1 + (page.nodes[run.node].name == "h1"), at))
    return best[1]


def _of_core(told: Sequence[int], hints: Sequence[Role | None], headed: int) -> list[int]:
    """The words of those paragraphs that stand in the core and are named nothing else."""
    values = [_value(words, hint) for words, hint in zip(told, hints, strict=True)]
    if any(told[headed:]):
        values[:headed] = [-1.0] * headed
    start, stop = find_core(values)
    return [
        words if start <= at < stop and hints[at] is None else 0 for at, words in enumerate(told)
    ]


def _value(words: int, hint: Role | None) -> float:
    if hint is not None:
        return -0.2
    return 1.0 + min(words, 60) / 15 if words else -0.6


_DESCRIPTION = re.compile(r"description", re.IGNORECASE)


def _said(page: Page, title: str | None) -> Said:
    """What the page's head calls the article and says of it."""
    words: set[str] = set()
    for token in page.heads:
        if token.name == "meta" and _DESCRIPTION.search(page.markup, token.start, token.end):
            content = attributes(page.markup, token).get("content", "")[:1000]
            words |= {each for each in decoded(content).lower().split() if len(each) > 3}
    return Said(bare_letters(title or ""), frozenset(words))


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
        around = found[node.parent]
        if around is not None and around not in _COARSE:
            found[at] = around
            continue
        own = _own(node, careless)
        if weights[at] > (_MOST_COMMENTS if own == "comments" else _MOST_OF_IT) * weights[0]:
            own = None
        found[at] = around if own is None else own
    return found


def _careless(page: Page, weights: list[int]) -> frozenset[str]:
    """Words of the vocabulary that stand at several elements with most of the paragraphs."""
    held: Counter[str] = Counter()
    vocabulary = _suspects()
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
    found = node.words & _class_words() - careless
    return min((vocabulary[word] for word in found), key=_ranks().__getitem__) if found else None


@cache
def _suspects() -> frozenset[str]:
    """Words of the vocabulary that may be careless names."""
    return frozenset(word for word, role in marks("class").items() if role != "comments")


@cache
def _class_words() -> frozenset[str]:
    return frozenset(marks("class"))


@cache
def _ranks() -> dict[str, int]:
    return {role: rank for rank, role in enumerate(dict.fromkeys(marks("class").values()))}


def _hint(page: Page, run: Run, text: str, named: list[str | None]) -> Role | None:
    if run.alt:
        return "alt"
    name = named[run.node]
    words = text.count(" ") + 1
    if name is None and run.inline and words < 30:
        vocabulary = marks("class")
        inline = [vocabulary[word] for word in run.marks if word in vocabulary]
        name = min(inline, key=_ranks().__getitem__) if inline else None
        if name not in ("byline", "published", "credit", "caption"):
            name = None
    if name is not None:
        return _checked(_AS_ROLE.get(name, name), words)  # type: ignore[arg-type]
    element = page.nodes[run.node].name
    if run.linked > _LINKED * run.size:
        if element in _HEADINGS or element == "p" or words > 4:
            return None if element == "h1" else "teaser"
        return "nav"
    return None


def _checked(role: Role, words: int) -> Role | None:
    """A name in the markup is believed only of a block that can be what it says."""
    if role in ("byline", "published", "credit", "kicker") and words > 30:
        return None
    return None if role == "dek" and words > 80 else role


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
