"""Who says what in one unit: a source, a cue, and the content they frame.

Three shapes: SOURCE CUE CONTENT, CONTENT, SOURCE CUE (or CUE SOURCE), and "according to
SOURCE" before or after. A further cue behind "and", "but" or a comma takes over the source.
Where the shape is in doubt there is no frame: a missed frame is a gap, a wrong one a lie.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from tellings.annotate.cues import Cue, cues, phrases
from tellings.annotate.sources import (
    apposed, before, finite, follower, leading, object_of, sourcelike, verb_within,
)
from tellings.annotate.units import Item, Unit
from tellings.lang import Pattern, patterns, words
from tellings.model.span import Span, trimmed

# Without "that" or a mark, a clause begins behind a cue: its verb is among so many words.
NEAR = 14


@dataclass(slots=True)
class Frame:
    """``contents`` are spans; ``tail`` is what stands between cue and content, or behind it."""

    source: Span | None
    cue: Span
    contents: list[Span]
    tail: Span
    lemma: str
    postposed: bool


@dataclass(frozen=True, slots=True)
class Found:
    """A cue in its unit: items ``first`` to ``last`` are the words of the cue."""

    first: int
    last: int
    cue: Cue


def frames(text: str, unit: Unit) -> list[Frame]:
    """The frames of a unit, in the order of their cues."""
    found: list[Frame] = list(_according(text, unit))
    for each in _cues(unit):
        if any(frame.cue.start <= unit.items[each.first].start < frame.cue.end for frame in found):
            continue
        frame = _frame(text, unit, each, found)
        if frame and not (each.cue.kind == "mind" and _nested(frame, found)):
            found.append(frame)
    return found or list(_announced(text, unit)) or list(_uncommon(text, unit))


def _nested(frame: Frame, found: list[Frame]) -> bool:
    """Whether a state of mind is told of by somebody else's words."""
    return any(span.holds(frame.cue) for other in found for span in other.contents)


def _uncommon(text: str, unit: Unit) -> Iterator[Frame]:
    """ "CONTENT," SOURCE VERB, whatever the verb ("barked"): marks and a point leave no doubt."""
    items = unit.items
    for at, item in enumerate(items[:-2]):
        if item.kind != "marked" or not _ends_content(text, item):
            continue
        end = at + 1
        while end < len(items) and items[end].kind == "word":
            end += 1
        verb = items[end - 1]
        if not 3 <= end - at <= 8 or not verb.norm.endswith("ed") and not verb_within(text, items, end - 1, 1):
            continue
        source = Span(items[at + 1].start, items[end - 2].end)
        if sourcelike(text, source) and not verb_within(text, items[: end - 1], at + 1, end):
            contents = [*_marked_run(text, items[: at + 1], 0 if at == 0 else at), *_resumed(text, unit, end)]
            yield Frame(source, Span(verb.start, verb.end), contents, Span(verb.end, verb.end), "", True)
            return


def _announced(text: str, unit: Unit) -> Iterator[Frame]:
    """SUBJECT VERB ...: "CONTENT", whatever the verb; the last words before the colon cue it."""
    items = unit.items
    for at in range(2, len(items) - 1):
        if items[at].norm == ":" and items[at + 1].kind == "marked":
            source = leading(text, items, at)
            if source is None or not sourcelike(text, source) or source.end >= items[at - 1].end:
                return
            first = next(item for item in items if item.start >= source.end)
            cue = Span(first.start, items[at - 1].end)
            yield Frame(source, cue, _marked_run(text, items, at + 1), cue, "colon", False)
            return


def _cues(unit: Unit) -> Iterator[Found]:
    items = unit.items
    at = 0
    while at < len(items):
        step = 1
        if items[at].kind == "word" and not _is_name(unit, items[at], at):
            if each := _phrase(items, at) or _cue(items, at):
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
            cue = Cue(" ".join(parts), "mind" if kind == "object" else kind, form, kind == "object", kind == "object")
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
    if held and cue.form != "ing" and any(word in _BE for word in held):
        return None
    if cue.form == "base" and not held and not _may_be_base(previous):
        return None
    last = at
    if cue.lemma in words("en", "cues", "refusing") and _is(items, at + 1, "to"):
        last = min(at + 2, len(items) - 1)
    return Found(first, last, cue)


