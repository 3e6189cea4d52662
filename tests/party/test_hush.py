import asyncio
import gc
import weakref

import pytest

from trivia.party import hush
from trivia.party.hush import Hush
from trivia.party.state import Phase


class Knot:
    """Something that only a look for garbage finds."""

    def __init__(self):
        self.self = self


@pytest.fixture(autouse=True)
def _as_it_was(monkeypatch):
    monkeypatch.setattr(hush, "BREATH", 0)
    yield
    gc.unfreeze()
    gc.enable()


async def timers():
    """All timers that are due have been heard."""
    loop = asyncio.get_running_loop()
    heard = loop.create_future()
    loop.call_later(0, heard.set_result, None)
    await heard


async def test_no_garbage_is_looked_for_while_a_question_is_open_and_a_moment_after():
    quiet = Hush(Phase.LOBBY)
    quiet.turn(Phase.INTRO)
    assert gc.isenabled()
    quiet.turn(Phase.OPEN)
    assert not gc.isenabled()
    quiet.turn(Phase.LOCKED)
    assert not gc.isenabled()
    await timers()
    assert gc.isenabled()
    quiet.turn(Phase.OPEN)
    quiet.end()
    assert gc.isenabled()


async def test_a_question_that_stays_open_is_not_quiet_for_ever(monkeypatch):
    monkeypatch.setattr(hush, "HUSH", 0)
    quiet = Hush(Phase.INTRO)
    quiet.turn(Phase.OPEN)
    assert not gc.isenabled()
    await timers()
    assert gc.isenabled()
    quiet.end()


async def test_who_is_in_at_the_start_is_looked_through_once_when_it_is_over():
    gc.unfreeze()
    before = Knot()
    ghost = weakref.ref(before)
    quiet = Hush(Phase.LOBBY)
    quiet.turn(Phase.LOBBY)
    assert not gc.get_freeze_count()
    quiet.turn(Phase.INTRO)
    assert gc.get_freeze_count()
    del before
    gc.collect()
    assert ghost() is not None  # kept out, so that it costs a key nothing
    quiet.end()
    assert ghost() is None
    assert gc.get_freeze_count()  # what is left is a pack, and the app


async def test_who_did_not_look_for_garbage_anyway_is_left_so():
    gc.disable()
    quiet = Hush(Phase.INTRO)
    quiet.turn(Phase.OPEN)
    quiet.turn(Phase.LOCKED)
    await timers()
    quiet.end()
    assert not gc.isenabled()
