"""Pictures of the show in every phase, at three sizes in two themes, in one run of the app each.

Update them (`--snapshot-update`) after looking at what changed, also at a quarter of their size: what is to
be read from the sofa has to be readable there.
"""

from tests.tui.stage import NAMES, StageApp, make_part, make_plan
from trivia.party.state import Phase
from trivia.tui.party.stage import Stage
from trivia.tui.themes import DAY, NIGHT

SIZES = [(160, 45), (80, 24), (40, 12)]


async def pictured(app, pilot, compare):
    """The screen as it is, at every size and in both themes."""
    show = app.screen_stack[1]
    show.paint()
    show._catch_breath()  # the line of keys, which would come a breath later
    await pilot.pause()
    for theme in (NIGHT.name, DAY.name):
        app.theme = theme
        for width, height in SIZES:
            await pilot.resize_terminal(width, height)
            while show.query_one(Stage).size.width != width:  # on a busy machine a layout takes its time
                await pilot.pause()
            show.paint()
            compare(f"{width}x{height}-{theme.removeprefix('globes-')}", app.export_screenshot())
    app.theme = NIGHT.name


async def press(pilot, *keys):
    for key in keys:
        pilot.app.clock.turn(1_000)
        await pilot.press(key)


async def until(pilot, phase, *answers):
    """Go on to a phase, with these answers to every question on the way."""
    app = pilot.app
    while app.room.phase is not phase:
        if app.room.phase is Phase.OPEN:
            app.answer(*answers)
            await press(pilot, "f4")
        else:
            await press(pilot, "enter")


async def test_a_classic_night(compared, tmp_path):
    parts = make_part(count=2), make_part("survivor", 1, lives=2, double=True)
    app = StageApp(tmp_path, make_plan(*parts), NAMES[:6])
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pictured(app, pilot, compared("party_lobby"))
        await until(pilot, Phase.INTRO)
        await pictured(app, pilot, compared("party_intro"))
        await until(pilot, Phase.OPEN)
        app.clock.turn(4_000)
        app.answer(0, None, 1)
        await pictured(app, pilot, compared("party_question"))
        app.clock.turn(10_000)
        app.answer(None, 0, None, 0, 2, None, after=0)
        await pictured(app, pilot, compared("party_pressing"))
        app.answer(None, None, None, None, None, 0)
        await pictured(app, pilot, compared("party_locked"))
        await press(pilot, "f7")
        await pictured(app, pilot, compared("party_marks"))
        await press(pilot, "escape", "f4")
        await pictured(app, pilot, compared("party_reveal"))
        await until(pilot, Phase.STANDINGS, 1, 0, 0, 1, 1, 1)
        await until(pilot, Phase.INTRO)
        await until(pilot, Phase.STANDINGS, 1, 1, 0, 1, 0, 1)
        await pictured(app, pilot, compared("party_standings"))
        await until(pilot, Phase.FINAL)
        await pictured(app, pilot, compared("party_podium"))
        await until(pilot, Phase.CLOSED)
        await pictured(app, pilot, compared("party_closed"))


async def test_what_other_rules_show(compared, tmp_path):
    parts = (
        make_part("buzzer", count=1),
        make_part("board"),
        make_part("final-wager", count=1),
        make_part("calm", count=1, aloud=True),
    )
    app = StageApp(tmp_path, make_plan(*parts), NAMES)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await until(pilot, Phase.OPEN)
        await press(pilot, "7", "8", "x")
        await pictured(app, pilot, compared("party_buzzed"))
        await until(pilot, Phase.CHOOSING)
        await pictured(app, pilot, compared("party_board"))
        await press(pilot, "f2")
        await pictured(app, pilot, compared("party_paused"))
        await press(pilot, "f2", "delete")
        await until(pilot, Phase.WAGERING)
        await press(pilot, "2", "c")
        await pictured(app, pilot, compared("party_stakes"))
        await until(pilot, Phase.STANDINGS)
        await until(pilot, Phase.OPEN)
        await pictured(app, pilot, compared("party_aloud"))
        app.journal.full = True
        await press(pilot, "enter")
        app.host.sync()
        await pictured(app, pilot, compared("party_trouble"))
