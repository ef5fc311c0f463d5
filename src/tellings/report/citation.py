"""A block to cite an utterance by: the words, who, where, when, and how to find them again.

Nothing in it is ours but commas and the names of things: the words stand in marks only where
the publisher has them in marks, and what an article does not say is left out.
"""

from collections.abc import Iterator, Sequence

from tellings.errors import OutputError
from tellings.model.comparison import Comparison
from tellings.report.outline import Lone, Outline, Printed, Source, Told
from tellings.report.plain import line

# So many ids are named where one is asked for that is not there.
_NAMED = 6


def report(comparison: Comparison, wanted: Sequence[str]) -> str:
    """The blocks of the utterances or lone quotations of these ids; `OutputError` if not there."""
    outline = Outline(comparison)
    told: dict[str, Told | Lone] = {each.id: each for each in outline.shared + outline.repeated}
    told |= {each.id: each for each in outline.lone + outline.unlinked}
    missing = [each for each in wanted if each not in told]
    if missing:
        known = ", ".join([*told][:_NAMED])
        some = f"the ids are {known}{' …' if len(told) > _NAMED else ''}" if told else "it has none"
        raise OutputError(f"no utterance {line(missing[0])} in this comparison; {some}")
    return "\n\n".join(citation(told[each]) for each in dict.fromkeys(wanted)) + "\n"


def citation(told: Told | Lone) -> str:
    """The block: each printing with where it stands, a blank line between two."""
    head = f"{told.id}  {told.speaker}"
    if isinstance(told, Lone):
        speaker, own = told.speaker, told.kind == "indirect"
        return f"{head}\n\n{_block(told.source, told.said, speaker, told.where, own)}"
    return "\n\n".join([head, *map(_reading, told.readings)])


def named(source: Source) -> str:
    """Publisher, headline and day of a telling."""
    headline = line(source.telling.headline or "")
    parts = [source.publisher, *([f"\u201c{headline}\u201d"] if headline else [])]
    return ", ".join([*parts, line(source.date)])


def _reading(printed: Printed) -> str:
    speaker = line(printed.reading.speaker or "") or "speaker not named"
    own = printed.reading.form == "indirect"
    return _block(printed.source, printed.said, speaker, printed.where, own)


def _block(source: Source, said: str, speaker: str, where: str, own: bool) -> str:
    return "\n".join(_lines(source, said, speaker, where, own))


def _lines(source: Source, said: str, speaker: str, where: str, own: bool) -> Iterator[str]:
    article = source.annotated.article
    yield said
    manner = " (in the publisher's own words)" if own else ""
    yield f"{speaker}{manner}, {named(source)}"
    if article.url:
        yield line(article.url)
    characters = where.partition(":")[2].replace(",", " and ")
    yield f"{line(source.origin)}, characters {characters}, SHA-256 {article.document.sha256}"
