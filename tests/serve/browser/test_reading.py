"""Reading a story: what lights up, which columns are in view, keys, phones, no script, paper."""

import re

import pytest
from playwright.sync_api import Page, expect

from serve.browser.conftest import NARROW, Open, Site

# Where a column stands once it has stood still for ten frames.
SETTLED = """(each) => new Promise((done) => {
  let [was, still] = [each.scrollTop, 0];
  const look = () => {
    still = each.scrollTop === was ? still + 1 : 0;
    was = each.scrollTop;
    if (still < 10) requestAnimationFrame(look);
    else done(was);
  };
  look();
})"""


@pytest.fixture
def treaty(site: Site) -> str:
    """The path of the story of the treaty, which four publishers tell."""
    return f"/stories/{site.stories['treaty']}"


def in_view(page: Page) -> list[str]:
    shown = page.locator(".column:visible")
    return [each.get_attribute("id") or "" for each in shown.all()]


def test_a_passage_under_the_hand_lights_up_in_every_column_and_in_its_entry(
    at: Open, treaty: str
) -> None:
    page = at(treaty)
    passage = page.locator("#article-A .m[href='#u2']").first

    passage.hover()

    expect(page.locator("#u2")).to_have_class(re.compile("near"))
    for letter in "ABC":
        expect(page.locator(f"#article-{letter} .near").first).to_be_attached()
    passage.click()
    expect(page.locator("#u2")).to_be_in_viewport()
    expect(page.locator("#article-B .lit").first).to_be_in_viewport()


def test_the_keyboard_alone_lights_a_passage(at: Open, treaty: str) -> None:
    page = at(treaty)

    page.locator("#article-A .m[href='#u2']").first.focus()

    expect(page.locator("#article-B .near").first).to_be_attached()


def test_columns_come_into_view_and_leave_by_their_letters(at: Open, treaty: str) -> None:
    page = at(treaty)
    strip = page.get_by_role("group", name="Articles in view")
    last, first = strip.get_by_role("button").nth(3), strip.get_by_role("button").nth(0)
    assert "article-D" not in in_view(page)

    last.click()
    first.press("Enter")

    assert "article-D" in in_view(page)
    assert "article-A" not in in_view(page)
    expect(last).to_have_attribute("aria-pressed", "true")
    strip.get_by_role("button", name="Full width").click()
    assert in_view(page) == ["article-A", "article-B", "article-C", "article-D"]


def test_a_place_in_an_article_out_of_view_brings_its_column(at: Open, treaty: str) -> None:
    page = at(treaty)
    assert "article-D" not in in_view(page)

    page.locator("#findings a.where", has_text="D:").first.click()

    assert "article-D" in in_view(page)


def test_columns_keep_step_unless_told_not_to(at: Open, treaty: str) -> None:
    page = at(treaty, size=(1440, 600), reduced_motion="no-preference")
    switch = page.get_by_role("button", name="Scroll together")
    expect(switch).to_have_attribute("aria-pressed", "true")
    column, other = page.locator("#article-A"), page.locator("#article-C")

    column.hover()
    column.evaluate("each => each.scrollTo({ top: each.scrollHeight, behavior: 'instant' })")

    expect(other).not_to_have_js_property("scrollTop", 0)
    was = other.evaluate(SETTLED)
    switch.click()
    column.hover()
    column.evaluate("each => each.scrollTo({ top: 0, behavior: 'instant' })")
    assert other.evaluate(SETTLED) == was


def test_less_motion_means_that_columns_stand_still(at: Open, treaty: str) -> None:
    page = at(treaty, reduced_motion="reduce")

    switch = page.get_by_role("button", name="Scroll together")

    expect(switch).to_have_attribute("aria-pressed", "false")


