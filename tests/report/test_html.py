"""The page: one file, inert whatever the sources hold, every link with its target."""

import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser

import pytest

from report.hostile import poisoned
from report.invented import comparison
from tellings.report.html import report
from tellings.report.plain import harmless

VOID = {"meta", "br", "input"}


class Page(HTMLParser):
    """The page as a browser reads it: elements, attributes, and the text of the columns."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.columns: list[str] = []
        self.faults: list[str] = []
        self._open: list[str] = []
        self._piece = False
        self._skip = False
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element opens."""
        self.tags.append(tag)
        given = {name: value or "" for name, value in attrs}
        self.attributes += [(tag, name, value) for name, value in given.items()]
        classes = given.get("class", "").split()
        if "column" in classes:
            self.columns.append("")
        if "piece" in classes:
            self._piece = True
        self._skip = "ref" in classes
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element of a drawing, which closes itself."""
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        """The last one opened closes, or the page is at fault."""
        if not self._open or self._open.pop() != tag:
            self.faults.append(tag)
        if tag in ("p", "h3", "h4") and self._piece:
            self._piece = False
            self.columns[-1] += "\n"
        self._skip = False

    def handle_data(self, data: str) -> None:
        """Text."""
        if self._piece and not self._skip:
            self.columns[-1] += data


@pytest.fixture(scope="module")
def page() -> Page:
    return Page(report(comparison()))


@pytest.fixture(scope="module")
def hostile() -> Page:
    return Page(report(poisoned()))


def test_elements_nest(page: Page, hostile: Page) -> None:
    assert page.faults == hostile.faults == []


def test_the_policy_allows_our_own_style_and_script_alone() -> None:
    source = report(comparison())

    for tag in ("style", "script"):
        (content,) = re.findall(f"<{tag}>(.*?)</{tag}>", source, re.DOTALL)
        digest = b64encode(sha256(content.encode()).digest()).decode()
        assert f"{tag}-src &#39;sha256-{digest}&#39;" in source
    assert "default-src &#39;none&#39;" in source


def test_hostile_text_adds_no_element_and_no_attribute(page: Page, hostile: Page) -> None:
    kinds = {(tag, name) for tag, name, _ in page.attributes}

    added = {(tag, name) for tag, name, _ in hostile.attributes} - kinds

    assert set(hostile.tags) == set(page.tags)
    assert hostile.tags.count("script") == 1
    assert added <= {("a", "class"), ("a", "tabindex"), ("a", "id"), ("span", "id"), ("i", "id")}


def test_nothing_is_fetched(page: Page, hostile: Page) -> None:
    for _, name, value in page.attributes + hostile.attributes:
        assert name not in ("src", "srcset", "style", "onclick", "onerror")
        assert name != "href" or value.startswith("#")


def test_every_link_has_its_target_and_every_name_is_given_once(page: Page, hostile: Page) -> None:
    for each in (page, hostile):
        names = [value for _, name, value in each.attributes if name == "id"]
        links = {value[1:] for _, name, value in each.attributes if name == "href"}

        assert len(set(names)) == len(names)
        assert links <= set(names)


def test_every_quotation_claim_and_conflict_is_linked_from_the_article_and_back() -> None:
    source = report(comparison())

    for entry in ("u1", "a-q2", "c1", "c2", "x1"):
        assert f'id="{entry}"' in source
        (place, *_) = re.findall(f'id="{entry}".*?href="#([A-Z]\\w+)"', source, re.DOTALL)
        assert re.search(f'class="m [^"]*" id="{place}"|<i id="{place}">', source)
        assert re.search(f'<a class="(?:m [^"]*|ref)"(?: id="\\w+")? href="#{entry}"', source)


def test_the_columns_hold_every_word_of_every_piece() -> None:
    for made in (comparison(), poisoned()):
        columns = Page(report(made)).columns

        for telling, column in zip(made.articles, columns, strict=True):
            text = telling.text
            pieces = (harmless(text[slice(*piece.span)]) for piece in telling.article.pieces)
            assert column.split() == " ".join(pieces).split()
