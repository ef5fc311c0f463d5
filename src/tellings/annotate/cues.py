"""The words by which something is said: which class of cue a word is, and in which form.

Classes: ``say`` ("said"), ``tell`` ("told", with whom first), ``mind`` ("demanded", "feared").
Data: ``lang/en/cues.toml``; regular forms are made by the rules of English spelling.
"""

from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple

from tellings.lang import table, words

Form = Literal["base", "third", "past", "ing"]
FORMS: tuple[Form, ...] = ("base", "third", "past", "ing")


class Cue(NamedTuple):
    """A form of a cue verb, and how it may introduce what is said."""

    lemma: str
    kind: str
    form: Form
    strict: bool
    object: bool


@cache
def cues() -> dict[str, tuple[Cue, ...]]:
    """Every form of every cue verb; a form may be both base and past ("read").

    >>> cues()["told"][0].kind, cues()["adding"][0].form
    ('tell', 'ing')
    """
    irregular = {forms.split()[0]: forms.split() for forms in table("en", "cues")["irregular"]}
    found: dict[str, list[Cue]] = {}
    for kind in ("say", "tell", "mind"):
        for lemma in sorted(words("en", "cues", kind)):
            strict = lemma in words("en", "cues", "strict")
            takes = lemma in words("en", "cues", "object")
            forms = irregular.get(lemma) or list(_regular(lemma))
            for form, word in zip(FORMS, forms, strict=True):
                found.setdefault(word, []).append(Cue(lemma, kind, form, strict, takes))
    return {word: tuple(each) for word, each in found.items()}


def _regular(lemma: str) -> Iterator[str]:
    """The forms of a regular verb.

    >>> list(_regular("deny")), list(_regular("hope")), list(_regular("stress"))[1]
    (['deny', 'denies', 'denied', 'denying'], ['hope', 'hopes', 'hoped', 'hoping'], 'stresses')
    """
    yield lemma
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        yield from (f"{lemma[:-1]}ies", f"{lemma[:-1]}ied", f"{lemma}ing")
    elif lemma.endswith("e"):
        yield from (f"{lemma}s", f"{lemma}d", f"{lemma[:-1]}ing")
    elif lemma.endswith(("s", "sh", "ch", "x")):
        yield from (f"{lemma}es", f"{lemma}ed", f"{lemma}ing")
    else:
        yield from (f"{lemma}s", f"{lemma}ed", f"{lemma}ing")


@cache
def phrases() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Cues of several words by their first: the words, and the class."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for line in table("en", "cues")["phrases"]:
        phrase, kind = line.split(": ")
        parts = tuple(phrase.split())
        found.setdefault(parts[0], []).append((parts, kind))
    return {word: tuple(sorted(each, key=lambda e: -len(e[0]))) for word, each in found.items()}
