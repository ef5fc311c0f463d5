"""The invented comparison with something hostile in every text that comes from a source."""

from dataclasses import fields, is_dataclass, replace
from typing import Any

from report.articles import DISPATCH, MONITOR, WIRE
from report.invented import comparison
from tellings.model.comparison import Comparison

HOSTILE = (
    " <script>alert(1)</script> <img src=x onerror=y> ]]> --> \x1b[31mred\x9b2J\x07 | **bold**"
    " `code` [link](http://evil.example) http://evil.example www.evil.example \u202eturned\ud800"
    " {{ 7*7 }} {% raw %} \"quote' &amp; </style></title> [bold]rich[/bold] :smile:"
    "\n\n# heading\n- item\n\n```\n"
)
# The fields of a comparison whose text comes from a source, directly or through a name.
Value = Any  # anything a comparison holds
OPEN = {
    "about", "actor", "headline", "holder", "name", "note", "notes", "rule", "speaker", "text",
    "value",
}  # fmt: skip


def poisoned() -> Comparison:
    """All of it: in the articles' own text and in every finding."""
    made = comparison(
        DISPATCH.replace("and we will mend it", f"{HOSTILE} and we will mend it")
        .replace("after 14", f"after{HOSTILE} 14")
        .replace("see this", f"see{HOSTILE} this"),
        MONITOR,
        WIRE.replace("mended before", f"mended {HOSTILE} before"),
    )
    found: Comparison = _poisoned(made)
    return found


def _poisoned(value: Value, field: str = "") -> Value:
    if is_dataclass(value) and not isinstance(value, type):
        named = {
            each.name: _poisoned(getattr(value, each.name), each.name)
            for each in fields(value)
            if each.name != "articles"
        }
        return replace(value, **named)
    if isinstance(value, str):
        return value + HOSTILE if field in OPEN else value
    if type(value) is tuple:
        return tuple(_poisoned(each, field) for each in value)
    return value
