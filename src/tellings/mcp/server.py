"""The tools by the protocol: their names, what each is for, and errors with what helps."""

from collections.abc import Callable
from typing import Annotated, Any

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations
from pydantic import BaseModel, Field

from tellings.errors import StoreError, TellingsError
from tellings.mcp import tools
from tellings.mcp.tools import Library, Part, Record
from tellings.store.records import Query
from tellings.version import __version__

INSTRUCTIONS = (
    "Tellings of events by different publishers. Every answer is records with places: the id of an "
    "article, spans in code points of its exact text, and the words there. Quote the words of a "
    "place as they are and name its article. not_found_in means looked for and not found."
)
READS = ToolAnnotations(read_only_hint=True, destructive_hint=False, open_world_hint=False)
Name = Annotated[str, Field(max_length=500, description="id of a story or article of it")]
Phrase = Annotated[str, Field(min_length=1, max_length=2000)]
Filter = Annotated[str, Field(max_length=500)]


class Text(BaseModel):
    """An article to be compared."""

    text: str = Field(min_length=1, description="the headline in the first line")
    publisher: str = ""
    published: str = Field("", description="ISO 8601")


def server(library: Library) -> MCPServer[Any]:
    """The server of a database, ready to be run."""
    made: MCPServer[Any] = MCPServer(
        "tellings", version=__version__, instructions=INSTRUCTIONS, log_level="WARNING"
    )

    def compare(
        texts: list[Text] | None = None,
        files: list[str] | None = None,
        parts: list[Part] | None = None,
    ) -> Record:
        """Compare articles about one event: what each prints of what was said, claims, conflicts.

        Give texts, or files of the folder that may be read; parts leaves out all other parts.
        """
        given = [each.model_dump(exclude_defaults=True) for each in texts or ()]
        return _told(lambda: tools.compare(library, given, files or (), parts or ()))

    def quotation_variants(phrase: Phrase, story: Name = "") -> Record:
        """How different publishers print an utterance that holds this phrase between its marks."""
        return _told(lambda: tools.variants(library, phrase, story))

    def claim_origins(claim: Phrase, story: Name = "") -> Record:
        """Claims with all of these words: who carries each, and where each carrier had it from."""
        return _told(lambda: tools.origins(library, claim, story))

    def story_conflicts(story: Name) -> Record:
        """What the tellings of a story give differently, with the places of each side."""
        return _told(lambda: tools.conflicts(library, story))

    def search(  # noqa: PLR0913 - the arguments are what is asked for
        words: Filter = "",
        publisher: Filter = "",
        speaker: Filter = "",
        entity: Filter = "",
        start: Filter = "",
        end: Filter = "",
        quoted: bool = False,
        limit: Annotated[int, Field(ge=1, le=100)] = 20,
        skip: Annotated[int, Field(ge=0, le=2**53)] = 0,
    ) -> Record:
        """Places where words and "phrases" stand, the newest first; start and end are days."""
        query = Query(
            words, publisher or None, speaker or None, start or None, end or None, quoted,
            entity or None, limit, skip,
        )  # fmt: skip
        if not any((words.strip(), publisher, speaker, entity, start, end)):
            raise ToolError("nothing to look for; give words or a filter")
        return _told(lambda: tools.search(library, query))

    for each in (compare, quotation_variants, claim_origins, story_conflicts, search):
        made.add_tool(each, annotations=READS, structured_output=True)
    return made


def _told(answer: Callable[[], Record]) -> Record:
    """The answer, or what is wrong, without the name of the database."""
    try:
        return answer()
    except StoreError as error:
        said = str(error)
        raise ToolError(said.partition(": ")[2] if ".db: " in said else said) from error
    except TellingsError as error:
        raise ToolError(str(error)) from error
