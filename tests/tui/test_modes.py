"""Every mode is played to its end by keys: what the results say, and what is in the save file."""

from unittest.mock import ANY

import pytest

from tests.support import make_pack
from tests.tui.evening import ahead, answer, kept, key_of, notices, opened, press, told
from trivia.errors import PackError
from trivia.game.mode import LADDER, MODES, REVIEW, Lifeline
from trivia.game.rules import Ending
from trivia.game.setup import Setup
from trivia.saves.keeper import Keeper
from trivia.session import Session
from trivia.tui.screens.leave import LeaveScreen
from trivia.tui.screens.question import QuestionScreen
from trivia.tui.screens.results import ResultsScreen
from trivia.tui.screens.title import TitleScreen
from trivia.tui.widgets.bars import ClockBar, SpeedBar
from trivia.tui.widgets.verdict import TimeIsUp


def over(app, ending):
    """The results are on the screen, of a game that ended so."""
    assert isinstance(app.screen, ResultsScreen)
    assert app.session.game.outcome.ending is ending
    return told(app, "#summary"), told(app, "#words")


def row(game):
    """What is kept of a game."""
    return game.mode, game.variant, game.length, game.finished, game.answered, game.right, game.score


async def test_classic_keeps_the_best_scores_of_timed_and_untimed_games_apart(globes, tmp_path):
    app = opened(tmp_path, [globes], Setup(length=2))
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        assert app.screen.query(SpeedBar)
        await answer(pilot, True, False)
        summary, words = over(app, Ending.COMPLETED)
        assert summary == "1 of 2 right  ·  best streak 1  ·  ★ the score to beat"
        assert "respectable" in words
        first = app.session.game.score
        await press(pilot, "t", "o", "end", "right", "escape", "p")
        assert not app.screen.query(SpeedBar)
        await ahead(pilot, 1)
        await answer(pilot, True)
        summary, words = over(app, Ending.COMPLETED)
        assert summary.endswith("★ the score to beat")
        assert "clean sweep" in words
        assert told(app, "#kind") == "Classic, untimed"
        untimed = app.session.game.score
        await press(pilot, "t", "o", "end", "right", "escape", "p")
        await answer(pilot, False, False)
        assert over(app, Ending.COMPLETED)[0] == f"0 of 2 right  ·  best streak 0  ·  best {first:,}"
        assert app.keeper.best_score(globes.facts.id, "classic", 2) == first
        assert app.keeper.best_score(globes.facts.id, "classic", 2, variant="untimed") == untimed
    assert [row(game) for game in kept(tmp_path)] == [
        ("classic", "", 2, True, 2, 0, 0),
        ("classic", "untimed", 2, True, 2, 2, untimed),
        ("classic", "", 2, True, 2, 1, first),
    ]


async def test_a_sprint_ends_when_its_clock_has_run_out(globes, tmp_path):
    app = opened(tmp_path, [globes], Setup("sprint"))
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        clock = app.screen.query_one(ClockBar)
        assert str(clock.render()).startswith("◷ 1:00")
        await answer(pilot, True, seconds=39)
        app.clock.turn(3_000)
        app.screen._tick()
        assert str(app.screen.query_one(ClockBar).render()).startswith("△ 0:18")
        app.clock.turn(8_000)
        app.screen._tick()
        assert str(app.screen.query_one(ClockBar).render()).startswith("▲ 0:10")
        assert str(app.screen.query_one(ClockBar).render()).endswith("hurry!")
        question = app.session.game.question
        app.clock.turn(10_000)
        while not app.screen.query(TimeIsUp):  # the screen's own timer sees it
            await pilot.pause()
        assert f"It was {question.options[question.answer]}" in told(app, "TimeIsUp")
        await press(pilot, "1", "x", "p", "up", "s", "escape")
        assert len(app.session.game.answers) == 1, "it is too late for any key"
        await press(pilot, "enter")
        summary, words = over(app, Ending.TIME_UP)
        assert summary.startswith("1 of 1 right")
        assert words.startswith("Time!")
        score = app.session.game.score
        assert score == 50 + 50 * app.session.game.questions[0].level, "speed earns nothing"
        await press(pilot, "p")
        app.clock.turn(61_000)
        await press(pilot, key_of(app, right=True))
        assert app.screen.query(TimeIsUp), "an answer after the end is none"
        await press(pilot, "enter")
        assert over(app, Ending.TIME_UP)[0] == "0 of 0 right  ·  best streak 0  ·  best " + f"{score:,}"
        await press(pilot, "enter", "c", "t")
        assert isinstance(app.screen, TitleScreen)
    assert [row(game) for game in kept(tmp_path)] == [("sprint", "", 0, True, 1, 1, score)]


