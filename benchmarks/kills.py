"""Kill imports at random moments, a thousand times.

    PYTHONPATH=tests python benchmarks/kills.py [--times N] [--watch]

With ``--watch`` it is watches that are killed.

After each kill all that was acknowledged must be in the database; each import is gone on with
until it is done, and must then be what one in one go makes, without damage.
"""

import argparse
import tempfile
from pathlib import Path

from command import SAMPLES
from killing import kill_often
from watch.killed import watch_often


def main() -> None:
    """Run it, and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=1000, help="kills in all")
    parser.add_argument("--seed", type=int, default=1, help="another number, other moments")
    parser.add_argument("--watch", action="store_true", help="kill watches, not imports")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if asked.watch:
            trial = watch_often(Path(folder), asked.times, asked.seed)
        else:
            corpus = SAMPLES / "corpus.jsonl"
            trial = kill_often(Path(folder) / "t.db", corpus, asked.times, asked.seed)
    print(f"{trial.kills:,} kills: nothing acknowledged lost, nothing twice, no damage")
    print(f"the longest restart, a cut off transaction taken back: {trial.restart:.3f} s")


if __name__ == "__main__":
    main()
