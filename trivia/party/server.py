"""The room's server: the page and the WebSocket on one port, in the loop of whoever starts it.

A client's word only lets something happen in the room (`Host.do`); the switchboard tells what comes of it.
Nothing that a client says can do more than its own seat may, but for the host's remote, which shows a secret
of 128 bits. Import this late: websockets is loaded with it.
"""

import asyncio
import errno
import logging
import socket
from collections.abc import Sequence
from contextlib import suppress
from http import HTTPStatus
from ipaddress import ip_address
from itertools import count
from typing import Any, Final
from urllib.parse import urlsplit

from msgspec.structs import replace
from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.datastructures import Headers
from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request, Response

from trivia.errors import CommandError
from trivia.party import says, wire
from trivia.party.anteroom import Anteroom
from trivia.party.hearing import Hearing
from trivia.party.host import Host
from trivia.party.limits import Bucket, Door, Limits, forwarded_home, room_for
from trivia.party.lines import Line
from trivia.party.page import SOCKET_PATH, Answer, Pages, is_own, refusal
from trivia.party.reception import Denied, Reception
from trivia.party.refused import Refused
from trivia.party.switchboard import Switchboard

_PING_EVERY: Final = 5.0
"""Seconds between two pings; they also measure how far away a seat is."""

_PINGS_APART: Final = 0.3
"""So much longer does one line wait than the one before, in turns: a hall that came in together would be
pinged together, and its answers would wait for that."""

_ACCEPTED_AT_ONCE: Final = 64
"""Connections that are taken in between two looks at those that are there."""

_WAITING: Final = 1_024
"""Connections that may wait to be taken in; whoever comes when these are full tries again a second later."""

_QUIET_LOG: Final = logging.getLogger("trivia.party.server")
_QUIET_LOG.addHandler(logging.NullHandler())
_QUIET_LOG.propagate = False  # a screen is being painted in this terminal


