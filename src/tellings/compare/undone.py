"""A rule on what one telling says was not done, and another tells as done.

The claims of two tellings hold the same words far less often than a denial and what it denies do
stand in like sentences: "she has not thanked the guards", "I thank the guards of Tarn".
"""

from collections.abc import Iterator

from tellings.compare.beside import Sentence
from tellings.compare.matters import Evidence, conflict
from tellings.lang import patterns, table, words
from tellings.model.comparison import Conflict, Side
from tellings.stems import is_content, root, stem
from tellings.words import Token, tokens

# Sentences so like that a verb in both is of one deed.
SAME_DEED = 0.22
# So many words before a verb say whether it is asserted; a verb stands so near behind "has not".
BEFORE, BEHIND = 5, 40
# Who says of himself that he does something does it.
FIRST = frozenset({"i", "we"})


def undone(evidence: Evidence) -> Iterator[Conflict]:
    """What somebody has not done in one telling and has done in another."""
    for sentence in evidence.beside.sentences:
        for verb in _not_done(sentence):
            sides: dict[str, Side] = {}
            for other in evidence.beside.like(sentence, SAME_DEED, [stem(verb.norm)]):
                if other.telling.id not in sides and (done := _done(other, verb)):
                    sides[other.telling.id] = other.side(done)
            if sides:
                shown = (sentence.side(f"not {verb.norm}"), *sides.values())
                rule = "not done in one telling, done in another"
                yield conflict("polarity", "tension", verb.norm, shown, rule)


def _not_done(sentence: Sentence) -> Iterator[Token]:
    """The verbs that a sentence says were not done."""
    text = sentence.telling.text
    for pattern in patterns("en", "differences", "undone"):
        for match in pattern.regex.finditer(text, *sentence.span):
            end = min(sentence.span.end, match.end() + BEHIND)
            verb = next((t for t in tokens(text, match.end(), end)), None)
            if verb and is_content(verb) and verb.norm not in words("en", "differences", "idle"):
                yield verb


def _done(sentence: Sentence, verb: Token) -> str | None:
    """The words with which a sentence without a negation says that it was done."""
    text = sentence.telling.text
    if any(p.regex.search(sentence.text) for p in patterns("en", "differences", "negated")):
        return None
    line = tokens(text, *sentence.span)
    for at, token in enumerate(line):
        if root(_present(token.norm)) != root(_present(verb.norm)):
            continue
        before = line[max(0, at - BEFORE) : at]
        said = " ".join(each.norm for each in before)
        if any(p.regex.search(said) for p in patterns("en", "differences", "unasserted")):
            continue
        if token.norm == verb.norm or _is_past(token.norm) or FIRST & {t.norm for t in before[-1:]}:
            return text[before[-1].start if before else token.start : token.end]
    return None


def _present(norm: str) -> str:
    return str(table("en", "differences")["past"].get(norm, norm))


def _is_past(norm: str) -> bool:
    return norm.endswith("ed") or norm in table("en", "differences")["past"]