def test_on_a_phone_a_quotation_opens_in_place_and_goes_again(at: Open, treaty: str) -> None:
    page = at(treaty, size=NARROW, has_touch=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW[0]
    passage = page.locator("#article-B .m[href='#u2']").first

    passage.tap()

    opened = page.locator("#article-B .here")
    expect(opened.locator(".reading")).to_have_count(page.locator("#u2 .reading").count())
    expect(opened.locator("del").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(opened).to_have_count(0)
    expect(passage).to_be_focused()


def test_keys_walk_the_entries_and_filter_them(at: Open, treaty: str) -> None:
    page = at(treaty)

    page.keyboard.press("j")
    page.keyboard.press("j")

    expect(page.locator("#u2")).to_be_focused()
    expect(page.locator("#u2")).to_have_class(re.compile("lit"))
    page.keyboard.press("k")
    expect(page.locator("#u1")).to_be_focused()
    page.keyboard.press("/")
    page.keyboard.type("shepherd")
    expect(page.locator(".filter output")).to_have_text(re.compile(r"^\d+ of \d+$"))
    expect(page.locator("#u1")).to_be_hidden()
    page.keyboard.press("Escape")
    expect(page.locator("#u1")).to_be_visible()


def test_single_letters_can_be_turned_off(at: Open, treaty: str) -> None:
    page = at(treaty)
    page.locator("#letters").uncheck()
    page.locator("h1").click()

    page.keyboard.press("j")

    expect(page.locator(".entry.lit")).to_have_count(0)


def test_the_first_stop_of_the_keyboard_skips_to_the_findings(at: Open, treaty: str) -> None:
    page = at(treaty)

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.locator("#findings")).to_be_focused()


@pytest.mark.parametrize("entry", ["u1", "x1", "c1", "p1", "t1", "h1", "n1", "a-q1"])
def test_every_entry_has_a_link_that_stays_and_a_block_to_cite(
    at: Open, treaty: str, entry: str
) -> None:
    page = at(treaty)
    if not page.locator(f"#{entry}").count():
        entry = page.locator("[id^='a-q'], [id^='b-q']").first.get_attribute("id") or ""

    page.goto(f"{treaty}#{entry}")
    page.reload()

    expect(page.locator(f"#{entry}")).to_be_in_viewport()
    page.locator(f"#{entry} .id").click()
    block = page.locator(f"#{entry} .cite pre")
    expect(block).to_be_visible()
    text = block.text_content() or ""
    assert text.startswith(f"{entry}  ")
    assert re.search(r"characters \d+-\d+.*, SHA-256 [0-9a-f]{64}", text)


def test_a_block_has_every_place_once_and_its_words(at: Open, treaty: str) -> None:
    page = at(f"{treaty}#c2")

    page.locator("#c2 .id").click()

    _, *blocks, link = (page.locator("#c2 .cite pre").text_content() or "").split("\n\n")
    assert len(blocks) == len(set(page.locator("#c2 .where").all_text_contents())) > 1
    assert all(len(each.splitlines()) >= 3 for each in blocks)
    assert link.endswith(f"{treaty}#c2")


def test_origins_are_drawn_and_said(at: Open, treaty: str) -> None:
    page = at(treaty)

    drawn, listed = page.locator(".web path"), page.locator("ul.origins li")

    assert drawn.count() >= listed.count() > 0
    expect(page.locator(".web")).to_have_attribute("aria-hidden", "true")


def test_all_can_be_read_and_followed_without_a_script(at: Open, treaty: str) -> None:
    page = at(treaty, java_script_enabled=False)

    page.locator("#findings a.where").first.click()

    assert re.search(r"#[A-Z]\d+$", page.url)
    for letter in "ABCD":
        expect(page.locator(f"#article-{letter}")).to_be_visible()
    expect(page.locator(".filter")).to_be_hidden()


def test_paper_has_the_story_and_not_the_tools(at: Open, treaty: str) -> None:
    page = at(treaty)

    page.emulate_media(media="print")

    expect(page.locator(".site")).to_be_hidden()
    expect(page.locator(".strip")).to_be_hidden()
    expect(page.locator("#u1")).to_be_visible()


def test_the_dark_page_is_dark(at: Open, treaty: str) -> None:
    page = at(treaty, color_scheme="dark")

    colour = page.evaluate("getComputedStyle(document.body).backgroundColor")

    assert max(map(int, re.findall(r"\d+", colour)[:3])) < 40


def test_what_was_changed_is_marked_word_by_word(at: Open) -> None:
    page = at("/articles/coast")

    page.get_by_role("link", name="2 versions").click()

    change = page.locator(".change").first
    expect(change.locator("del")).to_contain_text("14")
    expect(change.locator("ins")).to_contain_text("16")


def test_a_word_as_long_as_a_page_does_not_widen_it(at: Open) -> None:
    page = at("/", NARROW)

    for each in (".story h2 a", ".by-whom"):
        page.locator(each).first.evaluate("each => each.textContent = 'x'.repeat(3000)")

    assert page.evaluate("document.documentElement.scrollWidth") == NARROW[0]
