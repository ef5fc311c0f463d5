"""What can be asked: records with their places, out of a database or of texts that are given."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal, NamedTuple

from tellings.errors import MissingError, ReadError
from tellings.pipeline import annotated, at_hand, compared, load
from tellings.recall import recalled
from tellings.report.json import SCHEMA, comparison_record
from tellings.store import Store, opened, stories
from tellings.store.records import Hit, Query
from tellings.store.search import search as searched
from tellings.store.words import folded, words

Record = dict[str, Any]
Part = Literal[
    "utterances", "claims", "conflicts", "positions", "timeline", "labels", "headlines", "origins",
]  # fmt: skip
# So many hits are looked at to find the stories that a phrase or a claim belongs to.
HITS = 50


class Library(NamedTuple):
    """The database that is asked, and the folder of which files may be read, if there is one."""

    database: str
    folder: Path | None = None

    @contextmanager
    def store(self) -> Iterator[Store]:
        """The database, for one question."""
        store = opened(self.database)
        try:
            yield store
        finally:
            store.close()


def compare(
    library: Library, texts: Sequence[Record], files: Sequence[str], parts: Sequence[str]
) -> Record:
    """The comparison of these texts and files; of it only some parts, if some are named."""
    given = [
        (f"text {at}.json", json.dumps(each).encode("utf-8")) for at, each in enumerate(texts, 1)
    ]
    found = at_hand(given)
    read = load([str(_inside(library, each)) for each in files]) if files else None
    documents = (*found.documents, *(read.documents if read else ()))
    failures = (*found.failures, *(read.failures if read else ()))
    if failures or not documents:
        said = "; ".join(map(str, failures)) or "nothing to compare; give texts or files"
        raise ReadError("compare", said)
    record = comparison_record(compared([annotated(each) for each in documents]))
    return _only(record, parts)


def _inside(library: Library, name: str) -> Path:
    if library.folder is None:
        raise ReadError(name, "no files may be read; start tellings mcp with --files FOLDER")
    path = (library.folder / name).resolve()
    if not path.is_relative_to(library.folder.resolve()) or not path.exists():
        raise ReadError(name, f"no file of {library.folder}")
    return path


def _only(record: Record, parts: Sequence[str]) -> Record:
    if not parts:
        return record
    return {key: record[key] for key in ("schema", "story", "tellings", *parts)}


def search(library: Library, query: Query) -> Record:
    """Places where words and phrases stand."""
    with library.store() as store:
        found = searched(store, query)
    hits = [_hit(each) for each in found.hits]
    return {"schema": SCHEMA, "hits": hits, "total": found.total}


def _hit(hit: Hit) -> Record:
    about = ("story", "headline", "publisher", "published", "url")
    return {
        "article": hit.article.id,
        "spans": [list(each) for each in hit.spans],
        "text": hit.text,
        "speaker": hit.speaker,
        **{each: getattr(hit.article, each) for each in about},
    }


def variants(library: Library, phrase: str, story: str) -> Record:
    """The utterances that were printed with this phrase, with every reading of each."""
    with library.store() as store:
        # Marks in it would end the phrase.
        query = Query('"' + phrase.replace('"', " ") + '"', quoted=True, limit=HITS)
        hits = [each for each in searched(store, query).hits if each.article.story]
        found = []
        for name in _stories(store, story, hits):
            places = [each for each in hits if each.article.story == name]
            for each in recalled(store, stories.found(store, name))["utterances"]:
                if any(_overlaps(reading, hit) for reading in each["readings"] for hit in places):
                    found.append({"story": name} | each)
    if not found:
        raise MissingError(f"no quotation with {phrase!r} in its marks; see the tool search")
    return {"schema": SCHEMA, "utterances": found}


def _overlaps(reading: Record, hit: Hit) -> bool:
    return reading["article"] == hit.article.id and any(
        start < other[1] and other[0] < end
        for start, end in reading["spans"]
        for other in hit.spans
    )


def origins(library: Library, claim: str, story: str) -> Record:
    """The claims with all of these words in one reading, each with where it was had from."""
    wanted = {folded(each) for each in words(claim)}
    with library.store() as store:
        hits = [] if story else list(searched(store, Query(claim, limit=HITS)).hits)
        found = [
            {"story": name} | each
            for name in _stories(store, story, hits)
            for each in recalled(store, stories.found(store, name))["claims"]
            if any(wanted <= _words(reading["text"]) for reading in each["readings"])
        ]
    if not wanted or not found:
        raise MissingError(f"no claim with all the words of {claim!r}; give fewer of them")
    return {"schema": SCHEMA, "claims": found}


def _words(text: str) -> set[str]:
    return {folded(each) for each in words(text)}


def _stories(store: Store, story: str, hits: Sequence[Hit]) -> list[str]:
    """The story that is asked for, or those of what was found, in their order."""
    if story:
        return [stories.led(store, story).id]
    return list(dict.fromkeys(each.article.story for each in hits if each.article.story))


def conflicts(library: Library, story: str) -> Record:
    """The conflicts of a story: what two tellings give differently, both places of each."""
    with library.store() as store:
        record = recalled(store, stories.found(store, story))
    return {key: record[key] for key in ("schema", "story", "conflicts")}
