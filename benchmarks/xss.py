"""Some 5,000 texts that run in careless pages, through every field of a server and every page.

    .venv/bin/pip install brs-kb
    .venv/bin/python benchmarks/xss.py [--most N]

The texts are those of brs-kb and our own. Each page is parsed as a browser would: nothing may be
an element, an attribute or a script that no template made, and the text shown must be the text
sent. Prints what is wrong, and a count; the exit status is 1 if anything is.
"""

import argparse
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from hostile_texts import TEXTS, made
from poured import answered, everywhere, wrong
from standing import standing

# So many are put into one pair of articles.
TOGETHER = 100


def texts() -> list[str]:
    """All of them, each once."""
    try:
        from brs_kb import get_all_payloads
    except ImportError:
        print("without the texts of brs-kb: pip install brs-kb", file=sys.stderr)
        return [*TEXTS, *made()]
    found = [each["payload"] for each in get_all_payloads().values()]
    return [each for each in dict.fromkeys((*TEXTS, *made(), *found)) if each.strip()]


def main() -> None:
    """Pour them in."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--most", type=int, default=10**6)
    every = texts()[: options.parse_args().most]
    faults: list[str] = []
    with (
        tempfile.TemporaryDirectory() as folder,
        standing(str(Path(folder) / "t.db"), workers=2) as server,
    ):
        for at in range(0, len(every), TOGETHER):
            faults += wrong(server, every[at : at + TOGETHER], at)
        for each in every:
            faults += answered(server, each[:500])
        faults += everywhere(server)
    for said in faults:
        print(said[:300])
    print(f"{len(every):,} texts, {len(faults):,} faults")
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
