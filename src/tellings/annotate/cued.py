"""The cues of one unit: which of its words introduce what somebody says.

A word is a cue by its form (`cues`) and by what stands before it: a determiner makes it a noun
("the claim"), a form of "be" a passive ("was told"), a capital inside a sentence a name.
"""

from collections.abc import Iterator
from typing import NamedTuple

from tellings.annotate.cues import Cue, cues, phrases
from tellings.annotate.sources import before
from tellings.annotate.units import Item, Unit
from tellings.lang import words


class Found(NamedTuple):
    """A cue in its unit: items ``first`` to ``last`` are the words of the cue."""

    first: int
    last: int
    cue: Cue


def cued(unit: Unit) -> Iterator[Found]:
    """The cues of a unit, in order."""
    items = unit.items
    at = 0
    while at < len(items):
        step = 1
        word = items[at].kind == "word" and not _is_name(unit, items[at], at)
        if word and (each := _phrase(items, at) or _cue(items, at)):
            yield each
            step = each.last - at + 1
        at += step


def _is_name(unit: Unit, item: Item, at: int) -> bool:
    """Whether a capital inside a sentence makes a cue part of a name ("United States")."""
    capital = unit.text[item.start - unit.span.start].isupper()
    return capital and at > 0 and (unit.role != "headline" or unit.items[at - 1].norm == "united")


def _phrase(items: tuple[Item, ...], at: int) -> Found | None:
    for parts, kind in phrases().get(items[at].norm, ()):
        if tuple(item.norm for item in items[at : at + len(parts)]) == parts:
            form = cues().get(parts[0], (Cue("", kind, "past", False, False),))[0].form
            cue = Cue(
                " ".join(parts),
                "mind" if kind == "object" else kind,
                form,
                kind == "object",
                kind == "object",
            )
            return Found(before(items, at), at + len(parts) - 1, cue)
    return None


def _cue(items: tuple[Item, ...], at: int) -> Found | None:
    """The cue this word is, unless the words before it make it a noun or a passive."""
    readings = cues().get(items[at].norm)
    if not readings:
        return None
    first = before(items, at)
    held = [item.norm for item in items[first:at]]
    previous = items[first - 1] if first else None
    cue = next((c for c in readings if c.form != "base"), readings[0])
    if _is_noun(items, first, at):
        return None
    if held and cue.form != "ing" and any(word in words("en", "cues", "be") for word in held):
        return None
    if cue.form == "base" and not held and not _may_be_base(previous):
        return None
    last = _refused(items, at) if cue.lemma in words("en", "cues", "refusing") else at
    return Found(first, last, cue)


# Between "declined" and "to confirm" there may stand a day ("on Monday"), no more.
BETWEEN = 4


def _refused(items: tuple[Item, ...], at: int) -> int:
    """The last item of "declined to confirm" or "declined on Monday to confirm"."""
    for k in range(at + 1, min(at + 2 + BETWEEN, len(items) - 1)):
        if items[k].kind != "word":
            break
        if items[k].norm == "to":
            return k + 1
    return at


def _is_noun(items: tuple[Item, ...], first: int, at: int) -> bool:
    """Whether a determiner or an owner stands before the cue, adverbs stepped over or not."""
    nouns = words("en", "cues", "noun_before")
    for k in (at - 1, first - 1):
        norm = items[k].norm if k >= 0 else ""
        own = norm.endswith(("'s", "s'")) and items[at].norm.endswith("s")
        if own or (norm in nouns and (k < first or norm not in words("en", "cues", "adverb"))):
            return True
    return False


def _may_be_base(previous: Item | None) -> bool:
    """Whether a plural or a pronoun stands before, so that a base form is a verb."""
    if previous is None or previous.kind != "word":
        return False
    norm = previous.norm
    return norm in ("they", "we", "i", "you", "who", "people", "police") or (
        norm.endswith("s") and not norm.endswith(("ss", "'s", "us"))
    )
