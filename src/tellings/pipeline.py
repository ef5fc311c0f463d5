"""The line: read, clean, annotate, group, align, compare. The only file that knows every stage.

Documents are put in the order of their ids before anything else happens, so that nothing
printed depends on the order in which files were named (contract, "Coordinates").
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import BinaryIO, NamedTuple, Protocol

from tellings.align import align
from tellings.annotate import annotate, dated
from tellings.clean import clean
from tellings.compare import compare
from tellings.group import Kept, Membership, Stream, group
from tellings.model.alignment import Alignment
from tellings.model.annotation import Annotated
from tellings.model.comparison import Comparison
from tellings.model.document import Article, Document, Failure, Note
from tellings.model.revision import Revision
from tellings.read import documents, documents_of
from tellings.revise import revise
from tellings.settings import DEFAULT, Settings

Found = Document | Failure | Note
# So many copies of one text are named; more are counted.
_NAMED = 3
# How sure a way of knowing the publication day is; the surest dates the undated beside it.
_BASES = ("given", "metadata", "stated", "inferred")


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came of the inputs: documents in order of id, failures and notes in order of origin."""

    documents: tuple[Document, ...]
    failures: tuple[Failure, ...]
    notes: tuple[str, ...]


class Line(NamedTuple):
    """What is printed of a document."""

    text: str


def load(
    inputs: Sequence[str],
    *,
    stdin: BinaryIO | None = None,
    settings: Settings = DEFAULT,
    watch: Callable[[Iterator[Found]], Iterator[Found]] = iter,
) -> Loaded:
    """Read all inputs; a text given twice is taken once, and a note says so.

    ``watch`` sees what is read as it comes, to show how far it is.
    """
    return settled(watch(documents(inputs, stdin=stdin, settings=settings)))


def at_hand(parts: Iterable[tuple[str, bytes]], *, settings: Settings = DEFAULT) -> Loaded:
    """Read what is at hand, as names with their bytes; the rest as in `load`."""
    return settled(
        each for name, data in parts for each in documents_of(data, name, settings=settings)
    )


def settled(everything: Iterable[Found]) -> Loaded:
    """What was read, each document once, in the order of ids."""
    kept: dict[str, Document] = {}
    every = list(everything)
    failures = [each for each in every if isinstance(each, Failure)]
    notes = [each for each in every if isinstance(each, Note)]
    found = [each for each in every if isinstance(each, Document)]
    found.sort(key=lambda each: (each.id, each.sha256, each.origin))
    for name, alike in groupby(found, key=lambda each: each.id):
        kept[name] = next(alike)
        for said in _again(kept[name], alike):
            if isinstance(said, Failure):
                failures.append(said)
            else:
                notes.append(said)
    notes += [note for each in kept.values() for note in _decoding(each)]
    in_order = tuple(kept[name] for name in sorted(kept))
    return Loaded(in_order, tuple(sorted(failures, key=str)), tuple(sorted(map(str, notes))))


def streamed(
    inputs: Sequence[str],
    write: Callable[[Document], str],
    *,
    stdin: BinaryIO | None = None,
    settings: Settings = DEFAULT,
) -> Iterator[Document | Failure | Note | Line]:
    """What is written of each document, in the order of ids, without holding a corpus.

    While inputs are read: each document that has been taken, each failure, each note. Then the
    lines. What is printed is what `load` would give.
    """
    from tellings.spool import Spool

    with Spool() as spool:
        for each in documents(inputs, stdin=stdin, settings=settings):
            if isinstance(each, Document):
                spool.add(each.id, each.sha256, each.origin, write(each))
                yield from _decoding(each)
            yield each
        for _, alike in groupby(spool.entries(), key=lambda entry: entry.id):
            first = next(alike)
            yield Line(spool.line(first.row))
            yield from _again(first, alike)  # noqa: B031 - the rest of the group


class _Known(Protocol):
    """A document, or what is left of one in the spool."""

    @property
    def id(self) -> str: ...
    @property
    def sha256(self) -> str: ...
    @property
    def origin(self) -> str: ...


def _again(first: _Known, others: Iterable[_Known]) -> Iterator[Note | Failure]:
    """What is said of documents whose id another has already; of many alike only how many."""
    same = 0
    for each in others:
        if first.sha256 != each.sha256:
            other = "another text" if first.origin == each.origin else first.origin
            problem = f"the id {each.id!r} is already that of {other}; give each its own id"
            yield Failure(each.origin, problem)
            continue
        same += 1
        if same <= _NAMED:
            yield Note(each.origin, f"the same text as {first.origin}, taken once")
    if same > _NAMED:
        yield Note(first.origin, f"the same text {same - _NAMED:,} times more, taken once")


