"""Where a party's door is: on this machine alone, or open to the network, maybe behind a proxy or tunnel."""

from typing import Final
from urllib.parse import urlsplit

from msgspec import Struct

from trivia.errors import CommandError
from trivia.party.addresses import own_addresses, to_offer
from trivia.party.limits import Limits, for_crowd

LOOPBACK: Final = "127.0.0.1"
"""Where a door is unless the host says otherwise: on this machine alone."""

EVERYWHERE: Final = "0.0.0.0"  # noqa: S104 - as the host says it
"""Where it is open to the network."""

DEFAULT_PORT: Final = 8765
"""The port of a party where none is said."""

HIGHEST_PORT: Final = 65_535

PER_ADDRESS: Final = Limits().per_address
"""Connections that one address may have at a time where nothing is said."""

MOST_PER_ADDRESS: Final = Limits().connections


class Door(Struct, frozen=True):
    """Where the door of a party is.

    Attributes:
        bind: The address to listen at.
        port: The port; 0 for any that is free.
        base_url: The address of a proxy or tunnel before it; empty where phones come straight.
        per_address: Connections from one address at a time; a crowd behind one router shares one.
    """

    bind: str = LOOPBACK
    port: int = DEFAULT_PORT
    base_url: str = ""
    per_address: int = PER_ADDRESS

    @property
    def limits(self) -> Limits:
        """What its server allows."""
        return for_crowd(self.per_address)


def reachable(door: Door) -> tuple[str, ...]:
    """The addresses at which guests find a door, as they stand in a URL, the likeliest first; may be none."""
    if door.bind in {EVERYWHERE, "::"}:
        return tuple(address.ip for address in to_offer(own_addresses()))
    return (f"[{door.bind}]" if ":" in door.bind else door.bind,)


def door_wanted(
    bind: str | None, port: int | None, base_url: str, per_address: int | None = None
) -> Door | None:
    """The door that a command line asks for; `None` where it says nothing of one.

    Args:
        bind: The address to listen at; `None` for this machine alone.
        port: The port; `None` for the usual one.
        base_url: The address of a proxy or tunnel before it; may be empty.
        per_address: Connections from one address at a time; `None` for the usual number.

    Raises:
        CommandError: If there is no such port or number, or the base URL is none.
    """
    if port is not None and not 0 <= port <= HIGHEST_PORT:
        raise CommandError(f"--port should be 0 to {HIGHEST_PORT}, found {port}")
    if base_url and not _is_base(base_url):
        raise CommandError(
            f"--base-url should be an address without a path, like https://quiz.example.org; "
            f"found {base_url!r}"
        )
    if per_address is not None and not 1 <= per_address <= MOST_PER_ADDRESS:
        raise CommandError(f"--per-address should be 1 to {MOST_PER_ADDRESS:,}, found {per_address:,}")
    if bind is None and port is None and not base_url and per_address is None:
        return None
    return Door(
        bind or LOOPBACK,
        DEFAULT_PORT if port is None else port,
        base_url.rstrip("/"),
        PER_ADDRESS if per_address is None else per_address,
    )


def _is_base(url: str) -> bool:
    try:
        parts = urlsplit(url)
        named = bool(parts.hostname) and parts.username is None and (parts.port or 1) > 0
    except ValueError:
        return False
    more = parts.query or parts.fragment or parts.path.strip("/")
    return parts.scheme in {"http", "https"} and named and not more
