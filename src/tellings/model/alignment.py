"""What stands beside what in the tellings of one story, before anything is said of it."""

from dataclasses import dataclass

from tellings.model.annotation import Annotated, EntityKind
from tellings.model.comparison import ClaimReading, Utterance


@dataclass(frozen=True, slots=True)
class Actor:
    """One actor of the story: the entities of the tellings that name it, and its state if any.

    ``members`` are (article id, entity id); ``name`` is the full name most tellings print.
    """

    id: str
    name: str
    kind: EntityKind
    members: tuple[tuple[str, str], ...]
    state: str | None = None


@dataclass(frozen=True, slots=True)
class ClaimGroup:
    """Claims of one or more tellings that say the same.

    ``not_found_in`` are articles that most likely do not say it in any wording; of an article that
    is in neither ``readings`` nor there we are not sure. ``sure`` are pairs of readings (indexes)
    that surely say the same; the others came into the group by the rest of it.
    """

    readings: tuple[ClaimReading, ...]
    not_found_in: tuple[str, ...]
    sure: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Alignment:
    """The tellings in order of publication, with actors, utterances and claims aligned.

    ``notes`` say where the work was bounded.
    """

    tellings: tuple[Annotated, ...]
    actors: tuple[Actor, ...]
    utterances: tuple[Utterance, ...]
    claims: tuple[ClaimGroup, ...]
    notes: tuple[str, ...] = ()
