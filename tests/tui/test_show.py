"""The host's show by its keys: nights of every rule, and what a host does when something goes wrong."""

import asyncio
import gc

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.tui.contrast import unreadable
from tests.tui.stage import NAMES, StageApp, make_part, make_plan
from trivia.party import events
from trivia.party.journal import replay
from trivia.party.key_plan import usual
from trivia.party.keys import Keys
from trivia.party.plan import Board
from trivia.party.standing import scores
from trivia.party.state import Phase
from trivia.tui import commands
from trivia.tui.party.pixels import large
from trivia.tui.party.stage import Stage
from trivia.tui.screens.help import HelpScreen
from trivia.tui.themes import THEMES
from trivia.tui.widgets.save_sign import SaveSign

SMALL = (80, 24)
TURNS = 25


@pytest.fixture(autouse=True)
def _promptly(monkeypatch):
    """Textual's pilot sleeps 20 ms or more after every key; here a few turns of the loop are enough."""

    async def turns(*_):
        for _ in range(TURNS):
            await asyncio.sleep(0)

    monkeypatch.setattr("textual.app.wait_for_idle", turns)
    monkeypatch.setattr("textual.pilot.wait_for_idle", turns)


def told(app):
    """What stands on the stage."""
    stage = next(iter(app.screen.query(Stage)), None) or app.screen_stack[1].query_one(Stage)
    return "\n".join("".join(text for text, _ in line) for line in stage._lines)


def names_of(app):
    return [seat.name for seat in app.room.seats.values() if not seat.kicked]


async def press(pilot, *keys, after=1_000):
    """Press keys one by one, each so many milliseconds after the one before."""
    for key in keys:
        pilot.app.clock.turn(after)
        await pilot.press(key)
        await pilot.pause()


async def ask(pilot):
    """Go on to the next question."""
    while pilot.app.room.phase is not Phase.OPEN:
        await press(pilot, "enter")


def kept(app):
    """The room as the journal alone makes it."""
    return replay(app.journal.kept)


async def test_a_classic_round_from_the_lobby_to_the_title(tmp_path):
    app = StageApp(tmp_path, make_plan(make_part(count=2)))
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause()
        await press(pilot, "enter")
        assert "Round 1 of 1" in told(app)
        await press(pilot, "enter")
        assert "La La Land" in told(app)
        await press(pilot, "1", "7", "x", after=500)
        assert "3 of 4 in" in told(app)
        assert "✔" not in told(app)
        await press(pilot, "h", after=500)
        assert app.room.phase is Phase.LOCKED
        await press(pilot, "enter")
        assert "“Golden Globes 2017: the full list of winners”, paragraph 12" in told(app)
        await press(pilot, "enter", "2", "8", "c", "j", "enter", "enter")
        assert app.room.phase is Phase.STANDINGS
        await press(pilot, "enter")
        assert "The night belongs to Ada!" in told(app)
        await press(pilot, "enter", "enter")
    assert app.left == 1
    assert kept(app) == app.room
    assert list(scores(kept(app)).values()) == [988, 975, 963, 950]


async def run_on(app):
    """Until the clock runs on that a card has stopped."""
    resumed = asyncio.Event()
    end = app.host.subscribe(lambda *_: resumed.set())
    if app.room.paused:
        await asyncio.wait_for(resumed.wait(), 10)
    end()
    assert not app.room.paused


