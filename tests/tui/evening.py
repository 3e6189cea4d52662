"""What the tests of whole games share: who plays, what is pressed, what is painted and what is kept."""

from contextlib import closing

from tests.support import FakeClock
from trivia.game.rules import Phase
from trivia.game.setup import Setup
from trivia.saves import past
from trivia.saves.derived import miscounted
from trivia.saves.keeper import Keeper
from trivia.saves.store import Store
from trivia.settings import Settings
from trivia.tui.app import GlobesApp
from trivia.tui.opening import Opening


def opened(folder, packs, setup=None, seed=1, *, mode="", untimed=False, settings=None):
    """An app that opens in a game; without a seed, chance is that of whoever runs the tests."""
    opening = Opening(tuple(packs), mode, setup or Setup(), seed, untimed=untimed)
    return GlobesApp(Keeper(folder), opening, FakeClock(), settings=settings or Settings(welcomed=True))


def titled(folder, settings=None, **more):
    """An app that opens with the title screen, for somebody who was here before."""
    return GlobesApp(
        Keeper(folder),
        clock=FakeClock(),
        seeds=range(1, 99),
        settings=settings or Settings(welcomed=True),
        **more,
    )


async def press(pilot, *keys):
    """Press keys one by one, each when the one before has had its effect."""
    for key in keys:
        await pilot.press(key)
        await pilot.pause()


async def answer(pilot, *rights, seconds=4):
    """Answer by number so many questions, right or wrong, and go on from each verdict."""
    app = pilot.app
    for right in rights:
        app.clock.turn(seconds * 1_000)
        await press(pilot, key_of(app, right=right), "enter")


def key_of(app, *, right):
    """The number that takes the right option of the open question, or a wrong one."""
    game = app.session.game
    wrong = next(
        index
        for index in range(len(game.question.options))
        if index != game.question.answer and index not in game.removed
    )
    return str((game.question.answer if right else wrong) + 1)


async def ahead(pilot, count):
    """Answer so many questions right behind the screen's back, which then asks the next."""
    session = pilot.app.session
    for _ in range(count):
        if session.game.phase is Phase.READY:
            session.show()
        session.choose(session.game.question.answer)
        session.proceed()
    await pilot.app.screen._ask()
    await pilot.pause()


def told(app, selector):
    """The text of a widget."""
    return str(app.screen.query_one(selector).render())


def notices(app):
    """What was said in passing."""
    return [notice.message for notice in app._notifications]


def kept(folder):
    """The games in the save file, the latest first; whatever is counted there agrees with their answers."""
    with closing(Store(folder)) as store:
        assert not store.read(lambda db: list(miscounted(db)))
        return store.read(lambda db: past.games(db, "Player", 99))
