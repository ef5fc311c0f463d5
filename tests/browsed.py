"""Pages as a browser reads them: what elements there are, where they lead, and the text shown.

`faults` says what in a page could have been made by a text rather than by a template.
"""

from collections.abc import Iterator
from html.parser import HTMLParser

VOID = frozenset(
    {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
)
# Elements that no template of ours has, or only as `_element` allows.
NEVER = frozenset({"iframe", "object", "embed", "base", "img", "video", "audio", "math", "style",
                   "template", "noscript", "frame", "applet", "foreignobject"})  # fmt: skip
LEADING = frozenset({"href", "src", "action", "formaction", "data", "poster", "srcset"})
LED = ("/", "#", "?", "http://", "https://")


class Page(HTMLParser):
    """The elements, their attributes, and the text between and in them."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.text: list[str] = []
        self.told: list[str] = []
        self.open: list[str] = []
        self._labels = 0
        self.odd: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element, and whether an attribute is there twice."""
        names = [name for name, _ in attrs]
        if len(set(names)) < len(names):
            self.odd.append(f"an attribute twice in {tag}")
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)
            if self._labels or tag == "summary" or dict(attrs).get("class") == "ref":
                self._labels += 1

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element that ends at once."""
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()
            self._labels = max(0, self._labels - 1)

    def handle_endtag(self, tag: str) -> None:
        """The end of the last that is open, or an odd one."""
        if not self.open or self.open.pop() != tag:
            self.odd.append(f"an end of {tag} that is none")
        self._labels = max(0, self._labels - 1)

    def handle_data(self, data: str) -> None:
        """Text; there is none in a script of ours."""
        if self.open and self.open[-1] == "script" and data.strip():
            self.odd.append(f"a script in the page: {data[:40]!r}")
        self.text.append(data)
        if not self._labels:
            self.told.append(data)

    def handle_comment(self, data: str) -> None:
        """There is none in a page of ours."""
        self.odd.append(f"a comment: {data[:40]!r}")

    def handle_pi(self, data: str) -> None:
        """There is none in a page of ours."""
        self.odd.append(f"an instruction: {data[:40]!r}")

    def unknown_decl(self, data: str) -> None:
        """There is none in a page of ours."""
        self.odd.append(f"a declaration: {data[:40]!r}")

    @property
    def shown(self) -> str:
        """All text, those of attributes too, with white space as one blank."""
        values = [value for _, names in self.elements for value in names.values()]
        return " ".join(" ".join(["".join(self.text), *values]).split())

    def tells(self, text: str) -> bool:
        """Whether a story's page has a text to the letter, in one stretch of its elements.

        Set aside is what the page puts into an article: the names of entries, white space between
        its pieces (a credit is one of its own), and the word on a fold.
        """
        return "".join(text.split()) in "".join("".join(self.told).split())


def faults(page: Page) -> Iterator[str]:
    """What could run, or lead away, or was not closed."""
    yield from page.odd
    if page.open:
        yield f"left open: {page.open[-3:]}"
    for tag, names in page.elements:
        if tag in NEVER:
            yield f"an element {tag}"
        if tag == "script" and not names.get("src", "").startswith("/static/"):
            yield f"a script of {names}"
        for name, value in names.items():
            if name.startswith("on") or name in ("srcdoc", "style", "http-equiv"):
                yield f"an attribute {name} of {tag}"
            if name in LEADING and not value.lower().startswith(LED):
                yield f"{tag} leads to {value[:60]!r}"
            if name in LEADING and value.startswith(("//", "/\\")):
                yield f"{tag} leads to another host: {value[:60]!r}"