def _is_noun(items: tuple[Item, ...], first: int, at: int) -> bool:
    """Whether a determiner or an owner stands before the cue, adverbs stepped over or not."""
    nouns = words("en", "cues", "noun_before")
    for k in (at - 1, first - 1):
        norm = items[k].norm if k >= 0 else ""
        own = norm.endswith(("'s", "s'")) and items[at].norm.endswith("s")
        if own or norm in nouns and (k < first or norm not in words("en", "cues", "adverb")):
            return True
    return False


_BE = frozenset(["is", "are", "was", "were", "be", "been"])


def _may_be_base(previous: Item | None) -> bool:
    """Whether a plural or a pronoun stands before, so that a base form is a verb."""
    if previous is None or previous.kind != "word":
        return False
    norm = previous.norm
    return norm in ("they", "we", "i", "you", "who", "people", "police") or (
        norm.endswith("s") and not norm.endswith(("ss", "'s", "us"))
    )


def _is(items: tuple[Item, ...], at: int, norm: str) -> bool:
    return 0 <= at < len(items) and items[at].norm == norm


def _frame(text: str, unit: Unit, each: Found, made: list[Frame]) -> Frame | None:
    items = unit.items
    behind = each.last + 1
    tail_end, told = _tail(text, unit, each)
    after = next((k for k in range(behind, len(items)) if items[k].start >= tail_end), len(items))
    nearest = items[each.first - 1] if each.first else None
    content_before = nearest is not None and _ends_content(text, nearest)
    source, source_at = apposed(text, items, each.first)
    plain = each.cue.kind == "say" and each.cue.form in ("past", "third", "base") and each.first == each.last
    inverted = follower(text, items, behind) if content_before and plain else None
    if inverted and not (source and _opening(text, items, after, each, told)):
        return _inverted(text, unit, each, inverted, made)
    if source is None and (made or not content_before or each.cue.form == "ing"):
        source, source_at = _inherited(text, unit, each, made), each.first
    if source is None or not sourcelike(text, source):
        return None
    left = items[source_at - 1] if source_at else None
    post = left is not None and _ends_content(text, left) and source_at < each.first
    opening = _opening(text, items, after, each, told)
    if opening is not None and not (post and left and left.kind == "marked" and opening[1] == "bare"):
        subordinate = source_at > 0 and items[source_at - 1].norm in _SUBORDINATE
        led = subordinate and not any(item.kind != "word" for item in items[: source_at - 1])
        end = _main_clause(text, items, opening[0]) if led and source_at <= 2 else None
        return _preposed(text, unit, each, source, (opening[0], end), made)
    if post:
        return _postposed(text, unit, each, source, source_at, after, made)
    return None


def _ends_content(text: str, item: Item) -> bool:
    """Whether what is said may end with this item: a comma, or marks that close on a point."""
    if item.kind == "marked":
        return text[item.start : item.end].rstrip("'\"’”")[-1:] in ",.?!—-…"
    return item.norm == ","


def _tail(text: str, unit: Unit, each: Found) -> tuple[int, bool]:
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


def _opening(
    text: str, items: tuple[Item, ...], at: int, each: Found, told: bool
) -> tuple[int, str] | None:
    """Where content opens behind the cue, and how: "that", "marked", "object" or "bare"."""
    at = _introduced(text, items, at)
    if at >= len(items):
        return None
    if items[at].norm == ":" and at + 1 < len(items):
        return at + 1, "marked"
    if items[at].kind == "marked":
        return at, "marked"
    if items[at].norm == "that" and at + 1 < len(items):
        return at + 1, "that"
    if items[at].kind != "word":
        return None
    if items[at].norm in ("whether", "how", "why", "what", "if", "who"):
        return at, "that"
    if each.cue.form == "ing" and each.cue.kind == "mind":
        return None
    if told or (each.cue.kind == "say" and not each.cue.strict):
        if items[at].norm == "to" and told:
            return at, "object"
        if verb_within(text, items, at, NEAR) and items[at].norm not in (
            words("en", "cues", "preposition") | words("en", "cues", "bound")
        ):
            return at, "bare"
    takes = each.cue.object or (each.cue.kind == "mind" and items[at].norm == "to")
    if takes and items[at].norm not in ("by", "as", "so", "and", "or", "it"):
        return at, "object"
    return None


# Between a cue and the comma before its content stand no more words than this.
ASIDE = 14


