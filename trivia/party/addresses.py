"""Which of this machine's addresses the phones in the room can reach.

The standard library has no list of interfaces, so it is asked for in three ways: each interface by its name
where the system has that call (Linux, macOS), else this machine's own name, and the way that a packet to the
outside would take, which is asked of the routing table without sending one. What a name stands for may be
asked of a name server, and the show would stand still until that answers; so it comes last.
"""

import socket
import struct
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from ipaddress import IPv4Address, IPv4Network
from typing import Final, NamedTuple

_CONTAINERS: Final = (
    *("docker", "br-", "veth", "virbr", "vmnet", "vboxnet", "lxc", "lxd", "cni", "flannel", "cali", "podman"),
    *("vethernet", "bridge", "incus", "nerdctl", "kube", "cilium", "hyper-v", "wsl"),
)
_VPNS: Final = (
    *("tun", "tap", "wg", "utun", "ppp", "tailscale", "zt", "nordlynx", "ipsec", "proton", "mullvad"),
    *("gpd", "cscotun", "vpn", "feth"),
)
_TAILSCALE: Final = IPv4Network("100.64.0.0/10")
_DOCKER: Final = IPv4Network("172.17.0.0/16")
_HOME: Final = IPv4Network("192.168.0.0/16")

_SIOCGIFADDR: Final = 0xC0206921 if sys.platform == "darwin" else 0x8915
_ANYWHERE: Final = ("192.0.2.1", 9)
"""An address of nobody's (RFC 5737): only the way there is asked for, and nothing is sent."""


class Address(NamedTuple):
    """An address of this machine.

    Attributes:
        ip: The address, as in `192.168.1.20`.
        interface: What it belongs to, in the system's words; empty where that is not known.
        outward: Whether what goes out of this machine goes by it.
    """

    ip: str
    interface: str = ""
    outward: bool = False

    @property
    def for_phones(self) -> bool:
        """Whether a phone in the room can be expected to reach it: no loopback, no container, no VPN."""
        address, name = IPv4Address(self.ip), self.interface.casefold()
        nowhere = address.is_loopback or address.is_link_local or address.is_unspecified
        hidden = address in _TAILSCALE or (address in _DOCKER and not self.outward)
        return not nowhere and not hidden and not name.startswith((*_CONTAINERS, *_VPNS))


def own_addresses() -> tuple[Address, ...]:
    """Return the IPv4 addresses of this machine, each once, as the system tells them."""
    outward = _way_out()
    names = dict(_by_interface())
    found = dict.fromkeys((*(names or _by_name()), *([outward] if outward else [])))
    return tuple(Address(ip, names.get(ip, ""), ip == outward) for ip in found)


def to_offer(addresses: Iterable[Address]) -> tuple[Address, ...]:
    """Return the addresses that phones can reach, the likeliest first; empty where there are none.

    Args:
        addresses: This machine's, in any order.
    """
    good = [address for address in addresses if address.for_phones]
    return tuple(sorted(good, key=_likelihood))


def _likelihood(address: Address) -> tuple[bool, bool, bool, int]:
    """Sorts the way out first, then home networks, then any private one."""
    ip = IPv4Address(address.ip)
    return not address.outward, ip not in _HOME, not ip.is_private, int(ip)


def _by_interface() -> Iterator[tuple[str, str]]:
    """Every interface's address and name, where the system can be asked by name."""
    if sys.platform == "win32":
        return
    import fcntl

    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        for _, name in socket.if_nameindex():
            with suppress(OSError):  # an interface without an IPv4 address
                request = struct.pack("256s", name.encode()[:15])
                answer = fcntl.ioctl(asking.fileno(), _SIOCGIFADDR, request)
                yield socket.inet_ntoa(answer[20:24]), name


def _by_name() -> list[str]:
    """What this machine's own name stands for; on Windows these are all its addresses."""
    try:
        return socket.gethostbyname_ex(socket.gethostname())[2]
    except (OSError, UnicodeError):
        return []


def _way_out() -> str:
    """The address that a packet to the outside would bear; empty where there is no way out."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        try:
            asking.connect(_ANYWHERE)
            return str(asking.getsockname()[0])
        except OSError:
            return ""
