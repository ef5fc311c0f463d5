"""`tellings sample` and `tellings score`: from a comparison to figures, and what goes wrong."""

import csv
import json
from io import StringIO
from pathlib import Path

import pytest

from command import SAMPLES, said
from tellings.cli import SAMPLED
from tellings.report.sampling import QUESTIONS

FILES = [*sorted((SAMPLES / "treaty").glob("*.txt")), SAMPLES / "trial" / "the-quay.html"]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("coding") / "comparison.json"
    assert said("compare", *FILES, "--out", out).exit_code == 0
    return out


def cells(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(text, newline="")))


def answered(text: str, column: str, answers: list[str]) -> str:
    """The sample with these answers in turn."""
    found = cells(text)
    sink = StringIO()
    writer = csv.DictWriter(sink, list(found[0]))
    writer.writeheader()
    for at, row in enumerate(found):
        writer.writerow(row | {column: answers[at % len(answers)]})
    return sink.getvalue()


def test_the_command_offers_every_kind() -> None:
    assert tuple(QUESTIONS) == SAMPLED


def test_a_sample_is_drawn_with_context_and_the_same_again(written: Path, tmp_path: Path) -> None:
    out = tmp_path / "sample.csv"

    first = said("sample", written, "--n", "3", "--what", "claims", "--what", "conflicts")
    again = said("sample", written, "--n", "3", "--what", "conflicts", "--what", "claims",
                 "--out", out)  # fmt: skip

    assert first.exit_code == again.exit_code == 0
    assert first.stdout_bytes == out.read_bytes()
    found = cells(first.stdout_bytes.decode())
    assert [each["kind"] for each in found] == ["claims"] * 3 + ["conflicts"] * 3
    assert all(each["first_before"] or each["first_after"] for each in found)
    assert "claims: 3 of " in first.stderr


def test_articles_that_are_gone_are_said_and_cost_the_context_alone(
    written: Path, tmp_path: Path
) -> None:
    moved = tmp_path / "moved.json"
    moved.write_text(written.read_text("utf-8").replace("treaty", "gone"), "utf-8")

    result = said("sample", moved, "--what", "only")

    assert result.exit_code == 0
    assert "without context" in result.stderr
    assert cells(result.stdout_bytes.decode())[0]["first_text"]


def test_coders_score_a_sample_in_one_file_or_in_two(written: Path, tmp_path: Path) -> None:
    drawn = said("sample", written, "--n", "10").stdout_bytes.decode()
    one = answered(drawn, "coder_1", ["yes", "yes", "no"])
    other = answered(drawn, "coder_2", ["yes", "no", "no"])
    both = answered(one, "coder_2", ["yes", "no", "no"])
    paths = [tmp_path / name for name in ("one.csv", "other.csv", "both.csv")]
    for path, text in zip(paths, (one, other, both), strict=True):
        path.write_text(text, "utf-8", newline="")

    apart, together = said("score", paths[0], paths[1]), said("score", paths[2])
    figures = json.loads(said("score", paths[2], "--format", "json").stdout)

    assert apart.exit_code == together.exit_code == 0
    assert apart.stdout == together.stdout
    assert "precision" in apart.stdout
    assert figures["agreement"][-1]["kind"] == "all"
    assert 0 < figures["agreement"][-1]["alpha"] < 1


def test_a_broken_row_is_exit_status_1_with_its_row_and_column(
    written: Path, tmp_path: Path
) -> None:
    drawn = said("sample", written, "--n", "4", "--what", "levels").stdout_bytes.decode()
    path = tmp_path / "coded.csv"
    path.write_text(answered(drawn, "coder_1", ["yes", "perhaps", "no", "no"]), "utf-8", newline="")

    result = said("score", path)

    assert result.exit_code == 1
    assert f"{path}: row 3, column coder_1: 'perhaps' is not yes, no or unsure" in result.stderr
    assert "levels" in result.stdout


def test_two_coders_in_both_files_cannot_be_told_apart(written: Path, tmp_path: Path) -> None:
    drawn = said("sample", written, "--n", "4", "--what", "levels").stdout_bytes.decode()
    path = tmp_path / "coded.csv"
    text = answered(answered(drawn, "coder_1", ["yes"]), "coder_2", ["no"])
    path.write_text(text, "utf-8", newline="")

    result = said("score", path, path)

    assert result.exit_code == 1
    assert "two coders have answered in it; give it alone" in result.stderr


@pytest.mark.parametrize("command", ["sample", "score"])
@pytest.mark.parametrize(
    "data",
    [b"", b"{}", b'{"schema": "tellings/1"}', b"\xff\xfe\x00", b"[[[[", b'"' * 9, b"[" * 99_999],
    ids=["empty", "object", "bare", "bytes", "open", "quotes", "deep"],
)
def test_a_file_that_is_something_else_is_named(tmp_path: Path, command: str, data: bytes) -> None:
    path = tmp_path / "wrong.file"
    path.write_bytes(data)

    result = said(command, path)

    assert result.exit_code == 1
    assert result.stdout == ""
    assert str(path) in result.stderr


@pytest.mark.parametrize("command", ["sample", "score"])
def test_a_file_that_is_not_there_is_named(tmp_path: Path, command: str) -> None:
    result = said(command, tmp_path / "none")

    assert result.exit_code == 1
    assert "check the path" in result.stderr


def test_a_record_whose_places_lead_nowhere_is_no_comparison(written: Path, tmp_path: Path) -> None:
    record = json.loads(written.read_text("utf-8"))
    record["utterances"][0]["readings"][0]["article"] = "another"
    path = tmp_path / "wrong.json"
    path.write_text(json.dumps(record) + "\n" + written.read_text("utf-8"), "utf-8")

    result = said("sample", path, "--n", "1")

    assert result.exit_code == 1
    assert f"{path}:1: no comparison record" in result.stderr
    assert len(cells(result.stdout_bytes.decode())) == len(SAMPLED)
