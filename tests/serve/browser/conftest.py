"""One server with the samples and one browser for all tests of the pages.

The browser is the Chromium of the system; where there is none, these tests are skipped.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

SAMPLES = Path(__file__).parents[3] / "samples"
TELLINGS = Path(sys.executable).with_name("tellings")
# A phone and a desk.
NARROW, WIDE = (390, 844), (1440, 900)


class Site(NamedTuple):
    """Where the server is, and its stories by the folder of their sample."""

    url: str
    stories: dict[str, str]


Open = Callable[..., Page]


def _chromium() -> str | None:
    found = [shutil.which(each) for each in ("chromium", "chromium-browser", "google-chrome")]
    return next((each for each in found if each), None)


def _tellings(*given: str) -> str:
    return subprocess.run([TELLINGS, *given], check=True, capture_output=True, text=True).stdout


def _revised(folder: Path) -> Iterator[Path]:
    """An article, and another text of it."""
    text = (SAMPLES / "flood" / "coast-tribune.txt").read_text("utf-8")
    for at, each in enumerate((text, text.replace("At least 14", "At least 16"))):
        path = folder / f"revised{at}.jsonl"
        path.write_text(json.dumps({"id": "coast", "text": each}), "utf-8")
        yield path


@pytest.fixture(scope="package")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The samples, served; and one article in two versions, which has no story of its own."""
    folder = tmp_path_factory.mktemp("site")
    database = str(folder / "tellings.db")
    for name in ("treaty", "trial"):
        _tellings("add", str(SAMPLES / name), "--db", database)
    for path in _revised(folder):
        _tellings("add", str(path), "--db", database)
    rows = [
        json.loads(line)
        for line in _tellings("stories", "--db", database, "--format", "json").splitlines()
    ]
    stories = {
        name: next(row["id"] for row in rows if row["headline"] and word in row["headline"])
        for name, word in (("treaty", "Tarn"), ("trial", "mayor"))
    }
    server = subprocess.Popen(
        [TELLINGS, "serve", "--db", database, "--port", "0"], stdout=subprocess.PIPE, text=True
    )
    try:
        assert server.stdout is not None
        yield Site(server.stdout.readline().strip().rstrip("/"), stories)
    finally:
        server.terminate()
        server.wait(20)
        assert server.stdout is not None
        server.stdout.close()


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium without a window."""
    path = _chromium()
    if path is None:
        pytest.skip("no Chromium on this machine: apt-get install chromium")
    # Chromium refuses to run in its sandbox for the superuser.
    flags = ["--no-sandbox"] if os.getuid() == 0 else []
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=path, args=flags)
        yield found
        found.close()


@pytest.fixture
def at(browser: Browser, site: Site) -> Iterator[Open]:
    """Open a path of the site; a script that fails or is refused fails the test."""
    contexts, faults = [], []

    def opened(path: str, size: tuple[int, int] = WIDE, **given: Any) -> Page:  # noqa: ANN401
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            base_url=site.url,
            **({"reduced_motion": "reduce"} | given),
        )
        context.set_default_timeout(10_000)
        # The first to open a story waits until it is compared: 10 s on a machine that is busy.
        context.set_default_navigation_timeout(60_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("request", lambda asked: _own(asked.url, site.url, faults))
        page.goto(path)
        return page

    yield opened
    for each in contexts:
        each.close()
    assert faults == []


def _own(url: str, own: str, faults: list[str]) -> None:
    if not url.startswith((own, "blob:", "data:", "http://127.0.0.1:", "about:")):
        faults.append(f"asked for {url}")
