"""`tellings serve`: the page and the HTTP API, on this machine."""

import sys
from contextlib import suppress
from typing import TypedDict, Unpack

import click

from tellings.commands import database, default_database, now, say


class Asked(TypedDict):
    """What `serve` was asked for, by the names of its options."""

    db: str | None
    host: str
    port: int
    names: tuple[str, ...]
    base: str
    token: str | None
    workers: int


@click.command()
@database
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8765,
    show_default=True,
    help="The port to listen on; 0 takes any that is free.",
)
@click.option(
    "--name",
    "names",
    multiple=True,
    metavar="HOST[:PORT]",
    help="A name the server goes by, behind a proxy; can be said again.",
)
@click.option(
    "--base",
    default="",
    metavar="URL",
    help="The address it is reached at, behind a proxy: for the feed, and a name as --name is.",
)
@click.option(
    "--token",
    envvar="TELLINGS_TOKEN",
    help="What is to be shown with each request; made up where others can reach the server.",
)
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    default=2,
    show_default=True,
    help="Processes that compare articles.",
)
def serve(**options: Unpack[Asked]) -> None:
    """Serve a page to read the stories of a database on, and an HTTP API.

    Prints the address. Only this machine can reach it if nothing else is said; anywhere else a
    token is asked for. Without a database, articles can be pasted and compared.
    """
    from tellings.errors import ServeError, StoreError

    try:
        from tellings.serve.running import Address, run
        from tellings.serve.serving import Options, Serving
    except ImportError as error:
        say(f"the server needs {error.name}; in the folder of tellings: pip install '.[serve]'")
        sys.exit(1)
    from tellings.store import opened

    name = options["db"] or default_database()
    address = Address(options["host"], options["port"], options["names"])
    try:
        opened(name, make=True).close()
        serving = Serving(Options(name, options["workers"], base=options["base"]), now)
        with suppress(KeyboardInterrupt):  # the way to end it, and no mishap
            run(serving, address, options["token"])
    except (ServeError, StoreError) as error:
        say(str(error))
        sys.exit(1)
