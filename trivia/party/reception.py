"""The reception: who gets a seat, and who gets it back. It knows the PIN and the seats' secrets.

A seat's secret is made here, told once, and kept as its SHA-256 alone, in the room and so in the journal.
"""

from collections.abc import Sequence
from hashlib import sha256
from hmac import compare_digest
from secrets import randbelow, token_hex, token_urlsafe
from typing import Final, NamedTuple

from trivia.party.events import Joined
from trivia.party.host import Host
from trivia.party.limits import Door, Limits
from trivia.party.names import clean_name
from trivia.party.queries import seated
from trivia.party.state import Room
from trivia.party.wire import VERSION, Back, Hello, HostHello

_KEYS: Final = 4_096
"""So many attempts to join are remembered, in case their welcome was lost on the way."""

SECRET_BYTES: Final = 16


class Denied(Exception):  # noqa: N818 - the reception denies; nothing went wrong
    """What the reception does not do.

    Attributes:
        code: `version`, `wrong-pin`, `wait`, `full`, `unknown-seat` or `secret`, for programs.
        words: The reason, for people.
    """

    def __init__(self, code: str, words: str) -> None:
        self.code = code
        self.words = words
        super().__init__(words)


class Welcomed(NamedTuple):
    """A seat and its secret."""

    player: str
    token: str


def new_pin() -> str:
    """A PIN: six figures, the first of them no 0, so that it is read out as it is typed."""
    return str(100_000 + randbelow(900_000))


def new_secret() -> str:
    """A secret of 128 bits that may stand in an address."""
    return token_urlsafe(SECRET_BYTES)


def hashed(token: str) -> str:
    """What is kept of a secret."""
    return sha256(token.encode()).hexdigest()


class Reception:
    """Gives out seats."""

    def __init__(
        self, host: Host, door: Door, limits: Limits, pin: str, secret: str, blocked: Sequence[str] = ()
    ) -> None:
        """Open a reception.

        Args:
            host: The party.
            door: Who counts the guesses.
            limits: How many seats there are.
            pin: The PIN on the big screen.
            secret: The secret of the host's remote.
            blocked: Words that no name may have.
        """
        self.blocked = tuple(blocked)
        self._host = host
        self._door = door
        self._limits = limits
        self.pin = pin
        self._secret = secret
        self._players = {seat.token: seat.player for seat in seated(host.room) if seat.token}
        self._attempts: dict[str, Welcomed] = {}

    def hello(self, hello: Hello, address: str, now: float) -> Welcomed:
        """Give someone a new seat; the one of the same attempt, where its welcome was lost.

        Args:
            hello: What was said.
            address: Where from; empty where that is everybody's.
            now: The moment, in seconds.

        Raises:
            Denied: If the PIN is wrong, or there is no seat left.
            Refused: If the room does not take the name, or nobody at all.
        """
        _check_version(hello.v)
        self._check_pin(hello.pin.replace(" ", ""), address, now)
        earlier = self._attempts.get(hello.key) if hello.key else None
        if earlier is not None and self._players.get(hashed(earlier.token)) == earlier.player:
            return earlier
        if not self._door.may_sit(address, now):
            raise Denied("wait", "So many guests from one place! Take a breath, and try again in a while.")
        if len(self._players) >= self._limits.seats:
            raise Denied("full", "Every seat is taken tonight. Ask the host for a stool.")
        room = self._host.room
        name = self.name_for(hello.name)
        team = self.name_for(hello.team) if hello.team.strip() else ""
        welcomed = Welcomed(_new_id(room), new_secret())
        self._host.do(Joined(welcomed.player, name, team, hello.via, hashed(welcomed.token)))
        self._door.sat(address, now)
        self._players[hashed(welcomed.token)] = welcomed.player
        if hello.key:
            self._attempts[hello.key] = welcomed
            if len(self._attempts) > _KEYS:
                del self._attempts[next(iter(self._attempts))]
        return welcomed

    def name_for(self, text: str) -> str:
        """A name of a seat or a team as it may stand on the screen; whether it is taken is the room's to say.

        Raises:
            Refused: If it can be none.
        """
        return clean_name(text, (), self.blocked)

    def back(self, back: Back) -> str:
        """The seat of someone who is back.

        Raises:
            Denied: If there is no such seat: the party is another one, or the host has shown it out.
        """
        _check_version(back.v)
        player = self._players.get(hashed(back.token))
        if player is None:
            raise Denied("unknown-seat", "A new show, so a new seat. Come in!")
        return player

    def host(self, hello: HostHello) -> None:
        """Let the host's remote in. Nobody guesses 128 bits, so no joker's guesses shut the host out.

        Raises:
            Denied: If the secret is another one.
        """
        _check_version(hello.v)
        if not _same(hello.secret, self._secret):
            raise Denied("secret", _WRONG_SECRET)

    def forget(self, player: str) -> None:
        """A seat is given up for good; its secret opens nothing any more."""
        self._players = {token: other for token, other in self._players.items() if other != player}

    def _check_pin(self, said: str, address: str, now: float) -> None:
        if not self._door.may_guess(address, now):
            raise Denied(
                "wait", "That was a lot of guesses. Look at the big screen, and try again in a while."
            )
        if not _same(said, self.pin):
            self._door.guessed_wrong(address, now)
            raise Denied("wrong-pin", _WRONG_PIN)


_WRONG_PIN: Final = "That's not tonight's PIN. It's on the big screen."
_WRONG_SECRET: Final = "That's not the host's secret. Open the whole link from the host's screen."  # noqa: S105


def _same(said: str, right: str) -> bool:
    """Whether a secret is the right one, in a time that does not tell how much of it is."""
    return compare_digest(said.encode("utf-8", "surrogatepass"), right.encode())


def _check_version(version: int) -> None:
    if version != VERSION:
        raise Denied("version", "This page is from another season. Load it again, and you're in.")


def _new_id(room: Room) -> str:
    while (found := f"p-{token_hex(4)}") in room.seats:
        pass
    return found
