"""The description of the API is true of what is answered, whatever is asked."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from report.held import faults
from standing import Server

Json = dict[str, Any]
PATHS = (
    "/api/stories", "/api/stories/{id}", "/api/stories/{id}/{part}", "/api/articles/{id}",
    "/api/articles/{id}/text", "/api/articles/{id}/revisions", "/api/search", "/api/articles",
    "/api/compare", "/api/schema", "/api/changes",
)  # fmt: skip
# Addresses are asked for with these: what is there, what is not, and what nobody thought of.
VALUES = st.one_of(st.text(max_size=20), st.integers().map(str), st.sampled_from(["", "claims"]))
NAMES = st.sampled_from(
    ["after", "limit", "least", "skip", "q", "publisher", "speaker", "entity", "start", "end",
     "quoted", "revision", "other"]
)  # fmt: skip
BRIEF = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture(scope="module")
def described(served: Server) -> Json:
    found: Json = served.client.get("/api/openapi.json").json()
    return found


def test_every_address_is_described(described: Json) -> None:
    assert set(described["paths"]) == set(PATHS)
    assert described["openapi"].startswith("3.1")


def test_what_is_referred_to_is_there(described: Json) -> None:
    for name in _references(described):
        assert name.removeprefix("#/components/schemas/") in described["components"]["schemas"]


def _references(value: Any) -> Iterator[str]:  # noqa: ANN401 - JSON
    if isinstance(value, dict):
        yield from ([value["$ref"]] if isinstance(value.get("$ref"), str) else ())
        for each in value.values():
            yield from _references(each)
    elif isinstance(value, list):
        for each in value:
            yield from _references(each)


@BRIEF
@given(
    path=st.sampled_from([each for each in PATHS if each not in ("/api/changes", "/api/compare")]),
    name=VALUES,
    part=VALUES,
    asked=st.dictionaries(NAMES, VALUES, max_size=3),
)
def test_whatever_is_asked_is_answered_as_described(
    served: Server,
    described: Json,
    path: str,
    name: str,
    part: str,
    asked: dict[str, str],
) -> None:
    there = path.format(id=_quoted(name or "x"), part=_quoted(part or "x"))
    answer = served.client.get(there, params={key: each for key, each in asked.items()})

    assert answer.status_code < 500, answer.text
    if path in described["paths"] and "get" in described["paths"][path]:
        _hold(described, described["paths"][path]["get"], answer)


def _quoted(text: str) -> str:
    return quote(text, safe="").replace(".", "%2E")


def _hold(described: Json, operation: Json, answer: Any) -> None:  # noqa: ANN401
    """The answer has a status and a shape that the description knows."""
    response = operation["responses"].get(str(answer.status_code))
    assert response is not None or answer.status_code == 404, answer.status_code
    kind = answer.headers.get("content-type", "").partition(";")[0]
    if response is None or kind != "application/json":
        return
    root = {"$defs": described["components"]["schemas"]}
    schema = response["content"][kind]["schema"]
    if "$ref" in schema:
        assert list(faults(answer.json(), schema, root)) == []
    else:
        assert set(schema["required"]) <= set(answer.json())


@BRIEF
@given(body=st.one_of(st.binary(max_size=60), st.text(max_size=60).map(lambda each: each.encode())))
def test_whatever_is_sent_is_kept_or_refused(served: Server, body: bytes) -> None:
    answer = served.client.post("/api/compare", content=body)

    assert answer.status_code in (200, 400), answer.text
