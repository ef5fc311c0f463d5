"""Which addresses of the internet may be connected to: those that are neither this machine nor
its own network.

An address that a page names, or leads on to, must not reach what only this machine can reach.
The name is resolved once, here, and the connection goes to the very address that was looked at.
"""

import socket
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

# All of IPv6 that is routed; the rest is for one's own use, or for no use yet.
_ROUTED = IPv6Network("2000::/3")
_NAT64 = IPv6Network("64:ff9b::/96")
_TEREDO = IPv6Network("2001::/32")

Address = IPv4Address | IPv6Address


def is_public(address: Address) -> bool:
    """Whether anybody may reach this address, and not only this machine.

    >>> [is_public(ip_address(each)) for each in ("127.0.0.1", "::ffff:10.0.0.1", "9.9.9.9")]
    [False, False, True]
    """
    if isinstance(address, IPv4Address):
        special = address.is_multicast or address.is_reserved or address.is_unspecified
        return address.is_global and not special
    inner = embedded(address)
    if inner is not None:
        return is_public(inner)
    special = address.is_multicast or address.is_reserved or address in _TEREDO
    return address in _ROUTED and address.is_global and not special


def embedded(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that packets for this one end up at: mapped, NAT64 or 6to4.

    >>> embedded(IPv6Address("64:ff9b::7f00:1")), embedded(IPv6Address("2002:7f00:1::"))
    (IPv4Address('127.0.0.1'), IPv4Address('127.0.0.1'))
    """
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFF_FFFF)
    return address.ipv4_mapped or address.sixtofour


def resolved(host: str, port: int) -> list[Address]:
    """The addresses of a host, in the order in which the system would try them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    # An address of a link bears the link's name: fe80::1%eth0.
    return list(dict.fromkeys(ip_address(str(each[4][0]).partition("%")[0]) for each in found))
