"""A seat at another terminal: the app by its keys, the party behind a real line."""

from contextlib import AsyncExitStack

import pytest
from msgspec.structs import replace
from textual.widgets import Input

from tests.party.house import PIN, open_host, reopened, serving
from tests.tui.afar import Party, at, party, until
from tests.tui.pictures import SIZES, settled
from tests.tui.stage import make_part, make_plan
from trivia.party import events
from trivia.party.standing import results, scores
from trivia.party.wallet import Wallet
from trivia.tui.party.seat import SeatVerdict
from trivia.tui.screens.ask import AskScreen
from trivia.tui.themes import DAY
from trivia.tui.widgets.choices import ChoiceList

BOARD = make_part("board")


def told(app):
    """What stands on the screen."""
    lines = ("".join(part.text for part in strip) for strip in app.screen._compositor.render_strips())
    return "\n".join(line.rstrip() for line in lines)


async def card(pilot, title):
    """Wait until a card asks for something."""
    while not (isinstance(pilot.app.screen, AskScreen) and title in told(pilot.app)):
        await pilot.pause()


async def typed(pilot, word):
    pilot.app.screen.query_one(Input).value = word
    await pilot.press("enter")


async def to_first_question(night, pilot):
    await until(pilot, at("lobby"))
    night.do(events.Started())
    night.do(events.Advanced())
    await until(pilot, at("ask"))


async def test_a_question_by_its_keys(tmp_path):
    async with party(make_part(count=2)) as night:
        app = night.app(tmp_path)
        async with app.run_test(size=(80, 24)) as pilot:
            await to_first_question(night, pilot)
            assert "Which film won" in told(app)
            night.clock.turn(2_000)
            await pilot.press("1")
            await until(pilot, lambda seen: seen.taken)
            assert app.screen.query_one(ChoiceList).choices[0].outcome == "held"
            assert not app.screen.query(SeatVerdict)
            night.do(events.Advanced())
            await until(pilot, at("reveal"))
            assert "Right!" in told(app)
            assert f"+{scores(night.host.room)[night.seat()]:,}" in told(app)
            assert "La La Land won all seven" in told(app)
            await pilot.press("escape", "down", "enter")
            await pilot.pause()
        assert app.return_code == 0
        assert not night.host.room.seats[night.seat()].present


async def test_after_a_pause_keys_answer_again(tmp_path):
    async with party(make_part(count=2)) as night:
        app = night.app(tmp_path)
        async with app.run_test(size=(80, 24)) as pilot:
            await to_first_question(night, pilot)
            night.do(events.Paused())
            await until(pilot, lambda seen: seen.paused)
            await settled(pilot)
            night.do(events.Resumed())
            await until(pilot, lambda seen: seen.may_answer)
            await settled(pilot)
            await pilot.press("b")
            await until(pilot, lambda seen: seen.taken)


async def test_a_key_that_was_pressed_too_late_answers_no_other_question(tmp_path):
    async with party(make_part(count=2)) as night:
        app = night.app(tmp_path)
        async with app.run_test(size=(80, 24)) as pilot:
            await to_first_question(night, pilot)
            asked = app.seen.asked
            app.screen.post_message(ChoiceList.Chosen(1))
            app._hear(replace(asked, q=asked.q + 1))  # before the key has come so far
            await settled(pilot)
            assert app.seen.asked.q == asked.q + 1
            assert app.seen.may_answer
            assert app.seen.again == 0  # nor was anything refused
            assert night.host.room.asked.answers == {}


async def test_a_seat_comes_back_by_itself_when_the_host_does(tmp_path):
    async with AsyncExitStack() as stack:
        night = await stack.enter_async_context(party(make_part(count=2, seconds=120)))
        app = night.app(tmp_path)
        async with app.run_test(size=(80, 24)) as pilot:
            await to_first_question(night, pilot)
            await pilot.press("1")
            await until(pilot, lambda seen: seen.taken)
            port = night.server.port
            await night.server.close()
            await until(pilot, lambda _: not app.there)
            assert "Finding it again" in told(app)
            host = reopened(night.journal)
            async with serving(host, port):
                await until(pilot, lambda _: app.there)
                await until(pilot, lambda seen: seen.taken)
                assert "Finding it again" not in told(app)
                assert app.seen.mine == 0
                host.do(events.Advanced())
                await until(pilot, at("reveal"))
                assert [mark.mark for mark in results(host.room)[0].marks.values()] == ["right"]


