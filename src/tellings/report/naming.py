"""Names that other programs know things by: of a document, by its digest or address; of a finding.

A digest is named as RFC 6920 has it (``ni:``), a finding by a UUID that its story and its number
give (RFC 9562, version 5): the same on every machine, and no address that somebody has to own.
"""

from base64 import urlsafe_b64encode
from urllib.parse import quote
from uuid import UUID, uuid5

from tellings.model.document import Article

# Drawn once, at random: what our UUIDs are derived in.
_NAMESPACE = UUID("5b7f1f0e-8f0c-4c7e-9d1a-6a2f4f7f3c58")
_IN_ADDRESS = "!#$%&'()*+,/:;=?@[]~"


def digest_name(sha256: str) -> str:
    """The name of the bytes with this digest.

    >>> digest_name("00" * 32)
    'ni:///sha-256;AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'
    """
    return f"ni:///sha-256;{urlsafe_b64encode(bytes.fromhex(sha256)).decode().rstrip('=')}"


def address(article: Article) -> str | None:
    """The article's own address, if it has one of the web; what may not stand in one is quoted."""
    url = article.url or ""
    if not url.lower().startswith(("http://", "https://")):
        return None
    return quote(url, safe=_IN_ADDRESS, errors="replace")


def finding_name(story: str, *parts: str | int) -> str:
    """The name of a finding of a story.

    >>> finding_name("s1", "u1", 0)
    'urn:uuid:f3109006-e412-570c-bf7c-b74bd38aa781'
    """
    return uuid5(_NAMESPACE, "/".join(map(str, (story, *parts)))).urn
