"""The blocks of an HTML page: its visible text in order, with the elements it stands in.

Reads the tokens once, keeps a stack of block elements, and makes the view: markup cut,
references decoded, blanks as a browser shows them, blocks parted by empty lines. What is not
shown (scripts, hidden elements, other templates) is dropped by name.
"""

import re
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import pairwise

from tellings.clean.markup import REFERENCE, UNSEEN, Token, attributes_in, decoded, steps
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
    """A block element: its name, the one it stands in, what its tag says behind the name."""

    name: str
    parent: int
    tag: str = ""
    known: frozenset[str] | None = None

    @property
    def words(self) -> frozenset[str]:
        """The words of its class and id; of two elements in three nobody asks for them (#3)."""
        if self.known is None:
            self.known = _words(self.tag)
        return self.known

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

    ``linked`` and ``bold`` count the characters of ``size`` in links and in bold; ``inline`` are
    the inline elements around them, name and attributes; ``alt`` says that it is what a picture
    is said to show.
    """

    node: int
    chunks: list[tuple[int, int]]
    size: int = 0
    linked: int = 0
    bold: int = 0
    inline: set[tuple[str, str]] = field(default_factory=set)
    alt: bool = False

    @property
    def marks(self) -> frozenset[str]:
        """The words that its inline elements name; of most runs nobody asks for them."""
        found = {"time" for name, _ in self.inline if name == "time"}
        return frozenset(found).union(*(_words(tag) for _, tag in self.inline))


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
        self.markup = markup
        self.page = Page(markup)
        self.stack: list[tuple[str, int]] = [("", 0)]
        self.opened: dict[str, int] = {}
        self.run: Run | None = None
        self.link = 0
        self.breaks = 0
        self.hidden: tuple[str, int, int] | None = None  # the element's name, its depth and start
        self.inline: list[tuple[str, str]] = []

    def text(self, start: int, end: int) -> None:
        bare = self.markup[start:end].strip()
        run = self.run
        if not bare or (bare[0] == "&" and not decoded(bare).strip()):
            if run is not None:
                run.chunks.append((start, end))
            return
        if run is None or self.breaks > 1:
            run = self.run = Run(self.stack[-1][1], [])
            self.page.runs.append(run)
        self.breaks = 0
        run.chunks.append((start, end))
        size = len(bare)
        run.size += size
        if self.link:
            run.linked += size
        if self.inline:
            run.inline.update(self.inline)
            run.bold += size * sum(name == "b" for name, _ in self.inline)

    def open(self, name: str, tag: str, start: int, end: int) -> None:
        """An opening tag; ``tag`` is what stands between its name and its end."""
        if name in BLOCKS:
            self._open_block(name, tag, start)
            return
        if self.run is not None and ">" in tag:
            self.run = None  # a span over it would hold what is not in its text
        if name in _MARKED:
            self.link = 1 if name == "a" else self.link
            if len(self.inline) < _DEEPEST_INLINE:
                self.inline.append((_BOLD.get(name, name), tag))
                if name == "time":
                    self.page.heads.append(Token("open", start, end, name))
        elif name in ("meta", "link"):
            self.page.heads.append(Token("open", start, end, name))
        elif name == "br":
            self.breaks += 1
        elif name == "img" and self.run is None:
            self._picture(start, end)

    def _picture(self, start: int, end: int) -> None:
        """What a picture is said to show is a block of its own, its text in the tag."""
        found = _ALT.search(self.markup, start, end)
        if found is None:
            return
        chunk = found.span(1) if found[1] is not None else found.span(2)
        if len(decoded(found[1] or found[2] or "").split()) >= _SAYS_SOMETHING:
            self.page.runs.append(Run(self.stack[-1][1], [chunk], alt=True))

    def _open_block(self, name: str, tag: str, start: int) -> None:
        self.end_run()
        top = self.stack[-1][0]
        if (top == "p" and name in _ENDS_P) or (top == name and name in _SAME):
            self._pop()
        if name in VOID:
            return
        if name not in _NEVER_HIDDEN and _is_hidden(tag):
            self.hidden = (name, 0, start)
            return
        self.page.nodes.append(Node(name, self.stack[-1][1], tag))
        self.stack.append((name, len(self.page.nodes) - 1))
        self.opened[name] = self.opened.get(name, 0) + 1

    def close(self, name: str) -> None:
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

    def skip(self, kind: str, start: int, end: int, name: str) -> None:
        """Inside an element that is not shown: count until it closes."""
        assert self.hidden is not None
        hidden, depth, begun = self.hidden
        if kind == "raw" and name == "script":
            self.page.heads.append(Token(kind, start, end, name))
        if name != hidden or kind not in ("open", "close"):
            return
        depth += 1 if kind == "open" and name != "p" else -1
        if depth < 0:
            self.page.dropped.append(Dropped(Span(begun, end), "hidden"))
            self.hidden = None
        else:
            self.hidden = (name, depth, begun)

    def leave(self, kind: str, start: int, end: int, name: str) -> None:
        """What is no text and no tag."""
        if self.run is not None and self._shows(kind, start, end):
            self.run = None  # a span over it would hold what is not in its text
        if kind == "raw":
            self.page.heads.append(Token(kind, start, end, name))
            self.page.dropped.append(Dropped(Span(start, end), name))
        elif kind == "unseen":
            self.page.dropped.append(Dropped(Span(start, end), UNSEEN[name]))

    def _shows(self, kind: str, start: int, end: int) -> bool:
        """Whether words would be left if all from a ``<`` to the next ``>`` were taken out."""
        if kind == "unseen":
            return bool(_ANY_TAG.sub("", self.markup[start:end]).strip())
        return kind == "raw" or self.markup.find(">", start, end - 1) >= 0


def read(markup: str) -> Page:
    """The blocks of a page in order.

    >>> [run.size for run in read("<div>Rain<p>fell <b>early</b>.</div>").runs]
    [4, 10]
    """
    reader = _Reader(markup)
    for kind, start, end, name, text, tag in steps(markup):
        if reader.hidden is not None:
            reader.skip(kind, start, end, name)
            continue
        if text < start:
            reader.text(text, start)
        if kind == "open":
            reader.open(name, tag, start, end)
        elif kind == "close":
            reader.close(name)
        elif kind != "end":
            reader.leave(kind, start, end, name)
    if reader.hidden is not None:
        begun = reader.hidden[2]
        reader.page.dropped.append(Dropped(Span(begun, len(markup)), "hidden"))
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
        if chunks[0][0] > at:
            edits.append(Edit(Span(at, chunks[0][0]), gap))
        elif gap:
            edits.append(Edit(Span(at, at), gap))
        begin = written + len(gap)
        size, before = 0, " "
        at = chunks[0][0]
        for start, end in chunks:
            if start > at:
                edits.append(Edit(Span(at, start)))
            grown, before = _readable(page.markup, start, end, before, edits)
            size += grown
            at = end
        written = begin + size
        sizes.append((begin, written))
    if at < len(page.markup):
        edits.append(Edit(Span(at, len(page.markup))))
    view = edited(page.markup, edits)
    return view, [trimmed(view.text, *each) or Span(*each) for each in sizes]


def _bare(markup: str, chunks: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The stretches without the blanks at both ends of the block."""
    kept = list(chunks)
    while kept and not markup[slice(*kept[-1])].strip():
        kept.pop()
    start, end = kept[-1]
    kept[-1] = start, start + len(markup[start:end].rstrip())
    start, end = kept[0]
    kept[0] = end - len(markup[start:end].lstrip()), end
    return kept


# Blanks that are not shown as they are, and references: a single space stays.
_REWRITTEN = re.compile(rf"[ \t\n\r\f]{{2,}}|[\t\n\r\f]|{REFERENCE.pattern}")
_BLANK = re.compile(r"[ \t\n\r\f]+")


def _readable(markup: str, start: int, end: int, before: str, edits: list[Edit]) -> tuple[int, str]:
    """Add the edits that make a stretch readable; its new length and its last character."""
    size = end - start
    at = start
    if before == " " and (blank := _BLANK.match(markup, at, end)):
        at = blank.end()
        edits.append(Edit(Span(start, at)))
        size -= at - start
    for match in _REWRITTEN.finditer(markup, at, end):
        found = match[0]
        begun = match.start()
        if begun > at:
            before = markup[begun - 1]
        gap = "" if before == " " else " "
        text = decoded(found) if found[0] == "&" else gap
        at = begun + len(found)
        before = text[-1:] or before
        if text != found:
            edits.append(Edit(Span(begun, at), text))
            size += len(text) - len(found)
    return size, markup[end - 1] if at < end else before
