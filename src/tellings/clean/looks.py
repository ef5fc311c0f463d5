"""What a block of a page looks like: its length, its end, its cues. The features of `roles`.

A block is a line of a plain text or an element of a page; what its markup says of it comes
along as ``hint``. Patterns are only tried on lines short enough to be furniture, so that a
text of 5 MB on one line costs no more than its length.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from string import ascii_letters, ascii_uppercase, digits
from typing import NamedTuple

from tellings.clean.dates import is_dateline
from tellings.lang import Pattern, likely, patterns, vocabulary
from tellings.model.document import Role
from tellings.model.span import Span

# No furniture line of the dev pages that a pattern names is longer.
LONGEST_CUE = 400
# The end of a block in which a credit is looked for.
CREDIT_END = 260
# Words shorter than this carry little of what a line is about.
KEY_LENGTH = 4

_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_ENDS = re.compile(r"[.!?…:;。！？」』︒।؟](?:[\"'”’»)\]\s*]|\[\d+\])*$")
_QUOTED = re.compile(r"^[\"“„«‘'].{20,}[\"”»’']$", re.S)
# Letters that are words or halves of words, from first to last (compiled, they take 2 ms), and
# whatever lies behind the first of them.
_FAR = re.compile("[\u3040-\U0010ffff]")
_WIDE = (("\u3040", "\u30ff"), ("\u3400", "\u9fff"), ("\uac00", "\ud7af"))
_BULLET = re.compile(r"^(?:[-*•–▪·‣◦]|\d{1,2}[.)])\s+(?=\w)")
_SLUG = re.compile(
    r"^[\w]+(?:[-_][\w]+)+(?:\.(?:jpe?g|png|gif|webp))?$|^\S+\.(?:jpe?g|png|gif|webp)$", re.I
)


class Block(NamedTuple):
    """A stretch of the readable text, and what its markup says of it, if there is any.

    ``hint`` is the role its markup gives it; where that is ``sure``, no look at its words is
    needed. ``setting`` are the numbers of `setting.NAMES`.
    """

    span: Span
    hint: Role | None = None
    heading: bool = False
    sure: bool = False
    setting: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Look:
    """The features of a block; ``credit`` is where a credit begins in its text, -1 if none."""

    text: str
    found: tuple[str, ...]
    words: int
    finished: bool
    caps: bool
    titled: bool
    cue: Role | None
    keys: frozenset[str]
    credit: int
    bullet: bool
    slug: bool
    block: Block

    @property
    def told(self) -> bool:
        """Whether it reads as a paragraph: finished sentences, or very many words."""
        if self.cue or self.caps or self.credit == 0:
            return False
        return (self.words >= 8 and self.finished) or self.words >= 24

    @property
    def name(self) -> bool:
        """Whether it can be the bare name of a person: two to four words in capitals."""
        return 2 <= self.words <= 5 and self.titled and not self.finished and len(self.text) < 60


def look(text: str, block: Block) -> Look:
    """The features of a block whose characters are ``text``."""
    head = text[:1500]
    found = _WORD.findall(head)
    words = (len(found) if len(text) <= 1500 else len(text) // 6) + wide_words(head)
    short = len(text) <= LONGEST_CUE
    known = vocabulary(text) if short else frozenset[str]()
    ends = _ENDS.search(text[-12:]) is not None
    return Look(
        text=text,
        found=tuple(found),
        words=words,
        finished=ends or (short and _QUOTED.match(text) is not None),
        caps=_caps(head[:LONGEST_CUE]),
        titled=_titled(found),
        cue=cue(text, known) if short else None,
        keys=frozenset(word.lower() for word in found if len(word) >= KEY_LENGTH),
        credit=credit(text, known if len(text) <= CREDIT_END else None),
        bullet=_BULLET.match(head) is not None,
        slug=short and _SLUG.match(text) is not None,
        block=block,
    )


def wide_words(text: str) -> int:
    """How many words are written without blanks between them: two letters count as one.

    >>> wide_words("ダム broke"), wide_words("Dam broke")
    (1, 0)
    """
    if text.isascii() or not _FAR.search(text):
        return 0
    return sum(any(a <= char <= z for a, z in _WIDE) for char in text) // 2


LARGE, DIGITS = ascii_uppercase.encode(), digits.encode()
_LETTERS = ascii_letters.encode()
_FOREIGN = re.compile(r"[^\x00-\x7f]")


def counted(text: str, plain: bytes, other: Callable[[str], bool]) -> int:
    """How many characters are of a kind: the ``plain`` ones of ASCII, and ``other`` ones.

    Asking each character takes eight times as long, 1 ms a page (#3).

    >>> counted("Ärger in TARN", LARGE, str.isupper)
    5
    """
    raw = text.encode("ascii", "ignore")
    found = len(raw) - len(raw.translate(None, plain))
    return found if len(raw) == len(text) else found + sum(map(other, _FOREIGN.findall(text)))


def _caps(start: str) -> bool:
    """Whether nearly all letters are capitals."""
    letters = counted(start, _LETTERS, str.isalpha)
    return letters >= 4 and counted(start, LARGE, str.isupper) >= 0.8 * letters


def _titled(words: list[str]) -> bool:
    """Whether the long words begin with capitals, as in names and American headlines."""
    long = [word for word in words if len(word) > 3]
    return bool(long) and sum(word[0].isupper() for word in long) >= 0.75 * len(long)


@cache
def _cues() -> tuple[tuple[Role, Pattern], ...]:
    """Every pattern that names the role of a whole line, the surest first."""
    found: list[tuple[Role, Pattern]] = []
    keys: tuple[Role, ...] = ("published", "byline", "bio")
    for key in keys:
        found += [(key, each) for each in patterns("en", "furniture", key)]
    for language in ("any", "en"):
        for each in patterns(language, "furniture", "furniture"):
            found.append((each.extra["role"], each))
    return tuple(found)


def cue(text: str, known: frozenset[str] | None = None) -> Role | None:
    """The role that the words of a line name, if they name one; ``known`` is its vocabulary.

    >>> cue("By Ana Brel"), cue("Read more: the dam"), cue("The dam broke on Monday.")
    ('byline', 'promo', None)
    """
    if is_dateline(text):
        return "published"
    known = vocabulary(text) if known is None else known
    for role, each in _likely(known):
        if each.wanted(known) and each.marked(text) and each.regex.search(text):
            return role
    return None


@cache
def _waiting() -> tuple[tuple[int, ...], dict[str, tuple[int, ...]]]:
    """Which cues are tried on every line, and which wait for a word that they need."""
    always: list[int] = []
    waiting: dict[str, list[int]] = {}
    for at, (_, each) in enumerate(_cues()):
        for word in each.needs[0] if each.needs else ():
            waiting.setdefault(word, []).append(at)
        if not each.needs:
            always.append(at)
    return tuple(always), {word: tuple(each) for word, each in waiting.items()}


def _likely(known: frozenset[str]) -> Iterator[tuple[Role, Pattern]]:
    """The cues that a line of these words gives reason to try, the surest first."""
    always, waiting = _waiting()
    found = set(always)
    for word in known:
        if word in waiting:
            found.update(waiting[word])
    cues = _cues()
    return (cues[at] for at in sorted(found))


def credit(text: str, known: frozenset[str] | None = None) -> int:
    """Where the credit at the end of a caption begins; -1 if there is none.

    ``known`` is the vocabulary of the text's end. Without the marks that the patterns name, they
    took a tenth of the time of a page (#3).

    >>> credit("The dam at dusk. (Ana Brel/AP)")
    17
    """
    start = max(0, len(text) - CREDIT_END)
    end = text[start:].rstrip()
    known = vocabulary(end) if known is None else known
    starts = [
        match.start()
        for each in likely("any", "furniture", "credit", known)
        if each.marked(end)
        and (match := each.regex.search(end))
        and (match.start() > 0 or start == 0)
    ]
    return start + min(starts) if starts else -1


def credit_label(text: str) -> int:
    """Where the name begins in a credit that opens with a word for it; 0 if it opens with none.

    >>> credit_label("Photo: Ana Brel"), credit_label("(Foto: Brel)"), credit_label("Ana Brel/AP")
    (7, 7, 0)
    """
    for each in patterns("any", "furniture", "credit_label"):
        if match := each.regex.match(text):
            return match.end()
    return 0


def alike(a: Look, b: Look) -> float:
    """The share of a's long words that b holds, too."""
    return len(a.keys & b.keys) / len(a.keys) if a.keys else 0.0
