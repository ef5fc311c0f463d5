"""The noun phrase beside a cue: who is said to say it.

Without a parser a phrase is bounded by points, verbs and the words that open a clause; an
apposition ("Ada Lind, a harbour pilot, said") is stepped over.
"""

from tellings.annotate.clauses import has_verb
from tellings.annotate.units import Item
from tellings.lang import words
from tellings.model.span import Span
from tellings.words import Token

Items = tuple[Item, ...]
# A source phrase of more words is a clause that was not understood.
LONGEST = 24
# Those spoken to are named in no more words.
LONGEST_TOLD = 9
# A name of more words is none ("van der Lind of the Harbour" is five).
LONGEST_NAME = 5


def before(items: Items, at: int) -> int:
    """The first of the auxiliaries and adverbs that stand directly before a cue."""
    adverbs = _list("adverb")
    first = at
    while first and items[first - 1].kind == "word" and _is_adverb(items[first - 1].norm, adverbs):
        first -= 1
    return first


def _is_adverb(norm: str, adverbs: frozenset[str]) -> bool:
    adverbial = len(norm) > 4 and norm.endswith("ly")
    return norm in adverbs or (adverbial and norm not in _list("no_adverb"))


def apposed(text: str, items: Items, at: int) -> tuple[Span | None, int]:
    """The noun phrase that ends before item ``at``, and the item it starts with."""
    if at == 0:
        return None, at
    if items[at - 1].norm != ",":
        start = _phrase(text, items, at)
        return (Span(items[start].start, items[at - 1].end), start) if start < at else (None, at)
    return _apposition(text, items, at)


def _apposition(text: str, items: Items, at: int) -> tuple[Span | None, int]:
    """The phrase that "Ada Lind, a pilot," or "the pilot, Ada Lind," is: back over its commas."""
    first = max(0, at - LONGEST - 8)
    marks = [k for k in range(first, at) if items[k].kind == "marked"]
    first = marks[-1] + 1 if marks else first
    for comma in reversed([k for k in range(first, at - 1) if items[k].norm == ","]):
        start = _phrase(text, items, comma)
        head, tail = items[start:comma], items[comma + 1 : at - 1]
        if head and tail and _explained(text, head, tail):
            return Span(items[start].start, items[at - 1].start), start
    return None, at


def _explained(text: str, head: Items, tail: Items) -> bool:
    """Whether two phrases between commas are one: a name and its role, or a role and its name."""
    if len(tail) > LONGEST or any(item.kind != "word" and item.norm != "," for item in tail):
        return False
    capitals = all(text[item.start].isupper() or len(item.norm) < 4 for item in tail)
    name_behind = capitals and len(tail) <= LONGEST_NAME
    if not text[head[-1].start].isupper() or len(head) > LONGEST_NAME + 3:
        return name_behind and head[0].norm not in _list("preposition")
    return name_behind or _describes(text, tail)


def _describes(text: str, tail: Items) -> bool:
    """Whether a phrase behind a name tells who that is: "a pilot", "35", "Norwia's envoy"."""
    opens = tail[0].norm
    if opens in _list("apposition") or opens.isdigit():
        return True
    owned = opens.endswith(("'s", "s'"))
    return owned or (text[tail[0].start].islower() and not finite(text, tail[:3]))


def finite(text: str, items: Items) -> bool:
    """Whether a finite verb stands among these words; a capital makes a word a name."""
    return has_verb(
        [
            Token(item.start, item.end, item.norm)
            for item in items
            if item.kind == "word" and not text[item.start].isupper()
        ]
    )


def _phrase(text: str, items: Items, at: int) -> int:
    """The first item of the noun phrase that ends before ``at``; ``at`` itself if there is none."""
    bound = _list("bound")
    start = at
    while start and at - start < LONGEST:
        item = items[start - 1]
        if item.kind != "word":
            break
        if item.norm == "and" and _joins(text, items, start - 1, at):
            start -= 1
            continue
        if item.norm in bound:
            break
        start -= 1
    return _without_lead(text, items, start, at)


def _joins(text: str, items: Items, at: int, end: int) -> bool:
    """Whether this "and" joins two names, or two nouns of one phrase."""
    if at == 0 or at + 1 >= end or items[at - 1].kind != "word":
        return False
    left, right = text[items[at - 1].start], text[items[at + 1].start]
    return left.isupper() and right.isupper()


