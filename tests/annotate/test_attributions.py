"""Who says what, case by case; the cases are data, and so is what fails."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tellings.annotate import annotate
from tellings.clean import clean
from tellings.model.annotation import Annotated, Quotation
from tellings.model.document import Document

CASES = Path(__file__).with_name("attributions.toml")
LEAD = (
    "Dam talks falter\n\n"
    "The talks on the Tarn dam were broken off on Monday, the Harbour Dispatch reported.\n\n"
    "The minister, Ada Lind, and the mayor of Tarn, Karl Osk, met for two hours.\n\n"
)


def _cases() -> Iterator[Any]:
    for case in tomllib.loads(CASES.read_text())["case"]:
        marks = [pytest.mark.xfail(strict=True, reason=case["fails"])] if "fails" in case else []
        yield pytest.param(case, id=case["name"], marks=marks)


def _read(text: str) -> Annotated:
    return annotate(clean(Document("a", LEAD + text + "\n\nMore talks will follow.\n", "a", "")))


def _holding(found: Annotated, words: str) -> list[Quotation]:
    return [
        each
        for each in found.quotations
        if any(words in span.of(found.text) for span in each.content)
    ]


@pytest.mark.parametrize("case", list(_cases()))
def test_an_attribution_is_found_as_a_reader_finds_it(case: dict[str, Any]) -> None:
    found = _read(case["text"])

    for wanted in case.get("said", []):
        (one, *_) = _holding(found, wanted["words"])
        cue = " ".join(span.of(found.text) for span in one.cue)
        assert wanted.get("speaker", one.speaker_name) == one.speaker_name
        assert wanted.get("kind", one.kind) == one.kind
        assert wanted.get("cue", "").lower() in cue.lower()
        assert "chain" not in wanted or wanted["chain"] in [link.kind for link in one.chain]
    for words in case.get("none", []):
        assert not _holding(found, words)
