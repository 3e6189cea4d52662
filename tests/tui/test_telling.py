"""The pages that tell of past games, by keys, mouse and palette."""

import sqlite3
from contextlib import closing

import pytest

from tests.saves.test_store import answer, began
from tests.support import FakeClock
from tests.tui.filled import DAY_MS, fill
from tests.tui.test_hostile import painted
from trivia.game.mode import DAILY, REVIEW
from trivia.game.rules import Phase
from trivia.game.setup import Setup
from trivia.paths import SAVE_FILE
from trivia.saves import profiles
from trivia.saves.backups import back_up, backups
from trivia.saves.keeper import Keeper, Kept
from trivia.saves.store import Store
from trivia.settings import read_settings
from trivia.tui.app import GlobesApp
from trivia.tui.messages import ResultsWanted
from trivia.tui.opening import Opening
from trivia.tui.screens.daily import DailyScreen
from trivia.tui.screens.players import FarewellScreen, NameScreen, PlayersScreen
from trivia.tui.screens.question import QuestionScreen
from trivia.tui.screens.results import ResultsScreen
from trivia.tui.screens.review import ReviewScreen
from trivia.tui.screens.stats import StatsScreen
from trivia.tui.screens.title import TitleScreen
from trivia.tui.screens.trophies import TrophiesScreen
from trivia.tui.widgets.menu import Menu

PLACES = (
    "play",
    "setup",
    "daily",
    "review",
    "progress",
    "trophies",
    "past",
    "players",
    "settings",
    "party",
    "leave",
)
"""The lines of the menu."""
WAYS = {
    "play": ("p", QuestionScreen),
    "daily": ("d", QuestionScreen),
    "review": ("r", ReviewScreen),
    "progress": ("s", StatsScreen),
    "trophies": ("t", TrophiesScreen),
    "players": ("w", PlayersScreen),
}


@pytest.fixture
def folder(tmp_path):
    return fill(tmp_path / "saves")


@pytest.fixture
def app(folder):
    made = GlobesApp(Keeper(folder, profile="Anna"), clock=FakeClock(), seeds=[3, 4])
    yield made
    made.keeper.close()


def text(app, selector):
    return str(app.screen.query_one(selector).render())


async def settled(pilot):
    """The scores are read and the file is looked through."""
    for _ in range(3):
        await pilot.pause()
        await pilot.app.workers.wait_for_complete()
    while "right" not in text(pilot.app, "#scores"):
        await pilot.pause()
    await pilot.pause()


async def play_on(pilot, wrong=()):
    """Play the game that is open to its end, by keys."""
    app = pilot.app
    while isinstance(app.screen, QuestionScreen):
        question, place = app.session.game.question, app.session.game.place
        app.clock.turn(4_000)
        await pilot.press(str((question.answer + (place in wrong)) % len(question.options) + 1))
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()


async def play_out(pilot):
    """Play the open game to its end behind the screen's back, all right; the daily does it by keys."""
    session = pilot.app.session
    while session.game.outcome is None:
        if session.game.phase is Phase.READY:
            session.show()
        pilot.app.clock.turn(4_000)
        session.choose(session.game.question.answer)
        session.proceed()
    pilot.app.screen.post_message(ResultsWanted())
    await pilot.pause()


@pytest.mark.parametrize("way", WAYS)
async def test_every_page_is_a_key_away_and_back(app, way):
    key, screen = WAYS[way]
    async with app.run_test() as pilot:
        await settled(pilot)
        await pilot.press(key)
        await pilot.pause()
        assert isinstance(app.screen, screen)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, TitleScreen)


@pytest.mark.parametrize("way", WAYS)
async def test_every_page_is_a_number_away(app, way):
    async with app.run_test() as pilot:
        await settled(pilot)
        await pilot.press(str(PLACES.index(way) + 1))
        await pilot.pause()
        assert isinstance(app.screen, WAYS[way][1])


@pytest.mark.parametrize("way", WAYS)
async def test_every_page_is_a_click_away(app, way):
    async with app.run_test() as pilot:
        await settled(pilot)
        await pilot.click(Menu, offset=(8, PLACES.index(way)))
        await pilot.pause()
        assert isinstance(app.screen, WAYS[way][1])


