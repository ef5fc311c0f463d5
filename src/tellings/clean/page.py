"""The blocks of an HTML page: its visible text in order, with the elements it stands in.

Reads the tokens once, keeps a stack of block elements, and makes the view: markup cut,
references decoded, blanks as a browser shows them, blocks parted by empty lines. What is not
shown (scripts, hidden elements, other templates) is dropped by name.
"""

import re
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import pairwise

from tellings.clean.markup import REFERENCE, UNSEEN, Token, attributes_in, decoded, tokens
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
# Opening one of these ends a paragraph that was left open.
_ENDS_P = BLOCKS - {"html", "body"}
_SAME = frozenset({"li", "dd", "dt", "td", "th", "tr", "p", "option"})
_NEVER_HIDDEN = frozenset({"html", "body", "main", "article"})
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_ANY_TAG = re.compile(r"<[^>]*>")
_ALT = re.compile(r"\salt\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
_NAMED = re.compile(
    r"(?:^|\s)(?:class|id)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"']+))", re.IGNORECASE
)
# An alternative text of fewer words names a picture ("logo") and tells nothing of it.
_SAYS_SOMETHING = 3
# Inline elements whose class may name a part of the page, and those that set words off.
_MARKED = frozenset({"span", "em", "i", "small", "cite", "time", "b", "a", "strong"})
_BOLD = {"b": "b", "strong": "b"}
# So many inline elements inside one another are looked at; pages of the dev set have 6.
_DEEPEST_INLINE = 20
_CUT = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_NOTHING: frozenset[str] = frozenset()


@dataclass(slots=True)
class Node:
    """A block element: its name, the one it stands in, the words of its class and id, its tag."""

    name: str
    parent: int
    words: frozenset[str] = _NOTHING
    tag: str = ""

    @property
    def attributes(self) -> dict[str, str]:
        """The attributes of its tag."""
        return attributes_in(self.tag)

    @property
    def itemprop(self) -> str:
        """What the page's microdata call it."""
        return self.attributes.get("itemprop", "") if "itemprop" in self.tag else ""


@dataclass(slots=True)
class Run:
    """The text of one block: its stretches in the document, and how it is set.

    ``linked`` and ``bold`` count the characters of ``size`` in links and in bold; ``marks`` are
    the words that the classes of its inline elements name.
    """

    node: int
    chunks: list[Span] = field(default_factory=list)
    size: int = 0
    linked: int = 0
    bold: int = 0
    marks: frozenset[str] = _NOTHING


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
        self.hidden: tuple[str, int, int] | None = None  # the element's name, its depth and start
        self.inline: list[tuple[str, frozenset[str]]] = []

    def text(self, token: Token) -> None:
        shown = self.page.markup[token.start : token.end]
        bare = shown.strip()
        if not bare or (bare[0] == "&" and not decoded(bare).strip()):
            if self.run is not None:
                self.run.chunks.append(Span(token.start, token.end))
            return
        if self.breaks > 1:
            self.run = None
        self.breaks = 0
        run = self.run
        if run is None:
            run = self.run = Run(self.stack[-1][1])
            self.page.runs.append(run)
        run.chunks.append(Span(token.start, token.end))
        size = len(bare)
        run.size += size
        if self.link:
            run.linked += size
        for name, marks in self.inline:
            if name == "b":
                run.bold += size
            if marks:
                run.marks |= marks

    def open(self, token: Token) -> None:
        name = token.name
        if name in BLOCKS:
            self._open_block(token)
        elif name in _MARKED:
            if name == "a":
                self.link = 1
            if len(self.inline) < _DEEPEST_INLINE:
                found = _words(self._tag(token))
                if name == "time":
                    found |= {name}
                    self.page.heads.append(token)
                self.inline.append((_BOLD.get(name, name), found))
        elif name == "br":
            self.breaks += 1
        elif name == "img":
            if self.run is None:
                self._picture(token)
        elif name in ("meta", "link"):
            self.page.heads.append(token)

    def _tag(self, token: Token) -> str:
        """What stands between a tag's name and its end."""
        return self.page.markup[token.start + 1 + len(token.name) : token.end - 1]

    def _picture(self, token: Token) -> None:
        """What a picture is said to show is a block of its own, its text in the tag."""
        found = _ALT.search(self.page.markup, token.start, token.end)
        if found is None:
            return
        span = Span(*(found.span(1) if found[1] is not None else found.span(2)))
        if len(decoded(found[1] or found[2] or "").split()) >= _SAYS_SOMETHING:
            self.page.runs.append(Run(self.stack[-1][1], [span], marks=frozenset({"alt"})))

    def _open_block(self, token: Token) -> None:
        name = token.name
        self.end_run()
        top = self.stack[-1][0]
        if (top == "p" and name in _ENDS_P) or (top == name and name in _SAME):
            self._pop()
        if name in VOID:
            return
        tag = self._tag(token)
        if name not in _NEVER_HIDDEN and _is_hidden(tag):
            self.hidden = (name, 0, token.start)
            return
        self.page.nodes.append(Node(name, self.stack[-1][1], _words(tag), tag))
        self.stack.append((name, len(self.page.nodes) - 1))
        self.opened[name] = self.opened.get(name, 0) + 1

    def close(self, token: Token) -> None:
        name = token.name
        if name in BLOCKS:
            self.end_run()
            if self.opened.get(name):
                while self._pop() != name:
                    pass
        elif name in _MARKED:
            if name == "a":
                self.link = 0
            name = _BOLD.get(name, name)
            if any(name == each for each, _ in self.inline):
                while self.inline.pop()[0] != name:
                    pass

    def _pop(self) -> str:
        name = self.stack.pop()[0]
        self.opened[name] -= 1
        return name

    def end_run(self) -> None:
        self.run, self.breaks, self.link = None, 0, 0
        if self.inline:
            self.inline.clear()

    def skip(self, token: Token) -> None:
        """Inside an element that is not shown: count until it closes."""
        assert self.hidden is not None
        name, depth, start = self.hidden
        if token.kind == "raw" and token.name == "script":
            self.page.heads.append(token)
        if token.name != name or token.kind not in ("open", "close"):
            return
        depth += 1 if token.kind == "open" and name != "p" else -1
        if depth < 0:
            self.page.dropped.append(Dropped(Span(start, token.end), "hidden"))
            self.hidden = None
        else:
            self.hidden = (name, depth, start)

    def take(self, token: Token) -> None:
        """One more token."""
        kind = token.kind
        if self.hidden is not None:
            self.skip(token)
        elif kind == "text":
            self.text(token)
        elif kind == "close":
            self.close(token)
        else:
            if self.run is not None and self._shows(token):
                self.run = None  # a span over it would hold what is not in its text
            self._leave(token)

    def _leave(self, token: Token) -> None:
        """An opening tag, or what is no text."""
        kind = token.kind
        if kind == "open":
            self.open(token)
        elif kind == "raw":
            self.page.heads.append(token)
            self.page.dropped.append(Dropped(Span(token.start, token.end), token.name))
        elif kind == "unseen":
            self.page.dropped.append(Dropped(Span(token.start, token.end), UNSEEN[token.name]))

    def _shows(self, token: Token) -> bool:
        """Whether words would be left if all from a ``<`` to the next ``>`` were taken out."""
        markup, kind = self.page.markup, token.kind
        if kind == "unseen":
            return bool(_ANY_TAG.sub("", markup[token.start : token.end]).strip())
        return kind == "raw" or markup.find(">", token.start, token.end - 1) >= 0


def read(markup: str) -> Page:
    """The blocks of a page in order.

    >>> [run.size for run in read("<div>Rain<p>fell <b>early</b>.</div>").runs]
    [4, 10]
    """
    reader = _Reader(markup)
    take = reader.take
    for token in tokens(markup):
        take(token)
    if reader.hidden is not None:
        start = reader.hidden[2]
        reader.page.dropped.append(Dropped(Span(start, len(markup)), "hidden"))
    return reader.page


def _is_hidden(tag: str) -> bool:
    """Whether a tag says that its element is not shown; most say nothing near it."""
    if "hidden" not in tag and "none" not in tag:
        return False
    found = attributes_in(tag)
    if _HIDDEN.search(found.get("style", "")):
        return True
    return "hidden" in found and found["hidden"] != "false"


@lru_cache(maxsize=4096)
def _cut(value: str) -> tuple[str, ...]:
    words = [each.lower() for each in _CUT.findall(value)]
    return (*words, *("".join(pair) for pair in pairwise(words)))


def _words(tag: str) -> frozenset[str]:
    """The words of class and id, each alone and together with its neighbour."""
    if "class" not in tag and "id" not in tag:
        return _NOTHING
    named = " ".join(a or b or c for a, b, c in _NAMED.findall(tag))
    return _words_in(named[:300]) if named else _NOTHING


@lru_cache(maxsize=4096)
def _words_in(value: str) -> frozenset[str]:
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


# Blanks that are not shown as they are, and references: a single space stays.
_REWRITTEN = re.compile(rf"[ \t\n\r\f]{{2,}}|[\t\n\r\f]|{REFERENCE.pattern}")
_BLANK = re.compile(r"[ \t\n\r\f]+")


def _readable(markup: str, chunk: Span, before: str) -> tuple[list[Edit], int, str]:
    """The edits that make a stretch readable, its new length and its last character."""
    edits: list[Edit] = []
    size = chunk.end - chunk.start
    at = chunk.start
    if before == " " and (blank := _BLANK.match(markup, at, chunk.end)):
        edits.append(Edit(Span(*blank.span())))
        at = blank.end()
        size -= at - chunk.start
    for match in _REWRITTEN.finditer(markup, at, chunk.end):
        if match.start() > at:
            before = markup[match.start() - 1]
        gap = "" if before == " " else " "
        text = decoded(match[0]) if match[0][0] == "&" else gap
        at = match.end()
        before = text[-1:] or before
        if text != match[0]:
            edits.append(Edit(Span(*match.span()), text))
            size += len(text) - len(match[0])
    return edits, size, markup[chunk.end - 1] if at < chunk.end else before