def _introduced(text: str, items: tuple[Item, ...], at: int) -> int:
    """The item where a comma hands over to marks or "that": said, on the quay, "go"."""
    for k in range(at, min(at + ASIDE, len(items) - 1)):
        following = items[k + 1]
        if items[k].norm in ",:" and (following.kind == "marked" or following.norm == "that"):
            return at if finite(text, items[at:k]) else k + (items[k].norm == ",")
        if items[k].kind == "marked" or items[k].norm in cues():
            break
    return at


def _inherited(text: str, unit: Unit, each: Found, made: list[Frame]) -> Span | None:
    """The source a further cue takes over, or the subject its sentence begins with."""
    previous = unit.items[each.first - 1] if each.first else None
    if previous is None:
        return None
    linked = previous.norm in ("and", "but", ",", "or") or previous.kind == "marked"
    if made and (linked or each.cue.form == "ing") and each.cue.form != "base":
        return made[-1].source
    if made and linked and unit.items[each.first].norm != unit.items[each.last].norm:
        return made[-1].source
    if made or each.cue.form == "base":
        return None
    if linked or each.cue.form == "ing" and previous.norm in ("after", "before", "by", "while", "in"):
        return leading(text, unit.items, each.first)
    return None


_SUBORDINATE = frozenset(["while", "although", "though", "when", "after", "as", "since", "because"])


def _main_clause(text: str, items: tuple[Item, ...], at: int) -> int | None:
    """Where "While X said Y," gives way to its main clause."""
    for k in range(at + 2, len(items) - 2):
        if items[k].norm == "," and verb_within(text, items, k + 1, NEAR):
            return items[k].start
    return None


def _preposed(
    text: str,
    unit: Unit,
    each: Found,
    source: Span,
    within: tuple[int, int | None],
    made: list[Frame],
) -> Frame | None:
    items = unit.items
    at = within[0]
    cue = Span(items[each.first].start, items[each.last].end)
    end = within[1] or _close(text, unit, at)
    for frame in made:  # a further cue ends what the cue before it introduced
        _cut(text, frame, each, items, source)
    start = items[at].start
    if items[at].kind == "marked" and _stands_alone(text, items, at):
        spans = _marked_run(text, items, at)
        frame = Frame(source, cue, spans, Span(cue.end, start), each.cue.lemma, False)
        return frame
    content = trimmed(text, start, end)
    if content is None:
        return None
    return Frame(source, cue, [content], Span(cue.end, start), each.cue.lemma, False)


def _cut(
    text: str, frame: Frame, each: Found, items: tuple[Item, ...], source: Span
) -> None:
    """End an earlier content before a cue that shares its source, or before "while X said"."""
    if frame.postposed or not frame.contents or frame.contents[-1].end <= items[each.first].start:
        return
    last = frame.contents[-1]
    stop = None
    if source == frame.source:
        stop = each.first - 1
    else:
        at = next((k for k, item in enumerate(items) if item.start >= source.start), 0)
        if at >= 2 and items[at - 1].norm in ("while", "but") and items[at - 2].norm == ",":
            stop = at - 2
    if stop is None or stop < 0:
        return
    end = items[stop].end if items[stop].kind == "marked" else items[stop].start
    shorter = trimmed(text, last.start, max(last.start, end))
    if shorter:
        frame.contents[-1] = shorter


def _close(text: str, unit: Unit, at: int) -> int:
    """Where what is said ends: before an aside of the publisher, or with the unit."""
    end = unit.span.end
    start = unit.items[at].start
    masks = [item for item in unit.items if item.kind == "marked"]
    for pattern in patterns("en", "cues", "close"):
        for match in pattern.regex.finditer(text, start + 1, end):
            if not any(item.start <= match.start() < item.end for item in masks):
                end = min(end, match.start())
                break
    while end > start and text[end - 1] in ".!?;,\"”’'»)" and not text[end - 2 : end - 1] == ".":
        if text[end - 1] in "!?":
            break
        end -= 1
    return max(end, unit.items[at].end)


def _stands_alone(text: str, items: tuple[Item, ...], at: int) -> bool:
    """Whether the words between these marks are all that is said."""
    if at + 1 >= len(items) or text[items[at].end - 1] in ".?!,":
        return True
    following = items[at + 1]
    return following.kind == "point" and following.norm in ".,;" or following.kind == "marked"


def _marked_run(text: str, items: tuple[Item, ...], at: int) -> list[Span]:
    """Stretches between marks that follow one another, with nothing but points between."""
    found = [Span(items[at].start, items[at].end)]
    for item in items[at + 1 :]:
        if item.kind == "marked":
            found.append(Span(item.start, item.end))
        elif item.kind == "word":
            break
    return found