async def test_a_night_of_every_other_rule(tmp_path):
    parts = (
        make_part("buzzer", count=1),
        make_part("survivor", count=1),
        make_part("board", board=Board(("Film",), (200, 400), (1,))),
        make_part("final-wager", count=1),
        make_part("calm", count=1, aloud=True),
    )
    app = StageApp(tmp_path, make_plan(*parts))
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause()
        await ask(pilot)
        assert "Hands on the buzzers!" in told(app)
        await press(pilot, "7", "8")  # Blaise is wrong, and the next may
        await press(pilot, "1")
        assert "Ada! Your answer?" in told(app)
        await press(pilot, "f7")  # the host heard it right
        assert app.room.phase is Phase.LOCKED
        await press(pilot, "enter")
        assert scores(app.room) == {"k1": 1_000, "k2": -500, "k3": 0, "k4": 0}
        await ask(pilot)
        await press(pilot, "1", "8", "c", "j", "enter")
        assert "♥♥♥" in told(app)
        assert "♥♥" in told(app)
        await press(pilot, "enter", "enter", "enter")
        assert "Blaise, the board is yours" in told(app)
        await press(pilot, "7")
        await press(pilot, "x", "x", "enter", "enter")
        assert "Émilie, the board is yours" in told(app)
        await press(pilot, "enter")  # cannot make up her mind, and finds the wager
        assert app.room.phase is Phase.WAGERING
        await press(pilot, "v", "x", "enter")
        assert app.room.phase is Phase.REVEAL
        await ask_stakes(pilot)
        await press(pilot, "2", "8", "c")
        assert "3 of 4 in" in told(app)
        await press(pilot, "j")
        assert app.room.phase is Phase.OPEN
        await press(pilot, "1", "7", "x", "h", "enter")
        await ask(pilot)
        assert "La La Land" not in told(app)
        await press(pilot, "f7")
        await press(pilot, "r", "w", "escape")
        assert app.room.asked.judged == {"k1": True, "k2": False}
        await press(pilot, "f4")
        assert "La" in told(app)
        await press(pilot, "enter", "enter")
        assert app.room.phase is Phase.FINAL
    assert kept(app) == app.room


async def ask_stakes(pilot):
    while pilot.app.room.phase is not Phase.WAGERING:
        await press(pilot, "enter")


async def test_the_keyboard_s_own_keys_choose_squares_and_stakes(tmp_path):
    plan = make_plan(make_part("board", board=Board(("Film", "Gowns"), (200, 400), (3,))))
    app = StageApp(tmp_path, plan, NAMES[:2], keys=Keys(usual("choose", 2)))
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.pause()
        await press(pilot, "enter", "enter", "right", "down")
        assert large("Ada: Gowns for 400?")[0] in told(app)
        await press(pilot, "enter", "enter", after=100)
        assert app.room.phase is Phase.WAGERING
        assert not app.room.asked.stakes  # the second press was the first one twice, and no stake of nothing
        await press(pilot, "3", "0", "0")
        assert large("300 of 400")[1] in told(app)
        await press(pilot, "enter", "1")
        assert app.room.phase is Phase.LOCKED
        await press(pilot, "enter")
        assert scores(app.room)["k1"] == 300


@pytest.fixture
async def asked(tmp_path):
    """A question that is open, with three more to come."""
    app = StageApp(tmp_path, make_plan(make_part(count=4)))
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause()
        await ask(pilot)
        yield pilot


async def test_a_double_press_is_one_step(asked):
    await press(asked, "1", "7", "x", "h", after=500)
    await press(asked, "enter", after=1_000)
    assert asked.app.room.phase is Phase.REVEAL
    await press(asked, "enter", after=399)
    assert asked.app.room.phase is Phase.REVEAL
    await press(asked, "enter", after=1)
    assert asked.app.room.phase is Phase.OPEN


async def test_next_says_how_to_reveal_while_a_question_is_open(asked):
    await press(asked, "enter")
    assert asked.app.room.phase is Phase.OPEN
    assert "F4 opens the envelope." in told(asked.app)
    asked.app.clock.turn(4_000)
    asked.app.screen.paint()
    assert "F4 opens the envelope." not in told(asked.app)


async def test_no_garbage_is_looked_for_while_a_question_is_open_nor_kept_after_the_show(tmp_path):
    app = StageApp(tmp_path, make_plan(make_part(count=1)))
    async with app.run_test(size=SMALL) as pilot:
        await ask(pilot)
        assert not gc.isenabled()
    assert gc.isenabled()
    gc.unfreeze()


async def test_what_is_said_goes_when_the_show_moves_on(tmp_path):
    app = StageApp(tmp_path, make_plan(make_part(count=2)))
    async with app.run_test(size=SMALL) as pilot:
        await ask(pilot)
        app.screen.say("The floor belongs to nobody.")
        await press(pilot, "f3", after=0)
        assert "belongs to nobody" in told(app)
        await press(pilot, "f4", after=100)
        assert app.room.phase is Phase.REVEAL
        assert "belongs to nobody" not in told(app)


async def test_what_is_refused_is_told_why(asked):
    await press(asked, "1", "1")
    assert "Your answer is in, and it stands." in told(asked.app)
    assert asked.app.room.asked.answers["k1"].option == 0


