from contextlib import closing

import pytest
from textual import events

from tests.support import FakeClock
from tests.tui.evening import press, titled
from tests.tui.pictures import album, settled
from trivia.game.setup import Setup
from trivia.lineup import RoundWanted
from trivia.party.events import Advanced, Closed, RevealedNow, Started
from trivia.party.key_plan import KeyPlan, usual
from trivia.party.state import Phase
from trivia.party_choice import NAMES, Choice, kept, read, replace_rule
from trivia.saves import parties
from trivia.saves.keeper import Keeper
from trivia.saves.store import Store
from trivia.settings import PartyChoice, Settings, read_settings, write_settings
from trivia.tui.app import GlobesApp
from trivia.tui.opening import Opening
from trivia.tui.party.resume import PartiesScreen
from trivia.tui.party.setup import PartySetupScreen
from trivia.tui.party.show import ShowScreen
from trivia.tui.screens.title import TitleScreen
from trivia.tui.widgets.dials import Dials
from trivia.tui.widgets.menu import Menu


def asked(folder, screen="party", seed=1, packs=(), **settings):
    """The app as `globes-trivia party` opens it."""
    opening = Opening(packs, "", Setup(), seed, screen=screen)
    return GlobesApp(Keeper(folder), opening, FakeClock(), settings=Settings(welcomed=True, **settings))


def word(app):
    return str(app.screen.query_one("#word").content)


def dials(app):
    return {dial.label: dial.values[dial.at] for dial in app.screen.query_one(Dials)._rows}


async def test_enter_opens_a_party_at_once_and_its_journal_has_it(tmp_path):
    app = titled(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "h")
        assert isinstance(app.screen, PartySetupScreen)
        await press(pilot, "enter")
        show = app.screen
        assert isinstance(show, ShowScreen)
        room = show.host.room
        assert [seat.name for seat in room.seats.values()] == list(NAMES[:2])
        assert [part.rule for part in room.plan.rounds] == ["classic", "board", "final-wager"]
        assert room.plan.name == "The night of 9 January 2017"
        assert room.plan.keys == show._keys.plan == usual("choose", 2)
        assert not show.host.unkept
        with closing(Store(tmp_path)) as store:
            (one,) = parties.unfinished(store)
        assert (one.phase, one.players) == (Phase.LOBBY, NAMES[:2])


async def test_the_palette_of_a_show_starts_no_other_game(tmp_path):
    app = asked(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        assert "Daily" in {one.title for one in app.get_system_commands(app.screen)}
        await press(pilot, "enter")
        assert isinstance(app.screen, ShowScreen)
        offered = {one.title for one in app.get_system_commands(app.screen)}
    assert "End" in offered
    assert offered.isdisjoint({"Play", "Another game", "Daily", "Review", "Host a party", "Packs"})


async def test_a_night_for_phones_alone_has_nobody_at_the_keyboard(tmp_path):
    app = asked(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "down", "left")
        assert dials(app)["They play"] == "everyone on a phone"
        assert "Teams" not in dials(app)
        await press(pilot, "n", "enter")
        assert isinstance(app.screen, ShowScreen)
        assert not app.screen.host.room.seats
        assert app.screen.host.room.plan.keys == KeyPlan()
    app = asked(tmp_path, party=read_settings(tmp_path).party)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "down", "right")
        assert dials(app)["Teams"] == "2"


async def test_what_was_chosen_is_there_the_next_time_and_enter_starts_it(tmp_path):
    app = asked(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "right", "down", "right", "down", *["right"] * 3, "end", "right", "enter")
        assert isinstance(app.screen, ShowScreen)
        plan = app.screen.host.room.plan
    assert [part.rule for part in plan.rounds] == ["classic", "buzzer", "final-wager"]
    assert (plan.keys, plan.late) == (usual("buzz", 5), "zero")
    app = asked(tmp_path, party=read_settings(tmp_path).party)
    async with app.run_test(size=(80, 24)) as pilot:
        assert dials(app)["They play"].startswith("one buzzer each")
        await press(pilot, "enter")
        assert app.screen.host.room.plan.keys == usual("buzz", 5)


