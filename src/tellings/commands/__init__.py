"""What several commands share: their inputs, the database, and how they speak to the user.

Each command over a database stands in a module of its name, which `cli` imports when the command
is called. What is heavy is imported here where it is used, too.
"""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:
    from tellings.settings import Settings
    from tellings.store import Store

Item = TypeVar("Item")
Command = TypeVar("Command", bound=Callable[..., None])


def inputs(command: Command) -> Command:
    """The inputs of a command, and how they are read."""
    return _INPUTS(_PRIVATE(_NO_CACHE(command)))


_INPUTS = click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
_PRIVATE = click.option(
    "--allow-private",
    "private",
    is_flag=True,
    help="Fetch addresses of this machine and private networks too.",
)
_NO_CACHE = click.option(
    "--no-cache", is_flag=True, help="Keep nothing of what is fetched, and use nothing kept."
)
database = click.option(
    "--db",
    metavar="DATABASE",
    help="A file, or a postgresql:// address; a file in your data folder if not said.",
)
as_table = click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to print; json is one record a line.",
)


@contextmanager
def opened(name: str | None, *, make: bool = False) -> "Iterator[Store]":
    """The database, for as long as the command runs; what is wrong with it ends the command."""
    from tellings.errors import StoreError
    from tellings.store import opened as store_opened

    try:
        store = store_opened(name or default_database(), make=make)
        try:
            yield store
        finally:
            store.close()
    except StoreError as error:
        say(str(error))
        sys.exit(1)


def default_database() -> str:
    """The file in the user's data folder."""
    from pathlib import Path

    from platformdirs import user_data_dir

    return str(Path(user_data_dir("tellings")) / "tellings.db")


def settings_of(private: bool, no_cache: bool) -> "Settings":
    """The settings that the options of `inputs` ask for."""
    from tellings.settings import Settings

    return Settings(private=private, cached=not no_cache)


def shown(
    items: Iterable[Item],
    label: str,
    total: int | None = None,
    counts: Callable[[Item], bool] = lambda item: True,
    last: Callable[[Item], bool] = lambda item: False,
) -> Iterator[Item]:
    """The items, with their progress where there is a terminal to show it."""
    if not sys.stderr.isatty():
        return iter(items)
    from tellings.progress import watched

    return watched(items, label, total, counts, last)


def say(sentence: str) -> None:
    """A line on standard error, with nothing in it that could steer a terminal."""
    click.echo(f"tellings: {printable(sentence)}", err=True)


def printable(text: str) -> str:
    """The text with a sign in place of each character that cannot be shown."""
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)


def now() -> str:
    """The time, as the database keeps it: seconds, in UTC. The only clock of the commands."""
    from datetime import UTC, datetime

    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
