"""Unpack gzip, deflate and brotli without trusting them: a bound on what comes out, and the place
where the packing is damaged.

`Members` reads the members of a gzip stream one by one, because an archive packs each record
by itself; `Gunzip` reads them as one stream; `unpacked` undoes the codings of an HTTP answer.
"""

import io
import re
import zlib
from collections.abc import Iterable, Iterator
from typing import Protocol

from tellings.errors import ReadError

_CHUNK = 65_536
MAGIC = b"\x1f\x8b\x08"
# Packed bytes of a member that are kept, to look for the next member where one is damaged:
# that which follows may have been read already. A page packs to far less.
_KEPT = 4_000_000
# Enough of a member to tell how it begins: a gzip header and the tables of its first block.
_ENOUGH = 1024


class Reads(Protocol):
    """Whatever gives bytes."""

    def read(self, size: int, /) -> bytes:
        """The next bytes, none at the end."""
        ...


class Damaged(Exception):
    """What is packed cannot be unpacked: why, and at which byte of what is packed."""

    def __init__(self, problem: str, at: int = 0) -> None:
        super().__init__(problem, at)
        self.problem = problem
        self.at = at


class Again:
    """How much may be read again where something is damaged.

    An archive made to be damaged in every few bytes would be read in square time: with this it
    is read five times at most, and the records it loses are none that anybody would miss.
    """

    _TIMES = 4
    _FREE = 100_000_000

    def __init__(self) -> None:
        self._sum = 0

    def may_be(self, size: int, position: int) -> bool:
        """Whether so much may be read again at this place; it is taken into account."""
        self._sum += size
        return self._sum <= self._TIMES * position + self._FREE


class Members:
    """The members of a gzip stream, each read to its own end; `at` is where one begins."""

    def __init__(self, stream: Reads, floor: int, ratio: int) -> None:
        self._stream = stream
        self._floor, self._ratio = floor, ratio
        self._inflater = zlib.decompressobj(31)
        self._input = b""
        self._kept: bytearray | None = bytearray()
        self._position = 0  # of the packed stream, after `_input`
        self._given = 0  # unpacked bytes of this member
        self._again = Again()
        self.at = 0

    def read(self, size: int) -> bytes:
        """The next bytes of the member; none at its end."""
        inflater = self._inflater
        while not inflater.eof:
            if not self._input and not self._more():
                if self._position == self.at:
                    return b""
                raise Damaged("the gzip member is cut off", self.at)
            try:
                data = inflater.decompress(self._input, size)
            except zlib.error as error:
                raise Damaged("the gzip member is damaged", self.at) from error
            self._input = inflater.unconsumed_tail or inflater.unused_data
            if data:
                self._given += len(data)
                self._check()
                return data
        return b""

    def _check(self) -> None:
        packed = self._position - len(self._input) - self.at
        if self._given > self._floor and self._given > self._ratio * packed:
            problem = f"it unpacks to more than {self._ratio:,} times its size"
            raise Damaged(problem, self.at)

    def next(self) -> bool:
        """Go to the member that follows this one, which was read to its end; whether there is one.

        Zeros between members are padding (gzip's own reader skips them too).
        """
        while True:
            self._input = self._input.lstrip(b"\0")
            if self._input or not self._more():
                break
        self._begin()
        return bool(self._input)

    def resume(self, start: bytes) -> bool:
        """Go to the next member that unpacks to something that begins so; whether there is one."""
        place = self._position - len(self._input)
        if self._kept is not None and self._again.may_be(place - self.at, place):
            self._input, place = bytes(self._kept), self.at
        self._input = self._input[max(0, self.at + 1 - place) :]
        self._kept = None
        while True:
            for match in re.finditer(re.escape(MAGIC), self._input):
                if begins(self._input[match.start() : match.start() + _ENOUGH], start):
                    self._input = self._input[match.start() :]
                    self._begin()
                    return True
            rest = self._input[-_ENOUGH:]
            self._input = b""
            if not self._more():
                return False
            self._input = rest + self._input

    def _begin(self) -> None:
        self._inflater = zlib.decompressobj(31)
        self.at = self._position - len(self._input)
        self._given = 0
        self._kept = bytearray(self._input)

    def _more(self) -> bool:
        data = self._stream.read(_CHUNK)
        self._position += len(data)
        self._input = data
        if self._kept is not None:
            self._kept += data
            if len(self._kept) > _KEPT:
                self._kept = None
        return bool(data)


