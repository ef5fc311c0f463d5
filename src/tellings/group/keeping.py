"""What is kept of an article outside the stream, as bytes: enough to make the stream anew."""

import math
import struct
from typing import NamedTuple

import numpy as np

from tellings.errors import GroupError
from tellings.group.terms import Numbers

VERSION = 1
# Version, day, clock, bytes of the original's id, stems; what is left are runs.
_HEAD = struct.Struct("<BddHH")


class Record(NamedTuple):
    """An article as the stream knows it: its stems are in the order in which they tell of it."""

    day: float | None
    clock: float
    copy_of: str | None
    stems: Numbers
    runs: Numbers


def packed(record: Record) -> bytes:
    """The record as bytes."""
    original = (record.copy_of or "").encode("utf-8", "surrogatepass")
    day = math.nan if record.day is None else record.day
    head = _HEAD.pack(VERSION, day, record.clock, len(original), len(record.stems))
    numbers = (record.stems.astype("<u4").tobytes(), record.runs.astype("<u4").tobytes())
    return head + original + b"".join(numbers)


def unpacked(name: str, kept: bytes) -> Record:
    """The record of these bytes; a `GroupError` if they are none of this version."""
    if kept[:1] != bytes([VERSION]) or len(kept) < _HEAD.size:
        raise GroupError(f"{name!r} was kept in another form; group its article anew")
    _, day, clock, size, stems = _HEAD.unpack_from(kept)
    original, rest = kept[_HEAD.size : _HEAD.size + size], kept[_HEAD.size + size :]
    if len(rest) % 4 or len(rest) < 4 * stems:
        raise GroupError(f"what was kept of {name!r} is cut off; group its article anew")
    numbers = np.frombuffer(rest, dtype="<u4").astype(np.uint32)
    copy_of = original.decode("utf-8", "surrogatepass") or None
    known = None if math.isnan(day) else day
    return Record(known, clock, copy_of, numbers[:stems], numbers[stems:])
