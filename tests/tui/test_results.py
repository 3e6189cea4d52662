from rich.cells import cell_len

from tests.support import FakeClock
from trivia.game.setup import Setup
from trivia.progress.achievements import ACHIEVEMENTS
from trivia.saves.keeper import Keeper
from trivia.tui.app import BILLING, GlobesApp
from trivia.tui.opening import Opening
from trivia.tui.screens.results import trophy_told


def test_a_trophy_is_told_by_whole_sentences_on_a_terminal_of_eighty_columns():
    for won in ACHIEVEMENTS:
        told = trophy_told(won, 72).plain
        assert won.title in told
        assert told.endswith(".")
        assert cell_len(told) <= 72
        assert trophy_told(won, 500).plain.endswith(won.about)


async def test_what_was_copied_does_not_lie_on_the_next_question_and_the_title_has_its_date(globes, tmp_path):
    keeper = Keeper(tmp_path / "saves")
    app = GlobesApp(keeper, Opening((globes,), "", Setup(length=1), 1), FakeClock(), seeds=[2])
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.press("1", "enter")
        await pilot.pause()
        await pilot.press("c")
        assert app._notifications
        await pilot.press("p")
        await pilot.pause()
        assert not app._notifications
        assert str(app.screen_stack[0].query_one("#night").render()) == BILLING
    keeper.close()
