"""What the head of an HTML page says, source by source: JSON-LD, meta tags, times, address, title.

Nothing is decided here. Every answer becomes a candidate with its source and place; `votes`
weighs them against each other and against what the page shows.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from urllib.parse import urljoin, urlsplit

from tellings.clean.jsonld import Record, Value, first, records, text_of, types
from tellings.clean.moments import day_in, moment
from tellings.clean.page import Page
from tellings.clean.persons import persons, turned
from tellings.clean.tags import Tags, tags_of
from tellings.clean.told import Told, address, plain, tidy
from tellings.model.document import Candidate, Field
from tellings.model.span import Span

# What a record of an article calls itself, and what one of the page around it does.
_ARTICLE = re.compile(r"Article|BlogPosting|Report$|ReviewNewsArticle|LiveBlog|Posting", re.I)
_PAGE = re.compile(r"WebPage|ItemPage|AboutPage|CreativeWork$", re.I)
_TITLES = ("og:title", "twitter:title", "headline", "dc.title", "sailthru.title", "parsely-title")
_PUBLISHED = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished",
    "date", "pubdate", "publishdate", "publish-date", "publish_date", "publication_date",
    "dc.date.issued", "dc.date", "dcterms.created", "dcterms.date", "dc.date.created",
    "sailthru.date", "parsely-pub-date", "article.published", "cxenseparse:recs:publishtime",
    "citation_publication_date", "last-modified-date",
)  # fmt: skip
_MODIFIED = (
    "article:modified_time", "og:updated_time", "datemodified", "lastmod", "last-modified",
    "dcterms.modified", "dc.date.modified", "article.updated",
)  # fmt: skip
_AUTHORS = (
    "author", "article:author", "article:byline", "articleauthor", "dc.creator", "dcterms.creator",
    "parsely-author", "sailthru.author", "cxenseparse:author", "byl", "citation_author",
    "article.author", "authors", "og:article:author", "creator",
)  # fmt: skip
# Fields of library catalogues and scholars, which put the last name first.
_CATALOGUED = ("dc.creator", "dcterms.creator", "citation_author")
_HOUSES = ("og:site_name", "application-name", "dc.publisher", "publisher")
# What stands behind the name of a site is what it says of itself.
_SLOGAN = re.compile(r"\s+[|–—·•:-]\s+.*|:\s.*|\s*\|.*")
_LANGUAGES = ("og:locale", "content-language", "language", "dc.language", "inlanguage")
_MOST_AUTHORS = 30
# Headings of the first level behind these are of other articles.
_MOST_HEADINGS = 5


def head_of(page: Page, url: str | None) -> tuple[Candidate, ...]:
    """Every candidate of the page's head; ``url`` is the address it was read from."""
    tags = tags_of(page)
    found = records(page.markup, page.heads)
    addresses = list(_addresses(tags, url))
    article = _article(found, tags, [url, *(each.value for each in addresses)])
    around = next((each for each in found if _is(each, _PAGE)), {})
    names = {text_of(each.get("@id")): each for each in found if "@id" in each}
    return (
        *_headlines(article, tags),
        *_authors(article, names, tags),
        *_dated(article, around, tags, _titles(page)),
        *_filed(addresses, url),
        *_modified(article, around, tags),
        *_languages(page, article, tags),
        *_publishers(article, names, tags),
        *addresses,
    )


def _is(record: Record, pattern: re.Pattern[str]) -> bool:
    return any(pattern.search(each) for each in types(record))


def _article(found: list[Record], tags: Tags, urls: Iterable[str | None]) -> Record:
    """The record of the page's own article: one that names its address or a title of it."""
    known = {address(each) for each in urls if each}
    titles = [tags.metas[name].value for name in _TITLES if name in tags.metas]
    if tags.title:
        titles.append(tags.title.value)
    said = [plain(tidy(each)) for each in titles]

    def score(record: Record) -> int:
        about = record.get("mainEntityOfPage")
        inner = about if isinstance(about, dict) else {}
        places = (record.get("url"), record.get("@id"), about, inner.get("@id"), inner.get("url"))
        here = any(address(text_of(each)) in known for each in places if text_of(each))
        head = plain(text_of(record.get("headline")))
        titled = bool(head) and any(each.startswith(head) for each in said)
        news = any("News" in each for each in types(record))
        return 4 * here + 4 * titled + 2 * bool(head) + news

    articles = [each for each in found if _is(each, _ARTICLE)]
    return max(articles, key=score, default={})


