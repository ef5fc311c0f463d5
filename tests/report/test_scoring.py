"""Coded samples: what they add up to, and what is said of rows that cannot be read."""

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tellings.model.document import Failure
from tellings.report.coded import Coded, coded, merged
from tellings.report.scoring import agreements, alpha, record, report, scores, wilson

# Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), A and B: his own answers.
KRIPPENDORFF = [
    ("0100000010", "1110010000", 0.095),
    ("aabbdcccedda", "babbbcccedd" + "d", 0.692),
]
SAMPLE = """id,kind,question,coder_1,coder_2
r1,claims,?,yes,yes
r2,claims,?,No,yes
r3,conflicts,?, y ,n
r4,conflicts,?,unsure,
r5,conflicts,?,,
"""


def read(text: str, encoding: str = "utf-8") -> tuple[list[Coded], list[str]]:
    found = list(coded(text.encode(encoding), "s.csv"))
    rows = [each for each in found if isinstance(each, Coded)]
    return rows, [str(each) for each in found if isinstance(each, Failure)]


@pytest.mark.parametrize(("first", "second", "value"), KRIPPENDORFF)
def test_alpha_is_what_its_inventor_has(first: str, second: str, value: float) -> None:
    found = alpha(list(zip(first, second, strict=True)))

    assert found == pytest.approx(value, abs=0.0005)


def test_alpha_of_one_answer_only_is_not_defined() -> None:
    assert alpha([("yes", "yes")] * 9) is None
    assert alpha([]) is None


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), max_size=30))
def test_alpha_is_at_most_one_and_the_same_for_swapped_coders(pairs: list[tuple[str, str]]) -> None:
    found = alpha(pairs)

    assert found is None or found <= 1
    assert found == alpha([(b, a) for a, b in pairs])


# Brown, Cai and DasGupta (2001) and any table: 0, 8 and 10 of 10.
@pytest.mark.parametrize(("yes", "low", "high"), [(0, 0, 0.278), (8, 0.490, 0.943), (10, 0.722, 1)])
def test_the_interval_is_that_of_wilson(yes: int, low: float, high: float) -> None:
    found = wilson(yes, 10)

    assert (found.low, found.high) == pytest.approx((low, high), abs=0.0005)


def test_precision_leaves_out_unsure_and_blank_and_counts_them() -> None:
    rows, failures = read(SAMPLE)
    found = {(each.kind, each.coder): each for each in scores(rows)}

    assert failures == []
    one = found["conflicts", "coder 1"]
    assert (one.precision.yes, one.precision.of, one.unsure, one.blank) == (1, 1, 1, 1)
    assert found["claims", "both agree"].precision[:2] == (1, 1)
    assert found["all", "coder 2"].precision[:2] == (2, 3)


def test_agreement_is_over_the_cases_that_both_answered() -> None:
    rows, _ = read(SAMPLE)

    found = {each.kind: each for each in agreements(rows)}

    assert (found["all"].cases, found["all"].alike) == (3, 1)
    assert (found["claims"].cases, found["claims"].alike) == (2, 1)


def test_one_coder_alone_has_no_agreement() -> None:
    rows, _ = read("id,kind,coder_1\nr1,only,yes\nr2,only,no\n")

    assert list(agreements(rows)) == []
    assert "agreement" not in report(rows)
    assert record(rows)["precision"][0]["coder"] == "coder 1"
    assert len(record(rows)["precision"]) == 1


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_what_a_spreadsheet_saves_is_read(delimiter: str, encoding: str, end: str) -> None:
    sink = StringIO()
    writer = csv.writer(sink, delimiter=delimiter, lineterminator=end)
    writer.writerows(csv.reader(StringIO(SAMPLE)))

    assert read(sink.getvalue(), encoding) == read(SAMPLE)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("r9,claims,?,maybe,", "s.csv: row 7, column coder_1: 'maybe' is not yes, no or unsure"),
        ("r9,claims,?,yes,2", "s.csv: row 7, column coder_2: '2' is not"),
        ("r1,claims,?,yes,", "s.csv: row 7, column id: 'r1' stands in row 2 too"),
        (",claims,?,yes,", "s.csv: row 7, column id: blank"),
        ("r9,opinions,?,yes,", "s.csv: row 7, column kind: 'opinions' is none of utterances,"),
        ("r9,claims", "s.csv: row 7, column question: not there"),
    ],
    ids=str,
)
def test_a_broken_row_is_named_and_the_others_are_scored(row: str, said: str) -> None:
    rows, (failure,) = read(f"{SAMPLE}{row}\n")

    assert failure.startswith(said)
    assert rows == read(SAMPLE)[0]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "no column 'id'"),
        (b"id,kind\nr1,claims\n", "no column 'coder_1'"),
        (b"id,kind,coder_1\nr1,claims,Sk\xf6n\n", "not UTF-8; save it as CSV UTF-8"),
        (b'id,kind,coder_1,t\nr1,claims,yes,"' + b"x" * 200_000 + b'"\n', "no CSV (field larger"),
    ],
    ids=["empty", "columns", "encoding", "field"],
)
def test_a_file_that_is_no_sample_is_one_failure(data: bytes, said: str) -> None:
    (failure,) = coded(data, "s.csv")

    assert said in str(failure)


def test_two_files_are_laid_side_by_side_by_their_ids() -> None:
    first, _ = read("id,kind,coder_1,coder_2\nr1,only,yes,\nr2,only,no,\n")
    second, _ = read("id,kind,coder_1,coder_2\nr2,only,,yes\nr3,only,no,\n")

    found = list(merged(first, second, "t.csv"))

    assert str(found[0]).startswith("t.csv: column id: 'r3' is not in the first file")
    assert found[1:] == [Coded("r1", "only", ("yes", "")), Coded("r2", "only", ("no", "yes"))]


@given(st.binary(max_size=300))
def test_no_bytes_at_all_raise(data: bytes) -> None:
    list(coded(data, "s.csv"))
    list(coded(b"id,kind,coder_1\n" + data, "s.csv"))
