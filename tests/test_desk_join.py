"""A seat line by line: a real party, a real line, and a pipe for the player's fingers."""

import asyncio
import io
import os
from contextlib import asynccontextmanager

import pytest

from tests.party.house import PIN, Memory, open_host, plan, reopened, serving
from tests.tui.stage import make_part, make_plan
from trivia.clock import SystemClock
from trivia.desk.join import PlainSeat
from trivia.errors import CommandError
from trivia.party import events
from trivia.party.client import NotLetIn, party_address
from trivia.party.plan import Plan
from trivia.party.standing import results
from trivia.party.wallet import Wallet

PATIENCE = 10


class Told(io.StringIO):
    """What the game says; `saw` waits for words."""

    def __init__(self):
        super().__init__()
        self._said = asyncio.Event()

    def write(self, text):
        written = super().write(text)
        self._said.set()
        return written

    async def saw(self, words):
        while words not in self.getvalue():
            self._said.clear()
            await asyncio.wait_for(self._said.wait(), PATIENCE)


class Person(io.TextIOWrapper):
    """A pipe that says it is a terminal."""

    def isatty(self):
        return True


class Player:
    def __init__(self, folder, port, *, typed, name="Ada", pin=f"/J/{PIN}"):
        out, into = os.pipe()
        given = self.given = (Person if typed else io.TextIOWrapper)(io.FileIO(out))
        self.fingers = os.fdopen(into, "w")
        self.told = Told()
        seat = PlainSeat(Wallet(folder), SystemClock().now_ms, given, self.told)
        address = party_address(f"127.0.0.1:{port}{pin}")
        self.playing = asyncio.ensure_future(seat.play(address, name))

    def types(self, *lines):
        for line in lines:
            self.fingers.write(f"{line}\n")
        self.fingers.flush()

    async def ends(self):
        try:
            await asyncio.wait_for(self.playing, PATIENCE)
        finally:
            if not self.fingers.closed:
                self.fingers.close()
            self.given.close()


@asynccontextmanager
async def night(*parts, **fields):
    what = Plan("Test night", parts) if parts else plan(**fields)
    host = open_host(what, Memory())
    async with serving(host) as server:
        yield host, server.port


async def test_a_night_for_a_person_at_a_screen_reader(tmp_path):
    async with night(make_part(count=1), make_part("final-wager", count=1)) as (host, port):
        ada = Player(tmp_path, port, typed=True)
        await ada.told.saw("You're in, Ada.\nEyes on the big screen.")
        ada.types("name Ada L.", "team Reds")
        await ada.told.saw("You're in, Ada L. You play for Reds.")
        host.do(events.Started())
        await ada.told.saw("Round 1 of 2: The overture.")
        ada.types("1")
        await ada.told.saw("Nothing to answer just now. q leaves.")
        host.do(events.Advanced())
        await ada.told.saw("4. Florence Foster Jenkins\n")
        assert "Question 1 of 1, 20 seconds. Film.\nWhich film won" in ada.told.getvalue()
        ada.types("time")
        await ada.told.saw("seconds left.")
        ada.types("5")
        await ada.told.saw("I did not catch that. Answer 1 to 4, or a to d.")
        ada.types("A")
        await ada.told.saw("Locked in.")
        host.do(events.Advanced())
        await ada.told.saw("Right! +")
        await ada.told.saw("Source: Golden Globes 2017: the full list of winners, paragraph 12.\nScore: ")
        host.do(events.Advanced())
        await ada.told.saw("1. Reds: ")
        host.do(events.Advanced())
        host.do(events.Advanced())
        await ada.told.saw("What's your stake? 0 to ")
        ada.types("100")
        await ada.told.saw("Your stake is in.")
        await ada.told.saw("Question 1 of 1")
        host.do(events.Paused())
        await ada.told.saw("A short break.")
        host.do(events.Resumed())
        await ada.told.saw("The show goes on.")
        ada.types("q")
        await ada.ends()
        assert not any(seat.present for seat in host.room.seats.values())