async def test_a_pause_covers_the_question_and_stops_its_clock(asked):
    before = asked.app.room.asked.ends_at
    await press(asked, "f2", after=0)
    assert "Intermission" in told(asked.app) or "▀" in told(asked.app)
    assert "La La Land" not in told(asked.app)
    await press(asked, "1", after=60_000)
    assert not asked.app.room.asked.answers
    await press(asked, "enter", after=0)
    assert asked.app.room.asked.ends_at == before + 60_000
    assert "La La Land" in told(asked.app)


async def test_the_clock_gets_more_time_and_runs_out(asked):
    await press(asked, "f3")
    asked.app.clock.turn(33_000)
    asked.app.screen._tick()
    assert asked.app.room.phase is Phase.OPEN
    asked.app.clock.turn(2_000)
    asked.app.screen._tick()
    assert asked.app.room.phase is Phase.LOCKED
    assert "No more answers" in told(asked.app)


async def test_an_undone_verdict_is_given_again(asked):
    await press(asked, "1", "f4")
    assert scores(asked.app.room)["k1"]
    await press(asked, "f6")
    assert asked.app.room.phase is Phase.LOCKED
    assert not scores(asked.app.room)["k1"]
    await press(asked, "f7", "w", "escape", "enter")
    assert asked.app.room.verdicts[-1].marks["k1"].mark == "wrong"


async def test_a_score_is_corrected_with_a_reason(asked):
    await press(asked, "f9")
    assert asked.app.room.paused
    await press(asked, "down", "enter")
    await press(asked, *"-x", "enter")
    assert "A number of points" in str(asked.app.screen.query_one("#reason").render())
    await press(asked, "backspace", *"200", "enter")
    assert asked.app.room.paused
    await press(asked, *"late", "enter")
    assert [(one.unit, one.points, one.reason) for one in asked.app.room.corrections] == [
        ("k2", -200, "late")
    ]
    await run_on(asked.app)
    asked.app.screen.paint()
    assert "200 points taken from Blaise." in told(asked.app)


async def test_a_question_is_asked_again_and_dropped(asked):
    await press(asked, "1", "f5")
    assert asked.app.room.question == 2
    assert not asked.app.room.asked.answers
    await press(asked, "delete")
    assert asked.app.room.question == 3
    assert asked.app.room.ask.prompt.startswith("Who gave the speech")


async def test_the_rest_of_a_round_is_dropped_only_when_the_host_is_sure(tmp_path):
    app = StageApp(tmp_path, make_plan(make_part("board"), make_part(count=1)))
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause()
        await press(pilot, "enter", "delete", "enter")
        assert app.room.phase is Phase.INTRO
        await press(pilot, "enter", "delete", "escape")
        assert app.room.phase is Phase.CHOOSING
        await press(pilot, "delete", "down", "enter")
        assert app.room.phase is Phase.STANDINGS


async def test_the_clock_stands_while_the_keys_are_read(asked):
    await press(asked, "f1")
    assert isinstance(asked.app.screen, HelpScreen)
    assert asked.app.room.paused
    assert ("F2, Ctrl-t", "Stop the clock and cover the question") in asked.app.screen._lines
    await press(asked, "f1")
    await run_on(asked.app)
    assert asked.app.room.phase is Phase.OPEN


async def test_a_team_that_the_host_calls_wrong_after_all_has_no_tick(tmp_path):
    app = StageApp(tmp_path, make_plan(make_part("buzzer", count=1)))
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause()
        await ask(pilot)
        await press(pilot, "1", "1")
        assert "✔ Ada" in told(app)
        await press(pilot, "f7", "w", "escape")
        assert "✘ Ada" in told(app)


async def test_the_lobby_tells_how_anybody_gets_in(tmp_path):
    for names, keys, words in (
        ((), None, "F11 opens the doors."),
        (NAMES[:2], Keys(usual("pass", 2)), "Take your seats. "),
        (NAMES[:2], Keys(usual("buzz", 2)), "try your keys."),
    ):
        app = StageApp(tmp_path, make_plan(), names, keys=keys)
        async with app.run_test(size=SMALL) as pilot:
            await pilot.pause()
            assert words in told(app)


