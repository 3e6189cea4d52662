"""Pictures of every screen; run `pytest --snapshot-update` after looking at what changed."""

import pytest

from tests.support import FakeClock
from trivia.game.mode import CLASSIC
from trivia.game.rules import Phase, new_game
from trivia.quiz.generate import every_question
from trivia.saves.keeper import Keeper
from trivia.session import Session
from trivia.tui.app import GlobesApp
from trivia.tui.messages import ResultsWanted
from trivia.tui.screens.question import QuestionScreen
from trivia.tui.themes import DAY

SIZES = [(80, 24), (120, 40), (60, 20), (40, 12)]


def show(tmp_path, day=False):
    app = GlobesApp(Keeper(tmp_path / "saves"), clock=FakeClock(), seeds=[3])
    if day:
        app.theme = DAY.name
    return app


async def answer(pilot, right):
    question = pilot.app.session.game.question
    pilot.app._clock.turn(9_000)
    await pilot.press(str((question.answer + (not right)) % len(question.options) + 1))
    await pilot.pause()


def keys(*steps):
    """What happens before the picture: key names, `right` or `wrong` for an answer, `whole game` for ten."""

    async def before(pilot):
        await pilot.pause()
        for step in steps:
            if step == "whole game":
                await whole_game(pilot.app)
                await pilot.pause()
            elif step in {"right", "wrong"}:
                await answer(pilot, step == "right")
            else:
                await pilot.press(step)
                await pilot.pause()
        await pilot.pause()

    return before


async def whole_game(app):
    """Play on to the results behind the screen's back: test_play.py does it by keys."""
    session = app.session
    while session.game.outcome is None:
        if session.game.phase is not Phase.ASKING:
            session.show()
        question, place = session.game.question, session.game.place
        app._clock.turn(9_000)
        session.choose((question.answer + (place in {1, 4})) % len(question.options))
        session.proceed()
    app.screen.post_message(ResultsWanted())


WHOLE_GAME = ["p", "whole game"]
SCREENS = {
    "title": [],
    "question": ["p"],
    "verdict_right": ["p", "right"],
    "verdict_wrong": ["p", "right", "enter", "wrong"],
    "source": ["p", "right", "s"],
    "leave": ["p", "right", "escape"],
    "results": WHOLE_GAME,
    "answer": [*WHOLE_GAME, "down", "enter"],
    "title_after": [*WHOLE_GAME, "t"],
}


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("screen", SCREENS)
def test_night(snap_compare, tmp_path, screen, size):
    assert snap_compare(show(tmp_path), terminal_size=size, run_before=keys(*SCREENS[screen]))


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_a_long_quotation(snap_compare, tmp_path, globes, size):
    """The longest question of the pack, answered wrong: everything can be reached, nothing is cut."""
    longest = max(every_question(globes, 1), key=lambda question: len(question.prompt + question.explanation))
    app = GlobesApp(Keeper(tmp_path / "saves"), clock=FakeClock())
    app.session = Session(globes, CLASSIC, app.keeper, app._clock, length=1, seed=1)
    app.session.game = new_game(CLASSIC, (longest,))

    async def before(pilot):
        await pilot.pause()
        app.push_screen(QuestionScreen(app.session, app.settings))
        await pilot.pause()
        await answer(pilot, right=False)
        await pilot.pause()

    assert snap_compare(app, terminal_size=size, run_before=before)


@pytest.mark.parametrize("screen", ["title", "question", "verdict_wrong", "results"])
def test_day(snap_compare, tmp_path, screen):
    assert snap_compare(show(tmp_path, day=True), terminal_size=(80, 24), run_before=keys(*SCREENS[screen]))


def test_too_small(snap_compare, tmp_path):
    assert snap_compare(show(tmp_path), terminal_size=(20, 5))


def test_not_saving(snap_compare, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file").write_text("in the way")
    from pathlib import Path

    app = GlobesApp(Keeper(Path("file")), clock=FakeClock(), seeds=[3])
    assert snap_compare(app, terminal_size=(80, 24), run_before=keys("p", "right"))
