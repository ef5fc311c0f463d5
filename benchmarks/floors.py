"""Figures below which a change is not taken: kept in `floors.toml`, raised here, lowered by hand.

A corpus is known by the SHA-256 digest of what its file holds (unpacked), so that a floor is
never held against other data than it was measured on. `raised` only ever raises: whoever lowers
a floor edits the file, and says in the commit why.
"""

import gzip
import re
import tomllib
from collections.abc import Mapping
from hashlib import sha256
from math import floor
from pathlib import Path

FILE = Path(__file__).with_name("floors.toml")
# Floors are written in steps of this many to a point: below it, a figure is rounding.
STEPS = 10
_LINE = re.compile(r'"([^"]+)" = ([\d.]+)')


def digest(path: Path) -> str:
    """The SHA-256 of a file's content in hexadecimal, unpacked if it is gzip."""
    data = path.read_bytes()
    return sha256(gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data).hexdigest()


def floors(written: str, of: str) -> dict[str, float]:
    r"""The floors (in percent, by figure) of the corpus with this digest; none if not known.

    >>> floors('[abc]\nname = "x"\nfloors."pair_50/all" = 50.0', "abc")
    {'pair_50/all': 50.0}
    """
    corpus = tomllib.loads(written).get(of, {})
    return {name: float(value) for name, value in corpus.get("floors", {}).items()}


def below(limits: Mapping[str, float], figures: Mapping[str, float]) -> list[str]:
    """A sentence for each figure (in percent) that is under its floor, or missing."""
    found = []
    for name, limit in limits.items():
        have = figures.get(name)
        if have is None:
            found.append(f"{name}: no such figure")
        elif have < limit:
            found.append(f"{name} {have:.2f} is below its floor {limit:.1f}")
    return found


def raised(written: str, of: str, figures: Mapping[str, float]) -> str:
    """The text of the file with each floor of a corpus at its figure, where that is higher."""

    def higher(line: re.Match[str]) -> str:
        name, limit = line[1], float(line[2])
        have = floor(figures.get(name, 0.0) * STEPS) / STEPS
        return f'"{name}" = {max(limit, have):.1f}'

    start = written.find(f"[{of}.floors]")
    if start < 0:
        return written
    end = written.find("\n[", start + 1)
    end = len(written) if end < 0 else end
    return written[:start] + _LINE.sub(higher, written[start:end]) + written[end:]
