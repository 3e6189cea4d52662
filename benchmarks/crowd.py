"""A crowd of WebSocket clients that take times; `benchmarks.party` and `benchmarks.faults` let it in.

The clients do as little as they can: what is measured is the server. `python -m benchmarks.crowd` is a crowd
in a process of its own, which reads what it shall do from its standard input, a line of JSON at a time, and
answers likewise.
"""

import asyncio
import json
import struct
import sys
import time
from collections.abc import Callable, Sequence
from typing import Any, Final

BURST: Final = 0.05
"""Seconds within which all answer."""

PATIENCE: Final = 60
"""Seconds after which something that did not come is given up."""


class Client(asyncio.Protocol):
    """A WebSocket client; its masks are zero, so a frame goes out as it is.

    Attributes:
        number: Its number; it takes the option of that number, modulo two: some questions have no more.
        first: What it says when its line is open.
        ack: How the acknowledgement of its answer begins.
        seat: Its seat's id.
        token: Its seat's secret.
        question: The question that was asked last.
        asked_at: When that came.
        sent_at: When it answered.
        acked_at: When that was acknowledged.
        frames: How many frames it has heard.
        sought: Is called when a question or an acknowledgement has come.
    """

    def __init__(self, number: int, port: int, first: dict[str, Any], ack: bytes = b'{"t":"taken"') -> None:
        """Make a client whose line is not open yet."""
        self.number = number
        self.first = json.dumps(first).encode()
        self.ack = ack
        self.seat, self.token, self.refusal = "", "", ""
        self.question, self.frames = 0, 0
        self.asked_at = self.sent_at = self.acked_at = 0.0
        self.sought: Callable[[], None] = lambda: None
        self.lost: Callable[[], None] = lambda: None
        self.transport: Any = None
        self.ready: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._port = port
        self._rest = b""
        self._open = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask for a WebSocket."""
        self.transport = transport
        self.transport.write(
            f"GET /ws HTTP/1.1\r\nHost: 127.0.0.1:{self._port}\r\n"
            "Upgrade: websocket\r\nConnection: Upgrade\r\n"
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n".encode()
        )

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - asyncio's hook
        """Say so to whoever wants to know."""
        if not self.ready.done():
            self.ready.set_exception(ConnectionError("the line was cut before there was a seat"))
        self.lost()

    def data_received(self, data: bytes) -> None:
        """Take the frames apart; everything in them came at this moment."""
        now = time.perf_counter()
        self._rest += data
        if not self._open:
            head, found, rest = self._rest.partition(b"\r\n\r\n")
            if not found:
                return
            assert b" 101 " in head, head
            self._open, self._rest = True, rest
            self.say(self.first)
        while len(self._rest) >= 2:
            size, start = self._rest[1], 2
            if size == 126:
                if len(self._rest) < 4:
                    return
                size, start = struct.unpack(">H", self._rest[2:4])[0], 4
            if len(self._rest) < start + size:
                return
            code, body = self._rest[0] & 15, self._rest[start : start + size]
            self._rest = self._rest[start + size :]
            if code == 9:
                self.say(body, 10)
            elif code == 1:
                self._heard(body, now)

    def _heard(self, body: bytes, now: float) -> None:
        """Note when what was waited for came."""
        self.frames += 1
        if body.startswith((b'{"t":"ask"', b'{"t": "ask"')):
            self.asked_at = now
            self.question = json.loads(body)["q"]
            self.sought()
        elif body.startswith(self.ack):
            self.acked_at = now
            self.sought()
        elif body.startswith(b'{"t":"error"'):
            self.refusal = json.loads(body)["code"]
            self.sought()
        if not self.ready.done():
            if body.startswith(b'{"t":"welcome"'):
                welcome = json.loads(body)
                self.seat, self.token = welcome["seat"], welcome.get("token", self.token)
            self.ready.set_result(None)

    def say(self, body: bytes, code: int = 1) -> None:
        """Send a frame."""
        head = (
            bytes([128 | code, 128 | len(body)])
            if len(body) < 126
            else (bytes([128 | code, 128 | 126]) + struct.pack(">H", len(body)))
        )
        self.transport.write(head + b"\0\0\0\0" + body)

    def answer(self) -> None:
        """Answer what is asked."""
        self.acked_at, self.refusal = 0.0, ""
        self.sent_at = time.perf_counter()
        self.say(json.dumps({"t": "answer", "q": self.question, "o": self.number % 2}).encode())


def hello(number: int, pin: str) -> dict[str, Any]:
    """What a client says to get a seat."""
    return {"t": "hello", "v": 1, "pin": pin, "name": f"Guest {number}"}


async def all_have(clients: Sequence[Client], what: Callable[[Client], bool]) -> None:
    """Wait until this is so of every client."""
    done = asyncio.Event()

    def look(client: Client) -> Callable[[], None]:
        def sought() -> None:
            if client in missing and what(client):
                missing.discard(client)
                if not missing:
                    done.set()

        return sought

    missing = {client for client in clients if not what(client)}
    for client in clients:
        client.sought = look(client)
    if missing:
        await asyncio.wait_for(done.wait(), PATIENCE)


async def connected(clients: Sequence[Client], port: int) -> float:
    """Open all lines at once; how many seconds it takes until all are in."""
    loop = asyncio.get_running_loop()
    began = time.perf_counter()
    lines = (loop.create_connection(lambda client=client: client, "127.0.0.1", port) for client in clients)
    await asyncio.gather(*lines)
    await asyncio.gather(*(client.ready for client in clients))
    return time.perf_counter() - began


async def answered(clients: Sequence[Client]) -> list[float]:
    """Have them all answer within the burst; how many milliseconds each waited to be acknowledged."""
    loop = asyncio.get_running_loop()
    start = loop.time() + BURST
    for client in clients:
        client.acked_at = 0.0
    for place, client in enumerate(clients):
        loop.call_at(start + BURST * place / len(clients), client.answer)
    await all_have(clients, lambda client: client.acked_at > 0)
    return [(client.acked_at - client.sent_at) * 1_000 for client in clients]


async def attend(words: asyncio.StreamReader, told: Callable[[object], None]) -> None:
    """Do what is asked for, word by word, until there is no more."""
    clients: list[Client] = []
    heard = 0
    while line := await words.readline():
        match json.loads(line):
            case ["join", int(port), int(players), str(pin), str(ack)]:
                clients = [Client(n, port, hello(n, pin), ack.encode()) for n in range(players)]
                told(await connected(clients, port))
            case ["wait"]:  # for the next question, which is not asked before this is told
                heard = sum(client.frames for client in clients)
                for client in clients:
                    client.asked_at = 0.0
                told("waiting")
            case ["answer"]:
                await all_have(clients, lambda client: client.asked_at > 0)
                first = min(client.asked_at for client in clients)
                spread = [(client.asked_at - first) * 1_000 for client in clients]
                told([spread, await answered(clients)])
            case ["heard"]:  # how many messages each has heard since the last wait
                told((sum(client.frames for client in clients) - heard) / len(clients))
            case ["seats"]:
                told({client.seat: client.number % 2 for client in clients})


async def main() -> None:
    """Be a crowd in a process of its own."""
    reader = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(reader), sys.stdin
    )
    await attend(reader, lambda found: print(json.dumps(found), flush=True))


if __name__ == "__main__":
    from trivia.party.limits import room_for

    room_for(5_000)
    asyncio.run(main())
