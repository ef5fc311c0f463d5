"""Where what is said begins and ends, before a cue and behind it.

Behind a cue stand, first, those spoken to and the place and day of the saying (the tail), then
"that", a colon, marks or a bare clause. Before a cue what is said ends with a comma or with
marks that close on a point.
"""

from tellings.annotate.cued import Found
from tellings.annotate.cues import cues
from tellings.annotate.sources import finite, object_of, verb_within
from tellings.annotate.units import Item, Unit
from tellings.lang import Pattern, patterns, words
from tellings.model.span import Span, trimmed

# Without "that" or a mark, a clause begins behind a cue: its verb is among so many words.
NEAR = 14


# Between a cue and the comma before its content stand no more words than this.
ASIDE = 14
# A clause before a cue has its verb among so many words, and is no shorter than this.
NEAR_BEFORE = 40
LEAST_WORDS = 3
Items = tuple[Item, ...]


def ends_content(text: str, item: Item) -> bool:
    """Whether what is said may end with this item: a comma, or marks that close on a point."""
    if item.kind == "marked":
        return text[item.start : item.end].rstrip("'\"’”")[-1:] in ",.?!—-…"
    return item.norm == ","


def tail_of(text: str, unit: Unit, each: Found) -> tuple[int, bool]:
    """Where the words on the addressee, place and day of the saying end; whether one is told."""
    items = unit.items
    at = items[each.last].end
    told = False
    if each.cue.kind == "tell":
        last = object_of(items, each.last + 1)
        if last is not None:
            at, told = items[last].end, True
            at = next((t.end + 1 for t in unit.titles if t.start <= at <= t.end), at)
    for _ in range(4 if each.cue.kind != "mind" else 0):
        rest = text[at : min(unit.span.end, at + 160)]
        match = next((m for p in _tails(each.cue.kind) if (m := p.regex.match(rest))), None)
        if not match or any(i.kind == "marked" and at <= i.start < at + match.end() for i in items):
            break
        at += match.end()
    return at, told


def _tails(kind: str) -> tuple[Pattern, ...]:
    return tuple(p for p in patterns("en", "cues", "tail") if p.extra.get("kind", kind) == kind)


def opening(text: str, items: Items, at: int, each: Found, told: bool) -> tuple[int, str] | None:
    """Where content opens behind the cue, and how: "that", "marked", "object" or "bare"."""
    at = _introduced(text, items, at)
    if at >= len(items):
        return None
    more = at + 1 < len(items)
    item = items[at]
    if item.kind == "marked":
        return at, "marked"
    if item.norm == ":" and more:
        return at + 1, "marked"
    if item.norm == "that" and more:
        return at + 1, "that"
    if item.norm in words("en", "cues", "question"):
        return at, "that"
    return _bare(text, items, at, each, told) if item.kind == "word" else None


def _bare(text: str, items: Items, at: int, each: Found, told: bool) -> tuple[int, str] | None:
    """Content that nothing introduces: a clause with its verb, or the object of the cue."""
    cue, norm = each.cue, items[at].norm
    if cue.form == "ing" and cue.kind == "mind":
        return None
    if told and norm == "to":
        return at, "object"
    closed = words("en", "cues", "preposition") | words("en", "cues", "bound")
    clause = norm not in closed and verb_within(text, items, at, NEAR)
    if clause and (told or (cue.kind == "say" and not cue.strict)):
        return at, "bare"
    takes = cue.object or (cue.kind == "mind" and norm == "to")
    if takes and norm not in ("by", "as", "so", "and", "or", "it"):
        return at, "object"
    return None


def _introduced(text: str, items: Items, at: int) -> int:
    """The item where content opens behind the place of the saying: said on the quay that.

    A comma hands over to marks or "that": said, on the quay, "go".
    """
    led = at < len(items) and items[at].norm in words("en", "cues", "preposition")
    for k in range(at, min(at + ASIDE, len(items) - 1)):
        following = items[k + 1]
        if led and k > at and (items[k].norm == "that" or items[k].kind == "marked"):
            return at if finite(text, items[at:k]) else k
        if items[k].norm in ",:" and (following.kind == "marked" or following.norm == "that"):
            return at if finite(text, items[at:k]) else k + (items[k].norm == ",")
        if items[k].kind == "marked" or items[k].norm in cues():
            break
    return at


def main_clause(text: str, items: Items, at: int) -> int | None:
    """Where "While X said Y," gives way to its main clause."""
    for k in range(at + 2, len(items) - 2):
        if items[k].norm == "," and verb_within(text, items, k + 1, NEAR):
            return items[k].start
    return None


def close(text: str, unit: Unit, at: int) -> int:
    """Where what is said ends: before an aside of the publisher, or with the unit."""
    end = unit.span.end
    start = unit.items[at].start
    masks = [item for item in unit.items if item.kind == "marked"]
    for pattern in patterns("en", "cues", "close"):
        for match in pattern.regex.finditer(text, start + 1, end):
            if not any(item.start <= match.start() < item.end for item in masks):
                end = min(end, match.start())
                break
    while end > start and text[end - 1] in ".!?;,\"”’'»)" and text[end - 2 : end - 1] != ".":
        if text[end - 1] in "!?":
            break
        end -= 1
    return max(end, unit.items[at].end)


def stands_alone(text: str, items: Items, at: int) -> bool:
    """Whether the words between these marks are all that is said."""
    if at + 1 >= len(items) or text[items[at].end - 1] in ".?!,":
        return True
    following = items[at + 1]
    return (following.kind == "point" and following.norm in ".,;") or following.kind == "marked"


def marked_run(text: str, items: Items, at: int) -> list[Span]:
    """Stretches between marks that follow one another, with nothing but points between."""
    found = [Span(items[at].start, items[at].end)]
    for item in items[at + 1 :]:
        if item.kind == "marked":
            found.append(Span(item.start, item.end))
        elif item.kind == "word":
            break
    return found


def content_before(text: str, unit: Unit, at: int, start: int) -> Span | None:
    """What is said before item ``at``, from ``start`` on: marks, or a clause with a verb."""
    items = unit.items
    left = items[at - 1]
    if left.kind == "marked":
        run = at - 1
        while run and items[run - 1].kind == "marked":
            run -= 1
        if run == 0 or (items[run - 1].kind == "point" and items[run - 1].norm in ".?!:"):
            start = items[run].start
    end = left.end if left.kind == "marked" else left.start
    held = [item for item in items if start <= item.start and item.end <= end]
    while held and held[0].norm in (",", ";", "and", "but"):
        held.pop(0)
    if not held:
        return None
    marked = any(item.kind == "marked" for item in held)
    said = [item for item in held if item.kind != "point"]
    clause = len(said) >= LEAST_WORDS and verb_within(text, tuple(held), 0, NEAR_BEFORE)
    return trimmed(text, held[0].start, end) if marked or clause else None


def resumed(text: str, unit: Unit, after: int) -> list[Span]:
    """The second half of what the reporter interrupted: marks directly behind."""
    items = unit.items
    at = after
    while at < len(items) and items[at].kind == "point" and items[at].norm in ",.:":
        at += 1
    if at < len(items) and items[at].kind == "marked" and at > after:
        return marked_run(text, items, at)
    return []