async def test_what_is_missing_is_asked_for_and_what_is_wrong_is_asked_again(tmp_path):
    async with party(names=("Kurt",)) as night:
        app = night.app(tmp_path, name="", pin="")
        async with app.run_test(size=(80, 24)) as pilot:
            await card(pilot, "The PIN on the big screen?")
            await typed(pilot, "pin")
            assert "six digits" in told(app)
            await typed(pilot, "111111")
            await card(pilot, "what shall we call you?")
            await typed(pilot, "Kurt")
            await card(pilot, "The PIN on the big screen?")
            assert "not tonight's PIN" in told(app)
            await typed(pilot, PIN)
            await card(pilot, "what shall we call you?")
            await typed(pilot, "Ada")
            await until(pilot, at("lobby"))
            assert "You're in, Ada." in told(app)


async def test_a_name_that_is_taken_is_asked_again_and_who_gives_none_goes(tmp_path):
    async with party(names=("Kurt",)) as night:
        app = night.app(tmp_path, name="KURT")
        async with app.run_test(size=(80, 24)) as pilot:
            await card(pilot, "what shall we call you?")
            assert "looks too much like one" in told(app)
            await pilot.press("escape")
            await pilot.pause()
            await pilot.pause()
        assert app.return_code == 2
        assert "looks too much like one" in app.last_words


async def test_another_start_finds_the_seat_and_a_new_party_a_new_one(tmp_path):
    async with party() as night:
        app = night.app(tmp_path)
        async with app.run_test(size=(80, 24)) as pilot:
            await until(pilot, at("lobby"))
        again = night.app(tmp_path, name="", pin="")
        async with again.run_test(size=(80, 24)) as pilot:
            await until(pilot, at("lobby"))
            assert again.seen.seat == app.seen.seat
        port = night.server.port
        await night.server.close()
        other = open_host(make_plan(), type(night.journal)(), night.clock.now_ms)
        async with serving(other, port) as server:
            second = Party(other, server, night.clock, night.journal)
            new = second.app(tmp_path, name="")
            async with new.run_test(size=(80, 24)) as pilot:
                await until(pilot, at("lobby"))
                assert new.seen.name == "Ada"
                assert new.seen.seat != app.seen.seat