async def test_a_round_can_be_changed_added_and_dropped(tmp_path):
    app = asked(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, *["down"] * 4)
        assert dials(app)["Round 1"] == "Classic · 8 questions · 20 s"
        await press(pilot, "right")
        assert dials(app)["Round 1"] == "Calm · 8 questions"
        assert dials(app)["The night"] == "a night of your own"
        await press(pilot, "e", "down", "left", "down", "right", "down", "right", "down", "right", "enter")
        assert isinstance(app.screen, PartySetupScreen)
        assert dials(app)["Round 1"] == "Calm · 7 questions · 10 s · easy · double"
        await press(pilot, "a", "e", *["right"] * 2, "escape", "down", "d", "d")
        assert [value for label, value in dials(app).items() if label.startswith("Round")] == [
            "Calm · 7 questions · 10 s · easy · double",
            "Survivor · 10 questions · 20 s",
        ]
        await press(pilot, "enter")
        first, second = app.screen.host.room.plan.rounds
    assert (first.rule, len(first.asks), first.seconds, first.double) == ("calm", 7, 10, True)
    assert second.rule == "survivor"
    assert {ask.level for ask in first.asks} <= {1, 2}


async def test_keys_that_come_faster_than_the_dials_change_turn_no_other_dial(tmp_path):
    """Without teams at the keyboard the line of teams is gone, and below it comes the pack."""
    app = asked(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        for key in ("down", *["right"] * 4, "down", "right", "right", "right"):
            app.post_message(events.Key(key, None))
        await pilot.pause()
        assert dials(app)["They play"] == "everyone on a phone"
        assert "Teams" not in dials(app)
        assert app.screen._choice.packs == ()


async def test_a_pack_with_too_few_questions_is_told_and_the_set_up_stays(tmp_path):
    rounds = tuple(f"classic:30:20:{level}:single:4" for level in ("hard", "hard", "hard"))
    app = asked(tmp_path, party=PartyChoice(preset="own", rounds=rounds))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "enter")
        assert isinstance(app.screen, PartySetupScreen)
        assert "wants 30 questions of level hard" in word(app)
        await press(pilot, "home", "right")
        assert "wants" not in word(app)


async def test_teams_are_named_and_no_two_look_alike(tmp_path):
    app = asked(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "n", "enter", "ctrl+a", "ctrl+k", *"plot twisters", "enter")
        assert "looks too much like one" in str(app.screen.query_one("#reason").content)
        await press(pilot, "ctrl+a", "ctrl+k", *"Jo [b]", "enter", "escape", "enter")
        assert next(iter(app.screen.host.room.seats.values())).name == "Jo [b]"
    assert read_settings(tmp_path).party.teams[0] == "Jo [b]"


async def test_a_team_presses_the_keys_it_wants_and_is_told_which_it_cannot_have(tmp_path):
    app = asked(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "n", "c", "a", "space", "8")
        assert "Team 2 plays with" in str(app.screen.query_one("#reason").content)
        await press(pilot, "s", "enter", "d", "semicolon", "escape")
        assert "A  S  D  ;" in word(app)
        await press(pilot, "n", "c", "q", "escape", "escape", "enter")
        assert app.screen._keys.plan.sets == (tuple("asd;"), tuple("7890"))


async def left_party(folder, *events):
    """A party that was begun, came so far, and was left without a word."""
    app = asked(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "enter")
        for event in events:
            app.screen.host.do(event)


