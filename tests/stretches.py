"""The steps of the tokenizer as one stretch after the other, text among them."""

from collections.abc import Iterator

from tellings.clean.markup import Token, steps


def stretches(markup: str) -> Iterator[Token]:
    """What the markup consists of; of the end, which is no character, there is none."""
    for kind, start, end, name, text, _ in steps(markup):
        if text < start:
            yield Token("text", text, start)
        if kind != "end":
            yield Token(kind, start, end, name)
