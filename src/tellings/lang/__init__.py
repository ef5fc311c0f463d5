"""Language data: word lists and patterns as TOML, one folder a language.

Whatever differs by language is data. A file may hold

- ``[words]``: named lists, read by `words`;
- ``[[pattern]]`` tables under any name, read by `patterns`: each has a ``name``, a ``pattern``
  (``{macro}`` is replaced from the file's ``[macros]``), ``examples`` it must match and
  ``counter_examples`` it must not. ``flags = "i"`` ignores case. Any other key is kept in
  `Pattern.extra` for the stage that reads it. A test holds every pattern to its examples.

Adding a language is adding a folder.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tellings.errors import LanguageError

# Not importlib.resources, which takes as long to import as all tables take to read.
HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern, its name, and the other keys of its table."""

    name: str
    regex: re.Pattern[str]
    extra: Mapping[str, Any]


def languages() -> tuple[str, ...]:
    """The languages there is data for, in alphabetical order.

    >>> "en" in languages()
    True
    """
    return tuple(sorted(e.name for e in HERE.iterdir() if e.is_dir() and len(e.name) == 2))


@cache
def table(language: str, name: str) -> Mapping[str, Any]:
    """The parsed file ``<language>/<name>.toml``."""
    file = HERE / language / f"{name}.toml"
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise LanguageError(f"lang/{language}/{name}.toml: {error}") from error


@cache
def words(language: str, name: str, key: str) -> frozenset[str]:
    """The list ``key`` of the ``[words]`` table, as a set.

    A list may be written as one string of words parted by blanks.
    """
    value = table(language, name).get("words", {}).get(key)
    if isinstance(value, str):
        return frozenset(value.split())
    if not isinstance(value, list):
        raise LanguageError(f"lang/{language}/{name}.toml: no list {key!r} under [words]")
    return frozenset(value)


@cache
def patterns(language: str, name: str, key: str) -> tuple[Pattern, ...]:
    """The patterns under ``[[key]]``, compiled, in the order of the file."""
    data = table(language, name)
    macros = data.get("macros", {})
    found = []
    for entry in data.get(key, ()):
        source = entry["pattern"]
        for macro, value in macros.items():
            source = source.replace("{" + macro + "}", value)
        flags = re.IGNORECASE if "i" in entry.get("flags", "") else re.NOFLAG
        known = ("name", "pattern", "flags", "examples", "counter_examples")
        extra = {key: value for key, value in entry.items() if key not in known}
        try:
            found.append(Pattern(entry["name"], re.compile(source, flags), extra))
        except (re.error, KeyError) as error:
            where = f"lang/{language}/{name}.toml, {key} {entry.get('name')!r}"
            raise LanguageError(f"{where}: {error}") from error
    return tuple(found)
