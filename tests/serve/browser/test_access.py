"""Axe finds nothing on any page: WCAG 2.2 AA and what it calls best practice."""

from importlib import resources

import pytest
from playwright.sync_api import Page

from serve.browser.conftest import NARROW, Open, Site

AXE = (resources.files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Colours do not depend on the width, nor anything else on the colours; telling contrast takes
# most of the time, seconds on a story.
CONTRAST = "color-contrast"
PAGES = (
    "/",
    "/?q=dam&least=2",
    "/search?q=dam",
    "/compare",
    "/articles/coast",
    "/articles/coast/revisions",
    "/nothing-here",
    "/stories/trial",
    "/embed/trial",
)


def found(page: Page, options: str) -> list[str]:
    ran = page.evaluate(f"axe.run({{ resultTypes: ['violations'], {options} }})")
    return [f"{each['id']}: {each['nodes'][0]['html'][:200]}" for each in ran["violations"]]


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_wide_or_narrow_light_or_dark(at: Open, site: Site, path: str) -> None:
    for name, story in site.stories.items():
        path = path.replace(name, story)
    page = at(path)
    page.evaluate(AXE)

    assert found(page, f"runOnly: {RULES}") == []

    page.emulate_media(color_scheme="dark")
    assert found(page, f"runOnly: ['{CONTRAST}']") == []
    page.set_viewport_size({"width": NARROW[0], "height": NARROW[1]})
    others = f"rules: {{ '{CONTRAST}': {{ enabled: false }} }}"
    assert found(page, f"runOnly: {{ type: 'tag', values: {RULES} }}, {others}") == []
