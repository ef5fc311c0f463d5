"""Whether the API is what its description says: schemathesis asks thousands of times.

    .venv/bin/pip install schemathesis
    .venv/bin/python benchmarks/conformance.py [--examples N] [--seed N]

A server of the samples is asked over HTTP. Left out are the stream of changes, which does not
end (tests/serve/test_events.py), and the check that all that a schema allows is accepted: whether
a mark is one the server gave, or a text an article, no schema can say.
"""

import argparse
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from command import SAMPLES
from standing import standing
from stored import base, filled


def main() -> None:
    """Ask, and end as schemathesis does."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--examples", type=int, default=300)
    options.add_argument("--seed", type=int, default=7)
    asked = options.parse_args()
    if find_spec("schemathesis") is None:
        sys.exit("schemathesis is not installed: pip install schemathesis")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "t.db"
        with base(path) as store:
            filled(store, SAMPLES / "treaty", SAMPLES / "corpus.jsonl")
        with standing(str(path), workers=2) as server:
            sys.exit(subprocess.run(_command(server.url, asked.examples, asked.seed)).returncode)


def _command(url: str, examples: int, seed: int) -> list[str]:
    return [
        str(Path(sys.executable).with_name("schemathesis")), "run", f"{url}/api/openapi.json",
        "--checks", "all", "--exclude-checks", "positive_data_acceptance",
        "--exclude-path", "/api/changes", "--max-examples", str(examples), "--seed", str(seed),
        "--request-timeout", "60", "--continue-on-failure", "--no-color",
    ]  # fmt: skip


if __name__ == "__main__":
    main()
