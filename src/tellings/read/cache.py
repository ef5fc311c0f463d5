"""What was fetched, kept in the user's cache folder, so that it is asked for again only if it has
changed.

One file an address: a line of JSON with the marks that the server gave (ETag, Last-Modified),
then the body. Only answers with such a mark are kept; whether they are still good the server
says each time. A cache that cannot be read or written is no cache, and no failure.
"""

import json
import os
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from platformdirs import user_cache_path

# The oldest go when there are more.
_MOST = 200


class Kept(NamedTuple):
    """A body with what the server said of it."""

    etag: str
    modified: str
    content_type: str
    body: bytes


def folder() -> Path:
    """Where the answers are kept."""
    return user_cache_path("tellings", appauthor=False) / "fetched"


def find(url: str, largest: int) -> Kept | None:
    """What was kept of this address."""
    try:
        with open(_path(url), "rb") as file:
            head = json.loads(file.readline(10_000))
            body = file.read(largest + 1)
        if head["sha256"] != sha256(body).hexdigest():
            return None
        return Kept(head["etag"], head["modified"], head["content_type"], body)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def keep(url: str, kept: Kept) -> None:
    """Keep the answer, if the server gave a mark to ask by."""
    if not (kept.etag or kept.modified):
        return
    head = kept._asdict() | {"sha256": sha256(kept.body).hexdigest()}
    del head["body"]
    path = _path(url)
    unfinished = path.with_name(f"{path.name}.{os.getpid()}")
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            unfinished.write_bytes(json.dumps(head).encode() + b"\n" + kept.body)
            unfinished.replace(path)
        finally:
            unfinished.unlink(missing_ok=True)
        _thin(path.parent)


def _path(url: str) -> Path:
    return folder() / sha256(url.encode()).hexdigest()


def _thin(kept: Path) -> None:
    files = sorted(kept.iterdir(), key=lambda path: path.stat().st_mtime)
    for each in files[:-_MOST]:
        each.unlink()
