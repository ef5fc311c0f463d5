"""One frozen object of settings, passed by keyword; read from the command line in `cli` alone."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """Bounds of a run.

    ``largest_input`` is the most bytes that are held at once: of a file read whole (text, HTML,
    JSON, MHTML), of one line of a corpus, of one record of an archive, and of an answer from the
    network. A pasted article is some 10 kB. Feeds, JSONL and archives may be of any size: they
    are read as a stream. ``largest_text`` is the most characters of one document.

    ``largest_ratio`` is how many times its packed size something may unpack to, once it has
    grown beyond ``largest_input``: news packs to a fifth, a page of one letter to a thousandth.

    ``private`` lets an address be fetched from this machine and its own network; ``seconds``
    and ``redirects`` bound one fetch, robots.txt included; ``cached`` keeps what was fetched in
    the user's cache folder, so that it is asked for again only if it has changed.
    """

    largest_input: int = 64_000_000
    largest_text: int = 12_000_000
    largest_ratio: int = 200
    private: bool = False
    seconds: float = 30.0
    redirects: int = 5
    cached: bool = True


DEFAULT = Settings()
