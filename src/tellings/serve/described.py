"""What the description of the API (OpenAPI) says of bodies and answers.

The records are those of `tellings schema`; the description refers to it rather than repeating it.
"""

import json
from typing import Any

from tellings.report.schema import schema

DESCRIPTION = (
    "The tellings of stories side by side. Every place is given as spans of the exact text of a "
    "document, in Unicode code points from 0, the end not included. Errors are records with a "
    "`problem`, which says what to do."
)
Described = dict[int | str, dict[str, Any]]

_TEXT = {"type": "string"}
_MAYBE = {"type": ["string", "null"]}
_WORDS = {"type": "string", "pattern": "\\S"}
_NUMBER = {"type": ["integer", "null"], "minimum": 0}
_HOW = {"enum": ["new", "revised", "known"]}
_COUNT = {"type": "integer", "minimum": 0}
_SCHEMA = {"type": "string", "const": "tellings/1"}
_PROBLEM = {
    "type": "object",
    "properties": {
        "schema": _SCHEMA,
        "problem": {"type": "string", "description": "what is wrong, and the cure"},
    },
    "required": ["schema", "problem"],
}


def _object(**properties: Any) -> dict[str, Any]:  # noqa: ANN401 - schemas
    return {"type": "object", "properties": properties, "required": list(properties)}


def _list(of: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": of}


_STORY = _object(
    id=_TEXT, headline=_MAYBE, first_published=_MAYBE, last_published=_MAYBE, articles=_COUNT,
    publishers=_COUNT, copies=_COUNT, running=_MAYBE,
)  # fmt: skip
_ARTICLE = _object(
    id=_TEXT, story=_MAYBE, publisher=_MAYBE, published=_MAYBE, headline=_MAYBE, url=_MAYBE,
    origin=_TEXT, copy_of=_MAYBE,
)  # fmt: skip
_STRETCHES = _list({"$ref": "#/components/schemas/span"})
_ANSWERS: dict[str, tuple[str, dict[str, Any]]] = {
    "stories": ("Stories", _object(schema=_SCHEMA, stories=_list(_STORY), next=_MAYBE)),
    "comparison": ("A comparison", {"$ref": "#/components/schemas/comparison"}),
    "annotated": ("An annotated article", {"$ref": "#/components/schemas/annotated"}),
    "part": (
        "Entries of a comparison under the name of their kind",
        _object(schema=_SCHEMA, total=_COUNT, next=_NUMBER) | {"minProperties": 4},
    ),
    "revisions": (
        "The texts an article was seen with",
        _object(
            schema=_SCHEMA,
            article=_TEXT,
            revisions=_list(_object(number=_COUNT, seen=_TEXT, sha256=_TEXT, origin=_TEXT)),
        ),
    ),
    "search": (
        "Places where the words stand",
        _object(
            schema=_SCHEMA,
            hits=_list(_object(article=_ARTICLE, spans=_STRETCHES, text=_TEXT, speaker=_MAYBE)),
            total=_COUNT,
            next=_NUMBER,
        ),
    ),
    "kept": (
        "What became of each article",
        _object(
            schema=_SCHEMA,
            articles=_list(_object(id=_TEXT, how=_HOW, revision=_COUNT)),
            problems=_list(_TEXT),
        ),
    ),
    "schema": ("A JSON Schema", {"type": "object"}),
    "text": ("The exact text", _TEXT),
    "events": ("Server-sent events", _TEXT),
}
_KINDS = {
    "schema": "application/schema+json",
    "text": "text/plain",
    "events": "text/event-stream",
}
_SAID = {
    400: "What was sent cannot be read",
    401: "A token is needed",
    403: "Sent by a page of another site",
    404: "There is no such thing",
    409: "Not annotated yet",
    408: "The body did not come",
    413: "Too large",
    421: "Another host was asked for",
    422: "A parameter cannot be read",
    500: "The database cannot be read",
    503: "Busy: try again after the seconds of Retry-After; or this is too much for this machine",
}
ERRORS: Described = {
    status: {"description": said, "content": {"application/json": {"schema": _PROBLEM}}}
    for status, said in _SAID.items()
}
# No types: other forms of records have other things under these names, and what cannot be used is
# left out as long as there is a text.
_RECORD = {
    "type": "object",
    "properties": {
        each: {"description": "a string, if it is said"}
        for each in ("id", "text", "html", "title", "publisher", "published", "url")
    },
}
# Of a list what is no record is told among the problems; the rest is taken.
_SENT = {"anyOf": [_RECORD, {"type": "array", "contains": _RECORD}]}
BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "description": "One record of a corpus or one a line (JSONL), a page (HTML), a feed (RSS, "
        "Atom), or plain text; told by its content, not by its media type",
        "content": {"application/json": {"schema": _SENT}, "text/plain": {"schema": _WORDS}},
    }
}


def answers(name: str) -> Described:
    """What is answered when all is well."""
    said, schema = _ANSWERS[name]
    kind = _KINDS.get(name, "application/json")
    found: Described = {
        201 if name == "kept" else 200: {"description": said, "content": {kind: {"schema": schema}}}
    }
    return found | ({} if name in ("kept", "events") else {304: {"description": "As it was"}})


def description(made: dict[str, Any]) -> dict[str, Any]:
    """The description with the records of the contract, as `tellings schema` has them."""
    records = json.loads(json.dumps(schema()["$defs"]).replace("#/$defs/", "#/components/schemas/"))
    return made | {"components": made.get("components", {}) | {"schemas": records}}
