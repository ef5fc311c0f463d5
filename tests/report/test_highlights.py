"""Segments: laws that hold for any marks."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tellings.model.span import Span
from tellings.report.highlights import KINDS, Mark, Marks, segments

SIZE = 40
SPANS = st.tuples(st.integers(0, SIZE - 1), st.integers(1, SIZE)).map(
    lambda ends: Span(min(ends), max(max(ends), min(ends) + 1))
)
MARKED = st.lists(st.tuples(SPANS, st.sampled_from(KINDS)), max_size=12)


def marks_of(found: list[tuple[Span, str]]) -> list[Mark]:
    made = [Mark(span, f"m{at}", f"e{at}", kind) for at, (span, kind) in enumerate(found)]
    return sorted(made, key=lambda mark: mark.span.start)


@given(MARKED)
def test_segments_cover_the_stretch_once_and_in_order(found: list[tuple[Span, str]]) -> None:
    cut = list(segments(Span(0, SIZE), marks_of(found)))

    assert [each.span.start for each in cut] == [0, *(each.span.end for each in cut[:-1])]
    assert cut[-1].span.end == SIZE


@given(MARKED)
def test_a_mark_lies_over_exactly_its_own_characters(found: list[tuple[Span, str]]) -> None:
    marks = marks_of(found)

    cut = list(segments(Span(0, SIZE), marks))

    for mark in marks:
        over = {at for each in cut if mark in each.marks for at in range(*each.span)}
        assert over == set(range(*mark.span))


@given(MARKED)
def test_every_mark_begins_once_and_leads_back_to_its_entry(
    found: list[tuple[Span, str]],
) -> None:
    marks = marks_of(found)

    cut = list(segments(Span(0, SIZE), marks))

    begun = [mark.anchor for each in cut for mark in each.starting]
    led = {each.first.anchor for each in cut if each.first}
    led |= {mark.anchor for each in cut for mark in each.closing}
    assert sorted(begun) == sorted(mark.anchor for mark in marks)
    assert led == {mark.anchor for mark in marks if mark.linked}


@given(MARKED, st.sets(st.integers(1, SIZE - 1), max_size=6))
def test_marks_are_clipped_to_the_pieces_and_keep_their_name_in_the_first(
    found: list[tuple[Span, str]], cuts: set[int]
) -> None:
    ends = [0, *sorted(cuts), SIZE]
    pieces = [Span(*each) for each in pairwise(ends)]
    marks = Marks()
    names = [marks.add("A", [span], f"e{at}", kind) for at, (span, kind) in enumerate(found)]

    inside = list(marks.within("A", pieces))

    anchors = [(mark.anchor, mark.entry) for each in inside for mark in each]
    assert len(set(anchors)) == len(anchors)
    assert {(name, f"e{at}") for at, name in enumerate(names)} <= set(anchors)
    for piece, held in zip(pieces, inside, strict=True):
        assert all(piece.holds(mark.span) for mark in held)


def test_an_entry_without_spans_has_no_place_to_link_to() -> None:
    assert Marks().add("A", [], "h1", "place") == ""
