"""The door for phones, in the show: opened by the host alone, read back by a decoder, safe from jokers."""

import socket
from contextlib import AsyncExitStack
from typing import ClassVar

import pytest
from textual.widgets import Input

from tests.party.house import Guest, calling
from tests.support import FakeClock
from tests.tui import stage
from tests.tui.cells import photo
from tests.tui.pictures import SIZES, settled
from trivia.game.setup import Setup
from trivia.party import events
from trivia.party.client import party_address
from trivia.party.doorway import LOOPBACK, Door
from trivia.party.state import Phase
from trivia.saves import parties
from trivia.saves.keeper import Keeper
from trivia.saves.store import Store
from trivia.settings import Settings
from trivia.tui.app import GlobesApp
from trivia.tui.opening import Opening
from trivia.tui.party import door as doors
from trivia.tui.party import party_door
from trivia.tui.party.door import DoorScreen
from trivia.tui.party.party_door import PartyDoor
from trivia.tui.party.show import ShowScreen
from trivia.tui.themes import DAY, NIGHT


class DoorApp(stage.StageApp):
    CSS_PATH: ClassVar = stage.StageApp.CSS_PATH

    def __init__(self, folder, wanted=None, *, at_once=False, **fields):
        super().__init__(folder, stage.make_plan(stage.make_part(count=2)), **fields)
        self.kept = []
        wanted = wanted or Door(LOOPBACK, 0)
        self.door = PartyDoor(self.host, wanted, ("rude",), self.kept.append, at_once=at_once)

    def on_mount(self, event):
        event.prevent_default()  # the stage's own show has no door
        self.push_screen(ShowScreen(self.host, self.keys, self.settings, door=self.door))


@pytest.fixture(autouse=True)
def _network(monkeypatch):
    """What opens to everybody is open to this machine, and has two addresses."""
    monkeypatch.setattr(doors, "EVERYWHERE", "localhost")
    monkeypatch.setattr(
        party_door,
        "reachable",
        lambda door: ("192.168.1.20", "10.0.0.7") if door.bind == "localhost" else (door.bind,),
    )


async def pressed(pilot, *keys):
    await pilot.press(*keys)
    await settled(pilot)


def told(app):
    return "\n".join("".join(text for text, _ in line) for line in app.screen.query_one("Stage")._lines)


def read_back(app):
    """What a decoder reads from the picture of the screen."""
    zxing = pytest.importorskip("zxingcpp", reason="no QR decoder here: pip install zxing-cpp")
    # No phone can be trusted to read a white code on black paper.
    return [code.text for code in zxing.read_barcodes(photo(app), try_invert=False)]


