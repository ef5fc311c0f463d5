"""Two printings of one utterance laid over each other, in the words as printed.

A `Pair` tells the difference in normal forms ("we", "lets"); a reader wants the characters
that stand there. The words of the printings are counted off against the steps of the pair.
"""

import re
from itertools import groupby
from typing import NamedTuple

from tellings.model.comparison import Pair
from tellings.model.span import Spans
from tellings.report.plain import line
from tellings.words import tokens

Where = tuple[str, Spans]  # a text and the spans of a printing in it
# The mark of an omission, which stands apart from the word before it.
_DOTS = re.compile(r"\s*[(\[]?(?:\.\s?\.\s?\.|\u2026)[)\]]?")
TURNED = {"cut": "added", "added": "cut"}


class Step(NamedTuple):
    """A run of words: ``op`` is equal, cut (only the base has it), added or changed.

    For ``equal`` only ``other`` is to be shown: the words as the other telling prints them.
    """

    op: str
    base: str
    other: str


def collated(pair: Pair, a: Where, b: Where, *, turned: bool = False) -> tuple[Step, ...]:
    """The steps from a to b as printed, or from b to a if turned.

    >>> diff = (("equal", "the", "the"), ("cut", "old", ""), ("equal", "dam", "dam"))
    >>> pair = Pair(0, 1, "spliced", "", diff)
    >>> a, b = ("The old dam.", ((0, 11),)), ("the dam", ((0, 7),))
    >>> [(step.op, step.base, step.other) for step in collated(pair, a, b)]
    [('equal', 'The', 'the'), ('cut', 'old', ''), ('equal', 'dam', 'dam')]
    """
    left, right = _Words(a), _Words(b)
    steps = []
    for op, a_words, b_words in pair.diff:
        before = left.take(a_words)
        after = right.take(b_words)
        step = Step(TURNED.get(op, op), after, before) if turned else Step(op, before, after)
        steps.append(step)
    return tuple(steps)


class _Words:
    """The words of a printing, handed out in order."""

    def __init__(self, where: Where) -> None:
        text, spans = where
        self._found = [
            (number, token.start, token.end, token.norm)
            for number, (start, end) in enumerate(spans)
            for token in tokens(text, start, end)
        ]
        self._text = text
        self._spans = spans
        self._at = 0

    def take(self, words: str) -> str:
        """The next words as printed; as given, if they are not what comes next."""
        size = len(words.split())
        taken = self._found[self._at : self._at + size]
        if " ".join(norm for *_, norm in taken) != words:
            return line(words)
        self._at += size
        runs = (list(run) for _, run in groupby(taken, key=lambda word: word[0]))
        return " … ".join(self._stretch(run[0], run[-1]) for run in runs)

    def _stretch(self, first: tuple[int, int, int, str], last: tuple[int, int, int, str]) -> str:
        """From the first word to the last, with the punctuation that clings to it."""
        end, stop = last[2], self._spans[last[0]][1]
        while end < stop and not self._text[end].isalnum() and not self._text[end].isspace():
            end += 1
        dots = _DOTS.match(self._text, end, stop)
        end = dots.end() if dots else end
        start, least = first[1], self._spans[first[0]][0]
        while start > least and self._text[start - 1] in "([$€£#":
            start -= 1
        return line(self._text[start:end])
