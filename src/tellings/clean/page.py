"""The blocks of an HTML page: its visible text in order, with the elements it stands in.

Reads the tokens once, keeps a stack of block elements, and makes the view: markup cut,
references decoded, blanks as a browser shows them, blocks parted by empty lines. What is not
shown (scripts, hidden elements, other templates) is dropped by name.
"""

import re
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from tellings.clean.markup import REFERENCE, Token, attributes, decoded, tokens
from tellings.lang import table
from tellings.model.document import Dropped
from tellings.model.span import Span, trimmed
from tellings.view import Edit, View, edited

_BLOCK_NAMES = (
    "address article aside blockquote body center dd details dialog div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html li main nav ol p pre section "
    "summary table tbody td tfoot th thead tr ul video audio picture menu"
)
_VOID_NAMES = "area base br col embed hr img input link meta param source track wbr"
BLOCKS = frozenset(_BLOCK_NAMES.split())
VOID = frozenset(_VOID_NAMES.split())
UNSEEN = {
    "noscript": "noscript", "template": "template", "svg": "drawing", "select": "control",
    "button": "control", "object": "embedded", "canvas": "drawing", "math": "formula",
    "dialog": "hidden", "datalist": "control",
}  # fmt: skip
# Opening one of these ends a paragraph that was left open.
_ENDS_P = BLOCKS - {"html", "body"}
_SAME = frozenset({"li", "dd", "dt", "td", "th", "tr", "p", "option"})
_NEVER_HIDDEN = frozenset({"html", "body", "main", "article"})
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_ALT = re.compile(r"\salt\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
# An alternative text of fewer words names a picture ("logo") and tells nothing of it.
_SAYS_SOMETHING = 3
_CUT = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_BLANKS = re.compile(r"[ \t\n\r\f]+")


@dataclass(slots=True)
class Node:
    """A block element: its name, the one it stands in, and the words of its class and id."""

    name: str
    parent: int
    words: frozenset[str] = frozenset()
    itemprop: str = ""
    attributes: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Run:
    """The text of one block: its stretches in the document, and how much of it is linked."""

    node: int
    chunks: list[Span] = field(default_factory=list)
    size: int = 0
    linked: int = 0
    marks: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Page:
    """What one pass over the tokens leaves; `read` fills it."""

    markup: str
    nodes: list[Node] = field(default_factory=lambda: [Node("", -1)])
    runs: list[Run] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    heads: list[Token] = field(default_factory=list)  # meta, link and time tags, scripts, title


class _Reader:
    """The state of the pass: the stack of open elements and the block being filled."""

    def __init__(self, markup: str) -> None:
        self.page = Page(markup)
        self.stack: list[tuple[str, int]] = [("", 0)]
        self.opened: dict[str, int] = {}
        self.run: Run | None = None
        self.link = 0
        self.breaks = 0
        self.unseen: tuple[str, int, int, str] | None = None  # name, depth, start, reason
        self.inline: list[tuple[str, frozenset[str]]] = []

    def text(self, token: Token) -> None:
        shown = self.page.markup[token.start : token.end]
        if not shown.strip() or ("&" in shown and not decoded(shown).strip()):
            if self.run is not None:
                self.run.chunks.append(Span(token.start, token.end))
            return
        if self.breaks > 1:
            self.run = None
        self.breaks = 0
        if self.run is None:
            self.run = Run(self.stack[-1][1])
            self.page.runs.append(self.run)
        self.run.chunks.append(Span(token.start, token.end))
        size = len(shown.strip())
        self.run.size += size
        self.run.linked += size if self.link else 0
        for _, marks in self.inline:
            self.run.marks |= marks

    def open(self, token: Token) -> None:
        name = token.name
        if name == "br":
            self.breaks += 1
            return
        if name in ("meta", "link", "time"):
            self.page.heads.append(token)
        if name == "img" and self.run is None:
            self._picture(token)
        if name in UNSEEN and self.unseen is None and not self._self_closed(token):
            self.unseen = (name, 0, token.start, UNSEEN[name])
            return
        if name == "a":
            self.link = 1
        if name in BLOCKS:
            self._open_block(token)
        elif (
            name in ("span", "em", "i", "small", "cite", "time", "b", "a") and len(self.inline) < 20
        ):
            found = _words(attributes(self.page.markup, token))
            self.inline.append((name, found | {name} if name == "time" else found))

    def _picture(self, token: Token) -> None:
        """What a picture is said to show is a block of its own, its text in the tag."""
        found = _ALT.search(self.page.markup, token.start, token.end)
        if found is None:
            return
        span = Span(*(found.span(1) if found[1] is not None else found.span(2)))
        if len(decoded(found[1] or found[2] or "").split()) >= _SAYS_SOMETHING:
            self.page.runs.append(Run(self.stack[-1][1], [span], 0, 0, {"alt"}))

    def _self_closed(self, token: Token) -> bool:
        return self.page.markup[token.end - 2 : token.end] == "/>"

    def _open_block(self, token: Token) -> None:
        name = token.name
        self.end_run()
        top = self.stack[-1][0]
        if (top == "p" and name in _ENDS_P) or (top == name and name in _SAME):
            self._pop()
        if name in VOID:
            return
        found = attributes(self.page.markup, token)
        hidden = "hidden" in found or _HIDDEN.search(found.get("style", "")) is not None
        if hidden and name not in _NEVER_HIDDEN and found.get("hidden") != "false":
            self.unseen = (name, 0, token.start, "hidden")
            return
        node = Node(name, self.stack[-1][1], _words(found), found.get("itemprop", ""), found)
        self.page.nodes.append(node)
        self.stack.append((name, len(self.page.nodes) - 1))
        self.opened[name] = self.opened.get(name, 0) + 1

    def close(self, token: Token) -> None:
        name = token.name
        if name == "a":
            self.link = 0
        if name in BLOCKS:
            self.end_run()
            if self.opened.get(name):
                while self._pop() != name:
                    pass
        elif self.inline and any(name == each for each, _ in self.inline):
            while self.inline.pop()[0] != name:
                pass

    def _pop(self) -> str:
        name = self.stack.pop()[0]
        self.opened[name] -= 1
        return name

    def end_run(self) -> None:
        self.run, self.breaks, self.link = None, 0, 0
        self.inline.clear()

    def skip(self, token: Token) -> None:
        """Inside an element that is not shown: count until it closes."""
        assert self.unseen is not None
        name, depth, start, reason = self.unseen
        if token.name != name or token.kind not in ("open", "close"):
            return
        depth += 1 if token.kind == "open" and name != "p" else -1
        if depth < 0:
            self.page.dropped.append(Dropped(Span(start, token.end), reason))
            self.unseen = None
        else:
            self.unseen = (name, depth, start, reason)

    def take(self, token: Token) -> None:
        if self.unseen is not None:
            if token.kind == "raw" and token.name == "script":
                self.page.heads.append(token)
            self.skip(token)
        elif token.kind == "text":
            self.text(token)
        elif token.kind == "open":
            self.open(token)
        elif token.kind == "close":
            self.close(token)
        elif token.kind == "raw":
            self.page.heads.append(token)
            self.page.dropped.append(Dropped(Span(token.start, token.end), token.name))


def read(markup: str) -> Page:
    """The blocks of a page in order.

    >>> [run.size for run in read("<div>Rain<p>fell <b>early</b>.</div>").runs]
    [4, 10]
    """
    reader = _Reader(markup)
    for token in tokens(markup):
        reader.take(token)
    if reader.unseen is not None:
        start, reason = reader.unseen[2:]
        reader.page.dropped.append(Dropped(Span(start, len(markup)), reason))
    return reader.page


@cache
def _cut(value: str) -> tuple[str, ...]:
    words = [each.lower() for each in _CUT.findall(value)]
    return (*words, *("".join(pair) for pair in pairwise(words)))


def _words(found: dict[str, str]) -> frozenset[str]:
    """The words of class and id, each alone and together with its neighbour."""
    value = f"{found.get('class', '')} {found.get('id', '')}"[:300]
    return frozenset(word for part in value.split() for word in _cut(part))


@cache
def marks(kind: str) -> dict[str, str]:
    """Which role each word of the markup vocabulary names."""
    found: dict[str, str] = {}
    for role, words in table("any", "markup")[kind].items():
        for word in words.split():
            found.setdefault(word, role)
    return found


def view_of(page: Page) -> tuple[View, list[Span]]:
    """The readable text, and where in it each run stands."""
    edits: list[Edit] = []
    sizes: list[tuple[int, int]] = []
    at = written = 0
    for run in page.runs:
        chunks = _bare(page.markup, run.chunks)
        gap = "\n\n" if written else ""
        if chunks[0].start > at:
            edits.append(Edit(Span(at, chunks[0].start), gap))
        elif gap:
            edits.append(Edit(Span(at, at), gap))
        begin = written + len(gap)
        size, before = 0, " "
        for number, chunk in enumerate(chunks):
            if number and chunk.start > chunks[number - 1].end:
                edits.append(Edit(Span(chunks[number - 1].end, chunk.start)))
            made, grown, before = _readable(page.markup, chunk, before)
            edits += made
            size += grown
        at, written = chunks[-1].end, begin + size
        sizes.append((begin, written))
    if at < len(page.markup):
        edits.append(Edit(Span(at, len(page.markup))))
    view = edited(page.markup, edits)
    return view, [trimmed(view.text, *each) or Span(*each) for each in sizes]


def _bare(markup: str, chunks: list[Span]) -> list[Span]:
    """The stretches without the blanks at both ends of the block."""
    kept = list(chunks)
    while kept and not markup[kept[-1].start : kept[-1].end].strip():
        kept.pop()
    last = kept[-1]
    end = last.start + len(markup[last.start : last.end].rstrip())
    kept[-1] = Span(last.start, end)
    first = kept[0]
    start = first.end - len(markup[first.start : first.end].lstrip())
    kept[0] = Span(start, first.end)
    return kept


_REWRITTEN = re.compile(rf"[ \t\n\r\f]+|{REFERENCE.pattern}")


def _readable(markup: str, chunk: Span, before: str) -> tuple[list[Edit], int, str]:
    """The edits that make a stretch readable, its new length and its last character."""
    edits: list[Edit] = []
    size = chunk.end - chunk.start
    at = chunk.start
    for match in _REWRITTEN.finditer(markup, chunk.start, chunk.end):
        if match.start() > at:
            before = markup[match.start() - 1]
        blank = "" if before == " " else " "
        text = decoded(match[0]) if match[0][0] == "&" else blank
        at = match.end()
        before = text[-1:] or before
        if text != match[0]:
            edits.append(Edit(Span(*match.span()), text))
            size += len(text) - len(match[0])
    return edits, size, markup[chunk.end - 1] if at < chunk.end else before
