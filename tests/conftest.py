"""No test reaches the network: names are resolved here, and what is fetched is kept in tmp_path."""

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from stored import database

# The hosts that tests know, all of them this machine or of addresses that lead nowhere.
HOSTS = {
    "127.0.0.1": "127.0.0.1",
    "home.example": "127.0.0.1",
    "mapped.example": "::ffff:127.0.0.1",
    "router.example": "192.168.1.1",
    "cloud.example": "169.254.169.254",
    "nat.example": "64:ff9b::a00:1",
    "six.example": "fe80::1%eth0",
}


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    def resolve(host: str, port: int, *_: Any, **__: Any) -> list[Any]:  # noqa: ANN401
        if host not in HOSTS:
            raise socket.gaierror(-2, "Name or service not known")
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (HOSTS[host], port))]

    kept: Path = tmp_path_factory.mktemp("cache")
    monkeypatch.setattr("tellings.read.addresses.socket.getaddrinfo", resolve)
    monkeypatch.setattr("tellings.read.cache.folder", lambda: kept)


@pytest.fixture(params=["sqlite", "postgres"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The name of a new database, of each kind."""
    with database(request.param, tmp_path) as name:
        yield name


@pytest.fixture(params=["sqlite", "postgres"], scope="module")
def once(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The same, one for all tests of a module."""
    with database(request.param, tmp_path_factory.mktemp("once")) as name:
        yield name