async def test_a_sprint_without_time_has_twenty_questions(globes, tmp_path):
    app = opened(tmp_path, [globes], Setup("sprint"), untimed=True)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        assert not app.screen.query(ClockBar)
        assert told(app, "#place") == "Question 1 of 20"
        app.clock.turn(600_000)
        app.screen._tick()
        await ahead(pilot, 18)
        await answer(pilot, True, False, seconds=100)
        assert over(app, Ending.COMPLETED)[0].startswith("19 of 20 right")
        assert told(app, "#kind") == "Sprint, untimed"
        score = app.session.game.score
    assert [row(game) for game in kept(tmp_path)] == [("sprint", "untimed", 20, True, 20, 19, score)]


async def test_survival_ends_with_the_last_life(globes, tmp_path):
    app = opened(tmp_path, [globes], Setup("survival", level="hard"))
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        assert {question.level for question in app.session.game.questions} == {4, 5}
        assert told(app, "#pips") == "♥ ♥ ♥ "
        await answer(pilot, False, True, False)
        assert told(app, "#pips") == "♥ ♡ ♡ "
        assert isinstance(app.screen, QuestionScreen)
        await answer(pilot, False)
        summary, words = over(app, Ending.LIVES_SPENT)
        assert summary.startswith("1 of 4 right")
        assert "curtain falls" in words
        score = app.session.game.score
        assert app.keeper.best_score(globes.facts.id, "survival", 0, variant="hard") == score
        assert app.keeper.best_score(globes.facts.id, "survival", 0) is None
    assert [row(game) for game in kept(tmp_path)] == [("survival", "hard", 0, True, 4, 1, score)]


async def test_a_fall_from_the_ladder_lands_on_the_safe_step_below(globes, tmp_path):
    app = opened(tmp_path, [globes], Setup("ladder"))
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        assert not app.screen.query(SpeedBar)
        assert told(app, "#pips") == "● ○ ○ ○ ◇ ○ ○ ○ ○ ◇ ○ ○ ○ ○ ○"
        await answer(pilot, True, False)
        assert over(app, Ending.FELL)[1].startswith("A slip on the first stairs")
        assert app.session.game.score == 0
        await press(pilot, "p")
        await ahead(pilot, 5)
        assert told(app, "#place") == "Step 6/15, for 700"
        await answer(pilot, True)
        app.clock.turn(4_000)
        await press(pilot, key_of(app, right=False))
        assert "−200" in told(app, "Verdict")
        assert "Walk away" not in told(app, "KeyLine")
        await press(pilot, "escape")  # there is nothing left to walk away with, and nobody asks
        assert over(app, Ending.FELL)[1] == "A slip on the stairs! The safe step keeps 500 points for you."
    assert [row(game) for game in kept(tmp_path)] == [
        ("ladder", "", 15, True, 7, 6, 500),
        ("ladder", "", 15, True, 2, 1, 0),
    ]


async def test_who_walks_away_from_the_ladder_keeps_its_step_and_the_top_is_worth_most(globes, tmp_path):
    app = opened(tmp_path, [globes], Setup("ladder"))
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        await answer(pilot, True, True)
        await press(pilot, "escape")
        assert isinstance(app.screen, LeaveScreen)
        assert told(app, ".card-title") == "Walk away?"
        await press(pilot, "n")
        assert isinstance(app.screen, QuestionScreen)
        await press(pilot, "escape", "y")
        summary, words = over(app, Ending.WALKED_AWAY)
        assert summary.startswith("2 of 2 right")
        assert words.startswith("You walk away with 100 points")
        await press(pilot, "p")
        await ahead(pilot, 13)
        await answer(pilot, True, True)
        assert over(app, Ending.COMPLETED)[1].startswith("The top of the ladder!")
        assert app.session.best_before == 100
        assert app.session.game.score == LADDER.steps[-1]
    assert [row(game) for game in kept(tmp_path)] == [
        ("ladder", "", 15, True, 15, 15, 5_000),
        ("ladder", "", 15, True, 2, 2, 100),
    ]


