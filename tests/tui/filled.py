"""A save folder with a past: two players over some weeks, the same for every test."""

import atexit
import random
import shutil
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from tests.support import FakeClock
from trivia.game.mode import CLASSIC
from trivia.packs.library import find_pack, open_pack
from trivia.paths import DEFAULT_PACK
from trivia.progress.achievements import honour
from trivia.saves.keeper import Keeper
from trivia.session import Session

DAY_MS = 86_400_000
DAYS = 40


@cache
def template() -> Path:
    """The folder, played once for all tests of this process; it ends where the fake clock begins."""
    folder = Path(mkdtemp())
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    pack = open_pack(find_pack(DEFAULT_PACK))
    chance = random.Random(4)  # noqa: S311 - a game, not a secret
    for name, skill, days in (("Bert", 0.5, 12), ("Anna", 0.8, DAYS)):
        keeper, clock = Keeper(folder, profile=name), FakeClock()
        clock.turn(-days * DAY_MS)
        for day in range(days):
            for game in range(chance.choice((0, 1, 1, 2))):
                session = Session(pack, CLASSIC, keeper, clock, seed=100 * day + game)
                while session.game.outcome is None:
                    session.show()
                    clock.turn(chance.randint(1_500, 14_000))
                    question = session.game.question
                    right = chance.random() < skill - 0.1 * (question.level - 3)
                    session.choose((question.answer + (not right)) % len(question.options))
                    session.proceed()
                honour(keeper, clock.utc_ms())
            clock.turn(DAY_MS)
        keeper.close()
    return folder


def fill(folder: Path) -> Path:
    """Copy it."""
    shutil.copytree(template(), folder)
    return folder
