"""One frozen object of settings, passed by keyword; read from the command line in `cli` alone."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """Bounds of a run.

    ``largest_input`` in bytes: a larger file is refused with a clear line (a pasted article is
    some 10 kB; 64 MB is a corpus file of 10,000 articles read at once).
    """

    largest_input: int = 64_000_000
    largest_text: int = 12_000_000


DEFAULT = Settings()