async def test_a_pipe_gives_one_line_for_each_question_and_its_end_leaves(tmp_path):
    async with night(count=3) as (host, port):
        ada = Player(tmp_path, port, typed=False)
        ada.types("1", "2")
        ada.fingers.close()
        await ada.told.saw("We start in a moment.")
        host.do(events.Started())
        for number in (1, 2):
            host.do(events.Advanced())
            await ada.told.saw(f"Question {number} of 3")
            while not host.room.asked.answers:
                await asyncio.wait_for(_happens(host, events.Answered), PATIENCE)
            host.do(events.Advanced())
        host.do(events.Advanced())
        await ada.ends()
        marks = [mark.mark for result in results(host.room) for mark in result.marks.values()]
        assert marks == ["right", "right"]


def _happens(host, kind):
    found = asyncio.get_running_loop().create_future()
    host.subscribe(
        lambda event, _: found.set_result(event) if isinstance(event, kind) and not found.done() else None
    )
    return found


async def test_a_buzzer_and_a_board_by_lines(tmp_path):
    async with night(make_part("buzzer", count=1), make_part("board")) as (host, port):
        ada = Player(tmp_path, port, typed=True)
        await ada.told.saw("We start")
        host.do(events.Started())
        host.do(events.Advanced())
        await ada.told.saw("b and Enter to buzz.")
        ada.types("b")
        await ada.told.saw("The floor is yours!\n1. La La Land")
        ada.types("2")
        await ada.told.saw("Answers are in.")
        host.do(events.RevealedNow())
        await ada.told.saw("The answer is La La Land.")
        host.do(events.Advanced())
        host.do(events.Advanced())
        host.do(events.Advanced())
        await ada.told.saw("Your choice!\n1. Film for 200\n2. Film for 400")
        ada.types("17")
        await ada.told.saw("Choose a square by its number.")
        ada.types("2")
        await ada.told.saw("Question 1 of 16")
        assert host.room.asked.cell == 1
        host.do(events.Ended())
        await ada.told.saw("That's the show.")
        host.do(events.Closed())
        await ada.ends()
        assert Wallet(tmp_path).seat(party_address(f"127.0.0.1:{port}").url) is None


async def test_a_lost_line_is_told_and_found_again(tmp_path):
    journal = Memory()
    host = open_host(plan(seconds=120), journal)
    async with serving(host) as server:
        port = server.port
        ada = Player(tmp_path, port, typed=True)
        await ada.told.saw("We start")
        host.do(events.Started())
        host.do(events.Advanced())
        await ada.told.saw("Question 1 of 3")
        ada.types("1")
        await ada.told.saw("Locked in.")
    await ada.told.saw("Lost the line")
    host = reopened(journal)
    async with serving(host, port):
        await ada.told.saw("You're back in your seat.")
        host.do(events.Advanced())
        await ada.told.saw("Right!")
        assert ada.told.getvalue().count("Question 1 of 3") == 1
        host.do(events.Closed())
        await ada.ends()


async def test_what_is_missing_is_asked_for(tmp_path):
    async with night() as (host, port):
        ada = Player(tmp_path, port, typed=True, name="", pin="")
        await ada.told.saw("The PIN on the big screen: ")
        ada.types("111111", "Ada")
        await ada.told.saw("not tonight's PIN")
        ada.types(PIN)
        await ada.told.saw("You're in, Ada.")
        ada.fingers.close()
        await ada.ends()
        assert [seat.name for seat in host.room.seats.values()] == ["Ada"]


@pytest.mark.parametrize("lines", [(), ("111111",), ("111111", "Ada")])
async def test_a_pipe_that_says_too_little_or_wrong_things_gets_no_seat(tmp_path, lines):
    async with night() as (_, port):
        ada = Player(tmp_path, port, typed=False, name="", pin="")
        ada.types(*lines)
        ada.fingers.close()
        with pytest.raises(NotLetIn if len(lines) == 2 else CommandError, match="PIN"):
            await ada.ends()


async def test_names_are_never_escapes(tmp_path):
    host = open_host(make_plan(), Memory())
    host.do(events.Joined("k1", "Kurt"))
    async with serving(host) as server:
        with pytest.raises(NotLetIn, match="letter or two"):
            await Player(tmp_path, server.port, typed=False, name="\x1b\u202e").ends()