@pytest.mark.parametrize("way", WAYS)
async def test_every_page_is_in_the_palette(app, way):
    async with app.run_test() as pilot:
        await settled(pilot)
        named = {command.title: command for command in app.get_system_commands(app.screen)}
        title = {"players": "Who plays"}.get(way, way.capitalize())
        await named[title].callback()
        await pilot.pause()
        assert isinstance(app.screen, WAYS[way][1])


async def test_the_menu_tells_how_things_stand(app):
    async with app.run_test() as pilot:
        await settled(pilot)
        told = text(app, "#menu")
        for words in ("% right", "due", "won", "Anna", "ten for everyone"):
            assert words in told


async def test_the_pages_of_the_progress_are_turned_by_key_and_mouse(app):
    async with app.run_test() as pilot:
        await settled(pilot)
        await pilot.press("s")
        await pilot.pause()
        seen = []
        for _ in range(4):
            seen.append(text(app, "#told"))
            await pilot.press("right")
            await pilot.pause()
        assert len({*seen}) == 4
        assert text(app, "#told") == seen[0]
        await pilot.press("left")
        await pilot.pause()
        assert text(app, "#told") == seen[3]
        assert "Bert" in seen[3]
        assert "BY TABLE" in seen[1]
        await app.screen.run_action("open(2)")  # what a click on its name does
        await pilot.pause()
        assert text(app, "#told") == seen[2]


async def test_the_daily_is_played_shared_and_over(app):
    async with app.run_test() as pilot:
        await settled(pilot)
        await pilot.press("d")
        await pilot.pause()
        assert app.session.game.mode is DAILY
        await play_on(pilot, wrong={1, 4})
        assert isinstance(app.screen, ResultsScreen)
        assert "■□■■□■■■■■ 8/10" in text(app, "#share")
        await pilot.press("c")
        await pilot.pause()
        shared = app.clipboard
        assert shared.startswith("Globes Trivia · 2017-01-09\n■□■■□■■■■■ 8/10\n")
        await pilot.press("t")
        await pilot.pause()
        assert "done for today" in text(app, "#menu")
        await pilot.press("d")
        await pilot.pause()
        assert isinstance(app.screen, DailyScreen)
        assert text(app, "#daily-card") == shared
        app._clipboard = ""
        await pilot.press("c")
        assert app.clipboard == shared
        await pilot.press("escape")
        await pilot.pause()
        app.clock.turn(DAY_MS)
        await pilot.press("d")
        await pilot.pause()
        assert isinstance(app.screen, QuestionScreen)


async def test_the_results_of_another_game_are_shared_without_any_answer(app):
    async with app.run_test() as pilot:
        await settled(pilot)
        await pilot.press("p")
        await pilot.pause()
        await play_out(pilot)
        assert not app.screen.query("#share")
        await pilot.press("c")
        assert app.clipboard == "Globes Trivia · Classic · 2017-01-09\n■■■■■■■■■■ 10/10\n3,558 points"


async def test_a_daily_goes_on_after_a_pause(app):
    async with app.run_test() as pilot:
        await settled(pilot)
        await pilot.press("d")
        await pilot.pause()
        await pilot.press("1", "enter", "escape", "y")
        await pilot.pause()
        await pilot.press("t")
        await pilot.pause()
        assert "1 answered" in text(app, "#menu")
        await pilot.press("d")
        await pilot.pause()
        assert app.session.game.place == 1


async def test_the_review_asks_what_is_due(app):
    async with app.run_test() as pilot:
        await settled(pilot)
        await pilot.press("r")
        await pilot.pause()
        assert "second chance" in text(app, "#heading")
        await pilot.press("p")
        await pilot.pause()
        assert app.session.game.mode is REVIEW
        assert len(app.session.game.questions) == 10
        await play_out(pilot)
        assert isinstance(app.screen, ResultsScreen)
        assert "Encore!" in text(app, "#trophies")