def _told(field: Field, told: Told | None, source: str, value: str = "") -> Iterator[Candidate]:
    if told is not None and (said := value or tidy(told.value)):
        yield Candidate(field, said, "metadata", source, place=told.span)


def _of(record: Record, key: str, field: Field, source: str = "") -> Iterator[Candidate]:
    told = first(record.get(key))
    if isinstance(told, Told) and (said := text_of(told)):
        yield from _told(field, told, source or f"json-ld {key}", said)


def _metas(tags: Tags, names: Iterable[str]) -> Iterator[tuple[str, Told]]:
    for name in names:
        if name in tags.metas:
            yield f"meta {name}", tags.metas[name]


def _headlines(article: Record, tags: Tags) -> Iterator[Candidate]:
    yield from _of(article, "headline", "headline")
    for name in _TITLES:
        yield from _told("headline", tags.metas.get(name), f"meta {name}")
    yield from _told("headline", tags.title, "title element")


def _authors(article: Record, names: dict[str, Record], tags: Tags) -> Iterator[Candidate]:
    for key in ("author", "creator"):
        found = list(_people(article.get(key), names, f"json-ld {key}"))[:_MOST_AUTHORS]
        yield from found
        if found:
            break
    for name in _AUTHORS:
        each_tag = [tags.metas[name], *tags.repeated.get(name, ())] if name in tags.metas else []
        for told in each_tag[:_MOST_AUTHORS]:
            written = turned(tidy(told.value)) if name in _CATALOGUED else told.value
            for person in persons(written):
                yield from _told("authors", told, f"meta {name}", person)


def _people(value: Value | None, names: dict[str, Record], source: str) -> Iterator[Candidate]:
    """The authors a field names: strings, records, lists of them, or the id of a record."""
    waiting: list[Value | None] = [value]
    for _ in range(200):
        if not waiting:
            return
        each = waiting.pop()
        if isinstance(each, list):
            waiting += reversed(each)
        elif isinstance(each, Told):
            for name in persons(text_of(each)):
                yield from _told("authors", each, source, name)
        elif isinstance(each, dict):
            record = each if "name" in each else names.get(text_of(each.get("@id")), each)
            if isinstance(inner := record.get("name"), list | dict):
                waiting.append(inner)
            else:
                yield from _author(record, source)


def _author(record: Record, source: str) -> Iterator[Candidate]:
    """The name of a record: a person's, cut where it names several, or a house's, as it is."""
    named = record.get("name")
    if not isinstance(named, Told) or not text_of(named):
        yield from _by_parts(record, source)
    elif any("Organi" in kind for kind in types(record)):
        yield from _told("authors", named, f"{source} organisation", text_of(named))
    else:
        for name in persons(text_of(named)):
            yield from _told("authors", named, source, name)


def _by_parts(record: Record, source: str) -> Iterator[Candidate]:
    """A person whose first and last names are told apart."""
    last = record.get("familyName")
    name = f"{text_of(record.get('givenName'))} {text_of(last)}".strip()
    if isinstance(last, Told) and name:
        yield from _told("authors", last, source, name)


def _moments(field: Field, found: Iterable[Candidate]) -> Iterator[Candidate]:
    """Those of them that are a date, as ISO."""
    for each in found:
        if value := moment(each.value):
            yield Candidate(field, value, each.basis, each.source, place=each.place)


def _dated(article: Record, around: Record, tags: Tags, titles: list[int]) -> Iterator[Candidate]:
    yield from _moments("published", _of(article, "datePublished", "published"))
    yield from _moments(
        "published", _of(around, "datePublished", "published", "json-ld page datePublished")
    )
    for source, told in _metas(tags, _PUBLISHED):
        yield from _moments("published", _told("published", told, source))
    for told, published in _one_each(tags.times, titles):
        source = "time published" if published else "time datetime"
        yield from _moments("published", _told("published", told, source))


def _one_each(times: list[tuple[Told, bool]], titles: list[int]) -> list[tuple[Told, bool]]:
    """The time nearest to a heading of the first level, of each kind: the others are of cards."""

    def distance(each: tuple[Told, bool]) -> int:
        return min((abs(each[0].span.start - at) for at in titles), default=0)

    kinds = ([each for each in times if each[1] is published] for published in (True, False))
    return [min(kind, key=distance) for kind in kinds if kind]