class PartyServer:
    """A party that is open to the network.

    Attributes:
        pin: The PIN.
        secret: The secret of the host's remote.
        port: The port; 0 before `start`.
        limits: What it allows, with as many connections as the system lets it hold.
        door: Who counts connections.
    """

    def __init__(
        self,
        host: Host,
        *,
        pin: str,
        secret: str,
        base_url: str = "",
        limits: Limits | None = None,
        blocked: Sequence[str] = (),
        names: Sequence[str] = (),
    ) -> None:
        """Make a server that does not serve yet.

        Args:
            host: The party, opened already.
            pin: The PIN on the big screen (`reception.new_pin`).
            secret: The secret of the host's remote (`reception.new_secret`).
            base_url: The address of a proxy or tunnel before it, like `https://quiz.example.org`, without a
                path; empty where phones come straight.
            limits: What it allows; `None` for the usual.
            blocked: Words that no name may have.
            names: Names of this machine besides those that it knows itself.
        """
        self.pin, self.secret, self.port = pin, secret, 0
        wanted = limits or Limits()
        self.limits = replace(wanted, connections=room_for(wanted.connections))
        self.door = Door(self.limits)
        self._anteroom = Anteroom(self.door)
        self._base = urlsplit(base_url)
        named = (*_own_names(), *names, self._base.hostname or "")
        self._names = frozenset(name.lower() for name in named if name)
        self._pages = Pages()
        self._reception = reception = Reception(host, self.door, self.limits, pin, secret, blocked)
        self._switchboard = Switchboard(host, reception, self.limits)
        self._hearing = Hearing(host, reception, self._switchboard, self.limits)
        self._server: Server | None = None
        self._lines = count()
        self._pinging: set[asyncio.Task[None]] = set()
        self._stopped = False

    @property
    def connected(self) -> int:
        """How many seats have a line."""
        return self._switchboard.connected

    @property
    def fits(self) -> int:
        """How many connections the system lets it hold; a host with more guests than that should know."""
        return self.limits.connections

    async def start(self, bind: str, port: int) -> None:
        """Serve from now on, in the running loop.

        Args:
            bind: The address to listen at: `127.0.0.1` for this machine alone, `0.0.0.0` for the network.
            port: The port; 0 for any that is free.

        Raises:
            CommandError: If that address or port cannot be had.
        """
        self._names |= {bind.lower()}  # a name that this machine is asked to answer to is its own
        try:
            door = _listening(bind, port)
            self._server = await serve(
                self._attend,
                sock=door,
                process_request=self._request,
                create_connection=self._line,  # type: ignore[arg-type] # a factory does
                compression=None,
                server_header=None,
                max_size=wire.MOST_BYTES,
                max_queue=16,
                open_timeout=10,
                close_timeout=2,
                ping_interval=_PING_EVERY,
                ping_timeout=2 * _PING_EVERY,
                logger=_QUIET_LOG,
                backlog=_ACCEPTED_AT_ONCE,
            )
        except (OSError, UnicodeError) as error:  # UnicodeError: no name at all, such as `a..b`
            raise CommandError(_stays_shut(bind, port, error)) from error
        door.listen(_WAITING)  # asyncio takes in as many at once as it lets wait, which is something else
        self.port = door.getsockname()[1]
        self._switchboard.open()

    def block(self, words: Sequence[str]) -> None:
        """Let no name have one of these words from now on; who is seated stays."""
        self._reception.blocked = tuple(words)

    def stop(self) -> None:
        """Hear nobody any more, at once: the party's journal may be closed then. `close` comes after it."""
        if not self._stopped:
            self._stopped = True
            self._hearing.hand_in()
        self._switchboard.close()
        if self._server is not None:
            self._server.close()

    async def close(self) -> None:
        """Serve no more. Phones look for the party until it is there again, unless it was closed."""
        self.stop()
        if self._server is not None:
            await self._server.wait_closed()
            self._server = None

    def join_url(self, address: str = "") -> str:
        """What the QR code says, in capitals, which make it smaller.

        Args:
            address: The address that phones can reach; not needed where there is a base URL.
        """
        return f"{self._root(address)}/J/{self.pin}".upper()

    def remote_url(self, address: str = "") -> str:
        """The link to the host's remote; whoever has it is the host.

        Args:
            address: As for `join_url`.
        """
        return f"{self._root(address)}/host#{self.secret}"

    def _root(self, address: str) -> str:
        if self._base.netloc:
            return f"{self._base.scheme}://{self._base.netloc}"
        return f"http://{address}:{self.port}"

    # Requests

    def _line(self, *arguments: Any, **options: Any) -> Line:
        bucket, pieces = (Bucket(self.limits.burst, self.limits.rate) for _ in range(2))
        options["ping_interval"] = _PING_EVERY + _PINGS_APART * (next(self._lines) % 16)
        return Line(
            *arguments,
            anteroom=self._anteroom,
            bucket=bucket,
            pieces=pieces,
            shared=self._is_proxy,
            hears=self._hears,
            **options,
        )

    def _is_proxy(self, address: str) -> bool:
        return bool(self._base.netloc) and _is_loopback(address)

    def _request(self, connection: ServerConnection, request: Request) -> Response | None:
        """Let a WebSocket through, or answer with a page."""
        headers = request.headers
        hosts = headers.get_all("Host")
        if len(hosts) != 1 or not is_own(hosts[0], self._names):
            return _response(refusal(421, "This house has another name: take the address on the big screen."))
        host = hosts[0]
        if isinstance(connection, Line) and self._is_proxy(connection.address):
            forwarded = forwarded_home(",".join(headers.get_all("X-Forwarded-For")))
            if forwarded and not connection.comes_from(forwarded):
                return _response(refusal(429, "One at a time, please. Try again in a moment.", host))
        path = request.path.partition("?")[0]
        if path != SOCKET_PATH:
            packed = any("gzip" in value.lower() for value in headers.get_all("Accept-Encoding"))
            mark = ",".join(headers.get_all("If-None-Match"))
            return _response(self._pages.answer(path, host, mark, gzipped=packed))
        if not all(self._is_own_origin(origin, host) for origin in headers.get_all("Origin")):
            return _response(refusal(403, "Another site's page may not play here.", host))
        if "websocket" not in ",".join(headers.get_all("Upgrade")).lower():
            return _response(refusal(426, "This door is for the game alone.", host))
        return None

    def _is_own_origin(self, origin: str, host: str) -> bool:
        scheme, _, rest = origin.lower().partition("://")
        if scheme not in {"http", "https"}:
            return False
        return rest == host.lower() or (bool(self._base.netloc) and rest == self._base.netloc.lower())

    # Words

    async def _attend(self, connection: ServerConnection) -> None:
        """Wait with one client for as long as its line holds; what it says is heard as it comes."""
        if not isinstance(connection, Line):
            raise AssertionError("every connection here is a line")
        line = connection
        loop = asyncio.get_running_loop()
        unseated = loop.call_later(self.limits.unseated, self._shut_unseated, line)
        try:
            await line.wait_closed()
        finally:
            unseated.cancel()
            self._switchboard.lost(line)

    def _hears(self, line: Line, raw: bytes) -> None:
        """Let a client have its say, if it does not say too much."""
        if self._stopped:
            return
        before = line.player
        if line.bucket.overflows(line.loop.time()):
            self._mistake(line, "slow", "Easy! One thing after the other.")
        else:
            self._take(line, raw)
        if line.faults >= self.limits.faults:
            line.transport.abort()  # what it has sent besides is not even looked at
        elif line.player and not before:
            first = line.loop.create_task(self._ping(line))
            self._pinging.add(first)
            first.add_done_callback(self._pinging.discard)

    async def _ping(self, line: Line) -> None:
        """Take the first measure of how far away a line is."""
        with suppress(ConnectionClosed):
            await line.ping()

    def _take(self, line: Line, raw: bytes) -> None:
        try:
            self._hearing.take(line, wire.decode(raw))
        except wire.Malformed as fault:
            self._mistake(line, fault.code, fault.words)
        except (Refused, Denied) as refusal:
            self._switchboard.send(line, says.Error(refusal.code, refusal.words))

    def _mistake(self, line: Line, code: str, words: str) -> None:
        """Say what was wrong, and count it."""
        line.faults += 1
        self._switchboard.send(line, says.Error(code, words))

    def _shut_unseated(self, line: Line) -> None:
        if not line.player and not line.remote:
            self._switchboard.end(line)


