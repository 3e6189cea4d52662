"""Pictures of every screen; update them (`--snapshot-update`) after looking at what changed.

A picture that differs is written to the test's own folder, whose path the failure tells.
"""

from pathlib import Path

import pytest

from tests.support import RIVERS, FakeClock
from tests.tui.filled import fill
from tests.tui.pictures import SIZES, album, answer, settled
from trivia.game.mode import CLASSIC
from trivia.game.rules import new_game
from trivia.game.setup import Setup
from trivia.paths import PACKS_VARIABLE
from trivia.quiz.generate import every_question
from trivia.saves.keeper import Keeper
from trivia.session import Session
from trivia.settings import Settings
from trivia.tui.app import GlobesApp
from trivia.tui.preview import PreviewApp
from trivia.tui.screens.question import QuestionScreen
from trivia.tui.screens.welcome import WelcomeScreen

NEW = {
    "title": [],
    "help": ["question_mark"],
    "setup": ["m"],
    "settings": ["o"],
    "question": ["p"],
    "question_helped": ["p", "x", "h"],
    "verdict_right": ["p", "right"],
    "verdict_wrong": ["p", "right", "enter", "wrong"],
    "source": ["p", "right", "s"],
    "pause": ["p", "p"],
    "leave": ["p", "right", "escape"],
    "results": ["p", "whole game"],
    "answer": ["p", "whole game", "down", "enter"],
    "save_as": ["p", "whole game", "f"],
    "past_none": ["g"],
    "palette": ["ctrl+p"],
}
"""Screens of somebody who has just come."""

MODES = {
    "sprint": ["p", "right", "enter", "wrong", "enter"],
    "survival": ["p", "wrong", "enter", "right", "enter"],
    "ladder": ["p", "right", "enter", "right", "enter"],
    "marathon": ["p", "right", "enter"],
    "practice": ["p"],
}
"""What a question looks like in each other mode."""

ENDS = {
    "sprint": ["p", "whole game"],
    "survival": ["p", "wrong", "enter", "wrong", "enter", "wrong", "enter"],
    "ladder": ["p", "right", "enter", "wrong", "enter"],
}
"""How other modes end."""

FILLED = {
    "title": [],
    "overview": ["s"],
    "where": ["s", "tab"],
    "hardest": ["s", "tab", "tab"],
    "everyone": ["s", "shift+tab"],
    "trophies": ["t"],
    "review": ["r"],
    "past": ["g"],
    "looked_back": ["g", "enter"],
    "players": ["w"],
    "name": ["w", "n"],
    "farewell": ["w", "down", "d"],
    "daily_results": ["d", "whole game"],
    "daily": ["d", "whole game", "t", "d"],
}
"""Screens of somebody with a past."""

PACKS = {
    "packs": ["b"],
    "packs_broken": ["b", "end", "up", "up", "e"],
    "packs_add": ["b", "a"],
}
"""The screen of packs, with one that is broken and two of one id."""

PREVIEW = {
    "preview": ["n"],
    "preview_filter": ["f"],
}
"""The preview of a pack."""

BROKEN = RIVERS.replace("complete: true", "compleet: true").replace("answer: sea", "anser: sea")

NO_COLOUR = ("overview", "where", "review", "trophies", "daily")


def new(tmp_path, mode="classic"):
    return GlobesApp(
        Keeper(tmp_path / "saves"), clock=FakeClock(), seeds=[3], settings=Settings(setup=Setup(mode=mode))
    )


def filled(tmp_path):
    app = GlobesApp(Keeper(fill(tmp_path / "saves"), profile="Anna"), clock=FakeClock(), seeds=[3, 4])
    app.CURSOR_BLINK = False
    return app


@pytest.mark.parametrize("screen", NEW)
async def test_somebody_new(compared, tmp_path, screen):
    await album(new(tmp_path), NEW[screen], compared(screen))