def _postposed(
    text: str, unit: Unit, each: Found, source: Span, source_at: int, after: int, made: list[Frame]
) -> Frame | None:
    items = unit.items
    content = _content_before(text, unit, source_at, made)
    if content is None:
        return None
    cue = Span(items[each.first].start, items[each.last].end)
    contents = [content, *_resumed(text, unit, after)]
    end = items[after - 1].end if after > each.last else cue.end
    return Frame(source, cue, contents, Span(cue.end, end), each.cue.lemma, True)


def _inverted(
    text: str, unit: Unit, each: Found, last: int, made: list[Frame]
) -> Frame | None:
    """CONTENT, CUE SOURCE: "…, said the mayor"."""
    items = unit.items
    source = Span(items[each.last + 1].start, items[last].end)
    content = _content_before(text, unit, each.first, made)
    if content is None or not sourcelike(text, source):
        return None
    cue = Span(items[each.first].start, items[each.last].end)
    contents = [content, *_resumed(text, unit, last + 1)]
    return Frame(source, cue, contents, Span(source.end, source.end), each.cue.lemma, True)


def _content_before(text: str, unit: Unit, at: int, made: list[Frame]) -> Span | None:
    """What is said before item ``at``: from the unit's start or the frame before."""
    items = unit.items
    left = items[at - 1]
    start = unit.span.start
    for frame in made:
        inside = [frame.cue.end, frame.tail.end, *(span.end for span in frame.contents)]
        reach = max(edge for edge in inside)
        if reach <= left.start:
            start = max(start, reach)
        elif left.kind != "marked" and frame.contents[-1].end > left.start:
            return None  # its comma lies within what somebody else says
    end = left.end if left.kind == "marked" else left.start
    if left.kind == "marked":
        run = at - 1
        while run and items[run - 1].kind == "marked":
            run -= 1
        if run == 0 or items[run - 1].kind == "point" and items[run - 1].norm in ".?!:":
            start = items[run].start
    first = next((item for item in items if item.start >= start and item.norm not in (",", ";", "and", "but")), None)
    if first is None or first.start >= end:
        return None
    content = trimmed(text, first.start, end)
    count = sum(1 for item in items if content and content.holds(Span(item.start, item.end)) and item.kind != "point")
    marked = any(item.kind == "marked" for item in items if content and content.start <= item.start < content.end)
    return content if marked or count >= 3 and verb_within(text, items, items.index(first), 40) else None


def _resumed(text: str, unit: Unit, after: int) -> list[Span]:
    """The second half of what the reporter interrupted: marks directly behind."""
    items = unit.items
    at = after
    while at < len(items) and items[at].kind == "point" and items[at].norm in ",.:":
        at += 1
    if at < len(items) and items[at].kind == "marked" and at > after:
        return _marked_run(text, items, at)
    return []


def _according(text: str, unit: Unit) -> Iterator[Frame]:
    """ "According to SOURCE, CONTENT" and "CONTENT, according to SOURCE"."""
    items = unit.items
    marked = [item for item in items if item.kind == "marked"]
    for pattern in patterns("en", "cues", "according"):
        for match in pattern.regex.finditer(text, *unit.span):
            if any(item.start <= match.start() < item.end for item in marked):
                continue
            at = next((k for k, item in enumerate(items) if item.start >= match.end()), None)
            if at is not None and (frame := _by_source(text, unit, Span(*match.span()), at)):
                yield frame


def _by_source(text: str, unit: Unit, cue: Span, at: int) -> Frame | None:
    items = unit.items
    end = at
    while end < len(items) and not (items[end].kind == "point" and items[end].norm in ",.;:") and items[end].kind != "marked":
        end += 1
    if end == at:
        return None
    source = Span(items[at].start, items[end - 1].end)
    if cue.start <= unit.span.start + 1:
        if end + 1 >= len(items):
            return None
        content = trimmed(text, items[end + 1].start, _close(text, unit, end + 1))
    else:
        stop = max((item.end for item in items if item.end <= cue.start and (item.kind != "point")), default=0)
        content = trimmed(text, unit.items[0].start, stop) if stop else None
    if content is None:
        return None
    return Frame(source, cue, [content], Span(cue.end, cue.end), "accord", cue.start > content.start)

