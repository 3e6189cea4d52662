"""What can be chosen and set, looked back at and saved; and finding one's way there."""

import json
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from tests.support import make_pack
from tests.tui.evening import key_of, notices, opened, press, titled, told
from tests.tui.test_hostile import painted
from trivia.game.mode import CLASSIC, MODES
from trivia.game.rules import Ending
from trivia.game.setup import Setup
from trivia.replay import GONE
from trivia.saves.keeper import Keeper
from trivia.session import Session
from trivia.settings import FILE, Settings, read_settings
from trivia.sharing import FOLDER
from trivia.tui import commands
from trivia.tui.app import GlobesApp
from trivia.tui.motion import motion
from trivia.tui.screens import past as past_screen
from trivia.tui.screens import question as question_screen
from trivia.tui.screens.answer import AnswerScreen
from trivia.tui.screens.help import HelpScreen
from trivia.tui.screens.past import PastScreen
from trivia.tui.screens.pause import PauseScreen
from trivia.tui.screens.question import QuestionScreen
from trivia.tui.screens.results import ResultsScreen
from trivia.tui.screens.setup import SetupScreen
from trivia.tui.screens.title import TitleScreen
from trivia.tui.widgets.choices import ChoiceList
from trivia.tui.widgets.dials import Dials
from trivia.tui.widgets.verdict import Verdict


def labels(app):
    return [dial.label for dial in app.screen.dials()]


async def test_every_dial_of_the_set_up_makes_its_game_and_is_one_key_away_ever_after(globes, tmp_path):
    app = titled(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "m")
        assert isinstance(app.screen, SetupScreen)
        offered = {}
        for mode in MODES:
            assert app.screen._chosen.mode == mode
            offered[mode] = labels(app)[2:]
            assert MODES[mode].about in told(app, "#word")
            assert "No score yet to beat" in told(app, "#word")
            await press(pilot, "right")
        assert offered == {
            "classic": ["Length", "Level"],
            "sprint": ["Level"],
            "survival": ["Level"],
            "ladder": [],
            "marathon": [],
            "practice": ["Length", "Level", "About", "Kind", "Questions"],
        }
        await press(pilot, "left")
        for label in ("Length", "Level", "About", "Kind", "Questions"):
            while labels(app)[app.screen.query_one(Dials).at] != label:
                await press(pilot, "down")
            await press(pilot, "l")
        table = app.screen._offer.tables[0][0]
        form = app.screen._offer.forms[0]
        chosen = Setup("practice", (), 5, "easy", (table,), (form,), "unseen")
        await pilot.click(
            Dials, offset=(30, 0)
        )  # the mouse turns too: practice is the last, classic the first
        await pilot.pause()
        assert app.screen._chosen == Setup(length=5, level="easy")
        await pilot.click(Dials, offset=(15, 0))
        await pilot.pause()
        assert app.screen._chosen == chosen
        await press(pilot, "enter")
        questions = app.session.game.questions
        assert 0 < len(questions) <= 5
        assert {(one.table, one.form) for one in questions} == {(table, form)}
        assert {one.level for one in questions} <= {1, 2}
        assert read_settings(tmp_path).setup == chosen
        await press(pilot, "escape")
        assert "Practice, 5, easy" in told(app, "#menu")
    app = titled(tmp_path, read_settings(tmp_path))  # another evening
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "p")
        assert (app.session.game.mode.id, app.session.variant) == ("practice", "easy, filtered")
        await press(pilot, "escape", "m", "r")
        assert app.screen._chosen == Setup()
        await press(pilot, "escape")
        assert isinstance(app.screen, TitleScreen)
        assert read_settings(tmp_path).setup == chosen, "only what is played is remembered"


async def test_what_cannot_be_played_is_said_and_not_remembered(tmp_path):
    gone = Settings(welcomed=True, setup=Setup("practice", packs=("gone",)))
    app = titled(tmp_path, gone)
    app.keeper.notice = "settings.json made no sense"
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        while not notices(app):
            await pilot.pause()
        assert notices(app) == ["settings.json made no sense"]
        await press(pilot, "p")
        assert isinstance(app.screen, TitleScreen)
        assert "there is no pack called 'gone'" in notices(app)[-1]
        await press(pilot, "m")
        assert isinstance(app.screen, SetupScreen), "another pack can be chosen"
        await press(pilot, "end", "left", "enter")
        assert isinstance(app.screen, SetupScreen)
        assert "no question is left of what was chosen" in notices(app)[-1], "nothing was missed"
        assert app.settings.setup == gone.setup
        await press(pilot, "right", "enter")
        assert isinstance(app.screen, QuestionScreen)
        assert app.settings.setup == Setup("practice")


