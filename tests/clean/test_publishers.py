"""Publisher data: every file is sound, and is used on its house's pages and days alone."""

import re
from datetime import date
from typing import get_args

import pytest

from tellings.clean import clean, publishers
from tellings.clean.publishers import FOLDER, Line, hosts, lines_of, relabelled
from tellings.lang import Pattern, table_at
from tellings.model.document import Document, Given, Piece, Role
from tellings.model.span import Span

ENTRIES = [(host, entry) for host in hosts() for entry in table_at(f"{FOLDER}/{host}.toml")["line"]]
IDS = [f"{host}: {entry['name']}" for host, entry in ENTRIES]


@pytest.mark.parametrize(("host", "entry"), ENTRIES, ids=IDS)
def test_a_line_matches_its_examples_and_no_counter_example(
    host: str, entry: dict[str, object]
) -> None:
    regex = re.compile(str(entry["pattern"]))

    examples, counter = entry["examples"], entry["counter_examples"]
    assert isinstance(examples, list)
    assert isinstance(counter, list)

    assert [each for each in examples if not regex.search(each)] == []
    assert [each for each in counter if regex.search(each)] == []
    assert entry["role"] in get_args(Role)


def test_a_host_is_found_below_its_subdomains_and_no_other_is() -> None:
    assert lines_of("https://www.apnews.com/x") == lines_of("https://apnews.com/x") != ()
    assert lines_of("https://notapnews.com/x") == ()
    assert lines_of("no address [") == ()
    assert lines_of("https://../x") == ()


def test_a_line_whose_layout_has_ended_counts_only_before_its_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    entry = {"name": "radio", "pattern": "^You heard"}
    line = Line(Pattern("test", entry, {}), "promo", date(2031, 5, 1))
    monkeypatch.setattr(publishers, "lines_of", lambda url: (line,))
    piece = Piece("body", Span(0, 14))

    def role(day: str | None) -> Role:
        return relabelled("You heard this", [piece], "https://dispatch.example", day)[0].role

    assert [role("2031-05-01"), role("2031-05-02"), role(None)] == ["promo", "body", "promo"]


def test_the_page_of_a_house_is_read_with_its_file() -> None:
    page = "<h1>The dam breaks</h1><p>The dam above Tarn broke early on Monday.</p><p>___</p>"
    given = Given(url="https://apnews.com/article/dam")

    article = clean(Document("1", page, "dam.html", "", "text/html", given))

    assert [each.role for each in article.pieces][-1] == "other"
