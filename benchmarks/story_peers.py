"""Other ways to find stories and copies, each one function; needs the dependency group ``bench``.

Every one gets the same words: the stems of headline and first 300 words that `tellings` reads,
the headline twice. Who needs a bound is run with a row of them, and the best is shown.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from tellings.group.terms import LEAD_WORDS, TOLD, day_of
from tellings.model.document import Article
from tellings.stems import root
from tellings.words import tokens

# Cosines (and their distances) that are tried as the bound.
BOUNDS = (0.10, 0.15, 0.20, 0.25, 0.30, 0.35, 0.40, 0.50, 0.60)
# Days after which likeness has fallen to a third, for those that know days.
FADING = 7.0
# Estimated likeness of sets of words in runs from which two articles are copies.
COPIED = (0.2, 0.3, 0.4, 0.5)
PERMUTATIONS = 128

Labels = list[int]
Matrix = NDArray[np.float64]
Linked = list[int | None]


class Peer(NamedTuple):
    """A way to group articles that come in the order of publication."""

    name: str
    grouped: Callable[[Sequence[Article]], Iterator[Labels]]
    stream: bool


def told(article: Article) -> str:
    """The stems of an article, with blanks between."""
    spans = [piece.span for piece in article.pieces if piece.role in TOLD]
    body = [token.norm for span in spans for token in tokens(article.text, *span)]
    head = [token.norm for token in tokens(article.headline or "")]
    return " ".join(root(word) for word in head * 2 + body[:LEAD_WORDS])


def vectors(articles: Sequence[Article]) -> Any:  # noqa: ANN401 - scipy has no types
    """TF-IDF of all at once, of length 1."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    made = TfidfVectorizer(sublinear_tf=True, stop_words="english", token_pattern=r"\S+", min_df=1)
    return made.fit_transform([told(each) for each in articles])


def _distances(articles: Sequence[Article]) -> Matrix:
    rows = vectors(articles)
    alike = np.asarray((rows @ rows.T).todense())
    days = np.array([math.nan if (day := day_of(each)) is None else day for each in articles])
    if not np.isnan(days).any():
        alike *= np.exp(-np.abs(days[:, None] - days[None]) / FADING)
    distances: Matrix = np.clip(1 - alike, 0.0, 1.0)
    return distances


def agglomerative(articles: Sequence[Article]) -> Iterator[Labels]:
    """Average link over the cosines of TF-IDF, which fade with days."""
    from sklearn.cluster import AgglomerativeClustering

    distances = _distances(articles)
    for bound in BOUNDS:
        made = AgglomerativeClustering(
            n_clusters=None, distance_threshold=1 - bound, metric="precomputed", linkage="average"
        )
        yield made.fit_predict(distances).tolist()


def hdbscan(articles: Sequence[Article]) -> Iterator[Labels]:
    """HDBSCAN over the same distances; what it calls noise stands alone."""
    from sklearn.cluster import HDBSCAN

    distances = _distances(articles)
    for method in ("eom", "leaf"):
        made = HDBSCAN(
            metric="precomputed", min_cluster_size=2, cluster_selection_method=method, copy=True
        )
        found = made.fit_predict(distances)
        alone = np.arange(len(found)) + len(found)
        yield np.where(found < 0, alone, found).tolist()


def centroids(articles: Sequence[Article]) -> Iterator[Labels]:
    """One pass: an article joins the story whose middle is nearest, which fades with days.

    Stems are weighed by all articles, which a stream could not know.
    """
    rows = vectors(articles).tocsr()
    days = [day_of(each) for each in articles]
    for bound in BOUNDS:
        yield _one_pass(rows, days, bound)


def _one_pass(rows: Any, days: list[float | None], bound: float) -> Labels:  # noqa: ANN401
    middles = np.zeros(rows.shape, dtype=np.float32)
    squares, latest = np.zeros(rows.shape[0]), np.zeros(rows.shape[0])
    labels: Labels = []
    count = 0
    for at, day in enumerate(days):
        stems, weights = rows[at].indices, rows[at].data
        shared = middles[:count, stems] @ weights
        alike = shared / np.sqrt(np.maximum(squares[:count], 1e-9))
        if day is not None:
            alike = alike * np.exp(-np.abs(latest[:count] - day) / FADING)
        best = int(np.argmax(alike)) if count else -1
        if best < 0 or alike[best] < bound:
            best, count = count, count + 1
            shared = np.append(shared, 0.0)
        squares[best] += 2 * shared[best] + float(weights @ weights)
        middles[best, stems] += weights
        latest[best] = latest[best] if day is None else day
        labels.append(best)
    return labels


STORIES = (
    Peer("TF-IDF, average link", agglomerative, False),
    Peer("HDBSCAN", hdbscan, False),
    Peer("middles, one pass", centroids, True),
)


def _shingles(article: Article) -> list[str]:
    words = [token.norm for token in tokens(article.text)]
    return [" ".join(words[at : at + 5]) for at in range(max(1, len(words) - 4))]


def datasketch_copies(articles: Sequence[Article]) -> Iterator[Linked]:
    """MinHash with its LSH index: the earliest article above the bound."""
    from datasketch import MinHash, MinHashLSH

    made = []
    for each in articles:
        sketch = MinHash(num_perm=PERMUTATIONS)
        sketch.update_batch([run.encode() for run in _shingles(each)])
        made.append(sketch)
    for bound in COPIED:
        index = MinHashLSH(threshold=bound, num_perm=PERMUTATIONS)
        links: Linked = []
        for at, sketch in enumerate(made):
            found = [at for at in index.query(sketch) if sketch.jaccard(made[at]) >= bound]
            links.append(min(found, default=None))
            index.insert(at, sketch)
        yield links


def rensa_copies(articles: Sequence[Article]) -> Iterator[Linked]:
    """R-MinHash, each beside all before it: the likest above the bound."""
    from rensa import RMinHash

    made = []
    for each in articles:
        sketch = RMinHash(num_perm=PERMUTATIONS, seed=6)
        sketch.update(_shingles(each))
        made.append(sketch)
    alike = [[sketch.jaccard(other) for other in made[:at]] for at, sketch in enumerate(made)]
    for bound in COPIED:
        yield [
            max(range(len(row)), key=row.__getitem__) if row and max(row) >= bound else None
            for row in alike
        ]


COPIES = (("datasketch", datasketch_copies), ("rensa", rensa_copies))
