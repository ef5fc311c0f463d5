"""Looking for stories and words, pasting and dropping articles, and a story on another page."""

import re

import pytest
from playwright.sync_api import Page, expect

from serve.browser.conftest import NARROW, SAMPLES, Open, Site
from served import Answer
from served import site as other_site

FLOOD = [
    (SAMPLES / "flood" / name).read_text("utf-8")
    for name in ("coast-tribune.txt", "pelland-times.txt")
]


def paste(page: Page, *texts: str) -> None:
    for at, text in enumerate(texts, 1):
        page.locator(f"#text-{at}").fill(text)
    page.get_by_role("button", name="Compare").click()


@pytest.mark.parametrize("script", [True, False])
def test_what_is_pasted_is_compared_with_or_without_a_script(at: Open, script: bool) -> None:
    page = at("/compare", java_script_enabled=script)

    paste(page, *FLOOD)

    expect(page.locator(".column")).to_have_count(2)
    expect(page.locator("#u1 .reading")).to_have_count(2)


def test_a_third_article_has_fields_of_its_own(at: Open) -> None:
    page = at("/compare")

    page.get_by_role("button", name="One more article").click()

    expect(page.locator("#text-3")).to_be_focused()
    expect(page.get_by_label("Text, with its headline")).to_have_count(3)


def test_files_can_be_dropped_and_what_is_none_is_said_beside_the_others(at: Open) -> None:
    page = at("/compare")

    page.evaluate(
        """(texts) => {
          const held = new DataTransfer();
          texts.forEach((text, at) => held.items.add(new File([text], `dropped${at}.txt`)));
          held.items.add(new File([new Uint8Array(3000).map((_, at) => at * 7)], "scan.pdf"));
          document.dispatchEvent(new DragEvent("drop", { dataTransfer: held, bubbles: true }));
        }""",
        FLOOD,
    )

    expect(page.locator("#dropped")).to_have_text("3 files to compare")
    page.get_by_role("button", name="Compare").click()
    said = page.get_by_role("alert")
    expect(said).to_contain_text("2 articles read")
    expect(said).to_contain_text("scan.pdf: binary data")
    expect(page.locator(".column")).to_have_count(2)


def test_nothing_pasted_is_said_and_what_was_typed_stays(at: Open) -> None:
    page = at("/compare")
    page.locator("#publisher-1").fill("The Quay")

    page.get_by_role("button", name="Compare").click()

    expect(page.get_by_role("alert")).to_contain_text("paste the text of two articles")
    expect(page.locator("#publisher-1")).to_have_value("The Quay")


def test_one_article_alone_is_said_to_be_alone(at: Open) -> None:
    page = at("/compare")

    paste(page, FLOOD[0])

    expect(page.get_by_role("alert")).to_contain_text("Only one article")
    expect(page.locator(".column")).to_have_count(1)


def test_too_much_is_said_before_it_is_sent(at: Open) -> None:
    page = at("/compare")

    page.locator("#files").set_input_files(
        {"name": "long.txt", "mimeType": "text/plain", "buffer": b"rain " * 1_800_000}
    )
    page.get_by_role("button", name="Compare").click()

    expect(page.locator("#heavy")).to_contain_text("9,000,000 bytes")
    assert page.url.endswith("/compare")


def test_words_are_found_and_lead_to_their_place(at: Open) -> None:
    page = at("/")

    page.get_by_label("Search the articles").fill("shepherd")
    page.keyboard.press("Enter")
    page.locator(".hit h2 a").first.click()

    expect(page.locator("#at")).to_contain_text(re.compile("shepherd", re.IGNORECASE))
    expect(page.locator("#at")).to_be_in_viewport()


def test_stories_are_narrowed_by_words_publisher_and_number(at: Open, site: Site) -> None:
    page = at("/", size=NARROW)
    expect(page.locator(".story")).to_have_count(3)

    page.locator("#q").fill("shepherd")
    page.get_by_text("Publisher, days").click()
    page.locator("#least").fill("2")
    page.get_by_role("button", name="Show").click()

    expect(page.locator(".story")).to_have_count(1)
    expect(page.get_by_role("status")).to_contain_text("1 story told by at least 2 articles")
    page.locator(".story h2 a").click()
    assert page.url.endswith(site.stories["treaty"])


def test_a_story_stands_on_a_page_of_another_site(at: Open, site: Site) -> None:
    story = site.stories["treaty"]
    html = (
        "<!doctype html><title>Ours</title><p>Before</p>"
        f'<script src="{site.url}/embed.js" data-story="{story}" data-title="Tarn talks"></script>'
    )
    with other_site({"/ours": Answer(html.encode("utf-8"))}) as ours:
        page = at(f"{ours.url}/ours")

        frame = page.frame_locator("iframe[title='Tarn talks']")

        expect(frame.locator("h1")).to_contain_text("Tarn dam talks")
        expect(frame.locator("#article-A")).to_be_attached()


def test_a_form_that_is_too_large_is_answered_with_a_page(at: Open) -> None:
    page = at("/compare", java_script_enabled=False)
    page.locator("[name=files]").set_input_files(
        {"name": "large.txt", "mimeType": "text/plain", "buffer": b"rain " * 1_900_000}
    )
    page.locator("#paste button.main").click()

    expect(page.locator("main")).to_contain_text("send it in parts", timeout=30_000)
