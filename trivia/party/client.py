"""A seat at a party on another machine: keeps its line, and comes back to its seat by itself.

It knows no screen. What the party says is handed on as messages of `says.py`; what the player does is said
with `say`. Import this late: websockets is loaded with it.
"""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from ipaddress import ip_address
from secrets import token_hex
from typing import Final, NamedTuple
from urllib.parse import urlsplit

import msgspec
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import InvalidHandshake, WebSocketException

from trivia.errors import CommandError
from trivia.party import says, wire
from trivia.party.doorway import DEFAULT_PORT
from trivia.party.page import SOCKET_PATH

_FIRST_WAIT: Final = 0.15
_LONGEST_WAIT: Final = 1.5
_OPEN_MOST: Final = 2.5
_PING_EVERY: Final = 5.0
_MOST_BYTES: Final = 1 << 18
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
        self._connection: ClientConnection | None = None
        self._unanswered: wire.Answer | wire.Wager | None = None
        self._sending: set[asyncio.Task[None]] = set()
        self._over = False

    async def run(self) -> None:
        """Play until the party says goodbye, or `leave` is called; a lost line is looked for again.

        Raises:
            NotLetIn: If the party gives no seat, or has none of this secret.
            CommandError: If nobody is there at the first try, or what is there is no party.
        """
        wait = _FIRST_WAIT
        met = False
        while not self._over:
            try:
                async with connect(
                    self._url,
                    compression=None,
                    max_size=_MOST_BYTES,
                    open_timeout=_OPEN_MOST,
                    close_timeout=1,
                    ping_interval=_PING_EVERY,
                    ping_timeout=_PING_EVERY,
                    proxy=None if _is_near(self._url) else True,
                ) as connection:
                    met = True
                    self._connection = connection
                    await connection.send(wire.encode(self._first()))
                    async for frame in connection:
                        wait = _FIRST_WAIT
                        self._hear(frame)
            except wire.Malformed as fault:
                house = _house(self._url)
                raise CommandError(f"There is no party of this game at {house}: {fault.words}") from fault
            except (OSError, asyncio.TimeoutError, InvalidHandshake, WebSocketException) as error:
                if not met:
                    raise _nobody(self._url, error) from error
            finally:
                self._connection = None
                if self.seated:
                    self.seated = False
                    self._line(False)
            if not self._over:
                await asyncio.sleep(wait)
                wait = min(2 * wait, _LONGEST_WAIT)

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

    async def _send(self, connection: ClientConnection, message: msgspec.Struct) -> None:
        try:
            await connection.send(wire.encode(message))
            if self._over:
                await connection.close()
        except (WebSocketException, OSError):
            return  # the line is lost; `run` sees that too

    def _hear(self, frame: str | bytes) -> None:
        said = wire.read(frame)
        match said:
            case None | says.Pong():
                return
            case says.Welcome():
                self.token = said.token or self.token
                self.seated = True
                self._line(True)
            case says.Error() if not self.seated or said.code in _FINAL:
                self._over = True
                raise NotLetIn(said.code, said.words)
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


async def knock(url: str) -> None:
    """Find out whether anybody opens, before a player is asked for anything.

    Args:
        url: The WebSocket's address. One that a proxy may be asked for is not tried.

    Raises:
        CommandError: If nobody does.
    """
    parts = urlsplit(url)
    if not _is_near(url):
        return
    port = parts.port or (443 if parts.scheme == "wss" else 80)
    try:
        _, line = await asyncio.wait_for(asyncio.open_connection(parts.hostname, port), _OPEN_MOST)
    except (OSError, asyncio.TimeoutError) as error:
        raise _nobody(url, error) from error
    line.close()
    with suppress(OSError):
        await line.wait_closed()


def _nobody(url: str, error: Exception) -> CommandError:
    reason = str(error) or "no answer in time"
    return CommandError(
        f"Nobody opens at {_house(url)}: {reason}. "
        "Is it the address on the big screen, and are you in the same network?"
    )


def _house(url: str) -> str:
    """The address of a party, as it is told to people."""
    return url.removesuffix(SOCKET_PATH)


def _is_near(url: str) -> bool:
    """Whether an address is a number or this machine, which no proxy is asked for."""
    host = urlsplit(url).hostname or ""
    try:
        ip_address(host)
    except ValueError:
        return host == "localhost" or host.endswith(".local")
    return True
