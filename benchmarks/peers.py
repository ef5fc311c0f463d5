"""The tools that are compared, each as one function from a page to an article record.

A record has the form that the evaluators read: pieces with role and text, headline, authors,
published. What a tool does not give stays empty. A tool is imported when it is asked for, so
that only its own process pays for it, and nothing here needs the peers to be installed.
"""

import re
import warnings
from collections.abc import Callable, Iterable
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import Any, NamedTuple

Record = dict[str, Any]
Reader = Callable[[str, str], Record]

METADATA = frozenset({"headline", "authors", "date"})
# Elements that begin a new line when a tool gives back markup instead of text.
BLOCKS = (
    "p", "div", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "br", "tr", "td", "th",
    "blockquote", "section", "article", "figure", "figcaption", "pre",
)  # fmt: skip


class Tool(NamedTuple):
    """A tool in one setting: its package, how it is made ready, and what it gives beside text."""

    name: str
    package: str
    load: Callable[[], Reader]
    gives: frozenset[str]
    # Whether it takes part in the stress table: a second setting of one parser need not.
    stressed: bool = True


def _record(
    text: str | None, headline: object = "", authors: Iterable[str] = (), day: object = ""
) -> Record:
    return {
        "pieces": [{"role": "body", "text": text or ""}],
        "headline": str(headline or ""),
        "authors": list(authors),
        "published": {"value": str(day or "")[:10]},
    }


def _tellings() -> Reader:
    from tellings.clean import clean
    from tellings.model.document import Document, Given

    def read(markup: str, url: str) -> Record:
        document = Document(
            id="page",
            text=markup,
            origin="page.html",
            sha256="",
            media_type="text/html",
            given=Given(url=url or None),
        )
        article = clean(document)
        text = article.view.text
        pieces = [{"role": each.role, "text": text[slice(*each.span)]} for each in article.pieces]
        authors = [each.name for each in article.authors]
        return _record("", article.headline, authors, article.published.value) | {"pieces": pieces}

    return read


def _trafilatura(**options: bool) -> Callable[[], Reader]:
    def load() -> Reader:
        bare_extraction = import_module("trafilatura").bare_extraction

        def read(markup: str, url: str) -> Record:
            found = bare_extraction(markup, url=url or None, include_comments=False, **options)
            if found is None:
                return _record("")
            return _record(found.text, found.title, [found.author or ""], found.date)

        return read

    return load


def _resiliparse() -> Reader:
    extract_plain_text = import_module("resiliparse.extract.html2text").extract_plain_text

    def read(markup: str, url: str) -> Record:
        text = extract_plain_text(markup, main_content=True, alt_texts=False, list_bullets=False)
        return _record(text)

    return read


def _readability() -> Reader:
    document_of = import_module("readability").Document
    fragment_of = import_module("lxml.html").fromstring

    def read(markup: str, url: str) -> Record:
        document = document_of(markup, url=url or None)
        root = fragment_of(document.summary(html_partial=True) or "<p></p>")
        for each in root.iter(*BLOCKS):
            each.tail = "\n" + (each.tail or "")
        # A version without `author` gives none; "[no-author]" is its word for none.
        author = document.author() if hasattr(document, "author") else ""
        author = "" if author == "[no-author]" else author
        return _record(root.text_content(), document.short_title(), [author])

    return read


def _newspaper() -> Reader:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        newspaper = import_module("newspaper")
    config = newspaper.Config()
    # It would fetch the pictures of the page to see which is the largest.
    config.fetch_images = False

    def read(markup: str, url: str) -> Record:
        article = newspaper.Article(url, config=config)
        article.download(input_html=markup)
        article.parse()
        return _record(article.text, article.title, article.authors, article.publish_date)

    return read


TOOLS = (
    Tool("tellings", "tellings", _tellings, METADATA | {"asides"}),
    Tool(
        "trafilatura fast",
        "trafilatura",
        _trafilatura(fast=True, with_metadata=True),
        METADATA,
    ),
    Tool(
        "trafilatura precise",
        "trafilatura",
        _trafilatura(favor_precision=True, with_metadata=True),
        METADATA,
    ),
    Tool(
        "trafilatura fast, text alone",
        "trafilatura",
        _trafilatura(fast=True),
        frozenset(),
        stressed=False,
    ),
    Tool("resiliparse", "resiliparse", _resiliparse, frozenset()),
    Tool("readability-lxml", "readability-lxml", _readability, frozenset({"headline", "authors"})),
    Tool("newspaper4k", "newspaper4k", _newspaper, METADATA),
)
# The speed of the others is told as a multiple of this one's.
YARDSTICK = "trafilatura fast"


def named(name: str) -> Tool:
    """The tool of this name."""
    return next(each for each in TOOLS if each.name == name)


def release(tool: Tool) -> str | None:
    """The installed version of a tool's package, or None where it is not installed."""
    try:
        return re.sub(r"\+.*", "", version(tool.package))
    except PackageNotFoundError:
        return None
