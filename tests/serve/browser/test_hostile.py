"""Texts that would run do not, even in a browser that no policy of content holds back."""

import json
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Dialog, Page

from hostile_texts import TEXTS, made
from poured import articles
from standing import Server, standing

# So many are put into one pair of articles, and so many are asked for in an address.
TOGETHER, ASKED = 100, 8
EVERY = [*TEXTS, *made()][:500]


@pytest.fixture(scope="module")
def poured(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with standing(str(tmp_path_factory.mktemp("hostile") / "t.db")) as server:
        yield server


@pytest.fixture
def bare(browser: Browser, poured: Server) -> Iterator[tuple[Page, list[str]]]:
    """A page without a policy of content, and what it did that no page of ours does."""
    context = browser.new_context(base_url=poured.url, bypass_csp=True)
    page, done = context.new_page(), list[str]()

    def asked(url: str) -> None:
        if not url.startswith((poured.url, "about:", "data:", "blob:")):
            done.append(f"asked for {url}")

    def said(dialog: Dialog) -> None:
        done.append(f"said {dialog.message}")
        dialog.dismiss()

    page.on("dialog", said)
    page.on("request", lambda each: asked(each.url))
    yield page, done
    context.close()


def _ran(page: Page) -> bool:
    page.wait_for_load_state("load")
    # An event of its own follows what is loaded.
    page.wait_for_timeout(50)
    return bool(page.evaluate("'hit' in window"))


def test_what_would_be_found_is_found(bare: tuple[Page, list[str]], poured: Server) -> None:
    page, done = bare
    page.goto("/compare")
    page.evaluate("document.body.innerHTML = '<img src=//evil.example/x onerror=window.hit=1>'")
    page.wait_for_timeout(500)

    assert _ran(page)
    assert done == ["asked for http://evil.example/x"]


@pytest.mark.parametrize("at", range(0, len(EVERY), TOGETHER))
def test_no_text_of_an_article_runs(bare: tuple[Page, list[str]], poured: Server, at: int) -> None:
    page, done = bare
    records = articles(EVERY[at : at + TOGETHER], at)
    lines = "\n".join(json.dumps(each) for each in records)
    kept = poured.client.post("/api/articles", content=lines).json()["articles"]

    page.goto(f"/articles/{quote(kept[0]['id'], safe='')}")
    assert not _ran(page)
    page.goto("/compare")
    for number, each in enumerate(records):
        page.locator("[name=text]").nth(number).fill(each["text"])
        page.locator("[name=publisher]").nth(number).fill(each["publisher"])
    page.locator("#paste button.main").click()
    page.wait_for_selector("#articles", timeout=120_000)
    assert not _ran(page)
    page.goto("/")
    assert not _ran(page)
    assert done == []


@pytest.mark.parametrize("text", [EVERY[at] for at in range(0, len(EVERY), len(EVERY) // ASKED)])
def test_no_text_of_an_address_runs(
    bare: tuple[Page, list[str]], poured: Server, text: str
) -> None:
    page, done = bare
    there = quote(text[:400], safe="")
    for path in (f"/search?q={there}", f"/stories/{there}", f"/{there}", f"/?publisher={there}"):
        page.goto(path)
        assert not _ran(page)
    assert done == []
