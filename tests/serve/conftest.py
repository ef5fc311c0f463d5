"""A server of the samples, for all tests that only ask it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from command import SAMPLES
from standing import Server, standing
from stored import base, filled


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of the samples."""
    path = tmp_path_factory.mktemp("served") / "t.db"
    with base(path) as store:
        filled(store, SAMPLES / "treaty", SAMPLES / "corpus.jsonl")
    return path


@pytest.fixture(scope="session")
def served(database: Path) -> Iterator[Server]:
    """A server of it, without a token."""
    with standing(str(database)) as server:
        yield server
