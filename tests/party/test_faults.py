"""A night on which lines break, phones sleep and the host is killed: what was acknowledged counts, once."""

import asyncio
from contextlib import suppress
from random import Random

from msgspec.structs import replace
from websockets.exceptions import ConnectionClosed

from benchmarks.hostile import frame
from tests.party.house import (
    ROOMY,
    Guest,
    Memory,
    calling,
    first_question,
    open_host,
    plan,
    reopened,
    seated,
    serving,
)
from trivia.party.events import Advanced
from trivia.party.journal import replay
from trivia.party.server import PartyServer
from trivia.party.standing import results, scoreboard

PLAYERS = 200
PATIENT = replace(ROOMY, grace=60.0)
"""On a slow machine a way back takes longer than anyone would be waited for."""

WAYS = ("before", "sent", "taken", *[""] * 7)
"""How a line breaks while it is answered; three in ten do."""


class Wanderer:
    """A guest whose line breaks and who comes back."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.name = f"Guest {number}"
        self.option = number % 4
        self.token = ""
        self.seat = ""
        self.answered: list[int] = []

    async def enter(self, server: PartyServer) -> None:
        async with calling(server) as guest:
            await guest.join(self.name)
            self.token, self.seat = guest.token, guest.seat
            guest.connection.transport.abort()

    async def answer(self, server: PartyServer, question: int) -> None:
        """Answer, with a line that breaks before, after the answer was sent, after it was taken, or not."""
        drops = WAYS[(self.number + 3 * question) % len(WAYS)]
        for tries in range(3):
            async with calling(server) as guest:
                await guest.back(self.token)
                if drops == "before" and not tries:
                    guest.connection.transport.abort()
                    continue
                if await self._answer(guest, question, drops if not tries else ""):
                    return
        raise AssertionError("three lines in a row were lost")

    async def _answer(self, guest: Guest, question: int, drops: str) -> bool:
        await guest.hear("ask")
        await guest.say("answer", q=question, o=self.option)
        if drops == "sent":
            guest.connection.transport.abort()
            return False
        said = await guest.hear("taken", "error")
        assert said["t"] == "taken" or said["code"] == "answered", said
        self.answered.append(question)
        if drops == "taken":
            guest.connection.transport.abort()
        return True


async def test_dropped_lines_and_a_killed_host_lose_no_answer_and_count_none_twice():
    journal = Memory()
    host = open_host(plan(3, seconds=300), journal)
    guests = [Wanderer(number) for number in range(PLAYERS)]
    half = PLAYERS // 2
    async with serving(host, limits=PATIENT) as server:
        await asyncio.gather(*(guest.enter(server) for guest in guests))
        first_question(host)
        await asyncio.gather(*(guest.answer(server, 1) for guest in guests))
        host.do(Advanced())
        host.do(Advanced())
        await asyncio.gather(*(guest.answer(server, 2) for guest in guests[:half]))
    host = reopened(journal)  # the host was killed in mid-question
    async with serving(host, limits=PATIENT) as server:
        await asyncio.gather(*(guest.answer(server, 2) for guest in guests[half:]))
        host.do(Advanced())
        host.do(Advanced())
        await asyncio.gather(*(guest.answer(server, 3) for guest in guests))
        host.do(Advanced())
    assert [guest.answered for guest in guests] == [[1, 2, 3]] * PLAYERS
    for result in results(host.room):
        options = {player: marked.option for player, marked in result.marks.items()}
        assert options == {guest.seat: guest.option for guest in guests}
    assert replay(journal.events()) == host.room
    assert sum(line.right for line in scoreboard(host.room)) == 3 * PLAYERS // 4


async def test_three_hundred_hostile_frames_change_nothing():
    host = open_host(plan(), Memory())
    limits = replace(ROOMY, burst=1_000, faults=1_000, guesses=1_000)
    chance = Random(5)  # noqa: S311 - it is to be the same again
    async with serving(host, limits=limits) as server, seated(server, "Ada", "Bo") as (ada, _):
        first_question(host)
        for _ in range(20):
            async with calling(server) as mallory:
                with suppress(ConnectionClosed):  # a frame was too large
                    for _ in range(15):
                        await mallory.connection.send(frame(chance))
                    await mallory.settled()
        await ada.say("answer", q=1, o=0)
        await ada.hear("taken")
        assert {seat.name for seat in host.room.seats.values()} >= {"Ada", "Bo"}
        assert (host.room.question, list(host.room.asked.answers)) == (1, [ada.seat])
        assert host.room.corrections == ()


async def test_a_line_that_is_open_at_one_end_only_is_found_out_and_the_seat_given_back():
    host = open_host(plan(), Memory())
    async with serving(host) as server, calling(server) as ada:
        await ada.join("Ada")
        ada.connection.transport.pause_reading()  # a phone asleep: its line is open and nobody is there
        async with calling(server) as again:
            assert (await again.back(ada.token))["seat"] == ada.seat
            first_question(host)
            await again.hear("ask")
            await again.say("answer", q=1, o=0)
            await again.hear("taken")
        ada.connection.transport.abort()
