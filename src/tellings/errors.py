"""Every error tellings raises on purpose.

TellingsError
├── ReadError       an input is not what its format says it is, or cannot be read
│   └── FetchError  an address did not give what stands there
├── SpanError       an offset lies outside the text it points into
├── SpoolError      the temporary file of a long run cannot be written or read
├── GroupError      what was kept of a stream of stories cannot be taken up again
├── StoreError      a database cannot be opened, read or written
│   ├── MissingError  it has nothing of this name
│   ├── AskedError    what it was asked for cannot be looked for
│   └── BusyError     another process writes into it
├── ServeError      the server cannot be started as it was asked to
├── OutputError     what is asked for cannot be printed, or not be written where it is asked for
└── LanguageError   a file of language data is not shaped as its reader expects

In a stream a failure is a value (`model.Failure`), not one of these.
"""


class TellingsError(Exception):
    """Base of all of them: catch this one to catch every planned failure."""


class ReadError(TellingsError):
    """An input could not be read; the run goes on with the next one."""

    def __init__(self, origin: str, problem: str) -> None:
        super().__init__(origin, problem)  # both in args, or it would not pickle
        self.origin = origin
        self.problem = problem

    def __str__(self) -> str:
        return f"{self.origin}: {self.problem}"


class FetchError(ReadError):
    """An address could not be fetched.

    ``status`` is what the server answered, if it did; ``wait`` the seconds it asks to be left
    alone for; ``refused`` is true if it is not to be asked at all (robots.txt, a private network).
    """

    def __init__(
        self,
        origin: str,
        problem: str,
        status: int | None = None,
        wait: float | None = None,
        refused: bool = False,
    ) -> None:
        super().__init__(origin, problem)
        self.args = (origin, problem, status, wait, refused)  # as they are pickled
        self.status, self.wait, self.refused = status, wait, refused


class SpanError(TellingsError, ValueError):
    """A span has no text to point at."""


class SpoolError(TellingsError):
    """The temporary file in which lines wait for their turn cannot be used."""


class GroupError(TellingsError, ValueError):
    """What was kept of an article is not what this version of grouping keeps."""


class StoreError(TellingsError):
    """The database cannot be used; the message names it and says what helps."""


class MissingError(StoreError):
    """The database has nothing that goes by this name, or several that could be meant."""


class AskedError(StoreError):
    """What the database was asked for cannot be looked for; the message says how it can."""


class BusyError(StoreError):
    """Another process writes into the database; the message says which."""


class ServeError(TellingsError):
    """The server cannot start; the message says what helps."""


class OutputError(TellingsError):
    """The way the command was asked to print cannot be followed; the message says how it can."""


class LanguageError(TellingsError, ValueError):
    """Language data that cannot be used; the message names the file and the entry."""