def begins(packed: bytes, start: bytes) -> bool:
    """Whether a gzip member unpacks to something that begins so."""
    try:
        return zlib.decompressobj(31).decompress(packed, len(start)) == start
    except zlib.error:
        return False


class Gunzip(io.RawIOBase):
    """A gzip stream of one or more members as the bytes in it.

    What could be unpacked before the damage is given first.
    """

    def __init__(self, stream: Reads, origin: str, floor: int, ratio: int) -> None:
        self._members = Members(stream, floor, ratio)
        self._origin = origin
        self._damaged: ReadError | None = None

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        """Fill the buffer; the damage is told when there is nothing before it."""
        filled = 0
        while filled < len(buffer) and (data := self._some(len(buffer) - filled)):
            buffer[filled : filled + len(data)] = data
            filled += len(data)
        if self._damaged and not filled:
            raise self._damaged
        return filled

    def _some(self, size: int) -> bytes:
        if self._damaged:
            return b""
        try:
            while not (data := self._members.read(size)):
                if not self._members.next():
                    return b""
        except Damaged as error:
            problem = f"at byte {error.at:,}: {error.problem}; pack it anew"
            self._damaged = ReadError(self._origin, problem)
            return b""
        return data


def unpacked(chunks: Iterable[bytes], codings: list[str], largest: int) -> Iterator[bytes]:
    """The content of an HTTP message with its codings undone, the last applied first.

    >>> b"".join(unpacked([b"Rain."], ["identity"], 100))
    b'Rain.'
    """
    for coding in reversed(codings):
        if coding in ("", "identity"):
            continue
        if coding not in _CODINGS:
            raise Damaged(f"packed as {coding[:20]!r}, which is not read")
        chunks = _CODINGS[coding](chunks)
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > largest:
            raise Damaged(f"it unpacks to more than {largest:,} bytes")
        yield chunk


def _gunzipped(chunks: Iterable[bytes]) -> Iterator[bytes]:
    yield from _inflated(chunks, zlib.decompressobj(31))


def _inflated(
    chunks: Iterable[bytes], inflater: "zlib._Decompress | None" = None
) -> Iterator[bytes]:
    """Deflate, in the wrapping that the standard asks for or without, as some servers send it."""
    begun = False
    for chunk in chunks:
        if not chunk:
            continue
        if inflater is None:
            inflater = zlib.decompressobj(15 if chunk[0] & 15 == 8 else -15)
        begun = True
        try:
            data = inflater.decompress(chunk, _CHUNK)
            while data:
                yield data
                data = inflater.decompress(inflater.unconsumed_tail, _CHUNK)
        except zlib.error as error:
            raise Damaged("its packing is damaged") from error
        if inflater.eof:
            return
    if begun:
        raise Damaged("its packing is cut off")


def _unbrotlied(chunks: Iterable[bytes]) -> Iterator[bytes]:
    import brotli

    inflater = brotli.Decompressor()
    try:
        for chunk in chunks:
            data = inflater.process(chunk, output_buffer_limit=_CHUNK)
            while data or not inflater.can_accept_more_data():
                yield data
                data = inflater.process(b"", output_buffer_limit=_CHUNK)
    except brotli.error as error:
        raise Damaged("its packing is damaged") from error
    if not inflater.is_finished():
        raise Damaged("its packing is cut off")


_CODINGS = {
    "gzip": _gunzipped,
    "x-gzip": _gunzipped,
    "deflate": _inflated,
    "br": _unbrotlied,
}
