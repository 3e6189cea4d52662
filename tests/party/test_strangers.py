"""A host that somebody else runs: whatever it sends, a guest sees text, or is told in a sentence why not."""

import asyncio
import io
import re
import time
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from websockets.frames import OP_BINARY, OP_CONT, OP_PING, OP_TEXT, Frame
from websockets.utils import accept_key

from tests.party.strangers import MESSAGES, TAME, WELCOME, heard_of
from tests.support import FakeClock
from trivia import seat_voice
from trivia.clock import SystemClock
from trivia.desk.join import PlainSeat
from trivia.errors import CommandError
from trivia.party import calling, client, says, wire
from trivia.party.afar import Afar
from trivia.party.wallet import MOST, KeptSeat, Wallet

TYPED = ["1", "2", "4", "5", "a", "d", "b", "0", "250", "999999999", "time", "?", "name Bo", "team", "é"]
STEP = st.one_of(MESSAGES, MESSAGES, MESSAGES, st.sampled_from(TYPED), st.integers(0, 90_000))
UNSAFE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


class Talker(PlainSeat):
    """A seat of which is kept what it says to the party."""

    def __init__(self, *arguments):
        super().__init__(*arguments)
        self.sent = []

    def _send(self, message):
        self.sent.append(message)


@given(TAME)
def test_what_is_within_the_bounds_is_taken(message):
    assert heard_of(message) is not None


STEPS = st.lists(STEP, max_size=40)


@given(STEPS)
@example([{"t": "stake", "q": 1, "heading": "", "most": 10**15}, "999999999"])
@settings(max_examples=80)
def test_a_seat_line_by_line_takes_whatever_comes(steps):
    listen(steps)


def listen(steps):
    """A visit to a host that sends these, by somebody who types these."""
    clock, told = FakeClock(), io.StringIO()
    with TemporaryDirectory() as folder:
        seat = Talker(Wallet(Path(folder)), clock.now_ms, io.StringIO(), told)
        for step in [WELCOME, *steps]:
            if isinstance(step, int):
                clock.turn(step)
            elif isinstance(step, str):
                seat._take(step)
            else:
                said = heard_of(step)
                if said is not None:
                    seat._hear(said)
            check(seat._seen, clock.now_ms())
    assert not UNSAFE.search(told.getvalue())
    for message in seat.sent:  # nor is it led to say what no house takes
        assert wire.decode(wire.encode(message)) == message


def check(seen: Afar, now: int) -> None:
    """What must be so of all that a seat may know."""
    left = seen.left_ms(now)
    assert left is None or 0 <= left <= 86_400_000
    assert seen.where != "ask" or seen.asked is not None
    assert not seen.may_answer or seen.asked is not None
    assert len(seat_voice.note(seen)) < 500


@pytest.fixture(autouse=True)
def _short_goodbyes(monkeypatch):
    """A host that does not answer a goodbye is waited for; here that is what it always does."""
    monkeypatch.setattr(calling, "CLOSE_MOST", 0.05)


def text(**fields) -> bytes:
    """A text frame as a server sends it."""
    return Frame(OP_TEXT, msgspec.json.encode(fields)).serialize(mask=False)


SEATED = text(**WELCOME, token="A" * 22)
ASKED = {"t": "ask", "q": 1, "n": 1, "of": 5, "heading": "", "options": ["a", "b"], "may": "answer"}


