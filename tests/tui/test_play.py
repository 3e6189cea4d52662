"""The game as a player has it: by keys, letters, arrows and mouse."""

import pytest
from textual import events
from textual.widgets import Input, Static

from tests.support import FakeClock, make_pack
from trivia.game.rules import Phase
from trivia.game.setup import Setup
from trivia.saves.keeper import Keeper
from trivia.saves.profiles import LONGEST_NAME
from trivia.saves.store import Store
from trivia.tui import commands
from trivia.tui.app import GlobesApp
from trivia.tui.opening import Opening
from trivia.tui.screens.answer import AnswerScreen
from trivia.tui.screens.help import HelpScreen
from trivia.tui.screens.leave import LeaveScreen
from trivia.tui.screens.players import NameScreen
from trivia.tui.screens.question import QuestionScreen
from trivia.tui.screens.results import ResultsScreen
from trivia.tui.screens.source import SourceScreen
from trivia.tui.screens.title import TitleScreen
from trivia.tui.screens.too_small import TooSmallScreen
from trivia.tui.widgets.choices import ChoiceList
from trivia.tui.widgets.save_sign import SaveSign
from trivia.tui.widgets.verdict import Verdict


@pytest.fixture
def keeper(tmp_path):
    made = Keeper(tmp_path / "saves")
    yield made
    made.close()


@pytest.fixture
def app(keeper, clock):
    return GlobesApp(keeper, clock=clock, seeds=[3, 4])


def game_of(globes, keeper, form=None, length=10):
    """An app that opens in a game, whose first question has this form."""
    from trivia.quiz.draw import draw

    seed = next(seed for seed in range(99) if form in {None, draw(globes, length, seed)[0].form})
    return GlobesApp(keeper, Opening((globes,), "", Setup(length=length), seed), FakeClock())


def last_game(tmp_path):
    store = Store(tmp_path / "saves")
    game = store.last_game("Player")
    store.close()
    return game


async def test_title_to_results_to_title_with_the_new_score(app, tmp_path):
    async with app.run_test() as pilot:
        await pilot.pause()
        assert isinstance(app.screen, TitleScreen)
        await pilot.press("p")
        await pilot.pause()
        assert isinstance(app.screen, QuestionScreen)
        for place in range(10):
            assert app.session.game.place == place
            await pilot.press(str(app.session.game.question.answer + 1))
            await pilot.pause()
            assert app.session.game.phase is Phase.VERDICT
            assert last_game(tmp_path).answered == place + 1
            await pilot.press("enter")
            await pilot.pause()
        assert isinstance(app.screen, ResultsScreen)
        score = app.session.game.score
        await pilot.press("t")
        await pilot.pause()
        assert isinstance(app.screen, TitleScreen)
        told = str(app.screen.query_one("#scores").render())
        assert f"{score:,}" in told
        assert "10 of 10 right" in told


@pytest.mark.parametrize("key", ["2", "b"])
async def test_a_number_or_a_letter_answers(globes, keeper, key):
    app = game_of(globes, keeper, "choice")
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.press(key)
        await pilot.pause()
        assert app.session.game.answers[0].chosen == 1


@pytest.mark.parametrize(("key", "chosen"), [("t", 0), ("f", 1), ("1", 0), ("2", 1), ("T", 0)])
async def test_true_and_false_answer_by_their_letters(globes, keeper, key, chosen):
    app = game_of(globes, keeper, "true_false")
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.press(key)
        await pilot.pause()
        assert app.session.game.answers[0].chosen == chosen


@pytest.mark.parametrize("key", ["4", "3", "c", "d", "9", "0"])
async def test_a_key_of_no_option_does_nothing_on_true_or_false(globes, keeper, key):
    app = game_of(globes, keeper, "true_false")
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.press(key)
        await pilot.pause()
        assert app.session.game.phase is Phase.ASKING
        assert not app.session.game.answers


async def test_arrows_go_round_and_enter_takes(globes, keeper):
    app = game_of(globes, keeper, "choice")
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.press("down", "down", "up", "up", "up")
        assert app.screen.query_one(ChoiceList).at == len(app.session.game.question.options) - 1
        await pilot.press("enter")
        await pilot.pause()
        assert app.session.game.answers[0].chosen == len(app.session.game.question.options) - 1


async def test_the_mouse_answers_and_cannot_answer_twice(globes, keeper):
    app = game_of(globes, keeper, "choice")
    async with app.run_test() as pilot:
        await pilot.pause()
        options = app.screen.query_one(ChoiceList)
        await pilot.click(options, offset=(8, options.row_of(2)))
        await pilot.click(options, offset=(8, options.row_of(0)))
        await pilot.pause()
        assert [answer.chosen for answer in app.session.game.answers] == [2]
        assert app.session.game.phase is Phase.VERDICT


