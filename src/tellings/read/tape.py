"""Tape: an archive as bytes in a row, packed or not, with a way on where it is damaged.

In a packed archive each record is a gzip member by itself, so that a damaged one ends with its
member and the next member that unpacks to ``WARC/`` is the way on. In one that is not packed,
the next line that begins with ``WARC/`` is. FastWARC 2.0 and warcio 1.8 both end at the first
damaged record, the first of them giving a record that was cut off as if it were whole.
"""

from tellings.read.source import Source
from tellings.read.unpack import MAGIC, Again, Damaged, Members, Reads, begins

VERSION = b"WARC/"
_OTHER = b"\n" + VERSION
_CHUNK = 65_536
# What has been read of a damaged record is searched for the next one, up to this many bytes.
_KEPT = 4_000_000


class Tape:
    """The bytes of an archive that is not packed; `begin` is called where a record begins."""

    def __init__(self, stream: Reads) -> None:
        self._stream = stream
        self._buffer = bytearray()
        self._position = 0  # of what has been taken from the buffer
        self._kept: bytearray | None = bytearray()
        self._again = Again()

    def begin(self) -> bool:
        """A record begins here, after any blank lines; whether there is one."""
        while True:
            blanks = len(self._buffer) - len(self._buffer.lstrip(b"\r\n"))
            self._position += blanks
            del self._buffer[:blanks]
            if self._buffer or not self._more():
                break
        self._kept = bytearray()
        return bool(self._buffer) or self._follows()

    def place(self) -> str:
        """Where the record begins that is read now."""
        return f"{self._position:,}"

    def name(self) -> str:
        """The same, as it stands in the origin of a document."""
        return str(self._position)

    def head(self, end: bytes, most: int) -> bytes:
        """What stands up to the end of the head, which goes too."""
        while True:
            # A head holds no other: where one begins this one is cut, however far its end may be.
            other = self._buffer.find(_OTHER, 0, most)
            found = self._buffer.find(end, 0, other if other >= 0 else most)
            if found >= 0:
                break
            if other >= 0:
                raise Damaged("its head is cut off")
            if len(self._buffer) > most:
                raise Damaged(f"no end of its head in {most:,} bytes")
            if not self._more() and not self._continued():
                raise Damaged("it is cut off")
        return self._take(found + len(end))[:found]

    def read(self, size: int) -> bytes:
        """Exactly so many bytes."""
        parts = []
        while size:
            if not self._buffer and not self._more() and not self._continued():
                raise Damaged("it is cut off, or shorter than it says")
            parts.append(self._take(min(size, len(self._buffer))))
            size -= len(parts[-1])
        return b"".join(parts)

    def skip(self, size: int) -> None:
        """So many bytes, without holding them."""
        while size:
            step = min(size, _CHUNK)
            self.read(step)
            size -= step

    def at_end(self) -> bool:
        """Whether a record may end here: blank lines or nothing follow."""
        while len(self._buffer) < 4 and self._more():
            pass
        return not self._buffer or self._buffer.startswith((b"\r\n", b"\n", VERSION))

    def resume(self) -> bool:
        """Go to the next record after one that is damaged; whether there is one."""
        if self._kept and self._again.may_be(len(self._kept), self._position):
            self._position -= len(self._kept)
            self._buffer[:0] = self._kept
        self._kept = None
        start = 1
        while (found := self._buffer.find(_OTHER, start)) < 0:
            gone = max(0, len(self._buffer) - len(VERSION))
            self._position += gone
            del self._buffer[:gone]
            start = 0
            if not self._more():
                return False
        self._position += found + 1
        del self._buffer[: found + 1]
        return True

    def _take(self, size: int) -> bytes:
        taken = bytes(self._buffer[:size])
        del self._buffer[:size]
        self._position += size
        if self._kept is not None:
            self._kept += taken
            if len(self._kept) > _KEPT:
                self._kept = None
        return taken

    def _more(self) -> bool:
        data = self._stream.read(_CHUNK)
        self._buffer += data
        return bool(data)

    def _follows(self) -> bool:
        """Whether anything comes after what has been read."""
        return False

    def _continued(self) -> bool:
        """Whether the record goes on in what follows."""
        return False


class PackedTape(Tape):
    """The bytes of an archive of gzip members: of one member, until the next is asked for."""

    def __init__(self, stream: Reads, floor: int, ratio: int) -> None:
        self._members = Members(stream, floor, ratio)
        self._torn = False  # the member cannot be unpacked any further
        self._ready = False  # the next record is in the buffer already
        super().__init__(stream)

    def begin(self) -> bool:
        """A record begins here, or in the next member."""
        self._ready = False
        while not super().begin():
            if not self._members.next():
                return False
            self._position = 0
        return True

    def place(self) -> str:
        """The byte of the packed archive, and of the member where it is not the first."""
        inside = f" (byte {self._position:,} of what is packed there)" if self._position else ""
        return f"{self._members.at:,}{inside}"

    def name(self) -> str:
        """The same, as it stands in the origin of a document."""
        return f"{self._members.at}+{self._position}" if self._position else str(self._members.at)

    def resume(self) -> bool:
        """The next record of this member; else the next member that begins with one."""
        if self._ready:
            return True
        if not self._torn:
            try:
                if super().resume():
                    return True
            except Damaged:
                pass
            if not self._torn and self._members.next() and self._starts():
                return True
        self._buffer.clear()
        self._torn = False
        self._position = 0
        return self._members.resume(VERSION)

    def _starts(self) -> bool:
        """Whether a record begins where the member does, which is new."""
        self._position = 0
        self._buffer.clear()
        try:
            return self._more() and self._buffer.startswith(VERSION)
        except Damaged:
            return False

    def _more(self) -> bool:
        try:
            data = self._members.read(_CHUNK)
        except Damaged:
            self._torn = True
            raise
        self._buffer += data
        return bool(data)

    def _continued(self) -> bool:
        if not self._members.next():
            return False
        before = bytes(self._buffer)
        self._buffer.clear()
        if not self._more():
            return False
        if self._buffer.startswith(VERSION):
            self._position, self._ready = 0, True
            return False
        self._buffer[:0] = before
        return True


def tape(source: Source) -> Tape:
    """The archive of a source, packed or not."""
    head = source.head()
    packed = head.startswith(MAGIC) and begins(head, VERSION)
    if packed or (MAGIC in head and VERSION not in head):  # its first record may be damaged
        return PackedTape(
            source.stream, source.settings.largest_input, source.settings.largest_ratio
        )
    return Tape(source.stream)
