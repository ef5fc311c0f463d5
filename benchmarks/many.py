"""Many articles out of the samples: words changed for others of the same length.

Every place in a sample stays a place in what is made of it, so that an article need not be
cleaned and annotated again to be kept, and a hundred thousand are made in a minute.
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from random import Random

from command import SAMPLES
from tellings.model.annotation import Annotated
from tellings.model.document import Article, Published
from tellings.pipeline import annotated, load
from tellings.store.annotations import Noted, noted
from tellings.view import identity
from tellings.words import WORD

# One word in so many is changed: of two made of one sample, a third of the words differ.
ONE_IN = 5


class Many:
    """Articles, the same ones for the same seed."""

    def __init__(self, seed: int = 1) -> None:
        texts = [each for each in load([str(SAMPLES)]).documents if each.media_type == "text/plain"]
        self.samples: list[Annotated] = [annotated(each) for each in texts]
        self.noted = [noted(each) for each in self.samples]
        self.seed = seed
        self.words: defaultdict[int, list[str]] = defaultdict(list)
        for word in sorted({word for each in texts for word in WORD.findall(each.text)}):
            self.words[len(word)].append(word)

    def articles(self, count: int) -> Iterator[Article]:
        """So many articles, cleaned."""
        chance = Random(self.seed)
        for number in range(count):
            article = self.samples[number % len(self.samples)].article
            text = WORD.sub(lambda found: self._other(found[0], chance), article.document.text)
            name, day = f"made-{number:08}", 1 + number % 28
            document = replace(
                article.document, id=name, text=text, origin=f"made-up#{name}",
                sha256=sha256(text.encode()).hexdigest(),
            )  # fmt: skip
            yield replace(
                article, document=document, view=identity(text),
                headline=text[slice(*self._headline(article))], url=None,
                published=Published(f"{2020 + number % 7}-{1 + number % 12:02}-{day:02}", "given"),
            )  # fmt: skip

    def found(self, count: int) -> Iterator[Noted]:
        """What is found in each of them: that of its sample, with its own words."""
        for number, article in enumerate(self.articles(count)):
            text = article.document.text
            base = self.noted[number % len(self.noted)]
            quotations = tuple(
                (name, kind, speaker, _cut(text, spans), spans, _cut(text, marked), marked)
                for name, kind, speaker, _, spans, _, marked in base.quotations
            )
            yield base._replace(
                id=article.id, sha256=article.document.sha256, basis="given", quotations=quotations
            )

    def _other(self, word: str, chance: Random) -> str:
        return word if chance.randrange(ONE_IN) else chance.choice(self.words[len(word)])

    @staticmethod
    def _headline(article: Article) -> tuple[int, int]:
        return next((each.span for each in article.pieces if each.role == "headline"), (0, 0))


def _cut(text: str, spans: str | None) -> str | None:
    return " ".join(text[start:end] for start, end in json.loads(spans)) if spans else None