async def test_whose_turn_it_is_stands_large_where_the_laptop_goes_round(tmp_path):
    app = StageApp(
        tmp_path,
        make_plan(make_part(count=1, seconds=0), keys=usual("pass", 2)),
        NAMES[:2],
        keys=Keys(usual("pass", 2)),
    )
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause()
        await ask(pilot)
        assert "Over to Ada: 1 – 4" in told(app)
        assert "▶ Ada" in told(app)
        await press(pilot, "3")
        assert "Over to Blaise: 1 – 4" in told(app)


async def test_enter_is_called_what_it_does_where_a_team_takes_a_square_or_stakes(tmp_path):
    plan = make_plan(make_part("board", board=Board(("Film",), (200, 400), (0,))), keys=usual("choose", 2))
    app = StageApp(tmp_path, plan, NAMES[:2], keys=Keys(usual("choose", 2)))
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause()
        await press(pilot, "enter", "enter")
        for action, phase in (("take_square", Phase.CHOOSING), ("put_down", Phase.WAGERING)):
            assert app.room.phase is phase
            offers = [one.action for one in commands.PARTY if app.screen.check_action(one.action, ())]
            assert action in offers
            assert "proceed" not in offers
            await app.screen.run_action(action)
        assert app.room.phase is Phase.OPEN


async def test_what_was_said_aloud_may_be_marked_once_the_answer_is_seen(tmp_path):
    plan = make_plan(make_part(count=1, aloud=True), keys=usual("judge", 2))
    app = StageApp(tmp_path, plan, NAMES[:2], keys=Keys(usual("judge", 2)))
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause()
        await ask(pilot)
        await press(pilot, "f4", "f7", "R", "w", "escape")  # as the line of keys writes it
        assert app.room.phase is Phase.LOCKED
        await press(pilot, "enter")
        assert [marked.mark for marked in app.room.verdicts[-1].marks.values()] == ["right", "wrong"]


async def test_seats_are_renamed_and_shown_out_and_the_doors_locked(asked):
    app = asked.app
    await press(asked, "f10")
    await press(asked, "r", *["backspace"] * 3, *"Eve", "enter")
    assert names_of(app)[0] == "Eve"
    await press(asked, "down", "d", "down", "down", "enter")
    assert names_of(app) == ["Eve", "Émilie", "Kurt"]
    assert app.room.banned
    await press(asked, "l")
    assert app.room.door_locked
    await press(asked, "L", after=0)  # Caps Lock is on
    assert not app.room.door_locked
    await press(asked, "escape")
    await run_on(app)
    assert "Blaise has left the building." in told(app)


async def test_a_card_of_seats_means_the_seat_that_it_shows_though_another_is_gone(asked):
    """The host's remote may show someone out while the card is open."""
    app = asked.app
    await press(asked, "f10", "down")
    first, second, *_ = app.room.seats.values()
    app.host.do(events.Kicked(first.player))
    await press(asked, "r", *["backspace"] * 6, *"Eve", "enter")
    assert app.room.seats[second.player].name == "Eve"


async def test_what_a_card_is_refused_is_neither_done_nor_said_to_be(asked):
    app = asked.app
    await press(asked, "f10")
    seat = app.screen.seat()
    await press(asked, "d")
    app.host.do(events.Kicked(seat.player))
    await press(asked, "down", "enter")
    assert "shown you out" in str(app.screen.query_one("#reason").render())
    assert app.screen.show.said == ""


async def test_a_stake_is_put_down_for_a_team(tmp_path):
    app = StageApp(tmp_path, make_plan(make_part("final-wager", count=1)))
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause()
        await ask_stakes(pilot)
        await press(pilot, "f7", "down", "enter", *"900", "enter")
        assert "0 to 500 points" in str(app.screen.query_one("#reason").render())
        await press(pilot, *["backspace"] * 3, *"400", "enter")
        assert app.room.asked.stakes == {"k2": 400}
        assert "staked" in told(app)
        assert "400" not in told(app)


async def test_the_end_asks_first(asked):
    await press(asked, "escape", "enter")
    assert asked.app.room.phase is Phase.OPEN
    await run_on(asked.app)
    await press(asked, "escape", "down", "enter")
    assert asked.app.room.phase is Phase.FINAL


async def test_a_party_that_is_left_stays_as_it_is(asked):
    await press(asked, "escape", "end", "enter")
    await asked.pause()
    assert asked.app.left == 1
    assert kept(asked.app).phase is Phase.OPEN