def _titles(page: Page) -> list[int]:
    """Where the headings of the first level begin in the document."""
    found = (run.chunks[0][0] for run in page.runs if page.nodes[run.node].name == "h1")
    return list(islice(found, _MOST_HEADINGS))


def _filed(addresses: list[Candidate], url: str | None) -> Iterator[Candidate]:
    """The day in the page's address."""
    if url and (found := day_in(url)):
        yield Candidate("published", found[0], "inferred", "url")
        return
    for each in addresses:
        if found := day_in(each.value):
            yield Candidate("published", found[0], "inferred", "url", place=each.place)
            return


def _modified(article: Record, around: Record, tags: Tags) -> Iterator[Candidate]:
    yield from _moments("modified", _of(article, "dateModified", "modified"))
    yield from _moments(
        "modified", _of(around, "dateModified", "modified", "json-ld page dateModified")
    )
    for source, told in _metas(tags, _MODIFIED):
        yield from _moments("modified", _told("modified", told, source))


_CODE = re.compile(r"^([A-Za-z]{2,3})(?:[-_ ,;]|$)")


def _languages(page: Page, article: Record, tags: Tags) -> Iterator[Candidate]:
    for node in page.nodes[1:4]:
        if found := _CODE.match(node.attributes.get("lang", "").strip()):
            yield Candidate("language", found[1].lower(), "metadata", "html lang")
            break
    said = [*_of(article, "inLanguage", "language")]
    for source, told in _metas(tags, _LANGUAGES):
        said += _told("language", told, source)
    for each in said:
        if found := _CODE.match(each.value):
            yield Candidate("language", found[1].lower(), "metadata", each.source, place=each.place)


def _publishers(article: Record, names: dict[str, Record], tags: Tags) -> Iterator[Candidate]:
    house = first(article.get("publisher"))
    if isinstance(house, dict):
        record = house if "name" in house else names.get(text_of(house.get("@id")), house)
        yield from _of(record, "name", "publisher", "json-ld publisher")
    elif isinstance(house, Told):
        yield from _of(article, "publisher", "publisher", "json-ld publisher")
    for name in _HOUSES:
        told = tags.metas.get(name)
        if told is not None and "://" not in told.value and not told.value.startswith("@"):
            named = tidy(told.value)
            yield from _told("publisher", told, f"meta {name}", _SLOGAN.sub("", named) or named)


def _addresses(tags: Tags, url: str | None) -> Iterator[Candidate]:
    """The page's address as it gives it, resolved against where it was read from."""
    given = (("canonical", tags.links.get("canonical")), ("meta og:url", tags.metas.get("og:url")))
    for source, told in given:
        if told is None:
            continue
        try:
            full = urljoin(url or "", told.value.strip())
            parts = urlsplit(full)
        except ValueError:
            continue
        if parts.scheme in ("http", "https") and parts.netloc:
            yield Candidate("url", full, "metadata", source, place=Span(*told.span))


def shown(page: Page, text: str, spans: list[Span]) -> Iterator[Candidate]:
    """What headings of the first level show, and blocks that microdata names.

    ``spans`` are the places of the page's runs in the view.
    """
    headings = 0
    titled = signed = False
    for run, span in zip(page.runs, spans, strict=True):
        node, parent = page.nodes[run.node], page.nodes[page.nodes[run.node].parent]
        if run.alt:
            continue
        if "h1" in (node.name, parent.name):
            headings += 1
            if headings <= _MOST_HEADINGS:
                yield from _said("headline", text, span, "h1")
        elif "headline" in (node.itemprop, parent.itemprop) and not titled:
            titled = True
            yield from _said("headline", text, span, "microdata headline")
        elif (node.itemprop == "author" or parent.itemprop == "author") and not signed:
            signed = True
            for name in persons(text[span.start : span.end]):
                if (at := text.find(name, span.start, span.end)) >= 0:
                    where = Span(at, at + len(name))
                    yield Candidate("authors", name, "stated", "microdata author", where)


def _said(field: Field, text: str, span: Span, source: str) -> Iterator[Candidate]:
    if value := tidy(text[span.start : span.end]):
        yield Candidate(field, value, "stated", source, span)
