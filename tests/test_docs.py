"""The docs name everything there is, and what they show runs."""

import re
from pathlib import Path
from typing import get_args

import click
import pytest

from command import SAMPLES, python, said
from tellings.cli import cli
from tellings.model import annotation, comparison, document

PROJECT = Path(__file__).parents[1]
DOCS = {path.name: path.read_text("utf-8") for path in sorted((PROJECT / "docs").glob("*.md"))}
README = (PROJECT / "README.md").read_text("utf-8")
PAGES = {
    path.relative_to(PROJECT): path.read_text("utf-8")
    for folder in (".", "docs", "samples", "benchmarks")
    for path in sorted((PROJECT / folder).glob("*.md"))
}

# Each list of words a reader meets in a report, and the pages that have to name all of them.
WORDS = {
    "roles": (document.Role, ("glossary.md", "json.md")),
    "bases": (document.Basis, ("json.md",)),
    "stances": (annotation.Stance, ("glossary.md", "json.md")),
    "kinds of entity": (annotation.EntityKind, ("json.md",)),
    "kinds of link": (annotation.ChainKind, ("json.md",)),
    "bounds": (annotation.Bound, ("json.md",)),
    "types of time": (annotation.TimeType, ("glossary.md", "json.md")),
    "levels": (comparison.LevelName, ("glossary.md", "json.md")),
    "types of conflict": (comparison.ConflictType, ("glossary.md", "json.md")),
    "severities": (comparison.Severity, ("glossary.md", "json.md")),
    "kinds of position": (comparison.PositionKind, ("glossary.md", "json.md")),
}


@pytest.mark.parametrize("name", WORDS)
def test_every_word_of_a_report_is_in_the_docs(name: str) -> None:
    words, pages = WORDS[name]

    for page in pages:
        missing = [word for word in get_args(words) if f"`{word}`" not in DOCS[page]]
        assert missing == [], f"docs/{page} does not name these {name}"


def test_every_command_option_and_format_is_in_the_docs() -> None:
    page = DOCS["cli.md"]

    for name, command in cli.commands.items():
        assert f"## tellings {name}\n" in page, "run ./dev docs"
        for parameter in command.params:
            options = parameter.opts if isinstance(parameter, click.Option) else []
            assert all(option in page for option in options), "run ./dev docs"
            if isinstance(parameter.type, click.Choice):
                assert all(choice in page for choice in parameter.type.choices), "run ./dev docs"


@pytest.mark.parametrize("name", sorted(cli.commands))
def test_the_readme_names_every_command(name: str) -> None:
    assert f"tellings {name}" in README


def test_the_python_of_the_readme_runs() -> None:
    (code,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    program = f"import os; os.chdir({str(PROJECT)!r})\n{code}"

    printed = python("-W", "error", "-c", program)

    assert printed.returncode == 0, printed.stderr.decode()
    assert "Teresa Quint" in printed.stdout.decode()


def test_the_commands_of_the_readme_run(tmp_path: Path) -> None:
    (block,) = re.findall(r"HTML\. Then:\n\n```\n(.*?)```", README, re.DOTALL)

    for line in block.splitlines():
        words = line.partition("#")[0].replace("report.html", str(tmp_path / "r.html")).split()
        given = [path for word in words[1:] for path in _paths(word)]
        assert said(*given).exit_code == 0, line


def _paths(word: str) -> list[str]:
    """What a shell makes of a word: the files a pattern names, or the word."""
    if not word.startswith("samples/"):
        return [word]
    return [str(path) for path in sorted(PROJECT.glob(word))]


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_every_link_to_a_file_leads_to_one(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", PAGES[page])

    missing = [link for link in links if not (PROJECT / page.parent / link).exists()]

    # The picture is made from the report of a release, by hand.
    assert [link for link in missing if link != "docs/report.png"] == []


@pytest.mark.parametrize("command", ["demo", "test", "lint", "docs", "bench"])
def test_the_script_has_every_command_the_docs_speak_of(command: str) -> None:
    script = (PROJECT / "dev").read_text("utf-8")

    assert re.search(rf"^{command}\)", script, re.MULTILINE)
    assert any(f"./dev {command}" in text for text in PAGES.values())


def test_the_samples_are_described() -> None:
    text = (SAMPLES / "README.md").read_text("utf-8")

    for folder in sorted(path for path in SAMPLES.iterdir() if path.is_dir()):
        assert f"`{folder.name}/`" in text


def test_every_page_of_the_docs_is_linked_from_the_readme() -> None:
    assert [name for name in DOCS if f"docs/{name}" not in README] == []
