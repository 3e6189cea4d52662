"""A seat at a party elsewhere, for tests: app and party in one loop, with a real line between them."""

import asyncio
from contextlib import asynccontextmanager

from tests.party.house import PIN, Memory, open_host, serving
from tests.support import FakeClock
from tests.tui.pictures import settled
from tests.tui.stage import make_plan
from trivia.party import events
from trivia.party.client import party_address
from trivia.settings import Settings
from trivia.tui.party.seat_app import SeatApp

PATIENCE = 10
"""Seconds after which a test gives up on something that does not come."""


class Party:
    """A party that a seat elsewhere is at.

    Attributes:
        host: The party.
        server: Its server.
        clock: The clock of the host and of the seat, turned by hand.
    """

    def __init__(self, host, server, clock, journal):
        self.host, self.server, self.clock, self.journal = host, server, clock, journal

    def address(self, pin=f"/J/{PIN}"):
        return party_address(f"127.0.0.1:{self.server.port}{pin}")

    def app(self, folder, name="Ada", pin=f"/J/{PIN}", settings=None):
        app = SeatApp(
            self.address(pin), folder, settings or Settings(welcomed=True), self.clock.now_ms, name=name
        )
        app.HELD_KEY_SECONDS = 0.0
        return app

    def seat(self, name="Ada"):
        return next(seat.player for seat in self.host.room.seats.values() if seat.name == name)

    def do(self, *happens):
        for event in happens:
            self.host.do(event)


@asynccontextmanager
async def party(*parts, names=(), clock=None, **fields):
    clock, journal = clock or FakeClock(), Memory()
    host = open_host(make_plan(*parts, **fields), journal, clock.now_ms)
    for number, name in enumerate(names):
        host.do(events.Joined(f"k{number}", name))
    async with serving(host) as server:
        yield Party(host, server, clock, journal)


async def until(pilot, known):
    """Wait until the seat knows something, and has painted it.

    Args:
        pilot: The pilot of the seat's app.
        known: Says of what the seat knows whether that is it.
    """
    app = pilot.app
    while not known(app.seen):
        found = asyncio.get_running_loop().create_future()
        follow = app._seat.follow

        def heard(found=found, follow=follow):
            follow()
            if not found.done():
                found.set_result(None)

        app._seat.follow = heard
        try:
            await asyncio.wait_for(found, PATIENCE)
        finally:
            app._seat.follow = follow
    await settled(pilot)


def at(where):
    return lambda seen: seen.where == where
