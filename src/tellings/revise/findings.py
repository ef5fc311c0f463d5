"""What became of quotations, figures and claims, along the way from version to version."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple, TypeVar

from tellings.align.levels import Change as Step
from tellings.align.levels import level
from tellings.align.notes import note
from tellings.model.annotation import Claim, Quantity, Quotation
from tellings.model.comparison import LevelName
from tellings.model.revision import Change, Steps
from tellings.model.span import Spans
from tellings.revise.texts import Text
from tellings.revise.ways import Way, counterparts, steps
from tellings.words import tokens

Found = TypeVar("Found", Quotation, Quantity, Claim)

# Stances that are negative by themselves.
_NEGATIVE = ("denies", "refuses")


class Both(NamedTuple):
    """Two versions and the way from one to the other."""

    old: Text
    new: Text
    way: Way


def quotations(both: Both) -> Iterator[Change]:
    """Quotations added, dropped, or with other words or another speaker."""
    left, right = (
        [each for each in text.annotated.quotations if not each.scare]
        for text in (both.old, both.new)
    )
    for before, after in _matched(both, left, right, _spans):
        if before is None or after is None:
            found = _alone(both, before, after, _spans, lambda each: each.speaker_name)
            kind = after.kind if after else before.kind if before else None
            yield replace(found, form=kind)
        elif change := _requoted(both, before, after):
            yield change


def figures(both: Both) -> Iterator[Change]:
    """Figures added, dropped, or with another value."""
    held = both.old.annotated.quantities, both.new.annotated.quantities
    for before, after in _matched(both, *held, spans=lambda each: (each.span,)):
        if before is None or after is None:
            yield _alone(both, before, after, lambda each: (each.span,), _counted, _value)
        elif _value(before) != _value(after):
            places = both.old.place((before.span,)), both.new.place((after.span,))
            was, now = _value(before), _value(after)
            yield Change("changed", _counted(after) or _counted(before), *places, was, now)


def claims(both: Both) -> Iterator[Change]:
    """Claims added, dropped, reworded, or said by another or in another manner."""
    held = both.old.annotated.claims, both.new.annotated.claims
    for before, after in _matched(both, *held, spans=lambda each: each.spans):
        if before is None or after is None:
            yield _alone(both, before, after, lambda each: each.spans, _holder, _manner)
            continue
        diff = diff_of(both, before.spans, after.spans)
        reheld = _others(_holder(before), _holder(after))
        if not (differs(diff) or reheld or _manner(before) != _manner(after)):
            continue
        places = both.old.place(before.spans), both.new.place(after.spans)
        told = _told(before, reheld), _told(after, reheld)
        values = told if told[0] != told[1] else (None, None)
        yield Change("changed", _holder(after), *places, was=values[0], now=values[1], diff=diff)


def diff_of(both: Both, before: Spans, after: Spans) -> Steps:
    """The steps from the words of one place to those of another."""
    a, b = both.old.norms_of(before), both.new.norms_of(after)
    return worded(a, b, steps(a, b))


def worded(a: Sequence[str], b: Sequence[str], along: Iterable[Step]) -> Steps:
    """The steps with their words."""
    return tuple(
        (each.op, " ".join(a[each.a_start : each.a_end]), " ".join(b[each.b_start : each.b_end]))
        for each in along
    )


def differs(diff: Steps) -> bool:
    """Whether a step is more than the same words."""
    return any(op != "equal" for op, _, _ in diff)


def _matched(
    both: Both, left: Sequence[Found], right: Sequence[Found], spans: Callable[[Found], Spans]
) -> Iterator[tuple[Found | None, Found | None]]:
    words = [both.old.within(spans(each)) for each in left]
    others = [both.new.within(spans(each)) for each in right]
    for a, b in counterparts(words, others, both.way):
        yield None if a is None else left[a], None if b is None else right[b]


def _alone(
    both: Both,
    before: Found | None,
    after: Found | None,
    spans: Callable[[Found], Spans],
    about: Callable[[Found], str | None],
    value: Callable[[Found], str | None] = lambda each: None,
) -> Change:
    """What only one of the versions has."""
    if after is not None:
        return Change("added", about(after), None, both.new.place(spans(after)), now=value(after))
    assert before is not None
    return Change("dropped", about(before), both.old.place(spans(before)), None, was=value(before))


def _requoted(both: Both, before: Quotation, after: Quotation) -> Change | None:
    """A quotation of both versions, if it is not the same in both."""
    a = both.old.norms_of(before.content)
    b = both.new.norms_of(after.content)
    found = steps(a, b)
    quoted = [each.kind != "indirect" for each in (before, after)]
    name: LevelName | None = level(a, b, found) if all(quoted) else None
    if quoted[0] != quoted[1]:
        name = "paraphrased"
    respoken = _others(before.speaker_name, after.speaker_name)
    if a == b and name != "paraphrased" and not respoken:
        return None
    places = both.old.place(before.content), both.new.place(after.content)
    said = note(name, a, b, found, (places[0].text, places[1].text)) if name and a != b else None
    if quoted[0] != quoted[1]:
        said = "put between marks" if quoted[1] else "no longer between marks"
    names = (before.speaker_name, after.speaker_name) if respoken else (None, None)
    diff = diff_of(both, before.content, after.content)
    about = after.speaker_name or before.speaker_name
    return Change("changed", about, *places, *names, after.kind, name, said, diff)


def _spans(quotation: Quotation) -> Spans:
    return quotation.content


def _counted(quantity: Quantity) -> str | None:
    return quantity.of or quantity.unit


def _value(quantity: Quantity) -> str:
    """The figure with its bound, as in ``at-least 12``."""
    ends = quantity.value if isinstance(quantity.value, tuple) else (quantity.value,)
    written = "-".join("" if each is None else _number(each) for each in ends)
    return written if quantity.bound in ("exact", "range") else f"{quantity.bound} {written}"


def _number(value: float) -> str:
    """A number in full.

    >>> _number(1200000.0), _number(2.5)
    ('1200000', '2.5')
    """
    return str(int(value)) if value == value // 1 else str(value)


def _holder(claim: Claim) -> str | None:
    return " < ".join(claim.holder) or None


def _manner(claim: Claim) -> str:
    negated = claim.polarity == "-" and claim.stance not in _NEGATIVE
    return f"{claim.stance} not" if negated else claim.stance


def _told(claim: Claim, reheld: bool) -> str:
    holder = f"{_holder(claim) or 'the publisher'} " if reheld else ""
    return f"{holder}{_manner(claim)}"


def _others(before: str | None, after: str | None) -> bool:
    """Whether two names are those of two: a fuller form of a name is no other name.

    >>> _others("Vant", "Orel Vant"), _others("Vant", "Holt"), _others(None, "Vant")
    (False, True, True)
    """
    a, b = _name(before), _name(after)
    return a != b and not (a and b and (a <= b or b <= a))


def _name(name: str | None) -> set[str]:
    return {each.norm for each in tokens(name or "")}


def in_order(found: Iterable[Change]) -> tuple[Change, ...]:
    """Changes in the order of the new text; what was dropped, by where it stood, behind them."""

    def place(each: Change) -> tuple[bool, Spans]:
        where = each.after or each.before
        return each.after is None, where.spans if where else ()

    return tuple(sorted(found, key=place))