async def test_nobody_there_and_a_closed_party_are_told_in_a_line(tmp_path):
    async with party() as night:
        night.do(events.Closed())
        app = night.app(tmp_path)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            while not app.last_words:
                await pilot.pause()
        assert (app.return_code, app.last_words.count("\n")) == (2, 0)
    app = night.app(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        while not app.last_words:
            await pilot.pause()
    assert (app.return_code, app.last_words[:12]) == (2, "Nobody opens")


async def test_teams_and_names_are_changed_in_the_lobby(tmp_path):
    async with party(names=("Kurt",)) as night:
        app = night.app(tmp_path)
        async with app.run_test(size=(80, 24)) as pilot:
            await until(pilot, at("lobby"))
            await pilot.press("r")
            await card(pilot, "call you")
            await typed(pilot, "Ada Lovelace")
            await until(pilot, lambda seen: seen.name == "Ada Lovelace")
            await pilot.press("t", "enter")
            await card(pilot, "the team called")
            await typed(pilot, "Reds")
            await until(pilot, lambda seen: seen.team == "Reds")
            assert "You play for Reds." in told(app)
            await pilot.press("t", "down", "enter")
            await until(pilot, lambda seen: not seen.team)


async def test_the_seat_is_shown_out_and_in_use_elsewhere(tmp_path):
    async with party() as night:
        app = night.app(tmp_path)
        async with app.run_test(size=(80, 24)) as pilot:
            await until(pilot, at("lobby"))
            other = night.app(tmp_path)
            async with other.run_test(size=(80, 24)) as elsewhere:
                await until(elsewhere, at("lobby"))
                await until(pilot, at("bye"))
                assert "in use" in told(app)
                await pilot.press("enter")
                await until(pilot, at("lobby"))
                await until(elsewhere, at("bye"))
            night.do(events.Kicked(night.seat()))
            await until(pilot, at("bye"))
            assert "goes on without you" in told(app)
            assert Wallet(tmp_path).seat(night.address().url) is None
            await pilot.press("enter")
            await pilot.pause()
        assert app.return_code == 0


async def test_names_and_questions_of_others_are_never_markup(tmp_path):
    async with party(names=("[bold]Kurt[/]",)) as night:
        app = night.app(tmp_path, name="[red]Ada[/red]")
        async with app.run_test(size=(80, 24)) as pilot:
            await until(pilot, at("lobby"))
            assert "[red]Ada[/red]" in told(app)
            night.do(events.Started())
            night.do(events.Ended())
            await until(pilot, at("final"))
            assert "[bold]Kurt[/]" in told(app)


async def test_pictures_of_a_night(compared, tmp_path):
    """One night, pictured wherever it looks different."""
    compare = compared("seat")
    parts = (make_part(count=2), make_part("buzzer", count=1), BOARD, make_part("final-wager", count=1))
    async with party(*parts, names=("Blaise", "Émilie", "Вера")) as night:
        app = night.app(tmp_path)
        async with app.run_test(size=SIZES[0]) as pilot:

            async def shot(name, *, day=False):
                for theme in (app.theme, DAY.name) if day else (app.theme,):
                    app.theme = theme
                    for width, height in SIZES:
                        await pilot.resize_terminal(width, height)
                        await settled(pilot)
                        light = "day" if theme == DAY.name else "night"
                        compare(f"{name}-{width}x{height}-{light}", app.export_screenshot())
                app.theme = "globes-night"

            await until(pilot, lambda seen: seen.lobby is not None and seen.lobby.players == 4)
            await shot("lobby")
            night.do(events.Started())
            await until(pilot, at("intro"))
            night.do(events.Advanced())
            await until(pilot, at("ask"))
            night.clock.turn(3_000)
            await pilot.press("1")
            await until(pilot, lambda seen: seen.taken)
            await shot("taken", day=True)
            night.do(events.RevealedNow())
            await until(pilot, at("reveal"))
            await shot("right", day=True)
            night.do(events.Advanced())
            await until(pilot, at("ask"))
            await pilot.press("b")
            await until(pilot, lambda seen: seen.taken)
            night.do(events.RevealedNow())
            await until(pilot, at("reveal"))
            await shot("wrong", day=True)
            night.do(events.Advanced())
            await until(pilot, at("standings"))
            await shot("standings")
            night.do(events.Advanced(), events.Advanced())
            await until(pilot, at("ask"))
            await shot("buzz")
            night.do(events.Buzzed("k1", night.host.room.question))
            await until(pilot, lambda seen: seen.rival)
            night.do(events.Paused())
            await until(pilot, lambda seen: seen.paused)
            night.do(events.Resumed(), events.RevealedNow(), events.Advanced(), events.Advanced())
            night.do(events.Advanced())
            await until(pilot, at("board"))
            await shot("board")
            night.do(events.Skipped(night.host.room.question), events.Advanced())
            night.do(events.Advanced())
            await until(pilot, at("stake"))
            await shot("stake")
            await typed(pilot, "99999")
            assert "Anything from 0" in told(app)
            await typed(pilot, "100")
            await until(pilot, lambda seen: seen.taken)
            night.do(events.Ended())
            await until(pilot, at("final"))
            night.do(events.Closed())
            await until(pilot, at("bye"))
            await shot("bye")


@pytest.mark.parametrize("keys", [("enter",), ("right", "down", "enter")])
async def test_a_square_is_chosen_on_the_board(tmp_path, keys):
    async with party(BOARD) as night:
        app = night.app(tmp_path)
        async with app.run_test(size=(80, 24)) as pilot:
            await until(pilot, at("lobby"))
            night.do(events.Started(), events.Advanced())
            await until(pilot, at("board"))
            await pilot.press(*keys)
            await until(pilot, at("ask"))
            assert night.host.room.asked.cell == (0 if keys == ("enter",) else 5)