async def test_the_code_in_the_lobby_is_read_back_from_its_picture(tmp_path):
    app = DoorApp(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert not app.door.is_open
        assert read_back(app) == []
        await pressed(pilot, "f11", "n")
        for screen in (DoorScreen, ShowScreen):
            assert isinstance(app.screen, screen)
            for theme in (NIGHT.name, DAY.name):
                app.theme = theme
                for size in ((80, 24), (120, 40)):
                    await pilot.resize_terminal(*size)
                    await settled(pilot)
                    (text,) = read_back(app)
                    assert text == f"HTTP://192.168.1.20:{app.door._server.port}/J/{app.door.pin}"
                    assert party_address(text).pin == app.door.pin
            await pressed(pilot, "escape")


async def test_a_host_opens_turns_and_closes_the_door(tmp_path):
    app = DoorApp(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pressed(pilot, "ctrl+o")
        assert "The doors are closed" in told(app)
        await pressed(pilot, "m")
        assert "Open on this machine alone." in told(app)
        assert app.door.address.startswith("127.0.0.1:")
        pin = app.door.pin
        await pressed(pilot, "n")
        assert app.door.address.startswith("192.168.1.20:")
        assert "Room for 2,000." in told(app)
        await pressed(pilot, "right")
        assert app.door.address.startswith("10.0.0.7:")
        assert app.door.pin == pin
        await pressed(pilot, "c")
        assert not app.door.is_open
        await pressed(pilot, "escape")
        assert isinstance(app.screen, ShowScreen)


async def test_guests_come_in_and_are_on_the_lobby(tmp_path):
    app = DoorApp(tmp_path, at_once=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        async with calling(app.door._server) as guest:
            await joined(guest, app, "Tom")
            await settled(pilot)
            assert "Tom" in told(app)
            await pressed(pilot, "f11")
            assert "1 guest in." in told(app)
            await pressed(pilot, "l")
            assert "nobody new gets in" in told(app)
            async with calling(app.door._server) as late:
                assert (await joined(late, app, "Late"))["code"] == "locked"
            await pressed(pilot, "l", "s", "end", "d", "down", "enter")
            assert (await guest.hear("bye"))["code"] == "gone"


async def test_a_host_who_comes_back_hears_of_guests_outside_the_door(tmp_path):
    app = DoorApp(tmp_path, at_once=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        async with calling(app.door._server) as guest:
            await joined(guest, app, "Tom")
        assert "outside" not in told(app)
        await pressed(pilot, "f11", "c")  # as it is after a crash: the seat is there, the door is not
        assert "a guest waits outside: the seats are kept. N opens them" in " ".join(told(app).split())
        await pressed(pilot, "escape")
        assert "A guest waits outside closed doors." in told(app)
        await app.next(pilot)
        await pressed(pilot, "f2")
        assert "A guest waits outside closed doors." in told(app)
        await pressed(pilot, "f11", "n", "escape")
        assert "outside" not in told(app)
        assert "Refill your glasses." in told(app)


async def joined(guest: Guest, app, name):
    await guest.say("hello", v=1, pin=app.door.pin, name=name)
    return await guest.hear("welcome", "error")


async def test_words_that_no_name_may_have_are_written_down(tmp_path):
    app = DoorApp(tmp_path, at_once=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await pressed(pilot, "f11", "b")
        field = app.screen.query_one(Input)
        assert field.value == "rude"
        field.value = "rude, Bore ,, rude"
        await pressed(pilot, "enter")
        assert "rude, Bore." in told(app)
        assert app.kept == [("rude", "Bore")]
        async with calling(app.door._server) as guest:
            assert (await joined(guest, app, "the B0RE"))["code"] == "blocked"
            assert (await joined(guest, app, "Tom"))["t"] == "welcome"


async def test_blanks_that_come_fast_are_all_written(tmp_path, monkeypatch):
    app = DoorApp(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pressed(pilot, "f11", "b")
        monkeypatch.setattr(DoorApp, "HELD_KEY_SECONDS", 5.0)
        field = app.screen.query_one(Input)
        field.value = ""
        await pressed(pilot, *"a", "space", *"b", "space", *"c", "enter")
        assert "a b c." in told(app)


async def test_whoever_comes_late_is_shown_the_code_while_the_clock_stands(tmp_path):
    app = DoorApp(tmp_path, at_once=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await app.next(pilot)
        await app.next(pilot)
        assert app.room.phase is Phase.OPEN
        await pressed(pilot, "f11")
        assert app.room.paused
        assert read_back(app)
        await pressed(pilot, "escape")
        assert not app.room.paused


async def test_a_door_that_cannot_be_had_is_told_and_stays_closed(tmp_path):
    with socket.create_server((LOOPBACK, 0)) as taken:
        app = DoorApp(tmp_path, Door(LOOPBACK, taken.getsockname()[1]), at_once=True)
        async with app.run_test(size=(80, 24)) as pilot:
            await settled(pilot)
            assert "is taken. Try another --port." in told(app)
            await pressed(pilot, "f11", "m")
            assert "is taken. Try another --port." in told(app)
            assert not app.door.is_open


async def test_after_the_door_was_stopped_nobody_is_heard(tmp_path):
    app = DoorApp(tmp_path, at_once=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        async with calling(app.door._server) as guest:
            await joined(guest, app, "Tom")
            before = len(app.journal.kept)
            app.door.stop()
            await guest.say("rename", name="Tim")
            await guest.hear_end()
            assert len(app.journal.kept) == before
        await pressed(pilot, "f11")
        assert "The doors are closed" in told(app)
    assert isinstance(app.journal.kept[-1][1], events.Joined)


async def test_pictures_of_the_door(compared, tmp_path, monkeypatch):
    monkeypatch.setattr("trivia.party.reception.new_pin", lambda: "482193")
    compare = compared("door")
    app = DoorApp(tmp_path, Door(LOOPBACK, 0, "https://quiz.example.org"))
    async with app.run_test(size=SIZES[0]) as pilot:

        async def shot(name):
            for width, height in SIZES:
                await pilot.resize_terminal(width, height)
                await settled(pilot)
                compare(f"{name}-{width}x{height}-night", app.export_screenshot())

        await pressed(pilot, "f11")
        await shot("closed")
        await pressed(pilot, "n")
        await shot("open")
        await pressed(pilot, "escape")
        await shot("lobby")


@pytest.mark.parametrize("keys", [("escape", "down", "enter"), ("ctrl+q",)], ids=["left", "quit"])
async def test_the_door_of_a_party_is_shut_before_its_journal_is_closed(tmp_path, monkeypatch, keys):
    """The whole app: the command line opens the door, and who leaves the show lets no guest in any more."""
    monkeypatch.chdir(tmp_path)
    opening = Opening((), "", Setup(), 3, screen="party", door=Door(LOOPBACK, 0))
    app = GlobesApp(Keeper(tmp_path), opening, FakeClock(), settings=Settings(welcomed=True))
    async with AsyncExitStack() as stack:
        async with app.run_test(size=(80, 24)) as pilot:
            await settled(pilot)
            await pressed(pilot, "enter")
            show = app.screen
            assert isinstance(show, ShowScreen)
            guest = await stack.enter_async_context(calling(show.door._server))
            await guest.say("hello", v=1, pin=show.door.pin, name="Tom")
            await guest.hear("welcome")
            await pilot.press(*keys)
            await pilot.pause()
        await guest.hear_end()
        assert not show.door.is_open
    journal, room, _ = parties.reopened(tmp_path, _only(tmp_path), lambda: 0)
    journal.close()
    assert [seat.name for seat in room.seats.values()][-1] == "Tom"


def _only(folder):
    store = Store(folder)
    try:
        (kept,) = parties.unfinished(store)
    finally:
        store.close()
    return kept.uid