async def test_every_setting_holds_at_once_and_lies_apart_from_the_scores(tmp_path, monkeypatch):
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "full")
    for name in ("NO_COLOR", "SSH_CONNECTION", "SSH_TTY"):
        monkeypatch.delenv(name, raising=False)
    rung = []
    monkeypatch.setattr(GlobesApp, "bell", lambda _: rung.append("bell"))
    app = titled(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "o")
        assert labels(app) == ["Colours", "Motion", "Bell", "Answer keys", "Explanations", "Time"]
        before = app.theme
        await press(pilot, "right")
        assert app.theme != before
        assert read_settings(tmp_path).theme == app.theme
        for field, values in (
            ("motion", ("on", "off")),
            ("bell", (True,)),
            ("keys", ("left", "right")),
            ("explanations", ("miss", "key")),
            ("timer", (False,)),
        ):
            await press(pilot, "down")
            for value in values:
                await press(pilot, "right")
                assert getattr(read_settings(tmp_path), field) == value == getattr(app.settings, field)
                if field == "motion":
                    assert app.animation_level == {"on": "full", "off": "none"}[value]
        written = (tmp_path / FILE).read_text(encoding="utf-8")
        assert not list(tmp_path.glob("*.part"))
        await press(pilot, "escape", "p")
        assert (app.session.game.mode.timed, rung) == (False, [])
        assert [keys[-1] for keys in app.screen.query_one(ChoiceList)._keys] == list("jkl;")[
            : len(_options(app))
        ]
        await press(pilot, "jkl;"[app.session.game.question.answer])
        assert app.session.game.answers[0].right
        assert rung == ["bell"]
        explanation = app.session.game.question.explanation
        assert explanation not in told(app, "Verdict")
        await press(pilot, "e")
        assert explanation in told(app, "Verdict")
        assert (tmp_path / FILE).read_text(encoding="utf-8") == written
    app = titled(tmp_path, replace(read_settings(tmp_path), explanations="miss"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "p", "1", "enter", "1")
        answers = app.session.game.answers
        assert (answers[1].question.explanation in told(app, "Verdict")) != answers[1].right


def _options(app):
    return app.session.game.question.options


async def test_a_clock_that_is_about_to_run_out_rings_once(globes, tmp_path, monkeypatch):
    rung = []
    monkeypatch.setattr(GlobesApp, "bell", lambda _: rung.append("bell"))
    app = opened(tmp_path, [globes], Setup("sprint"), settings=Settings(bell=True))
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        for seconds, count in ((49, 0), (2, 1), (2, 1)):
            app.clock.turn(seconds * 1_000)
            app.screen._tick()
            assert len(rung) == count
        await press(pilot, "1")
        assert len(rung) == 2


async def test_the_ladder_holds_its_breath_and_no_key_hurries_it(globes, tmp_path, monkeypatch):
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "full")
    app = opened(tmp_path, [globes], Setup("ladder"), settings=Settings(motion="on"))
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        monkeypatch.setattr(question_screen, "SUSPENSE_SECONDS", 0.01)
        await press(pilot, key_of(app, right=True))
        while not app.screen.query(Verdict):
            await pilot.pause()
        monkeypatch.setattr(question_screen, "SUSPENSE_SECONDS", 3_600)
        await press(pilot, "enter", key_of(app, right=False), "enter", "1", "p", "x", "s", "n")
        assert isinstance(app.screen, QuestionScreen)
        assert not app.screen.query(Verdict)
        assert (len(app.session.game.answers), app.session.game.used) == (2, ())
        await press(pilot, "escape", "y")
        assert isinstance(app.screen, ResultsScreen), "whoever leaves meanwhile has fallen all the same"
        assert app.session.game.outcome.ending is Ending.FELL


@pytest.mark.parametrize(
    ("chosen", "environ", "moves"),
    [
        ("auto", {}, True),
        ("auto", {"NO_COLOR": "1"}, False),
        ("auto", {"NO_COLOR": ""}, True),
        ("auto", {"SSH_CONNECTION": "10.0.0.1 1 10.0.0.2 22"}, False),
        ("auto", {"SSH_TTY": "/dev/pts/1"}, False),
        ("on", {"NO_COLOR": "1", "SSH_TTY": "/dev/pts/1"}, True),
        ("on", {"TEXTUAL_ANIMATIONS": "None"}, False),
        ("on", {"TEXTUAL_ANIMATIONS": "full"}, True),
        ("off", {}, False),
    ],
)
def test_things_move_as_the_player_likes_and_the_line_bears(chosen, environ, moves):
    assert motion(Settings(motion=chosen), environ) == ("full" if moves else "none")


def played(pack, keeper, clock, length=2):
    """A game that is in the file, its first answer wrong."""
    session = Session(pack, CLASSIC, keeper, clock, length=length, seed=3)
    for place in range(length):
        session.show()
        question = session.game.question
        session.choose((question.answer + (place == 0)) % len(question.options))
        session.proceed()
    clock.turn(1_000)
    return session.game


