"""Pictures of the pages that tell of past games; `pytest --snapshot-update` after looking at what changed."""

import pytest

from tests.support import FakeClock
from tests.tui.filled import fill
from tests.tui.test_pictures import SIZES, keys
from trivia.saves.keeper import Keeper
from trivia.tui.app import GlobesApp
from trivia.tui.themes import DAY

PAGES = {
    "title": [],
    "overview": ["s"],
    "where": ["s", "tab"],
    "hardest": ["s", "tab", "tab"],
    "everyone": ["s", "shift+tab"],
    "trophies": ["t"],
    "review": ["r"],
    "players": ["w"],
    "name": ["w", "n"],
    "farewell": ["w", "down", "d"],
    "daily_results": ["d", "whole game"],
    "daily": ["d", "whole game", "t", "d"],
}
PLAIN_COLOURS = ("overview", "where", "review", "trophies", "daily")


def app_of(tmp_path):
    app = GlobesApp(Keeper(fill(tmp_path / "saves"), profile="Anna"), clock=FakeClock(), seeds=[3, 4])
    app.CURSOR_BLINK = False
    return app


def steps(page):
    """The keys to a page, once the scores are read and the file is looked through."""
    walk = keys(*PAGES[page])

    async def before(pilot):
        await pilot.pause()
        await pilot.app.workers.wait_for_complete()
        for cursor in pilot.app.query("Input"):
            cursor.cursor_blink = False
        await walk(pilot)
        for cursor in pilot.app.screen.query("Input"):
            cursor.cursor_blink = False
            cursor._cursor_visible = True
        await pilot.pause()

    return before


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("page", PAGES)
def test_night(snap_compare, tmp_path, page, size):
    assert snap_compare(app_of(tmp_path), terminal_size=size, run_before=steps(page))


@pytest.mark.parametrize("page", ["title", *PLAIN_COLOURS])
def test_day(snap_compare, tmp_path, page):
    app = app_of(tmp_path)
    app.theme = DAY.name
    assert snap_compare(app, terminal_size=(80, 24), run_before=steps(page))


@pytest.mark.parametrize("page", PLAIN_COLOURS)
def test_no_colour(snap_compare, tmp_path, monkeypatch, page):
    monkeypatch.setenv("NO_COLOR", "1")
    assert snap_compare(app_of(tmp_path), terminal_size=(80, 24), run_before=steps(page))
