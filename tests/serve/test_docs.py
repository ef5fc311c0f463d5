"""What docs/api.md shows can be done as it stands there, and all that can be done is shown."""

import re
import shlex
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from standing import Server

DOCS = (Path(__file__).parents[2] / "docs" / "api.md").read_text("utf-8")
EXAMPLES = re.findall(r"```sh\n(curl .*)\n```", DOCS)
SERVED = "http://127.0.0.1:8765"


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_does_what_it_shows(served: Server, example: str) -> None:
    words = shlex.split(example)[1:]
    headers: dict[str, str] = {}
    body = None
    while words[0].startswith("-"):
        option, value, *words = words
        if option == "-H":
            name, _, headers[name] = value.partition(": ")
        else:
            assert option == "--data-binary"
            body = value
    (url,) = words
    assert url.startswith(SERVED)

    method = "GET" if body is None else "POST"
    answer = served.client.request(method, url[len(SERVED) :], content=body, headers=headers)

    assert answer.status_code in (200, 201), answer.text
    assert len(answer.content) > 50


def test_every_address_has_an_example(served: Server) -> None:
    described = served.client.get("/api/openapi.json").json()["paths"]
    shown = [urlsplit(shlex.split(each)[-1]).path for each in EXAMPLES]

    for path, operations in described.items():
        pattern = re.compile(re.sub(r"\{\w+\}", "[^/]+", path) + "$")
        found = [each for each in shown if pattern.match(each)]
        assert len(found) >= len(operations), path
