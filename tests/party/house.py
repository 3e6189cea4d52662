"""A party for tests: a small plan, a journal in memory, a real server on loopback, and bare clients."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress

import msgspec
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from trivia.clock import SystemClock
from trivia.party.events import Advanced, Event, Opened, Started
from trivia.party.host import Host
from trivia.party.journal import decoded, encoded, replay
from trivia.party.limits import Limits
from trivia.party.plan import Ask, Plan, RoundPlan
from trivia.party.reception import new_secret
from trivia.party.server import PartyServer

PIN = "482193"
SECRET = new_secret()
ROOMY = Limits(per_address=3_000, knocks=100_000, knock_rate=100_000, guesses=5, grace=0.2)
"""Limits for a party whose guests all come from this machine."""

_MONOTONIC = SystemClock().now_ms

_PATIENCE = 10
"""Seconds after which a test gives up on a message."""


def ask(number: int) -> Ask:
    return Ask(
        id=f"q{number}",
        pack="rivers",
        heading="Rivers",
        prompt=f"Into which sea does river {number} flow?",
        options=("North Sea", "Black Sea", "Red Sea", "Dead Sea"),
        answer=number % 4,
        because=f"SECRET-{number} flows there.",
        source="The atlas, paragraph 7",
    )


def plan(count: int = 3, *, seconds: int = 60, rule: str = "classic", **fields: object) -> Plan:
    asks = tuple(ask(number) for number in range(count))
    part = RoundPlan(rule=rule, title="Rivers", asks=asks, seconds=seconds, **fields)
    return Plan(name="Test night", rounds=(part,))


class Memory:
    """A journal that keeps events as they would stand in a file."""

    def __init__(self) -> None:
        self.rows: list[tuple[int, bytes]] = []
        self.full = False
        self.synced = 0

    def append(self, at_ms: int, event: Event) -> None:
        if self.full:
            raise OSError(28, "No space left on device")
        self.rows.append((at_ms, encoded(event)))

    def sync(self) -> None:
        if self.full:
            raise OSError(28, "No space left on device")
        self.synced += 1

    def events(self) -> list[tuple[int, Event]]:
        return [(at_ms, decoded(body)) for at_ms, body in self.rows]


def open_host(what: Plan, journal: Memory, clock_ms: Callable[[], int] = _MONOTONIC) -> Host:
    host = Host(journal, clock_ms)
    host.do(Opened(what))
    return host


def reopened(journal: Memory) -> Host:
    """The host after its program was killed: nothing is left but the journal."""
    events = journal.events()
    return Host(journal, _MONOTONIC, replay(events), events[-1][0])


@asynccontextmanager
async def serving(
    host: Host, port: int = 0, limits: Limits = ROOMY, **fields: object
) -> AsyncIterator[PartyServer]:
    server = PartyServer(host, pin=PIN, secret=SECRET, limits=limits, **fields)
    await server.start("127.0.0.1", port)
    try:
        yield server
    finally:
        await server.close()


class Guest:
    """A bare client, which says what it likes."""

    def __init__(self, connection: ClientConnection) -> None:
        self.connection = connection
        self.token = ""
        self.seat = ""
        self.all: list[dict] = []

    async def say(self, kind: str, **fields: object) -> None:
        await self.connection.send(msgspec.json.encode({"t": kind, **fields}).decode())

    async def hear(self, *kinds: str) -> dict:
        """The next message of one of these kinds; others are passed over, and kept in `all`."""
        while True:
            frame = await asyncio.wait_for(self.connection.recv(), _PATIENCE)
            self.all.append(msgspec.json.decode(frame))
            if self.all[-1]["t"] in kinds:
                return self.all[-1]

    async def hear_end(self) -> None:
        """Read until the line is closed."""
        with suppress(ConnectionClosed):
            while True:
                frame = await asyncio.wait_for(self.connection.recv(), _PATIENCE)
                self.all.append(msgspec.json.decode(frame))

    async def join(self, name: str, **fields: object) -> dict:
        await self.say("hello", v=1, pin=PIN, name=name, **fields)
        return self._seated(await self.hear("welcome", "error"))

    async def back(self, token: str) -> dict:
        await self.say("back", v=1, token=token)
        return self._seated(await self.hear("welcome", "error"))

    def _seated(self, said: dict) -> dict:
        self.token = said.get("token", self.token)
        self.seat = said.get("seat", self.seat)
        return said

    async def refused(self) -> str:
        """The code of the next refusal."""
        return (await self.hear("error"))["code"]

    async def settled(self) -> None:
        """Everything that was said has been heard on the other side."""
        await self.say("ping")
        await self.hear("pong")


@asynccontextmanager
async def calling(server: PartyServer, **options: object) -> AsyncIterator[Guest]:
    """A client with a line and no seat yet."""
    url = f"ws://127.0.0.1:{server.port}/ws"
    async with connect(url, compression=None, close_timeout=1, **options) as connection:
        yield Guest(connection)


@asynccontextmanager
async def seated(server: PartyServer, *names: str) -> AsyncIterator[list[Guest]]:
    """Clients with seats."""
    async with AsyncExitStack() as stack:
        guests = [await stack.enter_async_context(calling(server)) for _ in names]
        for guest, name in zip(guests, names, strict=True):
            assert (await guest.join(name))["t"] == "welcome"
        yield guests


def happening(host: Host, kind: type) -> "asyncio.Future[Event]":
    """The next event of a kind, as something to wait for."""
    found = asyncio.get_running_loop().create_future()

    def listen(event: Event, _: object) -> None:
        if isinstance(event, kind) and not found.done():
            found.set_result(event)

    host.subscribe(listen)
    return asyncio.wait_for(found, _PATIENCE)


def first_question(host: Host) -> None:
    host.do(Started())
    host.do(Advanced())
