"""From a comparison to something to read: a report is a function ``Comparison -> str``.

`REPORTS` names them; a report's own module (and what it needs: Rich, Jinja) is imported when
the report is asked for. To add one: one module, one line here. CSV is several tables and has a
door of its own, `tellings.report.tables`.
"""

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from tellings.model.comparison import Comparison

_HOME = {
    "text": "text",
    "json": "json",
    "html": "html",
    "markdown": "markdown",
    "annotations": "annotations",
    "jsonld": "jsonld",
}


class _Reports(Mapping[str, "Callable[[Comparison], str]"]):
    """Style to function; each module holds a function named ``report``."""

    def __getitem__(self, style: str) -> "Callable[[Comparison], str]":
        module = import_module(f"tellings.report.{_HOME[style]}")
        return cast("Callable[[Comparison], str]", module.report)

    def __iter__(self) -> Iterator[str]:
        return iter(_HOME)

    def __len__(self) -> int:
        return len(_HOME)


REPORTS: "Mapping[str, Callable[[Comparison], str]]" = _Reports()
