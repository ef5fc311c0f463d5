"""Hostile texts, poured into every field that a server takes and looked for on every page."""

import json
from collections.abc import Iterator, Sequence
from urllib.parse import quote

from browsed import Page, faults
from standing import Server
from tellings.report.plain import line

FRAME = (
    "{0}\n\nBy {0}\n\nOSK (Reuters) - Rain fell on Osk on Monday and 12 people died, {0} said.\n\n"
    "\u201cThe wall is {0} and it will be mended by {0},\u201d said Mira Tal, the mayor of {0}.\n\n"
    "{1}\n"
)


def articles(texts: Sequence[str], number: int) -> list[dict[str, str]]:
    """Two tellings with these texts in all their fields; the first is in each field of its own."""
    first, rest = texts[0], "\n\n".join(f"The mayor said that {each} was there." for each in texts)
    body = FRAME.format(first, rest)
    return [
        {"id": f"{at}{number} {first}", "text": body.replace("12 people", f"{11 + at} people"),
         "title": first, "publisher": f"{at} {first}", "published": "2031-05-0" + str(at),
         "url": f"https://osk.example/{at}/{number}/{first}" if at == 1 else first}
        for at in (1, 2)
    ]  # fmt: skip


def wrong(server: Server, texts: Sequence[str], number: int) -> Iterator[str]:
    """What is wrong with the pages of these texts."""
    records = articles(texts, number)
    lines = "\n".join(json.dumps(each) for each in records)
    answer = server.client.post("/api/articles", content=lines)
    if answer.status_code != 201:
        yield f"{texts[0]!r} was not kept: {answer.text[:200]}"
        return
    for each in answer.json()["articles"]:
        found = _page(server, f"/articles/{quote(each['id'], safe='')}")
        yield from _said(found, texts, each["id"])
    form = {name: [each[key] for each in records] for name, key in
            (("text", "text"), ("publisher", "publisher"), ("published", "title"))}  # fmt: skip
    compared = server.client.post("/compare", data=form, timeout=600)
    if compared.status_code != 200:
        yield f"{texts[0]!r} was not compared: {compared.status_code}"
    page = Page(compared.text)
    yield from (f"compared: {each}" for each in faults(page))
    for each in texts:
        if not all(page.tells(line(part)) for part in each.splitlines()):
            yield f"compared: {each!r} is not shown as it is"


def answered(server: Server, text: str) -> Iterator[str]:
    """What is wrong with the pages that only say a text back."""
    there = quote(text, safe="")
    for path in (f"/search?q={there}", f"/search?speaker={there}&publisher={there}&entity={there}"):
        yield from _said(_page(server, path), [text], path)
    for path in (f"/stories/{there}", f"/articles/{there}", f"/{there}", f"/search?start={there}",
                 f"/embed/{there}", f"/?after={there}", f"/static/{there}/{there}",
                 f"/articles/{there}?at={there}"):  # fmt: skip
        answer = server.client.get(path)
        if answer.status_code >= 500:
            yield f"{path}: {answer.status_code}"
        if answer.headers.get("content-type", "").startswith("text/html"):
            yield from (f"{path}: {each}" for each in faults(Page(answer.text)))


def everywhere(server: Server) -> Iterator[str]:
    """What is wrong with the lists, the stories and the feed."""
    page = server.client.get("/api/stories", params={"limit": 500}).json()
    yield from (f"/: {each}" for each in faults(_page(server, "/")))
    for each in page["stories"]:
        for kind in ("stories", "embed"):
            path = f"/{kind}/{quote(each['id'], safe='')}"
            yield from (f"{path}: {one}" for one in faults(_page(server, path)))


def _page(server: Server, path: str) -> Page:
    return Page(server.client.get(path).text)


def _said(page: Page, texts: Sequence[str], where: str) -> Iterator[str]:
    yield from (f"{where}: {each}" for each in faults(page))
    for each in texts:
        # A text of two lines may stand in two paragraphs.
        if any(line(part) not in page.shown for part in each.splitlines()):
            yield f"{where}: {each!r} is not shown as it is"