def _decoding(document: Document) -> Iterator[Note]:
    """What a reader should know of how the bytes became characters."""
    if document.replaced:
        what = f"{document.replaced:,} characters could not be decoded and stand as U+FFFD"
        yield Note(document.origin, what)
    if document.mojibake:
        what = f"{document.mojibake:,} characters were decoded wrongly before; kept as they are"
        yield Note(document.origin, what)


def read(
    inputs: Sequence[str], *, stdin: BinaryIO | None = None, settings: Settings = DEFAULT
) -> Iterator[Found]:
    """What is read of the inputs, as it comes, and what is to be said of its characters."""
    for each in documents(inputs, stdin=stdin, settings=settings):
        yield each
        if isinstance(each, Document):
            yield from _decoding(each)


def cleaned(document: Document, *, settings: Settings = DEFAULT) -> Article:
    """One document, cleaned."""
    return clean(document, settings=settings)


def annotated(document: Document, *, settings: Settings = DEFAULT) -> Annotated:
    """One document, cleaned and annotated."""
    return annotate(clean(document, settings=settings))


def revised(before: Annotated, after: Annotated) -> Revision:
    """What a publisher changed of an article from one version to the next."""
    return revise(before, after)


def found_again(wanted: Mapping[str, tuple[str, str]]) -> dict[str, Article]:
    """Articles of a comparison read once more: id to origin and digest in, id to article out.

    Only files are read, and only what is still the same bytes is given; nothing is fetched.
    """
    paths = {_file_of(origin) for origin, _ in wanted.values()} - {None}
    found: dict[str, Article] = {}
    for each in documents(sorted(filter(None, paths))):
        if isinstance(each, Document) and wanted.get(each.id, ("", ""))[1] == each.sha256:
            found.setdefault(each.id, clean(each))
    return found


def _file_of(origin: str) -> str | None:
    """The file that an origin names: itself, or what stands before a record's id or line."""
    for each in (origin, origin.rpartition("#")[0], origin.rpartition(":")[0]):
        if each and "://" not in each and Path(each).is_file():
            return each
    return None


def grouped(found: Iterable[Article | Annotated], *, batch: bool = False) -> tuple[Membership, ...]:
    """Which articles tell the same story, in the order of publication; cleaned is enough."""
    articles = (each.article if isinstance(each, Annotated) else each for each in found)
    return group(articles, batch=batch)


def resumed(kept: Iterable[tuple[str, str, str, bytes]]) -> Stream:
    """The stream of stories as it was when these, in the order of arrival, had arrived."""
    return Stream.restored(Kept(*each) for each in kept)


def compared(found: Sequence[Annotated]) -> Comparison:
    """The comparison of articles taken as one story; the undated are dated beside the others."""
    tellings = _dated(found)
    memberships = grouped(tellings)
    copies = {each.id: each.copy_of for each in memberships if each.copy_of}
    alignment = align(tellings)
    notes = tuple(_notes(alignment, memberships))
    return compare(alignment, copies=copies, notes=notes)


def _notes(alignment: Alignment, memberships: Sequence[Membership]) -> Iterator[str]:
    """What a reader should know of what was compared: one article only, or different events."""
    if len(alignment.tellings) == 1:
        yield "one article only: there is nothing to compare it with"
    yield from alignment.notes
    carriers = [{each.article for each in entry.readings} for entry in alignment.utterances]
    carriers += [
        {entry.readings[at].article for at in pair}
        for entry in alignment.claims
        for pair in entry.sure
    ]
    shared = frozenset[str]().union(*(each for each in carriers if len(each) > 1))
    stories = {each.id: each.story for each in memberships}
    sizes = Counter(stories.values())
    for telling in alignment.tellings:
        alone = sizes[stories[telling.id]] == 1 and len(stories) > 1
        if alone and telling.id not in shared:
            origin = telling.article.document.origin
            yield f"{origin} seems to tell of another event: it shares nothing with the others"


def stories(found: Sequence[Annotated]) -> list[Comparison]:
    """A comparison for each story among the articles, in the order of their stories' ids."""
    members: dict[str, list[Annotated]] = {}
    by_id = {each.id: each for each in found}
    for each in grouped(found, batch=True):
        members.setdefault(each.story, []).append(by_id[each.id])
    return [compared(each) for _, each in sorted(members.items())]


def _dated(found: Sequence[Annotated]) -> tuple[Annotated, ...]:
    known = sorted(
        (_BASES.index(published.basis), published.value[:10])
        for each in found
        if (published := each.article.published).value and published.basis
    )
    if not known:
        return tuple(found)
    day = known[0][1]
    return tuple(each if each.article.published.value else dated(each, day) for each in found)
