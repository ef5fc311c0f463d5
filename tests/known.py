"""Write known_failures.toml anew from what fails now: `python tests/known.py`.

For after a change to a stage. Read the difference before it is committed: a line that goes is
an expectation now met, a line that comes is one that was met before.
"""

import json
import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1] / "src")]

from test_samples import CHECKS, FIELDS, KEYS, STORIES, _expected, _run, _says  # noqa: E402

HEAD = """\
# Expectations of samples/*/expected.json that the line does not meet yet, by story and kind.
# Each is a strict xfail: the day it is met its test fails until the name is taken out here.
# Written by `python tests/known.py`.
"""


def failing(story: str) -> dict[str, list[str]]:
    """The names of the expectations that are not met, by kind."""
    run, expected = _run(story), _expected(story)
    found = {
        key: [each["name"] for each in expected[key] if not CHECKS[key](run, each)] for key in KEYS
    }
    tellings = {each["article"]: each for each in run.comparison["tellings"]}
    for field in FIELDS:
        found[field] = [
            name
            for name, wanted in expected[field].items()
            if not _says(tellings[run.ids[name]], field, wanted)
        ]
    return {key: names for key, names in found.items() if names}


def main() -> None:
    """Write the file."""
    lines = [HEAD]
    for story in STORIES:
        lines.append(f"[{story}]")
        for key, names in failing(story).items():
            written = "".join(f"    {json.dumps(name, ensure_ascii=False)},\n" for name in names)
            lines.append(f"{key} = [\n{written}]")
        lines.append("")
    text = "\n".join(lines).rstrip() + "\n"
    (Path(__file__).parent / "known_failures.toml").write_text(text, "utf-8")


if __name__ == "__main__":
    main()
