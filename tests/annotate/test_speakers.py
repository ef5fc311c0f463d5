"""Who is meant by a name, a role or a pronoun, case by case; what fails is among the cases."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tellings.annotate import annotate
from tellings.clean import clean
from tellings.model.annotation import Annotated, Quotation
from tellings.model.document import Document

CASES = Path(__file__).with_name("speakers.toml")


def _cases() -> Iterator[Any]:
    for case in tomllib.loads(CASES.read_text())["case"]:
        marks = [pytest.mark.xfail(strict=True, reason=case["fails"])] if "fails" in case else []
        yield pytest.param(case, id=case["name"], marks=marks)


def _read(text: str) -> Annotated:
    whole = f"A day at the dam\n\n{text}\n\nMore talks will follow in the coming weeks.\n"
    return annotate(clean(Document("a", whole, "a", "")))


def _holding(found: Annotated, words: str) -> Quotation:
    return next(
        each
        for each in found.quotations
        if any(words in span.of(found.text) for span in each.content)
    )


@pytest.mark.parametrize("case", list(_cases()))
def test_the_one_who_is_meant_is_found(case: dict[str, Any]) -> None:
    found = _read(case["text"])
    names = {each.id: each.name for each in found.entities}
    printed = {
        each.name: [m.text for m in each.mentions if m.form == "name"] for each in found.entities
    }

    for wanted in case.get("said", []):
        one = _holding(found, wanted["words"])
        assert names.get(one.speaker or "", "") == wanted["speaker"]
    for name, mentions in case.get("entities", {}).items():
        assert printed.get(name) == mentions
    for name, kind in case.get("kinds", {}).items():
        assert [each.kind for each in found.entities if each.name == name] == [kind]
