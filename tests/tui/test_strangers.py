"""The seat's screen at a host that somebody else runs: whatever comes is painted, and the end is in order."""

import asyncio
import re
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from textual.events import Key

from tests.party.strangers import MESSAGES, WELCOME, heard_of
from tests.support import FakeClock
from tests.tui.test_hostile import painted
from trivia.party import says
from trivia.party.client import party_address
from trivia.settings import Settings
from trivia.tui.party.seat_app import SeatApp
from trivia.tui.widgets.bars import ClockBar
from trivia.tui.widgets.choices import ChoiceList

KEYS = ["1", "4", "b", "enter", "down", "right", "t", "r", "escape", "escape"]
SIZES = [(60, 20), (80, 24), (40, 12)]
STEP = st.tuples(MESSAGES, st.lists(st.sampled_from(KEYS), max_size=2), st.sampled_from([0, 1, 60_000]))
STEPS = st.lists(STEP, min_size=15, max_size=30)
UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
HANGS_SECONDS = 5


async def caught_up(app, left):
    """The app has done what was asked of it, or it hangs; one that has left is asked for nothing more."""
    for node in (app, app._seat, app):
        done = asyncio.Event()
        node.call_later(done.set)
        waits = [asyncio.ensure_future(event.wait()) for event in (done, left)]
        await asyncio.wait(waits, timeout=HANGS_SECONDS, return_when=asyncio.FIRST_COMPLETED)
        if app._exception is not None:
            raise app._exception
        assert done.is_set() or left.is_set(), app.screen_stack
        for wait in waits:
            wait.cancel()


def offstage(folder, clock):
    """A seat's app whose host is what the test says it is."""
    address = party_address("127.0.0.1:1/J/482193")
    app = SeatApp(address, folder, Settings(welcomed=True, bell=True), clock.now_ms, name="Ada")
    app.come_back = lambda: None
    return app


async def play(folder, steps, size):
    clock, left = FakeClock(), asyncio.Event()
    app = offstage(folder, clock)
    leave = app.exit

    def told(*arguments, **named):
        leave(*arguments, **named)
        left.set()

    app.exit = told
    async with app.run_test(size=size):
        app._line_is(there=True)
        app._hear(heard_of(WELCOME))
        for message, keys, turn in steps:
            said = heard_of(message)
            if said is not None:
                app._hear(said)
            clock.turn(turn)
            if keys:  # else more is heard before this is painted
                await caught_up(app, left)
            for key in keys:
                app.post_message(Key(key, key if len(key) == 1 else None))
            if left.is_set():
                break
        await caught_up(app, left)
        if not left.is_set():
            for strip in app.screen._compositor.render_strips():
                assert strip.cell_length == size[0]
                assert not UNSAFE.search("".join(part.text for part in strip))
            app.post_message(Key("ctrl+c", None))
        await asyncio.wait_for(left.wait(), HANGS_SECONDS)
    assert app._exception is None
    assert app.return_code in {0, 130}


@given(STEPS, st.sampled_from(SIZES))
@settings(max_examples=10, suppress_health_check=list(HealthCheck))
def test_a_seat_on_the_screen_takes_whatever_comes(steps, size):
    visit(steps, size)


def visit(steps, size):
    """A visit to a host that sends these, on a screen of so many cells and lines."""
    with TemporaryDirectory() as folder:
        asyncio.run(play(Path(folder), steps, size))


def asked(number, ms=None):
    return says.Asked(number, 1, 5, "", f"Question {number}?", ("a", "b"), "answer", ms)


async def test_what_is_heard_while_a_picture_is_painted_is_painted_once(tmp_path):
    app = offstage(tmp_path, FakeClock())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        for number in range(1_000):
            app._hear(asked(number))
        assert app._seat._message_queue.qsize() < 10
        await pilot.pause()
        assert "Question 999?" in painted(app)


async def test_choices_that_are_gone_before_they_were_painted_are_no_crash(tmp_path):
    app = offstage(tmp_path, FakeClock())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        listed = ChoiceList(("a", "b"), signs=("1", "2"), keys=("1", "2"))
        app._seat.call_after_refresh(listed._get_ready)  # as its mount asks, which came too late
        await pilot.pause()
    assert app._exception is None


async def test_more_time_than_there_ever_was_is_no_longer_than_the_line(tmp_path):
    app = offstage(tmp_path, FakeClock())
    async with app.run_test(size=(80, 24)) as pilot:
        app._hear(asked(1, 5_000))
        await pilot.pause()
        app._hear(says.Clock(86_400_000))
        await pilot.pause()
        bar = app._seat.query_one(ClockBar)
        assert bar.left_ms == 86_400_000
        assert bar.render().cell_length <= bar.size.width


async def test_the_first_reason_to_leave_counts(tmp_path):
    app = offstage(tmp_path, FakeClock())
    async with app.run_test(size=(80, 24)) as pilot:
        app.action_interrupt()
        app._end("There is no party of this game.", 2)
        app.part()
        await pilot.pause()
    assert (app.return_code, app.last_words) == (130, "")