async def test_a_full_disk_is_told_and_stops_nothing(asked):
    app = asked.app
    app.journal.full = True
    await press(asked, "1")
    sign = app.screen.query_one(SaveSign)
    assert sign.has_class("-on")
    assert "No space left" in str(sign.render())
    assert app.room.asked.answers
    app.journal.full = False
    await press(asked, "7")
    assert not sign.has_class("-on")
    assert kept(app) == app.room


async def test_party_time_stands_while_the_program_is_put_aside(asked):
    app = asked.app
    app.app_suspend_signal.publish(app)
    app.clock.turn(3_600_000)
    app.app_resume_signal.publish(app)
    await asked.pause()
    assert app.room.phase is Phase.OPEN
    assert app.room.paused
    await press(asked, "enter", after=0)
    app.screen._tick()
    assert app.room.phase is Phase.OPEN


async def test_a_terminal_that_shrinks_and_grows_keeps_the_question(asked):
    for size in ((30, 8), (40, 12), (160, 45), (80, 24)):
        await asked.resize_terminal(*size)
        await asked.pause()
    await asked.app.wait_uncovered(asked)
    await press(asked, "1")
    assert "1 of 4 in" in told(asked.app)


async def test_an_answer_paints_only_what_it_changes(asked):
    stage, painted = asked.app.screen.query_one(Stage), []
    stage.refresh, before = lambda *regions, **_: painted.extend(regions), stage.refresh
    asked.app.host.do(events.Answered("k1", 1, 0))
    asked.app.screen.paint()
    stage.refresh = before
    assert 0 < len(painted) <= 3


async def test_nothing_moves_where_motion_is_off(asked):
    await press(asked, "1", "f4")
    assert asked.app.screen._grown(asked.app.host.now()) == 1.0
    await press(asked, "escape", "down", "enter")
    assert not set("✦✧▪") & set(told(asked.app))


async def test_confetti_has_fallen_within_the_house_s_time(tmp_path, monkeypatch):
    monkeypatch.delenv("TEXTUAL_ANIMATIONS")
    app = StageApp(tmp_path, settings=None)
    async with app.run_test(size=(160, 45)) as pilot:
        app.animation_level = "full"
        await pilot.pause()
        await ask(pilot)
        await press(pilot, "escape", "down", "enter")
        assert app.room.phase is Phase.FINAL
        assert not set("✦✧▪") & set(told(app))
        app.clock.turn(400)
        app.screen.paint()
        assert set("✦✧▪") & set(told(app))


@pytest.mark.parametrize("theme", [theme.name for theme in THEMES])
async def test_everything_can_be_read_in_every_theme(tmp_path, theme):
    app = StageApp(tmp_path, make_plan(make_part(count=1), make_part("board")))
    async with app.run_test(size=(160, 45)) as pilot:
        await pilot.pause()
        app.theme = theme
        found = {}
        while app.room.phase is not Phase.CLOSED:
            await pilot.pause()
            found[app.room.phase] = unreadable(app)
            if app.room.phase is Phase.CHOOSING:
                app.host.do(events.Ended())
                app.screen.paint()
            await press(pilot, *(("1", "8", "f4") if app.room.phase is Phase.OPEN else ("enter",)))
        assert not {phase: faint for phase, faint in found.items() if faint}
        assert len(found) > 5


HOSTS = sorted({key for command in commands.PARTY for key in command.keys.split(",")} - {"f1"})
ANY = [*HOSTS, *"17xhqr2", "enter", "enter", "enter", "down", "escape", "f4"]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(keys=st.lists(st.sampled_from(ANY), min_size=10, max_size=40), rule=st.integers(0, 4))
async def test_no_order_of_keys_breaks_the_show(tmp_path, keys, rule):
    parts = [
        make_part(count=2),
        make_part("buzzer", count=2),
        make_part("survivor", count=2, aloud=True),
        make_part("board", board=Board(("Film",), (200, 400), (1,))),
        make_part("final-wager", count=1),
    ]
    app = StageApp(tmp_path, make_plan(parts[rule]))
    async with app.run_test(size=SMALL) as pilot:
        for key in keys:
            if not app.is_running or app.left:
                break
            app.clock.turn(700)
            await pilot.press(key)
    assert kept(app) == app.room