@pytest.mark.parametrize("mode", MODES)
async def test_a_question_of_each_mode(compared, tmp_path, mode):
    await album(new(tmp_path, mode), MODES[mode], compared(mode))


@pytest.mark.parametrize("mode", ENDS)
async def test_an_end_of_each_kind(compared, tmp_path, mode):
    await album(new(tmp_path, mode), ENDS[mode], compared(mode))


@pytest.mark.parametrize("screen", FILLED)
async def test_somebody_with_a_past(compared, tmp_path, screen):
    await album(filled(tmp_path), FILLED[screen], compared(screen))


@pytest.mark.parametrize("screen", NO_COLOUR)
async def test_without_colour(compared, tmp_path, monkeypatch, screen):
    monkeypatch.setenv("NO_COLOR", "1")
    await album(filled(tmp_path), FILLED[screen], compared(screen), day=False)


@pytest.fixture
def own(tmp_path, monkeypatch):
    """A pack folder with a path that is the same in every run."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(PACKS_VARIABLE, "packs")
    folder = Path("packs")
    folder.mkdir()
    for name in ("rivers", "rivers-again"):
        (folder / f"{name}.yaml").write_text(RIVERS, encoding="utf-8")
    (folder / "lakes.yaml").write_text(BROKEN, encoding="utf-8")
    return folder


def preview(pack):
    return PreviewApp(Path(pack), str(pack), 0, Path("saves"), Settings())


@pytest.mark.parametrize("screen", PACKS)
async def test_the_packs(compared, tmp_path, own, screen):
    await album(new(tmp_path), PACKS[screen], compared(screen))


@pytest.mark.parametrize("screen", PREVIEW)
async def test_the_preview(compared, own, screen):
    await album(preview(own / "rivers.yaml"), PREVIEW[screen], compared(screen))


async def test_the_preview_without_colour(compared, own, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    await album(preview(own / "rivers.yaml"), [], compared("preview"), day=False)


async def test_the_preview_of_a_save_that_is_broken(compared, own):
    app, compare = preview(own / "rivers.yaml"), compared("preview_broken")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        (own / "rivers.yaml").write_text(BROKEN, encoding="utf-8")
        app.screen.look()
        for width, height in SIZES:
            await pilot.resize_terminal(width, height)
            await settled(pilot)
            compare(f"{width}x{height}", app.export_screenshot())
    app = preview(own / "lakes.yaml")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        compare("80x24-at-first", app.export_screenshot())


async def test_the_welcome(compared, tmp_path):
    app = new(tmp_path)
    app.call_later(lambda: app.push_screen(WelcomeScreen()))
    await album(app, [], compared("welcome"))


async def test_a_long_quotation(compared, tmp_path, globes):
    """The longest question of the pack, answered wrong: everything can be reached, nothing is cut."""
    longest = max(every_question(globes, 1), key=lambda question: len(question.prompt + question.explanation))
    app = new(tmp_path)
    app.session = Session(globes, CLASSIC, app.keeper, app._clock, length=1, seed=1)
    app.session.game = new_game(CLASSIC, (longest,))
    compare = compared("long")
    async with app.run_test(size=(60, 20)) as pilot:
        await settled(pilot)
        app.push_screen(QuestionScreen(app.session, app.settings))
        await settled(pilot)
        compare("60x20-asked", app.export_screenshot())
        await answer(pilot, right=False)
        for width, height in ((60, 20), (40, 12), (80, 24)):
            await pilot.resize_terminal(width, height)
            await settled(pilot)
            compare(f"{width}x{height}", app.export_screenshot())


async def test_too_small(compared, tmp_path):
    app = new(tmp_path)
    async with app.run_test(size=(20, 5)) as pilot:
        await settled(pilot)
        compared("too_small")("20x5", app.export_screenshot())


async def test_not_saving(compared, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file").write_text("in the way")
    app = GlobesApp(Keeper(Path("file")), clock=FakeClock(), seeds=[3])
    await album(app, ["p", "right"], compared("not_saving"))