async def test_a_marathon_waits_where_it_was_left_and_goes_to_the_last_question(tmp_path):
    pack = make_pack(tmp_path)
    app = opened(tmp_path, [pack], Setup("marathon"), seed=None)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        questions = app.session.game.questions
        assert told(app, "#place") == f"Question 1 of {len(questions)}"
        await answer(pilot, True, False)
        await press(pilot, "escape")
        assert told(app, ".card-title") == "A break?"
        await press(pilot, "y")
        assert over(app, Ending.LEFT)[1] == "The marathon waits for you at question 3."
        await press(pilot, "t", "g")
        assert "waiting for you" in str(app.screen.query_one("#review").get_option_at_index(0).prompt)
    app = opened(tmp_path, [pack], Setup("marathon"), seed=None)  # another evening
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        assert app.session.game.questions == questions
        assert told(app, "#place") == f"Question 3 of {len(questions)}"
        await ahead(pilot, len(questions) - 3)
        await answer(pilot, True)
        assert over(app, Ending.COMPLETED)[0].startswith(f"{len(questions) - 1} of {len(questions)} right")
        score = app.session.game.score
        await press(pilot, "p")
        assert app.session.game.place == 0, "after the end there is a new one"
        await answer(pilot, True)
        await press(pilot, "escape", "y", "m")
        assert "go on at question 2" in told(app, "#dials")
        await press(pilot, "end", "right")
        assert "a new one" in told(app, "#dials")
        await press(pilot, "enter")
        assert app.session.game.place == 0, "another one was asked for"
        await answer(pilot, False)
        await press(pilot, "escape", "y", "p")
        assert [one.right for one in app.session.game.answers] == [False], "the newer one waits now"
    whole = len(questions)
    assert [row(game)[3:] for game in kept(tmp_path)][:2] == [(False, 1, 0, 0), (False, 1, 1, ANY)]
    assert row(kept(tmp_path)[2]) == ("marathon", "", 0, True, whole, whole - 1, score)


async def test_practice_asks_only_what_was_chosen_and_has_no_clock(globes, tmp_path):
    chosen = Setup("practice", length=3, tables=("winners",), forms=("choice",))
    app = opened(tmp_path, [globes], chosen)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        game = app.session.game
        assert {(one.table, one.form) for one in (*game.questions, *game.spares)} == {("winners", "choice")}
        assert not app.screen.query(SpeedBar)
        assert [game.left_of(lifeline) for lifeline in Lifeline] == [5, 5, 5]
        app.clock.turn(10**7)
        await answer(pilot, False, True, True)
        over(app, Ending.COMPLETED)
        missed = game.questions[0].id
        score = app.session.game.score
        app._setup = Setup("practice", only="missed")
        await press(pilot, "p")
        assert [one.id for one in app.session.game.questions] == [missed]
        await answer(pilot, True)
        over(app, Ending.COMPLETED)
        await press(pilot, "p")
        assert isinstance(app.screen, ResultsScreen), "nothing is missed any more"
        assert "no question is left of what was chosen" in notices(app)[-1]
        app._setup = Setup("practice", length=200, only="unseen")
        await press(pilot, "p")
        assert {one.id for one in game.questions}.isdisjoint(one.id for one in app.session.game.questions)
    kinds = [row(game)[:6] for game in kept(tmp_path)]
    assert kinds == [("practice", "filtered", 1, True, 1, 1), ("practice", "filtered", 3, True, 3, 2)]
    assert app.keeper.best_score(globes.facts.id, "practice", 3, variant="filtered") == score


async def test_a_review_asks_the_next_day_what_was_missed(globes, tmp_path):
    app = opened(tmp_path, [globes], Setup(length=2))
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        missed = app.session.game.question.id
        await answer(pilot, False, True)
        await press(pilot, "t")
        app.clock.turn(86_400_000)
        await press(pilot, "r", "p")
        assert app.session.game.mode is REVIEW
        assert [one.id for one in app.session.game.questions] == [missed]
        await press(pilot, "x", "h", "n")
        assert app.session.game.used == ()
        await answer(pilot, True)
        assert over(app, Ending.COMPLETED)[0].startswith("1 of 1 right")
        await press(pilot, "t", "r", "p")
        assert "Nothing" in told(app, "#heading")
    assert row(kept(tmp_path)[0])[:6] == ("review", "", 1, True, 1, 1)


@pytest.mark.parametrize("mode", MODES.values(), ids=MODES)
def test_a_mode_that_has_levels_and_finds_none_of_them_is_refused_with_a_word(tmp_path, clock, mode):
    keeper, setup = Keeper(tmp_path / "saves"), Setup(mode.id, level="hard")
    pack = make_pack(tmp_path)  # nothing in it is hard
    if mode.steps or mode.resumable:
        assert Session(pack, mode, keeper, clock, setup=setup).variant == ""
    else:
        with pytest.raises(PackError, match="no question is left of what was chosen"):
            Session(pack, mode, keeper, clock, setup=setup)
    keeper.close()
