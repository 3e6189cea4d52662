"""A seat at a party on another machine: keeps its line, and comes back to its seat by itself.

It knows no screen. What the party says is handed on as messages of `says.py`; what the player does is said
with `say`. Import this late: websockets is loaded with it.
"""

import asyncio
from collections.abc import Callable
from secrets import token_hex
from typing import Final, NamedTuple
from urllib.parse import urlsplit

import msgspec
from websockets.exceptions import WebSocketException

from trivia.errors import CommandError
from trivia.facts.text import shortened
from trivia.party import says, wire
from trivia.party.calling import Call, call, house, nobody
from trivia.party.doorway import DEFAULT_PORT
from trivia.party.page import SOCKET_PATH

_FIRST_WAIT: Final = 0.15
_LONGEST_WAIT: Final = 1.5
_STEADY: Final = 5.0
"""A line that held for so many seconds is looked for quickly again; one that never does is not."""

SEAT_MOST: Final = 10.0
"""Seconds that a house may take to give a seat, however often it is called meanwhile."""

_MOST_FAULTS: Final = 10
"""Messages one after the other of which none makes sense, after which whoever sends them is no party."""

_MOST_WORDS: Final = 300
_FINAL: Final = frozenset({"unknown-seat", "version"})
"""Errors after which coming back is of no use."""


class PartyAddress(NamedTuple):
    """Where a party is.

    Attributes:
        url: The WebSocket's address.
        pin: The PIN, where the address bore it; else empty.
    """

    url: str
    pin: str


def party_address(text: str) -> PartyAddress:
    """Read the address of a party as people type it or a QR code says it.

    Args:
        text: Like `192.168.1.20`, `192.168.1.20:8765`, or `HTTP://192.168.1.20:8765/J/482193`.

    Raises:
        CommandError: If it is none.
    """
    plain = text.strip()
    whole = plain if "://" in plain else f"http://{plain}"
    try:
        parts = urlsplit(whole)
        port = parts.port
    except ValueError:
        parts, port = urlsplit(""), None
    scheme = {"http": "ws", "ws": "ws", "https": "wss", "wss": "wss"}.get(parts.scheme.lower())
    host = parts.hostname or ""
    if scheme is None or not host or any(sign.isspace() for sign in host):
        raise CommandError(
            f"{text!r} is no address of a party. It looks like 192.168.1.20:8765, as on the big screen."
        )
    name = f"[{host}]" if ":" in host else host
    shown = port or (DEFAULT_PORT if "://" not in plain else None)
    before, _, pin = parts.path.lower().rpartition("/j/")
    return PartyAddress(
        f"{scheme}://{name}{f':{shown}' if shown else ''}{SOCKET_PATH}",
        pin if not before and pin.isdigit() else "",
    )


class NotLetIn(Exception):  # noqa: N818 - the party has its reasons
    """The party does not give this player a seat.

    Attributes:
        code: Why, for programs: `wrong-pin`, `name`, `same`, `locked` and the like.
        words: Why, for people.
    """

    def __init__(self, code: str, words: str) -> None:
        self.code = code
        self.words = words
        super().__init__(words)


