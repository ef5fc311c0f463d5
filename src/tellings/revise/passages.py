"""What became of the text itself: paragraphs, sentences, and the words in which they differ."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tellings.align.levels import Change as Step
from tellings.model.document import Role
from tellings.model.revision import Change, Op
from tellings.model.span import Span
from tellings.revise.findings import Both, worded
from tellings.revise.pairs import Pair
from tellings.revise.texts import Sentence, Text


class Alone(NamedTuple):
    """What only one version has: its sentences, and the paragraphs that are nothing else."""

    op: Op
    text: Text
    sentences: tuple[Sentence, ...]
    paragraphs: tuple[int, ...]


def alone(both: Both, pairs: Sequence[Pair]) -> tuple[Alone, Alone]:
    """What only the old version has, and what only the new."""
    return (
        _alone("dropped", both.old, {each.old for each in pairs}),
        _alone("added", both.new, {each.new for each in pairs}),
    )


def _alone(op: Op, text: Text, paired: set[int]) -> Alone:
    lone = tuple(each for at, each in enumerate(text.sentences) if at not in paired)
    kept = {text.sentences[at].paragraph for at in paired}
    return Alone(op, text, lone, tuple(sorted({each.paragraph for each in lone} - kept)))


def paragraphs(lone: Sequence[Alone]) -> Iterator[Change]:
    """Paragraphs of which the other version has no sentence."""
    for each in lone:
        for number in each.paragraphs:
            piece = each.text.annotated.article.pieces[number]
            yield _only(each, piece.role, piece.span)


def sentences(
    both: Both, pairs: Sequence[Pair], steps: Sequence[Sequence[Step]], lone: Sequence[Alone]
) -> Iterator[Change]:
    """Sentences changed or moved, added to a paragraph or dropped from one.

    The headline is a field.
    """
    left, right = ([each.norm for each in text.tokens] for text in (both.old, both.new))
    for pair, along in zip(pairs, steps, strict=True):
        before, after = both.old.sentences[pair.old], both.new.sentences[pair.new]
        if after.role == "headline":
            continue
        places = both.old.place((before.span,)), both.new.place((after.span,))
        if any(each.op != "equal" for each in along):
            yield Change("changed", after.role, *places, diff=worded(left, right, along))
        elif pair.moved:
            yield Change("moved", after.role, *places)
    for each in lone:
        for sentence in each.sentences:
            if sentence.paragraph not in each.paragraphs:
                yield _only(each, sentence.role, sentence.span)


def words(
    both: Both, pairs: Sequence[Pair], steps: Sequence[Sequence[Step]], lone: Sequence[Alone]
) -> Iterator[Change]:
    """The stretches of words that only one has, or that stand for one another."""
    for pair, along in zip(pairs, steps, strict=True):
        role = both.new.sentences[pair.new].role
        yield from (_stretch(both, role, each) for each in along if each.op != "equal")
    for each in lone:
        for sentence in each.sentences:
            yield _only(each, sentence.role, sentence.span)


def _only(lone: Alone, role: Role, span: Span) -> Change:
    place = lone.text.place((span,))
    if lone.op == "dropped":
        return Change("dropped", role, place, None)
    return Change("added", role, None, place)


def _stretch(both: Both, role: Role, step: Step) -> Change:
    before = both.old.stretch(range(step.a_start, step.a_end))
    after = both.new.stretch(range(step.b_start, step.b_end))
    return Change(
        "added" if before is None else "dropped" if after is None else "changed",
        role,
        both.old.place((before,)) if before else None,
        both.new.place((after,)) if after else None,
    )
