"""How a party stands up to a hall.

    python -m benchmarks.party [players ...]

For each number of players a real server, in a process of its own and with its journal in a save file, is
joined by as many WebSocket clients. They play ten questions and answer each all within 50 ms. The floor is
a bare `websockets` server in the same call, which broadcasts a frame of the same size and echoes what it
hears. Printed are, in milliseconds, how long after the first client the others have the question (p50,
p99), how long an answer takes to be acknowledged (p50, p99), when all are in, and the server's CPU seconds
and peak memory. Needs POSIX.
"""

import argparse
import asyncio
import json
import os
import resource
import struct
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from websockets.asyncio.server import ServerConnection, broadcast, serve

from trivia.clock import SystemClock
from trivia.party.events import Advanced, Closed, Opened, Resumed, Started
from trivia.party.host import Host
from trivia.party.limits import Limits, room_for
from trivia.party.plan import Ask, Plan, RoundPlan
from trivia.party.server import PartyServer
from trivia.party.standing import results
from trivia.saves.parties import new_party, taken_up

QUESTIONS = 10
BURST = 0.05
PIN = "482193"
SECRET = "benchmark-secret-of-the-host"  # noqa: S105 - a benchmark's own
LIMITS = Limits(per_address=5_000, knocks=100_000, knock_rate=100_000, connections=6_000)


def plan() -> Plan:
    asks = tuple(
        Ask(
            id=f"q{number}",
            pack="benchmark",
            heading="Best Original Song",
            prompt=f"Which of these songs from the night was sung in the film, by lead number {number}?",
            options=("City of Stars", "Can't Stop the Feeling!", "Faith", "How Far I'll Go"),
            answer=number % 4,
            because="City of Stars, by Justin Hurwitz, Pasek and Paul, won for La La Land that night.",
            source="74th Golden Globe Awards, paragraph 7",
        )
        for number in range(QUESTIONS + 1)
    )
    return Plan(name="Benchmark", rounds=(RoundPlan("classic", "All together", asks, seconds=60),))


# The servers, each in a process of its own, which reads words from its standard input


async def words() -> asyncio.StreamReader:
    reader = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(reader), sys.stdin
    )
    return reader


def report(**fields: object) -> None:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    cpu = usage.ru_utime + usage.ru_stime
    peak = usage.ru_maxrss / (1024 if sys.platform != "darwin" else 1024 * 1024)
    print(json.dumps({"cpu": cpu, "mib": peak, **fields}), flush=True)


async def floor() -> None:
    """A bare server: broadcasts on a word, echoes everything."""
    room_for(LIMITS.connections)
    lines: set[ServerConnection] = set()
    asked = json.dumps({"t": "ask", "q": 1, "pad": "x" * 330})
    closing = json.dumps({"t": "reveal", "pad": "x" * 330})

    async def echo(line: ServerConnection) -> None:
        lines.add(line)
        async for message in line:
            await line.send(message)

    async with serve(echo, "127.0.0.1", 0, compression=None, backlog=1_024) as server:
        report(port=next(iter(server.sockets)).getsockname()[1])
        reader = await words()
        while (word := (await reader.readline()).decode().strip()) != "end":
            if word == "ask":
                broadcast(lines, asked)
            elif word == "reveal":
                broadcast(lines, closing)
            report()
        report()
        os._exit(0)


async def party(folder: Path, port: int, uid: str) -> None:
    """A party, driven by words: a new one, or the one that was killed."""
    clock = SystemClock()
    if uid:
        host, journal = taken_up(folder, uid, clock.utc_ms, clock.now_ms)
        if host.room.paused:
            host.do(Resumed())
    else:
        journal = new_party(folder, plan(), clock.utc_ms)
        host = Host(journal, clock.now_ms)
        host.do(Opened(plan()))
    server = PartyServer(host, pin=PIN, secret=SECRET, limits=LIMITS)
    await server.start("127.0.0.1", port)
    report(port=server.port, uid=journal.uid)
    reader = await words()
    while (word := (await reader.readline()).decode().strip()) != "end":
        if word == "start":
            host.do(Started())
        elif word in {"ask", "reveal"}:
            host.do(Advanced())
        report(phase=host.room.phase.value)
    found = [
        {seat: mark.option for seat, mark in result.marks.items() if mark.option >= 0}
        for result in results(host.room)
    ]
    report(answers=found)
    host.do(Closed())
    os._exit(0)


