"""Collation: normal forms counted off against the words as printed."""

from tellings.model.comparison import Pair
from tellings.model.span import Span
from tellings.report.collation import collated

A = "We will, surely, mend it ... before $5 rains."
B = "We'll mend it. He said: Before the rains."
DIFF = (
    ("changed", "we will surely", "we'll"),
    ("equal", "mend it before", "mend it before"),
    ("changed", "5", "the"),
    ("equal", "rains", "rains"),
)


def steps(turned: bool = False, diff: tuple[tuple[str, str, str], ...] = DIFF) -> list[str]:
    pair = Pair(0, 1, "altered", "", diff)
    b = (B, (Span(0, 14), Span(24, len(B))))
    found = collated(pair, (A, (Span(0, len(A)),)), b, turned=turned)
    return [f"{step.op}|{step.base}|{step.other}" for step in found]


def test_the_words_are_shown_as_each_telling_prints_them() -> None:
    assert steps() == [
        "changed|We will, surely,|We'll",
        "equal|mend it ... before|mend it. … Before",
        "changed|$5|the",
        "equal|rains.|rains.",
    ]


def test_a_pair_can_be_read_the_other_way() -> None:
    cut = (("cut", "we will surely", ""), *DIFF[1:])

    assert steps(turned=True)[0] == "changed|We'll|We will, surely,"
    assert steps(turned=True, diff=cut)[0] == "added||We will, surely,"


def test_the_mark_of_an_omission_stays_with_the_word_before_it() -> None:
    pair = Pair(
        0, 1, "spliced", "", (("equal", "we", "we"), ("cut", "all", ""), ("equal", "go", "go"))
    )

    found = collated(pair, ("We all go", (Span(0, 9),)), ("We ... go", (Span(0, 9),)))

    assert [step.other for step in found] == ["We ...", "", "go"]


def test_words_that_are_not_there_are_shown_as_the_pair_has_them() -> None:
    strange = (("equal", "other words", "other words"),)

    assert steps(diff=strange) == ["equal|other words|other words"]