async def test_a_past_game_is_gone_through_question_by_question_and_saved(
    globes, tmp_path, clock, monkeypatch
):
    monkeypatch.setattr(past_screen, "AT_ONCE", 2)
    folder = tmp_path / "saves"
    keeper = Keeper(folder)
    played((make_pack(tmp_path), globes), keeper, clock)
    games = [played(globes, keeper, clock, length) for length in (2, 3)]
    keeper.close()
    app = titled(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "g")
        assert isinstance(app.screen, PastScreen)
        assert "9 January 2017  ·  Classic, 3 questions" in painted(app)
        await press(pilot, "down", "enter")
        assert isinstance(app.screen, ResultsScreen)
        assert told(app, "#kind") == "Classic  ·  Player, 9 January 2017"
        await press(pilot, "down", "enter")
        assert isinstance(app.screen, AnswerScreen)
        for key, at in (("left", 0), ("l", 1), ("tab", 0), ("h", 1), ("n", 0)):
            assert told(app, "#number") == f"Question {2 - at} of 2"
            await press(pilot, key)
            question = games[0].answers[at].question
            shown = told(app, "#told")
            assert question.prompt in shown
            assert question.explanation in shown
            assert f"✔ {question.options[question.answer]}" in shown
        await press(pilot, "escape", "c")
        assert app.clipboard.startswith("Globes Trivia · Classic · 2017-01-09\n□■ 1/2\n")
        await press(pilot, "f", "escape", "f", "1", "f", "p", "f", "j")
        assert [path.suffix for path in sorted((folder / FOLDER).iterdir())] == [".json", ".svg", ".txt"]
        data = json.loads(next((folder / FOLDER).glob("*.json")).read_text(encoding="utf-8"))
        assert (data["pack"], data["right"], data["answered"]) == (globes.facts.title, 1, 2)
        assert ElementTree.parse(next((folder / FOLDER).glob("*.svg"))).getroot().tag.endswith("svg")  # noqa: S314
        assert notices(app)[-1].endswith("globes-trivia-2017-01-09-classic-1.json")
        for path in (folder / FOLDER).iterdir():
            path.unlink()
        (folder / FOLDER).rmdir()
        (folder / FOLDER).write_text("in the way")
        await press(pilot, "f", "1")
        assert notices(app)[-1].endswith("; the result is not saved")
        await press(pilot, "escape")
        assert isinstance(app.screen, PastScreen), "back to where it was chosen"
        await press(pilot, "end", "enter", "end", "enter")
        assert app.screen._ended.result.pack == f"rivers + {globes.facts.title}"
        explanations = [one.explanation for one in app.screen._ended.result.answers]
        assert explanations.count(GONE) == 1, "of the pack that is not here"
        await press(pilot, "escape", "escape")
        assert isinstance(app.screen, TitleScreen)


JOURNEY = (
    (),
    ("m",),
    ("escape", "o"),
    ("escape", "r"),
    ("escape", "s"),
    ("escape", "t"),
    ("escape", "w"),
    ("d",),
    ("escape", "escape", "g"),
    ("enter",),
    ("f",),
    ("escape", "enter"),
    ("escape", "escape", "escape", "p"),
    ("p",),
    ("escape", "1"),
    ("s",),
    ("escape", "escape"),
)
"""Keys from screen to screen, until every one was seen that has keys of its own."""


async def test_a_question_mark_tells_the_keys_of_every_screen_and_the_palette_reaches_them_all(
    globes, tmp_path, clock
):
    keeper = Keeper(tmp_path)
    played(globes, keeper, clock)
    keeper.close()
    app = titled(tmp_path)
    seen = []
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        for keys in JOURNEY:
            await pilot.press(*keys)
            await pilot.pause()
            screen = app.screen
            can = [one for one in screen.COMMAND_TABLE if screen.check_action(one.action, ()) is not False]
            seen.append((type(screen), *can))
            assert screen.active_bindings["question_mark"].binding.action in {"help", "app.help"}
            if isinstance(
                screen, TitleScreen | QuestionScreen | PauseScreen
            ):  # it is the same key everywhere
                await press(pilot, "question_mark")
                assert isinstance(app.screen, HelpScreen), screen
                assert {one.help for one in can} <= {meaning for _, meaning in app.screen._lines}
                await press(pilot, "question_mark")
                assert app.screen is screen
            offered = {one.title for one in app.get_system_commands(screen)}
            assert {one.title for one in can if one.palette} <= offered
            if not isinstance(screen, QuestionScreen):
                assert {one.title for one in commands.TITLE} - {"Colours", "Quit"} <= offered
    assert len({*seen}) == len(JOURNEY), "each is another screen, or has other keys"


def _is_first(one):
    return isinstance(one, commands.Command) and not one.instead


def test_no_key_of_a_screen_means_two_things():
    for name, table in vars(commands).items():
        if name.isupper() and isinstance(table, tuple):
            keys = [key for one in table if _is_first(one) for key in one.keys.split(",")]
            assert len(keys) == len({*keys}), name