async def test_where_nothing_is_due_nothing_is_started(tmp_path):
    app = GlobesApp(Keeper(tmp_path / "new"), clock=FakeClock())
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.press("r")
        await pilot.pause()
        assert "Nothing to review" in text(app, "#heading")
        await pilot.press("p")
        await pilot.pause()
        assert isinstance(app.screen, ReviewScreen)


async def test_the_command_line_may_open_the_daily_or_a_review(globes, folder):
    for mode, screen in ((DAILY, QuestionScreen), (REVIEW, QuestionScreen)):
        app = GlobesApp(Keeper(folder, profile="Anna"), Opening((globes,), mode.id, Setup()), FakeClock())
        async with app.run_test() as pilot:
            await pilot.pause()
            assert isinstance(app.screen, screen)
            assert app.session.game.mode is mode


async def test_a_review_from_the_command_line_with_nothing_due_says_so(globes, tmp_path):
    app = GlobesApp(Keeper(tmp_path / "new"), Opening((globes,), REVIEW.id, Setup()), FakeClock())
    async with app.run_test() as pilot:
        await pilot.pause()
        assert isinstance(app.screen, TitleScreen)
        assert any("Nothing" in notice.message for notice in app._notifications)


async def test_somebody_else_plays_from_now_on_and_the_next_time(app, folder):
    async with app.run_test() as pilot:
        await settled(pilot)
        await pilot.press("w")
        await pilot.pause()
        await pilot.press("n")
        await pilot.pause()
        assert isinstance(app.screen, NameScreen)
        await pilot.press(*"Carl", "enter")
        await pilot.pause()
        assert isinstance(app.screen, TitleScreen)
        assert app.keeper.profile == "Carl"
        assert read_settings(folder).player == "Carl"
        assert "Carl" in text(app, "#menu")
        await pilot.press("w")
        await pilot.pause()
        await pilot.press("2")
        await pilot.pause()
        assert app.keeper.profile == "Bert"


async def test_no_name_is_refused_with_a_word(app):
    async with app.run_test() as pilot:
        await settled(pilot)
        await pilot.press("w", "n")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, NameScreen)
        assert "a player needs a name" in text(app, "#reason")
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, PlayersScreen)


async def test_a_player_is_renamed_but_not_to_a_name_that_is_taken(app):
    async with app.run_test() as pilot:
        await settled(pilot)
        await pilot.press("w", "r")
        await pilot.pause()
        await pilot.press("ctrl+u", *"Bert", "enter")
        await pilot.pause()
        assert any("already" in notice.message for notice in app._notifications)
        assert app.keeper.profile == "Anna"
        await pilot.press("r")
        await pilot.pause()
        await pilot.press("end", *"bel", "enter")
        await pilot.pause()
        assert app.keeper.profile == "Annabel"
        assert "% right" in text(app, "#menu")


async def test_a_player_is_deleted_after_a_question(app, folder):
    async with app.run_test() as pilot:
        await settled(pilot)
        await pilot.press("w", "down", "d")
        await pilot.pause()
        assert isinstance(app.screen, FarewellScreen)
        await pilot.press("escape")
        await pilot.pause()
        assert "Bert" in text(app, "#players")
        await pilot.press("d")
        await pilot.pause()
        await pilot.press("2")
        await pilot.pause()
        assert "Bert" not in text(app, "#players")
    with closing(Store(folder)) as store:
        assert [one.name for one in store.read(profiles.everyone)] == ["Anna"]


async def test_damage_that_is_found_after_the_first_picture_is_mended(folder):
    back_up(folder, FakeClock().utc_ms())
    with closing(sqlite3.connect(folder / SAVE_FILE)) as db:
        root = db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'answer'").fetchone()[0]
    with (folder / SAVE_FILE).open("r+b") as file:
        file.seek(4096 * (root - 1))
        file.write(b"\xff" * 4096)
    app = GlobesApp(Keeper(folder, profile="Anna"), clock=FakeClock())
    async with app.run_test() as pilot:
        await settled(pilot)
        while not app._notifications:
            await pilot.pause()
        assert any("set aside as damaged-1.db" in notice.message for notice in app._notifications)
        assert "% right" in text(app, "#menu")
        await pilot.press("p")
        await pilot.pause()
        await play_out(pilot)
        assert app.keeper.trouble == ""
    assert (folder / "damaged-1.db").exists()