def _response(answer: Answer) -> Response:
    headers = Headers(answer.headers)
    if answer.status != HTTPStatus.NOT_MODIFIED:  # whose length would be that of the page
        headers["Content-Length"] = str(len(answer.body))
    headers["Connection"] = "close"
    return Response(answer.status, HTTPStatus(answer.status).phrase, headers, answer.body)


def _listening(bind: str, port: int) -> socket.socket:
    bind.encode("idna")  # as the socket does; but it says TypeError, and is left open then
    family = socket.AF_INET6 if ":" in bind else socket.AF_INET
    both = bind == "::" and socket.has_dualstack_ipv6()
    door = socket.create_server((bind, port), family=family, backlog=_WAITING, dualstack_ipv6=both)
    door.setblocking(False)
    return door


def _stays_shut(bind: str, port: int, error: OSError | UnicodeError) -> str:
    """Why a door cannot be opened there, and what helps: the likeliest fits the line that the show has."""
    number, reason = None, "that is no address"
    if isinstance(error, OSError):  # what follows "while" is Python's way to say where
        number, reason = error.errno, (error.strerror or str(error)).partition(" (while")[0]
    if number == errno.EADDRINUSE:
        return f"The door cannot open: port {port} is taken. Try another --port."
    if number == errno.EACCES:
        return f"The door cannot open: port {port} is not allowed. Try a --port above 1023."
    return (
        f"The door cannot open at {bind}, port {port}: {reason}. "
        "--host takes an address of this machine, or 0.0.0.0 for all."
    )


def _is_loopback(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False


def _own_names() -> tuple[str, ...]:
    """What this machine is called; with `.local`, as phones find it without a name server."""
    name = socket.gethostname()
    short = name.partition(".")[0]
    return "localhost", name, short, f"{name}.local", f"{short}.local"
