"""Which addresses a mail server's name leads to, and whether we may go there.

A user chooses the name, so it must not become a way to look around in the network where this runs.
"""

from __future__ import annotations

import ipaddress
import logging
import socket
from collections.abc import Sequence
from dataclasses import dataclass

from mailsync.errors import from_exception

IMAP_PORTS = frozenset({143, 993})
LOOPBACK = ("127.0.0.0/8", "::1")

IP = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

# IPv6 ranges that only wrap an IPv4 address, which can be a private one.
_WRAPPERS: tuple[Network, ...] = tuple(
    ipaddress.ip_network(text) for text in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32")
)
_SHARED = ipaddress.ip_network("100.64.0.0/10")

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Endpoint:
    """A checked address to connect to: never the name again, which could lead elsewhere the second time."""

    family: socket.AddressFamily
    address: str
    port: int

    @property
    def loopback(self) -> bool:
        """Whether it is this very machine."""
        return ipaddress.ip_address(self.address).is_loopback


def endpoints(host: str, port: int, allowed_private: Sequence[str] = ()) -> list[Endpoint]:
    """All addresses of `host`, checked; to be tried in order.

    Each must be public and the port one of IMAP's, unless the address lies in `allowed_private` (addresses
    or networks). One forbidden address forbids the name. The user reads the same as when nobody answers.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (socket.gaierror, UnicodeError) as error:  # a label of no or too many letters is a UnicodeError
        raise from_exception(socket.gaierror(str(error)), host) from error
    allowed = [ipaddress.ip_network(text, strict=False) for text in allowed_private]
    addresses = [(family, ipaddress.ip_address(str(place[0]).split("%")[0])) for family, *_, place in found]
    refused = [str(ip) for _, ip in addresses if not _may_reach(ip, port, allowed)]
    if refused:
        log.warning("refused to connect to %r port %d: %s", host, port, ", ".join(refused))
        raise from_exception(ConnectionRefusedError("address or port not allowed"), host)
    return [Endpoint(family, str(ip), port) for family, ip in addresses]


def _may_reach(ip: IP, port: int, allowed: Sequence[Network]) -> bool:
    inner = getattr(ip, "ipv4_mapped", None) or ip
    if any(inner in network for network in allowed):
        return True
    wrapped = any(inner in network for network in (*_WRAPPERS, _SHARED))
    return port in IMAP_PORTS and inner.is_global and not inner.is_multicast and not wrapped
