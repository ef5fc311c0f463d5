"""The same input gives the same bytes: in any order, in any process, with any hash seed."""

from pathlib import Path

import pytest

from command import SAMPLES, run

TREATY = sorted((SAMPLES / "treaty").glob("*.txt"))
TRIAL = sorted(path for path in (SAMPLES / "trial").iterdir() if path.suffix != ".json")


@pytest.mark.parametrize(
    "command",
    [
        ("compare", "--format", "json"),
        ("compare", "--format", "html"),
        ("compare", "--format", "markdown"),
        ("compare", "--format", "annotations"),
        ("compare", "--format", "jsonld"),
        ("compare", "--table", "alignments"),
        ("annotate",),
        ("group",),
    ],
    ids=" ".join,
)
def test_order_of_files_and_hash_seed_change_no_byte(command: tuple[str, ...]) -> None:
    files = [*TREATY[:3], TRIAL[-1]]

    one = run(*command, *files, seed=1)
    other = run(*command, *reversed(files), seed=4242)

    assert one.returncode == other.returncode == 0, one.stderr.decode()
    assert one.stdout
    assert one.stdout == other.stdout


def test_a_file_and_standard_input_have_the_same_id() -> None:
    file = TREATY[0]

    named = run("group", file)
    piped = run("group", "-", stdin=file.read_bytes())

    assert named.stdout == piped.stdout


def test_another_folder_changes_nothing_but_the_origin(tmp_path: Path) -> None:
    moved = tmp_path / "moved.txt"
    moved.write_bytes(TREATY[0].read_bytes())

    one, other = run("annotate", TREATY[0]), run("annotate", moved)

    here, there = (str(path).encode() for path in (TREATY[0], moved))
    assert one.stdout.replace(here, there) == other.stdout