async def test_a_backup_is_made_after_a_game(app, folder):
    async with app.run_test() as pilot:
        await settled(pilot)
        await pilot.press("p")
        await pilot.pause()
        await play_out(pilot)
        await app.workers.wait_for_complete()
    assert len(backups(folder)) == 1


async def test_without_a_save_file_every_page_opens(tmp_path):
    (tmp_path / "file").write_text("in the way")
    app = GlobesApp(Keeper(tmp_path / "file"), clock=FakeClock())
    async with app.run_test() as pilot:
        await pilot.pause()
        for key, screen in WAYS.values():
            if screen is QuestionScreen:
                continue
            await pilot.press(key)
            await pilot.pause()
            assert isinstance(app.screen, screen)
            await pilot.press("escape")
            await pilot.pause()
        await pilot.press("d")
        await pilot.pause()
        await play_out(pilot)
        assert isinstance(app.screen, ResultsScreen)


async def test_a_click_on_its_name_opens_a_page_of_the_progress(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("s")
        await pilot.pause()
        row, column = next(
            (row, line.index("Hardest"))
            for row, line in enumerate(painted(app).splitlines())
            if "Hardest" in line
        )
        await pilot.click(offset=(column + 2, row))
        await pilot.pause()
        assert "WHAT YOU MISSED MOST" in text(app, "#told")


async def test_what_cannot_be_done_now_is_not_in_the_palette(app):
    async with app.run_test() as pilot:
        await settled(pilot)
        await pilot.press("p")
        await pilot.pause()
        offered = [command.title for command in app.get_system_commands(app.screen)]
        assert "Pause" in offered
        assert "Source" not in offered
        assert len(offered) == len({*offered}), "nothing is offered twice"


async def test_somebody_new_is_on_the_list_before_their_first_answer(app):
    async with app.run_test() as pilot:
        await settled(pilot)
        await pilot.press("w", "n")
        await pilot.pause()
        await pilot.press(*"Carl", "enter")
        await pilot.pause()
        await pilot.press("w")
        await pilot.pause()
        assert "Carl" in text(app, "#players")
        assert app.screen.query_one(Menu).at == 2


async def test_a_name_that_somebody_has_is_theirs_however_it_is_written(app, folder):
    async with app.run_test() as pilot:
        await settled(pilot)
        await pilot.press("w", "n")
        await pilot.pause()
        await pilot.press(*"bERT", "enter")
        await pilot.pause()
        assert app.keeper.profile == "Bert"
    with closing(Store(folder)) as store:
        assert [one.name for one in store.read(profiles.everyone)] == ["Anna", "Bert"]


async def test_a_name_of_wide_letters_keeps_to_its_line(folder):
    wide = "座" * profiles.LONGEST_NAME
    with closing(Store(folder)) as store:
        store.change(lambda db: profiles.rename(db, "Anna", wide))
    app = GlobesApp(Keeper(folder, profile=wide), clock=FakeClock())
    async with app.run_test(size=(40, 12)) as pilot:
        await settled(pilot)
        await pilot.press("w")
        await pilot.pause()
        lines = painted(app).splitlines()
        row = next(row for row, line in enumerate(lines) if "Bert" in line)
        assert "座座" in lines[row + 1]
        assert "Somebody new" in lines[row + 2]


@pytest.mark.parametrize("how", ["q", "click", "palette"])
async def test_the_last_line_of_the_menu_leaves(app, how):
    async with app.run_test() as pilot:
        await settled(pilot)
        if how == "click":
            await pilot.click(Menu, offset=(8, PLACES.index("leave")))
        elif how == "palette":
            named = {command.title: command for command in app.get_system_commands(app.screen)}
            await named["Quit"].callback()
        else:
            await pilot.press(how)
        await pilot.pause()
        assert app._exit


async def test_a_review_of_questions_that_the_pack_has_dropped_says_so(tmp_path):
    keeper = Keeper(tmp_path)
    gone = answer(0, question="golden-globes-2017/gone/000000000000", right=False)
    keeper.keep(began(), gone)
    clock = FakeClock()
    app = GlobesApp(keeper, clock=clock)
    async with app.run_test() as pilot:
        await settled(pilot)
        await pilot.press("r")
        await pilot.pause()
        assert "1 question would like a second chance" in text(app, "#heading")
        await pilot.press("p")
        await pilot.pause()
        assert isinstance(app.screen, ReviewScreen)
        assert any("Nothing of this pack" in notice.message for notice in app._notifications)


async def test_somebody_else_is_renamed_and_the_one_who_plays_stays(app, folder):
    async with app.run_test() as pilot:
        await settled(pilot)
        await pilot.press("w", "down", "r")
        await pilot.pause()
        await pilot.press("ctrl+u", *"Zoe", "enter")
        await pilot.pause()
        assert isinstance(app.screen, PlayersScreen)
        assert "Zoe" in text(app, "#players")
        assert app.keeper.profile == "Anna"
        await pilot.press("escape")
        await pilot.pause()
        assert "Anna" in text(app, "#menu")
    with closing(Store(folder)) as store:
        assert [one.name for one in store.read(profiles.everyone)] == ["Anna", "Zoe"]


async def test_whoever_deletes_themselves_starts_from_nothing(app):
    async with app.run_test() as pilot:
        await settled(pilot)
        await pilot.press("w", "d", "2")
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert "% right" not in text(app, "#menu")
        assert "nothing due" in text(app, "#menu")
        for key in "srt":
            await pilot.press(key)
            await pilot.pause()
            await pilot.press("escape")
            await pilot.pause()
        assert isinstance(app.screen, TitleScreen)


async def test_where_players_cannot_be_changed_it_is_said(tmp_path):
    (tmp_path / "file").write_text("in the way")
    app = GlobesApp(Keeper(tmp_path / "file"), clock=FakeClock())
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.press("w", "r", "d")
        await pilot.pause()
        assert isinstance(app.screen, PlayersScreen), "there is nobody to rename or to delete"
        await pilot.press("n")
        await pilot.pause()
        await pilot.press(*"Carl", "enter")
        await pilot.pause()
        assert isinstance(app.screen, TitleScreen)
        assert app.keeper.profile == "Carl"


async def test_a_name_that_looks_like_markup_is_shown_as_it_is(folder):
    odd = "[red]x[/] [@click=quit]{}"[: profiles.LONGEST_NAME]
    with closing(Store(folder)) as store:
        store.change(lambda db: profiles.rename(db, "Anna", odd))
    app = GlobesApp(Keeper(folder, profile=odd), clock=FakeClock())
    async with app.run_test() as pilot:
        await settled(pilot)
        for keys in (["s"], ["s", "left"], ["t"], ["w"], ["w", "r"], ["w", "d"]):
            await pilot.press(*keys)
            await pilot.pause()
            assert odd in painted(app)
            while not isinstance(app.screen, TitleScreen):
                await pilot.press("escape")
                await pilot.pause()


async def test_a_page_is_laid_out_anew_for_another_width(app):
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        for key, page in (("s", "RIGHT ANSWERS"), ("t", "trophies"), ("r", "COMING UP")):
            await pilot.press(key)
            for size in ((40, 12), (30, 8), (120, 40)):
                await pilot.resize_terminal(*size)
                await pilot.pause()
            assert page in painted(app)
            await pilot.press("escape")
            await pilot.pause()


@pytest.mark.parametrize(
    ("keys", "left"), [(["d", "2"], ["Bert"]), (["r", "end", *"bel", "enter"], ["Annabel", "Bert"])]
)
async def test_a_file_that_is_opened_again_brings_nobody_back(app, folder, keys, left):
    async with app.run_test() as pilot:
        await settled(pilot)
        await pilot.press("p")
        await pilot.pause()
        await play_out(pilot)
        await pilot.press("t", "w")
        await pilot.pause()
        for key in keys:
            await pilot.press(key)
            await pilot.pause()
        app.keeper._drop_store()  # as after any trouble that has passed
        assert app.keeper.flush() is Kept.SAVED
    with closing(Store(folder)) as store:
        assert [one.name for one in store.read(profiles.everyone)] == left
