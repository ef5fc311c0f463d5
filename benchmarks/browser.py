"""How long a reader waits for a story of twenty articles in a real browser, and what is sent.

    .venv/bin/python benchmarks/browser.py [--articles 20] [--runs 7] [--wait 60] [--axe]

The story is invented (`crowd`), the browser is the system's Chromium without a window, and times
are those of its Performance API: from the click to the first words that are painted, and until
the page and its scripts are ready. *New*: the story was never asked for, so many seconds after
the server began (``--wait``); if it is still being compared its page says so, and *made* is when it
came.
*Cold*: a browser that has nothing of the site. *Warm*: one that has its files. With ``--axe``
every page is looked at by axe, too: wide and narrow, light and dark, all rules.
"""

import argparse
import gzip
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from importlib import resources
from pathlib import Path
from typing import Any, NamedTuple

from crowd import crowd
from playwright.sync_api import Browser, sync_playwright

TELLINGS = Path(sys.executable).with_name("tellings")
TIMES = """() => new Promise((done) => new PerformanceObserver((seen) => {
  const paint = seen.getEntriesByName("first-contentful-paint")[0];
  const [page] = performance.getEntriesByType("navigation");
  const times = [page.responseEnd, paint?.startTime, page.domContentLoadedEventEnd];
  if (paint) done(times.map(Math.round));
}).observe({ type: "paint", buffered: true }))"""
# What a reader can see of the page with every fold open.
SHOWN = """() => {
  document.querySelectorAll("details").forEach((each) => { each.open = true; });
  document.querySelectorAll("[hidden]").forEach((each) => { each.hidden = false; });
  return document.body.innerText.replace(/\\s+/g, " ");
}"""
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


class Times(NamedTuple):
    """Milliseconds from the start: the answer is here, first words, page and scripts ready."""

    answered: int
    painted: int
    ready: int


def opened(browser: Browser, url: str, runs: int) -> tuple[list[Times], list[Times]]:
    """The times in browsers that have nothing, and in one that has been there."""
    cold: list[Times] = []
    warm: list[Times] = []
    for _ in range(runs):
        context = browser.new_context(viewport={"width": 1440, "height": 900})
        page = context.new_page()
        for times in (cold, warm):
            page.goto(url, wait_until="load")
            times.append(Times(*page.evaluate(TIMES)))
        context.close()
    return cold, warm


def looked_at(browser: Browser, url: str, paths: list[str]) -> int:
    """Print what axe finds on each page; how much in all."""
    axe = (resources.files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
    page, total = browser.new_page(), 0
    for path in paths:
        page.goto(url + path)
        page.evaluate(axe)
        for width in (1440, 390):
            for scheme in ("light", "dark"):
                page.set_viewport_size({"width": width, "height": 900})
                page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
                options = {"runOnly": {"type": "tag", "values": RULES}}
                found = page.evaluate(f"axe.run({json.dumps(options)})")["violations"]
                total += len(found)
                names = ", ".join(each["id"] for each in found) or "nothing"
                print(f"{path:<32} {width:>5} {scheme:<5} {names}")
    return total


def said(name: str, times: list[Times]) -> None:
    """Print medians."""
    middle = [round(statistics.median(each)) for each in zip(*times, strict=True)]
    print(f"{name:<6} answered {middle[0]:>5}  painted {middle[1]:>5}  ready {middle[2]:>5} ms")


def weighed(browser: Browser, url: str) -> None:
    """Print what is sent beside what is shown, in bytes."""
    page = browser.new_page()
    sent: list[tuple[str, int, int]] = []

    def take(response: Any) -> None:  # noqa: ANN401 - a response of the browser
        body = response.body()
        sent.append((response.url.rpartition("/")[2], len(gzip.compress(body, 6)), len(body)))

    page.on("response", take)
    page.goto(url, wait_until="networkidle")
    shown = len(page.evaluate(SHOWN).encode("utf-8"))
    print(f"shown  {shown:>8,} bytes of text")
    sent.append(("all", sum(each[1] for each in sent), sum(each[2] for each in sent)))
    for name, packed, plain in sent:
        print(f"{name:<10} {packed:>8,} packed ({packed / shown:.2f} x)", end="")
        print(f" {plain:>9,} plain ({plain / shown:.2f} x)")


def main() -> None:
    """Serve an invented story, open it, and print what was measured."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--articles", type=int, default=20)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--wait", type=float, default=0)
    parser.add_argument("--axe", action="store_true")
    given = parser.parse_args()
    path = shutil.which("chromium")
    if path is None:
        sys.exit("no Chromium here: apt-get install chromium")
    with tempfile.TemporaryDirectory() as folder:
        corpus, database = Path(folder) / "crowd.jsonl", str(Path(folder) / "tellings.db")
        corpus.write_text("".join(f"{json.dumps(each)}\n" for each in crowd(given.articles)))
        subprocess.run([TELLINGS, "add", corpus, "--db", database], check=True, capture_output=True)
        server = subprocess.Popen(
            [TELLINGS, "serve", "--db", database, "--port", "0"], stdout=subprocess.PIPE, text=True
        )
        try:
            assert server.stdout is not None
            url = server.stdout.readline().strip().rstrip("/")
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
                time.sleep(given.wait)
                measured(browser, url, given.runs, axe=given.axe)
        finally:
            server.terminate()
            server.wait(20)


def measured(browser: Browser, url: str, runs: int, *, axe: bool) -> None:
    """Open the first story of the list as often as asked for."""
    page = browser.new_page()
    page.goto(url)
    story = page.locator(".story h2 a").first.get_attribute("href") or ""
    start = time.perf_counter()
    answer = page.goto(url + story)
    said("new", [Times(*page.evaluate(TIMES))])
    while answer is not None and answer.status == 202:
        time.sleep(0.2)
        answer = page.goto(url + story)
    print(f"made   {1000 * (time.perf_counter() - start):,.0f} ms")
    cold, warm = opened(browser, url + story, runs)
    said("cold", cold)
    said("warm", warm)
    weighed(browser, url + story)
    if axe:
        article = "/articles/t0001"
        embedded = story.replace("/stories/", "/embed/")
        paths = ["/", "/search?q=wall", "/compare", article, f"{article}/revisions", "/nothing"]
        print(looked_at(browser, url, [*paths, story, embedded]), "found in all")


if __name__ == "__main__":
    main()
