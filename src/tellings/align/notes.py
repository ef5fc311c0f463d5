"""What was done to the words, in plain words: the note beside a pair."""

import re
from collections.abc import Sequence

from tellings.align.levels import Change, Steps, Words, reordered
from tellings.lang import table
from tellings.model.comparison import LevelName

# More words than this are not spelled out in a note; the diff shows them.
SHORT = 5
LONE_I = re.compile(r"\bi\b(?![.-])")


def note(level: LevelName, a: Words, b: Words, steps: Steps, printed: tuple[str, str]) -> str:
    """One phrase for the difference between two printings.

    ``printed`` are the characters of both, where brackets and "..." can be seen.
    """
    if level == "verbatim":
        return "the same words"
    if level == "paraphrased":
        return "in other words"
    if level == "trimmed":
        return "; ".join(_ends(steps))
    if level == "spliced":
        return _middle(steps, printed)
    return _altered(a, b, steps, printed)


def _ends(steps: Steps) -> list[str]:
    found = []
    for at, step in enumerate(steps):
        if step.op == "equal":
            continue
        end = "start" if at == 0 else "end"
        size, which = _size(step)
        found.append(f"{which} prints {size} {_words(size)} more at the {end}")
    return found


def _size(step: Change) -> tuple[int, str]:
    if step.op == "cut":
        return step.a_end - step.a_start, "the first"
    return step.b_end - step.b_start, "the second"


def _words(size: int) -> str:
    return "word" if size == 1 else "words"


def _middle(steps: Steps, printed: tuple[str, str]) -> str:
    inner = [step for step in steps[1:-1] if step.op != "equal"] or [
        step for step in steps if step.op != "equal"
    ]
    size = sum(_size(step)[0] for step in inner)
    shorter = printed[1] if inner[0].op == "cut" else printed[0]
    marked = "..." in shorter or "\u2026" in shorter
    how = "with a mark" if marked else "without a mark"
    return f"{size} {_words(size)} in the middle left out {how}"


def _altered(a: Words, b: Words, steps: Steps, printed: tuple[str, str]) -> str:
    changed = [step for step in steps if step.op == "changed"]
    if any("[" in each for each in printed) and all(_short(step) for step in changed):
        return "bracketed pronoun" if _pronoun(printed) else "words in brackets"
    if changed and all(_styled(a, b, step) for step in changed):
        return "style only: " + "; ".join(_swap(a, b, step) for step in changed)
    if reordered(a, b, steps):
        return "the order of the words changed"
    spelled = [_swap(a, b, step) for step in changed if _short(step)]
    return "; ".join(spelled[:3]) or "several words changed"


def _short(step: Change) -> bool:
    return max(step.a_end - step.a_start, step.b_end - step.b_start) <= SHORT


def _swap(a: Words, b: Words, step: Change) -> str:
    before, after = a[step.a_start : step.a_end], b[step.b_start : step.b_end]
    return f"'{_shown(before)}' / '{_shown(after)}'"


def _shown(words: Words) -> str:
    """Words in their normal form, but "I" as it is written."""
    return LONE_I.sub("I", " ".join(words))


def _pronoun(printed: tuple[str, str]) -> bool:
    pronouns = set(table("en", "style")["words"]["pronouns"].split())
    inside = [part.split("]")[0] for text in printed for part in text.split("[")[1:]]
    return any(set(part.lower().split()) & pronouns for part in inside)


def _styled(a: Words, b: Words, step: Change) -> bool:
    """Whether both sides are spellings of the same: contraction, title, number, spelling."""
    before, after = a[step.a_start : step.a_end], b[step.b_start : step.b_end]
    return _plain(before) == _plain(after)


def _plain(words: Sequence[str]) -> str:
    styles = table("en", "style")["same"]
    return " ".join(styles.get(word, word) for word in words).replace("-", " ")
