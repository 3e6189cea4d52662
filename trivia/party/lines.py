"""A client's line to the room: a WebSocket connection that is counted at the door and never waited for."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, Final

from websockets.asyncio.server import ServerConnection
from websockets.frames import OP_BINARY, OP_CONT, OP_TEXT, Frame
from websockets.protocol import Event, State

from trivia.party.anteroom import Anteroom
from trivia.party.limits import Bucket, home

if TYPE_CHECKING:
    import asyncio


_DATA: Final = frozenset({OP_CONT, OP_TEXT, OP_BINARY})
"""The frames that are a message, or part of one."""

_READ_AT_ONCE: Final = 4_096
"""Bytes that are read of a line before others have their turn; four times the largest frame."""


class Line(ServerConnection):
    """A connection.

    Attributes:
        address: Where it comes from, as the door counts it.
        player: The seat that it speaks for; empty without one.
        remote: Whether it is the host's remote.
        bucket: How much it may say.
        shared: Whether everyone comes from its address, as from a proxy that names nobody.
        faults: How many of its frames were of no use.
    """

    def __init__(
        self,
        *arguments: Any,
        anteroom: Anteroom,
        bucket: Bucket,
        pieces: Bucket,
        shared: Callable[[str], bool],
        hears: Callable[["Line", bytes], None],
        **options: Any,
    ) -> None:
        """Make a connection that is not made yet.

        Args:
            arguments: For websockets.
            anteroom: Who lets it in.
            bucket: How much it may say.
            pieces: How many pings, pongs and pieces of frames it may send, which nobody hears.
            shared: Whether everyone comes from an address, as from a proxy.
            hears: Hears every message of it.
            options: For websockets.
        """
        super().__init__(*arguments, **options)
        self.address = ""
        self.player = ""
        self.remote = False
        self.bucket = bucket
        self.shared = False
        self.faults = 0
        self._pieces = pieces
        self._anteroom = anteroom
        self._is_shared = shared
        self._hears = hears
        self._message = bytearray()
        self._inside = self._made = False

    def connection_made(self, transport: "asyncio.BaseTransport") -> None:
        """Count it; one too many is cut before anything is read of it."""
        peer = transport.get_extra_info("peername")
        self.address = home(str(peer[0])) if isinstance(peer, tuple) else ""
        self.shared = self._is_shared(self.address)
        self._inside = self._anteroom.let_in(self, self.loop.time(), shared=self.shared)
        if self._inside:
            self._made = True
            # Thousands of small frames fit into what asyncio reads at once, and would be taken apart at once.
            transport.max_size = _READ_AT_ONCE  # type: ignore[attr-defined]
            super().connection_made(transport)
        else:
            transport.abort()  # type: ignore[attr-defined] # asyncio's streams all have it

    def process_event(self, event: Event) -> None:
        """Hear a message as it comes, without a task that waits for it: a thousand answer at once.

        websockets has seen to it that it is not too large, in however many frames it comes. A flood of frames
        that are no message is cut, for each is kept or answered unasked.
        """
        if self.request is None or not isinstance(event, Frame):
            super().process_event(event)
            return
        if event.opcode not in _DATA or not event.fin:
            if self._pieces.overflows(self.loop.time()):
                self.transport.abort()
            if self.transport.is_closing():
                return
        if event.opcode not in _DATA:
            super().process_event(event)
        elif self.state is State.CONNECTING:
            self.transport.abort()  # it speaks before it was let in
        elif not self.transport.is_closing():
            self._message += event.data
            if event.fin:
                message, self._message = bytes(self._message), bytearray()
                self._hears(self, message)

    def connection_lost(self, exc: Exception | None) -> None:
        """Count it no more."""
        self._leave()
        if self._made:
            super().connection_lost(exc)

    @property
    def settled(self) -> bool:
        """Whether it has a seat, or is the host's remote."""
        return bool(self.player) or self.remote

    def send_away(self) -> None:
        """Cut it, and count it no more."""
        self._leave()
        self.transport.abort()

    def _leave(self) -> None:
        if self._inside:
            self._inside = False
            self._anteroom.leave(self)

    def comes_from(self, address: str) -> bool:
        """Count it where a proxy says that it comes from.

        Returns:
            Whether the door lets it in from there.
        """
        proxy = self.address
        self._leave()
        self.address, self.shared = address, False
        self._inside = self._anteroom.let_in(self, self.loop.time())
        if not self._inside:
            self.address, self.shared = proxy, True
            self._inside = self._anteroom.let_in(self, self.loop.time(), shared=True)
        return not self.shared

    @property
    def guest(self) -> str:
        """The address of whoever is there, as the door counts it; empty where that is everybody's."""
        return "" if self.shared else self.address

    @property
    def unread(self) -> int:
        """Bytes that wait for the other end to read."""
        return self.transport.get_write_buffer_size()


def send(lines: Iterable[Line], text: str, backlog: int) -> None:
    """Send a frame to each of these without waiting for any.

    It is put together once, and handed to the transport as it is; `websockets.broadcast` puts it together for
    each line. Nothing here sends a message in parts, so none is broken up by it.

    Args:
        lines: To whom.
        text: The frame.
        backlog: A line with more bytes than that unread is cut: its seat comes back for a fresh view, and
            memory stays what it is.
    """
    send_frame(lines, framed(text), backlog)


def framed(text: str) -> bytes:
    """A frame as it goes over the line."""
    return Frame(OP_TEXT, text.encode()).serialize(mask=False)


def send_frame(lines: Iterable[Line], frame: bytes, backlog: int) -> None:
    """Send a frame that was put together already; else as `send`."""
    for line in lines:
        if line.unread > backlog:
            line.transport.abort()
        elif line.state is State.OPEN:
            line.transport.write(frame)
