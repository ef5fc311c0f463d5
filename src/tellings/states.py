"""States by any word that stands for one: name, adjective, other names, seats of government."""

from collections.abc import Iterator
from functools import cache

from tellings.lang import table
from tellings.words import tokens


@cache
def _words_of_states() -> dict[str, str]:
    """Each word or words that stand for a state, in small letters, with the state's name."""
    found: dict[str, str] = {}
    for state in table("en", "states")["state"]:
        for name in (state["name"], state["adjective"], *state["also"], *state["seats"]):
            norms = [token.norm for token in tokens(name)]
            found[" ".join(norms[1:] if norms[0] == "the" else norms)] = state["name"]
    return found


def states_in(text: str) -> Iterator[str]:
    """The states a few words name or stand for, in order.

    >>> list(states_in("a spokesman for the Russian leader"))
    ['Russia']
    """
    known = _words_of_states()
    found = [(token, text[token.start : token.end]) for token in tokens(text)]
    at = 0
    while at < len(found):
        for size in (3, 2, 1):
            run = found[at : at + size]
            norm = " ".join(token.norm.removesuffix("'s") for token, _ in run)
            if len(run) == size and norm in known and run[0][1][0].isupper():
                yield known[norm]
                at += size
                break
        else:
            at += 1
