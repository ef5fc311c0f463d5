"""Imports that are killed: what they had acknowledged, and what is there in the end."""

import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

from command import SOURCE, Record

# Transactions of three articles, so that there are many moments between two of them.
_RUN = "import tellings.intake as intake; intake.BATCH = 3; from tellings.cli import main; main()"


def start(*arguments: str | Path) -> "subprocess.Popen[bytes]":
    """The command, in a process that can be killed."""
    environment = os.environ | {"PYTHONPATH": str(SOURCE)}
    command = [sys.executable, "-c", _RUN, *map(str, arguments)]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment
    )


class Ended(NamedTuple):
    """What an import had said when it ended: its status, if it was not killed, and the ids."""

    status: int | None
    acknowledged: frozenset[str]
    said: str


def add(base: Path, inputs: Path, seconds: float | None = None) -> Ended:
    """An import, killed after so many seconds if it is not done by then."""
    command = ("add", inputs, "--db", base, "--format", "json", "--workers", "1")
    return ended(start(*command), seconds)


def ended(process: "subprocess.Popen[bytes]", seconds: float | None) -> Ended:
    """What a process said, killed after so many seconds if it is not done by then."""
    try:
        out, said = process.communicate(timeout=seconds)
        status: int | None = process.returncode
    except subprocess.TimeoutExpired:
        process.kill()
        out, said = process.communicate()
        status = None
    whole = out.decode().splitlines(keepends=True)
    ids = frozenset(json.loads(each)["id"] for each in whole if each.endswith("\n"))
    return Ended(status, ids, said.decode())


class Trial(NamedTuple):
    """What came of many kills: the ids acknowledged in all, kills, and the longest restart."""

    acknowledged: frozenset[str]
    kills: int
    restart: float


def kill_often(base: Path, inputs: Path, times: int, seed: int) -> Trial:
    """Import into new databases, killed at random moments, until there were so many kills.

    Each database is gone on with until it is done, then `AssertionError` if it is not what an
    import in one go makes.
    """
    chance = random.Random(seed)
    clean = base.with_name("whole.db")
    began = time.monotonic()
    if add(clean, inputs).status != 0:
        raise AssertionError("the import does not work")
    whole, length = content(clean), time.monotonic() - began
    kills, restart = 0, 0.0
    acknowledged: frozenset[str] = frozenset()
    round = 0
    while kills < times:
        round += 1
        here = base.with_name(f"{base.stem}-{round}.db")
        acknowledged, done, began = frozenset(), False, 0.0
        while not done:
            seconds = chance.uniform(0.0, length) if kills < times else None
            ended = add(here, inputs, seconds)
            acknowledged |= ended.acknowledged
            done = ended.status is not None
            if ended.status:
                raise AssertionError(f"status {ended.status}: {ended.said}")
            kills += not done
            if here.exists() and not done:
                began = time.monotonic()
                there = ids(here)
                restart = max(restart, time.monotonic() - began)
                if acknowledged - there:
                    raise AssertionError(f"lost: {sorted(acknowledged - there)}")
        if content(here) != whole:
            raise AssertionError(f"{here} is not what an import in one go makes")
        here.unlink()
    return Trial(acknowledged, kills, restart)


def ids(base: Path) -> frozenset[str]:
    """The ids of the articles in a database."""
    from tellings.errors import StoreError
    from tellings.store import opened

    try:
        store = opened(str(base))
    except StoreError as error:
        if "an empty database" in str(error):
            return frozenset()
        raise
    try:
        return frozenset(name for (name,) in store.rows("SELECT id FROM articles"))
    finally:
        store.close()


def content(base: Path) -> list[Record]:
    """All that an export says, but when it was added; and that nothing is wrong."""
    from tellings.store import check, opened
    from tellings.store.tables import records

    store = opened(str(base))
    try:
        wrong = [*check.damage(store), *filter(None, check.texts(store)), *check.unfinished(store)]
        if wrong:
            raise AssertionError(f"{base}: {wrong[0]}")
        return [each | {"added": None} for each in records(store, text=True)]
    finally:
        store.close()
