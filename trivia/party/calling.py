"""A guest's line to a party's house, which whoever answers there can neither flood nor lead astray.

Import this late: websockets is loaded with it.
"""

import asyncio
import logging
from contextlib import suppress
from ipaddress import ip_address
from types import TracebackType
from typing import Any, Final, cast
from urllib.parse import urlsplit

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidStatus
from websockets.frames import OP_BINARY, OP_CONT, OP_TEXT, CloseCode, Frame
from websockets.protocol import Event

from trivia.errors import CommandError
from trivia.facts.text import printable, shortened
from trivia.party.limits import Bucket, Pace
from trivia.party.page import SOCKET_PATH
from trivia.party.wire import Malformed

OPEN_MOST: Final = 2.5
"""Seconds that opening a line may take."""

CLOSE_MOST: Final = 1.0
"""Seconds that a goodbye may take."""

PING_EVERY: Final = 5.0
_MOST_BYTES: Final = 1 << 18
"""The largest frame that is taken; two thousand teams fit into it."""

_DATA: Final = frozenset({OP_CONT, OP_TEXT, OP_BINARY})
_READ_AT_ONCE: Final = 4_096
_PIECES: Final = 200
_PIECE_RATE: Final = 20.0
"""Pings, pongs and pieces of frames at once, and a second from then on; each is kept, or answered unasked."""

_BURST: Final = 400.0
_RATE: Final = 100.0
"""Frames that are taken at once, and a second from then on. A question is six, and the fullest lobby ten."""
_BYTES_EACH: Final = 2_048
"""So many bytes of a large frame count like a small one."""

_OUR_COMPLAINTS: Final = frozenset(
    {CloseCode.PROTOCOL_ERROR, CloseCode.INVALID_DATA, CloseCode.MESSAGE_TOO_BIG}
)
_NO_WEBSOCKET: Final = Malformed("unknown", "what it sends is no message of a game.")
_FLOOD: Final = Malformed("slow", "it sends more than anyone could read.")

_QUIET: Final = logging.getLogger("globes-trivia.calling")
_QUIET.addHandler(logging.NullHandler())
"""Where websockets tells of failed pings: without a handler Python would print its traceback."""


class Call(ClientConnection):
    """A line to the house at the other end."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        """Make a line that is not connected yet; the arguments are for websockets."""
        super().__init__(*arguments, **options)
        self._pieces = Bucket(_PIECES, _PIECE_RATE)
        self._pace = Pace(_BURST, _RATE)
        self._flooded = False

    def connection_made(self, transport: "asyncio.BaseTransport") -> None:
        """Read in small bites: thousands of small frames would be taken apart at once."""
        with suppress(AttributeError):
            transport.max_size = _READ_AT_ONCE  # type: ignore[attr-defined]
        super().connection_made(transport)

    def process_event(self, event: Event) -> None:
        """Cut the line where a flood comes of frames that are no message."""
        if self._flooded:
            return
        if isinstance(event, Frame) and (event.opcode not in _DATA or not event.fin):
            self._flooded = self._pieces.overflows(self.loop.time())
            if self._flooded:
                self.transport.abort()
                return
        super().process_event(event)

    async def hear(self) -> str | bytes:
        """The next message; they come no faster than anyone could read, and what is more waits at the house.

        Raises:
            ConnectionClosed: If the line is lost.
        """
        frame: str | bytes = await self.recv()
        await asyncio.sleep(self._pace.wait(self.loop.time(), 1 + len(frame) / _BYTES_EACH))
        return frame

    def fault(self, end: ConnectionClosed) -> Malformed | None:
        """What the other end did that the line was closed for; `None` where it was lost, or hung up on."""
        if self._flooded:
            return _FLOOD
        is_ours = end.sent is not None and not end.rcvd_then_sent and end.sent.code in _OUR_COMPLAINTS
        return _NO_WEBSOCKET if is_ours else None


class call(connect):  # noqa: N801 - used like websockets' own
    """Calls a house: `async with call(url) as line`.

    Where the line is closed because the other end floods it, or speaks no WebSocket, that is `Malformed`.
    """

    def __init__(self, url: str) -> None:
        """Get ready to call.

        Args:
            url: The WebSocket's address.
        """
        super().__init__(
            url,
            compression=None,
            max_size=_MOST_BYTES,
            open_timeout=OPEN_MOST,
            close_timeout=CLOSE_MOST,
            ping_interval=PING_EVERY,
            ping_timeout=PING_EVERY,
            proxy=None if _is_near(url) else True,
            logger=_QUIET,
            create_connection=Call,
        )

    async def __aenter__(self) -> Call:
        """The line, once it is open."""
        return cast("Call", await super().__aenter__())

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None,
        exc_value: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Close it, and say what was wrong with it."""
        await super().__aexit__(exc_type, exc_value, traceback)
        if isinstance(exc_value, ConnectionClosed):
            fault = cast("Call", self.connection).fault(exc_value)
            if fault is not None:
                raise fault from exc_value

    def process_redirect(self, exc: Exception) -> Exception | str:
        """Go nowhere else: a name and a PIN are for the house on the big screen."""
        return exc


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
        _, line = await asyncio.wait_for(asyncio.open_connection(parts.hostname, port), OPEN_MOST)
    except (OSError, asyncio.TimeoutError, UnicodeError) as error:
        raise nobody(url, error) from error
    line.close()
    with suppress(OSError):
        await line.wait_closed()


def nobody(url: str, error: Exception) -> CommandError:
    """The complaint that no party opens at an address, and why."""
    return CommandError(
        f"Nobody opens at {house(url)}: {_reason(error)}. "
        "Is it the address on the big screen, and are you in the same network?"
    )


def _reason(error: Exception) -> str:
    if isinstance(error, InvalidStatus):
        there = error.response.headers.get_all("Location")
        if there:
            return f"it sends guests on to {shortened(printable(there[0]))}"
        return f"what answers there is no party (HTTP {error.response.status_code})"
    if isinstance(error, InvalidHandshake):
        return "what answers there is no party"
    if isinstance(error, ConnectionClosed):
        return "whoever is there hangs up, and gives no seat"
    if isinstance(error, TimeoutError | asyncio.TimeoutError):
        return "no answer in time"
    if isinstance(error, UnicodeError):
        return "that is no name of a machine"
    return shortened(printable(str(error)))


def house(url: str) -> str:
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
