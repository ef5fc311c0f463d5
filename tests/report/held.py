"""A value held against a JSON Schema: the few keywords that our schema uses, strictly."""

import re
from collections.abc import Iterator
from typing import Any

TYPES: dict[str, type | tuple[type, ...]] = {
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "array": list,
    "object": dict,
    "null": type(None),
}
Json = Any  # whatever JSON can hold
CHECKED = {
    "$ref", "anyOf", "const", "description", "enum", "items", "maxItems", "maximum", "minItems",
    "minimum", "pattern", "properties", "required", "type",
}  # fmt: skip


def faults(
    value: Json, schema: dict[str, Any], root: dict[str, Any], at: str = "$"
) -> Iterator[str]:
    """What of the value is not as the schema has it; keys it does not name are faults too."""
    assert set(schema) <= CHECKED, schema
    if "$ref" in schema:
        yield from faults(value, root["$defs"][schema["$ref"].rpartition("/")[2]], root, at)
        return
    if "anyOf" in schema:
        found = [list(faults(value, each, root, at)) for each in schema["anyOf"]]
        if all(found):
            yield from min(found, key=len)
        return
    if not _plain(value, schema):
        yield f"{at} may not be {value!r:.60}"
    elif isinstance(value, list) and "items" in schema:
        for number, each in enumerate(value):
            yield from faults(each, schema["items"], root, f"{at}[{number}]")
    elif isinstance(value, dict):
        yield from (f"{at}.{key} is missing" for key in schema["required"] if key not in value)
        for key, each in value.items():
            if key not in schema["properties"]:
                yield f"{at}.{key} is not in the schema"
                continue
            yield from faults(each, schema["properties"][key], root, f"{at}.{key}")


def _plain(value: Json, schema: dict[str, Any]) -> bool:
    """Everything about the value itself, not about what it holds."""
    wanted = schema.get("type", [])
    kinds = [wanted] if isinstance(wanted, str) else wanted
    if kinds and not any(_is(value, kind) for kind in kinds):
        return False
    if "enum" in schema and value not in schema["enum"]:
        return False
    if "const" in schema and value != schema["const"]:
        return False
    return _bounded(value, schema)


def _is(value: Json, kind: str) -> bool:
    return isinstance(value, TYPES[kind]) and (kind == "boolean" or not isinstance(value, bool))


def _bounded(value: Json, schema: dict[str, Any]) -> bool:
    if isinstance(value, str) and "pattern" in schema:
        return re.search(schema["pattern"], value) is not None
    if isinstance(value, list):
        return bool(schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value)))
    if isinstance(value, int | float):
        least, most = schema.get("minimum", value), schema.get("maximum", value)
        return bool(least <= value <= most)
    return True
