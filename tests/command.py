"""Run the command the way a user does (`run`), or in this process where that is enough (`said`)."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from tellings.cli import cli

SAMPLES = Path(__file__).parents[1] / "samples"
SOURCE = Path(__file__).parents[1] / "src"
Record = dict[str, Any]


def run(
    *arguments: str | Path, seed: int = 0, stdin: bytes = b""
) -> subprocess.CompletedProcess[bytes]:
    """The command in a process of its own, with this PYTHONHASHSEED."""
    return python("-m", "tellings.cli", *arguments, seed=seed, stdin=stdin)


def python(
    *arguments: str | Path, seed: int = 0, stdin: bytes = b""
) -> subprocess.CompletedProcess[bytes]:
    """A Python that knows the package, in a process of its own."""
    command = [sys.executable, *map(str, arguments)]
    environment = os.environ | {
        "PYTHONHASHSEED": str(seed),
        "PYTHONPATH": str(SOURCE),
        "PYTHONWARNINGS": "error",
    }
    return subprocess.run(command, input=stdin, capture_output=True, env=environment)


def said(*arguments: str | Path, stdin: bytes = b"") -> Result:
    """What the command prints in this process; an exception is a failed test, not a result."""
    given = [str(each) for each in arguments]
    return CliRunner().invoke(cli, given, input=stdin, catch_exceptions=False)


def records(result: Result) -> list[Record]:
    """The JSON records of the standard output, one a line."""
    return [json.loads(line) for line in result.stdout.split("\n") if line]