def _without_lead(text: str, items: Items, start: int, at: int) -> int:
    """The phrase without "In a statement" or "On Monday" before it."""
    if start >= at or not (_led(items, start, at) or _clause(text, items, start, at)):
        return start
    last = at - 1
    if items[last].norm in _list("pronoun"):
        return last
    first = last
    if text[items[last].start].isupper():
        while first > start and text[items[first - 1].start].isupper():
            first -= 1
    else:
        while first > start and items[first].norm not in _list("determiner"):
            first -= 1
    return first if first > start else at


def _list(name: str) -> frozenset[str]:
    return words("en", "cues", name)


def _led(items: Items, start: int, at: int) -> bool:
    """Whether a preposition opens the phrase, and no number follows it ("about four in 10")."""
    following = items[start + 1].norm if start + 1 < at else ""
    counted = following[:1].isdigit() or following in _list("number")
    return items[start].norm in _list("preposition") and not counted


def _clause(text: str, items: Items, start: int, at: int) -> bool:
    """Whether a finite verb stands in the phrase, so that its start is not the source."""
    held = items[start:at]
    relative = any(item.norm in _list("relative") for item in held)
    return not relative and finite(text, held)


def follower(text: str, items: Items, at: int) -> int | None:
    """The last item of a source that stands behind its cue; none if it is not one."""
    end = _run(items, at, LONGEST)
    if end == at or end - at >= LONGEST:
        return None
    opens = items[at].norm
    if opens.removesuffix("'s") in _list("never") or opens in _list("pronoun"):
        return None
    if opens in _list("preposition") or opens in _list("bound"):
        return None
    cut = next((k for k in range(at, end) if items[k].norm in _list("behind_source")), end)
    if finite(text, items[at : cut if cut > at else end]):
        return None
    return cut - 1 if cut < end else _with_apposition(text, items, end - 1)


def _run(items: Items, at: int, most: int) -> int:
    """Where the words that start here end, a point or marks being behind them."""
    end = at
    while end < len(items) and items[end].kind == "word" and end - at < most:
        end += 1
    return end


def _with_apposition(text: str, items: Items, last: int) -> int:
    """The last item of what explains a source behind its cue: "said Ada Lind, a pilot"."""
    while last + 2 < len(items) and items[last + 1].norm == ",":
        end = _run(items, last + 2, len(items))
        part = items[last + 2 : end]
        if not part or part[0].norm.endswith("ing") or part[0].norm in _list("bound"):
            break
        if part[0].norm not in _list("relative") and finite(text, part):
            break
        last = end - 1
    return last


def leading(text: str, items: Items, at: int) -> Span | None:
    """The subject a unit begins with: the words before its first verb."""
    start = next((k for k in range(at) if items[k].kind == "word"), at)
    if start == at:
        return None
    opens = items[start].norm
    if opens in _list("preposition") or opens in _list("bound") or opens.endswith("ing"):
        start = next((k + 1 for k in range(at) if items[k].norm == ","), at)
    elif start + 1 < at and items[start + 1].norm == ",":
        start += 2
    end = start
    while end < at and items[end].kind == "word" and not finite(text, items[end : end + 1]):
        end += 1
    while end > start and _is_adverb(items[end - 1].norm, _list("adverb")):
        end -= 1
    if not start < end or end - start > LONGEST // 2:
        return None
    return Span(items[start].start, items[end - 1].end)


def object_of(items: Items, at: int) -> int | None:
    """The last item of the one who is told: "told the state agency Nor on Sunday that"."""
    end = at
    while end < len(items) and end - at < LONGEST_TOLD and items[end].kind == "word":
        norm = items[end].norm
        if norm in _list("day") or (
            end > at and norm in _list("behind_told") | _list("preposition")
        ):
            break
        end += 1
    return end - 1 if end > at else None


def verb_within(text: str, items: Items, at: int, near: int) -> bool:
    """Whether a finite verb stands among the next words."""
    found: list[Item] = []
    for item in items[at : at + near]:
        if item.kind == "marked":
            return True
        if item.norm in (";", "."):
            break
        if item.kind == "word":
            found.append(item)
    return finite(text, tuple(found))


def sourcelike(text: str, source: Span) -> bool:
    """Whether these words can be someone: a name, a pronoun, or a noun with its article."""
    found = source.of(text).split()
    first = found[0].lower().strip(",")
    if first in _list("never") or found[-1].lower().strip(",") in _list("day"):
        return False
    if len(found) > 1 or found[0][0].isupper():
        return first not in _list("preposition") and not (len(found) == 1 and first.endswith("ing"))
    return first in _list("pronoun") or first in _list("some") or first.endswith("s")