async def test_the_verdict_marks_right_and_wrong_by_sign_and_not_by_colour_alone(globes, keeper):
    app = game_of(globes, keeper, "choice")
    async with app.run_test() as pilot:
        await pilot.pause()
        question = app.session.game.question
        wrong = (question.answer + 1) % 4
        await pilot.press(str(wrong + 1))
        await pilot.pause()
        signs = [choice.sign for choice in app.screen.query_one(ChoiceList).choices]
        assert (signs[question.answer], signs[wrong]) == ("✔", "✘")
        told = str(app.screen.query_one(Verdict).render())
        assert "✘ Wrong." in told
        assert question.options[question.answer] in told
        assert question.explanation in told
        assert question.sources[0].title in told


async def test_answer_keys_after_the_verdict_do_nothing(globes, keeper):
    app = game_of(globes, keeper)
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.press("1", "2", "1", "b", "up", "down", "4")
        await pilot.pause()
        assert len(app.session.game.answers) == 1
        assert app.session.game.phase is Phase.VERDICT


async def test_a_key_shows_where_the_article_says_so(globes, keeper):
    app = game_of(globes, keeper)
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.press("s")
        assert not isinstance(app.screen, SourceScreen), "not before the verdict"
        await pilot.press("1")
        await pilot.pause()
        await pilot.press("s")
        await pilot.pause()
        assert isinstance(app.screen, SourceScreen)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, QuestionScreen)


async def test_leaving_in_the_middle_asks_once_and_keeps_everything(app, tmp_path):
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.press("p")
        await pilot.pause()
        await pilot.press("1")
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, LeaveScreen)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, QuestionScreen)
        await pilot.press("escape")
        await pilot.pause()
        await pilot.press("y")
        await pilot.pause()
        assert isinstance(app.screen, ResultsScreen)
        assert (last_game(tmp_path).answered, last_game(tmp_path).finished) == (1, False)


async def test_of_a_page_that_is_pasted_into_a_name_there_is_as_much_as_a_name_may_have(app):
    async with app.run_test() as pilot:
        await pilot.pause()
        app.push_screen(NameScreen("A new player", ""))
        await pilot.pause()
        app.screen.query_one(Input).post_message(events.Paste("All work and no play " * 60 + "\nand more"))
        await pilot.pause()
        assert app.screen.query_one(Input).value == ("All work and no play " * 60)[:LONGEST_NAME]


async def test_leaving_before_the_first_answer_goes_straight_back(app, tmp_path):
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.press("p")
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, TitleScreen)
        assert last_game(tmp_path) is None


@pytest.mark.parametrize(("key", "status"), [("ctrl+q", None), ("ctrl+c", 130)])
async def test_quitting_at_any_moment_keeps_what_was_answered(globes, keeper, tmp_path, key, status):
    app = game_of(globes, keeper)
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.press("1")
        await pilot.pause()
        await pilot.press(key)
        await pilot.pause()
    assert app.return_code in {status, 0 if status is None else status}
    assert (last_game(tmp_path).answered, last_game(tmp_path).finished) == (1, False)


@pytest.mark.parametrize("steps", [["1", "s"], ["1", "escape"], ["ctrl+p"]])
@pytest.mark.parametrize("key", ["ctrl+c", "ctrl+q"])
async def test_quitting_works_over_whatever_lies_on_top(globes, keeper, steps, key):
    app = game_of(globes, keeper)
    async with app.run_test() as pilot:
        await pilot.pause()
        for step in steps:
            await pilot.press(step)
            await pilot.pause()
        await pilot.press(key)
        await pilot.pause()
        assert app._exit


async def test_a_held_enter_takes_one_option_and_skips_no_verdict(globes, keeper, monkeypatch):
    monkeypatch.setattr(GlobesApp, "HELD_KEY_SECONDS", 60.0)
    app = game_of(globes, keeper)
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.press(*["enter"] * 8)
        await pilot.pause()
        assert len(app.session.game.answers) == 1
        assert app.session.game.phase is Phase.VERDICT
        monkeypatch.setattr(GlobesApp, "HELD_KEY_SECONDS", 0.0)
        await pilot.press("enter")
        await pilot.pause()
        assert app.session.game.phase is Phase.ASKING, "a press after a rest goes on"


