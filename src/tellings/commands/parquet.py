"""A table of the database as a Parquet file, through pyarrow, which is an extra."""

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from tellings.commands import shown
from tellings.errors import OutputError

if TYPE_CHECKING:
    from tellings.store import Store

# Rows that are held at once, and written as one group: 1,000 articles are some 10 MB.
GROUP = 1_000


def write_parquet(store: "Store", table: str, text: bool, out: str) -> None:
    """Write the table; `OutputError` if pyarrow is not there or the file cannot be written."""
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise OutputError(
            "Parquet needs pyarrow; in the folder of tellings: pip install '.[parquet]'"
        ) from error
    from tellings.output import replacing
    from tellings.store.tables import columns, rows

    kinds = {"text": pyarrow.string(), "whole": pyarrow.int64(), "real": pyarrow.float64()}
    shape = columns(table, text=text)
    schema = pyarrow.schema([(each.name, kinds[each.kind]) for each in shape])
    with replacing(out) as path, parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        for group in _groups(shown(rows(store, table, text=text), "export")):
            columns_of = [list(cells) for cells in zip(*group, strict=True)]
            writer.write_table(pyarrow.table(columns_of, schema=schema))


def _groups(rows: Iterator[Any]) -> Iterator[list[Any]]:
    while group := list(islice(rows, GROUP)):
        yield group