# The clients, which do as little as they can: what is measured is the server


class Client(asyncio.Protocol):
    """A WebSocket client that takes times; masks are zero, so a frame goes out as it is."""

    def __init__(self, number: int, port: int) -> None:
        self.number = number
        self.port = port
        self.rest = b""
        self.open = False
        self.seat = ""
        self.token = ""
        self.ready: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.asked_at = 0.0
        self.question = 0
        self.sent_at = 0.0
        self.acked_at = 0.0
        self.frames = 0
        self.first = b""
        self.ack = b""
        self.sought: Callable[[], None] = lambda: None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask for a WebSocket."""
        self.transport = transport
        transport.write(  # type: ignore[attr-defined]
            f"GET /ws HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n"
            "Upgrade: websocket\r\nConnection: Upgrade\r\n"
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n".encode()
        )

    def data_received(self, data: bytes) -> None:
        """Take the frames apart; everything in them came at this moment."""
        now = time.perf_counter()
        self.rest += data
        if not self.open:
            head, found, rest = self.rest.partition(b"\r\n\r\n")
            if not found:
                return
            assert b" 101 " in head, head
            self.open, self.rest = True, rest
            self.say(self.first)
        while len(self.rest) >= 2:
            size, start = self.rest[1], 2
            if size == 126:
                if len(self.rest) < 4:
                    return
                size, start = struct.unpack(">H", self.rest[2:4])[0], 4
            if len(self.rest) < start + size:
                return
            code, body = self.rest[0] & 15, self.rest[start : start + size]
            self.rest = self.rest[start + size :]
            if code == 9:
                self.say(body, 10)
            elif code == 1:
                self.heard(body, now)

    def heard(self, body: bytes, now: float) -> None:
        """Note when what was waited for came."""
        self.frames += 1
        if body.startswith((b'{"t":"ask"', b'{"t": "ask"')):
            self.asked_at = now
            self.question = json.loads(body)["q"]
            self.sought()
        elif body.startswith(self.ack):
            self.acked_at = now
            self.sought()
        elif not self.ready.done():
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
        self.transport.write(head + b"\0\0\0\0" + body)  # type: ignore[attr-defined]

    def answer(self) -> None:
        """Answer what is asked."""
        self.sent_at = time.perf_counter()
        self.say(json.dumps({"t": "answer", "q": self.question, "o": self.number % 4}).encode())


class Served:
    """The server's process."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process

    async def read(self) -> dict:
        """The next thing it reports."""
        assert self.process.stdout is not None
        return json.loads(await self.process.stdout.readline())

    async def tell(self, word: str) -> dict:
        """Have it do something, and hear that it is done."""
        assert self.process.stdin is not None
        self.process.stdin.write(f"{word}\n".encode())
        return await self.read()


def percentile(values: list[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


async def all_have(clients: list[Client], what: Callable[[Client], bool]) -> None:
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
        await asyncio.wait_for(done.wait(), 60)


async def served(kind: str, folder: str, port: int = 0, uid: str = "") -> tuple[Served, dict]:
    """Start a server, and hear where it is."""
    given = [f"--serve={kind}", f"--folder={folder}", f"--port={port}", f"--uid={uid}"]
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "benchmarks.party", *given),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        limit=1 << 24,
    )
    started = Served(process)
    return started, await started.read()


async def connected(clients: list[Client]) -> float:
    """Open all lines at once; how many seconds it takes until all are in."""
    loop = asyncio.get_running_loop()
    began = time.perf_counter()
    lines = (
        loop.create_connection(lambda client=client: client, "127.0.0.1", client.port) for client in clients
    )
    await asyncio.gather(*lines)
    await asyncio.gather(*(client.ready for client in clients))
    return time.perf_counter() - began


async def answered(clients: list[Client]) -> list[float]:
    """Have them all answer within the burst; how many milliseconds each waited to be acknowledged."""
    loop = asyncio.get_running_loop()
    start = loop.time() + 0.05
    for place, client in enumerate(clients):
        loop.call_at(start + BURST * place / len(clients), client.answer)
    await all_have(clients, lambda client: client.acked_at > 0)
    return [(client.acked_at - client.sent_at) * 1_000 for client in clients]


