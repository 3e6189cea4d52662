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
        arrival_rate: New seats that it may take once it has taken twice `per_address`, so that one machine
            cannot sit on every chair.
        burst: Frames that one connection may send at once; as many pings, pongs and pieces of frames besides.
        rate: Frames that it may send from then on, and as many of those.
        changes: Changes of name and team, and goodbyes, that one seat may make at once.
        change_rate: Changes that it may make from then on; the journal keeps each of them.
        faults: Frames of no use, or too many, after which a connection is cut.
        guesses: Wrong PINs that one address may send at once.
        guess_rate: Wrong PINs that it may send from then on.
        guesses_in_all: Wrong PINs from anywhere after which nobody who has just guessed wrong may try again;
            `guess_rate` times as many as one address has are forgotten from then on.
        unseated: How long a connection may stay without a seat.
        grace: How long a seat that lost its line counts as there.
        backlog: Bytes that wait for a phone that does not read; with more its line is cut, and it comes back.
    """

    seats: int = 2_000
    connections: int = 4_000
    per_address: int = 64
    knocks: int = 300
    knock_rate: float = 30.0
    arrival_rate: float = 0.2
    burst: int = 20
    rate: float = 5.0
    changes: int = 6
    change_rate: float = 0.1
    faults: int = 10
    guesses: int = 10
    guess_rate: float = 0.25
    guesses_in_all: int = 200
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

    def overflows(self, now: float) -> bool:
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


class Pace:
    """Says how long to wait so that no more than `burst` comes at once, and `rate` a second from then on."""

    __slots__ = ("_at", "_burst", "_level", "_rate")

    def __init__(self, burst: float, rate: float) -> None:
        self._burst = burst
        self._rate = rate
        self._level = 0.0
        self._at = 0.0

    def wait(self, now: float, cost: float) -> float:
        """Take so much, and say for how many seconds nothing more should be taken; 0 for at once."""
        self._level = max(0.0, self._level - (now - self._at) * self._rate) + cost
        self._at = now
        return max(0.0, self._level - self._burst) / self._rate


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
        self._knocks = Buckets(limits.knocks, limits.knock_rate)
        self._arrivals = Buckets(2 * limits.per_address, limits.arrival_rate)
        self._guesses = Buckets(limits.guesses, limits.guess_rate)
        in_all = limits.guesses_in_all
        self._all_guesses = Bucket(in_all, limits.guess_rate * in_all / max(limits.guesses, 1))

    @property
    def inside(self) -> int:
        """How many connections there are."""
        return self._all

    @property
    def is_full(self) -> bool:
        """Whether there is no room for another connection."""
        return self._all >= self._limits.connections

    def has_all_of(self, address: str) -> bool:
        """Whether this address has all connections that one may have."""
        return self._inside.get(address, 0) >= self._limits.per_address

    def knock(self, address: str, now: float) -> bool:
        """Remember that somebody wants to come in from an address, which may not be too often.

        Args:
            address: Where they come from, as `home` puts it.
            now: The moment, in seconds.
        """
        heard = self._knocks.take(address, now)
        self.turned_away += not heard
        return heard

    def enter(self, address: str, *, shared: bool = False) -> bool:
        """Let a connection in, if there is room.

        Args:
            address: Where it comes from.
            shared: Whether everyone's connections come from there, as from a proxy; then only the whole
                counts.
        """
        if self.is_full or (not shared and self.has_all_of(address)):
            self.turned_away += 1
            return False
        self._inside[address] = self._inside.get(address, 0) + 1
        self._all += 1
        return True

    def leave(self, address: str) -> None:
        """A connection that was let in is gone."""
        self._all -= 1
        here = self._inside.pop(address) - 1
        if here:
            self._inside[address] = here

    def may_guess(self, address: str, now: float) -> bool:
        """Whether this address may try a PIN now.

        Args:
            address: The address; empty for one that everybody shares, where only the whole counts.
            now: The moment, in seconds.
        """
        if self._all_guesses.is_full(now):  # many addresses guess together: a fresh one has one try
            return bool(address) and self._guesses.is_idle(address, now)
        return not address or not self._guesses.is_full(address, now)

    def guessed_wrong(self, address: str, now: float) -> None:
        """Remember a wrong PIN; arguments as for `may_guess`."""
        self._all_guesses.overflows(now)
        if address:
            self._guesses.take(address, now)

    def may_sit(self, address: str, now: float) -> bool:
        """Whether this address may take another seat now; arguments as for `may_guess`."""
        return not address or not self._arrivals.is_full(address, now)

    def sat(self, address: str, now: float) -> None:
        """Remember that it has taken one."""
        if address:
            self._arrivals.take(address, now)


class Buckets:
    """A bucket for each address, or each seat, thrown away when it has run empty."""

    def __init__(self, burst: int, rate: float) -> None:
        """Make none yet.

        Args:
            burst: How many things each lets pass at once.
            rate: How many a second from then on.
        """
        self._burst = burst
        self._rate = rate
        self._found: dict[str, Bucket] = {}
        self._many = _MANY

    def take(self, address: str, now: float) -> bool:
        """Take one, if it is not too many; whether it was taken."""
        bucket = self._found.get(address)
        if bucket is None:
            self._tidy(now)
            bucket = self._found[address] = Bucket(self._burst, self._rate)
        if bucket.is_full(now):
            return False
        bucket.overflows(now)
        return True

    def is_full(self, address: str, now: float) -> bool:
        """Whether one more would be too many."""
        bucket = self._found.get(address)
        return bucket is not None and bucket.is_full(now)

    def is_idle(self, address: str, now: float) -> bool:
        """Whether nothing is left of what was taken."""
        bucket = self._found.get(address)
        return bucket is None or bucket.is_idle(now)

    def _tidy(self, now: float) -> None:
        if len(self._found) >= self._many:
            self._found = {home: kept for home, kept in self._found.items() if not kept.is_idle(now)}
            self._many = max(_MANY, 2 * len(self._found))


def forwarded_home(header: str) -> str:
    """What counts as one address of those that a proxy names; empty where it names none.

    Args:
        header: All of `X-Forwarded-For`. Whoever is behind the proxy may begin it as they like; the last
            entry is the proxy's own. A port behind an address, as some proxies write it, does not count.
    """
    last = header.rpartition(",")[2].strip()
    bare = last[1:].partition("]")[0] if last.startswith("[") else last
    if bare.count(":") == 1:
        bare = bare.partition(":")[0]
    try:
        ip_address(bare.partition("%")[0])
    except ValueError:
        return ""
    return home(bare)


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
