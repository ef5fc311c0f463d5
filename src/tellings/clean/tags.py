"""The tags of a page's head: meta by name, canonical link, times, title, each with its place."""

import re
from typing import NamedTuple

from tellings.clean.markup import Token, attributes
from tellings.clean.page import Page
from tellings.clean.told import LONGEST, Told
from tellings.model.span import Span

# More tags are a list of other articles; nothing of this one is found behind so many.
_MOST_METAS = 500
_MOST_TIMES = 100


class Tags(NamedTuple):
    """What the tags say, as it is written there; names of meta tags in small letters."""

    metas: dict[str, Told]
    links: dict[str, Told]
    times: list[tuple[Told, bool]]  # the second says that the tag calls it the day of publication
    title: Told | None
    repeated: dict[str, list[Told]]  # meta names that stand more than once: one author a tag


def tags_of(page: Page) -> Tags:
    """All tags that say something, the first of each name."""
    found = Tags({}, {}, [], None, {})
    metas = 0
    for token in page.heads:
        if token.kind == "raw":
            if token.name == "title" and found.title is None:
                end = min(token.end, token.start + LONGEST)
                title = Told(page.markup[token.start : end], Span(token.start, end))
                found = found._replace(title=title)
        elif token.name == "meta" and metas < _MOST_METAS:
            metas += 1
            _meta(page, token, found)
        elif token.name == "link":
            _link(page, token, found)
        elif token.name == "time" and len(found.times) < _MOST_TIMES:
            _time(page, token, found)
    return found


def _meta(page: Page, token: Token, found: Tags) -> None:
    said = attributes(page.markup, token)
    if not said.get("content", "").strip():
        return
    name = said.get("property") or said.get("name") or said.get("itemprop")
    name = (name or said.get("http-equiv") or "").strip().lower()
    told = Told(said["content"], _place(page.markup, token, "content"))
    if "itemprop" in said and name != said["itemprop"].lower():
        found.metas.setdefault(said["itemprop"].lower(), told)
    if name and name not in found.metas:
        found.metas[name] = told
    elif name:
        found.repeated.setdefault(name, []).append(told)


def _link(page: Page, token: Token, found: Tags) -> None:
    if "rel" not in page.markup[token.start : token.end].lower():
        return
    said = attributes(page.markup, token)
    rel = said.get("rel", "").strip().lower()
    if rel == "canonical" and said.get("href", "").strip():
        found.links.setdefault(rel, Told(said["href"], _place(page.markup, token, "href")))


def _time(page: Page, token: Token, found: Tags) -> None:
    said = attributes(page.markup, token)
    if said.get("datetime", "").strip():
        told = Told(said["datetime"], _place(page.markup, token, "datetime"))
        kind = said.get("itemprop", "").lower() == "datepublished" or "pubdate" in said
        found.times.append((told, kind))


_PLACES = {
    name: re.compile(rf"\b{name}\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)
    for name in ("content", "href", "datetime")
}


def _place(markup: str, token: Token, name: str) -> Span:
    """Where an attribute's value stands; the whole tag where that is not to be seen."""
    for match in _PLACES[name].finditer(markup, token.start, token.end):
        if match.lastindex:
            return Span(*match.span(match.lastindex))
    return Span(token.start, token.end)
