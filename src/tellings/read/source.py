"""Source: a stream of bytes with what is known of it, as every reader takes it.

A stream can be looked into before it is read, so that its content can say which reader takes
it, and is unpacked on the way if it is gzip. Readers that need all of it ask for `whole`, which
never holds more than the largest input; the others read as they go.
"""

import io
from typing import BinaryIO, NamedTuple

from tellings.errors import ReadError
from tellings.settings import DEFAULT, Settings

GZIP = b"\x1f\x8b"
# What is looked at to tell what a stream holds.
HEAD = 65_536


class Source(NamedTuple):
    """Bytes to read: where they come from, what to call it, and what was said beside it.

    ``name`` decides between formats where the content leaves it open; ``charset`` is what a
    header said of the encoding; ``url`` is the address it was fetched from.
    """

    stream: io.BufferedReader
    origin: str
    name: str
    settings: Settings = DEFAULT
    charset: str | None = None
    url: str | None = None

    def head(self) -> bytes:
        """The first bytes, which stay in the stream."""
        return self.stream.peek(HEAD)[:HEAD]

    def whole(self) -> bytes:
        """All bytes, if they are no more than the largest input."""
        largest = self.settings.largest_input
        data = self.stream.read(largest + 1)
        if len(data) > largest:
            problem = f"larger than {largest:,} bytes; split it into smaller files"
            raise ReadError(self.origin, problem)
        return data

    def unreadable(self, error: OSError) -> ReadError:
        """What is said when the system does not give the bytes."""
        reason = (error.strerror or str(error)).lower()
        return ReadError(self.origin, f"cannot be read ({reason}); check the file")


def opened(stream: BinaryIO) -> io.BufferedReader:
    """The stream as one that can be looked into for the whole head, a pipe too."""
    return io.BufferedReader(_Filling(stream), HEAD)


def of_bytes(data: bytes, origin: str = "-", settings: Settings = DEFAULT) -> Source:
    """A source of bytes that are at hand.

    >>> of_bytes(b"Rain fell.").whole()
    b'Rain fell.'
    """
    return Source(opened(io.BytesIO(data)), origin, origin, settings)


class _Filling(io.RawIOBase):
    """Gives as much as it is asked for until the end: one read of a pipe may give a few bytes.

    What came before an error of the system is given before the error is.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._error: OSError | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        filled = 0
        while filled < len(buffer) and (data := self._some(len(buffer) - filled)):
            buffer[filled : filled + len(data)] = data
            filled += len(data)
        if self._error and not filled:
            raise self._error
        return filled

    def _some(self, size: int) -> bytes:
        if self._error:
            return b""
        try:
            return self._stream.read(size)
        except OSError as error:
            self._error = error
            return b""
