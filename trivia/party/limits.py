"""How much the room's server lets anyone do: numbers, leaky buckets, and who is at the door.

Nothing here reads a clock; seconds come in as arguments, from any clock that only grows.
"""

from ipaddress import IPv6Address, ip_address
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

_MANY: Final = 1_000
"""So many addresses are remembered before the idle ones are forgotten."""

_OWN_FILES: Final = 64
"""Open files that the program needs besides connections: the journal, the terminal, the page."""


class Limits(Struct, frozen=True):
    """What the server allows. Rates are per second, times in seconds.

    Attributes:
        seats: Players that are taken in.
        connections: Connections in all, pages being loaded included.
        per_address: Connections from one address at a time. A crowd behind one router shares one.
        knocks: Connections that one address may open at once, one after the other; a page takes four.
        knock_rate: Connections that it may open from then on.
        burst: Frames that one connection may send at once.
        rate: Frames that it may send from then on.
        faults: Frames of no use, or too many, after which a connection is cut.
        guesses: Wrong PINs that one address may send at once.
        guess_rate: Wrong PINs that it may send from then on.
        unseated: How long a connection may stay without a seat.
        grace: How long a seat that lost its line counts as there.
        backlog: Bytes that wait for a phone that does not read; with more its line is cut, and it comes back.
    """

    seats: int = 2_000
    connections: int = 4_000
    per_address: int = 64
    knocks: int = 300
    knock_rate: float = 30.0
    burst: int = 20
    rate: float = 5.0
    faults: int = 10
    guesses: int = 10
    guess_rate: float = 0.25
    unseated: float = 20.0
    grace: float = 3.0
    backlog: int = 65_536


def for_crowd(per_address: int) -> Limits:
    """What is allowed where so many guests share one address, as behind one router.

    All that one address may do grows with them, wrong PINs too: else one joker would keep the others out.

    Args:
        per_address: Connections from one address at a time, 1 at least.
    """
    usual = Limits()
    share = max(1.0, per_address / usual.per_address)
    return replace(
        usual,
        per_address=per_address,
        connections=max(usual.connections, per_address),
        knocks=round(usual.knocks * share),
        knock_rate=usual.knock_rate * share,
        guesses=round(usual.guesses * share),
        guess_rate=usual.guess_rate * share,
    )


class Bucket:
    """Lets `burst` things pass at once, and `rate` a second from then on."""

    __slots__ = ("_at", "_burst", "_level", "_rate")

    def __init__(self, burst: int, rate: float) -> None:
        self._burst = burst
        self._rate = rate
        self._level = 0.0
        self._at = 0.0

    def take(self, now: float) -> bool:
        """Take one, and say whether that was too many."""
        self._drain(now)
        self._level = min(self._level + 1.0, self._burst + 1.0)
        return self._level > self._burst

    def is_full(self, now: float) -> bool:
        """Whether one more would be too many."""
        self._drain(now)
        return self._level + 1.0 > self._burst

    def is_idle(self, now: float) -> bool:
        """Whether nothing is left of what was taken."""
        self._drain(now)
        return self._level == 0.0

    def _drain(self, now: float) -> None:
        self._level = max(0.0, self._level - (now - self._at) * self._rate)
        self._at = now


class Door:
    """Counts connections and wrong guesses for each address.

    Attributes:
        turned_away: How many connections were not let in.
    """

    def __init__(self, limits: Limits) -> None:
        self.turned_away = 0
        self._limits = limits
        self._inside: dict[str, int] = {}
        self._all = 0
        self._knocks = _Buckets(limits.knocks, limits.knock_rate)
        self._guesses = _Buckets(limits.guesses, limits.guess_rate)

    @property
    def inside(self) -> int:
        """How many connections there are."""
        return self._all

    def enter(self, address: str, now: float, *, shared: bool = False) -> bool:
        """Let a connection in, if there is room.

        Args:
            address: Where it comes from, as `home` puts it.
            now: The moment, in seconds.
            shared: Whether everyone's connections come from there, as from a proxy; then only the whole
                counts.
        """
        here = self._inside.get(address, 0)
        full = self._all >= self._limits.connections
        if full or (not shared and (here >= self._limits.per_address or not self._knocks.take(address, now))):
            self.turned_away += 1
            return False
        self._inside[address] = here + 1
        self._all += 1
        return True

    def leave(self, address: str) -> None:
        """A connection that was let in is gone."""
        self._all -= 1
        here = self._inside.pop(address) - 1
        if here:
            self._inside[address] = here

    def may_guess(self, address: str, now: float) -> bool:
        """Whether this address may try a PIN now."""
        return not self._guesses.is_full(address, now)

    def guessed_wrong(self, address: str, now: float) -> None:
        """Remember a wrong PIN."""
        self._guesses.take(address, now)


class _Buckets:
    """A bucket for each address, thrown away when it has run empty."""

    def __init__(self, burst: int, rate: float) -> None:
        self._burst = burst
        self._rate = rate
        self._found: dict[str, Bucket] = {}
        self._many = _MANY

    def take(self, address: str, now: float) -> bool:
        """Take one, if it is not too many."""
        bucket = self._found.get(address)
        if bucket is None:
            self._tidy(now)
            bucket = self._found[address] = Bucket(self._burst, self._rate)
        if bucket.is_full(now):
            return False
        bucket.take(now)
        return True

    def is_full(self, address: str, now: float) -> bool:
        """Whether one more would be too many."""
        bucket = self._found.get(address)
        return bucket is not None and bucket.is_full(now)

    def _tidy(self, now: float) -> None:
        if len(self._found) >= self._many:
            self._found = {home: kept for home, kept in self._found.items() if not kept.is_idle(now)}
            self._many = max(_MANY, 2 * len(self._found))


def home(address: str) -> str:
    """What counts as one address: for IPv6 the network of 64 bits, of which a household has all addresses."""
    try:
        ip = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(ip, IPv6Address):
        return str(ip.ipv4_mapped or IPv6Address(int(ip) >> 64 << 64))
    return str(ip)


def room_for(wanted: int) -> int:
    """How many connections the system lets this program hold at once.

    Raises the soft limit on open files as far as that takes, and as the hard one allows.

    Args:
        wanted: How many there may be.

    Returns:
        At most `wanted`. Where there is no such limit to ask for, as on Windows, `wanted`.
    """
    try:
        import resource
    except ImportError:
        return wanted
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    needed = wanted + _OWN_FILES
    if soft != resource.RLIM_INFINITY and soft < needed:
        most = needed if hard == resource.RLIM_INFINITY else min(needed, hard)
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
            soft = most
        except (ValueError, OSError):  # a system that allows less than it says
            pass
    return wanted if soft == resource.RLIM_INFINITY else max(0, min(wanted, soft - _OWN_FILES))