class SeatClient:
    """A seat elsewhere.

    Attributes:
        token: The seat's secret; empty before there is a seat. Whoever keeps it can come back to the seat.
        seated: Whether the line holds and the seat is taken.
    """

    def __init__(
        self,
        url: str,
        heard: Callable[[says.FromServer], None],
        line: Callable[[bool], None],
        *,
        pin: str = "",
        name: str = "",
        team: str = "",
        token: str = "",
    ) -> None:
        """Make a client that is not connected yet.

        Args:
            url: The WebSocket's address (`party_address`).
            heard: Hears what the party says.
            line: Hears when the line is there (true), and when it is lost (false).
            pin: The party's PIN, for a new seat.
            name: The player's name, for a new seat.
            team: A team to play for; empty for none.
            token: The secret of a seat to come back to; empty for a new one.
        """
        self.token = token
        self.seated = False
        self._url = url
        self._heard = heard
        self._line = line
        self._hello = wire.Hello(wire.VERSION, pin, name, team, token_hex(16), "terminal")
        self._known = False
        self._faults = 0
        self._connection: Call | None = None
        self._unanswered: wire.Answer | wire.Wager | None = None
        self._sending: set[asyncio.Task[None]] = set()
        self._over = False

    async def run(self) -> None:
        """Play until the party says goodbye, or `leave` is called; a lost line is looked for again.

        Raises:
            NotLetIn: If the party gives no seat, or has none of this secret.
            CommandError: If nobody is there at the first try, or what is there is no party.
        """
        now = asyncio.get_running_loop().time
        wait, met, called_at = _FIRST_WAIT, False, now()
        while not self._over:
            opened_at = now()
            try:
                async with call(self._url) as line:
                    met = True
                    await self._attend(line)
            except wire.Malformed as fault:
                raise CommandError(
                    f"There is no party of this game at {house(self._url)}: {fault.words}"
                ) from fault
            except (OSError, asyncio.TimeoutError, UnicodeError, WebSocketException) as error:
                tired = not met or now() - called_at >= SEAT_MOST
                if tired and not self._known and not self._over:
                    raise nobody(self._url, error) from error
            finally:
                self._connection = None
                if self.seated:
                    self.seated = False
                    self._line(False)
            if not self._over:
                wait = _FIRST_WAIT if now() - opened_at >= _STEADY else wait
                await asyncio.sleep(wait)
                wait = min(2 * wait, _LONGEST_WAIT)

    async def _attend(self, line: Call) -> None:
        """Take the seat, and hear what the party says, for as long as the line holds."""
        self._connection = line
        # Whoever answers and gives no seat is hung up on, and called again.
        silence = line.loop.call_later(SEAT_MOST, self._hang_up, line)
        try:
            await line.send(wire.encode(self._first()))
            while not self._over:
                self._hear(await line.hear())
        finally:
            silence.cancel()

    def _hang_up(self, line: Call) -> None:
        if not self.seated:
            line.transport.abort()

    def say(self, message: wire.FromClient) -> None:
        """Say something; an answer or a stake that is lost on the way is said again by itself."""
        if isinstance(message, wire.Answer | wire.Wager):
            self._unanswered = message
        if self._connection is not None:
            task = asyncio.get_running_loop().create_task(self._send(self._connection, message))
            self._sending.add(task)
            task.add_done_callback(self._sending.discard)

    def leave(self) -> None:
        """Go; the seat stays empty until somebody comes back with its secret."""
        self._over = True
        self.say(wire.Leave())

    def _first(self) -> wire.FromClient:
        return wire.Back(wire.VERSION, self.token) if self.token else self._hello

    async def _send(self, connection: Call, message: msgspec.Struct) -> None:
        try:
            await connection.send(wire.encode(message))
            if self._over:
                await connection.close()
        except (WebSocketException, OSError):
            return  # the line is lost; `run` sees that too

    def _hear(self, frame: str | bytes) -> None:
        said = self._read(frame)
        match said:
            case None | says.Pong():
                return
            case says.Welcome():
                self.token = said.token or self.token
                self.seated, self._known, back = True, True, not self.seated
                if back:
                    self._line(True)
            case says.Error() if not self.seated or said.code in _FINAL:
                raise self._refused(said)
            case says.Bye() if not self._known:
                raise self._refused(said)
            case says.Asked() | says.Stake():
                self._say_again(said)
            case says.Took() if self._unanswered is not None and said.q == self._unanswered.q:
                self._unanswered = None
            case says.Error() if said.code in {"answered", "staked"}:
                self._unanswered = None
                return
            case says.Bye():
                self._over = True
        self._heard(said)

    def _read(self, frame: str | bytes) -> says.FromServer | None:
        """What a frame says; what makes no sense is passed over, unless nothing else comes."""
        try:
            said = wire.read(frame)
        except wire.Malformed:
            self._faults += 1
            if not self.seated or self._faults >= _MOST_FAULTS:
                raise
            return None
        self._faults = 0
        return said

    def _refused(self, said: says.Error | says.Bye) -> NotLetIn:
        self._over = True
        return NotLetIn(
            said.code, shortened(said.words, _MOST_WORDS) or "The host gives no seat, and no reason."
        )

    def _say_again(self, said: says.Asked | says.Stake) -> None:
        """What was said to this very question, and has not arrived, is said again; to another it is void."""
        waiting = self._unanswered
        if waiting is None:
            return
        kind = wire.Answer if isinstance(said, says.Asked) else wire.Wager
        if waiting.q == said.q and isinstance(waiting, kind):
            self.say(waiting)
        else:
            self._unanswered = None
