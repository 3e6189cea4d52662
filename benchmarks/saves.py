"""What a million answers cost: `python -m benchmarks.saves [--answers 1000000] [--keep FOLDER]`.

Ratios between a full save file and an empty one, taken in turns in one run: opening it and drawing the title
screen until its scores stand there, and the progress screen from its key to its paint. Without a limit, what
the file alone takes: for the title screen, and for a page of past games and a marathon to be gone on with.
"""

import argparse
import asyncio
import gc
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

from trivia.packs.library import find_pack, open_pack
from trivia.paths import DEFAULT_PACK, SAVE_FILE
from trivia.quiz.generate import every_question
from trivia.saves import past
from trivia.saves.derived import count_again
from trivia.saves.keeper import Keeper
from trivia.saves.store import Store
from trivia.tui.app import GlobesApp
from trivia.tui.screens.stats import StatsScreen
from trivia.tui.screens.title import TitleScreen

MAX_HOME = 1.2
MAX_STATS = 3.0
DAYS = 730
FIRST_DAY = 738_000
DAY_MS = 86_400_000
FIRST_MS = (FIRST_DAY - 719_163) * DAY_MS
GAME = 10
PLAYERS = ("Player", "Anna")
KINDS = (("classic", GAME, ""), ("classic", GAME, "untimed"), ("sprint", 0, ""), ("marathon", 0, ""))
"""The games' modes, lengths and variants, in turns."""

PAGE = 100


def fill(folder: Path, answers: int) -> None:
    """Make a save file with many answers: two players, two years, the questions of the built-in pack."""
    Store(folder).close()
    pack = open_pack(find_pack(DEFAULT_PACK))
    questions = list(every_question(pack, 0))
    chance = random.Random(5)  # noqa: S311 - a game, not a secret
    with closing(sqlite3.connect(folder / SAVE_FILE, isolation_level=None)) as db:
        db.execute("BEGIN")
        for number, name in enumerate(PLAYERS, 1):
            db.execute(
                "INSERT INTO profile (id, uid, name, name_key, made_at) VALUES (?, ?, ?, ?, ?)",
                (number, f"{number}", name, name.casefold(), FIRST_MS),
            )
        db.executemany(
            "INSERT INTO asked VALUES (?, ?, ?, ?, ?)",
            [
                (one.id, f"{one.pack}/{one.table}", one.heading, one.prompt, one.options[one.answer])
                for one in questions
            ],
        )
        for game in range(1, answers // GAME + 1):
            day = FIRST_DAY + game * DAYS // (answers // GAME)
            at = FIRST_MS + (day - FIRST_DAY) * DAY_MS + game
            db.execute(
                """
                INSERT INTO game (
                    id, uid, profile, pack, pack_version, mode, length, variant, seed, day, began_at,
                    ended_at, finished, honoured
                )
                VALUES (?, ?, ?, ?, '1', ?, ?, ?, 1, ?, ?, ?, 1, 1)
                """,
                (
                    game,
                    f"{game}",
                    1 + game % len(PLAYERS),
                    DEFAULT_PACK,
                    *KINDS[game // len(PLAYERS) % len(KINDS)],
                    day,
                    at,
                    at,
                ),
            )
            asked = chance.sample(questions, GAME)
            db.executemany(
                "INSERT INTO answer VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [
                    (
                        game,
                        place,
                        one.id,
                        one.table,
                        one.form,
                        one.level,
                        0,
                        int(right),
                        100 * right,
                        int(right),
                        chance.randint(500, 20_000),
                        at + place,
                        day,
                    )
                    for place, one in enumerate(asked)
                    for right in (chance.random() < 0.7,)
                ],
            )
        count_again(db)
        db.execute("COMMIT")
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")


async def home(folder: Path) -> float:
    """Seconds from making the app to the scores on the title screen."""
    gc.collect()
    start = time.perf_counter()
    app = GlobesApp(Keeper(folder))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = app.screen
        assert isinstance(screen, TitleScreen)
        while not str(screen.query_one("#scores").render()):
            await asyncio.sleep(0)
        seconds = time.perf_counter() - start
        await pilot.pause()
    return seconds


async def progress(folder: Path) -> float:
    """Seconds from the key to the painted progress screen."""
    app = GlobesApp(Keeper(folder))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause(0.3)
        await app.workers.wait_for_complete()
        gc.collect()
        start = time.perf_counter()
        await pilot.press("s")
        while not isinstance(app.screen, StatsScreen) or not str(app.screen.query_one("#told").render()):
            await asyncio.sleep(0)
        await pilot.pause()
        return time.perf_counter() - start


def reads(folder: Path) -> float:
    """Seconds for opening the file and what the title screen asks it."""
    start = time.perf_counter()
    keeper = Keeper(folder)
    keeper.best_score(DEFAULT_PACK, "classic", GAME)
    keeper.last_game()
    seconds = time.perf_counter() - start
    keeper.close()
    return seconds


def looking_back(folder: Path) -> float:
    """Seconds for the first page of past games, and for looking whether a marathon goes on."""
    with closing(Store(folder)) as store:
        start = time.perf_counter()
        store.read(lambda db: past.games(db, PLAYERS[0], PAGE))
        store.read(lambda db: past.open_game(db, PLAYERS[0], DEFAULT_PACK, "marathon", ""))
        return time.perf_counter() - start


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--answers", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--keep", type=Path, help="keep the full file in this folder, for the next run")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as passing:
        full = (options.keep or Path(passing)) / f"full-{options.answers}"
        empty = Path(passing) / "empty"
        if not (full / SAVE_FILE).exists():
            start = time.perf_counter()
            fill(full, options.answers)
            print(f"made {options.answers:,} answers in {time.perf_counter() - start:.0f} s")
        Store(empty).close()
        print(f"the full file has {(full / SAVE_FILE).stat().st_size / 1e6:,.0f} MB")
        slow = 0
        for name, measure, limit in (
            ("opening and what the title screen asks", reads, None),
            ("a page of past games, a marathon left open", looking_back, None),
            ("title screen with its scores", lambda folder: asyncio.run(home(folder)), MAX_HOME),
            ("progress screen", lambda folder: asyncio.run(progress(folder)), MAX_STATS),
        ):
            measure(empty)  # what is imported once is not the file's fault
            pairs = [(measure(full), measure(empty)) for _ in range(options.runs)]
            of_full, of_empty = (statistics.median(times) for times in zip(*pairs, strict=True))
            ratio = of_full / of_empty
            verdict = "" if limit is None else f"limit {limit} x: {'ok' if ratio <= limit else 'TOO SLOW'}"
            slow += verdict.endswith("TOO SLOW")
            told = f"{of_full * 1000:7.1f} ms, empty {of_empty * 1000:7.1f} ms: {ratio:.2f} x"
            print(f"{name:<42} {told}  {verdict}")
    return int(slow > 0)


if __name__ == "__main__":
    sys.exit(main())
