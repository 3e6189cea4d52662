"""Pictures of a screen: one run of the app, pictured at every size in a dark and in a light theme."""

from pathlib import Path

from pytest_textual_snapshot import SVGImageExtension

from trivia.game.rules import Phase
from trivia.tui.messages import ResultsWanted
from trivia.tui.themes import DAY

SIZES = [(80, 24), (40, 12), (120, 40)]


async def album(app, steps, compare, *, day=True):
    """Go to a screen by keys, and compare its pictures.

    Args:
        app: The app, not yet running.
        steps: What to do first, as `walk` takes it.
        compare: What takes the name of a picture and the picture, an SVG.
        day: Whether to go on with the light theme, once the dark one is through.
    """
    async with app.run_test(size=SIZES[0]) as pilot:
        await settled(pilot)
        await walk(pilot, steps)
        for theme in (app.theme, DAY.name) if day else (app.theme,):
            app.theme = theme
            for width, height in SIZES:
                await pilot.resize_terminal(width, height)
                await settled(pilot)
                compare(
                    f"{width}x{height}-{'day' if theme == DAY.name else 'night'}", app.export_screenshot()
                )


async def settled(pilot):
    """What was begun is done, and no cursor blinks."""
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    for cursor in pilot.app.screen.query("Input"):
        cursor.cursor_blink = False
        cursor._cursor_visible = True
    await pilot.pause()


async def walk(pilot, steps):
    """Do one step after the other: a key's name, `right` or `wrong` for an answer, `whole game` for all."""
    for step in steps:
        if step == "whole game":
            await whole_game(pilot.app)
        elif step in {"right", "wrong"}:
            await answer(pilot, step == "right")
        else:
            await pilot.press(step)
        await pilot.pause()


async def answer(pilot, right):
    """Answer the question on the screen, after nine seconds."""
    question = pilot.app.session.game.question
    pilot.app._clock.turn(9_000)
    await pilot.press(str((question.answer + (not right)) % len(question.options) + 1))
    await pilot.pause()


async def whole_game(app):
    """Play on to the results behind the screen's back: other tests do it by keys."""
    session = app.session
    while session.game.outcome is None:
        if session.game.phase is not Phase.ASKING:
            session.show()
        question, place = session.game.question, session.game.place
        app._clock.turn(9_000)
        session.choose((question.answer + (place in {1, 4})) % len(question.options))
        if session.game.phase is Phase.VERDICT:
            session.proceed()
    app.screen.post_message(ResultsWanted())


class Album:
    """Compares pictures with those that were looked at; what differs is written beside for a look."""

    def __init__(self, snapshot, name, folder):
        self._snapshot = snapshot.use_extension(SVGImageExtension)
        self._name = name
        self._folder = Path(folder)
        self.differing = []

    def compare(self, which, svg):
        if self._snapshot(name=f"{self._name}-{which}") != svg:
            self._folder.mkdir(exist_ok=True)
            found = self._folder / f"{self._name}-{which}.svg"
            found.write_text(svg, encoding="utf-8")
            self.differing.append(str(found))
