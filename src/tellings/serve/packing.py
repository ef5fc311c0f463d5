"""Bytes packed once, to be answered with again and again."""

import gzip
from hashlib import sha256
from typing import NamedTuple

# How hard what is kept is packed.
LEVEL = 6


class Packed(NamedTuple):
    """Bytes packed with gzip, and the digest of what is packed."""

    tag: str
    body: bytes

    @property
    def plain(self) -> bytes:
        """The bytes as they were."""
        return gzip.decompress(self.body)


def packed(plain: bytes, level: int = LEVEL) -> Packed:
    """The same bytes give the same packed ones."""
    return Packed(tag_of(plain), gzip.compress(plain, level, mtime=0))


def tag_of(plain: bytes) -> str:
    """What an answer with these bytes is known by."""
    # Weak: the packed and the plain bytes are two forms of one thing.
    return f'W/"{sha256(plain).hexdigest()[:24]}"'
