"""What a parser says of each token of the training articles: the helper tasks' answers.

Used at training time only: part of speech, dependency, kind of name. The parser is spaCy's
medium English model (MIT); its tokens are put to ours by their first characters.
"""

import argparse
import pickle
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from gold import articles, paragraphs

KINDS = {"PERSON": 1, "ORG": 3, "GPE": 5, "LOC": 5, "FAC": 5, "NORP": 7}
OTHER_NAMES = {"EVENT", "WORK_OF_ART", "PRODUCT", "LAW", "LANGUAGE"}


def main() -> None:
    """Parse and keep, one array of three numbers a token for each paragraph."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("data", type=Path, nargs="+")
    given.add_argument("--model", required=True)
    given.add_argument("--out", type=Path, required=True)
    asked = given.parse_args()
    parser = spacy.load(asked.model, exclude=["lemmatizer", "attribute_ruler"])
    tags: dict[str, int] = {}
    deps: dict[str, int] = {}
    found: list[np.ndarray] = []
    keys: list[tuple[str, int]] = []
    texts: list[str] = []
    held: list[Any] = []
    for article in articles(asked.data):
        for paragraph in paragraphs(article):
            first, last = paragraph.tokens[0][0], paragraph.tokens[-1][1]
            held.append(([a - first for a, _ in paragraph.tokens], (paragraph.article, first)))
            texts.append(paragraph.text[first:last])
    for (starts, key), doc in zip(held, parser.pipe(texts, batch_size=64), strict=True):
        by_start = {}
        for token in doc:
            kind = 0
            if token.ent_type_:
                kind = KINDS.get(token.ent_type_, 9 if token.ent_type_ in OTHER_NAMES else 0)
                kind += kind > 0 and token.ent_iob_ == "I"
            by_start[token.idx] = (
                tags.setdefault(token.tag_, len(tags)),
                deps.setdefault(token.dep_, len(deps)),
                kind,
            )
        found.append(np.array([by_start.get(s, (-1, -1, -1)) for s in starts], np.int16))
        keys.append(key)
    asked.out.write_bytes(pickle.dumps((tags, deps, dict(zip(keys, found, strict=True)))))


if __name__ == "__main__":
    main()
