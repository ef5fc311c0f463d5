"""What the head of an HTML page says: JSON-LD, meta tags, times, canonical address, title."""

import json
import re
from collections.abc import Iterator
from typing import Any

from tellings.clean.dates import iso
from tellings.clean.markup import attributes, decoded
from tellings.clean.metadata import Metadata
from tellings.clean.page import Page

# What a JSON-LD record of an article calls itself.
_ARTICLES = re.compile(r"Article|BlogPosting|Report|Review|LiveBlog|Posting", re.IGNORECASE)
_PUBLISHED = (
    "article:published_time", "og:article:published_time", "datepublished", "date", "pubdate",
    "publishdate", "publish-date", "publish_date", "dc.date.issued", "dc.date", "dcterms.created",
    "dcterms.date", "sailthru.date", "parsely-pub-date", "article.published",
    "last-modified-date", "cxenseparse:recs:publishtime", "citation_publication_date",
)  # fmt: skip
_AUTHORS = (
    "author", "article:author", "dc.creator", "dcterms.creator", "parsely-author",
    "sailthru.author", "byl", "citation_author", "article.author", "authors",
)  # fmt: skip
_MODIFIED = ("article:modified_time", "og:updated_time", "datemodified", "lastmod")
_CONTROL = re.compile(r"[\x00-\x1f]+")
_DEEPEST = 12


def metadata_of(page: Page) -> Metadata:
    """Everything the page's head says, the surest source of each first."""
    metas, canonical, times, title = _tags(page)
    record = _article(page)
    names = _people(record.get("author")) or _plain(next(_of(metas, _AUTHORS), None))
    published = [_text(record.get("datePublished")), *_of(metas, _PUBLISHED), *times]
    modified = [_text(record.get("dateModified")), *_of(metas, _MODIFIED)]
    return Metadata(
        headline=_clean(_text(record.get("headline"))) or metas.get("og:title") or title,
        publisher=_publisher(record, metas),
        authors=tuple(dict.fromkeys(names)),
        published=next((day for each in published if each and (day := iso(each))), None),
        modified=next((day for each in modified if each and (day := iso(each))), None),
        url=canonical or metas.get("og:url") or None,
        language=_language(page),
    )


def _tags(page: Page) -> tuple[dict[str, str], str | None, list[str], str | None]:
    """Meta tags by name, the canonical address, the times in the page, its title."""
    metas: dict[str, str] = {}
    canonical = title = None
    times: list[str] = []
    for token in page.heads:
        if token.kind == "raw":
            if token.name == "title" and title is None:
                title = _clean(decoded(page.markup[token.start : token.end][:1000]))
            continue
        found = attributes(page.markup, token)
        if token.name == "meta":
            name = found.get("property") or found.get("name") or found.get("itemprop") or ""
            if found.get("content", "").strip():
                metas.setdefault(name.lower(), _clean(found["content"]) or "")
        elif token.name == "link" and found.get("rel", "").lower() == "canonical":
            canonical = canonical or found.get("href")
        elif token.name == "time" and found.get("datetime"):
            times.append(found["datetime"])
    return metas, canonical, times, title


def _article(page: Page) -> dict[str, Any]:
    """The first JSON-LD record that describes an article; an empty one if none does."""
    for token in page.heads:
        if token.name != "script" or token.kind != "raw":
            continue
        text = page.markup[token.start : token.end]
        if "schema.org" not in text[:3_000_000] or "@type" not in text:
            continue
        try:
            value = json.loads(_CONTROL.sub(" ", text.strip().removeprefix("<!--")))
        except (ValueError, RecursionError):
            continue
        for record in _records(value, 0):
            kinds = record.get("@type")
            names = kinds if isinstance(kinds, list) else [kinds]
            if any(isinstance(each, str) and _ARTICLES.search(each) for each in names):
                return record
    return {}


def _records(value: object, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for each in value[:200]:
            yield from _records(each, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _records(value.get(key), depth + 1)


def _people(value: object) -> list[str]:
    """The names in an author field: a string, a record, or a list of them."""
    if isinstance(value, list):
        return [name for each in value[:50] for name in _people(each)]
    if isinstance(value, dict):
        return _people(value.get("name"))
    return _plain(value) if isinstance(value, str) else []


_AND = re.compile(r"\s*(?:,|;|\||\band\b|\bund\b|\bet\b|&)\s*")
_BY = re.compile(r"^(?:by|von|par|por|di)\s+", re.IGNORECASE)


def _plain(value: str | None) -> list[str]:
    if not value or "http" in value or "@" in value:
        return []
    names = [_BY.sub("", each).strip() for each in _AND.split(decoded(value)[:400])]
    return [name for name in names if name and len(name.split()) <= 6]


def _publisher(record: dict[str, Any], metas: dict[str, str]) -> str | None:
    publisher = record.get("publisher")
    if isinstance(publisher, list) and publisher:
        publisher = publisher[0]
    name = publisher.get("name") if isinstance(publisher, dict) else publisher
    if isinstance(name, str) and (name := _clean(decoded(name)) or ""):
        return name
    return metas.get("og:site_name") or metas.get("application-name") or None


def _of(metas: dict[str, str], names: tuple[str, ...]) -> Iterator[str]:
    return (metas[name] for name in names if name in metas)


def _text(value: object) -> str | None:
    return decoded(value) if isinstance(value, str) else None


def _clean(value: str | None) -> str | None:
    return " ".join(value.split()) or None if value else None


def _language(page: Page) -> str | None:
    for node in page.nodes[1:4]:
        if found := node.attributes.get("lang"):
            code = found[:2].lower()
            return code if code.isalpha() and len(code) == 2 else None
    return None
