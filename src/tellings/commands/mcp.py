"""`tellings mcp`: the tools of an assistant, over standard input and output."""

import sys
from pathlib import Path

import click

from tellings.commands import database, default_database, say


@click.command()
@database
@click.option(
    "--files",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="A folder of which files may be compared; none if not said.",
)
def mcp(db: str | None, folder: Path | None) -> None:
    """Answer the questions of an assistant over the Model Context Protocol.

    To be started by the assistant's program: questions come on standard input, answers go to
    standard output. They are records with places in the articles, and nothing else.
    """
    from tellings.errors import StoreError
    from tellings.store import opened

    try:
        from tellings.mcp.server import server
        from tellings.mcp.tools import Library
    except ImportError as error:
        say(f"the tools need {error.name}; in the folder of tellings: pip install '.[mcp]'")
        sys.exit(1)
    name = db or default_database()
    try:
        # One that was named and is not there is a slip; without any, texts can be compared.
        opened(name, make=db is None).close()
    except StoreError as error:
        say(str(error))
        sys.exit(1)
    server(Library(name, folder)).run()
