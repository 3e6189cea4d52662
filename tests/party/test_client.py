import asyncio
from contextlib import asynccontextmanager

import pytest
from websockets.asyncio.server import serve

from tests.party.house import PIN, Memory, first_question, open_host, plan, reopened, serving
from trivia.errors import CommandError
from trivia.party import says, wire
from trivia.party.client import NotLetIn, SeatClient, party_address
from trivia.party.events import Advanced, Closed, Kicked, Left
from trivia.party.standing import results


@pytest.fixture
def journal() -> Memory:
    return Memory()


@pytest.fixture
def host(journal):
    return open_host(plan(seconds=120), journal)


class Terminal:
    """What a screen would do with a client: it listens."""

    def __init__(self, port: int, **fields: str) -> None:
        self.lines: list[bool] = []
        self._heard: asyncio.Queue[says.FromServer] = asyncio.Queue()
        url = f"ws://127.0.0.1:{port}/ws"
        self.client = SeatClient(url, self._heard.put_nowait, self.lines.append, **fields)

    async def hears(self, kind: type) -> says.FromServer:
        while True:
            said = await asyncio.wait_for(self._heard.get(), 10)
            if isinstance(said, kind):
                return said


@asynccontextmanager
async def terminal(port: int, **fields: str):
    one = Terminal(port, **fields)
    running = asyncio.create_task(one.client.run())
    yield one
    one.client.leave()
    await asyncio.wait_for(running, 10)


@pytest.mark.parametrize(
    ("text", "url", "pin"),
    [
        ("192.168.1.20:8765", "ws://192.168.1.20:8765/ws", ""),
        ("192.168.1.20", "ws://192.168.1.20:8765/ws", ""),
        ("HTTP://192.168.1.20:8765/J/482193", "ws://192.168.1.20:8765/ws", "482193"),
        (" http://laptop.local:9000/j/482193 ", "ws://laptop.local:9000/ws", "482193"),
        ("laptop.local:9000/J/482193", "ws://laptop.local:9000/ws", "482193"),
        ("https://quiz.example.org", "wss://quiz.example.org/ws", ""),
        ("http://[fe80::1]:80/", "ws://[fe80::1]:80/ws", ""),
    ],
)
def test_an_address_is_read_as_people_have_it(text, url, pin):
    assert party_address(text) == (url, pin)


@pytest.mark.parametrize(
    "text", ["", "  ", "http://", "ftp://192.168.1.20", "192.168.1.20:port", "a b", "http://[::1"]
)
def test_what_is_no_address_is_told_in_words(text):
    with pytest.raises(CommandError, match=r"192\.168\.1\.20:8765"):
        party_address(text)


async def test_a_terminal_plays_a_question(host):
    async with serving(host) as server, terminal(server.port, pin=PIN, name="Ada", team="Reds") as ada:
        welcome = await ada.hears(says.Welcome)
        assert (welcome.name, welcome.team, ada.client.token) == ("Ada", "Reds", welcome.token)
        assert host.room.seats[welcome.seat].via == "terminal"
        first_question(host)
        asked = await ada.hears(says.Asked)
        ada.client.say(wire.Answer(asked.q, 0))
        await ada.hears(says.Took)
        await ada.hears(says.Shut)
        host.do(Advanced())
        assert (await ada.hears(says.Reveal)).you.verdict == "right"
    assert ada.lines == [True, False]
    assert not host.room.seats[welcome.seat].present


async def test_a_terminal_is_back_when_the_host_is_and_says_again_what_was_lost(host, journal):
    async with serving(host) as server:
        port = server.port
        running, ada = await _joined(port)
        first_question(host)
        asked = await ada.hears(says.Asked)
    ada.client.say(wire.Answer(asked.q, 0))
    host = reopened(journal)
    async with serving(host, port):
        await ada.hears(says.Took)
        host.do(Advanced())
        await ada.hears(says.Reveal)
        host.do(Closed())
        await asyncio.wait_for(running, 10)
    assert ada.lines == [True, False, True, False]
    assert [mark.mark for mark in results(host.room)[0].marks.values()] == ["right"]
    assert not any(isinstance(event, Left) for _, event in journal.events())


async def _joined(port: int):
    ada = Terminal(port, pin=PIN, name="Ada")
    running = asyncio.create_task(ada.client.run())
    await ada.hears(says.Welcome)
    return running, ada


async def test_an_answer_to_a_question_that_is_over_is_not_said_again(host):
    async with serving(host) as server, terminal(server.port, pin=PIN, name="Ada") as ada:
        seat = (await ada.hears(says.Welcome)).seat
        first_question(host)
        await ada.hears(says.Asked)
        line = server._switchboard._seated[seat]
        ada.client._unanswered = wire.Answer(7, 0)
        line.transport.abort()
        await ada.hears(says.Asked)
        ada.client.say(wire.Ping())
        assert ada.client._unanswered is None
        assert host.room.asked.answers == {}


async def test_a_terminal_with_its_secret_gets_its_seat(host):
    async with serving(host) as server:
        async with terminal(server.port, pin=PIN, name="Ada") as ada:
            seat = (await ada.hears(says.Welcome)).seat
        async with terminal(server.port, token=ada.client.token) as again:
            assert (await again.hears(says.Welcome)).seat == seat


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"pin": "000000", "name": "Ada"}, "wrong-pin"),
        ({"pin": PIN, "name": "\u202e"}, "name"),
        ({"token": "no-such-secret-at-all"}, "unknown-seat"),
    ],
)
async def test_a_terminal_that_is_not_let_in_is_told_why(host, fields, code):
    async with serving(host) as server:
        with pytest.raises(NotLetIn) as caught:
            await Terminal(server.port, **fields).client.run()
    assert caught.value.code == code
    assert caught.value.words


async def test_nobody_at_the_door_is_told_in_words(host):
    async with serving(host) as server:
        port = server.port
    with pytest.raises(CommandError, match=f"Nobody opens at ws://127.0.0.1:{port}"):
        await Terminal(port, pin=PIN, name="Ada").client.run()


async def test_a_house_that_is_no_party_is_told_in_words():
    async def says_nonsense(connection):
        await connection.recv()
        await connection.send('{"t":"welcome","v":"one"}')

    async with serve(says_nonsense, "127.0.0.1", 0) as other:
        port = other.sockets[0].getsockname()[1]
        with pytest.raises(CommandError, match=f"no party of this game at ws://127.0.0.1:{port}"):
            await asyncio.wait_for(Terminal(port, pin=PIN, name="Ada").client.run(), 10)


async def test_who_is_shown_out_stops_coming_back(host):
    async with serving(host) as server:
        running, ada = await _joined(server.port)
        host.do(Kicked(next(iter(host.room.seats))))
        assert (await ada.hears(says.Bye)).code == "gone"
        await asyncio.wait_for(running, 10)