async def test_the_title_bills_the_pack_that_is_played(tmp_path, keeper):
    app = GlobesApp(keeper, Opening((make_pack(tmp_path),), "", Setup(length=2), 1), FakeClock())
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, TitleScreen)
        assert str(app.screen.query_one("#night").render()) == "Rivers"


async def test_playing_again_asks_other_questions_first(globes, keeper, clock):
    app = GlobesApp(keeper, Opening((globes,), "", Setup(length=3)), clock)
    async with app.run_test() as pilot:
        await pilot.pause()
        first = {question.id for question in app.session.game.questions}
        while app.session.game.outcome is None:
            await pilot.press("1")
            await pilot.pause()
            await pilot.press("enter")
            await pilot.pause()
        await pilot.press("p")
        await pilot.pause()
        second = {question.id for question in app.session.game.questions}
        assert (len(first), len(second), len(first | second)) == (3, 3, 6)


async def test_the_review_opens_each_question_again(globes, keeper):
    app = game_of(globes, keeper, length=2)
    async with app.run_test() as pilot:
        await pilot.pause()
        for _ in range(2):
            await pilot.press("1")
            await pilot.pause()
            await pilot.press("enter")
            await pilot.pause()
        await pilot.press("down", "enter")
        await pilot.pause()
        assert isinstance(app.screen, AnswerScreen)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, ResultsScreen)


async def test_a_save_that_cannot_be_written_shows_a_sign_and_the_game_goes_on(tmp_path, globes):
    (tmp_path / "file").write_text("in the way")
    app = game_of(globes, Keeper(tmp_path / "file"), length=2)
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.press("1")
        await pilot.pause()
        sign = app.screen.query_one(SaveSign)
        assert sign.display
        assert "Not saving: " in str(sign.render())
        assert "a file stands where its folder should be" in str(sign.render())
        await pilot.press("escape")
        await pilot.pause()
        promise = " ".join(str(part.render()) for part in app.screen.query(Static))
        assert "safe" not in promise
        assert "held until that can be done" in promise
        await pilot.press("n")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("1")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, ResultsScreen)
    assert app.keeper.unsaved > 0


async def test_a_game_that_was_left_unsaved_is_in_no_book(tmp_path, globes):
    (tmp_path / "file").write_text("in the way")
    app = game_of(globes, Keeper(tmp_path / "file"), length=2)
    async with app.run_test() as pilot:
        await pilot.pause()
        for key in ("1", "escape", "y"):
            await pilot.press(key)
            await pilot.pause()
        assert isinstance(app.screen, ResultsScreen)
        assert str(app.screen.query_one("#words").render()) == "You left the show early."


async def test_a_lock_held_by_another_window_delays_the_verdict_and_loses_nothing(globes, keeper, tmp_path):
    import sqlite3

    Store(tmp_path / "saves").close()
    app = game_of(globes, keeper)
    async with app.run_test() as pilot:
        await pilot.pause()
        other = sqlite3.connect(tmp_path / "saves" / "scores.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        await pilot.press("1")
        await pilot.pause()
        assert not app.screen.query(Verdict)
        assert "One moment" in str(app.screen.query_one(SaveSign).render())
        await pilot.press("enter")
        await pilot.pause()
        assert app.session.game.phase is Phase.VERDICT, "no going on before the answer is kept"
        other.execute("COMMIT")
        other.close()
        while not app.screen.query(Verdict):
            await pilot.pause(0.05)
        assert not app.screen.query_one(SaveSign).display
    assert last_game(tmp_path).answered == 1


async def test_a_terminal_too_small_is_covered_until_there_is_room(app):
    async with app.run_test(size=(20, 5)) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, TooSmallScreen)
        await pilot.press("p", "1", "enter")
        assert app.session is None
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert isinstance(app.screen, TitleScreen)


async def test_a_card_on_the_cover_of_a_small_terminal_leaves_no_cover_behind(app):
    async with app.run_test(size=(20, 5)) as pilot:
        await pilot.pause()
        await app.push_screen(HelpScreen("The keys here", list(commands.APP), ()))
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, TitleScreen)


async def test_resizing_in_mid_question_keeps_the_question(globes, keeper):
    app = game_of(globes, keeper)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        for size in ((40, 12), (30, 8), (120, 40), (60, 20)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
        assert isinstance(app.screen, QuestionScreen)
        await pilot.press("1")
        await pilot.pause()
        assert len(app.session.game.answers) == 1


async def test_every_command_of_a_screen_is_in_the_palette(app):
    async with app.run_test() as pilot:
        await pilot.pause()
        offered = {command.title for command in app.get_system_commands(app.screen)}
        assert {"Play", "Quit", "Colours"} <= offered
