"""Lifelines and the interval, by key and mouse: what they do, what they cost, and where there are none."""

import pytest

from tests.tui.evening import ahead, answer, key_of, opened, press, told
from tests.tui.test_hostile import painted
from trivia.game.mode import SURVIVAL, Lifeline
from trivia.game.rules import Phase
from trivia.game.scoring import points
from trivia.game.setup import Setup
from trivia.quiz.draw import draw
from trivia.tui.screens.help import HelpScreen
from trivia.tui.screens.pause import PauseScreen
from trivia.tui.screens.question import QuestionScreen
from trivia.tui.widgets.bars import ClockBar
from trivia.tui.widgets.choices import ChoiceList
from trivia.tui.widgets.key_line import KeyLine

LONG = 3_600_000


@pytest.fixture
def seed(globes):
    """A seed whose first two questions have four options and whose third is a statement."""

    def fits(seed):
        first, second, third = (len(one.options) for one in draw(globes, 4, seed)[:3])
        return first == second == 4 and third == 2

    return next(seed for seed in range(999) if fits(seed))


async def click_key(pilot, title):
    """Click on what the key line calls so."""
    line = pilot.app.screen.query_one(KeyLine)
    at = str(line.render()).index(title)
    await pilot.click(KeyLine, offset=(at, 0))
    await pilot.pause()


async def test_each_lifeline_helps_once_by_key_or_mouse(globes, tmp_path, seed):
    app = opened(tmp_path, [globes], Setup(length=4), seed)
    async with app.run_test(size=(120, 24)) as pilot:
        await pilot.pause()
        question = app.session.game.question
        await click_key(pilot, "50:50")
        removed = app.session.game.removed
        assert len(removed) == 2
        assert question.answer not in removed
        signs = [choice.sign for choice in app.screen.query_one(ChoiceList).choices]
        assert [index for index, sign in enumerate(signs) if sign == "×"] == list(removed)
        seen = set()
        for key in ("down", "up", "up", "home", "end"):
            await press(pilot, key)
            seen.add(app.screen.query_one(ChoiceList).at)
        assert seen.isdisjoint(removed)
        await press(pilot, *(str(index + 1) for index in removed))
        options = app.screen.query_one(ChoiceList)
        await pilot.click(options, offset=(8, options.row_of(removed[0])))
        assert app.session.game.phase is Phase.ASKING, "what is gone cannot be taken"
        await press(pilot, "x", "h")
        hint = told(app, "#hint")
        assert hint.startswith("✉ ")
        assert not any(option in hint for option in question.options)
        assert app.session.game.helping == (Lifeline.FIFTY, Lifeline.ARTICLE)
        assert "Skip" in told(app, "KeyLine")
        assert "50:50" not in told(app, "KeyLine"), "what is used up is not offered"
        await press(pilot, key_of(app, right=True))
        earned = app.session.game.answers[0].points
        assert earned.base == points(question, 0, 0).base // 4
        assert "after fifty-fifty and a hint from the source" in told(app, "Verdict")
        assert not app.screen.query_one("#hint").display
        await press(pilot, "enter")
        other = app.session.game.question
        await press(pilot, "x", "h", "n", "n")
        assert app.session.game.used == (Lifeline.FIFTY, Lifeline.ARTICLE, Lifeline.SKIP)
        assert (app.session.game.place, len(app.session.game.questions)) == (1, 4)
        assert app.session.game.question.id not in {question.id, other.id}
        assert told(app, "#prompt") == app.session.game.question.prompt
        await answer(pilot, True)
        whole = points(app.session.game.answers[1].question, 4_000, 1)
        assert app.session.game.answers[1].points == whole, "a skip costs nothing"


@pytest.mark.parametrize("mode", ["practice", "sprint"])
async def test_a_statement_is_not_halved_and_a_sprint_has_no_lifelines(globes, tmp_path, seed, mode):
    app = opened(tmp_path, [globes], Setup(mode, length=4), seed)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        if mode == "practice":
            await press(pilot, "x", "x")
            await ahead(pilot, 2)
            assert app.session.game.used == (Lifeline.FIFTY,)
            assert app.session.game.question.judged
            await press(pilot, "x")
            assert app.session.game.used == (Lifeline.FIFTY,)
        else:
            await press(pilot, "x", "h", "n")
            assert app.session.game.used == ()
            assert not app.screen.query("#hint")


async def test_whatever_covers_the_question_hides_it_and_stops_its_clock(globes, tmp_path):
    app = opened(tmp_path, [globes], Setup("sprint"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.clock.turn(2_000)
        prompt = app.session.game.question.prompt
        for way in ("p", "question_mark", "ctrl+p"):
            await press(pilot, way)
            assert not isinstance(app.screen, QuestionScreen)
            app.clock.turn(LONG)
            assert (app.session.game.phase, app.session.elapsed_ms) == (Phase.PAUSED, 2_000)
            assert prompt[:20] not in painted(app)
            if way == "p":
                assert "Intermission" in painted(app)
                await press(pilot, "1", "x", "n", "s")
                assert isinstance(app.screen, PauseScreen)
                await pilot.click(offset=(3, 3))
                await pilot.pause()
            else:
                await press(pilot, "escape")
            assert isinstance(app.screen, QuestionScreen)
            assert (app.session.game.phase, app.session.elapsed_ms) == (Phase.ASKING, 2_000)
        assert prompt[:20] in painted(app)
        assert str(app.screen.query_one(ClockBar).render()).startswith("◷ 0:58")
        app.clock.turn(1_000)
        await press(pilot, "1")
        assert app.session.game.answers[0].elapsed_ms == 3_000
        await press(pilot, "p")
        assert isinstance(app.screen, QuestionScreen), "there is nothing to pause at a verdict"
        await press(pilot, "question_mark")
        assert isinstance(app.screen, HelpScreen)
        await press(pilot, "escape", "enter")
        assert app.session.game.place == 1


async def test_a_game_that_is_sent_to_the_shell_loses_no_time_however_long_that_is(globes, tmp_path):
    app = opened(tmp_path, [globes], Setup(SURVIVAL.id))
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        app.clock.turn(2_000)
        app._suspend_signal()  # what Ctrl-Z does before the process stops
        app.clock.turn(LONG)
        app._resume_signal()  # and `fg` after it
        await pilot.pause()
        assert isinstance(app.screen, PauseScreen)
        await press(pilot, "enter")
        assert (app.session.game.phase, app.session.elapsed_ms) == (Phase.ASKING, 2_000)
        await press(pilot, "1")
        app._suspend_signal()
        app._resume_signal()
        await pilot.pause()
        assert isinstance(app.screen, QuestionScreen), "a verdict needs no interval"
        await press(pilot, "enter", "p")
        app._suspend_signal()
        app._resume_signal()
        await press(pilot, "enter")
        assert isinstance(app.screen, QuestionScreen), "one interval is enough"
