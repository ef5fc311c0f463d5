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
PRONOUNS = frozenset(["he", "she", "they", "it", "we", "i", "who", "you", "one"])
NEVER = frozenset(["that", "what", "there", "this", "these", "which", "nothing", "everything", "not"])


def before(items: Items, at: int) -> int:
    """The first of the auxiliaries and adverbs that stand directly before a cue."""
    adverbs = words("en", "cues", "adverb")
    first = at
    while first and items[first - 1].kind == "word" and _is_adverb(items[first - 1].norm, adverbs):
        first -= 1
    return first


def _is_adverb(norm: str, adverbs: frozenset[str]) -> bool:
    return norm in adverbs or (len(norm) > 4 and norm.endswith("ly") and norm not in ("family", "only", "italy"))


def apposed(text: str, items: Items, at: int) -> tuple[Span | None, int]:
    """The noun phrase that ends before item ``at``, and the item it starts with."""
    if at == 0:
        return None, at
    if items[at - 1].norm != ",":
        start = _phrase(text, items, at)
        return (Span(items[start].start, items[at - 1].end), start) if start < at else (None, at)
    return _apposition(text, items, at)


def _apposition(text: str, items: Items, at: int) -> tuple[Span | None, int]:
    """ "NAME, a pilot," or "the pilot, NAME,": back over the commas to the phrase they explain."""
    commas = [k for k in range(max(0, at - LONGEST - 8), at - 1) if items[k].norm == ","]
    if any(item.kind == "marked" for item in items[max(0, at - LONGEST) : at]):
        last = max(k for k in range(at) if items[k].kind == "marked")
        commas = [k for k in commas if k > last]
    for comma in reversed(commas):
        start = _phrase(text, items, comma)
        if start < comma and _explained(text, items, start, comma, at):
            return Span(items[start].start, items[at - 1].start), start
    return None, at


def _explained(text: str, items: Items, start: int, comma: int, at: int) -> bool:
    head, tail = items[start:comma], items[comma + 1 : at - 1]
    if not tail or len(tail) > LONGEST or any(item.kind != "word" and item.norm not in ",()" for item in tail):
        return False
    name_first = text[head[-1].start].isupper() and len(head) <= 8
    opens = tail[0].norm
    described = opens in ("a", "an", "the", "who", "whose", "which", "his", "her", "its", "their", "one", "now", "then", "of", "head", "former", "chief", "professor") or opens.isdigit()
    owned = opens.endswith("'s") or opens.endswith("s'")
    role = owned or text[tail[0].start].islower() and not finite(text, tail[:3])
    named = all(text[item.start].isupper() or len(item.norm) < 4 for item in tail) and len(tail) <= 5
    return name_first and (described or role or named) or named and not name_first and head[0].norm not in words("en", "cues", "preposition")


def finite(text: str, items: Items) -> bool:
    """Whether a finite verb stands among these words; a capital makes a word a name."""
    return has_verb([
        Token(item.start, item.end, item.norm)
        for item in items
        if item.kind == "word" and not text[item.start].isupper()
    ])


def _phrase(text: str, items: Items, at: int) -> int:
    """The first item of the noun phrase that ends before ``at``; ``at`` itself if there is none."""
    bound = words("en", "cues", "bound")
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


_NUMBERS = frozenset("one two three four five six seven eight nine ten half".split())


def _without_lead(text: str, items: Items, start: int, at: int) -> int:
    """The phrase without "In a statement" or "On Monday" before it."""
    if start >= at:
        return at
    prepositions = words("en", "cues", "preposition")
    counted = start + 1 < at and (items[start + 1].norm[0].isdigit() or items[start + 1].norm in _NUMBERS)
    led = items[start].norm in prepositions and not counted
    if not led and not _clause(text, items, start, at):
        return start
    last = at - 1
    if items[last].norm in PRONOUNS:
        return last
    first = last
    while first > start and text[items[first - 1].start].isupper():
        first -= 1
    if text[items[last].start].isupper():
        first = min(first, last)
        return first if first > start else at
    while first > start and items[first].norm not in ("the", "a", "an", "his", "her", "its", "their"):
        first -= 1
    return first if first > start else at


def _clause(text: str, items: Items, start: int, at: int) -> bool:
    """Whether a finite verb stands in the phrase, so that its start is not the source."""
    held = items[start:at]
    relative = any(item.norm in ("who", "that", "which") for item in held)
    return not relative and finite(text, held)


def follower(text: str, items: Items, at: int) -> int | None:
    """The last item of a source that stands behind its cue; none if it is not one."""
    end = at
    while end < len(items) and items[end].kind == "word" and end - at < LONGEST:
        end += 1
    if end == at or end - at >= LONGEST:
        return None
    found = items[at:end]
    if found[0].norm.removesuffix("'s") in NEVER or found[0].norm in words("en", "cues", "preposition") or found[0].norm in PRONOUNS:
        return None
    if found[0].norm in words("en", "cues", "bound"):
        return None
    opening = next((k for k, item in enumerate(found) if item.norm in ("who", "in", "on", "at", "during", "after", "as", "when", "while", "adding", "to", "that")), None)
    plain = found[:opening] if opening else found
    if finite(text, plain):
        return None
    return _with_apposition(text, items, end - 1) if opening is None else at + opening - 1


def _with_apposition(text: str, items: Items, last: int) -> int:
    """The last item of what explains a source behind its cue: "said Ada Lind, a pilot"."""
    while last + 2 < len(items) and items[last + 1].norm == ",":
        end = last + 2
        while end < len(items) and items[end].kind == "word":
            end += 1
        part = items[last + 2 : end]
        relative = part and part[0].norm in ("who", "whose")
        if not part or part[0].norm.endswith("ing") or part[0].norm in words("en", "cues", "bound"):
            break
        if not relative and finite(text, part):
            break
        last = end - 1
    return last


def leading(text: str, items: Items, at: int) -> Span | None:
    """The subject a unit begins with: the words before its first verb."""
    found = [k for k in range(at) if items[k].kind == "word"]
    if not found:
        return None
    start = found[0]
    if items[start].norm in words("en", "cues", "preposition") or items[start].norm in words("en", "cues", "bound") or text[items[start].start : items[start].end].endswith("ing"):
        comma = next((k for k in range(at) if items[k].norm == ","), None)
        start = comma + 1 if comma is not None else at
    elif start + 1 < at and items[start + 1].norm == ",":
        start += 2
    end = start
    while end < at and items[end].kind == "word" and not finite(text, items[end : end + 1]):
        end += 1
    while end > start and _is_adverb(items[end - 1].norm, words("en", "cues", "adverb")):
        end -= 1
    if not start < end or end - start > 12:
        return None
    return Span(items[start].start, items[end - 1].end)


def object_of(items: Items, at: int) -> int | None:
    """The last item of the one who is told: "told the state agency Nor on Sunday that"."""
    stop = words("en", "cues", "preposition") | {"that", "he", "she", "they", "it", "we", "i", "to", "how", "what", "why", "whether"}
    days = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
    end = at
    while end < len(items) and end - at < 9 and items[end].kind == "word":
        if (items[end].norm in stop and end > at) or items[end].norm in days or items[end].norm in ("last", "this", "late", "early") and end > at:
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
    if first in NEVER or first.endswith("ing") and len(found) == 1:
        return False
    if len(found) == 1 and found[0][0].islower():
        return first in PRONOUNS or first in ("some", "many", "others", "most", "both", "several", "few") or first.endswith("s") or first in ("police", "people")
    return first not in words("en", "cues", "preposition")
