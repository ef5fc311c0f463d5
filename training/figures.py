"""The figures of pages labelled by trees that have not seen their sites."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from examples import BODY, Example

from tellings.clean.roles import labels
from tellings.forest import planted

_WORD = re.compile(r"\w+")

Held = tuple[Example, dict[str, Any]]


def report(held: Sequence[Held]) -> Iterator[str]:
    """A line for the pasted pages, one for the HTML pages, one for their roles."""
    grown: dict[int, Any] = {}
    for name in ("pasted", "html"):
        right, blocks, roles = [], Counter[str](), Counter[tuple[str, str]]()
        shared: dict[str, list[tuple[float, float, bool]]] = {}
        for page, numbers in held:
            if bool(page.gold) != (name == "html"):
                continue
            key = id(numbers)
            forests = numbers["forests"]
            trees = grown.setdefault(key, (planted(forests["body"]), planted(forests["parts"])))
            found = labels(page.sheet, trees)
            right.append(_count(page, found, blocks, roles))
            if page.gold:
                shared.setdefault(page.set, []).append(_shared(page, found))
        yield (
            f"{name}: body F1 {_f1(blocks['both'], blocks['gold'], blocks['found']):.1f}, "
            f"exact {100 * sum(right) / len(right):.1f} of {len(right)} pages"
        )
        for each, pages in sorted(shared.items()):
            precision, recall = (sum(page[at] for page in pages) / len(pages) for at in (0, 1))
            both = 200 * precision * recall / (precision + recall)
            yield (
                f"{name}, {each}: F1 of four words {both:.1f}, "
                f"same words {100 * sum(page[2] for page in pages) / len(pages):.1f}"
            )
        yield f"{name}: " + ", ".join(
            f"{role} {_f1(roles[role, 'both'], roles[role, 'gold'], roles[role, 'found']):.1f}"
            for role in (
                "headline",
                "byline",
                "published",
                "dek",
                "caption",
                "credit",
                "alt",
                "bio",
            )
        )


def _count(page: Example, found: Sequence[str], blocks: Counter[str], roles: Counter[Any]) -> bool:
    """Add one page; whether every block of it is rightly body or not."""
    right = True
    for gold, role, ours in zip(page.body, page.roles, found, strict=True):
        if gold >= 0:
            told = ours in BODY
            blocks["gold"] += gold
            blocks["found"] += told
            blocks["both"] += told and gold
            right = right and told == bool(gold)
        if page.set == "fundus" and role != "?":
            roles[role, "gold"] += 1
            roles[ours, "found"] += 1
            roles[ours, "both"] += ours == role
    return right


def _shared(page: Example, found: Sequence[str]) -> tuple[float, float, bool]:
    """Precision and recall of runs of four words, and whether all words are the same."""
    text = "\n".join(t for t, role in zip(page.texts, found, strict=True) if role in BODY)
    gold, ours = _WORD.findall(page.gold), _WORD.findall(text)
    both = sum((_runs(gold) & _runs(ours)).values())
    made = [both / max(sum(_runs(words).values()), 1) for words in (ours, gold)]
    return made[0], made[1], gold == ours


def _runs(words: Sequence[str]) -> Counter[tuple[str, ...]]:
    return Counter(tuple(words[at : at + 4]) for at in range(max(1, len(words) - 3)))


def _f1(both: int, gold: int, found: int) -> float:
    return 200 * both / max(gold + found, 1)
