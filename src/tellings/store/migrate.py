"""Bring a database to the form that this version of tellings works with.

The steps are the SQL files of `migrations`, numbered from 1, one for each kind of database. All
that are missing are applied in one transaction, so a database is never between two forms.
"""

from importlib.resources import files

from tellings.errors import StoreError
from tellings.store import Store


def steps(kind: str) -> list[str]:
    """The SQL of each step, in order, for this kind of database (``sqlite``, ``postgres``)."""
    folder = files("tellings.store") / "migrations"
    names = sorted(each.name for each in folder.iterdir() if each.name.endswith(f".{kind}.sql"))
    return [(folder / name).read_text("utf-8") for name in names]


def checked(name: str, version: int, kind: str) -> int:
    """The number of the last step that is known, or `StoreError` if the database is newer."""
    known = len(steps(kind))
    if version > known:
        raise StoreError(
            f"{name}: made by a newer version of tellings (form {version}, this one knows"
            f" {known}); upgrade tellings, or name another database with --db"
        )
    return known


def migrate(store: Store, version: int, kind: str) -> None:
    """Apply the steps after this one. To be called inside of a transaction."""
    for step in steps(kind)[version:]:
        for statement in statements(step):
            store.run(statement)


def statements(script: str) -> list[str]:
    r"""The statements of a script, without comments; none of ours has a semicolon inside.

    >>> statements("-- one; two\nSELECT 1;\nSELECT 2; -- three\n")
    ['SELECT 1', 'SELECT 2']
    """
    lines = (line.partition("--")[0].rstrip() for line in script.splitlines())
    return [each for part in "\n".join(lines).split(";") if (each := part.strip())]
