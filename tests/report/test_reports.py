"""What holds of every report: all findings, the same bytes, no paraphrase in marks."""

import json
import re
from collections.abc import Iterator

import pytest

from report.hostile import poisoned
from report.invented import comparison
from tellings.model.comparison import Comparison
from tellings.report import REPORTS

READABLE = ["text", "html", "markdown"]
MARKUP = re.compile(r"<[^>]*>|\\(?=[\W_])")


def shown(style: str, made: Comparison) -> str:
    """The words of a report, on one line, without its markup."""
    text = REPORTS[style](made)
    if style == "html":
        text = re.sub(r"<(style|script)>.*?</\1>", "", text, flags=re.DOTALL)
    text = re.sub(r"[*~`_]|&#39;|'", "'", MARKUP.sub("", text)).replace("&amp;", "&")
    return " ".join(text.replace("'", "").split())


def findings(made: Comparison) -> Iterator[str]:
    """A text that each finding must be known by."""
    yield from (each.speaker or "" for each in made.utterances)
    yield from (pair.note for each in made.utterances for pair in each.pairs[:2])
    yield from (each.text for each in made.claims)
    yield from (side.value for each in made.conflicts for side in each.sides)
    yield from (each.about or "" for each in made.conflicts)
    yield from (use.text for each in made.labels for use in each.uses)
    yield from (each.text for each in made.positions)
    yield from (each.actor for each in made.positions)
    yield from (each.text for each in made.timeline)
    yield from (each.name or "" for each in made.origins)
    yield from (each.headline or "" for each in made.tellings)
    yield from (each.publisher.name for each in made.tellings if each.publisher)
    yield from made.notes
    yield "No one warned us,"  # the quotation that one telling alone carries


@pytest.mark.parametrize("style", READABLE)
def test_every_finding_appears(style: str) -> None:
    made = comparison()

    text = shown(style, made)

    missing = [each for each in findings(made) if each.replace("'", "") not in text]
    assert missing == []


@pytest.mark.parametrize("style", READABLE)
def test_every_place_is_named_by_its_offsets_in_the_document(style: str) -> None:
    made = comparison()
    page = made.articles[1].article.document.text
    start = page.index("Sixteen")

    text = REPORTS[style](made)

    assert f"B:{start}-{start + len('Sixteen')}" in text


@pytest.mark.parametrize("style", READABLE)
def test_a_paraphrase_never_stands_in_quotation_marks(style: str) -> None:
    paraphrase = "the dam would be mended before autumn"

    text = shown(style, comparison())

    assert paraphrase in text
    assert f"“{paraphrase}" not in text
    assert f'"{paraphrase}' not in text


@pytest.mark.parametrize("style", list(REPORTS))
def test_the_same_comparison_gives_the_same_bytes(style: str) -> None:
    assert REPORTS[style](comparison()) == REPORTS[style](comparison())


@pytest.mark.parametrize("style", list(REPORTS))
def test_no_report_holds_a_character_that_steers_a_terminal_or_cannot_be_encoded(
    style: str,
) -> None:
    text = REPORTS[style](poisoned())

    unsafe = re.findall("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)

    assert unsafe == []
    assert text.encode("utf-8")


@pytest.mark.parametrize("style", list(REPORTS))
def test_a_comparison_without_findings_has_a_report(style: str) -> None:
    made = comparison()
    bare = Comparison(
        made.story, made.tellings, (), (), (), (), (), (), (), (), made.coverage, made.articles
    )

    text = REPORTS[style](bare)

    assert "Tarn" in text


def test_the_json_report_is_the_record() -> None:
    record = json.loads(REPORTS["json"](comparison()))

    assert record["story"]["id"] == "s1"
    assert len(REPORTS) == len(list(REPORTS)) == 6