async def test_a_party_that_was_left_is_gone_on_with_and_stands_paused(tmp_path):
    await left_party(tmp_path, Started(), Advanced())
    app = titled(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "h")
        assert isinstance(app.screen, PartiesScreen)
        assert "Round 1 of 3, 1 question asked." in word(app)
        assert "The Popcorn Critics, Plot Twisters" in word(app)
        await press(pilot, "enter")
        room = app.screen.host.room
        assert (room.phase, room.question, room.paused) == (Phase.OPEN, 1, True)
        assert app.screen._keys.plan == usual("choose", 2)


async def test_a_party_of_another_window_is_left_to_it(tmp_path):
    await left_party(tmp_path)
    with closing(Store(tmp_path)) as store:
        (one,) = parties.unfinished(store)
    journal, _, _ = parties.reopened(tmp_path, one.uid, FakeClock().utc_ms)
    app = asked(tmp_path, "parties", None)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "enter")
        assert isinstance(app.screen, PartiesScreen)
        assert "another window" in next(iter(app._notifications)).message
        journal.close()
        await press(pilot, "enter")
        assert isinstance(app.screen, ShowScreen)


@pytest.mark.parametrize(("answer", "over"), [("e", 1), ("d", 0)])
async def test_a_party_is_put_away_with_its_results_or_without(tmp_path, answer, over):
    await left_party(tmp_path, Started())
    app = asked(tmp_path, "parties", None)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "d", "k")
        assert len(app.screen._parties) == 1
        await press(pilot, "d", answer)
        assert app.screen._parties == ()
        assert app.screen.query_one(Menu).at == 0
        await press(pilot, "d", "enter")
        assert isinstance(app.screen, PartySetupScreen)
    with closing(Store(tmp_path)) as store:
        assert len(parties.finished(store)) == over


@pytest.mark.parametrize("answer", ["e", "d"])
async def test_a_party_that_another_window_has_is_not_put_away_and_that_is_said(tmp_path, answer):
    await left_party(tmp_path, Started())
    with closing(Store(tmp_path)) as store:
        (one,) = parties.unfinished(store)
    journal, _, _ = parties.reopened(tmp_path, one.uid, FakeClock().utc_ms)
    app = asked(tmp_path, "parties", None)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "d", answer)
        assert "another window" in next(iter(app._notifications)).message
        assert len(app.screen._parties) == 1
    journal.close()


async def test_whoever_leaves_the_show_leaves_it_to_any_window(tmp_path):
    app = titled(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "h", "enter", "escape", "end", "enter")
        assert isinstance(app.screen, TitleScreen)
        with closing(Store(tmp_path)) as store:
            (one,) = parties.unfinished(store)
        host, journal = parties.taken_up(tmp_path, one.uid, FakeClock().utc_ms, lambda: 0)
        host.do(Closed())
        journal.close()
        await press(pilot, "h")
        assert isinstance(app.screen, PartySetupScreen)


async def test_without_a_seed_the_next_party_asks_something_else(tmp_path):
    rounds = ("calm:20:0:any:single:4",)
    settings = Settings(welcomed=True, party=PartyChoice(preset="own", rounds=rounds))
    asks = []
    for _ in range(2):
        app = GlobesApp(Keeper(tmp_path), clock=FakeClock(), seeds=[5], settings=settings)
        async with app.run_test(size=(80, 24)) as pilot:
            await press(pilot, "h", *(["n"] if asks else []), "enter")
            host = app.screen.host
            asks.append({ask.id for ask in host.room.plan.rounds[0].asks})
            host.do(Started())
            while host.room.phase is not Phase.STANDINGS:
                host.do(Advanced())
                if host.room.phase is Phase.OPEN:
                    host.do(RevealedNow())
    assert len(asks[0] & asks[1]) <= 5


