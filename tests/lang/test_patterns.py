"""Every pattern of every language matches its examples and none of its counter-examples."""

import re
import tomllib
from importlib import resources
from typing import Any

import pytest

from tellings.lang import Pattern, languages, patterns, table, vocabulary, words

FOLDER = resources.files("tellings.lang")
FILES = sorted(
    (folder.name, file.name.removesuffix(".toml"))
    for folder in FOLDER.iterdir()
    if folder.is_dir() and not folder.name.startswith("_")
    for file in folder.iterdir()
    if file.name.endswith(".toml")
)


def _tables(language: str, name: str) -> list[str]:
    """The keys of a file that hold patterns."""
    found = []
    for key, value in table(language, name).items():
        if isinstance(value, list) and value and all(isinstance(each, dict) for each in value):
            found += [key] if any("pattern" in each for each in value) else []
    return found


ENTRIES: list[tuple[str, str, str, int]] = [
    (language, name, key, at)
    for language, name in FILES
    for key in _tables(language, name)
    for at in range(len(table(language, name)[key]))
]
IDS = [f"{lang}/{name}/{key}/{at}" for lang, name, key, at in ENTRIES]


def _entry(place: tuple[str, str, str, int]) -> tuple[dict[str, Any], Pattern]:
    language, name, key, at = place
    return table(language, name)[key][at], patterns(language, name, key)[at]


def _text(example: str | dict[str, str]) -> str:
    """An example is a text, or a table with the text and what the groups hold."""
    return example if isinstance(example, str) else example["text"]


def _tried(pattern: Pattern, text: str) -> bool:
    asked = text.lower() if pattern.regex.flags & re.IGNORECASE else text
    return pattern.wanted(vocabulary(text)) and pattern.marked(asked)


def test_there_is_language_data() -> None:
    assert "en" in languages()
    assert ENTRIES


@pytest.mark.parametrize(("language", "name"), FILES)
def test_every_file_of_language_data_can_be_read(language: str, name: str) -> None:
    text = (FOLDER / language / f"{name}.toml").read_text("utf-8")

    parsed = tomllib.loads(text)

    assert parsed
    assert all(words(language, name, key) for key in parsed.get("words", {}))


@pytest.mark.parametrize("place", ENTRIES, ids=IDS)
def test_a_pattern_has_a_name_examples_and_counter_examples(
    place: tuple[str, str, str, int],
) -> None:
    entry, pattern = _entry(place)

    assert pattern.name
    assert entry.get("examples"), f"{pattern.name} has no examples"
    assert entry.get("counter_examples"), f"{pattern.name} has no counter_examples"


@pytest.mark.parametrize("place", ENTRIES, ids=IDS)
def test_a_pattern_matches_every_example(place: tuple[str, str, str, int]) -> None:
    entry, pattern = _entry(place)

    missed = [example for example in entry["examples"] if not pattern.regex.search(_text(example))]

    assert missed == []


@pytest.mark.parametrize("place", ENTRIES, ids=IDS)
def test_a_pattern_is_tried_on_every_example(place: tuple[str, str, str, int]) -> None:
    entry, pattern = _entry(place)

    texts = map(_text, entry["examples"])

    passed_over = [text for text in texts if not _tried(pattern, text)]

    assert passed_over == []


@pytest.mark.parametrize("place", ENTRIES, ids=IDS)
def test_what_a_pattern_needs_is_written_as_a_vocabulary_is(
    place: tuple[str, str, str, int],
) -> None:
    _, pattern = _entry(place)

    needs = frozenset[str]().union(*pattern.needs)
    never = [each for each in needs if each not in vocabulary(each.removeprefix("^"))]

    assert never == []


@pytest.mark.parametrize("place", ENTRIES, ids=IDS)
def test_a_pattern_finds_what_its_example_says_the_groups_hold(
    place: tuple[str, str, str, int],
) -> None:
    entry, pattern = _entry(place)

    for example in entry["examples"]:
        groups = {} if isinstance(example, str) else {**example}
        found = pattern.regex.search(groups.pop("text", ""))
        for group, held in groups.items():
            assert found is not None
            assert found[group] == held


@pytest.mark.parametrize("place", ENTRIES, ids=IDS)
def test_a_pattern_matches_no_counter_example(place: tuple[str, str, str, int]) -> None:
    entry, pattern = _entry(place)

    matched = [
        example for example in entry["counter_examples"] if pattern.regex.search(_text(example))
    ]

    assert matched == []


@pytest.mark.parametrize(("language", "name"), FILES)
def test_names_of_patterns_are_told_apart_within_their_table(language: str, name: str) -> None:
    for key in _tables(language, name):
        names = [each.name for each in patterns(language, name, key)]

        assert sorted(set(names)) == sorted(names), key
