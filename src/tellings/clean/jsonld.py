"""JSON-LD as pages print it: every string with its place, whatever the JSON is worth.

Our own reader, for two reasons. A library's parser gives values without places. And one page
in some hundreds breaks the grammar (a comma too many, a line break or a quotation mark inside
a string, a comment or CDATA around it all), which leaves a strict parser with nothing. This
one drops what fits nowhere and goes on. It is one pass without recursion, so it is linear.
"""

import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import TypeAlias

from tellings.clean.markup import Token
from tellings.clean.told import LONGEST, Told, tidy
from tellings.model.span import Span

Value: TypeAlias = Told | dict[str, "Value"] | list["Value"]
Record: TypeAlias = dict[str, Value]

# A quotation mark ends a string only where the grammar can go on behind it: headlines that
# quote somebody are pasted into records without being escaped.
_TOKEN = re.compile(
    r'"(?P<text>[^"\\]*+(?:(?:\\.|"(?!\s*+(?:[,:}\]]|\Z)))[^"\\]*+)*+)"'
    r"|(?P<mark>[{}\[\],:])|(?P<bare>[^\s{}\[\],:\"]++)|(?P<unclosed>\")",
    re.DOTALL,
)
# Records of real pages stay below 20 levels and 0.5 MB; more is no description of an article.
_DEEPEST = 60
_LONGEST_SCRIPT = 3_000_000
_MOST_TOKENS = 200_000
_MOST_RECORDS = 300
# The only keys under which a page describes itself; cards of other articles stand elsewhere.
_INWARD = ("@graph", "mainEntity", "mainEntityOfPage")


def scripts(markup: str, heads: list[Token]) -> Iterator[Token]:
    """The scripts that say they are JSON-LD."""
    for token in heads:
        if token.kind == "raw" and token.name == "script":
            tag = markup.rfind("<", max(0, token.start - 2000), token.start)
            if "ld+json" in markup[max(tag, 0) : token.start].lower():
                yield token


def records(markup: str, heads: list[Token]) -> list[Record]:
    """The records in which a page describes itself, in order, outer ones first."""
    found: list[Record] = []
    for token in scripts(markup, heads):
        end = min(token.end, token.start + _LONGEST_SCRIPT)
        waiting: list[Value] = [read(markup, token.start, end)]
        while waiting and len(found) < _MOST_RECORDS:
            value = waiting.pop()
            if isinstance(value, list):
                waiting += reversed(value)
            elif isinstance(value, dict):
                found.append(value)
                waiting += [value[key] for key in reversed(_INWARD) if key in value]
    return found


def read(markup: str, start: int, end: int) -> list[Value]:
    """The values that stand in a stretch of markup, strings as they are written there.

    >>> read('{"name": "Ana "Bo" Brel",}', 0, 26)
    [{'name': Told(value='Ana "Bo" Brel', span=Span(start=10, end=23))}]
    """
    top: list[Value] = []
    stack: list[list[Value] | dict[str, Value]] = [top]
    keys: list[str | None] = [None]
    for match in islice(_TOKEN.finditer(markup, start, end), _MOST_TOKENS):
        kind = match.lastgroup or ""
        if kind == "unclosed":
            break  # no string behind it is closed either
        if kind != "mark":
            text, span = match[kind], Span(*match.span(kind))
            if isinstance(stack[-1], dict) and keys[-1] is None:
                keys[-1] = text
            else:
                _attach(stack, keys, Told(text, span))
        elif match[0] in "{[":
            if len(stack) > _DEEPEST:
                break
            inner: list[Value] | dict[str, Value] = {} if match[0] == "{" else []
            _attach(stack, keys, inner)
            stack.append(inner)
            keys.append(None)
        elif match[0] == ",":
            keys[-1] = None
        elif match[0] != ":" and len(stack) > 1:
            stack.pop()
            keys.pop()
    return top


def _attach(
    stack: list[list[Value] | dict[str, Value]], keys: list[str | None], value: Value
) -> None:
    """Put a value where it belongs; the first of two under one key is kept."""
    holder, key = stack[-1], keys[-1]
    if isinstance(holder, list):
        holder.append(value)
    elif key is not None:
        holder.setdefault(key, value)
        keys[-1] = None


def text_of(value: Value | None) -> str:
    r"""The words of a string of a record; nothing for what is no string.

    >>> text_of(Told(r"Dam \u0026 mill &amp; \"more\"", Span(0, 1)))
    'Dam & mill & "more"'
    """
    if not isinstance(value, Told) or value.value in ("null", "true", "false"):
        return ""
    raw = value.value[:LONGEST]
    if "\\" in raw:
        try:
            raw = json.loads(f'"{raw}"', strict=False)
        except ValueError:
            raw = re.sub(r'\\(["/\\])', r"\1", raw).replace("\\n", " ")
    return tidy(raw)


def first(value: Value | None) -> Value | None:
    """The first of a list, or the value itself."""
    while isinstance(value, list):
        value = value[0] if value else None
    return value


def types(record: Record) -> list[str]:
    """What a record says it is: one type or several.

    >>> types(read('{"@type": ["Report", "Article"]}', 0, 32)[0])
    ['Report', 'Article']
    """
    value = record.get("@type")
    listed = value if isinstance(value, list) else [value]
    return [each.value for each in listed if isinstance(each, Told)]