def test_the_set_up_tells_keys_below_each_other_and_no_clock_where_the_laptop_goes_round():
    def screen(choice):
        return PartySetupScreen(kept(choice), (), None, None)

    wide = screen(Choice(names=("漢字のチーム", *NAMES[1:])))
    first, second = wide._teams_told().split("\n")
    assert first.cell_length == second.cell_length
    calm = (RoundWanted("calm", 10, 0),)
    slow = (RoundWanted("calm", 10, 90),)
    assert screen(Choice().with_rounds(calm))._length() != screen(Choice().with_rounds(slow))._length()
    passed = [Choice().with_way("pass").with_rounds(rounds) for rounds in (calm, slow)]
    assert len({screen(choice)._length() for choice in passed}) == 1


def test_a_choice_comes_back_from_the_settings_as_it_was(tmp_path):
    choice = (
        Choice().with_way("judge").with_count(6).with_rounds((replace_rule(Choice().rounds[0], "survivor"),))
    )
    write_settings(tmp_path, Settings(party=kept(choice)))
    assert read(read_settings(tmp_path).party) == choice
    night = Choice()
    own = night.with_rounds((*night.rounds, replace_rule(night.rounds[0], "survivor")))
    assert read(kept(own)) == own  # with a board that may become a round of buzzers


@pytest.mark.parametrize(
    "odd",
    [
        PartyChoice(preset="opera"),
        PartyChoice(preset="own"),
        PartyChoice(preset="own", rounds=("classic:0:20:any:single:4", "chess:1:1:any:single:1", "x")),
        PartyChoice(preset="own", rounds=("board:8:30:any:single:4:or-bell", "calm:8:0:any:single")),
        PartyChoice(way="smell"),
        PartyChoice(way="None"),
        PartyChoice(keys=("1234", "1567")),
        PartyChoice(keys=("1234",)),
        PartyChoice(teams=("", "\u202e", "x" * 90)),
        PartyChoice(late="never"),
    ],
)
def test_settings_that_make_no_sense_are_the_usual_party(odd):
    assert read(odd) == Choice()


def test_numbers_out_of_bounds_are_brought_within(tmp_path):
    assert read(PartyChoice(count=99)).count == 4
    assert read(PartyChoice(count=-1, way="buzz")).count == 1
    assert read(PartyChoice(teams=("Plot Twisters", "PLOT TWISTERS"))).names[:2] == (
        "Plot Twisters",
        "The Popcorn Critics",
    )


def test_a_new_team_gets_usual_keys_and_the_others_keep_theirs_unless_these_are_in_the_way():
    own = KeyPlan("choose", (tuple("asdf"), tuple("7890")))
    choice = Choice(keys=own).with_count(3)
    assert choice.keys.sets == (*own.sets, tuple("xcvb"))
    assert Choice(keys=KeyPlan("choose", (tuple("xcvb"), tuple("7890")))).with_count(3).keys == usual(
        "choose", 3
    )


def test_one_laptop_has_no_buzzers_whatever_the_night():
    assert [part.rule for part in Choice(preset="short").with_way("pass").rounds] == [
        "classic",
        "calm",
        "final-wager",
    ]


SETUP_PICTURES = {
    "party_setup": [],
    "party_round": ["down", "down", "down", "down", "down", "e"],
    "party_teams": ["n"],
    "party_keys": ["n", "c", "a", "8"],
}


@pytest.mark.parametrize("screen", SETUP_PICTURES)
async def test_pictures_of_the_set_up(compared, tmp_path, screen):
    day = screen == "party_setup"
    app = asked(tmp_path / "saves", party=PartyChoice(way="choose", count=4))
    await album(app, SETUP_PICTURES[screen], compared(screen), day=day)


async def test_pictures_of_parties_that_wait(compared, tmp_path):
    await left_party(tmp_path / "saves")
    await left_party(tmp_path / "saves", Started(), Advanced())
    app = asked(tmp_path / "saves", "parties", None)
    await album(app, [], compared("parties"), day=False)
    async with asked(tmp_path / "saves", "parties", None).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "d")
        compared("party_put_away")("80x24-night", pilot.app.export_screenshot())
