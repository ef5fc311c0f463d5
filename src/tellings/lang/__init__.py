"""Language data: word lists and patterns as TOML, one folder a language.

Whatever differs by language is data. A file may hold

- ``[words]``: named lists, read by `words`;
- ``[[pattern]]`` tables under any name, read by `patterns`: each has a ``name``, a ``pattern``
  (``{macro}`` is replaced from the file's ``[macros]``), ``examples`` it must match and
  ``counter_examples`` it must not. ``flags = "i"`` ignores case. ``needs`` lists words one of
  which is in whatever it matches, as `vocabulary` writes them; of several lists one of each:
  where none is, it need not be tried, and so many are never compiled. ``marks`` lists stretches
  of characters one of which is in whatever it matches, in the text as it stands, or in small
  letters for a pattern that ignores case. Any other key is kept in `Pattern.extra` for the stage
  that reads it. A test holds every pattern to its examples, and these to its needs and marks.

Adding a language is adding a folder.
"""

import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache, cached_property, lru_cache
from typing import Any

from tellings.errors import LanguageError

# Neither importlib.resources nor pathlib: they take longer to import than a table to read.
HERE = os.path.dirname(__file__)
# The keys of a pattern that every stage knows.
_KNOWN = frozenset({"name", "pattern", "flags", "needs", "marks", "examples", "counter_examples"})
_FIGURE = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_]+|\d+")


class Pattern:
    """A pattern, its name, and the other keys of its table; compiled when first used.

    Compiling all there are takes 60 ms, and an article gives reason to try half of them.
    """

    def __init__(self, where: str, entry: Mapping[str, Any], macros: Mapping[str, str]) -> None:
        self._where, self._entry, self._macros = where, entry, macros

    @property
    def name(self) -> str:
        """What the table calls it."""
        return str(self._entry["name"])

    @cached_property
    def extra(self) -> Mapping[str, Any]:
        """The keys that only the stage knows."""
        return {key: value for key, value in self._entry.items() if key not in _KNOWN}

    @cached_property
    def needs(self) -> tuple[frozenset[str], ...]:
        """Lists of words; one of each stands in whatever it matches."""
        lists = self._entry.get("needs", [])
        lists = [lists] if isinstance(lists, str) else lists
        return tuple(frozenset(self._written(each).split()) for each in lists)

    @cached_property
    def marks(self) -> tuple[str, ...]:
        """Stretches of characters; one of them stands in whatever it matches."""
        return tuple(self._entry.get("marks", ()))

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The pattern itself."""
        flags = re.IGNORECASE if "i" in self._entry.get("flags", "") else re.NOFLAG
        try:
            return re.compile(self._written(self._entry["pattern"]), flags)
        except (re.error, KeyError) as error:
            raise LanguageError(f"{self._where} {self._entry.get('name')!r}: {error}") from error

    def wanted(self, known: frozenset[str]) -> bool:
        """Whether a text of this `vocabulary` can hold what the pattern matches."""
        return not any(map(known.isdisjoint, self.needs))

    def marked(self, text: str) -> bool:
        """Whether a text holds one of the marks without which the pattern matches nothing.

        A pattern that ignores case is asked with the text in small letters.
        """
        return not self.marks or any(map(text.__contains__, self.marks))

    def _written(self, value: str) -> str:
        """The value with the file's macros put in."""
        for macro, written in self._macros.items():
            value = value.replace("{" + macro + "}", written)
        return value


def vocabulary(text: str) -> frozenset[str]:
    """The words of a text in small letters, the first a second time behind ``^``.

    Of a figure only its length counts: it is written in noughts, at most five.

    >>> sorted(vocabulary("14 updated by 3 May 2031"))
    ['0', '00', '0000', '^updated', 'by', 'may', 'updated']
    """
    return _kept(text) if len(text) <= KEPT else _vocabulary(text)


# The same sentences are asked for by several stages; longer stretches are not kept.
KEPT = 1000


@lru_cache(maxsize=1024)
def _kept(text: str) -> frozenset[str]:
    return _vocabulary(text)


# What figures are written as in a vocabulary.
FIGURES = frozenset("0" * size for size in range(1, 6))


def _vocabulary(text: str) -> frozenset[str]:
    found = _WORD.findall(text.lower())
    if found and not _FIGURE.search(text):
        return frozenset([f"^{found[0]}", *found])
    words = ["00000"[: len(each)] if each[0].isdecimal() else each for each in found]
    first = next((f"^{each}" for each in words if each[0] != "0"), "^")
    return frozenset([first, *words])


def languages() -> tuple[str, ...]:
    """The languages there is data for, in alphabetical order.

    >>> "en" in languages()
    True
    """
    return tuple(sorted(e.name for e in os.scandir(HERE) if e.is_dir() and len(e.name) == 2))


@cache
def table(language: str, name: str) -> Mapping[str, Any]:
    """The parsed file ``<language>/<name>.toml``."""
    return table_at(os.path.join(HERE, language, f"{name}.toml"))


def table_at(path: str) -> Mapping[str, Any]:
    """A parsed TOML file; `LanguageError` where it is none."""
    try:
        with open(path, "rb") as file:
            return tomllib.load(file)
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise LanguageError(f"{'/'.join(path.split(os.sep)[-3:])}: {error}") from error


@cache
def words(language: str, name: str, key: str) -> frozenset[str]:
    """The list ``key`` of the ``[words]`` table, as a set.

    A list may be written as one string of words parted by blanks.
    """
    value = table(language, name).get("words", {}).get(key)
    if not isinstance(value, str | list):
        raise LanguageError(f"lang/{language}/{name}.toml: no list {key!r} under [words]")
    return frozenset(value.split() if isinstance(value, str) else value)


@cache
def patterns(language: str, name: str, key: str) -> tuple[Pattern, ...]:
    """The patterns under ``[[key]]``, in the order of the file."""
    data = table(language, name)
    macros = data.get("macros", {})
    where = f"lang/{language}/{name}.toml, {key}"
    return tuple(Pattern(where, entry, macros) for entry in data.get(key, ()))


def likely(language: str, name: str, key: str, known: frozenset[str]) -> Iterator[Pattern]:
    """The patterns that a text of this `vocabulary` can hold, in the order of the file.

    Asking every pattern costs a microsecond each; here the words of the text name them.
    """
    found, always, by_word = _by_need(language, name, key)
    left = always
    for word in by_word.keys() & known:
        left |= by_word[word]
    while left:
        at = (left & -left).bit_length() - 1
        left &= left - 1
        if found[at].wanted(known):
            yield found[at]


@cache
def _by_need(
    language: str, name: str, key: str
) -> tuple[tuple[Pattern, ...], int, Mapping[str, int]]:
    """The patterns, which of them need no word, and which may match where a word is: bits each."""
    found = patterns(language, name, key)
    always, by_word = 0, dict[str, int]()
    for at, each in enumerate(found):
        if not each.needs:
            always |= 1 << at
        for word in min(each.needs, key=len, default=()):
            by_word[word] = by_word.get(word, 0) | 1 << at
    return found, always, by_word