async def measure(kind: str, players: int, folder: str) -> dict:
    server, told = await served(kind, folder)
    clients = [Client(number, told["port"]) for number in range(players)]
    for client in clients:
        hello = {"t": "hello", "v": 1, "pin": PIN, "name": f"Guest {client.number}"}
        client.first = json.dumps(hello).encode()
        client.ack = b'{"t":"taken"' if kind == "party" else b'{"t": "answer"'
    joined = await connected(clients)
    before = await server.tell("start")
    await asyncio.sleep(0.5)
    spreads, acks = [], []
    frames = [client.frames for client in clients]
    for _ in range(QUESTIONS):
        for client in clients:
            client.asked_at = client.acked_at = 0.0
        await server.tell("ask")
        await all_have(clients, lambda client: client.asked_at > 0)
        first = min(client.asked_at for client in clients)
        spreads += [(client.asked_at - first) * 1_000 for client in clients]
        acks += await answered(clients)
        last = await server.tell("reveal")
        await asyncio.sleep(0.2)
    heard = max(client.frames - was for client, was in zip(clients, frames, strict=True)) / QUESTIONS
    row = {
        "joined": joined,
        "fan p50": percentile(spreads, 0.5),
        "fan p99": percentile(spreads, 0.99),
        "ack p50": percentile(acks, 0.5),
        "ack p99": percentile(acks, 0.99),
        "cpu": last["cpu"] - before["cpu"],
        "mib": last["mib"],
        "messages": heard,
    }
    if kind == "party":
        row |= await killed(server, clients, folder, told)
    else:
        await server.tell("end")
    for client in clients:
        client.transport.close()
    await server.process.wait()
    return row


async def killed(server: Served, clients: list[Client], folder: str, told: dict) -> dict:
    """Kill the host when half have answered, start it again, and have everyone come back."""
    half = len(clients) // 2
    for client in clients:
        client.asked_at = client.acked_at = 0.0
    await server.tell("ask")
    await all_have(clients, lambda client: client.asked_at > 0)
    await answered(clients[:half])
    server.process.kill()
    await server.process.wait()
    again, _ = await served("party", folder, told["port"], told["uid"])
    returned = [Client(client.number, client.port) for client in clients]
    for client, was in zip(returned, clients, strict=True):
        client.first = json.dumps({"t": "back", "v": 1, "token": was.token}).encode()
        client.ack = b'{"t":"taken"'
    back = await connected(returned)
    await all_have(returned, lambda client: client.asked_at > 0)
    await answered(returned[half:])
    await again.tell("reveal")
    answers = (await again.tell("end"))["answers"]
    for client in returned:
        client.transport.close()
    await again.process.wait()
    expected = {client.seat: client.number % 4 for client in clients}
    return {"back": back, "exact": answers == [expected] * (QUESTIONS + 1)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("players", nargs="*", type=int, default=[100, 300, 1_000])
    parser.add_argument("--serve", choices=["floor", "party"], help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--port", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--uid", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.serve:
        asyncio.run(floor() if asked.serve == "floor" else party(asked.folder, asked.port, asked.uid))
        return
    room_for(LIMITS.connections)
    heads = ("joined s", "fan p50", "fan p99", "ack p50", "ack p99", "cpu s", "MiB", "msgs/q")
    print(f"{'players':>7}       ", *(f"{head:>8}" for head in heads))
    for players in asked.players:
        with tempfile.TemporaryDirectory() as folder:
            found = {kind: asyncio.run(measure(kind, players, folder)) for kind in ("floor", "party")}
        for kind, row in found.items():
            figures = ("fan p50", "fan p99", "ack p50", "ack p99")
            print(
                f"{players:7} {kind:6} {row['joined']:8.2f}",
                *(f"{row[name]:8.1f}" for name in figures),
                end=" ",
            )
            print(f"{row['cpu']:8.2f} {row['mib']:8.1f} {row['messages']:8.1f}")
        bare, ours = found["floor"], found["party"]
        print(
            f"        ratio: fan-out p99 {ours['fan p99'] / bare['fan p99']:.2f}, acknowledged p99", end=" "
        )
        print(f"{ours['ack p99'] / bare['ack p99']:.2f}, memory {ours['mib'] / bare['mib']:.2f}", end="; ")
        print(f"host killed: all back {ours['back']:.2f} s after it was", end="; ")
        print(f"every answer counted once: {'yes' if ours['exact'] else 'NO'}")


if __name__ == "__main__":
    main()