@asynccontextmanager
async def stranger(speak):
    """A house on a port of this machine, where `speak(reader, writer)` answers whoever calls."""
    talks = set()

    async def answer(reader, writer):
        talks.add(asyncio.current_task())
        try:
            with suppress(OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
                await speak(reader, writer)
        finally:
            writer.transport.abort()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    try:
        yield f"127.0.0.1:{server.sockets[0].getsockname()[1]}/J/482193"
    finally:
        server.close()
        for talk in talks:
            talk.cancel()
        await asyncio.gather(*talks, return_exceptions=True)


async def opened(reader, writer) -> None:
    """Speak WebSocket's opening handshake."""
    request = await reader.readuntil(b"\r\n\r\n")
    key = re.search(rb"Sec-WebSocket-Key: (\S+)", request)[1].decode()
    writer.write(
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        + f"Sec-WebSocket-Accept: {accept_key(key)}\r\n\r\n".encode()
    )


async def silence(reader, writer):
    await reader.read(-1)


async def hang_up(reader, writer):
    writer.close()


def says_at_once(*frames: bytes, then=silence):
    """A host that opens, says these whatever it hears, and then does something else or nothing."""

    async def speak(reader, writer):
        await opened(reader, writer)
        writer.write(b"".join(frames))
        await writer.drain()
        await then(reader, writer)

    return speak


async def pings(reader, writer):
    while True:
        writer.write(Frame(OP_PING, b"").serialize(mask=False) * 1_000)
        await writer.drain()
        await asyncio.sleep(0)


async def fragments(reader, writer):
    writer.write(Frame(OP_TEXT, b"", fin=False).serialize(mask=False))
    while True:
        writer.write(Frame(OP_CONT, b"", fin=False).serialize(mask=False) * 1_000)
        await writer.drain()
        await asyncio.sleep(0)


def http(head: bytes):
    async def speak(reader, writer):
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 " + head + b"\r\nContent-Length: 5\r\n\r\nhello")
        await writer.drain()

    return speak


NO_PARTY = {
    "nothing": (silence, "no answer in time"),
    "http": (http(b"200 OK"), r"no party \(HTTP 200\)"),
    "moved": (http(b"302 Found\r\nLocation: ws://192.0.2.1/"), "on to ws://192.0.2.1/"),
    "noise": (says_at_once(b"\x00\xff" * 99), "no party|no message"),
    "no welcome": (says_at_once(), "hangs up"),
    "hangs up": (says_at_once(then=hang_up), "hangs up"),
    "in mid-frame": (says_at_once(SEATED[:9], then=hang_up), "hangs up"),
    "huge": (says_at_once(Frame(OP_TEXT, b"x" * 1_100_000).serialize(mask=False)), "no message of a game"),
    "not UTF-8": (says_at_once(Frame(OP_TEXT, b"\xff\xfe").serialize(mask=False)), "no message of a game"),
    "binary": (says_at_once(Frame(OP_BINARY, b"\x00\x01").serialize(mask=False)), "not whole"),
    "bye": (says_at_once(text(t="bye", code="over", words="Enough for \x1b[2Jtonight.")), "Enough for ␛"),
    "bye, no word": (says_at_once(text(t="bye", code="over", words="")), "no reason"),
    "pings": (says_at_once(then=pings), "more than anyone"),
    "fragments": (says_at_once(then=fragments), "more than anyone"),
    "huge once seated": (
        says_at_once(SEATED, Frame(OP_TEXT, b"x" * 1_100_000).serialize(mask=False)),
        "no message of a game",
    ),
    "nonsense once seated": (
        says_at_once(SEATED, *[text(t="taken", q=-1)] * 10),
        "something else than a game",
    ),
}


@pytest.mark.parametrize("kind", NO_PARTY)
async def test_a_house_that_is_no_party_is_left_with_a_sentence(tmp_path, monkeypatch, caplog, kind):
    speak, words = NO_PARTY[kind]
    monkeypatch.setattr(client, "SEAT_MOST", 0.2)
    monkeypatch.setattr(calling, "OPEN_MOST", 0.2)
    async with stranger(speak) as address:
        seat = PlainSeat(Wallet(tmp_path), SystemClock().now_ms, io.StringIO(), told := io.StringIO())
        with pytest.raises((CommandError, client.NotLetIn), match=words) as caught:
            await asyncio.wait_for(seat.play(client.party_address(address), "Ada"), 10)
    assert "\n" not in str(caught.value)
    assert not UNSAFE.search(told.getvalue())
    assert not [record for record in caplog.records if record.exc_info and not record.name.startswith("glob")]


class Sitter:
    """A client, and what it hears."""

    def __init__(self, address, **fields):
        self.heard, self.lines, self.changed = [], [], asyncio.Event()
        url = client.party_address(address).url
        self.client = client.SeatClient(url, self._hears, self._line_is, pin="482193", name="Ada", **fields)
        self.running = asyncio.ensure_future(self.client.run())

    def _hears(self, said):
        self.heard.append(said)
        self.changed.set()

    def _line_is(self, there):
        self.lines.append(there)
        self.changed.set()

    async def until(self, known):
        while not known(self):
            self.changed.clear()
            await asyncio.wait_for(self.changed.wait(), 10)

    async def leaves(self):
        self.client.leave()
        await asyncio.wait_for(self.running, 5)


async def chatter(reader, writer):
    while True:
        writer.write(text(t="clock", ms=1_000) * 1_000)
        await writer.drain()


async def test_a_host_that_talks_without_end_is_heard_no_faster_than_anyone_reads():
    async with stranger(says_at_once(SEATED, then=chatter)) as address:
        ada = Sitter(address)
        await ada.until(lambda one: one.heard)
        began = asyncio.get_running_loop().time()
        await ada.until(lambda one: len(one.heard) > 440)
        assert asyncio.get_running_loop().time() - began > 0.3
        assert len(ada.client._connection.recv_messages.frames) < 1_000  # the rest waits at the house
        await ada.leaves()


async def test_a_host_that_answers_no_more_is_called_again_and_no_traceback_told_of(monkeypatch, caplog):
    monkeypatch.setattr(calling, "PING_EVERY", 0.05)
    async with stranger(says_at_once(SEATED)) as address:
        ada = Sitter(address)
        await ada.until(lambda one: one.lines[:3] == [True, False, True])
        await ada.leaves()
    assert {record.name for record in caplog.records} <= {"globes-trivia.calling"}
    assert calling.call("ws://127.0.0.1/ws").logger.handlers  # without one, Python prints what goes wrong


async def test_one_message_that_makes_no_sense_costs_nobody_the_evening():
    odd = [text(t="taken", q=-1), text(t="board", columns=[], unit="s1", name=""), text(t="clock", ms="soon")]
    async with stranger(says_at_once(SEATED, *odd * 3, text(**ASKED, prompt="Which?"), *odd * 3)) as address:
        ada = Sitter(address)
        await ada.until(lambda one: isinstance(one.heard[-1:] and one.heard[-1], says.Asked))
        await ada.leaves()
    assert len(ada.heard) == 2


async def test_a_goodbye_is_the_last_that_is_heard():
    end = text(t="bye", code="elsewhere", words="Elsewhere.")
    async with stranger(says_at_once(SEATED, end, text(**ASKED, prompt="Which?"))) as address:
        ada = Sitter(address)
        await asyncio.wait_for(ada.running, 10)
    assert [type(said) for said in ada.heard] == [says.Welcome, says.Bye]


async def test_a_seat_of_old_that_the_host_asks_a_pin_for_is_no_endless_knocking(tmp_path):
    calls = []

    async def speak(reader, writer):
        calls.append(1)
        await says_at_once(text(t="error", code="wrong-pin", words="Which PIN?"))(reader, writer)

    async with stranger(speak) as address:
        wallet = Wallet(tmp_path)
        wallet.keep(KeptSeat(client.party_address(address).url, "Ada", "A" * 22))
        seat = PlainSeat(wallet, SystemClock().now_ms, io.StringIO(), io.StringIO())
        with pytest.raises(client.NotLetIn, match="Which PIN"):
            await asyncio.wait_for(seat.play(client.party_address(address), ""), 10)
    assert len(calls) == 1


async def test_a_host_that_renames_its_guest_all_evening_takes_no_other_seat_out_of_the_wallet(tmp_path):
    names = [text(**WELCOME | {"name": f"Ada {number}"}, token=f"{number:022}") for number in range(MOST + 5)]
    end = text(t="bye", code="elsewhere", words="")
    async with stranger(says_at_once(*names, end)) as address:
        wallet = Wallet(tmp_path)
        wallet.keep(KeptSeat("ws://192.0.2.1/ws", "Bo", "B" * 22))
        seat = PlainSeat(wallet, SystemClock().now_ms, io.StringIO(), io.StringIO())
        await asyncio.wait_for(seat.play(client.party_address(address), "Ada"), 10)
    assert Wallet(tmp_path).seat("ws://192.0.2.1/ws").token == "B" * 22
    assert Wallet(tmp_path).seat(client.party_address(address).url).name == f"Ada {MOST + 4}"


def test_a_letter_with_all_the_marks_there_are_takes_no_time_and_is_cut():
    began = time.perf_counter()
    said = wire.read(msgspec.json.encode({"t": "bye", "code": "x", "words": "e" + "\u0323\u0301" * 60_000}))
    assert len(said.words) <= says.LONGEST_TEXT
    assert time.perf_counter() - began < 2  # and not ten
    long = wire.read(msgspec.json.encode({"t": "bye", "code": "x", "words": "word " * 1_000}))
    assert (len(long.words), long.words[-1]) == (says.LONGEST_TEXT, "…")


@pytest.mark.parametrize(
    "frame", [r'{"t":"bye","code":"\ud800","words":""}', '{"t":"\ud800"}', "[" * 100_000]
)
def test_what_is_no_text_is_no_message(frame):
    with pytest.raises(wire.Malformed, match="not whole"):
        wire.read(frame)


def test_nobody_is_told_of_what_makes_no_sense_now(tmp_path):
    seat = Talker(Wallet(tmp_path), FakeClock().now_ms, io.StringIO(), told := io.StringIO())
    seat._hear(heard_of(WELCOME))
    before = told.getvalue()
    for stray in (
        says.Took(7),
        says.Dropped(7),
        says.Shut(7),
        says.Clock(9_000),
        says.Buzzing("s1", "Ada", 9),
    ):
        seat._hear(stray)
    assert told.getvalue() == before
